"""Offering a profile: an account by a letter, consent, the last day, taking it back, and everything in one's own data."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from pathfinder.accounts.actions import WrittenOnceError, erase_account
from pathfinder.accounts.models import Membership, User
from pathfinder.accounts.tests.people import PASSWORD, person
from pathfinder.checking.actions import new_stamp
from pathfinder.matching.actions import end_overdue
from pathfinder.matching.models import FieldRequest, OfferedProfile, OfferEvent
from pathfinder.matching.tests.cast import NAME, TAILOR, at_home, employer, organizations, samir, vacancy
from pathfinder.skills.queries import read_profile

pytestmark = pytest.mark.django_db

KEEP, MINE = "/en/matching/keep/", "/en/matching/offered/"
NEW = {"name": "Samir", "password": PASSWORD, "language": "ar"}


def in_days(days: int) -> str:
    return (timezone.localdate() + dt.timedelta(days=days)).isoformat()


def agreed(**changes: Any) -> dict[str, Any]:
    return {
        "profile": TAILOR.text(),
        "offer": "1",
        "countries": ["be"],
        "until": in_days(30),
        "consent": "1",
        **changes,
    }


def asks_for_a_letter(client: Client, email: str = "samir@example.org", **more: Any) -> Any:
    stamp = new_stamp(timezone.now() - dt.timedelta(seconds=10))
    return client.post(KEEP, {"profile": TAILOR.text(), "letter": "1", "email": email, "stamp": stamp, **more})


def link_in(letter: Any) -> str:
    words = letter.get_payload(decode=True).decode()
    return next(one for one in words.split() if one.startswith("http://testserver")).removeprefix("http://testserver")


# an account of one's own


def test_a_letter_confirms_the_address_and_opens_an_account_that_is_a_stranger_to_the_desk(
    client: Client, letterbox: Any
) -> None:
    page = asks_for_a_letter(client)
    assertContains(page, "Look into your mail")
    assertContains(page, 'name="profile"')  # it goes on with the form
    assert not User.objects.exists()
    assert [letter["to"] for letter in letterbox.letters] == ["samir@example.org"]

    done = client.post(link_in(letterbox.letters[0]), NEW)

    assertRedirects(done, "/en/account/login/?next=%2Fen%2Fmatching%2Foffered%2F")
    owner = User.objects.get()
    assert (owner.email, owner.language, Membership.objects.count()) == ("samir@example.org", "ar", 0)
    signed_in = client.post(done["Location"], {"login": owner.email, "password": PASSWORD})
    assertRedirects(signed_in, MINE)
    assert client.get("/en/desk/").status_code == 404
    assert client.get("/en/desk/candidates/").status_code == 404


def test_who_signs_in_without_a_role_comes_to_the_own_account(client: Client) -> None:
    owner = person("Samir")

    page = client.post("/en/account/login/", {"login": owner.email, "password": PASSWORD})

    assertRedirects(page, "/en/account/")


def test_the_page_does_not_tell_who_has_an_account_and_the_letter_does(client: Client, letterbox: Any) -> None:
    person("Samir")

    page = asks_for_a_letter(client)

    assertContains(page, "Look into your mail")
    assert "You have an account already" in letterbox.letters[0].get_payload(decode=True).decode()


def test_the_link_works_until_there_is_an_account(client: Client, letterbox: Any) -> None:
    asks_for_a_letter(client)
    link = link_in(letterbox.letters[0])
    assert client.get(link).status_code == 200
    client.post(link, NEW)

    assertContains(
        client.post(link, NEW | {"password": "five blue birds walk"}), "does not work any more", status_code=410
    )
    assert User.objects.count() == 1


def test_a_link_that_somebody_made_up_does_not_work(client: Client) -> None:
    assert client.get("/en/matching/account/nonsense/").status_code == 410


@pytest.mark.parametrize("email", ["", "samir", "a@b", "samir@example.org\nbcc: x@example.org"])
def test_an_address_that_is_none_is_refused_and_the_profile_stays_in_the_form(client: Client, email: str) -> None:
    page = asks_for_a_letter(client, email)

    assertContains(page, "Give an e-mail address, such as amina@example.org.", status_code=422)
    assertContains(page, 'name="profile"', status_code=422)


def test_a_program_that_fills_forms_in_gets_no_letter(client: Client, letterbox: Any) -> None:
    assert asks_for_a_letter(client, stamp=new_stamp(timezone.now())).status_code == 422
    assert asks_for_a_letter(client, page="http://example.org").status_code == 422
    assert letterbox.letters == []


def test_a_mail_server_that_does_not_answer_is_said(client: Client, settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1  # nobody listens there

    assertContains(asks_for_a_letter(client), "The letter could not be sent", status_code=503)


# consent


def test_with_consent_the_profile_is_kept_and_said_to_be() -> None:
    owner = person("Samir")
    client = at_home(owner)
    assertContains(client.post(KEEP, {"profile": TAILOR.text()}), 'value="be" checked')

    assertRedirects(client.post(KEEP, agreed()), MINE)

    kept = OfferedProfile.objects.get()
    assert (kept.user, read_profile(kept.document), kept.countries) == (owner, TAILOR, ["be"])
    assertContains(client.get(MINE), "Employers find your skills until")


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"consent": ""}, "Without your consent nothing is kept."),
        ({"countries": []}, "Choose at least one country."),
        ({"countries": ["xx"]}, "Choose at least one country."),
        ({"until": "tomorrow"}, "Write the date as 2026-11-25."),
        ({"until": in_days(-1)}, "Choose a day from today on, at most a year ahead."),
        ({"until": in_days(366)}, "Choose a day from today on, at most a year ahead."),
    ],
)
def test_without_what_is_needed_nothing_is_kept_and_nothing_is_lost(change: dict[str, Any], sentence: str) -> None:
    page = at_home(person("Samir")).post(KEEP, agreed(**change))

    assertContains(page, sentence, count=2, status_code=422)  # above, with the way to the field, and beside it
    assertContains(page, 'name="profile"', status_code=422)
    assert not OfferedProfile.objects.exists()


def test_a_form_without_its_token_keeps_nothing_and_loses_nothing(strict_csrf_client: Client) -> None:
    strict_csrf_client.force_login(person("Samir"))

    page = strict_csrf_client.post(KEEP, agreed())

    assertContains(page, "Nothing was saved yet", status_code=403)
    assertContains(page, NAME, status_code=403)
    assert not OfferedProfile.objects.exists()


def test_offered_again_it_is_the_newest_document_and_what_was_agreed_stays() -> None:
    kept = samir()
    FieldRequest.objects.create(
        offer=kept,
        user=kept.user,
        organization_key="be-house",
        field="phone",
        reason="…",
        state="agreed",
        asked_at=timezone.now(),
    )

    at_home(kept.user).post(KEEP, agreed(countries=["be", "nl"]))

    again = OfferedProfile.objects.get()
    assert (again.pk, again.countries) == (kept.pk, ["be", "nl"])
    assert again.requests.get().state == "agreed"


# the end


def test_taken_back_it_is_deleted_at_once() -> None:
    kept = samir()

    page = at_home(kept.user).post(MINE, {"withdraw": "1"}, follow=True)

    assertContains(page, "Nothing of you is shown to employers.")
    assertContains(page, "You took your profile back. It was deleted.")
    assert not OfferedProfile.objects.exists()


def test_after_the_last_day_nobody_sees_it_and_the_round_deletes_it(client: Client) -> None:
    organizations()
    vacancy()
    kept = samir(days=-1)
    desk = employer()
    assertNotContains(desk.get(f"/en/desk/candidates/?vacancy={vacancy().key}"), kept.number)
    assert desk.get(f"/en/desk/candidates/{kept.pk}/").status_code == 404

    assert end_overdue(at=timezone.now()) == 1

    assert not OfferedProfile.objects.exists()
    assert [one.what for one in OfferEvent.objects.all()] == ["ended", "offered"]


def test_on_the_last_day_it_is_still_there() -> None:
    samir(days=0)

    assert end_overdue(at=timezone.now()) == 0


def test_everything_kept_comes_with_the_own_data(client: Client) -> None:
    kept = samir()
    FieldRequest.objects.create(
        offer=kept,
        user=kept.user,
        organization_key="be-house",
        field="cv",
        reason="To meet you",
        asked_at=timezone.now(),
    )

    told = json.loads(at_home(kept.user).get("/en/account/my-data.json").content)["matching"]

    assert told["offered"]["profile"] == json.loads(TAILOR.text())
    assert [(one["field"], one["reason"], one["state"]) for one in told["asked_of_me"]] == [
        ("cv", "To meet you", "open")
    ]
    assert [one["what"] for one in told["what_happened"]] == ["offered"]


def test_with_the_account_everything_goes() -> None:
    kept = samir()
    FieldRequest.objects.create(
        offer=kept, user=kept.user, organization_key="be-house", field="cv", reason="…", asked_at=timezone.now()
    )

    erase_account(kept.user, at=timezone.now())

    assert [model.objects.count() for model in (OfferedProfile, FieldRequest, OfferEvent)] == [0, 0, 0]


def test_the_list_of_who_saw_what_is_written_once() -> None:
    samir()
    event = OfferEvent.objects.get()
    event.what = "line"

    with pytest.raises(WrittenOnceError):
        event.save()
    with pytest.raises(WrittenOnceError):
        event.delete()
    with pytest.raises(WrittenOnceError):
        OfferEvent.objects.all().delete()


def test_the_pages_of_a_person_are_of_that_person_alone(client: Client) -> None:
    assertRedirects(client.get(MINE), f"/en/account/login/?next={MINE}")
    kept = samir()
    asked = FieldRequest.objects.create(
        offer=kept, user=kept.user, organization_key="be-house", field="cv", reason="…", asked_at=timezone.now()
    )

    answered = at_home(person("Olena")).post(MINE, {"agree": str(asked.pk)})

    assert answered.status_code == 404
    assert FieldRequest.objects.get().state == "open"
