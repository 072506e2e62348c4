"""An e-mail address, a password, and a second step for everybody whose work all visitors read."""

import time

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from pathfinder.accounts.actions import forget_second_step, set_blocked
from pathfinder.accounts.models import AuditEvent, Membership, User
from pathfinder.accounts.tests.people import (
    PASSWORD,
    SECRET,
    amina,
    code_of,
    olena,
    person,
    piet,
    samir,
    signed_in,
    with_second_step,
)

pytestmark = pytest.mark.django_db

SIGN_IN, SECOND_STEP, DESK = "/en/account/login/", "/en/account/second-step/authenticate/", "/en/desk/"
TURN_ON = "/en/account/second-step/totp/activate/"


def sign_in(client: Client, user: User, password: str = PASSWORD) -> object:
    return client.post(SIGN_IN, {"login": user.email, "password": password})


def test_a_provider_signs_in_with_an_address_and_a_password(client: Client) -> None:
    page = sign_in(client, amina())

    assertRedirects(page, DESK)


def test_the_address_may_be_written_in_capitals(client: Client) -> None:
    amina()

    page = client.post(SIGN_IN, {"login": "AMINA@Example.org", "password": PASSWORD})

    assertRedirects(page, DESK)


def test_an_editor_types_a_code_after_the_password(client: Client) -> None:
    first = sign_in(client, with_second_step(piet()))
    assertRedirects(first, SECOND_STEP)
    assert client.get(DESK).status_code == 302  # not in yet

    second = client.post(SECOND_STEP, {"code": code_of(SECRET, time.time())})

    assertRedirects(second, DESK)


def test_a_wrong_code_lets_nobody_in_and_says_what_to_do(client: Client) -> None:
    sign_in(client, with_second_step(piet()))

    page = client.post(SECOND_STEP, {"code": "000000"})

    assertContains(page, "This code is not right or too old")
    assert client.get(DESK).status_code == 302
    assert AuditEvent.objects.filter(what="second_step_failed").count() == 1


@pytest.mark.parametrize("who", [piet, olena, samir])
def test_staff_set_up_the_second_step_before_the_desk_opens(client: Client, who: object) -> None:
    sign_in(client, who())

    assertRedirects(client.get(DESK), TURN_ON)


@pytest.mark.django_db(transaction=True)
def test_setting_up_the_second_step_opens_the_desk_and_gives_spare_codes(client: Client) -> None:
    sign_in(client, piet())
    client.get(TURN_ON)

    page = client.post(TURN_ON, {"code": code_of(client.session["mfa.totp.secret"], time.time())}, follow=True)

    assertContains(page, "spare codes")
    assert client.get(DESK).status_code == 200


def test_a_spare_code_works_once_in_place_of_the_phone(client: Client) -> None:
    sign_in(client, piet())
    client.get(TURN_ON)
    page = client.post(TURN_ON, {"code": code_of(client.session["mfa.totp.secret"], time.time())}, follow=True)
    spare = page.context["unused_codes"][0]
    client.post("/en/account/logout/")

    sign_in(client, User.objects.get())
    assertRedirects(client.post(SECOND_STEP, {"code": spare}), DESK)
    client.post("/en/account/logout/")

    sign_in(client, User.objects.get())
    assertContains(client.post(SECOND_STEP, {"code": spare}), "This code is not right")


def test_a_provider_may_leave_the_second_step_off(client: Client) -> None:
    sign_in(client, amina())

    assert client.get(DESK).status_code == 200


def test_a_second_step_set_up_elsewhere_does_not_open_an_older_session(client: Client) -> None:
    editor = piet()
    sign_in(client, editor)

    with_second_step(editor)

    assert client.get(DESK).status_code == 302


def test_a_role_that_needs_the_second_step_closes_a_session_without_it(client: Client) -> None:
    provider = amina()
    sign_in(client, provider)

    Membership.objects.create(user=provider, role="editor", since=timezone.now())

    assertRedirects(client.get(DESK), TURN_ON)


