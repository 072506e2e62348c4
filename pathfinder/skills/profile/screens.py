"""What each screen asks: how it takes what was sent into the document, and what it shows."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar

from django.http import QueryDict

from pathfinder.skills.profile.fields import Filled, Form, Said
from pathfinder.skills.profile_document import Profile


class Screen:
    """One screen with the document it was given. After `take`, `profile` has what was sent, unless something `is_wrong`."""

    id: ClassVar[str]
    title: ClassVar[Said]
    template: ClassVar[str]

    def __init__(self, profile: Profile, language: str, today: dt.date) -> None:
        self.profile = profile
        self.language = language
        self.today = today

    @classmethod
    def told(cls, profile: Profile) -> int:
        """How many things were told here."""
        raise NotImplementedError

    def take(self, data: QueryDict) -> None:
        """Changes `profile` by what was sent. Fields that cannot be read keep what stands in them, and say why."""

    @property
    def forms(self) -> list[Form]:
        return []

    @property
    def wrong(self) -> Filled | None:
        """The first field that cannot be read."""
        return next((one for form in self.forms for one in form.filled if one.error), None)


def doing(data: QueryDict) -> tuple[str, str]:
    """The button that was pressed, and what it is about; nothing when the person only went on."""
    what, _colon, about = data.get("do", "").partition(":")
    return what, about


def replaced(parts: tuple[Any, ...], at: int | None, by: Any) -> tuple[Any, ...]:
    """With the part at this place, or one more at the end."""
    return (*parts, by) if at is None else (*parts[:at], by, *parts[at + 1 :])
