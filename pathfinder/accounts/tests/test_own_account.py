"""A person's account is the person's: name, address, password, all data in a file, and the way out."""

import json
import time
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client
from pytest_django.asserts import assertContains, assertRedirects

from pathfinder.accounts.models import AuditEvent, Invitation, User
from pathfinder.accounts.tests.people import AT, HOUSE, PASSWORD, SECRET, amina, code_of, piet, with_second_step
from pathfinder.accounts.tests.test_signing_in import sign_in

pytestmark = pytest.mark.django_db

MINE = "/en/account/"


def link_in(letter: Any) -> str:
    return next(line for line in letter.body.split() if line.startswith("http://testserver")).removeprefix(
        "http://testserver"
    )


def test_the_name_and_the_language_of_letters_can_be_changed(client: Client) -> None:
    client.force_login(amina())

    client.post(MINE, {"name": "Amina A.", "language": "fr"})

    assert User.objects.values_list("name", "language").get() == ("Amina A.", "fr")


def test_a_new_address_counts_once_its_letter_is_answered(client: Client) -> None:
    sign_in(client, amina())
    client.post("/en/account/email/", {"email": "new@example.org", "action_add": ""})
    assert User.objects.get().email == "amina@example.org"

    letter = next(letter for letter in mail.outbox if letter.to == ["new@example.org"])
    assertContains(client.get(link_in(letter)), "new@example.org")
    client.post(link_in(letter))

    assert User.objects.get().email == "new@example.org"
    assert list(EmailAddress.objects.values_list("email", "verified")) == [("new@example.org", True)]
    assert AuditEvent.objects.filter(what="email_changed").exists()


def test_somebody_with_a_second_step_can_change_the_address_too(client: Client) -> None:
    sign_in(client, with_second_step(piet()))
    client.post("/en/account/second-step/authenticate/", {"code": code_of(SECRET, time.time())})

    client.post("/en/account/email/", {"email": "new@example.org", "action_add": ""})

    assert [letter.to for letter in mail.outbox] == [["new@example.org"]]


def test_an_unconfirmed_address_does_not_sign_in(client: Client) -> None:
    owner = amina()
    EmailAddress.objects.update(verified=False)

    page = sign_in(client, owner)

    assertRedirects(page, "/en/account/confirm-email/")
    assert client.get("/en/desk/").status_code == 302


def test_a_forgotten_password_is_replaced_through_a_letter(client: Client) -> None:
    owner = amina()
    client.post("/en/account/password/reset/", {"email": owner.email})
    form = client.get(link_in(mail.outbox[0]), follow=True)
    address = form.redirect_chain[-1][0]

    new = "five blue birds walk"
    page = client.post(address, {"password1": new, "password2": new}, follow=True)

    assertContains(page, "Your password is changed")
    assertRedirects(sign_in(client, owner, new), "/en/desk/")


def test_an_unknown_address_gets_no_letter_and_the_same_answer(client: Client) -> None:
    page = client.post("/en/account/password/reset/", {"email": "nobody@example.org"}, follow=True)

    assertContains(page, "If there is an account with this address")
    assert mail.outbox == []


def test_a_mail_server_that_does_not_answer_is_said(client: Client, settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1  # nobody listens there

    page = client.post("/en/account/password/reset/", {"email": amina().email})

    assertContains(page, "The letter could not be sent", status_code=503)


def test_a_changed_password_is_told_by_letter_and_stands_in_the_trail(client: Client) -> None:
    sign_in(client, amina())
    new = "five blue birds walk"

    client.post("/en/account/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new})

    assert [letter.subject for letter in mail.outbox] == ["Your account at Pathfinder was changed"]
    assert AuditEvent.objects.filter(what="password_changed").exists()
    assert client.get("/en/desk/").status_code == 200  # still signed in here


def test_everything_kept_about_a_person_comes_as_one_file(client: Client) -> None:
    owner = amina()
    sign_in(client, owner)

    page = client.get("/en/account/my-data.json")
    told = json.loads(page.content)

    assert told["account"]["email"] == "amina@example.org"
    assert told["roles"] == [{"role": "provider", "organization": HOUSE, "languages": [], "since": AT.isoformat()}]
    assert [event["what"] for event in told["events"]] == ["sign_in"]
    assert "password" not in page.content.decode().replace("password_changed", "")


def test_erasing_an_account_asks_for_the_password_once_more(client: Client) -> None:
    client.force_login(amina())

    page = client.post("/en/account/erase/")

    assertRedirects(page, "/en/account/reauthenticate/?next=/en/account/erase/", fetch_redirect_response=False)
    assert User.objects.exists()


def test_an_erased_person_is_a_number_in_the_trail_and_nothing_else(client: Client) -> None:
    owner = amina()
    number = owner.pk
    Invitation.objects.create(
        email=owner.email, role="provider", organization_key=HOUSE, invited_at=AT, ends_at=AT, taken_at=AT
    )
    sign_in(client, owner)
    assertContains(client.get("/en/account/erase/"), "deleted at once and for good")

    page = client.post("/en/account/erase/")

    assertContains(page, "Your account is erased")
    assert not User.objects.exists()
    assert not EmailAddress.objects.exists()
    assert Invitation.objects.get().email == ""
    assert {event.who for event in AuditEvent.objects.all()} == {number}
    assert client.get("/en/desk/").status_code == 302


def test_the_only_editor_is_told_why_the_account_stays(client: Client) -> None:
    sign_in(client, with_second_step(piet()))
    client.post("/en/account/second-step/authenticate/", {"code": code_of(SECRET, time.time())})

    page = client.post("/en/account/erase/")

    assertContains(page, "You are the only editor", status_code=422)
    assert User.objects.exists()
