"""`pathfinder guide`: what other programs rely on, and what a person reads."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.utils.translation import gettext, override

from pathfinder.cli import main

AMINA = Path(__file__).parents[2] / "examples" / "amina.yaml"
STEP_KEYS = {
    "id", "duty", "access", "verdict", "title", "stage", "due_on", "from", "until", "because", "exemption", "open_facts",
    "notes", "desks", "bring", "cost", "duration", "outcome", "sources", "confidence",
}  # fmt: skip


@pytest.fixture
def person(tmp_path):
    def write(**changes):
        path = tmp_path / f"person{len(list(tmp_path.iterdir()))}.yaml"
        facts = {"country": "be", "place": "2000", "residence_ground": "refugee", "nationality": ["SY"], "age": 28,
                 "registered_on": "2018-02-01", "resident_since": "2018-01-10", "permit_months": 60,
                 "stay_can_exceed_one_year": True, "minister_of_religion": False, "medically_unable": False,
                 "works": "none", "registered_with_pes": "none", **changes}  # fmt: skip
        path.write_text("\n".join(f"{name}: {json.dumps(value)}" for name, value in facts.items() if value is not None))
        return str(path)

    return write


@pytest.fixture
def answer(person, capsys):
    """The steps of the answer by id, for Amina with some facts told otherwise; None leaves a fact out."""

    def ask(on, **changes):
        assert main(["guide", person(**changes), "--on", on, "--json"]) == 0
        document = json.loads(capsys.readouterr().out)
        return {step["id"]: step for step in document["steps"]}

    return ask


def test_the_answer_is_one_document_a_line_in_the_order_of_the_files(person, capsys):
    main(["guide", person(place="9000"), person(place="1000"), "--on", "2018-09-15", "--json"])

    first, second = map(json.loads, capsys.readouterr().out.splitlines())
    assert {"on", "country", "rulebook", "steps", "open_facts"} == set(first)
    assert (first["on"], first["country"], first["rulebook"]) == ("2018-09-15", "be", "be 2026.11")
    assert all(set(step) == STEP_KEYS for step in first["steps"])
    assert [step["desks"] for step in first["steps"] if step["id"] == "be-vlg-programme-2018"] == [["be-in-gent"]]
    assert [step["verdict"] for step in second["steps"] if step["id"] == "be-vlg-programme-2018"] == ["may"]


def test_a_refugee_in_antwerp_in_2018_must_follow_the_flemish_programme_at_atlas(answer):
    step = answer("2018-09-15")["be-vlg-programme-2018"]

    assert (step["duty"], step["access"], step["verdict"]) == ("yes", "yes", "must")
    assert step["exemption"] is None
    assert step["desks"] == ["be-atlas"]
    assert step["from"] == "2018-02-01"
    assert "emn-be-2018#1.1.3-flanders" in step["sources"]
    assert {line["fact"] for line in step["because"]} >= {"nationality", "age", "registered_on", "permit_months"}
    assert all(line["condition"] and line["sources"] for line in step["because"])


def test_the_same_person_today_gets_the_law_of_today(answer):
    today = answer("2026-11-25")

    assert today["be-vlg-programme-2018"]["verdict"] == "no"
    assert today["be-vlg-programme-2018"]["because"][0]["fact"] == "on"
    assert today["be-vlg-programme-2022"]["verdict"] == "must"


def test_in_brussels_both_programmes_are_a_choice_in_2018_and_a_duty_today(answer):
    then = answer("2018-09-15", place="1000")
    now = answer("2026-11-25", place="1000")

    assert [then[s]["verdict"] for s in ("be-bru-nl-programme-2018", "be-bru-fr-programme-2018")] == ["may", "may"]
    assert now["be-bru-programme-2022"]["verdict"] == "must"
    assert {"be-bon", "be-bapa-bxl"} <= set(now["be-bru-programme-2022"]["desks"])


def test_a_labour_migrant_is_exempt_and_may_follow_the_programme(answer):
    step = answer("2018-09-15", residence_ground="worker", registered_with_pes=None)["be-vlg-programme-2018"]

    assert (step["duty"], step["verdict"], step["exemption"]) == ("no", "may", "labour-migrant")


def test_a_minister_of_religion_is_obliged_with_the_ambiguity_as_a_note(answer):
    step = answer("2018-09-15", residence_ground="worker", minister_of_religion=True)["be-vlg-programme-2018"]

    assert step["verdict"] == "must"
    assert any("ministers of religion" in note for note in step["notes"])


@pytest.mark.parametrize(
    ("age", "duty", "exemption"), [(64, "yes", None), (65, "no", "over-65"), (66, "no", "over-65")]
)
def test_from_65_the_flemish_programme_is_no_duty(answer, age, duty, exemption):
    step = answer("2018-09-15", age=age)["be-vlg-programme-2018"]

    assert (step["duty"], step["exemption"]) == (duty, exemption)


def test_family_of_an_eu_citizen_is_exempt(answer):
    step = answer("2018-09-15", residence_ground="family", family_of="eu_citizen")["be-vlg-programme-2018"]

    assert (step["duty"], step["exemption"]) == ("no", "eu-family")


def test_in_eupen_the_programme_is_a_duty_for_who_registered_from_january_2018(answer):
    december = answer("2018-09-15", place="4700", registered_on="2017-12-15", resident_since="2017-11-01")
    january = answer("2018-09-15", place="4700", registered_on="2018-01-15", resident_since="2017-11-01")

    assert december["be-dg-programme-2018"]["verdict"] == "may"
    assert january["be-dg-programme-2018"]["verdict"] == "must"
    assert january["be-dg-programme-2018"]["desks"] == ["be-info-integration"]


def test_who_does_not_tell_the_permit_gets_not_sure_and_what_would_decide(answer, person, capsys):
    step = answer("2018-09-15", permit_months=None)["be-vlg-programme-2018"]

    assert (step["duty"], step["verdict"], step["open_facts"]) == ("unknown", "unknown", ["permit_months"])


def test_the_open_facts_say_which_steps_they_decide(person, capsys):
    main(["guide", person(permit_months=None), "--on", "2018-09-15", "--json"])

    open_facts = {o["fact"]: o["decides"] for o in json.loads(capsys.readouterr().out)["open_facts"]}
    assert "be-vlg-programme-2018" in open_facts["permit_months"]


def test_the_long_reason_has_whole_trees_and_what_would_change_the_verdict(person, capsys):
    main(["guide", person(), "--on", "2018-09-15", "--json", "--explain"])

    steps = {s["id"]: s for s in json.loads(capsys.readouterr().out)["steps"]}
    step = steps["be-vlg-programme-2018"]
    tree = next(t for t in step["trees"] if t["provision"] == "be-vlg-mandatory-2018")
    assert (tree["value"], tree["when"]["value"]) == ("yes", "yes")
    assert {e["exemption"]: e["value"] for e in tree["unless"]}["labour-migrant"] == "no"
    assert {"fact": "residence_ground", "value": "worker", "verdict": "may", "can_be_changed": False} in step["changes"]


@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES])
def test_the_readable_form_speaks_each_language_of_the_interface(language, capsys):
    assert main(["guide", str(AMINA), "--on", "2018-09-15", "--lang", language]) == 0

    with override(language):
        assert f"● {gettext('You must')}: " in capsys.readouterr().out


def test_the_readable_form_says_what_a_duty_is_and_which_dates_of_the_law_are_not_known(person, capsys):
    main(["guide", person(), "--on", "2018-09-15"])

    said = " ".join(capsys.readouterr().out.split())
    assert "You must follow the Flemish civic integration programme." in said
    assert "Integration through work at VDAB (Flemish public employment service) in force: 2016-04 – 2018" in said


def test_the_packs_are_those_of_the_site(tmp_path):
    elsewhere = {**os.environ, "PATHFINDER_PACKS": str(tmp_path)}
    command = [sys.executable, "-m", "pathfinder.cli", "guide", str(AMINA)]

    said = subprocess.run(command, env=elsewhere, capture_output=True, text=True, check=False)

    assert (said.returncode, said.stdout) == (2, "")
    assert "there is no pack" in said.stderr
