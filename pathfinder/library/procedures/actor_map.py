"""The picture of a country's actors: a box for each level, a circle for each organization, lines for what the packs state.

Practices stand as squares along the edge at which a line of writing ends, each near the organizations that take part in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from pathfinder.directory.queries import codes
from pathfinder.languages.localized_text import localized
from pathfinder.languages.names import direction
from pathfinder.library.procedures.actors import Actor, Field, Level

# In the picture's own units, which are about pixels on a phone.
WIDTH, EDGE, MARGIN, STEP, LABEL, ROW, HEAD, GAP = 340, 306, 8, 26, 15, 28, 24, 12
LETTER, LETTER_OF_HEAD = 6.3, 8.0  # how wide one is, about


@dataclass(frozen=True)
class Words:
    x: int
    y: int
    words: str


@dataclass(frozen=True)
class Node:
    """A circle with the number of an organization, or a square with the letter of a practice."""

    x: int
    y: int
    sign: str
    name: str
    runs_a_service: bool = False


@dataclass(frozen=True)
class Line:
    path: str


@dataclass
class Picture:
    """What the template draws."""

    language: str
    height: int = 0
    boxes: list[tuple[int, int]] = field(default_factory=list)  # y and height
    heads: list[Words] = field(default_factory=list)
    labels: list[Words] = field(default_factory=list)
    nodes: list[Node] = field(default_factory=list)
    practices: list[Node] = field(default_factory=list)
    desks: list[Line] = field(default_factory=list)
    partners: list[Line] = field(default_factory=list)

    @property
    def width(self) -> int:
        return WIDTH

    @property
    def edge(self) -> int:
        """How wide the boxes are."""
        return EDGE

    @property
    def box_x(self) -> int:
        return WIDTH - EDGE if direction(self.language) == "rtl" else 0


def sign_of_practice(number: int) -> str:
    """a, b, c … beside the numbers of the organizations; p27 and so on when the letters are used up."""
    return chr(ord("a") + number) if number < 26 else f"p{number + 1}"


def picture_of(country: Field, language: str) -> Picture:
    """Levels from above to below, practices beside them."""
    picture = Picture(language)
    place: dict[str, tuple[int, int]] = {}
    for level in country.levels:
        top = picture.height
        _head(picture, name_of_level(level, language))
        for actor, x, y in _laid_out(picture, level):
            place[actor.id] = (x, y)
            name = localized(actor.data["name"], language).words
            picture.nodes.append(Node(x, y, str(actor.number), name, bool(actor.runs)))
        picture.boxes.append((top, picture.height - top))
        picture.height += GAP
    squares = _practices(picture, country, place)
    _lines(picture, country, place, squares)
    return picture


def name_of_level(level: Level, language: str) -> str:
    name = localized(level.territory.names, language).words
    return _("Local: %(name)s") % {"name": name} if level.is_local else name


def marked_name_of_level(level: Level, language: str) -> SafeString:
    """The same as HTML, which says the language of the name."""
    name = localized(level.territory.names, language).as_name()
    return format_html(escape(_("Local: %(name)s")).replace("%(name)s", "{}"), name) if level.is_local else name


def _head(picture: Picture, words: str) -> None:
    picture.height += HEAD
    picture.heads.append(Words(_x(picture, MARGIN), picture.height - 7, _short(words, LETTER_OF_HEAD)))


def _short(words: str, letter: float) -> str:
    """As much as fits into a box; the list beside the picture has all of it."""
    most = int((EDGE - 2 * MARGIN) / letter)
    return words if len(words) <= most else f"{words[: most - 1]}…"


def _laid_out(picture: Picture, level: Level) -> Iterator[tuple[Actor, int, int]]:
    """Blocks of one kind each, side by side as words on a line; a block that is too wide goes on below."""
    x = MARGIN
    top = picture.height
    bottom = top
    for kind, actors in level.by_kind:
        label = _short(str(_(codes.ORGANIZATION_KINDS.get(kind, kind))), LETTER)
        width = max(round(len(label) * LETTER), min(len(actors) * STEP, EDGE - 2 * MARGIN)) + 10
        if x > MARGIN and x + width > EDGE - MARGIN:
            x, top = MARGIN, bottom
        picture.labels.append(Words(_x(picture, x), top + LABEL - 4, label))
        in_a_row = (EDGE - 2 * MARGIN) // STEP if len(actors) * STEP > EDGE - MARGIN - x else len(actors)
        for number, actor in enumerate(actors):
            row, column = divmod(number, in_a_row)
            yield actor, _x(picture, x + column * STEP + STEP // 2), top + LABEL + row * ROW + ROW // 2
        rows = -(-len(actors) // in_a_row)
        bottom = max(bottom, top + LABEL + rows * ROW)
        x += width
    picture.height = bottom + 4


def _practices(
    picture: Picture, country: Field, place: Mapping[str, tuple[int, int]]
) -> dict[str, tuple[int, int]]:  # fmt: skip
    """Each as near to the middle of its organizations as the others leave room."""
    around: dict[str, list[int]] = {practice.id: [] for practice in country.practices}
    for actor in country.actors.values():
        for practice in actor.practices:
            around.get(practice.id, []).append(place[actor.id][1])
    signs = {practice.id: sign_of_practice(number) for number, practice in enumerate(country.practices)}
    squares: dict[str, tuple[int, int]] = {}
    y = HEAD - STEP
    for practice in sorted(country.practices, key=lambda one: sum(around[one.id]) / len(around[one.id])):
        y = max(y + STEP, round(sum(around[practice.id]) / len(around[practice.id])))
        squares[practice.id] = (_x(picture, (EDGE + WIDTH) // 2), y)
        title = localized(practice.title, picture.language).words
        picture.practices.append(Node(*squares[practice.id], signs[practice.id], title))
    picture.height = max(picture.height, y + STEP)
    return squares


def _lines(
    picture: Picture, country: Field, place: dict[str, tuple[int, int]], squares: dict[str, tuple[int, int]]
) -> None:  # fmt: skip
    for actor in country.actors.values():
        for owner in dict.fromkeys(str(service["organization"]) for service in actor.desk_for):
            picture.desks.append(_curve(place[owner], place[actor.id]))
        for practice in actor.practices:
            if practice.id in squares:
                picture.partners.append(_wave(place[actor.id], squares[practice.id]))


def _curve(start: tuple[int, int], end: tuple[int, int]) -> Line:
    """Bent to the side, so that lines between neighbours in one row do not hide behind the circles."""
    (x, y), (to_x, to_y) = start, end
    middle_x, middle_y = (x + to_x) / 2 + (to_y - y) / 8, (y + to_y) / 2 - (to_x - x) / 8
    return Line(f"M{x} {y}Q{max(2, min(WIDTH - 2, round(middle_x)))} {round(middle_y)} {to_x} {to_y}")


def _wave(start: tuple[int, int], end: tuple[int, int]) -> Line:
    """Along the row first, then up or down beside the boxes."""
    (x, y), (to_x, to_y) = start, end
    near = to_x + (34 if to_x < x else -34)
    return Line(f"M{x} {y}C{near} {y} {near} {to_y} {to_x} {to_y}")


def _x(picture: Picture, x: int) -> int:
    """A place along the line of writing, which begins at the right in Arabic."""
    return WIDTH - x if direction(picture.language) == "rtl" else x
