"""Who sees which candidates, what is refused, and how cases move."""

from typing import Any

import pytest
from django.test import Client

from pathfinder.accounts.actions import WrittenOnceError
from pathfinder.accounts.models import AuditEvent, User
from pathfinder.accounts.tests.people import amina, olena, person, piet, samir, signed_in
from pathfinder.talent.models import Candidate, CandidateForJob, HistoryLine, JobOpportunity
from pathfinder.talent.tests.abroad import CANDIDATE_FORM, DESK, JOB_FORM, candidate, case, job, step

pytestmark = pytest.mark.django_db
NEW = f"{DESK}candidates/new/"
QUERIES = 11  # the session, the person, the roles, and one for each part of the page


@pytest.fixture
def team() -> User:
    return amina()


@pytest.fixture
def provider(team: User) -> Client:
    return signed_in(Client(), team)


def addresses(one: CandidateForJob) -> list[str]:
    return [
        f"{DESK}candidates/{one.candidate_id}/", f"{DESK}candidates/{one.candidate_id}/erase/", f"{DESK}jobs/{one.job_id}/",
        f"{DESK}cases/{one.pk}/",
    ]  # fmt: skip


def test_strangers_find_nothing_and_the_team_and_editors_do(team: User, provider: Client) -> None:
    one = case(team, "Samir", job(team))
    other = signed_in(Client(), person("Hanna", "provider", organization_key="be-atlas"))
    observer, translator, editor = (
        signed_in(Client(), samir()),
        signed_in(Client(), olena()),
        signed_in(Client(), piet()),
    )

    def asked(client: Client) -> set[int]:
        return {client.get(address).status_code for address in addresses(one)}

    assert (asked(provider), asked(editor)) == ({200}, {200})
    assert (asked(other), asked(observer), asked(translator)) == ({404}, {404}, {404})
    assert asked(Client()) == {302}
    assert "Samir" not in other.get(DESK).content.decode()
    assert observer.get(DESK).status_code == 404


def test_nobody_changes_what_is_not_theirs(team: User) -> None:
    where = job(team)
    one = case(team, "Samir", where)
    other = signed_in(Client(), person("Hanna", "provider", organization_key="be-atlas"))

    sent = [
        other.post(f"{DESK}cases/{one.pk}/", step(0, "offer")),
        other.post(f"{DESK}candidates/{one.candidate_id}/link/"),
        other.post(f"{DESK}candidates/{one.candidate_id}/erase/", {"sure": "1"}),
        other.post(f"{DESK}jobs/{where.pk}/several/", {"case": [f"{one.pk}:0"], "stage": "offer", "do": "1"}),
    ]

    assert {page.status_code for page in sent} == {404}
    assert CandidateForJob.objects.get().stage == "contact"


