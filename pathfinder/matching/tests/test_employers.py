"""The employer's side: people by what they can do, no name before they agree, field by field, and each look written down."""

from __future__ import annotations

import re
from typing import Any

import msgspec
import pytest
from django.test import Client
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from pathfinder.accounts.actions import set_blocked
from pathfinder.accounts.models import AuditEvent
from pathfinder.accounts.tests.people import person, piet, signed_in
from pathfinder.matching.actions import answer, withdraw
from pathfinder.matching.models import FieldRequest, OfferedProfile, OfferEvent
from pathfinder.matching.tests.cast import (
    ALTERS,
    EMAIL,
    EMPLOYER,
    NAME,
    NATIVE,
    OTHER,
    PHONE,
    PRIVATE,
    SELLS,
    SEWS,
    TAILOR,
    WORDS,
    at_home,
    employer,
    organizations,
    other_employer,
    samir,
    vacancy,
)
from pathfinder.skills.queries import LanguageSkill, Person, Profile, Skill, Wishes
from pathfinder.vacancies.models import Vacancy

pytestmark = pytest.mark.django_db

LIST, MINE = "/en/desk/candidates/", "/en/matching/offered/"


@pytest.fixture(autouse=True)
def employers() -> None:
    organizations()


def asks(desk: Client, kept: OfferedProfile, *fields: str, reason: str = "To invite you to the workshop") -> Any:
    return desk.post(f"{LIST}{kept.pk}/", {"asked": fields, "reason": reason}, follow=True)


def agrees(kept: OfferedProfile, *fields: str) -> None:
    for asked in FieldRequest.objects.filter(field__in=fields):
        answer(kept.user, asked.pk, is_agreed=True, at=timezone.now())


def words_of(page: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.content.decode()))


def numbers(page: Any) -> list[str]:
    return re.findall(r"Candidate (\w{6})</a>", page.content.decode())


# finding


def test_an_employer_finds_who_brings_what_a_vacancy_asks_for_without_a_name() -> None:
    kept, desk = samir(), employer()

    page = desk.get(f"{LIST}?vacancy={vacancy().key}")
    whole = desk.get(f"{LIST}{kept.pk}/")

    assert numbers(page) == [kept.number]
    assertContains(page, "Dutch A2")
    assertContains(page, "Shown at work")
    said = words_of(page) + words_of(whole)
    assert [
        told for told in PRIVATE if told in said or told in page.content.decode() or told in whole.content.decode()
    ] == []


def test_who_brings_more_comes_first_and_a_hard_rule_stands_apart_with_its_reason() -> None:
    both = msgspec.structs.replace(TAILOR, skills=(*TAILOR.skills, Skill(what=SELLS)))
    speaks_little = msgspec.structs.replace(both, languages={"nl": LanguageSkill(listening="A1")})
    one = samir()
    first = OfferedProfile.objects.create(**_offer(person("Olena"), both))
    last = OfferedProfile.objects.create(**_offer(person("Ahmad"), speaks_little))

    page = employer().get(f"{LIST}?vacancy={vacancy().key}")

    assert numbers(page) == [first.number, one.number, last.number]
    assertContains(page, "2 of 2 skills are there.")
    after = words_of(page).partition("Something speaks against it")[2]
    assert f"Candidate {last.number}" in after
    assert "Dutch: A2 is asked, A1 is there." in after


def _offer(user: Any, profile: Profile) -> dict[str, Any]:
    return {
        "user": user, "document": profile.text(), "skills": [skill.what for skill in profile.skills], "countries": ["be"],
        "until": timezone.localdate(), "consent": "x", "offered_at": timezone.now(), "changed_at": timezone.now(),
    }  # fmt: skip


def test_an_employer_finds_by_skills_that_are_chosen() -> None:
    kept, desk = samir(), employer()
    vacancy()
    assertContains(desk.get(f"{LIST}?q=tailor&country=be"), f'value="{SEWS}"')

    page = desk.get(f"{LIST}?what={SEWS}&country=be")

    assert numbers(page) == [kept.number]
    assertContains(page, "1 of 1 skill is there.")


