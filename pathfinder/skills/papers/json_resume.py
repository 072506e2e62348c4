"""JSON Resume, schema 1.0.0 (jsonresume.org), written and read.

It has no place for some things a profile knows, such as whether work was paid. The schema lets each entry carry more: ours
stands under `pathfinder`, as codes alone, so that what another program changed in its own fields is never overruled.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any, TypeVar

from pathfinder.languages.localized_text import LocalizedText
from pathfinder.languages.names import country_name, language_name
from pathfinder.skills import profile_document as shapes
from pathfinder.skills.papers.foreign import Given, fitting
from pathfinder.skills.papers.labels import ESCO
from pathfinder.skills.papers.languages_named import code_of_language
from pathfinder.skills.papers.said import field_of_education, proof_in_words

SCHEMA = "https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json"
OURS = "pathfinder"
NATIVE = "native"
ABILITIES = shapes.LanguageSkill.__struct_fields__
_LEVEL = re.compile(r"\b[ABC][12]\b")
T = TypeVar("T")


def is_one(document: Mapping[str, Any]) -> bool:
    """Our own document has none of these names."""
    named = any(name in document for name in ("basics", "work", "education", "volunteer"))
    return named or "resume" in str(document.get("$schema", ""))


# writing


def write(
    profile: shapes.Profile, labels: Mapping[str, LocalizedText], language: str, today: dt.date
) -> dict[str, Any]:
    """The words of codes are in `language`; dates keep what is known of them."""
    done = [(one, _done(one, labels)) for one in profile.experiences]
    return {
        "$schema": SCHEMA,
        "basics": _told(
            name=profile.person.name,
            email=profile.person.email,
            phone=profile.person.phone,
            location=_told(city=profile.person.place),
        ),
        "work": [{"name": one.employer, **entry} for one, entry in done if one.kind in ("paid", "own_business")],
        "volunteer": [{"organization": one.employer, **entry} for one, entry in done if one.kind == "unseen"],
        "education": [
            *(_diploma(one, language) for one in profile.diplomas),
            *(_training(one) for one in profile.experiences if one.kind == "training"),
        ],
        "certificates": [_licence(one, language) for one in profile.licences],
        "skills": [_skill(one, labels, language) for one in profile.skills],
        "languages": [_language(code, one, language) for code, one in profile.languages.items()],
        "meta": {"version": "v1.0.0", "lastModified": today.isoformat()},
    }


def _told(**values: Any) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value}


def _done(one: shapes.Experience, labels: Mapping[str, LocalizedText]) -> dict[str, Any]:
    return _told(
        position=one.title,
        startDate=one.since,
        endDate="" if one.still else one.until,
        summary=one.words,
        highlights=[labels[task].words for task in one.tasks if task in labels],
        **{OURS: _told(kind=one.kind, country=one.country, still=one.still, tasks=list(one.tasks))},
    )


def _training(one: shapes.Experience) -> dict[str, Any]:
    return _told(
        institution=one.employer,
        studyType=one.title,
        startDate=one.since,
        endDate="" if one.still else one.until,
        **{OURS: _told(kind=one.kind, country=one.country, still=one.still, tasks=list(one.tasks), words=one.words)},
    )


def _diploma(one: shapes.Diploma, language: str) -> dict[str, Any]:
    return _told(
        institution=one.school,
        studyType=one.title,
        area=field_of_education(one.field),
        endDate=one.awarded,
        **{
            OURS: _told(country=one.country, field=one.field, papers=one.papers, recognition=one.recognition)
            | ({} if one.level is None else {"level": one.level})
        },
    )


def _licence(one: shapes.Licence, language: str) -> dict[str, Any]:
    issuer = country_name(one.country, language) if one.country else ""
    return _told(name=one.what, issuer=issuer, **{OURS: _told(country=one.country, until=one.until)})


def _skill(one: shapes.Skill, labels: Mapping[str, LocalizedText], language: str) -> dict[str, Any]:
    label = labels[one.what].words if one.what in labels else ""
    ours = _told(words=one.words, proof=one.proof, shown_by=one.shown_by, shown_on=one.shown_on)
    return {
        "name": one.words or label or one.what,
        "level": proof_in_words(one.proof),
        "keywords": [*({label} - {"", one.words})],
        OURS: {"what": one.what, **ours},
    }


def _language(code: str, one: shapes.LanguageSkill, language: str) -> dict[str, Any]:
    levels = {name: level for name in ABILITIES if (level := getattr(one, name))}
    fluency = ", ".join(dict.fromkeys(levels.values()))
    return _told(language=language_name(code, language), fluency=fluency, **{OURS: {"code": code, **levels}})


# reading


def read(given: Given, language: str) -> shapes.Profile:
    for name in ("$schema", "meta"):
        given.forget(name)
    basics = given.part("basics")
    person = shapes.Person(
        name=basics.line("name"),
        email=basics.line("email"),
        phone=basics.line("phone"),
        place=basics.line("location", "city"),
    )
    schooling = [(one, one.text(OURS, "kind")) for one in given.parts("education")]
    done = [
        *((one, _experience(one, "paid", "name")) for one in given.parts("work")),
        *((one, _experience(one, "unseen", "organization")) for one in given.parts("volunteer")),
        *((one, _trained(one)) for one, kind in schooling if kind == "training"),
    ]
    return shapes.Profile(
        lang=language,
        person=person,
        experiences=_numbered(shapes.Experience, "e", done),
        diplomas=_numbered(
            shapes.Diploma, "d", [(one, _educated(one)) for one, kind in schooling if kind != "training"]
        ),
        licences=tuple(licence for one in given.parts("certificates") if (licence := _licensed(one))),
        skills=tuple(skill for one in given.parts("skills") if (skill := _skilled(one))),
        languages=dict(spoken for one in given.parts("languages") if (spoken := _spoken(one, language))),
    )


def _numbered(kind: type[T], letter: str, found: list[tuple[Given, dict[str, Any]]]) -> tuple[T, ...]:
    made = (fitting(kind, one, {"key": f"{letter}{number}", **told}) for number, (one, told) in enumerate(found, 1))
    return tuple(one for one in made if one is not None)


def _experience(one: Given, kind: str, name: str) -> dict[str, Any]:
    tasks = one.codes(OURS, "tasks")
    highlights = one.codes("highlights")
    words = [one.words("summary"), *(() if tasks else highlights)]
    return {
        "kind": one.text(OURS, "kind") or kind,
        "title": one.line("position"),
        "words": "\n".join(filter(None, words)),
        "employer": one.line(name),
        **_when_and_where(one, tasks),
    }


def _trained(one: Given) -> dict[str, Any]:
    return {
        "kind": "training",
        "title": one.line("studyType"),
        "words": one.words(OURS, "words"),
        "employer": one.line("institution"),
        **_when_and_where(one, one.codes(OURS, "tasks")),
    }


def _when_and_where(one: Given, tasks: list[str]) -> dict[str, Any]:
    return {
        "country": one.country(OURS, "country"),
        "since": one.day("startDate"),
        "until": one.day("endDate"),
        "still": one.text(OURS, "still") == "true",
        "tasks": tasks,
    }


def _educated(one: Given) -> dict[str, Any]:
    level = one.text(OURS, "level")
    field = one.text(OURS, "field")
    if field:
        one.forget("area")
    return {
        "title": one.line("studyType"),
        "country": one.country(OURS, "country"),
        "level": int(level) if level.isdecimal() else None,
        "field": field,
        "school": one.line("institution"),
        "awarded": one.day("endDate"),
        "papers": one.text(OURS, "papers"),
        "recognition": one.text(OURS, "recognition"),
    }


def _licensed(one: Given) -> shapes.Licence | None:
    country = one.country(OURS, "country")
    if country:
        one.forget("issuer")
    what = one.line("name")
    values = {"what": what, "country": country, "until": one.day(OURS, "until")}
    return fitting(shapes.Licence, one, values) if what else None


def _skilled(one: Given) -> shapes.Skill | None:
    """A name alone is no skill of a profile: which one it is, only the person can say."""
    keywords = one.codes("keywords")
    what = one.text(OURS, "what") or next((word for word in keywords if word.startswith(ESCO)), "")
    if not what:
        for number, word in enumerate(keywords):
            one.put_back(word, "keywords", number)
        return None
    for name in ("name", "level"):
        one.forget(name)
    values = {name: one.line(OURS, name) for name in ("words", "shown_by")}
    proof = one.text(OURS, "proof") or "claimed"
    return fitting(shapes.Skill, one, {"what": what, "proof": proof, "shown_on": one.day(OURS, "shown_on"), **values})


def _spoken(one: Given, language: str) -> tuple[str, shapes.LanguageSkill] | None:
    said = one.text("language")
    code = one.text(OURS, "code") or code_of_language(said, language)
    levels = {name: one.text(OURS, name) for name in ABILITIES}
    fluency = one.text("fluency")
    if not any(levels.values()):
        level = NATIVE if NATIVE in fluency.lower() else next(iter(_LEVEL.findall(fluency)), "")
        levels = dict.fromkeys(ABILITIES, level)
        if not level:
            one.put_back(fluency, "fluency")
    found = fitting(shapes.LanguageSkill, one, levels)
    if not code or found is None:
        one.put_back(said, "language")
        return None
    return code, found
