"""An event in the words of one language, with its days as dates."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

from babel.dates import format_interval
from django.urls import reverse
from django.utils.translation import gettext, gettext_noop

from pathfinder.directory.queries import codes
from pathfinder.languages.localized_text import LocalizedText, localized
from pathfinder.languages.names import locale_of, partial_date_in_words
from pathfinder.library.content import ShownItem, items
from pathfinder.rulebooks.loaded import rulebook_of
from rulebook.dates import PartialDate, parse_partial_date

MORE_AUDIENCES = {"policy_makers": gettext_noop("People who make policy")}


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
