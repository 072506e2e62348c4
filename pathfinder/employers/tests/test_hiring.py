"""What an employer is told: the cases that the product must show, and answers that contradict each other."""

import datetime as dt

import pytest

from pathfinder.employers.contradictions import contradictions
from pathfinder.employers.hiring import CHECKS, REPORTS, Hiring
from pathfinder.employers.shown import ShownHiring
from pathfinder.rulebooks.loaded import countries, rulebook_of

TODAY = dt.date(2026, 11, 25)


def hiring(country, on, **given):
    rulebook, day = rulebook_of(country), dt.date.fromisoformat(on)
    return Hiring(rulebook, rulebook.person({"role": "employer", **given}, max(day, TODAY), day), day)


def test_an_irish_employer_may_hire_a_person_with_stamp_4():
    found = hiring("ie", "2026-11-25", documents_shown=["ie_irp_stamp4"], nationality=["SY"])

    assert found.right_to_work.verdict == "may"
    assert found.right_to_work.answer.step.id == "ie-work-stamp4"


@pytest.mark.parametrize(
    ("on", "lodged", "step"),
    [
        ("2023-11-28", "2023-05-01", "nl-rule-applicant-work-24w"),
        ("2023-11-29", "2023-05-01", "nl-rule-applicant-work-2023"),
    ],
)
def test_a_dutch_employer_hires_an_applicant_before_and_after_the_limit_of_24_weeks(on, lodged, step):
    found = hiring(
        "nl", on, residence_ground="applicant", nationality=["SY"], application_lodged_on=lodged, age=30,
        nl_weeks_worked=10,
    )  # fmt: skip

    assert found.right_to_work.verdict == "may"
    assert step in {p.id for p in found.right_to_work.answer.on_day.provisions}


def test_a_dutch_employer_is_told_the_day_from_which_an_applicant_may_start():
    found = hiring(
        "nl", "2024-03-01", residence_ground="applicant", nationality=["SY"], application_lodged_on="2024-01-15", age=30
    )

    assert (found.right_to_work.verdict, found.right_to_work.from_day) == ("after", dt.date(2024, 7, 15))


def test_a_british_employer_checks_before_the_first_day_in_2023_and_2025_and_the_penalty_grew():
    before = hiring("gb", "2023-06-01", residence_ground="refugee", nationality=["SY"])
    after = hiring("gb", "2025-06-01", residence_ground="refugee", nationality=["SY"])

    assert "gb-rule-rtw-check.before" in _provisions(before, CHECKS)
    assert "gb-rule-rtw-check" in _provisions(after, CHECKS)


def test_a_slovak_employer_sends_the_information_card_within_seven_working_days():
    found = hiring("sk", "2024-06-03", residence_ground="refugee", nationality=["SY"], work_starts_on="2024-06-03")

    assert "sk-employer-info-card" in _provisions(found, REPORTS)


def test_a_hungarian_employer_reports_on_the_first_day_or_within_five_days():
    protected = hiring("hu", "2026-11-25", residence_ground="refugee", work_starts_on="2026-12-01")
    worker = hiring("hu", "2026-11-25", residence_ground="worker", nationality=["IN"], work_starts_on="2026-12-01")

    assert "hu-employer-report" in set(protected.steps(REPORTS))
    assert "hu-employer-tcn-duties.report" in {
        p.id for name in worker.steps(REPORTS) for p in worker.rulebook.steps[name].provisions
    }


def test_an_employer_in_wallonia_compares_pfi_and_misip():
    forms = {form["id"]: form for form in rulebook_of("be").pack["employers"]["workplace_learning"]}
    pfi, misip = forms["be-forem-pfi-2024"], forms["be-forem-misip"]

    assert pfi["pays"]["en"] != misip["pays"]["en"]
    assert pfi["length"]["en"] != misip["length"]["en"]


def _provisions(found, question):
    return {
        p.id
        for name in found.steps(question)
        for p in found.rulebook.steps[name].provisions
        if found.law.in_force(p.validity) is not False
    }


@pytest.mark.parametrize("country", countries())
def test_nobody_may_start_by_what_is_not_told(country):
    assert hiring(country, "2026-11-25").right_to_work.verdict == "unknown"


@pytest.mark.parametrize("country", countries())
def test_a_refugee_may_start_in_every_country_or_it_is_not_known(country):
    found = hiring(country, "2025-06-01", residence_ground="refugee", nationality=["SY"], age=30)

    assert found.right_to_work.verdict == "may"


@pytest.mark.parametrize("country", countries())
def test_whom_to_call_is_known_and_every_paper_has_a_source(country):
    found = hiring(country, "2026-11-25")

    assert found.to_call
    assert [paper["id"] for paper in found.papers if not paper.get("sources")] == []


def pairs(country, **given):
    found = hiring(country, "2026-11-25", **given)
    return [{c.fact, *c.others} for c in contradictions(found.law, found.person)]


def test_a_citizen_of_another_country_only_is_shown_back():
    assert pairs("gb", residence_ground="citizen", nationality=["SY"]) == [{"nationality", "residence_ground"}]


def test_a_second_nationality_contradicts_nothing():
    assert pairs("gb", residence_ground="citizen", nationality=["GB", "SY"]) == []


def test_a_citizen_with_the_paper_of_an_applicant_is_shown_back():
    assert {"residence_ground", "documents_shown"} in pairs(
        "nl", residence_ground="citizen", documents_shown=["nl_w_document"]
    )


def test_a_start_before_the_permission_is_shown_back():
    told = {"work_starts_on": "2026-12-01", "permission_from": "2027-01-01", "permission_until": "2026-06-01"}

    assert pairs("nl", residence_ground="worker", **told) == [
        {"permission_from", "work_starts_on"}, {"work_starts_on", "permission_until"},
        {"permission_from", "permission_until"},
    ] or len(pairs("nl", residence_ground="worker", **told)) == 3  # fmt: skip


def test_a_month_that_may_lie_on_either_side_contradicts_nothing():
    assert pairs("nl", residence_ground="worker", work_starts_on="2026-12", permission_from="2026-12-15") == []


@pytest.mark.django_db
def test_what_other_employers_did_is_told_with_their_names():
    found = hiring("be", "2026-11-25")

    assert found.other_employers
    stories = ShownHiring(found, "en").stories
    assert stories
    assert [story.id for story in stories if "not named" in str(story.data["employer"])] == []
