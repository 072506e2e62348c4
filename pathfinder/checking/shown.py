"""The queue, links and duplicates as the pages of the desk show them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _, gettext_noop

from pathfinder.checking.alike import ALIKE
from pathfinder.checking.links.problems import PROBLEMS
from pathfinder.checking.links.uses import SOURCE
from pathfinder.checking.models import Duplicate, Link, LinkUse, Reason, Report
from pathfinder.checking.queue import Waiting
from pathfinder.checking.reasons import (
    CONFLICT,
    DUE,
    DUPLICATE,
    LINK,
    NEVER,
    REASONS,
    REPORTED,
    SOURCE as SOURCE_CHANGED,
)
from pathfinder.directory.queries import RECORDS, Source
from pathfinder.languages.localized_text import LocalizedText, localized

KINDS = {
    "organization": gettext_noop("Organization"),
    "location": gettext_noop("Place"),
    "program": gettext_noop("Project or practice"),
    "service": gettext_noop("Service"),
    "story": gettext_noop("Story"),
    "event": gettext_noop("Event"),
    "publication": gettext_noop("Document"),
}


@dataclass(frozen=True)
class ShownReason:
    words: str
    about: str = ""
    url: str = ""


@dataclass(frozen=True)
class ShownWaiting:
    """A record of the queue with its reasons in words."""

    record: Any
    title: LocalizedText
    kind: str
    reasons: list[ShownReason]
    edit_url: str


def shown_waiting(rows: Sequence[Waiting], language: str) -> list[ShownWaiting]:
    """Three queries for what the reasons are about."""
    about = _About([reason for row in rows for reason in row.reasons], language)
    found = []
    for row in rows:
        record = row.record
        reasons = [about.shown(reason) for reason in row.reasons]
        if row.conflicts:
            fields = ", ".join(sorted(row.conflicts))
            reasons.append(ShownReason(_(REASONS[CONFLICT]), fields, _address("editing:conflicts", language)))
        if row.is_never_checked:
            reasons.append(ShownReason(_(REASONS[NEVER])))
        elif row.is_due:
            reasons.append(ShownReason(_(REASONS[DUE])))
        title = localized(record.name, language)
        found.append(ShownWaiting(record, title, _(KINDS[record.kind]), reasons, edit_url(record.key, language)))
    return found


class _About:
    """What reasons point at, fetched once for a whole page."""

    def __init__(self, reasons: Sequence[Reason], language: str) -> None:
        self.language = language
        links = [int(r.about) for r in reasons if r.why == LINK]
        reports = [int(r.about) for r in reasons if r.why == REPORTED]
        sources = [r.about for r in reasons if r.why == SOURCE_CHANGED]
        self.links = Link.objects.only("url").in_bulk(links) if links else {}
        self.reports = dict(Report.objects.filter(pk__in=reports).values_list("pk", "code")) if reports else {}
        rows = Source.objects.filter(key__in=sources).values_list("country", "key", "title") if sources else ()
        self.sources = {(country, key): title for country, key, title in rows}

    def shown(self, reason: Reason) -> ShownReason:
        words = _(REASONS[reason.why])
        if reason.why == LINK:
            link = self.links.get(int(reason.about))
            return ShownReason(words, link.url, link.url if link.is_web else "") if link else ShownReason(words)
        if reason.why == REPORTED and (code := self.reports.get(int(reason.about))):
            return ShownReason(words, code, reverse("checking:desk-report", args=[self.language, code]))
        if reason.why == DUPLICATE:
            return ShownReason(
                words, _("compare the two"), reverse("checking:pair", args=[self.language, reason.about])
            )
        return ShownReason(words, self.sources.get((reason.country, reason.about), reason.about))


def edit_url(key: str, language: str) -> str:
    """Where an editor changes a record."""
    return _address("editing:record", language, key=key)


def _address(name: str, language: str, **more: str) -> str:
    """An address of the desk's other room, which may be absent."""
    try:
        return reverse(name, kwargs={"language": language, **more})
    except NoReverseMatch:
        return ""


def names_of(named: Iterable[tuple[str, str]], language: str) -> dict[str, LocalizedText]:
    """Key to name of records of any kind; a query for each kind."""
    keys: dict[str, set[str]] = {}
    for kind, key in named:
        keys.setdefault(kind, set()).add(key)
    return {
        key: localized(name, language)
        for kind, some in keys.items()
        if kind in RECORDS
        for key, name in RECORDS[kind].objects.filter(key__in=some).values_list("key", "name")
    }


# links


@dataclass(frozen=True)
class ShownLink:
    link: Link
    problem: str
    uses: list[tuple[str, LocalizedText | str, bool]]  # key, name, whether it is a record
    more: int


USES_SHOWN = 5


def shown_links(links: Sequence[Link], language: str) -> list[ShownLink]:
    """Where each link stands, a few of the places by name; a query for each kind of record."""
    uses: dict[int, list[LinkUse]] = {link.pk: [] for link in links}
    for use in LinkUse.objects.filter(link__in=uses):
        uses[use.link_id].append(use)
    first = [use for some in uses.values() for use in some[:USES_SHOWN]]
    names = names_of(((use.kind, use.key) for use in first), language)
    sources = [use.key for use in first if use.kind == SOURCE]
    titles = dict(Source.objects.filter(key__in=sources).values_list("key", "title")) if sources else {}
    return [
        ShownLink(
            link,
            _(PROBLEMS[link.problem]) if link.problem else "",
            [
                (use.key, titles.get(use.key, use.key) if use.kind == SOURCE else names.get(use.key, use.key), use.kind != SOURCE)
                for use in uses[link.pk][:USES_SHOWN]
            ],
            max(0, len(uses[link.pk]) - USES_SHOWN),
        )
        for link in links
    ]  # fmt: skip


# duplicates


@dataclass(frozen=True)
class ShownPair:
    pair: Duplicate
    first: LocalizedText | str
    second: LocalizedText | str
    kind: str
    alike: list[tuple[str, int]]


def shown_pairs(pairs: Sequence[Duplicate], language: str) -> list[ShownPair]:
    names = names_of(((pair.kind, key) for pair in pairs for key in (pair.first, pair.second)), language)
    return [
        ShownPair(
            pair, names.get(pair.first, pair.first), names.get(pair.second, pair.second), _(KINDS[pair.kind]),
            [(_(ALIKE[code]), score) for code, score in pair.alike],
        )
        for pair in pairs
    ]  # fmt: skip
