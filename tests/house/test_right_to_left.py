"""A page turns round with its language: style sheets say start and end, and templates nothing of left and right."""

import re
from pathlib import Path

import pytest

from tests.house.the_house import files, name

SHEETS = tuple(path for path in files("*.css") if "static" in path.parts)
TEMPLATES = tuple(path for path in files("*.html") if "templates" in path.parts)
PHYSICAL = re.compile(
    r"(?:^|[;{\s])((?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right)\b[\w-]*"
    r"|(?:left|right|border-(?:top|bottom)-(?:left|right)-radius|(?:min-|max-)?(?:width|height))\s*:"
    r"|(?:text-align|float|clear|caption-side)\s*:\s*(?:left|right))"
)
ONE_SIDED = re.compile(r"""[←→⇐⇒‹›«»]|&[lr]arr;|\balign=["'](?:left|right)""")
FOUR_SIDES = re.compile(r"(?:margin|padding|border-width|inset)\s*:\s*" + r"\s+".join([r"([^\s;}]+)"] * 4))


def rules(path: Path) -> str:
    """Without comments, and without the conditions of @media, which ask about the screen and not about the page."""
    text = re.sub(r"/\*.*?\*/", "", path.read_text("utf-8"), flags=re.DOTALL)
    return re.sub(r"@(?:media|container)[^{]*", "@media", text)


def without_comments(path: Path) -> str:
    return re.sub(r"{% comment.*?{% endcomment %}|{#.*?#}", "", path.read_text("utf-8"), flags=re.DOTALL)


def test_every_style_sheet_has_logical_properties_only() -> None:
    assert [(name(path), found) for path in SHEETS for found in PHYSICAL.findall(rules(path))] == []


def test_four_sides_at_once_are_the_same_at_start_and_end() -> None:
    found = [(name(path), sides) for path in SHEETS for sides in FOUR_SIDES.findall(rules(path))]

    assert [(sheet, sides) for sheet, sides in found if sides[1] != sides[3]] == []


def test_no_template_says_anything_of_left_and_right() -> None:
    """Arrows come from `back_arrow` and `next_arrow`; what is written to be read from left to right says `dir`."""
    assert [(name(path), found) for path in TEMPLATES for found in ONE_SIDED.findall(without_comments(path))] == []


@pytest.mark.parametrize(
    "rule",
    [
        "a{margin-left:1rem}",
        "a{left:0}",
        "a{ text-align: right }",
        "a{float:left}",
        "a{color:red;border-right-width:1px}",
    ],
)
def test_what_does_not_turn_round_is_found(rule: str) -> None:
    assert PHYSICAL.findall(rule) != []


@pytest.mark.parametrize("rule", ["a{margin-inline-start:1rem}", "a{inset-inline-end:0}", "a{text-align:start}"])
def test_what_turns_round_is_not(rule: str) -> None:
    assert PHYSICAL.findall(rule) == []
