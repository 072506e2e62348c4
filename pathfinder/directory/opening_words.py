"""Opening hours in the words of one language: what holds now, the next seven days, and what is not as usual.

Days and times are CLDR's. A notation that cannot be read is shown as it was written: somebody may still understand it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from babel.dates import format_date, format_time
from django.utils.translation import gettext as _

from pathfinder.directory.models import Schedule
from pathfinder.directory.opening import (
    APPOINTMENT,
    HOLIDAY,
    OPEN,
    PERHAPS,
    Day,
    Hours,
    Now,
    Stretch,
    read_hours,
)
from pathfinder.directory.partial_days import last_day
from pathfinder.languages.names import locale_of, partial_date_in_words
from rulebook.dates import parse_partial_date

_DAYS = {"MO": "Mo", "TU": "Tu", "WE": "We", "TH": "Th", "FR": "Fr", "SA": "Sa", "SU": "Su"}
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})")
_NTH_DAY = re.compile(r"(-?\d)?([A-Z]{2})")


@dataclass(frozen=True)
class DayShown:
    """One row of the table."""

    name: str
    times: tuple[str, ...]  # empty: closed
    is_today: bool = False
    is_holiday: bool = False


@dataclass(frozen=True)
class HoursShown:
    """One set of hours. Either `sentence` and `days` say it, or `as_written` does."""

    sentence: str = ""
    is_open: bool = False
    days: tuple[DayShown, ...] = ()
    regular: tuple[DayShown, ...] = ()  # without holidays, for paper
    regular_days: tuple[Day, ...] = ()  # the same for machines
    as_written: str = ""
    remarks: tuple[str, ...] = ()
    description: Mapping[str, str] = field(default_factory=dict)
    link: str = ""
    hours: Hours | None = None
    since: dt.datetime | None = None  # when the sentence last became another one


def hours_shown(
    schedules: Iterable[Schedule], country: str, now: dt.datetime, language: str, *, longitude: float | None = None,
    latitude: float | None = None,
) -> list[HoursShown]:  # fmt: skip
    """What a page shows of the schedules of one owner; those whose time is over are left out."""
    found = []
    for text, group in _notations(schedules, now.date()):
        first = group[0]
        hours = read_hours(text, country, longitude, latitude)
        begins = _not_before(first, now.date(), language)
        told: dict[str, Any] = {"description": first.description, "link": first.schedule_link, "hours": hours}
        remarks = [*begins, *([first.notes] if first.notes else [])]
        if hours is None:
            if text or remarks or first.description or first.schedule_link:
                found.append(HoursShown(as_written=text, remarks=tuple(remarks), **told))
            continue
        found.append(_read(hours, now, language, tuple(remarks), told, is_to_come=bool(begins)))
    return found


def _read(
    hours: Hours, now: dt.datetime, language: str, remarks: tuple[str, ...], told: dict[str, Any], *, is_to_come: bool
) -> HoursShown:  # fmt: skip
    today = now.astimezone(hours.zone).date()
    at = hours.at(now)
    if hours.names_no_days:
        remarks += (_("The source names no days."),)
    if hours.is_seasonal:
        remarks += (_("Other weeks may look different."),)
    if hours.speaks_of_school_holidays:
        remarks += (_("In school holidays the hours differ: ask first."),)
    has_table = not (at.is_always or hours.is_by_appointment_only)
    regular = hours.regular_week(today)
    return HoursShown(
        sentence="" if is_to_come else sentence(at, now.astimezone(hours.zone), language),
        is_open=at.current.kind == OPEN and not is_to_come,
        days=tuple(days_shown(hours.week(today), language, today)) if has_table else (),
        regular=tuple(days_shown(_from_monday(regular), language)) if has_table else (),
        regular_days=() if hours.is_by_appointment_only else tuple(regular),
        remarks=remarks,
        since=at.current.start,
        **told,
    )


def sentence(at: Now, local: dt.datetime, language: str) -> str:
    """What holds at this moment and until when, in one line."""
    current = at.current
    until = _until(current, local, language)
    if at.is_always:
        return _("Open at all hours")
    if current.kind == OPEN:
        return _("Open now · closes %(when)s") % {"when": until} if until else _("Open now")
    if current.kind == APPOINTMENT:
        return _("By appointment now · ends %(when)s") % {"when": until} if until else _("By appointment")
    if current.kind == PERHAPS:
        return _("Perhaps open now: ask first")
    following = _following(at.next, local, language)
    if current.kind == HOLIDAY:
        said = _("Today is a public holiday: ask whether they are open")
        return f"{said} · {following}" if following else said
    return f"{_('Closed now')} · {following}" if following else _("Closed now")


def _until(stretch: Stretch, local: dt.datetime, language: str) -> str:
    """“at 17:00”, or the day as well when that is not within a day."""
    if stretch.end is None:
        return ""
    if stretch.end - local < dt.timedelta(hours=24):
        return _("at %(time)s") % {"time": time_in_words(stretch.end, language)}
    return _when(stretch.end, local, language)


def _following(following: Stretch | None, local: dt.datetime, language: str) -> str:
    if following is None:
        return ""
    told = {"when": _when(following.start, local, language)}
    if following.kind == APPOINTMENT:
        return _("by appointment %(when)s") % told
    return _("opens %(when)s") % told


def _when(moment: dt.datetime, local: dt.datetime, language: str) -> str:
    told = {"time": time_in_words(moment, language)}
    days = (moment.date() - local.date()).days
    if days == 0:
        return _("today at %(time)s") % told
    if days == 1:
        return _("tomorrow at %(time)s") % told
    if days < 7:
        return _("on %(day)s at %(time)s") % {"day": weekday_in_words(moment.date(), language), **told}
    return _("on %(day)s at %(time)s") % {"day": day_in_words(moment.date(), language), **told}


def days_shown(days: Iterable[Day], language: str, today: dt.date | None = None) -> Iterator[DayShown]:
    for day in days:
        name = day_in_words(day.date, language) if day.is_holiday else weekday_in_words(day.date, language)
        times = (_("all day"),) if day.is_all_day else tuple(_times(s, language) for s in day.stretches)
        yield DayShown(name, times, day.date == today, day.is_holiday)


def _times(stretch: Stretch, language: str) -> str:
    end = time_in_words(stretch.end, language) if stretch.end else ""
    times = f"{time_in_words(stretch.start, language)}–{end}"
    if stretch.kind == APPOINTMENT:
        return _("%(times)s by appointment") % {"times": times}
    if stretch.kind == PERHAPS:
        times = _("%(times)s perhaps") % {"times": times}
    return f"{times} ({stretch.comment})" if stretch.comment else times


def _from_monday(days: list[Day]) -> list[Day]:
    return sorted(days, key=lambda day: day.date.weekday())


def time_in_words(moment: dt.datetime, language: str) -> str:
    """“17:00”, in the way of the language. Arabic too counts to 24, as everything else in Europe that its reader sees."""
    return format_time(moment.time(), "short" if language != "ar" else "HH:mm", locale=locale_of(language))


def weekday_in_words(date: dt.date, language: str) -> str:
    return format_date(date, "EEEE", locale=locale_of(language))


def day_in_words(date: dt.date, language: str) -> str:
    """“Friday 25 December”, in the order of the language."""
    return format_date(date, "EEEE d MMMM" if language != "de" else "EEEE, d. MMMM", locale=locale_of(language))


# from rows to notations


def _notations(schedules: Iterable[Schedule], today: dt.date) -> Iterator[tuple[str, list[Schedule]]]:
    """Each notation with its rows. Rules of another system that belong together make one."""
    together: dict[tuple[str, str, str], list[Schedule]] = {}
    for row in schedules:
        if _is_over(row, today):
            continue
        if row.opening_hours:
            yield row.opening_hours, [row]
        else:
            together.setdefault((str(row.description), row.valid_from, row.valid_to), []).append(row)
    for rows in together.values():
        rules = [notation_of(row) for row in rows]
        yield (", ".join(rules) if all(rules) else "; ".join(_rule_as_written(row) for row in rows)), rows


def notation_of(row: Schedule) -> str:
    """The rule of another system in OpenStreetMap's notation; nothing where ours cannot say the same."""
    opens, closes = _clock(row.opens_at), _clock(row.closes_at)
    beyond = (row.byweekno, row.bymonthday, row.byyearday, row.count)
    if not opens or not closes or any(beyond) or (row.interval or 1) != 1:
        return ""
    times = f"{opens}-{closes}"
    found = [_NTH_DAY.fullmatch(part.strip()) for part in row.byday.split(",") if part.strip()]
    if any(match is None or match[2] not in _DAYS for match in found):
        return ""
    days = [(match[1], _DAYS[match[2]]) for match in found if match]
    if row.freq == "DAILY" and not days:
        return times
    if row.freq == "MONTHLY" and days and all(number for number, _day in days):
        return f"{','.join(f'{day}[{number}]' for number, day in days)} {times}"
    if row.freq in ("WEEKLY", "") and days and not any(number for number, _day in days):
        return f"{','.join(day for _number, day in days)} {times}"
    return ""


def _clock(text: str) -> str:
    """`9:00`, `09:00:00` and `09:00Z` are all nine o'clock there."""
    match = _CLOCK.match(text.strip())
    return f"{int(match[1]):02}:{match[2]}" if match else ""


def _rule_as_written(row: Schedule) -> str:
    times = "–".join(part for part in (row.opens_at, row.closes_at) if part)
    return " ".join(part for part in (row.freq, row.byday, row.bymonthday, times) if part)


def _is_over(row: Schedule, today: dt.date) -> bool:
    return any(end and last_day(end) < today for end in (row.valid_to, row.until))


def _not_before(row: Schedule, today: dt.date, language: str) -> list[str]:
    """A sentence when these hours are still to come."""
    begins = row.valid_from or row.dtstart
    try:
        is_to_come = bool(begins) and parse_partial_date(begins).first > today
    except ValueError:
        return []
    return [_("From %(day)s on:") % {"day": partial_date_in_words(begins, language)}] if is_to_come else []
