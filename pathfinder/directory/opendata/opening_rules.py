"""OpenStreetMap's opening hours as rules that repeat every week or month, which is all that HSDS can say.

Only what is certain becomes a rule. Holidays and single days go into remarks; seasons, sunrise, weeks of the year and
anything unknown make the whole text one that cannot be told in rules.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
MINUTES_A_DAY = 24 * 60

_DAY = "|".join(DAYS)
_DAY_PART = rf"(?:PH|SH|(?:{_DAY})(?:\s*-\s*(?:{_DAY})|\[-?[1-5](?:,-?[1-5])*\])?)"
_TIME_PART = r"\d{1,2}:\d{2}\s*-\s*\d{1,2}:\d{2}"
_RULE = re.compile(
    rf"(?P<days>{_DAY_PART}(?:\s*,\s*{_DAY_PART})*)?\s*"
    rf"(?P<what>{_TIME_PART}(?:\s*,\s*{_TIME_PART})*|off|closed|24/7|open)?\s*"
    r'(?P<comment>"[^"]*")?'
)
_ONE_DATE_CLOSED = re.compile(rf"(?P<when>(?:\d{{4}}\s+)?(?:{MONTHS})\b[^\":]*?)\s+(?:off|closed)")
_MORE_HOURS = re.compile(rf"(?<=\d)\s*,\s*(?=(?:{_DAY}|PH|SH)\b)")  # “Mo 09:00-12:00, We 14:00-17:00”
_HOLIDAYS = {"PH": "public holidays", "SH": "school holidays"}

Span = tuple[int, int]  # minutes after midnight; the end is greater than the start and may lie on the next day


class Untellable(ValueError):
    """The hours say something that rules of weeks and months cannot."""


@dataclass(frozen=True, slots=True)
class OpeningRule:
    """On these days (0 is Monday) open from and until; the end is on the next day when it is not later than the start."""

    days: tuple[int, ...]
    opens: str
    closes: str
    nth: int = 0  # the nth such day of the month, -1 the last; 0 is every week

    @property
    def is_past_midnight(self) -> bool:
        return self.closes <= self.opens

    @property
    def in_words(self) -> str:
        days = ", ".join(DAY_NAMES[day] for day in self.days)
        if self.nth:
            days = f"{_nth_in_words(self.nth)} {days} of the month"
        elif len(self.days) == len(DAYS):
            days = "Every day"
        if (self.opens, self.closes) == ("00:00", "23:59"):
            return f"{days}: day and night"
        return f"{days}: {self.opens} to {self.closes}{' on the next day' if self.is_past_midnight else ''}"


@dataclass(frozen=True, slots=True)
class Opening:
    rules: tuple[OpeningRule, ...]
    remarks: tuple[str, ...]


@dataclass
class _Week:
    spans: list[list[Span]] = field(default_factory=lambda: [[] for _ in DAYS])
    nth: dict[tuple[int, int], list[Span]] = field(default_factory=dict)  # (day, nth) to hours
    remarks: list[str] = field(default_factory=list)


@lru_cache(maxsize=4096)
def opening_of(hours: str) -> Opening | None:
    """The hours as rules and remarks, or None when they cannot be told so."""
    week = _Week()
    try:
        for part in _parts(hours):
            for number, rule in enumerate(_MORE_HOURS.split(part)):
                _read(rule.strip(), week, is_more=number > 0)
        return Opening(tuple(_grouped(week)), tuple(dict.fromkeys(week.remarks)))
    except Untellable:
        return None


def _parts(hours: str) -> list[str]:
    """Split at semicolons that are not inside a comment."""
    return [part.strip() for part in re.findall(r'(?:"[^"]*"|[^;"])+', hours) if part.strip()]


def _read(rule: str, week: _Week, *, is_more: bool) -> None:
    if closed := _ONE_DATE_CLOSED.fullmatch(rule):
        week.remarks.append(f"Closed: {closed['when']}.")
        return
    match = _RULE.fullmatch(rule)
    if match is None or not (match["what"] or match["comment"]):
        raise Untellable(rule)
    comment = (match["comment"] or "").strip('"').strip()
    if not match["what"]:
        week.remarks.append(f"{match['days'] + ': ' if match['days'] else ''}{comment}")
        return
    if comment:
        week.remarks.append(f"{rule[: match.start('comment')].strip()}: {comment}")
    spans = _spans(match["what"])
    for day, nth in _days(match["days"], spans, week):
        _put(week, day, nth, spans, is_more=is_more)


def _days(told: str | None, spans: list[Span], week: _Week) -> list[tuple[int, int]]:
    """(day, nth) of each day that is told. Holidays are no days of a week: they become remarks."""
    if not told:
        return [(day, 0) for day in range(len(DAYS))]
    found: list[tuple[int, int]] = []
    for part in re.findall(_DAY_PART, told):
        if part in _HOLIDAYS:
            hours = ", ".join(f"{_clock(start)} to {_clock(end)}" for start, end in spans)
            week.remarks.append(f"On {_HOLIDAYS[part]}: {hours}." if spans else f"Closed on {_HOLIDAYS[part]}.")
        elif "[" in part:
            found += [(DAYS.index(part[:2]), int(nth)) for nth in part[3:-1].split(",")]
        else:
            first, _, last = part.partition("-")
            start, count = DAYS.index(first.strip()), 1
            if last:
                count = (DAYS.index(last.strip()) - start) % len(DAYS) + 1
            found += [((start + n) % len(DAYS), 0) for n in range(count)]
    return found


def _spans(what: str) -> list[Span]:
    if what in ("off", "closed"):
        return []
    if what in ("24/7", "open"):
        return [(0, MINUTES_A_DAY)]
    return [_span(part) for part in re.findall(_TIME_PART, what)]


def _span(part: str) -> Span:
    start, end = (_minutes(clock.strip()) for clock in part.split("-"))
    if start >= MINUTES_A_DAY or end > 2 * MINUTES_A_DAY:
        raise Untellable(part)
    return start, end if end > start else end + MINUTES_A_DAY


def _minutes(clock: str) -> int:
    hours, minutes = (int(part) for part in clock.split(":"))
    if minutes > 59:
        raise Untellable(clock)
    return hours * 60 + minutes


def _put(week: _Week, day: int, nth: int, spans: list[Span], *, is_more: bool) -> None:
    """A later rule replaces what was said of a day before; after a comma it adds to it."""
    if nth:
        if week.spans[day] and not is_more:
            raise Untellable("one week of the month differs from the others")
        if not spans:
            raise Untellable("closed in one week of the month")
        week.nth[day, nth] = [*(week.nth.get((day, nth), []) if is_more else []), *spans]
    else:
        if not is_more and any(other == day for other, _ in week.nth):
            raise Untellable("one week of the month differs from the others")
        week.spans[day] = [*(week.spans[day] if is_more else []), *spans]


def _grouped(week: _Week) -> list[OpeningRule]:
    """Days with the same hours share a rule."""
    by_span: dict[Span, list[int]] = {}
    for day, spans in enumerate(week.spans):
        for span in _joined(spans):
            by_span.setdefault(span, []).append(day)
    rules = [_rule(tuple(days), span) for span, days in by_span.items()]
    rules += [_rule((day,), span, nth) for (day, nth), spans in week.nth.items() for span in _joined(spans)]
    return sorted(rules, key=lambda rule: (rule.nth != 0, rule.days, rule.opens))


def _joined(spans: list[Span]) -> list[Span]:
    """Hours that touch or overlap are one."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found


def _rule(days: tuple[int, ...], span: Span, nth: int = 0) -> OpeningRule:
    start, end = span
    if span == (0, MINUTES_A_DAY):
        return OpeningRule(days, "00:00", "23:59", nth)  # HSDS cannot say 24 hours; this is its guidance
    if end - start >= MINUTES_A_DAY:
        raise Untellable("open for longer than a day")
    return OpeningRule(days, _clock(start), _clock(end), nth)


def _clock(minutes: int) -> str:
    return f"{minutes // 60 % 24:02}:{minutes % 60:02}"


def _nth_in_words(nth: int) -> str:
    return {1: "First", 2: "Second", 3: "Third", 4: "Fourth", 5: "Fifth", -1: "Last"}.get(nth, f"{-nth}th last")
