"""Made-up languages that show before any translator comes whether a page holds longer words, and turns round.

`xl` is English with accents, 40 % longer, in brackets that show where a text was cut off; `xr` is the same from right to left.
"""

from __future__ import annotations

import re
from itertools import cycle
from pathlib import Path
from tempfile import NamedTemporaryFile

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LONG, FROM_THE_RIGHT = "xl", "xr"
LANGUAGES = ((LONG, "⟦Ļöñĝ wöŕðš⟧"), (FROM_THE_RIGHT, "⟦Ļöñĝ, ƒŕöɱ ŕïĝĥţ ţö ļéƒţ⟧"))
LONGER = 0.4
_KEPT = re.compile(r"(%\(\w+\)[sd]|%[sd%]|\{\w*\}|<[^>]+>|&\w+;)")  # what a program fills in or reads
_ACCENTS = str.maketrans("aceghijklnorstuwyACEGHIJKLNORSTUWY", "áçéĝĥïĵķļñöŕšţûŵýÁÇÉĜĤÏĴĶĻÑÖŔŠŢÛŴÝ")
_MORE = ("öñé", "ţŵö", "ţĥŕéé", "ƒöûŕ", "ƒïṽé")


def lengthened(words: str) -> str:
    """⟦Šéñð ïţ öñé⟧. The words stay readable, so that whoever looks at the page knows where they are."""
    pieces = (piece if number % 2 else piece.translate(_ACCENTS) for number, piece in enumerate(_KEPT.split(words)))
    wanted, more = max(1, round(LONGER * len(words))), ""
    for word in cycle(_MORE):
        if len(more) >= wanted:
            break
        more += f" {word}"
    return f"⟦{''.join(pieces)}{more[: wanted + 1].rstrip()}⟧"


def write_catalogues(locale_folder: Path, into: Path) -> None:
    """The catalogues of both, from the messages that any real one has."""
    known = min(locale_folder.glob("*/LC_MESSAGES/django.po"), key=lambda path: (path.parts[-3] == "en", path))
    with known.open("rb") as file:
        messages = [message for message in read_po(file) if message.id]
    for language, _name in LANGUAGES:
        catalogue = Catalog(locale="en", domain="django")
        for message in messages:
            ids = message.id if isinstance(message.id, tuple) else (message.id,)
            longer = tuple(lengthened(one) for one in ids)
            catalogue.add(message.id, longer if len(longer) > 1 else longer[0], context=message.context)
        folder = into / language / "LC_MESSAGES"
        folder.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=folder, delete=False) as file:
            write_mo(file, catalogue)
        Path(file.name).replace(folder / "django.mo")