def test_who_lost_phone_and_codes_starts_anew_after_an_operator_helped(client: Client) -> None:
    editor = with_second_step(piet())
    signed_in(client, editor)

    forget_second_step(editor, at=timezone.now())

    assertRedirects(client.get(DESK), TURN_ON, fetch_redirect_response=False)


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(client: Client) -> None:
    known = sign_in(client, amina(), "wrong words")
    unknown = client.post(SIGN_IN, {"login": "nobody@example.org", "password": "wrong words"})

    assertContains(known, "The e-mail address or the password is not right")
    assertContains(unknown, "The e-mail address or the password is not right")


def test_the_trail_says_whose_account_was_tried_and_never_what_was_typed(client: Client) -> None:
    owner = amina()

    sign_in(client, owner, "wrong words")
    client.post(SIGN_IN, {"login": "my-secret-in-the-wrong-field@example.org", "password": "x"})

    tried = AuditEvent.objects.filter(what="sign_in_failed").order_by("id")
    assert [event.who for event in tried] == [owner.pk, None]
    assert "secret" not in "".join(f"{event.on}{event.detail}" for event in tried)


def test_five_wrong_passwords_close_the_door_for_a_while_even_for_the_right_one(client: Client) -> None:
    owner = amina()
    for _ in range(5):
        sign_in(client, owner, "wrong words")

    page = sign_in(client, owner)

    assertContains(page, "Too many wrong tries. Wait five minutes", status_code=200)


def test_tries_are_counted_where_all_processes_see_them() -> None:
    cache.set("tries", 3)

    assert type(cache._connections[cache._alias]).__name__ == "DatabaseCache"
    assert cache.get("tries") == 3


def test_very_many_requests_get_a_page_of_ours(client: Client, settings: object) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"login": "1/m/ip"}
    owner = amina()
    sign_in(client, owner, "wrong words")

    page = sign_in(client, owner, "wrong words")

    assertContains(page, "Too many tries", status_code=429)
    assertContains(page, "ui/pathfinder", status_code=429)


def test_a_blocked_person_is_out_at_once_and_does_not_get_in(client: Client) -> None:
    owner, editor = amina(), piet()
    sign_in(client, owner)
    assert client.get(DESK).status_code == 200

    set_blocked(owner, is_blocked=True, by=editor, at=timezone.now())

    assert client.get(DESK).status_code == 302
    assertContains(client.post(SIGN_IN, {"login": owner.email, "password": PASSWORD}, follow=True), "blocked")


def test_nobody_signs_up(client: Client) -> None:
    page = client.post("/en/account/signup/", {"email": "stranger@example.org", "password1": PASSWORD})

    assertContains(page, "Accounts are by invitation")
    assert not User.objects.exists()


def test_signing_in_leads_back_to_where_one_wanted_to_go(client: Client) -> None:
    wanted = client.get("/nl/desk/?page=2")
    assertRedirects(wanted, "/nl/account/login/?next=%2Fnl%2Fdesk%2F%3Fpage%3D2")

    page = client.post("/nl/account/login/", {"login": amina().email, "password": PASSWORD, "next": "/nl/desk/?page=2"})

    assertRedirects(page, "/nl/desk/?page=2")


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "javascript:alert(1)"])
def test_signing_in_never_leads_to_another_site(client: Client, elsewhere: str) -> None:
    page = client.post(SIGN_IN, {"login": amina().email, "password": PASSWORD, "next": elsewhere})

    assertRedirects(page, DESK)


def test_the_session_is_a_new_one_after_signing_in_and_gone_after_signing_out(client: Client) -> None:
    client.get(SIGN_IN)
    client.session.save()
    before = client.session.session_key
    sign_in(client, amina())
    after = client.session.session_key

    client.post("/en/account/logout/")

    assert before != after
    assert client.get(DESK).status_code == 302


def test_the_cookie_of_the_session_is_out_of_reach_of_scripts_and_ends_with_the_browser(client: Client) -> None:
    sign_in(client, amina())

    cookie = client.cookies["session"]

    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert cookie["max-age"] == ""
    assert cookie["expires"] == ""


def test_a_person_without_a_role_finds_no_desk_but_an_own_account(client: Client) -> None:
    sign_in(client, person("Olena"))

    assert client.get(DESK).status_code == 404
    page = client.get("/en/account/")
    assertContains(page, "You hold no role at the moment")
    assertNotContains(page, "/en/desk/people/")
