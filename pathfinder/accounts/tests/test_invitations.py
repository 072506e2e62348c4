"""People come in by a letter: its link is signed, works once, and for a week."""

import datetime as dt
from io import StringIO
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from pathfinder.accounts.actions import Offer, invite, path_of, token_of, withdraw_invitation
from pathfinder.accounts.models import AuditEvent, Invitation, Membership, User
from pathfinder.accounts.tests.people import AT, HOUSE, PASSWORD, amina, person, piet, signed_in
from pathfinder.directory.actions import Given, take_over

pytestmark = pytest.mark.django_db

PEOPLE = "/en/desk/people/"
OF_AMINA = {"email": "amina@example.org", "role": "provider", "organization": HOUSE, "language": "nl"}
NEW = {"name": "Amina", "password": PASSWORD, "language": "nl"}


@pytest.fixture
def house() -> None:
    document = {"country": "be", "name": {"en": "House of Work", "nl": "Huis van Werk"}}
    take_over([Given("organization", HOUSE, document)], origin="pack", at=AT, by="pack")


def link_in(letter: Any) -> str:
    words = letter.get_payload(decode=True).decode()
    return next(line for line in words.split() if line.startswith("http://testserver")).removeprefix(
        "http://testserver"
    )


def invited(**changes: Any) -> Invitation:
    offer = Offer("translator", languages=["nl"])
    return invite("amina@example.org", offer, language="en", by=None, at=changes.get("at", timezone.now()))


def test_a_provider_comes_in_by_a_letter(client: Client, house: None, letterbox: Any) -> None:
    sent = signed_in(client, piet()).post(PEOPLE, OF_AMINA)
    assertRedirects(sent, PEOPLE)
    assertContains(client.get(PEOPLE), "amina@example.org")
    letter = letterbox.letters[0]
    assert letter["to"] == "amina@example.org"
    assert "Huis van Werk" in letter.get_payload(decode=True).decode()

    guest = Client()
    page = guest.get(link_in(letter))
    assertContains(page, "amina@example.org")
    done = guest.post(link_in(letter), NEW)

    assertRedirects(done, "/nl/account/login/")
    user = User.objects.get(email="amina@example.org")
    assert [(m.role, m.organization_key) for m in user.held] == [("provider", HOUSE)]
    assert user.language == "nl"
    assert EmailAddress.objects.get(user=user).verified
    assert guest.login(email=user.email, password=PASSWORD)


def test_looking_at_the_link_does_not_use_it_up(client: Client) -> None:
    link = path_of(invited())

    for _ in range(3):
        assert client.get(link).status_code == 200

    assert client.post(link, NEW).status_code == 302


def test_the_link_works_once(client: Client) -> None:
    link = path_of(invited())
    client.post(link, NEW)

    again = client.post(link, NEW | {"name": "Somebody else"})

    assertContains(again, "does not work any more", status_code=410)
    assert User.objects.count() == 1


def test_the_link_is_too_old_after_a_week(client: Client) -> None:
    link = path_of(invited(at=timezone.now() - dt.timedelta(days=7, seconds=1)))

    assert client.get(link).status_code == 410


def test_a_withdrawn_link_does_not_work(client: Client) -> None:
    made = invited()

    withdraw_invitation(made, by=piet(), at=timezone.now())

    assert client.get(path_of(made)).status_code == 410


def test_a_new_letter_ends_the_older_link(client: Client) -> None:
    old, new = invited(), invited()

    assert client.get(path_of(old)).status_code == 410
    assert client.get(path_of(new)).status_code == 200


@pytest.mark.parametrize("change", [lambda t: t[:-1] + ("a" if t[-1] != "a" else "b"), lambda t: "x" + t, lambda t: "nonsense"])  # fmt: skip
def test_a_link_that_somebody_made_up_does_not_work(client: Client, change: Any) -> None:
    token = token_of(invited())

    assert client.get(f"/en/account/invitation/{change(token)}/").status_code == 410


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"name": ""}, "Fill this in"),
        ({"password": ""}, "Fill this in"),
        ({"password": "short"}, "at least 12"),
        ({"password": "amina@example.org"}, "too similar"),
        ({"password": "q1w2e3r4t5y6"}, "too common"),
    ],
)
def test_what_does_not_fit_is_said_beside_the_field_and_the_rest_stays(
    client: Client, typed: dict[str, str], sentence: str
) -> None:
    page = client.post(path_of(invited()), NEW | {"name": "Amina of Aleppo"} | typed)

    assertContains(page, sentence, status_code=422)
    assert not User.objects.exists()
    assertContains(page, typed.get("name", "Amina of Aleppo"), status_code=422)
    assertNotContains(page, f'value="{PASSWORD}"', status_code=422)


