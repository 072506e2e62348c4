"""The files that leave say what the profile says, in the terms of their standard, and what comes back is the same."""

from __future__ import annotations

import datetime as dt
import io
import json
import re
import zipfile
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from django.utils.translation import override
from msgspec.structs import replace

from pathfinder.skills.papers import read_any
from pathfinder.skills.papers.files import FILES, everything, made
from pathfinder.skills.papers.tests.people import AMINA
from pathfinder.skills.profile_document import Profile

pytestmark = pytest.mark.pure

TODAY = dt.date(2026, 11, 26)
EUROPASS = {"e": "http://europass.cedefop.europa.eu/Europass"}


def file(name: str, profile: Profile = AMINA, language: str = "en") -> bytes:
    with override(language):
        return made(FILES[name], profile, language, TODAY)


def document(name: str) -> Any:
    return json.loads(file(name))


def test_json_resume_keeps_all_but_wishes_limits_and_which_work_a_skill_is_of() -> None:
    reading = read_any(file("resume.json"))

    assert reading.not_taken == []
    assert replace(reading.profile, lang="ar") == replace(
        AMINA,
        wishes=type(AMINA.wishes)(),
        limits="",
        skills=tuple(replace(skill, experience=None) for skill in AMINA.skills),
    )


def test_json_resume_has_only_the_parts_and_dates_that_its_schema_has() -> None:
    resume = document("resume.json")

    assert set(resume) == {"$schema", "basics", "work", "volunteer", "education", "certificates", "skills", "languages", "meta"}  # fmt: skip
    assert set(resume["basics"]) <= {"name", "label", "image", "email", "phone", "url", "summary", "location", "profiles"}  # fmt: skip
    assert resume["work"][0]["startDate"] == "2009-03"
    assert [one["position"] for one in resume["volunteer"]] == ["رعاية أمي"]


def test_europass_is_the_same_as_xml_and_as_json() -> None:
    from_xml, from_json = read_any(file("europass.xml")), read_any(file("europass.json"))

    assert from_xml.profile == from_json.profile
    assert from_xml.profile.person == AMINA.person
    assert from_xml.profile.languages == AMINA.languages
    assert [one.since for one in from_xml.profile.experiences] == ["2009-03", "2014"]


def test_europass_has_the_order_of_its_schema_and_its_way_with_dates() -> None:
    learner = ET.fromstring(file("europass.xml")).find("e:LearnerInfo", EUROPASS)

    assert learner is not None
    assert [re.sub("{.*}", "", part.tag) for part in learner] == ["Identification", "WorkExperienceList", "EducationList", "Skills", "AchievementList"]  # fmt: skip
    work = learner.find("e:WorkExperienceList/e:WorkExperience/e:Period/e:From", EUROPASS)
    training = learner.findall("e:EducationList/e:Education/e:Period/e:From", EUROPASS)
    assert work is not None
    assert work.attrib == {"year": "2009", "month": "--03"}
    assert training[0].attrib == {"year": "2018", "month": "--10", "day": "---01"}


def test_europass_says_in_words_how_a_skill_is_proved_and_what_was_not_paid() -> None:
    told = document("europass.json")["SkillsPassport"]["LearnerInfo"]

    assert "(Officially recognised, VDAB, 2020-05-04)" in told["Skills"]["JobRelated"]["Description"]
    assert told["WorkExperience"][1]["Activities"].startswith("Work without pay")


def test_words_that_xml_cannot_hold_do_not_break_it() -> None:
    profile = replace(AMINA, person=replace(AMINA.person, name="A\x00mi\x0bna <b>&\ufffe"))

    assert read_any(file("europass.xml", profile)).profile.person.name == "Amina <b>&"


def test_the_learning_model_names_diplomas_and_skills_by_the_codes_of_europe() -> None:
    person = document("learning.jsonld")
    diploma, _curtains, altering, _care = person["hasClaim"]

    assert person["@context"] == ["http://data.europa.eu/snb/model/context/edc-ap"]
    assert diploma["title"] == {"ar": ["بكالوريا"]}
    assert diploma["specifiedBy"]["ISCEDFCode"][0]["id"] == "http://data.europa.eu/snb/isced-f/00"
    body = diploma["awardedBy"]["awardingBody"][0]
    country = body["location"][0]["address"][0]["countryCode"]["id"]
    assert country == "http://publications.europa.eu/resource/authority/country/SYR"
    outcome = altering["specifiedBy"]["learningOutcome"][0]
    assert outcome["relatedESCOSkill"][0]["id"].startswith("http://data.europa.eu/esco/skill/")
    assert altering["additionalNote"][0]["noteLiteral"] == {"en": ["Shown at work, Atelier, 2012"]}


def test_no_two_things_of_the_learning_model_have_one_name() -> None:
    names = re.findall(r'"id": "(urn:[^"]+)"', file("learning.jsonld").decode())

    assert len(names) == len(set(names))


def test_a_date_that_is_not_known_to_the_day_is_made_up_nowhere() -> None:
    awarded = document("learning.jsonld")["hasClaim"][0]["awardedBy"]

    assert "awardingDate" not in awarded
    assert awarded["additionalNote"][0]["noteLiteral"] == {"en": ["2005-06"]}


def test_everything_leaves_in_one_file_and_opens_again() -> None:
    data = everything(AMINA, ["ar", "nl"], TODAY)

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert set(archive.namelist()) == {"cv.pdf", *FILES}
    assert read_any(data).profile == AMINA


@pytest.mark.parametrize("name", FILES)
def test_an_empty_profile_makes_a_file_too(name: str) -> None:
    assert file(name, Profile(lang="so"))
