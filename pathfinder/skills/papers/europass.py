"""The Europass CV of the years 2012 to 2020, “SkillsPassport” 3.x: as XML after its public schema, and as the JSON beside it.

Both are one document here, of dictionaries and lists; XML is made of it and read into it. What the format has no place for:
how far a skill is proved and the codes of skills (both are told in words), limits, and whether work was paid.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import xml.etree.ElementTree as ET  # only written with; xml_tree.py reads, and takes no entities
from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from pathfinder.languages.localized_text import LocalizedText
from pathfinder.languages.names import country_name, language_name
from pathfinder.skills import profile_document as shapes
from pathfinder.skills.papers.foreign import Given, Unreadable, fitting
from pathfinder.skills.papers.languages_named import code_of_language
from pathfinder.skills.papers.said import (
    field_of_education,
    field_told,
    kind_in_words,
    level_of_education,
    level_told,
    proof_in_words,
)
from pathfinder.skills.papers.xml_tree import Element

NAMESPACE = "http://europass.cedefop.europa.eu/Europass"
SCHEMA_INSTANCE = "http://www.w3.org/2001/XMLSchema-instance"
VERSION = "V3.3"
NATIVE = "native"
DRIVING = "driving "
ABILITIES = {
    "Listening": "listening",
    "Reading": "reading",
    "SpokenInteraction": "spoken_interaction",
    "SpokenProduction": "spoken_production",
    "Writing": "writing",
}
_NOT_IN_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
REPEATED = (
    "Licence",
)  # lists without an element of their own around them; every other one has it, as in EducationList


# writing


def write(
    profile: shapes.Profile, labels: Mapping[str, LocalizedText], language: str, today: dt.date
) -> dict[str, Any]:
    """The document as its JSON has it; the words of codes are in `language`."""
    told = {
        "Identification": _identification(profile.person),
        "WorkExperience": [_work(one, labels, language) for one in profile.experiences if one.kind != "training"],
        "Education": [
            *(_diploma(one, language) for one in profile.diplomas),
            *(_training(one, labels, language) for one in profile.experiences if one.kind == "training"),
        ],
        "Skills": _skills(profile, labels, language),
        "Achievement": [_licence(one, language) for one in profile.licences if not one.what.startswith(DRIVING)],
    }
    information = {
        "DocumentType": "ECV",
        "CreationDate": f"{today.isoformat()}T00:00:00Z",
        "LastUpdateDate": f"{today.isoformat()}T00:00:00Z",
        "XSDVersion": VERSION,
        "Generator": "Pathfinder",
    }
    passport = {"Locale": language, "DocumentInfo": information, "LearnerInfo": told}
    return {"SkillsPassport": _without_gaps(passport)}


def as_xml(document: Mapping[str, Any]) -> bytes:
    passport = dict(document["SkillsPassport"])
    ET.register_namespace("", NAMESPACE)
    ET.register_namespace("xsi", SCHEMA_INSTANCE)
    root = ET.Element(f"{{{NAMESPACE}}}SkillsPassport", {"locale": passport.pop("Locale")})
    where = f"{NAMESPACE} http://europass.cedefop.europa.eu/xml/v3.3.0/EuropassSchema.xsd"
    root.set(f"{{{SCHEMA_INSTANCE}}}schemaLocation", where)
    _fill(root, passport)
    ET.indent(root, " ")
    stream = io.BytesIO()
    ET.ElementTree(root).write(stream, encoding="utf-8", xml_declaration=True)
    return stream.getvalue() + b"\n"


def _fill(element: ET.Element, told: Any) -> None:
    if not isinstance(told, Mapping):
        element.text = _printable(str(told).lower() if isinstance(told, bool) else str(told))
        return
    for name, value in told.items():
        if name in ("From", "To"):
            parts = zip(("Year", "Month", "Day"), ("", "--", "---"), strict=True)
            known = {part.lower(): f"{dashes}{value[part]:02}" for part, dashes in parts if part in value}
            ET.SubElement(element, f"{{{NAMESPACE}}}{name}", known)
        elif isinstance(value, list):
            around = element if name in REPEATED else ET.SubElement(element, f"{{{NAMESPACE}}}{name}List")
            for one in value:
                _fill(ET.SubElement(around, f"{{{NAMESPACE}}}{name}"), one)
        else:
            _fill(ET.SubElement(element, f"{{{NAMESPACE}}}{name}"), value)


def _printable(text: str) -> str:
    """Without what XML has no place for, which a paste may bring."""
    return _NOT_IN_XML.sub("", text)


def _without_gaps(told: Any) -> Any:
    if isinstance(told, dict):
        return {
            name: found for name, value in told.items() if (found := _without_gaps(value)) not in ("", None, {}, [])
        }
    return [_without_gaps(one) for one in told] if isinstance(told, list) else told


def _identification(person: shapes.Person) -> dict[str, Any]:
    first, _space, last = person.name.rpartition(" ")  # the format wants two; no other program can know better
    return {
        "PersonName": {"FirstName": first, "Surname": last},
        "ContactInfo": {
            "Address": {"Contact": {"Municipality": person.place}},
            "Email": {"Contact": person.email},
            "Telephone": [{"Contact": person.phone}] if person.phone else [],
        },
    }


def _work(one: shapes.Experience, labels: Mapping[str, LocalizedText], language: str) -> dict[str, Any]:
    kind = "" if one.kind == "paid" else kind_in_words(one.kind)
    return {
        "Period": _period(one.since, one.until, one.still),
        "Position": {"Label": one.title},
        "Activities": _activities(one, labels, kind),
        "Employer": {"Name": one.employer, "ContactInfo": _in_country(one.country, language)},
    }


def _training(one: shapes.Experience, labels: Mapping[str, LocalizedText], language: str) -> dict[str, Any]:
    return {
        "Period": _period(one.since, one.until, one.still),
        "Title": one.title,
        "Activities": _activities(one, labels, ""),
        "Organisation": {"Name": one.employer, "ContactInfo": _in_country(one.country, language)},
    }


def _activities(one: shapes.Experience, labels: Mapping[str, LocalizedText], kind: str) -> str:
    done = [labels[task].words for task in one.tasks if task in labels]
    return "\n".join(filter(None, (kind, *done, one.words)))


def _diploma(one: shapes.Diploma, language: str) -> dict[str, Any]:
    return {
        "Period": {"To": _date(one.awarded)},
        "Title": one.title,
        "Organisation": {"Name": one.school, "ContactInfo": _in_country(one.country, language)},
        # the codes of these two are of EQF and of ISCED 1997, which do not follow from ours
        "Level": {"Label": level_of_education(one.level)},
        "Field": {"Label": field_of_education(one.field)},
    }


def _period(since: str, until: str, still: bool) -> dict[str, Any]:
    return {"From": _date(since), "To": {} if still else _date(until), "Current": True if still else None}


def _date(day: str) -> dict[str, int]:
    return dict(zip(("Year", "Month", "Day"), map(int, filter(None, day.split("-"))), strict=False))


def _in_country(code: str, language: str) -> dict[str, Any]:
    named = {"Code": code, "Label": country_name(code, language)} if code else {}
    return {"Address": {"Contact": {"Country": named}}}


def _skills(profile: shapes.Profile, labels: Mapping[str, LocalizedText], language: str) -> dict[str, Any]:
    own = {code for code, one in profile.languages.items() if NATIVE in _levels(one)}
    said = {code: {"Code": code, "Label": language_name(code, language)} for code in profile.languages}
    foreign = [(code, one) for code, one in profile.languages.items() if code not in own]
    driving = [one.what.removeprefix(DRIVING) for one in profile.licences if one.what.startswith(DRIVING)]
    return {
        "Linguistic": {
            "MotherTongue": [{"Description": said[code]} for code in profile.languages if code in own],
            "ForeignLanguage": [
                {"Description": said[code], "ProficiencyLevel": _proficiency(one)} for code, one in foreign
            ],
        },
        "JobRelated": {"Description": "\n".join(_skill_lines(profile, labels))},
        "Driving": {"Description": {"Licence": driving}},
    }


def _skill_lines(profile: shapes.Profile, labels: Mapping[str, LocalizedText]) -> Iterator[str]:
    for one in profile.skills:
        name = one.words or (labels[one.what].words if one.what in labels else one.what)
        shown = ", ".join(filter(None, (proof_in_words(one.proof), one.shown_by, one.shown_on)))
        yield f"{name} ({shown})"


def _levels(one: shapes.LanguageSkill) -> list[str]:
    return [getattr(one, name) for name in ABILITIES.values()]


def _proficiency(one: shapes.LanguageSkill) -> dict[str, str]:
    return {name: level for name, ours in ABILITIES.items() if (level := getattr(one, ours)) != "none"}


def _licence(one: shapes.Licence, language: str) -> dict[str, Any]:
    where = country_name(one.country, language) if one.country else ""
    return {"Title": {"Label": one.what}, "Description": ", ".join(filter(None, (where, one.until)))}


# reading


def from_tree(root: Element) -> dict[str, Any]:
    """XML as the JSON beside it. Raises Unreadable for any other XML."""
    found = _read(root)
    if root.name != "SkillsPassport":
        raise Unreadable(_("This is no Europass CV of the kind that we read: “SkillsPassport”, as Europass made them from 2012 to 2020."))  # fmt: skip
    return {"Locale": root.attributes.get("locale", ""), **(found if isinstance(found, dict) else {})}


def _read(element: Element) -> Any:
    if not element.children:
        at = {name.capitalize(): value.lstrip("-") for name, value in element.attributes.items()}
        return at if element.name in ("From", "To", "Birthdate") else element.words.strip()
    found: dict[str, Any] = {}
    for child in element.children:
        name = child.name
        if name.endswith("List") and all(one.name == name.removesuffix("List") for one in child.children):
            found.setdefault(name.removesuffix("List"), []).extend(_read(one) for one in child.children)
        elif name in REPEATED:
            found.setdefault(name, []).append(_read(child))
        elif name in found:
            before = found[name] if isinstance(found[name], list) else [found[name]]
            found[name] = [*before, _read(child)]
        else:
            found[name] = _read(child)
    return found


def read(given: Given, language: str) -> shapes.Profile:
    for name in ("DocumentInfo", "PrintingPreferences"):
        given.forget(name)
    locale = given.text("Locale")
    told = given.part("LearnerInfo")
    contact = told.part("Identification", "ContactInfo")
    names = told.part("Identification", "PersonName")
    phones = contact.parts("Telephone")
    person = shapes.Person(
        name=" ".join(filter(None, (names.line("FirstName"), names.line("Surname"))))[:300],
        email=contact.line("Email", "Contact"),
        phone=phones[0].line("Contact") if phones else "",
        place=contact.line("Address", "Contact", "Municipality"),
    )
    done = [_experience(f"e{n}", one) for n, one in enumerate(told.parts("WorkExperience"), 1)]
    learnt = [_educated(f"d{n}", one) for n, one in enumerate(told.parts("Education"), 1)]
    linguistic = told.part("Skills", "Linguistic")
    spoken = [
        *(_spoken(one, language, is_own=True) for one in linguistic.parts("MotherTongue")),
        *(_spoken(one, language, is_own=False) for one in linguistic.parts("ForeignLanguage")),
    ]
    return shapes.Profile(
        lang=locale if re.fullmatch("[a-z]{2,3}", locale) else language,
        person=person,
        experiences=tuple(one for one in done if one),
        diplomas=tuple(one for one in learnt if one),
        licences=tuple(_driving(told)),
        languages=dict(one for one in spoken if one),
    )


def _experience(key: str, one: Given) -> shapes.Experience | None:
    """The format does not tell whether it was paid; that is what most people used the list for."""
    since, until, still = _read_period(one)
    values = {
        "key": key,
        "kind": "paid",
        "title": one.line("Position", "Label"),
        "words": one.words("Activities"),
        "employer": one.line("Employer", "Name"),
        "country": _read_country(one.part("Employer", "ContactInfo", "Address", "Contact", "Country")),
        "since": since,
        "until": until,
        "still": still,
    }
    return fitting(shapes.Experience, one, values)


def _educated(key: str, one: Given) -> shapes.Diploma | None:
    _since, awarded, _still = _read_period(one, begins=False)
    level, field = one.text("Level", "Label"), one.text("Field", "Label")
    if level_told(level) is None:
        one.put_back(level, "Level", "Label")
    if not field_told(field):
        one.put_back(field, "Field", "Label")
    values = {
        "key": key,
        "title": one.line("Title"),
        "country": _read_country(one.part("Organisation", "ContactInfo", "Address", "Contact", "Country")),
        "level": level_told(level),
        "field": field_told(field),
        "school": one.line("Organisation", "Name"),
        "awarded": awarded,
    }
    return fitting(shapes.Diploma, one, values)


def _read_period(one: Given, begins: bool = True) -> tuple[str, str, bool]:
    period = one.part("Period")
    since = _read_date(period, "From") if begins else ""
    return since, _read_date(period, "To"), period.text("Current") == "true"


def _read_date(period: Given, name: str) -> str:
    parts = [period.text(name, part) for part in ("Year", "Month", "Day")]
    day = "-".join(part.zfill(2) for part in parts if part)
    period.put_back(day, name)
    return period.day(name)


def _read_country(country: Given) -> str:
    code = country.country("Code")
    if code:
        country.forget("Label")
    return code


def _spoken(one: Given, language: str, is_own: bool) -> tuple[str, shapes.LanguageSkill] | None:
    code, said = one.text("Description", "Code"), one.text("Description", "Label")
    code = code or code_of_language(said, language)
    levels = {ours: NATIVE if is_own else one.text("ProficiencyLevel", name) for name, ours in ABILITIES.items()}
    found = fitting(shapes.LanguageSkill, one, levels)
    if not code or found is None:
        one.put_back(said or code, "Description", "Label")
        return None
    return code, found


def _driving(told: Given) -> Iterator[shapes.Licence]:
    for one in told.parts("Skills", "Driving", "Description", "Licence"):
        licence = fitting(shapes.Licence, one, {"what": f"{DRIVING}{one.text()}"[:300]})
        if licence:
            yield licence