def test_who_has_an_account_signs_in_and_adds_the_role(client: Client) -> None:
    owner = amina()
    link = path_of(invited())
    assertContains(client.get(link), "Sign in with it")
    client.force_login(owner)

    done = client.post(link)

    assertRedirects(done, "/en/desk/", fetch_redirect_response=False)
    assert set(Membership.objects.filter(user=owner).values_list("role", flat=True)) == {"provider", "translator"}


def test_nobody_else_takes_a_role_that_was_offered_to_an_account(client: Client) -> None:
    amina()
    link = path_of(invited())
    client.force_login(person("Samir"))

    client.post(link)

    assert not Membership.objects.filter(role="translator").exists()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"email": "not an address"}, "Give an e-mail address"),
        ({"role": ""}, "Choose a role"),
        ({"role": "king"}, "king"),
        ({"organization": ""}, "A provider speaks for an organization"),
        ({"organization": "be-nothing"}, "A provider speaks for an organization"),
        ({"role": "translator"}, "Choose the languages"),
    ],
)
def test_an_invitation_that_cannot_be_is_said_beside_the_field(
    client: Client, house: None, typed: dict[str, str], sentence: str
) -> None:
    page = signed_in(client, piet()).post(PEOPLE, OF_AMINA | typed)

    assertContains(page, sentence, status_code=422)
    assert not Invitation.objects.exists()


def test_a_mail_server_that_does_not_answer_loses_no_invitation(client: Client, house: None, settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1  # nobody listens there

    page = signed_in(client, piet()).post(PEOPLE, OF_AMINA, follow=True)

    assertContains(page, "The invitation is kept, but the mail server did not take the letter")
    assert Invitation.objects.count() == 1


def test_the_letter_is_sent_again_with_a_new_link(client: Client, house: None, letterbox: Any) -> None:
    signed_in(client, piet()).post(PEOPLE, OF_AMINA)

    client.post(f"{PEOPLE}invitation/{Invitation.objects.get().pk}/again/")

    first, second = (link_in(letter) for letter in letterbox.letters)
    assert Client().get(first).status_code == 410
    assert Client().get(second).status_code == 200


def test_the_trail_keeps_no_address(client: Client, house: None, letterbox: Any) -> None:
    signed_in(client, piet()).post(PEOPLE, OF_AMINA)

    event = AuditEvent.objects.get(what="invited")

    assert event.detail == {"role": "provider", "organization": HOUSE}
    assert "amina" not in f"{event.on}{event.detail}"


def test_the_first_editor_comes_in_by_a_command(client: Client) -> None:
    out = StringIO()
    call_command("invite", "piet@example.org", "--print", "--site", "http://testserver", stdout=out)

    done = client.post(out.getvalue().strip().removeprefix("http://testserver"), NEW | {"name": "Piet"})

    assert done.status_code == 302
    assert [m.role for m in User.objects.get(email="piet@example.org").held] == ["editor"]


def test_the_command_sends_a_letter(letterbox: Any) -> None:
    out = StringIO()
    call_command("invite", "piet@example.org", "--site", "https://pathfinder.example", stdout=out)

    assert "https://pathfinder.example/en/account/invitation/" in letterbox.letters[0].get_payload(decode=True).decode()
    assert "/account/invitation/" not in out.getvalue()


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["nonsense"], "is no e-mail address"),
        (["a@example.org", "--role", "provider"], "needs --organization"),
        (["a@example.org", "--role", "editor", "--organization", HOUSE], "needs --organization"),
        (["a@example.org", "--role", "translator"], "needs --languages"),
    ],
)
def test_a_command_that_cannot_be_says_what_to_write(house: None, arguments: list[str], sentence: str) -> None:
    with pytest.raises(CommandError, match=sentence):
        call_command("invite", *arguments)
