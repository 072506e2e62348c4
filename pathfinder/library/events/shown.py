"""An event in the words of one language, with its days as dates."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Any

from babel.dates import format_interval
from django.urls import reverse
from django.utils.translation import gettext, gettext_noop

from pathfinder.directory.queries import codes
from pathfinder.languages.localized_text import LocalizedText, localized
from pathfinder.languages.names import language_name, locale_of, partial_date_in_words
from pathfinder.library.content import ShownItem, as_texts, items
from pathfinder.rulebooks.loaded import rulebook_of
from rulebook.dates import PartialDate, parse_partial_date

MORE_AUDIENCES = {"policy_makers": gettext_noop("People who make policy")}


SESSION_KINDS = {
    "panel": gettext_noop("panel"), "workshop": gettext_noop("workshop"), "break": gettext_noop("break"),
}  # fmt: skip


@dataclass(frozen=True)
class Speaker:
    name: str
    role: LocalizedText
    organization: str
    is_moderator: bool


@dataclass(frozen=True)
class ShownSession:
    """One part of the programme."""

    data: Mapping[str, Any]
    language: str

    @property
    def day(self) -> str:
        return str(self.data.get("day") or "")

    @property
    def hours(self) -> str:
        """“09:30–10:15”, or only the beginning."""
        return "–".join(str(self.data[name]) for name in ("starts", "ends") if self.data.get(name))

    @property
    def kind(self) -> str:
        kind = SESSION_KINDS.get(str(self.data.get("kind")))
        return gettext(kind) if kind else ""

    @property
    def title(self) -> LocalizedText:
        return localized(as_texts(self.data.get("title")), self.language)

    @property
    def description(self) -> LocalizedText:
        return localized(as_texts(self.data.get("description")), self.language)

    @property
    def room(self) -> str:
        return str(self.data.get("room") or "")

    @property
    def slides(self) -> str:
        return str(self.data.get("slides") or "")

    @property
    def speakers(self) -> list[Speaker]:
        """Who leads the talk comes first."""
        told = [
            Speaker(
                str(one["name"]), localized(as_texts(one.get("role")), self.language), str(one.get("organization") or ""),
                is_moderator=bool(one.get("is_moderator")),
            )
            for one in self.data.get("speakers") or ()
        ]  # fmt: skip
        return sorted(told, key=lambda one: not one.is_moderator)


def _slot(session: ShownSession) -> Any:
    """The same for sessions at the same time, different for all others."""
    return session.data.get("slot") or id(session)


@dataclass(frozen=True)
class ShownEvent(ShownItem):
    @property
    def url(self) -> str:
        return reverse("library:event", args=[self.language, self.id])

    @cached_property
    def about(self) -> LocalizedText:
        return self.item.text("about", self.language)

    # When

    @cached_property
    def starts(self) -> PartialDate:
        return parse_partial_date(str(self.item.data["date"]).partition("/")[0])

    @cached_property
    def ends(self) -> PartialDate:
        """The same as the start where the pack names one date."""
        return parse_partial_date(str(self.item.data["date"]).rpartition("/")[2])

    @property
    def has_exact_days(self) -> bool:
        """A month or a year is no entry of a calendar."""
        return self.starts.is_exact and self.ends.is_exact

    def is_past(self, today: dt.date) -> bool:
        return self.ends.last < today

    @property
    def when(self) -> str:
        """“8 November 2016”, “May 2017”, “29–30 Nov 2017”."""
        if self.has_exact_days and self.starts.first != self.ends.first:
            return str(format_interval(self.starts.first, self.ends.first, "yMMMd", locale=locale_of(self.language)))
        return partial_date_in_words(str(self.starts), self.language)

    @cached_property
    def date_note(self) -> LocalizedText:
        return self.item.text("date_note", self.language)

    # Who and where

    @cached_property
    def organizer(self) -> LocalizedText:
        """The organization of the directory, else the words of the pack."""
        if self.organizer_key:
            known = rulebook_of(self.country).pack["organizations"]
            return localized(known[self.organizer_key]["name"], self.language)
        return self.item.text("organizer", self.language)

    @property
    def organizer_key(self) -> str:
        """The key of the organizer's record, where the pack names one that it has."""
        key = str(self.item.data.get("organization", ""))
        return key if key in rulebook_of(self.country).pack["organizations"] else ""

    @cached_property
    def venue(self) -> LocalizedText:
        return self.item.text("venue" if self.item.data.get("venue") else "place", self.language)

    @property
    def audiences(self) -> list[str]:
        known = {**codes.AUDIENCES, **MORE_AUDIENCES}
        return [gettext(known[code]) for code in self.item.data.get("audience", ()) if code in known]

    @cached_property
    def participants(self) -> LocalizedText:
        return self.item.text("participants", self.language)

    def contact(self, today: dt.date) -> str:
        """Whom to ask before it begins. Afterwards a person's number has no place on a page any more."""
        return "" if self.is_past(today) else str(self.item.data.get("contact", ""))

    # What

    @cached_property
    def programme(self) -> list[LocalizedText]:
        return self.item.texts("programme", self.language)

    @cached_property
    def days(self) -> list[tuple[str, list[list[ShownSession]]]]:
        """The sessions of each day in the words of the day; those at the same time stand together."""
        told = [ShownSession(data, self.language) for data in self.item.data.get("sessions") or ()]
        return [
            (
                partial_date_in_words(day, self.language) if day else "",
                [list(slot) for _key, slot in groupby(some, key=_slot)],
            )
            for day, some in groupby(told, key=lambda session: session.day)
        ]

    @cached_property
    def partners(self) -> list[LocalizedText]:
        return self.item.texts("partners", self.language)

    @cached_property
    def accessibility(self) -> LocalizedText:
        return self.item.text("accessibility", self.language)

    @cached_property
    def interpretation(self) -> LocalizedText:
        return self.item.text("interpretation", self.language)

    @property
    def languages(self) -> list[str]:
        return [language_name(code, self.language) for code in self.item.data.get("languages") or ()]

    def stream(self, today: dt.date) -> str:
        """Where it can be followed, until it is over."""
        return "" if self.is_past(today) else str(self.item.data.get("stream") or "")

    @cached_property
    def practical(self) -> list[LocalizedText]:
        return self.item.texts("practical", self.language)

    @cached_property
    def outcome(self) -> LocalizedText:
        return self.item.text("outcome", self.language)

    @cached_property
    def papers(self) -> LocalizedText:
        return self.item.text("documents", self.language)


def events_of(country: str, language: str) -> list[ShownEvent]:
    """The events of a country, or of all where it is empty; the latest first."""
    shown = [ShownEvent(item, language) for item in items("events") if not country or item.country == country]
    return sorted(shown, key=lambda event: (event.starts.first, event.id), reverse=True)