@pytest.mark.parametrize("query", ["", "?vacancy=nothing", "?what=drop%20table&country=be", f"?what={SEWS}&country=nl", f"?what={SEWS}"])  # fmt: skip
def test_an_address_that_says_nothing_useful_finds_nobody(query: str) -> None:
    samir()
    vacancy()

    page = employer().get(LIST + query)

    assert (page.status_code, numbers(page)) == (200, [])


@pytest.mark.parametrize("page", ["", "{key}/"])
def test_the_vacancy_at_the_desk_leads_its_employer_to_who_could_do_it(page: str) -> None:
    one, kept = vacancy(), samir()
    desk = employer()

    link = f"{LIST}?vacancy={one.key}"
    assertContains(desk.get(f"/en/desk/vacancies/{page.format(key=one.key)}"), f'href="{link}"')
    assertContains(desk.get(link), kept.number)


@pytest.mark.parametrize("page", ["", "{key}/"])
def test_an_editor_and_who_closed_the_vacancy_are_not_led_there(page: str) -> None:
    one = vacancy()
    here = f"/en/desk/vacancies/{page.format(key=one.key)}"
    editors = signed_in(Client(), piet()).get(here)
    Vacancy.objects.update(state="closed")

    assertNotContains(editors, "?vacancy=")
    assertNotContains(employer().get(here), "?vacancy=")


def test_only_for_work_in_a_country_that_was_agreed_to() -> None:
    kept = samir(countries=("nl",))

    assert numbers(employer().get(f"{LIST}?vacancy={vacancy().key}")) == []
    assert employer_of_nl_sees(kept) == [kept.number]


def employer_of_nl_sees(_kept: OfferedProfile) -> list[str]:
    there = vacancy(country="nl", organization_key=OTHER, latitude=None, longitude=None)
    return numbers(other_employer().get(f"{LIST}?vacancy={there.key}"))


def test_who_has_no_open_vacancy_looks_for_nobody() -> None:
    kept = samir()
    vacancy(state="waiting")
    foreign = vacancy(organization_key=OTHER)
    desk = employer()

    assertContains(desk.get(LIST), "First enter a vacancy.")
    assert numbers(desk.get(f"{LIST}?vacancy={foreign.key}")) == []
    assert desk.get(f"{LIST}{kept.pk}/").status_code == 404


@pytest.mark.parametrize("path", ["", "{id}/", "{id}/cv.pdf"])
def test_there_is_no_such_page_for_strangers(path: str) -> None:
    kept = samir()
    address = LIST + path.format(id=kept.pk)

    assert at_home(kept.user).get(address).status_code == 404
    assert signed_in(Client(), piet()).get(address).status_code == 404
    assert Client().get(address).status_code == 302


def test_a_blocked_account_and_a_document_that_cannot_be_read_any_more_are_not_shown() -> None:
    kept, desk = samir(), employer()
    blocked = OfferedProfile.objects.create(**_offer(person("Olena"), TAILOR))
    set_blocked(blocked.user, is_blocked=True, by=kept.user, at=timezone.now())
    OfferedProfile.objects.filter(pk=kept.pk).update(document='{"version": 1, "skills": 5}')
    one = vacancy()

    assert numbers(desk.get(f"{LIST}?vacancy={one.key}")) == []
    assert [desk.get(f"{LIST}{pk}/").status_code for pk in (kept.pk, blocked.pk)] == [404, 404]


# asking and answering


def test_the_person_gets_a_letter_and_agrees_field_by_field(letterbox: Any) -> None:
    kept, desk = samir(), employer()
    vacancy()

    asked = asks(desk, kept, "name", "phone")

    assertContains(asked, "The person got a letter, and decides.")
    letter = letterbox.letters[0]
    words = letter.get_payload(decode=True).decode()
    assert letter["to"] == "samir@example.org"
    assert "House of Work" in words
    assert "To invite you to the workshop" in words
    assert MINE in words
    mine = at_home(kept.user)
    assertContains(mine.get(MINE), "To invite you to the workshop")
    mine.post(MINE, {"agree": str(FieldRequest.objects.get(field="phone").pk)})
    mine.post(MINE, {"no": str(FieldRequest.objects.get(field="name").pk)})

    page = desk.get(f"{LIST}{kept.pk}/")

    assertContains(page, PHONE)
    assertNotContains(page, NAME)
    assertNotContains(page, EMAIL)
    assertContains(page, "Name: no")


