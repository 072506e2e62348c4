"""What the person learnt, in the terms of the European Learning Model 3 (JSON-LD): diplomas and skills as learning achievements.

It is a person's own statement and no credential: nobody issued or sealed it, and each achievement says how it is proved.
The context is named, as the model asks, and never fetched here.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from babel.core import get_global

from pathfinder.languages.localized_text import LocalizedText
from pathfinder.languages.names import country_name
from pathfinder.skills.papers.labels import ESCO
from pathfinder.skills.papers.said import level_of_education, proof_in_words
from pathfinder.skills.profile import said
from pathfinder.skills.profile_document import Diploma, Profile, Skill
from pathfinder.skills.tasks import tasks

CONTEXT = "http://data.europa.eu/snb/model/context/edc-ap"
COUNTRIES = "http://publications.europa.eu/resource/authority/country/"
FIELDS = "http://data.europa.eu/snb/isced-f/"
Node = dict[str, Any]
_NO_CODES = frozenset(
    ["BUR", "DDR", "FXX", "TMP", "XKK", "YMD", "ZAR"]
)  # of states that are gone, and one that CLDR made up


def write(profile: Profile, labels: Mapping[str, LocalizedText], language: str) -> Node:
    claims = [
        *(_diploma(one, number, profile.lang, language) for number, one in enumerate(profile.diplomas, 1)),
        *(_skill(one, number, labels, profile.lang, language) for number, one in enumerate(profile.skills, 1)),
    ]
    name = {"fullName": _in(profile.lang, profile.person.name)} if profile.person.name else {}
    return {"@context": [CONTEXT], **_node("person", 1, "Person"), **name, "hasClaim": claims}


def _diploma(one: Diploma, number: int, own: str, language: str) -> Node:
    title = _in(own, one.title) if one.title else _in(language, level_of_education(one.level) or "–")
    is_told = one.recognition in ("asked", "level", "specific", "refused")
    notes = [level_of_education(one.level), str(dict(said.RECOGNITION)[one.recognition]) if is_told else ""]
    return {
        **_node("learningAchievement", number, "LearningAchievement"),
        "title": title,
        **_notes(f"diploma:{number}", language, notes),
        **_awarded(one, number, own, language),
        "specifiedBy": {
            **_node("qualification", number, "Qualification"),
            "title": title,
            **({"ISCEDFCode": [_concept(f"{FIELDS}{one.field}")]} if one.field else {}),
        },
    }


def _awarded(one: Diploma, number: int, own: str, language: str) -> Node:
    """The model's date is a day; a year alone is no day, and stands in the note of who awarded it."""
    if not (one.school or one.country or one.awarded):
        return {}
    organisation = {
        **_node("organisation", number, "Organisation"),
        **({"legalName": _in(own, one.school)} if one.school else {}),
        **({"location": [_place(one.country, number, language)]} if one.country else {}),
    }
    process: Node = {**_node("awardingProcess", number, "AwardingProcess"), "awardingBody": [organisation]}
    if len(one.awarded) == len("2018-02-01"):
        process["awardingDate"] = f"{one.awarded}T00:00:00Z"
    elif one.awarded:
        process |= _notes(f"award:{number}", language, [one.awarded])
    return {"awardedBy": process}


def _place(country: str, number: int, language: str) -> Node:
    code = _three_letters().get(country)
    named = _in(language, country_name(country, language))
    concept = (
        {**_concept(f"{COUNTRIES}{code}"), "prefLabel": named} if code else {"type": "Concept", "prefLabel": named}
    )
    address = {**_node("address", number, "Address"), "countryCode": concept}
    return {**_node("location", number, "Location"), "address": [address]}


def _skill(one: Skill, number: int, labels: Mapping[str, LocalizedText], own: str, language: str) -> Node:
    label = labels.get(one.what)
    title = _in(own, one.words) if one.words or label is None else _in(label.language, label.words)
    outcome: Node = {**_node("learningOutcome", number, "LearningOutcome"), "title": title}
    related = [_concept(address) for address in _skills_of(one.what)]
    if related:
        outcome["relatedESCOSkill"] = related
    return {
        **_node("learningAchievement", f"skill:{number}", "LearningAchievement"),
        "title": title,
        **_notes(f"skill:{number}", language, [", ".join(filter(None, (proof_in_words(one.proof), one.shown_by, one.shown_on)))]),
        "specifiedBy": {
            **_node("learningAchievementSpecification", number, "LearningAchievementSpecification"),
            "title": title,
            "learningOutcome": [outcome],
        },
    }  # fmt: skip


def _skills_of(reference: str) -> tuple[str, ...]:
    """ESCO skills: the one that is meant, or those that our task points at. An occupation is none."""
    task = tasks().get(reference.removeprefix("task:"))
    if task is not None:
        return task.skills
    return (reference,) if reference.startswith(f"{ESCO}skill/") else ()


def _node(kind: str, number: int | str, of_type: str) -> Node:
    return {"id": f"urn:epass:{kind}:{number}", "type": of_type}


def _concept(address: str) -> Node:
    return {"id": address, "type": "Concept"}


def _notes(name: str, language: str, notes: list[str]) -> Node:
    told = [note for note in notes if note]
    return {"additionalNote": [
        {**_node("note", f"{name}:{n}", "Note"), "noteLiteral": _in(language, note)} for n, note in enumerate(told, 1)
    ]} if told else {}  # fmt: skip


def _in(language: str, words: str) -> dict[str, list[str]]:
    return {language: [words]}


@lru_cache(maxsize=1)
def _three_letters() -> Mapping[str, str]:
    """ISO 3166-1 alpha-3 by alpha-2, of which CLDR knows the one as another name of the other."""
    aliases: Mapping[str, list[str]] = get_global("territory_aliases")
    codes = [(code, names) for code, names in aliases.items() if len(code) == 3 and code.isalpha() and len(names) == 1]
    return {names[0]: code for code, names in codes if code not in _NO_CODES}
