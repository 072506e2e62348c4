"""What changed in the law of a country, in order: provisions, figures and services that began or ended."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rulebook.dates import PartialDate
from rulebook.facts import Text
from rulebook.law import Parameter, Period, Rulebook
from rulebook.provisions import Provision

FIRST_YEAR = 2012  # what is older is the ground on which the sources stand, and no news


@dataclass(frozen=True)
class Change:
    """One thing that began or ended. `kind`: begins, replaces, ends, figure, service_begins, service_ends."""

    country: str
    day: PartialDate
    kind: str
    id: str
    title: Text
    says: Text
    sources: tuple[str, ...]
    confidence: str = ""
    provision: Provision | None = None
    before: Provision | None = None
    figure: Parameter | None = None
    period: Period | None = None
    previous: Period | None = None

    @property
    def key(self) -> str:
        """The same for as long as the change itself is: for feeds."""
        return f"{self.country}-{self.id}-{self.kind}-{self.day}"


@lru_cache(maxsize=16)
def changes_of(rulebook: Rulebook) -> tuple[Change, ...]:
    """All of a country, the newest first. Cheap after the first time; a rulebook does not change."""
    found = [*_of_provisions(rulebook), *_of_figures(rulebook), *_of_services(rulebook)]
    recent = [change for change in found if change.day.first.year >= FIRST_YEAR]
    return tuple(sorted(recent, key=lambda c: (c.day.first, c.id), reverse=True))


def _of_provisions(rulebook: Rulebook) -> Iterator[Change]:
    followed = {p.follows for p in rulebook.provisions.values() if p.follows}
    for provision in rulebook.provisions.values():
        start, end = provision.validity.start, provision.validity.end
        if start:
            before = rulebook.provisions.get(provision.follows or "")
            yield Change(
                rulebook.country, start, "replaces" if before else "begins", provision.id, provision.title,
                provision.says, provision.sources, provision.confidence, provision, before,
            )  # fmt: skip
        if end and provision.id not in followed:  # what replaced it is told already
            yield Change(
                rulebook.country, end, "ends", provision.id, provision.title, provision.says, provision.sources,
                provision.confidence, provision,
            )  # fmt: skip


def _of_figures(rulebook: Rulebook) -> Iterator[Change]:
    """Figures of the country's own pack that changed; the first one known is no change."""
    for parameter in rulebook.parameters.values():
        dated = sorted(
            (p for p in parameter.periods if p.validity.start),
            key=lambda p: p.validity.start.first if p.validity.start else dt.date.min,
        )
        for before, after in _pairs(parameter.periods, dated):
            if not isinstance(after.value, (int, float, str)) or after.validity.start is None:
                continue  # a list of countries is told by its provision
            yield Change(
                rulebook.country, after.validity.start, "figure", parameter.id, parameter.label, {}, after.sources,
                figure=parameter, period=after, previous=before,
            )  # fmt: skip


def _pairs(periods: Sequence[Period], dated: Sequence[Period]) -> Iterator[tuple[Period, Period]]:
    for after in dated:
        start = after.validity.start.first if after.validity.start else dt.date.min
        earlier = [p for p in periods if p.validity.end and p.validity.end.last < start]
        if earlier:
            yield max(earlier, key=lambda p: p.validity.end.last if p.validity.end else dt.date.min), after


def _of_services(rulebook: Rulebook) -> Iterator[Change]:
    for step in rulebook.steps.values():
        if step.service is None:
            continue
        own = (
            str(step.service["id"]),
            step.title,
            step.service.get("description") or {},
            tuple(step.service["sources"]),
        )
        for date, kind in ((step.validity.start, "service_begins"), (step.validity.end, "service_ends")):
            if date:
                yield Change(rulebook.country, date, kind, *own, str(step.service.get("confidence") or ""))


def history_of(rulebook: Rulebook, provision: Provision) -> list[Provision]:
    """The chain of provisions that followed each other, the oldest first, this one among them."""
    followers: Mapping[str, list[Provision]] = {}
    found = [provision]
    while (before := rulebook.provisions.get(found[0].follows or "")) and before not in found:
        found.insert(0, before)
    followers = _followers(rulebook)
    queue = [provision]
    while queue:
        for after in followers.get(queue.pop(0).id, ()):
            if after not in found:
                found.append(after)
                queue.append(after)
    return found


@lru_cache(maxsize=16)
def _followers(rulebook: Rulebook) -> Mapping[str, list[Provision]]:
    followers: dict[str, list[Provision]] = {}
    for provision in rulebook.provisions.values():
        if provision.follows:
            followers.setdefault(provision.follows, []).append(provision)
    return followers
