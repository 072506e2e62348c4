"""Whatever is said in any of the languages can be printed, and pages load a font only for a script that needs one."""

import re
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from babel import Locale
from babel.messages.pofile import read_po
from django.conf import settings
from django.contrib.staticfiles import finders
from fontTools.ttLib import TTFont

from pathfinder.languages.fonts import PARTS, font_file, make_part
from pathfinder.languages.typeset import FONTS, typeset
from pathfinder.languages.web_fonts import FontFinder, kept_at

LANGUAGES = ("en", "nl", "fr", "de", "es", "it", "hu", "sk", "sl", "ar", "uk", "fa", "ps", "ti", "tr", "so", "ru")
NOT_PRINTED = {"\n", "\t", "\u200e", "\u200f", "\u2066", "\u2067", "\u2068", "\u2069"}
SET_IN_A_FONT_OF_TYPST = {"≈"}
MOST_BYTES = {"arabic": 60_000, "ethiopic": 120_000, "cyrillic": 60_000}
STYLE = Path(finders.find("ui/pathfinder.css")).read_text("utf-8")


@cache
def letters_of_the_fonts() -> set[str]:
    return {chr(code) for name in FONTS for code in TTFont(font_file(name)).getBestCmap()}


def everything_said_in(language: str) -> str:
    """The names of CLDR, the catalogue of the interface and the texts of the packs, as far as there are any."""
    locale = Locale.parse(language)
    names = [*locale.territories.values(), *locale.languages.values(), *locale.months["format"]["wide"].values()]
    path = Path(settings.LOCALE_PATHS[0]) / language / "LC_MESSAGES" / "django.po"
    catalogue = read_po(BytesIO(path.read_bytes() if path.exists() else b""))
    said = [part for one in catalogue for part in (one.string if isinstance(one.string, tuple) else (one.string,))]
    texts = [file.read_text("utf-8") for file in settings.PACKS_DIR.glob(f"*/texts/{language}.*yaml")]
    return "".join([*names, *said, *texts])


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_packaged_fonts_have_every_letter_of_a_language(language: str) -> None:
    missing = set(everything_said_in(language)) - letters_of_the_fonts() - NOT_PRINTED - SET_IN_A_FONT_OF_TYPST

    assert sorted(missing) == []


@pytest.mark.parametrize(
    ("words", "font"),
    [
        ("መንገድኹም ናብ ስራሕ", b"NotoSansEthiopic"),
        ("په بېلجیم کې کار ځای ټولنه ډلې", b"NotoSansArabic"),
        ("راه شما به سوی کار، پنج گزینه", b"NotoSansArabic"),
        ("Ваш шлях: їжак, ґанок, объём", b"NotoSans"),
    ],
)
def test_a_printed_page_is_set_in_a_font_that_has_the_script(tmp_path: Path, words: str, font: bytes) -> None:
    template = tmp_path / "page.typ"
    fonts = ", ".join(f'"{name}"' for name in FONTS)
    template.write_text(f"#set text(font: ({fonts}))\n#json(bytes(sys.inputs.data)).words", "utf-8")

    page = typeset(template, {"words": words})

    used = set(re.findall(rb"/FontName\s*/[A-Z]{6}\+(\w+)", page))
    assert {font} <= used <= {font, b"NotoSans"}  # which has the space


@pytest.mark.parametrize("template", ["guide/way.typ", "library/stories/booklet.typ", "library/cards/card.typ"])
def test_every_printed_thing_uses_all_fonts(template: str) -> None:
    text = (Path(__file__).parents[2] / template).read_text("utf-8")

    assert [name for name in FONTS if f'"{name}"' not in text] == []


def test_a_part_for_pages_is_small_and_has_the_letters_of_its_script(tmp_path: Path) -> None:
    at = tmp_path / "arabic.woff2"
    make_part(PARTS["arabic"], at)

    assert at.stat().st_size <= MOST_BYTES["arabic"]
    assert set("یکگپچژټډړښځڅېۍ،؛؟٪٠۰") <= {chr(code) for code in TTFont(at).getBestCmap()}


@pytest.mark.parametrize("script", sorted(PARTS))
def test_the_style_sheet_asks_for_each_part_and_only_after_the_systems_own_fonts(script: str) -> None:
    faces = [face for face in re.findall(r"@font-face\{.*?\}", STYLE) if f"/{script}.woff2" in face]

    assert faces != []
    assert [face for face in faces if "src:local(" not in face or "font-display:swap" not in face] == []
    assert [face for face in faces if "unicode-range:" not in face] == []


def test_a_page_in_latin_letters_and_a_reader_who_saves_data_name_none_of_them() -> None:
    asked = re.findall(r"^(:root:is\([^{]*)\{font-family:.*?Pathfinder", STYLE, re.MULTILINE)

    assert len(asked) == len(PARTS)
    assert [rule for rule in asked if ":not([data-saves])" not in rule] == []
    assert not re.findall(r":lang\((en|nl|fr|de|es|it|tr|so|hu|sk|sl)\)[^{]*\{font-family", STYLE)


def test_collecting_static_files_makes_what_is_missing_and_asking_for_one_never_waits(
    tmp_path: Path, settings: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.VAR_DIR = tmp_path
    made = []
    monkeypatch.setattr(
        "pathfinder.languages.web_fonts.make_part",
        lambda part, at: (made.append(at.name), at.parent.mkdir(parents=True, exist_ok=True), at.touch()),
    )

    assert FontFinder().find("fonts/ethiopic.woff2") is None
    first = [name for name, _storage in FontFinder().list(None)]
    second = [name for name, _storage in FontFinder().list(None)]

    assert sorted(first) == sorted(second) == sorted(made) == ["arabic.woff2", "cyrillic.woff2", "ethiopic.woff2"]
    assert FontFinder().find("fonts/ethiopic.woff2") == str(kept_at("ethiopic", PARTS["ethiopic"]))
    assert FontFinder().find("../settings.py") is None
