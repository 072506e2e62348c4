"""Consents at the desk: recording them, taking them back, and who may."""

import pytest
from django.test import Client
from pytest_django.asserts import assertContains, assertNotContains

from pathfinder.accounts.models import AuditEvent
from pathfinder.accounts.tests import people
from pathfinder.library.models import Consent, Withdrawal
from pathfinder.library.tests.consenting import PAGE, STORY, agreed, link, make_story

pytestmark = pytest.mark.django_db


def test_the_list_begins_with_what_ends_soon(editor: Client) -> None:
    for key, days in (("be-later", 300), ("be-never", None), ("be-soon", 3)):
        make_story(key)
        agreed(key, ends_in_days=days)
    make_story("be-no-consent")

    page = editor.get("/en/desk/consents/").content.decode()

    assert page.index("be-soon") < page.index("be-later") < page.index("be-never") < page.index("be-no-consent")
    assert page.count('class="check"') == 1


def test_an_editor_records_a_consent_and_gets_the_link_once(editor: Client) -> None:
    make_story()
    desk = f"/en/desk/consents/{STORY}/"

    page = editor.post(desk, {"give": "1", "what": "story", "given_on": "2026-01-10", "how": "recorded", "ends_on": ""})

    secret = page.content.decode().partition("/library/consent/?key=")[2].partition("<")[0].partition('"')[0]
    assertContains(Client().get(link(secret)), "said and recorded")
    assertNotContains(editor.get(desk), secret)
    assert AuditEvent.objects.filter(what="consent_given", on=f"record:{STORY}").exists()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"given_on": "2999-01-01"}, "This day is still to come"),
        ({"given_on": "2026-01-10", "ends_on": "2026-01-09"}, "This is before the beginning"),
        ({"given_on": "2026-01-10", "ends_on": "2026-01-11"}, "The consent has ended"),
        ({"given_on": "yesterday"}, "Write a day"),
        ({"how": "guessed"}, "Choose how the person said yes"),
        ({"what": "all"}, "Choose what the person agreed to"),
    ],
)
def test_a_consent_that_cannot_be_is_refused_beside_its_field(editor: Client, typed: dict[str, str], said: str) -> None:
    make_story()
    told = {"give": "1", "what": "story", "given_on": "2026-01-10", "how": "paper", "ends_on": ""}

    assertContains(editor.post(f"/en/desk/consents/{STORY}/", told | typed), said, status_code=422)
    assert not Consent.objects.exists()


def test_an_editor_takes_back_with_a_reason_that_only_the_desk_sees(editor: Client) -> None:
    make_story()
    agreed()
    desk = f"/en/desk/consents/{STORY}/"
    assertContains(editor.post(desk, {"take_back": "all", "reason": ""}), "Please give the reason", status_code=422)

    editor.post(desk, {"take_back": "all", "reason": "She called us."})

    assertNotContains(Client().get(PAGE), "She called us.", status_code=410)
    assertContains(editor.get(desk), "She called us.")
    assertContains(editor.get("/en/desk/consents/"), "She called us.")
    assert AuditEvent.objects.get(what="record_taken_back").role == "editor"


def test_the_desk_page_of_a_record_leads_there(editor: Client) -> None:
    make_story()

    page = editor.get(f"/en/desk/record/{STORY}/")
    assertContains(page, f"/en/desk/consents/{STORY}/")
    assertContains(page, f"/en/desk/pictures/?record={STORY}")


def test_an_observer_looks_on_and_others_do_not(client: Client) -> None:
    make_story()
    observer = people.signed_in(client, people.samir())
    desk = f"/en/desk/consents/{STORY}/"

    assertNotContains(observer.get(desk), "<button name=")
    assert observer.post(desk, {"take_back": "all", "reason": "x"}).status_code == 404
    assert people.signed_in(Client(), people.olena()).get(desk).status_code == 404
    assert Client().get(desk).status_code == 302
    assert Client().get(PAGE).status_code == 200


def test_a_record_that_nobody_knows_has_no_consents(editor: Client) -> None:
    assert editor.get("/en/desk/consents/nobody/").status_code == 404


def test_who_took_it_back_is_signed_without_a_name(editor: Client) -> None:
    make_story()
    agreed()

    editor.post(f"/en/desk/consents/{STORY}/", {"take_back": "all", "reason": "Asked."})

    assert Withdrawal.objects.get().by.startswith("editor ")