def test_what_is_taken_back_is_gone_at_once_and_may_be_given_again(letterbox: Any) -> None:
    kept, desk = samir(), employer()
    vacancy()
    asks(desk, kept, "phone")
    agrees(kept, "phone")
    asked = FieldRequest.objects.get()
    assertContains(desk.get(f"{LIST}{kept.pk}/"), PHONE)

    at_home(kept.user).post(MINE, {"no": str(asked.pk)})
    assertNotContains(desk.get(f"{LIST}{kept.pk}/"), PHONE)

    at_home(kept.user).post(MINE, {"agree": str(asked.pk)})
    assertContains(desk.get(f"{LIST}{kept.pk}/"), PHONE)


def test_what_one_employer_may_see_another_does_not(letterbox: Any) -> None:
    kept = samir(countries=("be", "nl"))
    vacancy()
    vacancy(country="nl", organization_key=OTHER)
    asks(employer(), kept, "phone")
    agrees(kept, "phone")

    assertNotContains(other_employer().get(f"{LIST}{kept.pk}/"), PHONE)


def test_what_was_agreed_stays_when_the_vacancy_is_closed(letterbox: Any) -> None:
    kept, desk, one = samir(), employer(), vacancy()
    asks(desk, kept, "phone")
    agrees(kept, "phone")

    Vacancy.objects.filter(pk=one.pk).update(state="closed")

    assertContains(desk.get(f"{LIST}{kept.pk}/"), PHONE)


def test_the_same_is_asked_once_and_a_no_stays_a_no(letterbox: Any) -> None:
    kept, desk = samir(), employer()
    vacancy()
    asks(desk, kept, "phone")
    answer(kept.user, FieldRequest.objects.get().pk, is_agreed=False, at=timezone.now())

    again = asks(desk, kept, "phone", reason="Please")

    assertNotContains(again, 'value="phone"')
    assert FieldRequest.objects.get().state == "refused"
    assert len(letterbox.letters) == 1


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"asked": [], "reason": "x"}, "Choose what you want to see."),
        ({"asked": ["religion"], "reason": "x"}, "Choose what you want to see."),
        ({"asked": ["name"], "reason": " "}, "Write why."),
        ({"asked": ["name"], "reason": "x" * 501}, "Please write less"),
    ],
)
def test_without_a_field_and_a_reason_nobody_is_asked(letterbox: Any, sent: dict[str, Any], sentence: str) -> None:
    kept = samir()
    vacancy()

    page = employer().post(f"{LIST}{kept.pk}/", sent)

    assertContains(page, sentence, status_code=422)
    assert not FieldRequest.objects.exists()
    assert letterbox.letters == []


def test_experiences_and_diplomas_are_in_the_persons_words_once_agreed(letterbox: Any) -> None:
    kept, desk = samir(), employer()
    vacancy()
    asks(desk, kept, "experiences", "diplomas", "email")
    agrees(kept, "experiences", "diplomas")

    page = desk.get(f"{LIST}{kept.pk}/")

    assertContains(page, WORDS)
    assertContains(page, EMPLOYER)
    assertContains(page, "بكالوريا")
    assertNotContains(page, EMAIL)


