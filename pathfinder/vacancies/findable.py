"""Vacancies as the search sees them, and as rows among the results of the directory."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from django.db.models import Count, Max
from django.utils import timezone

from pathfinder.directory.queries import PlaceInRow, RecordInRow
from pathfinder.search.queries import TOLD, Entry
from pathfinder.vacancies.actions import leave_on_their_day
from pathfinder.vacancies.models import Vacancy, VacancyChange

KIND = "vacancy"  # among the kinds of the directory
BATCH = 1_000


class VacanciesToFind:
    """Those that are open. They come after services that fit as well: a hundred thousand of them would hide every service."""

    def mark(self) -> str:
        """The day too: after a last day the index is read again. Many changes at once are one (`actions.say_changed`)."""
        told = VacancyChange.objects.aggregate(newest=Max("id"), count=Count("id"))
        return f"{told['newest']}:{told['count']}:{timezone.localdate()}"

    def changes_since(self, number: int, *, last: int | None) -> list[tuple[int, str]]:
        leave_on_their_day(timezone.localdate(), at=timezone.now())
        changes = VacancyChange.objects.filter(id__gte=number).order_by("-id").values_list("id", "key")
        return list(reversed(changes[:last] if last is not None else changes))

    def all_entries(self) -> Iterator[Entry]:
        rows = Vacancy.objects.open_on(timezone.localdate()).iterator(chunk_size=BATCH)
        return (entry_of(row) for row in rows)

    def entries(self, keys: Iterable[str]) -> list[Entry]:
        return [entry_of(row) for row in Vacancy.objects.open_on(timezone.localdate()).filter(key__in=list(keys))]


def entry_of(row: Vacancy) -> Entry:
    language = next(iter(row.title), "en")
    skills = " ".join(one.get("words", "") for one in row.skills)
    texts = [*row.text.items(), (language, row.organization_name), (language, row.place), (language, skills)]
    return Entry(
        key=row.key,
        names=dict(row.title) or {"und": row.key},
        texts=tuple((code, str(words)) for code, words in texts if words),
        facets={
            "kind": (KIND,),
            "country": (row.country,),
            "territory": (row.territory,) if row.territory else (),
            "organization": (row.organization_key,) if row.organization_key else (),
        },
        run_by=row.organization_key,
        standing=TOLD,
        points=((row.latitude, row.longitude),) if row.latitude is not None and row.longitude is not None else (),
    )


def rows_among_results(keys: Collection[str]) -> Mapping[str, RecordInRow]:
    """What the directory shows of those that are open today. Cost: one query."""
    rows = Vacancy.objects.open_on(timezone.localdate()).filter(key__in=keys)
    return {row.key: _row(row) for row in rows}


def _row(one: Vacancy) -> RecordInRow:
    return RecordInRow(
        kind=KIND, key=one.key, country=one.country, territory=one.territory, name=one.title, description=one.text, confidence="",
        checked_on=one.published_on.isoformat(), is_synthetic=one.is_synthetic, url=one.source_url,
        owner={"und": one.organization_name}, places=(PlaceInRow(one.latitude, one.longitude, one.place),),
    )  # fmt: skip
