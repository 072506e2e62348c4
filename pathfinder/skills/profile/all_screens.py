"""The screens in the order in which they follow one another; a person may go to any of them at any time."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext_lazy as _

from pathfinder.skills.profile.confirming import Proofs, Suggestions
from pathfinder.skills.profile.fields import Said
from pathfinder.skills.profile.lists import Diplomas, Experiences, Licences
from pathfinder.skills.profile.screens import Screen
from pathfinder.skills.profile.speaking import Languages, Row, told_rows
from pathfinder.skills.profile.wishing import WhoIAm, WishesAndLimits
from pathfinder.skills.profile_document import Profile, contradictions

ASKING: tuple[type[Screen], ...] = (
    Experiences, Suggestions, Proofs, Diplomas, Licences, Languages, WishesAndLimits, WhoIAm,
)  # fmt: skip


class Overview(Screen):
    """Everything that was told, and what was not."""

    id = "overview"
    title = _("My profile")
    template = "skills/overview.html"

    @property
    def languages(self) -> list[Row]:
        return told_rows(self.profile)

    @cached_property
    def wrong_dates(self) -> dict[str, str]:
        """By the key of what has dates that cannot be true."""
        return contradictions(self.profile, self.today)

    @property
    def missing(self) -> bool:
        return not all(one.told(self.profile) for one in ASKING)


SCREENS: dict[str, type[Screen]] = {screen.id: screen for screen in (*ASKING, Overview)}


@dataclass(frozen=True)
class Part:
    """A screen as the others see it."""

    id: str
    title: Said
    told: int
    is_here: bool

    @property
    def at(self) -> str:
        return f"skills:{self.id}"


def parts_of(profile: Profile, here: str) -> list[Part]:
    return [Part(one.id, one.title, one.told(profile), one.id == here) for one in ASKING]


def around(screen: str) -> tuple[str, str]:
    """The screens before and after; before the first and after the last comes the overview."""
    order = [one.id for one in ASKING]
    at = order.index(screen) if screen in order else len(order)
    before = order[at - 1] if at else "start"
    return before, order[at + 1] if at + 1 < len(order) else "overview"
