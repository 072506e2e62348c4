"""Writing vacancies: one transaction each, a line in the trail, and a change that the search reads."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from pathfinder.accounts.actions import record_event
from pathfinder.accounts.queries import EDITOR, PROVIDER, User, is_editor, organizations_of
from pathfinder.languages.fields import from_json, to_json
from pathfinder.vacancies.codes import CLOSED, DAYS_WITHOUT_AN_END, DECLINED, EVERYTHING, OPEN, OVER, WAITING
from pathfinder.vacancies.letters import owe
from pathfinder.vacancies.models import TrustedEmployer, Vacancy, VacancyChange, highest_level
from pathfinder.vacancies.queries import is_trusted

EVENTS_FEW = 500  # more changes at once, and the index is built anew
BATCH = 500
DATES, NUMBERS, TEXTS = ("starts_on", "valid_through"), ("hours_a_week", "pay_from", "pay_to"), ("title", "text")

Values = Mapping[str, Any]  # fields of a vacancy with checked values


class DecidedAlready(Exception):
    """Somebody else decided, or it was changed meanwhile."""


# the desk


def enter(values: Values, *, by: User, at: dt.datetime, on: dt.date) -> Vacancy:
    """A new vacancy: published when an editor or a trusted employer enters it, else it waits."""
    is_published = is_editor(by) or is_trusted(values["organization_key"])
    with transaction.atomic():
        one = Vacancy(
            key=f"vacancy-{uuid.uuid4().hex[:12]}", state=OPEN if is_published else WAITING, published_on=on, made_by=by,
            created_at=at, changed_at=at, **values,
        )  # fmt: skip
        one.open_until = _open_until(one)
        one.save(force_insert=True)
        say_changed([one.key], at)
        _trail("vacancy_entered", one, by, at)
    return one


def change(key: str, values: Values, *, by: User, at: dt.datetime) -> Vacancy:
    """Change one: at once by an editor or a trusted employer, and while it waits; else the change waits for an editor."""
    with transaction.atomic():
        one = _locked(key)
        if one.state in (WAITING, DECLINED) or is_editor(by) or is_trusted(one.organization_key):
            _apply(one, values)
            one.proposed = {}
            if one.state == DECLINED:
                one.state, one.reason = WAITING, ""
            if one.state in (OVER, CLOSED):
                one.state = OPEN
        else:
            one.proposed = _as_json(values)
        if one.organization_key in organizations_of(by):
            one.employer_changed_by = by
        one.changed_at = at
        one.save()
        say_changed([key], at)
        _trail("vacancy_changed", one, by, at)
    return one


def publish(key: str, *, seen: str, by: User, at: dt.datetime, on: dt.date, site: str) -> None:
    """An editor agrees with what waits. `seen` is `version_of` what was looked at, `site` is for the link in the letter.
    Raises DecidedAlready."""
    with transaction.atomic():
        one = _locked(key)
        if not one.is_waiting or version_of(one) != seen:
            raise DecidedAlready
        if one.state == WAITING:
            one.published_on = on
        _apply(one, _from_json(one.proposed))
        one.state, one.proposed, one.changed_at = OPEN, {}, at
        one.save()
        say_changed([key], at)
        _trail("vacancy_published", one, by, at)
        owe(one, OPEN, by=by, at=at, site=site)


def decline(key: str, reason: str, *, by: User, at: dt.datetime, site: str) -> None:
    """A new one is not published, a change is not made. Raises DecidedAlready."""
    with transaction.atomic():
        one = _locked(key)
        if not one.is_waiting:
            raise DecidedAlready
        if one.state == WAITING:
            one.state = DECLINED
        one.proposed, one.reason, one.changed_at = {}, reason, at
        one.save()
        say_changed([key], at)
        _trail("vacancy_declined", one, by, at)
        owe(one, DECLINED, by=by, at=at, site=site, reason=reason)


def close(key: str, *, by: User, at: dt.datetime, site: str) -> None:
    """Not open any more: somebody was found, or the employer thought again. Its page stays and says so. Twice is as good as once."""
    with transaction.atomic():
        one = _locked(key)
        if one.state == CLOSED:
            return
        one.state, one.changed_at = CLOSED, at
        one.save()
        say_changed([key], at)
        _trail("vacancy_closed", one, by, at)
        owe(one, CLOSED, by=by, at=at, site=site)


def set_trust(organization_key: str, *, is_trusted: bool, by: User, at: dt.datetime) -> None:
    """Whether the next vacancies of an organization appear without waiting."""
    with transaction.atomic():
        if is_trusted:
            TrustedEmployer.objects.get_or_create(pk=organization_key, defaults={"since": at})
        else:
            TrustedEmployer.objects.filter(pk=organization_key).delete()
        what = "employer_trusted" if is_trusted else "employer_not_trusted"
        record_event(what, by=by, at=at, on=f"record:{organization_key}", role=EDITOR)


def version_of(one: Vacancy) -> str:
    """Differs after every change, so that nobody publishes what they did not read."""
    return one.changed_at.isoformat()


def _locked(key: str) -> Vacancy:
    return Vacancy.objects.select_for_update().get(pk=key)


def _apply(one: Vacancy, values: Values) -> None:
    for name, value in values.items():
        setattr(one, name, value)
    one.open_until = _open_until(one)


def _open_until(one: Vacancy) -> dt.date:
    return one.valid_through or one.published_on + dt.timedelta(days=DAYS_WITHOUT_AN_END)


def _as_json(values: Values) -> dict[str, Any]:
    told = {name: to_json(value) if name in TEXTS else value for name, value in values.items()}
    return {**told, **{name: str(told[name]) for name in (*DATES, *NUMBERS) if told.get(name) is not None}}


def _from_json(told: Values) -> dict[str, Any]:
    field_of = Vacancy._meta.get_field
    return {
        name: from_json(value)
        if name in TEXTS
        else field_of(name).to_python(value)
        if name in (*DATES, *NUMBERS)
        else value
        for name, value in told.items()
    }


def as_proposed(one: Vacancy) -> Vacancy:
    """The vacancy as it would be with the changes that wait. Not to be saved."""
    for name, value in _from_json(one.proposed).items():
        setattr(one, name, value)
    return one


def _trail(what: str, one: Vacancy, by: User, at: dt.datetime) -> None:
    record_event(what, by=by, at=at, on=f"vacancy:{one.key}", role=EDITOR if is_editor(by) else PROVIDER)


# many at once


@dataclass
class Taken:
    """What became of vacancies from elsewhere."""

    created: int = 0
    changed: int = 0
    unchanged: int = 0
    keys: list[str] = field(default_factory=list)  # of those that came or changed

    def add(self, other: Taken) -> None:
        self.created += other.created
        self.changed += other.changed
        self.unchanged += other.unchanged
        self.keys += other.keys


def take_over(
    given: Sequence[Values], *, source: str, at: dt.datetime, on: dt.date, is_synthetic: bool = False
) -> Taken:
    """Create or renew vacancies of one source, known by their `identifier`. Telling the search is the caller's (`say_changed`).

    The same again changes nothing; what an editor closed stays closed.
    """
    with transaction.atomic():
        told = {str(values["identifier"]): values for values in given}
        rows = {row.identifier: row for row in Vacancy.objects.filter(source=source, identifier__in=told)}
        taken = Taken()
        made: list[Vacancy] = []
        renewed: list[Vacancy] = []
        for identifier, values in told.items():
            digest = _digest(values)
            one = rows.get(identifier)
            if one and one.digest == digest:
                taken.unchanged += 1
                continue
            published = values.get("published_on") or (one.published_on if one else on)
            if one is None:
                one = Vacancy(key=_key_of(source, identifier), state=OPEN, source=source, created_at=at)
                made.append(one)
            else:
                renewed.append(one)
            _set(one, values, published, digest, at, is_synthetic=is_synthetic)
            if one.state == OVER and one.open_until >= on:
                one.state = OPEN
        Vacancy.objects.bulk_create(made, batch_size=BATCH)
        if renewed:
            names = [field.attname for field in Vacancy._meta.concrete_fields if not field.primary_key]
            Vacancy.objects.bulk_update(renewed, names, batch_size=100)
        taken.created, taken.changed = len(made), len(renewed)
        taken.keys = [one.key for one in (*made, *renewed)]
    return taken


def _set(one: Vacancy, values: Values, published: dt.date, digest: str, at: dt.datetime, *, is_synthetic: bool) -> None:
    for name, value in values.items():
        setattr(one, name, value)
    one.published_on, one.digest, one.changed_at, one.is_synthetic = published, digest, at, is_synthetic
    one.open_until = _open_until(one)
    one.highest_level = highest_level(one.languages)


def _key_of(source: str, identifier: str) -> str:
    return f"vacancy-{hashlib.sha256(f'{source}|{identifier}'.encode()).hexdigest()[:16]}"


def _digest(values: Values) -> str:
    return hashlib.sha256(json.dumps(_as_json(values), sort_keys=True, default=str).encode()).hexdigest()


def leave_on_their_day(on: dt.date, *, at: dt.datetime) -> int:
    """Take what is over out of the search; pages and lists hide it by the day, before any round. Gives how many."""
    with transaction.atomic():
        over = list(Vacancy.objects.filter(state=OPEN, open_until__lt=on).values_list("key", flat=True))
        for start in range(0, len(over), BATCH):
            Vacancy.objects.filter(key__in=over[start : start + BATCH], state=OPEN, open_until__lt=on).update(
                state=OVER
            )
        say_changed(over, at)
    return len(over)


def remove_made_up(*, at: dt.datetime) -> int:
    """Delete every vacancy that was made up for trials."""
    with transaction.atomic():
        removed, _kinds = Vacancy.objects.filter(is_synthetic=True).delete()
        say_changed([EVERYTHING] if removed else [], at)
    return removed


def say_changed(keys: Iterable[str], at: dt.datetime) -> None:
    """Tell the search which vacancies to read again; of many, all."""
    told = list(keys)
    if len(told) > EVENTS_FEW:
        told = [EVERYTHING]
    VacancyChange.objects.bulk_create([VacancyChange(key=key, at=at) for key in told])