def test_the_cv_is_a_file_that_holds_no_name_that_was_not_agreed_to(
    letterbox: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept, desk = samir(), employer()
    vacancy()
    written: list[Profile] = []
    monkeypatch.setattr("pathfinder.matching.desk_views.cv_pdf", lambda profile, *_: written.append(profile) or b"%PDF")
    assert desk.get(f"{LIST}{kept.pk}/cv.pdf").status_code == 404

    asks(desk, kept, "cv", "phone")
    agrees(kept, "cv")
    assert desk.get(f"{LIST}{kept.pk}/cv.pdf").status_code == 200
    agrees(kept, "phone")
    desk.get(f"{LIST}{kept.pk}/cv.pdf")

    assert [one.person for one in written] == [Person(), Person(phone=PHONE)]
    assert OfferEvent.objects.filter(what="field", field="cv").count() == 2


def test_once_the_profile_is_taken_back_nothing_is_shown_and_nothing_can_be_agreed(letterbox: Any) -> None:
    kept, desk = samir(), employer()
    vacancy()
    asks(desk, kept, "phone", "name")
    agrees(kept, "phone")
    asked = FieldRequest.objects.get(field="name")

    withdraw(kept.user, at=timezone.now())

    assert desk.get(f"{LIST}{kept.pk}/").status_code == 404
    assertContains(desk.get(LIST), "Not offered any more")
    assert at_home(kept.user).post(MINE, {"agree": str(asked.pk)}).status_code == 404


def test_a_letter_that_cannot_be_sent_is_said_and_the_request_stays(settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1  # nobody listens there
    kept = samir()
    vacancy()

    page = asks(employer(), kept, "phone")

    assertContains(page, "The request is kept")
    assertContains(at_home(kept.user).get(MINE), "not answered yet")


# the list of who saw what


def test_each_look_is_written_down_for_the_person(letterbox: Any) -> None:
    kept, desk = samir(), employer()
    one = vacancy()
    desk.get(f"{LIST}?vacancy={one.key}")
    desk.get(f"{LIST}?vacancy={one.key}")
    asks(desk, kept, "phone")
    agrees(kept, "phone")
    desk.get(f"{LIST}{kept.pk}/")

    events = OfferEvent.objects.filter(user=kept.user).order_by("id").values_list("what", "field")
    assert list(events) == [
        ("offered", ""), ("line", ""), ("line", ""), ("asked", "phone"), ("page", ""), ("agreed", "phone"), ("page", ""),
        ("field", "phone"),
    ]  # fmt: skip
    page = words_of(at_home(kept.user).get(MINE))
    assert re.search(r"House of Work · saw your line in a list, without a name \(2 times\)", page)
    assert re.search(r"House of Work · saw: Telephone number", page)
    trail = AuditEvent.objects.get(what="more_asked")
    assert trail.detail == {"fields": ["phone"], "organization": "be-house"}


# fairness


@pytest.mark.parametrize(
    "change",
    [
        {"person": Person(name="Olena", email="olena@example.org", place="Kyiv")},
        {"lang": "uk"},
        {"languages": {"uk": NATIVE, "nl": TAILOR.languages["nl"]}},
        {"languages": {"nl": TAILOR.languages["nl"]}},
        {"diplomas": (msgspec.structs.replace(TAILOR.diplomas[0], country="UA"),)},
        {"limits": "Ramadan"},
        {"experiences": (msgspec.structs.replace(TAILOR.experiences[0], country="UA", employer="Київ", words="шила"),)},
    ],
    ids=["a woman's name", "own words in Ukrainian", "first language Ukrainian", "no first language", "a diploma from elsewhere", "limits", "work elsewhere"],
)  # fmt: skip
def test_another_name_gender_or_first_language_moves_nothing_of_what_an_employer_sees(change: dict[str, Any]) -> None:
    kept, desk = samir(), employer()
    addresses = [f"{LIST}?vacancy={vacancy().key}", f"{LIST}?what={ALTERS}&country=be", f"{LIST}{kept.pk}/"]

    def seen() -> list[str]:
        return [
            re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", desk.get(one).content.decode()) for one in addresses
        ]

    before = seen()
    OfferedProfile.objects.update(document=msgspec.structs.replace(TAILOR, **change).text())

    assert seen() == before


def test_somebody_who_grew_up_with_a_language_of_work_is_told_as_its_highest_level() -> None:
    samir(msgspec.structs.replace(TAILOR, languages={"nl": NATIVE}, wishes=Wishes()))

    page = employer().get(f"{LIST}?vacancy={vacancy().key}")

    assertContains(page, "Dutch C2")
    assertNotContains(page, "own language")
