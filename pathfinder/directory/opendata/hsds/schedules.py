"""Opening hours, and the distance of a place's clocks from UTC."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable, Iterator
from zoneinfo import ZoneInfo

from pathfinder.directory import models as m
from pathfinder.directory.opendata.hsds.around import Around
from pathfinder.directory.opendata.hsds.own_profile import ours, texts_of
from pathfinder.directory.opendata.hsds.standard import Json, as_url, filled, words
from pathfinder.directory.opendata.hsds.terms import terms_of_others
from pathfinder.directory.opendata.opening_rules import DAYS, Opening, OpeningRule, opening_of
from pathfinder.directory.opening import TIME_ZONES

_CANARY_LONGITUDE = -13.0  # Spain west of it keeps the time of the Canary Islands


def schedules(row: m.Schedule, country: str, longitude: float | None, around: Around) -> list[Json]:
    """One object for each rule. Times are the place's own, with the distance from UTC that it has today."""
    common = filled(
        valid_from=row.valid_from, valid_to=row.valid_to, dtstart=row.dtstart, until=row.until, count=row.count,
        schedule_link=as_url(row.schedule_link), attending_type=row.attending_type, notes=row.notes,
    )  # fmt: skip
    texts = texts_of(row, "description")
    if not row.opening_hours:
        rule = filled(
            timezone=row.timezone, wkst=row.wkst, freq=row.freq, interval=row.interval, byday=row.byday,
            byweekno=row.byweekno, bymonthday=row.bymonthday, byyearday=row.byyearday,
            description=words(row.description), opens_at=row.opens_at, closes_at=row.closes_at,
        )  # fmt: skip
        return [{"id": str(row.id), **common, **rule, **terms_of_others(row, around), **ours(texts=texts)}]
    opening = opening_of(row.opening_hours)
    said = [words(row.description)]
    if opening is None:
        said = [*said, f"Opening hours in the notation of OpenStreetMap: {row.opening_hours}"]
    elif not opening.rules and not opening.remarks:
        said = [*said, "Closed."]
    else:
        said = [*said, *opening.remarks]
    rules = _rules(opening, said, offset_of(country, longitude, around.today)) or [
        filled(description=" ".join(filter(None, said)))
    ]
    return [
        {
            "id": str(row.id if number == 0 else uuid.uuid5(row.id, str(number))),
            **common,
            **rule,
            **(terms_of_others(row, around) if number == 0 else {}),
            **ours(opening_hours=row.opening_hours, texts=texts),
        }
        for number, rule in enumerate(rules)
    ]  # fmt: skip


def _rules(opening: Opening | None, said: Iterable[str], offset: dt.timedelta | None) -> list[Json]:
    remarks = " ".join(filter(None, said))
    return [
        {
            **filled(timezone=offset.total_seconds() / 3600 if offset is not None else None),
            "wkst": "MO",
            "freq": "MONTHLY" if rule.nth else "WEEKLY",
            "interval": 1,
            "byday": ",".join(_by_day(rule)),
            "description": " ".join(filter(None, (f"{rule.in_words}.", remarks))),
            "opens_at": rule.opens + _suffix(offset),
            "closes_at": rule.closes + _suffix(offset),
        }
        for rule in (opening.rules if opening else ())
    ]


def _by_day(rule: OpeningRule) -> Iterator[str]:
    for day in rule.days:
        yield f"{rule.nth or ''}{DAYS[day].upper()}"


def offset_of(country: str, longitude: float | None, today: dt.date) -> dt.timedelta | None:
    """How far the clocks of a place are from UTC at noon of a day; None where we do not know its time zone."""
    zone = TIME_ZONES.get(country)
    if zone is None:
        return None
    if country == "es" and longitude is not None and longitude < _CANARY_LONGITUDE:
        zone = "Atlantic/Canary"
    return dt.datetime.combine(today, dt.time(12), ZoneInfo(zone)).utcoffset()


def offsets_on(today: dt.date) -> tuple[int, ...]:
    """What the times of all schedules hang on: it changes twice a year."""
    offsets = (offset_of(country, None, today) for country in sorted(TIME_ZONES))
    return tuple(int(offset.total_seconds()) for offset in offsets if offset is not None)


def _suffix(offset: dt.timedelta | None) -> str:
    if offset is None:
        return ""
    minutes = int(offset.total_seconds()) // 60
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"
