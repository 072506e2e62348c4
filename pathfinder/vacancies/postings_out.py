"""A vacancy in the words of schema.org: for the page of each, for `/vacancies.ndjson`, for other job boards."""

from __future__ import annotations

import json
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from pathfinder.languages.localized_text import localized
from pathfinder.languages.names import language_name
from pathfinder.vacancies.codes import NOT_TOLD, UNPAID
from pathfinder.vacancies.models import Vacancy
from pathfinder.vacancies.wording import label_of, uris_of

_SAFE = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}
CEFR = "CEFR (Council of Europe)"
ISCO = "ISCO-08"
ESCO = "http://data.europa.eu/esco/model"
EMPLOYMENT = {"full_time": "FULL_TIME", "part_time": "PART_TIME"}
KINDS = {"internship": "INTERN", "apprenticeship": "APPRENTICESHIP"}


def posting_of(one: Vacancy, address: str, language: str = "") -> dict[str, Any]:
    """A JobPosting in one language, that of the vacancy where none is asked. What is not told is left out."""
    language = language or next(iter(one.title), "en")
    title = localized(one.title, language)
    told = {
        "@context": "https://schema.org",
        "@type": "JobPosting",
        "@id": address,
        "url": address,
        "identifier": {"@type": "PropertyValue", "name": one.source or "pathfinder", "value": one.identifier or one.key},
        "title": title.words,
        "description": localized(one.text, language).words,
        "inLanguage": title.language,
        "hiringOrganization": {"@type": "Organization", "name": one.organization_name},
        "jobLocation": {
            "@type": "Place",
            "address": _without_nothing({
                "@type": "PostalAddress", "addressCountry": one.country.upper(), "addressLocality": one.place,
                "postalCode": one.postcode, "addressRegion": one.nuts,
            }),
        },
        "employmentType": [code for code in (EMPLOYMENT.get(one.employment), KINDS.get(one.kind)) if code],
        "workHours": _plain(one.hours_a_week),
        "baseSalary": _salary(one),
        "skills": [*_skills(one, language), *_languages(one, language)],
        "occupationalCategory": _occupation(one),
        "qualifications": one.licence,
        "jobStartDate": one.starts_on and one.starts_on.isoformat(),
        "datePosted": one.published_on.isoformat(),
        "validThrough": one.open_until.isoformat(),
        "applicationContact": _contact(one),
        "sameAs": one.source_url,
    }  # fmt: skip
    return _without_nothing(told)


def as_data_block(posting: dict[str, Any]) -> SafeString:
    """JSON-LD as the content of a data block. No text can end the block."""
    text = json.dumps(posting, ensure_ascii=False, separators=(",", ":"))
    return mark_safe(text.translate(_SAFE))  # noqa: S308  # `<`, `>` and `&` are written as escapes of JSON


def _without_nothing(told: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in told.items() if value not in (None, "", [], {})}


def _plain(number: Any) -> float | int | None:
    if number is None:
        return None
    value = float(number)
    return int(value) if value.is_integer() else value


def _salary(one: Vacancy) -> dict[str, Any] | None:
    if one.pay == NOT_TOLD:
        return None
    if one.pay == UNPAID:
        return {"@type": "MonetaryAmount", "value": {"@type": "QuantitativeValue", "value": 0}}
    low, high = _plain(one.pay_from), _plain(one.pay_to)
    amount = {"value": low} if high is None else {"minValue": low, "maxValue": high}
    value = {"@type": "QuantitativeValue", **amount, "unitText": one.pay_per.upper()}
    return {"@type": "MonetaryAmount", "currency": one.currency, "value": value}


def _skills(one: Vacancy, language: str) -> list[dict[str, Any]]:
    """Each with its words, its reference, how much it is needed, and the first ESCO skill that it means."""
    found = []
    for skill in one.skills:
        what = skill["what"]
        label = label_of(what, language) if what else None
        is_task = what.startswith("task:")
        uri = next(iter(uris_of(what)), "") if what else ""
        found.append(_without_nothing({
            "@type": "DefinedTerm", "name": skill["words"] or (label.words if label else ""), "termCode": what if is_task else "",
            "url": uri, "inDefinedTermSet": ESCO if uri else "", "description": skill["importance"],
        }))  # fmt: skip
    return found


def _languages(one: Vacancy, language: str) -> list[dict[str, Any]]:
    return [
        {
            "@type": "DefinedTerm", "name": f"{language_name(code, language)} {level}", "termCode": f"{code}-{level}",
            "inDefinedTermSet": CEFR,
        }
        for code, level in one.languages.items()
    ]  # fmt: skip


def _occupation(one: Vacancy) -> list[Any]:
    isco = {"@type": "CategoryCode", "inCodeSet": ISCO, "codeValue": one.isco} if one.isco else None
    return [told for told in (isco, one.occupation) if told]


def _contact(one: Vacancy) -> dict[str, str] | None:
    name = "email" if "@" in one.apply_at and not one.apply_at.startswith("http") else "url"
    told = _without_nothing({name: one.apply_at, "description": one.apply_text})
    return {"@type": "ContactPoint", **told} if told else None
