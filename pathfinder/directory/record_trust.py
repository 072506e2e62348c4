"""How far a reader can rely on a record: whether it still runs, who looked when, by which sources, in which languages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from pathfinder.directory.models import Source
from pathfinder.directory.partial_days import first_day, last_day
from pathfinder.languages.fields import state_of
from pathfinder.languages.localized_text import LocalizedText
from pathfinder.languages.names import partial_date_in_words

OLD_AFTER_YEARS = 3  # what was seen longer ago: check before you go
OF_ITS_OWN = frozenset({"gb", "ie"})  # where an English name is the official one


@dataclass(frozen=True)
class Standing:
    """Whether something runs: `runs`, `ends`, `trial`, `to_come`, `paused`, `unsure` or `ended`, and the sentence."""

    kind: str
    sentence: str = ""

    @property
    def is_over(self) -> bool:
        return self.kind == "ended"

    @property
    def is_to_be_said_first(self) -> bool:
        return self.kind not in ("runs", "ends")


def standing_of(record: Any, today: dt.date, language: str) -> Standing:
    """What the record says of its status and dates, by the day of today."""
    status = getattr(record, "status", "active")
    start = partial_date_in_words(record.valid_from, language) if getattr(record, "valid_from", "") else ""
    end = partial_date_in_words(record.valid_to, language) if getattr(record, "valid_to", "") else ""
    told = {"start": start, "end": end}
    is_past = bool(end) and last_day(record.valid_to) < today
    if status == "ended" or (is_past and record.kind == "program"):
        return Standing("ended", _ended(told))
    if status == "paused":
        return Standing("paused", _("This is closed for the time being."))
    if is_past:
        said = _("It was to run until %(end)s. We do not know whether it goes on: ask before you go.") % told
        return Standing("unsure", said)
    if status == "unknown":
        return Standing("unsure", _not_sure(record, language))
    if start and first_day(record.valid_from) > today:
        return Standing("to_come", _("This begins: %(start)s.") % told)
    if status == "pilot":
        until = " " + _("It runs until %(end)s.") % told if end else ""
        return Standing("trial", _("This is a trial.") + until)
    return Standing("ends", _("It runs until %(end)s.") % told) if end else Standing("runs")


def _ended(told: Mapping[str, str]) -> str:
    if told["start"] and told["end"]:
        return _("This has ended. It ran from %(start)s to %(end)s.") % told
    return _("This has ended. It ran until %(end)s.") % told if told["end"] else _("This has ended.")


def _not_sure(record: Any, language: str) -> str:
    said = _("We do not know whether this still runs: ask before you go.")
    if not record.checked_on:
        return said
    seen = _("The newest that we know is of %(day)s.") % {"day": partial_date_in_words(record.checked_on, language)}
    return f"{said} {seen}"


def is_to_be_checked(record: Any, today: dt.date) -> bool:
    """Whether a reader should ask before going there: not sure, or seen long ago."""
    year = record.checked_on[:4]
    is_old = not year.isdigit() or int(year) < today.year - OLD_AFTER_YEARS
    return is_old or record.confidence == "low"


def checked_in_words(record: Any, language: str) -> str:
    """Who looked when. A record of a pack that nobody has looked at since is as old as its newest source."""
    if not record.checked_on:
        return (
            _("Our sources have no date.") if record.origin == "pack" else _("Nobody has said when this was checked.")
        )
    told = {"day": partial_date_in_words(record.checked_on, language), "who": who_in_words(record.checked_by)}
    if record.checked_by:
        return _("Checked: %(day)s, by %(who)s.") % told
    return _("Newest source: %(day)s.") % told if record.origin == "pack" else _("Checked: %(day)s.") % told


def who_in_words(by: str) -> str:
    """Who did something, without the address of a person."""
    if by.partition(" ")[0] == "pack":
        return _("the files of the country")
    return _("an editor") if not by or "@" in by else by


# sources


@dataclass(frozen=True)
class SourceShown:
    title: str
    publisher: str
    date: str
    locator: str
    url: str
    note: str


def sources_of(references: Iterable[str], country: str) -> list[SourceShown]:
    """The sources in the order they are named, with the place in them; one query."""
    pairs = [str(reference).partition("#")[::2] for reference in dict.fromkeys(references)]
    if not pairs:
        return []
    known = {s.key: s for s in Source.objects.filter(country=country, key__in={key for key, _place in pairs})}
    return [
        SourceShown(s.title, s.publisher, s.date, locator, s.url, s.note)
        for key, locator in pairs
        if (s := known.get(key))
    ]


# languages


@dataclass(frozen=True)
class TextLanguage:
    """One language in which a record has texts: `all` of them, `some`, or the `name` alone."""

    code: str
    amount: str
    is_machine: bool


def text_languages(name: Mapping[str, str], others: Iterable[Mapping[str, str]]) -> list[TextLanguage]:
    """The languages that a record speaks, the fullest first."""
    texts = [text for text in (name, *others) if text]
    counts: dict[str, int] = {}
    for text in texts:
        for code in text:
            counts[code] = counts.get(code, 0) + 1
    found = []
    for code, count in counts.items():
        amount = "all" if count == len(texts) else "name" if count == 1 and code in name else "some"
        is_machine = any(state_of(text[code]) in ("machine", "outdated") for text in texts if code in text)
        found.append(TextLanguage(code, amount, is_machine))
    return sorted(found, key=lambda one: (-counts[one.code], one.is_machine, one.code))


def own_names(name: Mapping[str, str], shown: LocalizedText, country: str) -> Iterator[tuple[str, str]]:
    """What people there call it, where it differs from what is shown: language and words, never a machine's."""
    said = {shown.words.casefold()}
    for code, words in name.items():
        is_theirs = state_of(words) == "source" and (code != "en" or country in OF_ITS_OWN)
        if code != shown.language and is_theirs and words.casefold() not in said:
            said.add(words.casefold())
            yield code, words
