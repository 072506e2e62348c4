"""The places of the desk that its menu leads to. Each room adds its own when the program starts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext, gettext_noop as _

from pathfinder.accounts.roles import EDITOR, OBSERVER


@dataclass(frozen=True)
class Place:
    """A page of the desk: the name of its address (which takes `language`), its words, and who may open it."""

    url_name: str
    words: str  # marked for translation
    roles: frozenset[str]  # empty: everybody who holds a role
    order: int
    waiting: Callable[[], int] | None = None  # how many things wait there

    @property
    def told(self) -> str:
        """Its words, with the number that waits."""
        number = self.waiting() if self.waiting else 0
        return f"{gettext(self.words)} ({number})" if number else gettext(self.words)


_places: dict[str, Place] = {}


def add_desk_place(
    url_name: str, words: str, *roles: str, order: int = 50, waiting: Callable[[], int] | None = None
) -> None:  # fmt: skip
    """`waiting` is asked each time somebody who may open the place sees the menu."""
    _places[url_name] = Place(url_name, words, frozenset(roles), order, waiting)


def places_for(roles: frozenset[str], language: str) -> list[tuple[str, str]]:
    """Address and words of each place that somebody with these roles may open."""
    return [
        (reverse(place.url_name, kwargs={"language": language}), place.told)
        for place in sorted(_places.values(), key=lambda place: (place.order, place.url_name))
        if not place.roles or place.roles & roles
    ]


def add_own_places() -> None:
    add_desk_place("accounts:people", _("People"), EDITOR, order=80)
    add_desk_place("accounts:trail", _("What people did"), EDITOR, OBSERVER, order=90)