def test_a_new_candidate_is_kept_as_typed_with_family_and_a_reference_of_its_own(provider: Client) -> None:
    provider.post(NEW, CANDIDATE_FORM)

    one = Candidate.objects.get()

    assert (one.organization_key, one.name, one.stay, one.destinations) == ("be-house", "Samir Haddad", "JO", ["gb"])
    assert one.dependants == [{"relation": "partner", "birth_year": 1992, "comes": True}]
    assert len(one.reference) == 8


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"name": ""}, "Fill this in."),
        ({"email": "samir"}, "Give an e-mail address, such as amina@example.org."),
        ({"birth_year": "90"}, "Write a year of four digits, such as 1990."),
        ({"passport_until": "1 May"}, "Write a day, such as 2026-11-25."),
        ({"contact_consent_on": "2099-01-01"}, "This day has not come yet."),
        ({"organization": "be-atlas"}, "be-atlas is not one of the available choices"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(provider: Client, changes: dict, sentence: str) -> None:
    page = provider.post(NEW, {**CANDIDATE_FORM, "reference": "our-7", **changes})

    assert page.status_code == 422
    assert sentence in page.content.decode()
    assert 'value="our-7"' in page.content.decode()
    assert not Candidate.objects.exists()


@pytest.mark.parametrize(
    "same",
    [
        {"name": "Someone else", "phone": "", "birth_year": ""},  # the e-mail address
        {"email": "", "name": "Someone else", "phone": "00962 6 5550102", "birth_year": ""},
        {"email": "", "phone": "", "name": "Haddad, Samir"},
        {"email": "", "phone": "", "name": "Samir Hadad"},
    ],
)
def test_somebody_who_may_be_here_already_is_shown_at_once(provider: Client, same: dict[str, str]) -> None:
    provider.post(NEW, CANDIDATE_FORM)

    page = provider.post(NEW, {**CANDIDATE_FORM, **same})
    provider.post(NEW, {**CANDIDATE_FORM, **same, "distinct": "1"})

    assert page.status_code == 422
    assert "This person may be here already:" in page.content.decode()
    assert Candidate.objects.count() == 2


def test_the_same_name_and_another_year_is_somebody_else(provider: Client) -> None:
    provider.post(NEW, CANDIDATE_FORM)

    provider.post(NEW, {**CANDIDATE_FORM, "email": "", "phone": "", "birth_year": "1971"})

    assert Candidate.objects.count() == 2


def test_of_another_team_nothing_is_told_but_that_there_is_somebody(provider: Client) -> None:
    provider.post(NEW, CANDIDATE_FORM)
    other = signed_in(Client(), person("Hanna", "provider", organization_key="be-atlas"))

    page = other.post(NEW, {**CANDIDATE_FORM, "organization": "be-atlas", "name": "Samir H."})

    assert "Somebody at another team." in page.content.decode()
    assert "Haddad" not in page.content.decode()


def test_a_profile_is_kept_with_the_day_of_the_consent_only(provider: Client) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    def file() -> SimpleUploadedFile:
        return SimpleUploadedFile("profile.json", b'{"version": 1, "skills": [{"what": "task:tailor"}]}')

    without = provider.post(NEW, {**CANDIDATE_FORM, "profile_file": file()})
    wrong = provider.post(NEW, {**CANDIDATE_FORM, "profile_file": SimpleUploadedFile("x.json", b"<xml>")})
    provider.post(NEW, {**CANDIDATE_FORM, "profile_file": file(), "profile_consent_on": "2023-01-01"})
    one = Candidate.objects.get()
    page = provider.get(f"{DESK}candidates/{one.pk}/").content.decode()
    provider.post(f"{DESK}candidates/{one.pk}/", CANDIDATE_FORM)  # the day is taken out

    assert (without.status_code, wrong.status_code) == (422, 422)
    assert "This file is no profile" in wrong.content.decode()
    assert "ailor" in page
    one.refresh_from_db()
    assert (one.profile, one.profile_consent_on) == (None, None)


def test_a_step_that_somebody_overtook_is_not_taken_and_nothing_typed_is_lost(team: User, provider: Client) -> None:
    one = case(team, "Samir", job(team))
    here = f"{DESK}cases/{one.pk}/"
    provider.post(here, step(0, "screening"))

    page = provider.post(here, step(0, "offer", words="He speaks well."))

    assert page.status_code == 409
    assert "He speaks well." in page.content.decode()
    assert CandidateForJob.objects.get().stage == "screening"


def test_a_closed_case_keeps_its_stage_and_can_be_opened_again(team: User, provider: Client) -> None:
    one = case(team, "Samir", job(team))
    here = f"{DESK}cases/{one.pk}/"

    provider.post(here, step(0, "interview", closed="not-chosen"))
    provider.post(here, step(1, "interview"))

    assert [line.what for line in one.history.all()] == ["entered", "closed", "opened"]
    assert CandidateForJob.objects.get().stage == "interview"


def test_the_history_is_written_once(team: User) -> None:
    line = case(team, "Samir", job(team)).history.get()

    with pytest.raises(WrittenOnceError):
        line.save()
    with pytest.raises(WrittenOnceError):
        line.delete()
    with pytest.raises(WrittenOnceError):
        HistoryLine.objects.update(words="")


def test_a_job_has_stages_of_its_own_and_leaves_the_cases_where_they_are(team: User, provider: Client) -> None:
    provider.post(f"{DESK}jobs/new/", JOB_FORM)
    one = JobOpportunity.objects.get()
    proposed = case(team, "Samir", one)

    provider.post(f"{DESK}jobs/{one.pk}/", {**JOB_FORM, "stage": "search", "closed": "too-long", "words": "Next year."})

    page = provider.get(f"{DESK}jobs/{one.pk}/").content.decode()
    assert "It takes too long" in page
    assert "Next year." in page
    proposed.refresh_from_db()
    assert (proposed.stage, proposed.closed) == ("contact", "")


def test_a_vacancy_that_does_not_exist_is_refused(provider: Client) -> None:
    page = provider.post(f"{DESK}jobs/new/", {**JOB_FORM, "vacancy_key": "/en/vacancies/nothing/"})

    assert page.status_code == 422
    assert "There is no such vacancy." in page.content.decode()


def test_an_editor_who_changes_a_candidate_leaves_it_with_its_team(team: User) -> None:
    one = candidate(team)

    signed_in(Client(), piet()).post(f"{DESK}candidates/{one.pk}/", {**CANDIDATE_FORM, "organization": ""})

    one.refresh_from_db()
    assert (one.organization_key, one.name) == ("be-house", "Samir Haddad")


def test_the_list_finds_by_words_destination_and_stage(team: User, provider: Client) -> None:
    case(team, "Samir", job(team))
    candidate(team, "Olena", destinations=["be"])

    def found(query: str) -> list[str]:
        return sorted(one.name for one in provider.get(f"{DESK}?{query}").context["page"])

    assert found("") == ["Olena", "Samir"]
    assert (found("words=sam"), found("destination=gb"), found("destination=be")) == (["Samir"], ["Samir"], ["Olena"])
    assert (found("stage=contact"), found("stage=offer")) == (["Samir"], [])


def test_the_list_asks_the_database_as_often_for_many_as_for_one(
    team: User, provider: Client, django_assert_num_queries: Any
) -> None:
    where = job(team)
    for name in ("Samir", "Olena", "Hanna", "Ahmad"):
        case(team, name, where)
    CandidateForJob.objects.update(due="2023-06-30")

    with django_assert_num_queries(QUERIES):
        provider.get(DESK)


def test_figures_below_five_are_not_told(team: User, provider: Client) -> None:
    where, few = job(team), job(team, destination="be")
    for name in ("Samir", "Amina", "Olena", "Hanna", "Ahmad"):
        case(team, name, where)
    case(team, "Piet", few)

    figures = provider.get(DESK).context["figures"]

    assert figures == [("be", "First contact", None), ("gb", "First contact", 5)]


def test_what_is_done_stands_in_the_trail_without_names(team: User, provider: Client) -> None:
    provider.post(NEW, CANDIDATE_FORM)

    events = AuditEvent.objects.filter(what__startswith="candidate")

    assert [event.what for event in events] == ["candidate_entered"]
    assert "Samir" not in str(list(events.values()))
