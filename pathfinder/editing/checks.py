"""What one value of a form must be, and the sentence for a value that is not."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Callable
from urllib.parse import urlsplit

import opening_hours
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone
from django.utils.translation import gettext as _

from pathfinder.languages.names import OTHER_LANGUAGES, locale_of
from rulebook.dates import parse_partial_date

_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_PHONE = re.compile(r"[+0-9][0-9 ()./\-]{1,58}")


class WrongValue(Exception):
    """The message says what was expected."""


def check_url(typed: str) -> str:
    try:
        parts = urlsplit(typed)
        is_good = parts.scheme in {"http", "https"} and "." in (parts.hostname or "") and not re.search(r"\s", typed)
    except ValueError:
        is_good = False
    if not is_good:
        raise WrongValue(_("Write a whole address that begins with https://, such as https://www.example.org."))
    return typed


def check_email(typed: str) -> str:
    try:
        validate_email(typed)
    except ValidationError as error:
        raise WrongValue(_("Write an e-mail address, such as info@example.org.")) from error
    return typed


def check_date(typed: str) -> str:
    try:
        parse_partial_date(typed)
    except ValueError as error:
        raise WrongValue(_("Write a year, a month or a day: 2026, 2026-11 or 2026-11-25.")) from error
    return typed


def check_day(typed: str) -> str:
    try:
        return dt.date.fromisoformat(typed).isoformat()
    except ValueError as error:
        raise WrongValue(_("Write a day, such as 2026-11-25.")) from error


def check_dates(typed: str) -> str:
    """One date, or the first and the last with a stroke between."""
    first, _stroke, last = (part.strip() for part in typed.partition("/"))
    try:
        days = [parse_partial_date(one) for one in (first, last) if one]
    except ValueError:
        days = []
    if not days:
        raise WrongValue(_("Write a day, or two with a stroke between: 2026-11-25 or 2026-11-25/2026-11-26."))
    if days[-1].last < days[0].first:
        raise WrongValue(_("The last day is before the first. Turn them round."))
    return "/".join(str(day) for day in days)


def check_time(typed: str) -> str:
    try:
        return dt.time.fromisoformat(typed.zfill(5)).isoformat("minutes")
    except ValueError as error:
        raise WrongValue(_("Write the time of day, such as 09:30.")) from error


def check_phone(typed: str) -> str:
    if not _PHONE.fullmatch(typed) or sum(sign.isdigit() for sign in typed) < 3:
        raise WrongValue(
            _("Write the number with digits and spaces, such as +32 3 270 33 33. A note has its own field.")
        )
    return typed


def check_hours(typed: str) -> str:
    try:
        opening_hours.OpeningHours(typed)
    except opening_hours.ParserError as error:
        raise WrongValue(
            _("We cannot read these hours. Write them like this: Mo-Fr 09:00-12:00,13:00-16:30; Sa 10:00-12:00; PH off")
        ) from error
    return typed


def check_language(typed: str) -> str:
    code = typed.partition("-")[0].lower()
    if not _TAG.fullmatch(typed) or not (code in locale_of("en").languages or code in OTHER_LANGUAGES):
        raise WrongValue(_("We do not know this language. Write its code, such as ar, nl or uk."))
    return code + typed[len(code) :]


def check_country(typed: str) -> str:
    code = typed.upper()
    if len(code) != 2 or code not in locale_of("en").territories:
        raise WrongValue(_("We do not know this country. Write its two letters, such as BE."))
    return code


def check_currency(typed: str) -> str:
    code = typed.upper()
    if code not in locale_of("en").currencies:
        raise WrongValue(_("We do not know this currency. Write its three letters, such as EUR."))
    return code


CHECKS: dict[str, Callable[[str], str]] = {
    "url": check_url,
    "email": check_email,
    "date": check_date,
    "day": check_day,
    "dates": check_dates,
    "time": check_time,
    "phone": check_phone,
    "hours": check_hours,
    "language": check_language,
    "country": check_country,
    "currency": check_currency,
}


def moment_typed(typed: str, now: dt.datetime) -> dt.datetime | None:
    """The moment in the time of this site, None where nothing stands. Raises WrongValue."""
    if not typed:
        return None
    try:
        naive = dt.datetime.fromisoformat(typed)
        moment = naive if timezone.is_aware(naive) else timezone.make_aware(naive)
    except ValueError as error:
        raise WrongValue(_("Write a day and a time, such as 2026-11-25 09:00.")) from error
    if moment <= now:
        raise WrongValue(_("This is in the past. Leave it empty to publish now."))
    return moment


def check_number(typed: str, kind: str, low: float | None, high: float | None) -> int | float:
    plain = typed.replace(" ", "").replace(",", ".")
    try:
        number: int | float = int(plain[:20]) if kind == "whole" else float(plain)
    except ValueError:
        number = math.nan
    is_good = math.isfinite(number) and (low is None or number >= low) and (high is None or number <= high)
    if not is_good and low is not None and high is not None:
        raise WrongValue(_("Write a number from %(low)s to %(high)s.") % {"low": low, "high": high})
    if not is_good:
        raise WrongValue(_("Write a number, such as 12."))
    return number
