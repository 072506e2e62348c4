"""schema.org JobPosting as JSON-LD, from anywhere: told in our names. Contexts are never fetched, and no word of one is needed."""

from __future__ import annotations

import hashlib
import json
import math
import re
from collections.abc import Iterator, Mapping
from typing import Any

from pathfinder.vacancies.codes import IMPORTANCE, LEVELS, MUST, UNPAID
from pathfinder.vacancies.told import Refused, ToldVacancy

GRAPH = "@graph"
_PREFIX = re.compile(r"^(schema:|https?://schema\.org/)")
_LEVEL = re.compile(rf"([a-z]{{2,3}})-({'|'.join(LEVELS)})")
KINDS_OF = {
    "INTERN": "internship",
    "APPRENTICE": "apprenticeship",
    "APPRENTICESHIP": "apprenticeship",
    "TRAINEE": "internship",
}
EMPLOYMENT_OF = {"FULL_TIME": "full_time", "PART_TIME": "part_time"}
PER = {"HOUR": "hour", "DAY": "day", "WEEK": "week", "MONTH": "month", "YEAR": "year"}
READ = frozenset({
    "@context", "@type", "@id", "identifier", "title", "name", "description", "inLanguage", "hiringOrganization", "jobLocation",
    "jobLocationType", "applicantLocationRequirements", "employmentType", "baseSalary", "salaryCurrency", "skills",
    "occupationalCategory", "workHours", "jobStartDate", "datePosted", "validThrough", "url", "applicationContact",
    "responsibilities", "qualifications", "experienceRequirements", "educationRequirements", "directApply", "sameAs",
    "mainEntityOfPage",
})  # fmt: skip
MORE_TEXT = ("responsibilities", "qualifications", "experienceRequirements", "educationRequirements")
MOST_OF_A_LIST = 100


def is_container(value: Any) -> bool:
    return isinstance(value, Mapping) and GRAPH in value


def postings_in(value: Any) -> Iterator[Mapping[str, Any]]:
    """The postings of one value of a file: itself, those of its graph; other things of a page are no vacancies."""
    if not isinstance(value, Mapping):
        return
    if isinstance(graph := value.get(GRAPH), list):
        for one in graph:
            yield from postings_in(
                {name: inner for name, inner in one.items() if name != GRAPH} if isinstance(one, Mapping) else one
            )
        return
    plain = {_PREFIX.sub("", str(name)): inner for name, inner in value.items()}
    types = [_PREFIX.sub("", str(one)) for one in _list(plain.get("@type"))]
    if "JobPosting" in types:
        yield plain


def told_by(posting: Mapping[str, Any]) -> ToldVacancy:
    """The posting in our names. Raises Refused for what is no paid or learnt work."""
    types = {
        _word(one).upper().replace("-", "_").replace(" ", "_").rpartition("/")[2]
        for one in _list(posting.get("employmentType"))
    }
    if "VOLUNTEER" in types:
        raise Refused("it is voluntary work, which is no vacancy here")
    told = ToldVacancy({})
    organization = _first(posting.get("hiringOrganization"))
    place, address = _place(posting)
    fields = {
        "title": _word(posting.get("title")) or _word(posting.get("name")),
        "text": "\n\n".join(filter(None, (_word(posting.get(name)) for name in ("description", *MORE_TEXT)))),
        "lang": _word(posting.get("inLanguage")) or _language_of(posting.get("description")),
        "organization": _word(organization),
        "country": _word(address.get("addressCountry")) or _word(_first(posting.get("applicantLocationRequirements"))),
        "place": _word(address.get("addressLocality")) or place,
        "postcode": _word(address.get("postalCode")),
        "kind": next((KINDS_OF[one] for one in sorted(types) if one in KINDS_OF), "job"),
        "employment": next((EMPLOYMENT_OF[one] for one in ("FULL_TIME", "PART_TIME") if one in types), ""),
        "hours_a_week": _hours(posting.get("workHours")),
        "starts_on": _word(posting.get("jobStartDate")),
        "published_on": _word(posting.get("datePosted")),
        "valid_through": _word(posting.get("validThrough")),
        "url": _word(posting.get("url")),
        **_pay(posting),
        **_occupation(posting),
        **_contact(posting),
    }
    told.fields = {**fields, "identifier": _identifier(posting, fields)}
    for one in _list(posting.get("skills")):
        _skill(one, told)
    return told


def unknown_fields(posting: Mapping[str, Any]) -> list[str]:
    return [name[:60] for name in posting if name not in READ]


# one value


def _list(value: Any) -> list[Any]:
    return value[:MOST_OF_A_LIST] if isinstance(value, list) else [] if value is None else [value]


def _first(value: Any) -> Any:
    return next(iter(_list(value)), None)


