"""Reading vacancies: those that are open, in compact rows for matching, and what the search and the directory show of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import Http404

from pathfinder.accounts.queries import User, is_editor, organizations_of
from pathfinder.vacancies.codes import EVERYTHING, IMPORTANCE, KINDS, LANGUAGES_OF_WORK, LEVELS, WAITING
from pathfinder.vacancies.models import TrustedEmployer, Vacancy, VacancyChange
from pathfinder.vacancies.shown import ShownVacancy, shown_rows

__all__ = [
    "EVERYTHING", "IMPORTANCE", "KINDS", "LANGUAGES_OF_WORK", "LEVELS", "ShownVacancy", "Vacancy", "VacancyRow", "last_changes", "may_change",
    "open_vacancies", "shown_rows", "vacancies_of", "vacancy",
]  # fmt: skip
BATCH = 2_000
LAST_CHANGES = 200


@dataclass(frozen=True, slots=True)
class VacancyRow:
    """What a matching looks at; words are read for the few that are shown (`vacancy`)."""

    key: str
    kind: str
    country: str
    territory: str
    latitude: float | None
    longitude: float | None
    skills: tuple[tuple[str, str], ...]  # (task:ID or ESCO URI, importance)
    occupation: str
    isco: str
    area: str
    languages: Mapping[str, str]  # code to level of the CEFR
    licence: str
    regulated: str
    employment: str
    starts_on: dt.date | None
    organization_key: str


_COLUMNS = (
    "key", "kind", "country", "territory", "latitude", "longitude", "skills", "occupation", "isco", "area", "languages", "licence",
    "regulated", "employment", "starts_on", "organization_key",
)  # fmt: skip


def open_vacancies(on: dt.date, keys: Collection[str] | None = None) -> Iterator[VacancyRow]:
    """Every vacancy that is open on a day, or those of `keys`, in the order of keys. Cost: 1.5 s for 100,000; keep them, and
    read again what `last_changes` names."""
    at = _COLUMNS.index("skills")
    found = Vacancy.objects.open_on(on)
    rows = (found if keys is None else found.filter(key__in=keys)).order_by("key").values_list(*_COLUMNS)
    for told in rows.iterator(chunk_size=BATCH):
        wanted = tuple((one["what"], one["importance"]) for one in told[at] if one.get("what"))
        yield VacancyRow(*[*told[:at], wanted, *told[at + 1 :]])


def last_changes() -> dict[int, str]:
    """Numbers and keys of the last vacancies that came, changed or went; `EVERYTHING` for many at once.

    More than were made since the last look: a transaction that took its number earlier may finish later.
    """
    return dict(VacancyChange.objects.order_by("-id").values_list("id", "key")[:LAST_CHANGES])


def vacancy(key: str) -> Vacancy | None:
    """Also one that is not open any more; never one that was not published."""
    return Vacancy.objects.exclude(state__in=(WAITING, "declined")).filter(key=key).first()


def vacancies_of(organization_key: str, on: dt.date) -> QuerySet[Vacancy]:
    """Those of one employer that are open, the newest first."""
    return Vacancy.objects.open_on(on).filter(organization_key=organization_key)


# the desk


def may_change(user: Any, one: Vacancy) -> bool:
    """Editors all, providers those of their organizations; what was imported is changed where it came from."""
    return not one.source and (is_editor(user) or one.organization_key in organizations_of(user))


def at_the_desk(user: Any, *, reads_all: bool) -> QuerySet[Vacancy]:
    """What somebody sees of the desk's list."""
    found = Vacancy.objects.all()
    return found if reads_all else found.filter(organization_key__in=organizations_of(user))


def vacancy_at_the_desk(user: Any, key: str, *, reads_all: bool) -> Vacancy:
    """Raises Http404, also for another organization's."""
    found = at_the_desk(user, reads_all=reads_all).filter(key=key).first()
    if found is None:
        raise Http404
    return found


def waiting(found: QuerySet[Vacancy]) -> QuerySet[Vacancy]:
    """New ones and those with changes, the oldest first."""
    return (found.filter(state=WAITING) | found.exclude(proposed={})).order_by("changed_at", "key")


def how_many_wait() -> int:
    return waiting(Vacancy.objects.all()).count()


def is_trusted(organization_key: str) -> bool:
    return bool(organization_key) and TrustedEmployer.objects.filter(pk=organization_key).exists()


def trusted() -> list[str]:
    return list(TrustedEmployer.objects.values_list("pk", flat=True))


def own_vacancies(user: User) -> list[dict[str, Any]]:
    """What somebody entered, for the file of own data."""
    rows = Vacancy.objects.filter(made_by=user).values("key", "title", "organization_key", "state", "created_at")
    return [{**row, "title": dict(row["title"]), "created_at": row["created_at"].isoformat()} for row in rows]
