"""The fonts that come with the project's packages: whole for what is printed, and a small part of each for pages.

A page's part holds the letters of one script and is loaded only where a system has none for it; see docs/guides/languages.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from tempfile import NamedTemporaryFile

import fontpkg

ETHIOPIC = "fonts/ofl/notosansethiopic/NotoSansEthiopic[wdth,wght].ttf"
PUNCTUATION = range(0x2000, 0x2070)  # with the marks of direction


@dataclass(frozen=True, slots=True)
class Part:
    """Of a font, the letters of one script. `weights`: from the regular to the bold one, or the regular alone."""

    font: str
    letters: tuple[range, ...]
    weights: tuple[int, int] | int


# Arabic as in ar, fa and ps; Ethiopic as in ti and am; Cyrillic as in uk and ru
PARTS: Mapping[str, Part] = {
    "arabic": Part("Noto Sans Arabic", (range(0x600, 0x700), PUNCTUATION), (400, 700)),
    "ethiopic": Part("Noto Sans Ethiopic", (range(0x1200, 0x1380), range(0x1380, 0x139A), PUNCTUATION), 400),
    "cyrillic": Part(
        "Noto Sans", (range(0x400, 0x460), range(0x490, 0x492), range(0x20, 0x7F), PUNCTUATION), (400, 700)
    ),
}


def font_file(name: str) -> Path:
    """Where a package has put it."""
    if name == "Noto Sans Ethiopic":
        return Path(str(files("justmytype_intl_africa") / ETHIOPIC))
    return Path(fontpkg.path(name))


def make_part(part: Part, into: Path) -> None:
    """Write the part as WOFF2. Some seconds of work; whoever comes meanwhile sees the old file or none, never half of one."""
    from fontTools.subset import Options, Subsetter, save_font
    from fontTools.ttLib import TTFont
    from fontTools.varLib.instancer import instantiateVariableFont

    font = TTFont(font_file(part.font))
    options = Options(flavor="woff2", layout_features=["*"], hinting=False, name_IDs=[1, 2, 4, 6], notdef_outline=True)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[letter for letters in part.letters for letter in letters])
    subsetter.subset(font)
    font = instantiateVariableFont(font, {"wdth": 100, "wght": part.weights})
    into.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=into.parent, delete=False) as file:
        save_font(font, file, options)
    Path(file.name).replace(into)