def _word(value: Any) -> str:
    """The words of a value: a string, a number, {"@value": …}, a thing with a name; of a list the first."""
    value = _first(value)
    if isinstance(value, Mapping):
        plain = {_PREFIX.sub("", str(name)): inner for name, inner in value.items()}
        value = next(
            (plain[name] for name in ("@value", "name", "codeValue", "@id") if isinstance(plain.get(name), (str, int))),
            "",
        )
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value).strip() if isinstance(value, (str, int)) and not isinstance(value, bool) else ""


def _thing(value: Any) -> Mapping[str, Any]:
    value = _first(value)
    if not isinstance(value, Mapping):
        return {}
    return {_PREFIX.sub("", str(name)): inner for name, inner in value.items()}


def _language_of(value: Any) -> str:
    return _word(_thing(value).get("@language"))


def _number(value: Any) -> Any:
    """As it was told; the door says what is no number. NaN and infinity are none."""
    value = _first(value)
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    return value if isinstance(value, (int, float, str)) and not isinstance(value, bool) else None


def _identifier(posting: Mapping[str, Any], fields: Mapping[str, Any]) -> str:
    told = _thing(posting.get("identifier"))
    own = _word(told.get("value")) if told else _word(posting.get("identifier"))
    if found := own or _word(posting.get("@id")) or _word(posting.get("url")):
        return found
    said = [fields[name] for name in ("title", "organization", "country", "place", "published_on")]
    return f"sha256:{hashlib.sha256(json.dumps(said).encode('utf-8', 'replace')).hexdigest()[:32]}"


def _place(posting: Mapping[str, Any]) -> tuple[str, Mapping[str, Any]]:
    location = _thing(posting.get("jobLocation"))
    address = location.get("address", location)
    return (_word(address), {}) if isinstance(address, str) else ("", _thing(address))


def _hours(value: Any) -> Any:
    """“38 hours a week”, 38; opening hours say nothing of how long one works."""
    found = re.search(r"\d{1,3}([.,]\d+)?", _word(value))
    return found[0] if found and ":" not in _word(value) else None


def _pay(posting: Mapping[str, Any]) -> dict[str, Any]:
    salary = _first(posting.get("baseSalary"))
    if not isinstance(salary, Mapping):
        amount = _number(salary)
        return {"pay_from": amount, "currency": _word(posting.get("salaryCurrency"))} if amount else {}
    amount = _thing(salary)
    value = amount.get("value")
    quantity = _thing(value) if isinstance(value, Mapping) else amount
    exact = _number(quantity.get("value"))
    low, high = _number(quantity.get("minValue")), _number(quantity.get("maxValue"))
    if exact == 0:
        return {"pay": UNPAID}
    per = _word(quantity.get("unitText")) or _word(amount.get("unitText"))
    return {
        "pay_from": low if low is not None else exact,
        "pay_to": high,
        "currency": _word(amount.get("currency")) or _word(posting.get("salaryCurrency")),
        "pay_per": PER.get(per.upper(), per),
    }


def _occupation(posting: Mapping[str, Any]) -> dict[str, str]:
    """ISCO-08 codes and ESCO addresses; the codes of other lists say nothing here."""
    found: dict[str, str] = {}
    for one in _list(posting.get("occupationalCategory")):
        thing = _thing(one)
        code = _word(thing.get("codeValue")) or _word(thing.get("@id")) or _word(one)
        scheme = _word(thing.get("inCodeSet")).upper()
        if "/esco/occupation/" in code:
            found.setdefault("occupation", code)
        elif not scheme or "ISCO" in scheme:
            found.setdefault("isco", code)
    return found


def _contact(posting: Mapping[str, Any]) -> dict[str, str]:
    contact = _thing(posting.get("applicationContact"))
    at = _word(contact.get("url")) or _word(contact.get("email")) or _word(posting.get("url"))
    words = [_word(contact.get(name)) for name in ("name", "description", "telephone")]
    return {"apply_at": at, "apply_text": " ".join(filter(None, words))}


def _skill(one: Any, told: ToldVacancy) -> None:
    """Words or an ESCO address; what we wrote ourselves also says how much it is needed, and the level of a language."""
    thing = _thing(one)
    code = _word(thing.get("termCode")) or _word(thing.get("@id")) or _word(thing.get("url"))
    if (level := _LEVEL.fullmatch(code)) and "CEFR" in _word(thing.get("inDefinedTermSet")):
        told.languages[level[1]] = level[2]
        return
    importance = _word(thing.get("description"))
    importance = importance if importance in IMPORTANCE else MUST
    if thing:
        addresses = (code, _word(thing.get("url")), _word(thing.get("@id")))
        known = next((one for one in addresses if one.startswith(("task:", "http://data.europa.eu/esco/"))), "")
        told.skills.append((_word(thing.get("name")), importance, known))
        return
    told.skills += [(part.strip(), importance, "") for part in re.split(r"[\n;•]|,(?!\d)", _word(one)) if part.strip()]
