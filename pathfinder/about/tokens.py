"""The tokens of the design, read out of the one style sheet: colours with their measured contrast, and the sizes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.contrib.staticfiles import finders

SHEET = "ui/pathfinder.css"
COLOURS_OF_A_THEME = re.compile(r"--([a-z-]+):(#[0-9a-f]{3,6})\b")
SIZES = re.compile(r"--(small|body|lead|title|big):([\d.]+)rem")
TEXT, SHAPE = 4.5, 3.0  # WCAG 2.2: 1.4.3 for words, 1.4.11 for what has to be seen
# What stands on what: words, and the edges of fields and marks
PAIRS = (
    ("ink", "paper", TEXT), ("ink", "soft", TEXT), ("quiet", "paper", TEXT), ("quiet", "soft", TEXT), ("deep", "paper", TEXT),
    ("deep", "soft", TEXT), ("on-deep", "deep", TEXT), ("accent", "paper", TEXT), ("accent", "soft", TEXT),
    ("wrong", "paper", TEXT), ("wrong", "soft", TEXT), ("quiet", "paper", SHAPE),
)  # fmt: skip


@dataclass(frozen=True)
class Tokens:
    colours: Mapping[str, Mapping[str, str]]  # by theme, then by name: "#0b5a66"
    sizes: tuple[tuple[str, float], ...]  # in rem; 1 rem is 18 px on a phone


@dataclass(frozen=True)
class Pair:
    """One colour on another, and how far apart they are."""

    front: str
    ground: str
    contrast: float
    needed: float

    @property
    def is_enough(self) -> bool:
        return self.contrast >= self.needed


@cache
def read_tokens() -> Tokens:
    """From the sheet that browsers get. Every colour of the dark theme is one of the light theme too."""
    found = finders.find(SHEET)
    if not isinstance(found, str):
        raise FileNotFoundError(SHEET)
    text = Path(found).read_text(encoding="utf-8")
    light, _, rest = text.partition("prefers-color-scheme:dark")
    dark = rest.partition("}}")[0]
    colours = dict(COLOURS_OF_A_THEME.findall(light))
    return Tokens(
        {"light": colours, "dark": {**colours, **dict(COLOURS_OF_A_THEME.findall(dark))}},
        tuple((name, float(size)) for name, size in SIZES.findall(light)),
    )


def pairs_of(colours: Mapping[str, str]) -> list[Pair]:
    return [Pair(front, ground, contrast(colours[front], colours[ground]), needed) for front, ground, needed in PAIRS]


def contrast(one: str, other: str) -> float:
    """The ratio of WCAG 2, from 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    digits = colour.removeprefix("#")
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    red, green, blue = (_linear(int(digits[at : at + 2], 16) / 255) for at in (0, 2, 4))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(share: float) -> float:
    return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4
