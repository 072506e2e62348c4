"""What a person wants, what they want to be known, and how their papers call them."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from msgspec.structs import asdict, replace

from pathfinder.rulebooks.loaded import countries
from pathfinder.skills.profile import said
from pathfinder.skills.profile.fields import Choice, Country, Day, Field, Form, Whole, Words
from pathfinder.skills.profile.screens import Screen
from pathfinder.skills.profile_document import Person, Profile, Wishes


class OneForm(Screen):
    """A screen that is one form."""

    fields: ClassVar[tuple[Field, ...]]

    def __init__(self, profile: Profile, language: str, today: dt.date) -> None:
        super().__init__(profile, language, today)
        self.form = Form(self.fields_now(), self.values)

    def fields_now(self) -> tuple[Field, ...]:
        return self.fields

    @property
    def values(self) -> dict[str, Any]:
        raise NotImplementedError

    @property
    def forms(self) -> list[Form]:
        return [self.form]

    def take(self, data: QueryDict) -> None:
        """A page that was made `fresh`, without the document, may get it from the device: then an empty field erases nothing."""
        self.form.send(data, keep_told="fresh" in data)
        values = self.form.read()
        if values is not None:
            self.keep(values, data)

    def keep(self, values: dict[str, Any], data: QueryDict) -> None:
        raise NotImplementedError


class WishesAndLimits(OneForm):
    id = "wishes"
    title = _("What I want")
    template = "skills/wishes.html"

    def fields_now(self) -> tuple[Field, ...]:
        nine = frozenset(code.upper() for code in countries())
        return (
            Choice("aim", _("What do you want to do next?"), of=lambda: said.AIMS, is_open=True),
            Choice("hours", _("How much do you want to work?"), of=lambda: said.HOURS),
            Day("from_day", _("From when")),
            Country("country", _("In which country?"), among=nine),
            Field("place", _("Town or postcode")),
            Whole("distance_km", _("How far away, at most, in kilometres?")),
            Words("limits", _("Is there something you cannot do, or that must be kept in mind?"), _("Only if you want to say it. No search and no match ever uses it; it stands on a paper only when you ask for it."), longest=2_000),
        )  # fmt: skip

    @property
    def values(self) -> dict[str, Any]:
        return {**asdict(self.profile.wishes), "limits": self.profile.limits}

    @property
    def work(self) -> list[tuple[str, bool]]:
        """What the person can do, and whether they want to do it again."""
        can = dict.fromkeys([*self.profile.wishes.work, *(skill.what for skill in self.profile.skills)])
        return [(reference, reference in self.profile.wishes.work) for reference in can]

    @classmethod
    def told(cls, profile: Profile) -> int:
        return int(profile.wishes != Wishes()) + int(bool(profile.limits))

    def keep(self, values: dict[str, Any], data: QueryDict) -> None:
        limits = values.pop("limits")
        can = [reference for reference, _chosen in self.work]
        work = tuple(one for one in dict.fromkeys(data.getlist("work")) if one in can)
        if "fresh" in data:  # the page could not show them
            work = self.profile.wishes.work
        self.profile = replace(self.profile, wishes=Wishes(work=work, **values), limits=limits)


class WhoIAm(OneForm):
    id = "person"
    title = _("My name, for papers")
    template = "skills/person.html"
    fields = (
        Field("name", _("Name"), autocomplete="name"),
        Field("email", _("E-mail"), autocomplete="email"),
        Field("phone", _("Phone"), autocomplete="tel"),
        Field("place", _("Town")),
    )

    @property
    def values(self) -> dict[str, Any]:
        return asdict(self.profile.person)

    @classmethod
    def told(cls, profile: Profile) -> int:
        return int(profile.person != Person())

    def keep(self, values: dict[str, Any], data: QueryDict) -> None:
        self.profile = replace(self.profile, person=Person(**values))
