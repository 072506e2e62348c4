"""Editors give roles and take them away; somebody can always change everything."""

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django.asserts import assertContains

from pathfinder.accounts.actions import LastEditorError, Offer, erase_account, give_role, set_blocked, take_role_away
from pathfinder.accounts.models import AuditEvent, Membership, User
from pathfinder.accounts.queries import (
    is_editor,
    languages_of,
    may_edit,
    organizations_of,
    people_by_signature,
    role_of,
    signed_in_name,
)
from pathfinder.accounts.tests.people import AT, HOUSE, amina, olena, person, piet, samir, signed_in
from pathfinder.directory.actions import Given, take_over

pytestmark = pytest.mark.django_db


@pytest.fixture
def houses() -> None:
    names = {"country": "be", "name": {"en": "House"}}
    take_over([Given("organization", key, names) for key in (HOUSE, "be-other")], origin="pack", at=AT, by="pack")
    services = [("be-course", HOUSE), ("be-other-course", "be-other")]
    given = [Given("service", key, names | {"organization": owner}) for key, owner in services]
    take_over(given, origin="pack", at=AT, by="pack")


def test_a_role_is_given_and_taken_away(client: Client) -> None:
    somebody = olena()
    signed_in(client, piet()).post(f"/en/desk/people/{somebody.pk}/", {"role": "observer"})
    given = Membership.objects.get(user=somebody, role="observer")

    client.post(f"/en/desk/people/{somebody.pk}/role/{given.pk}/away/")

    assert [m.role for m in User.objects.get(pk=somebody.pk).held] == ["translator"]
    assert list(AuditEvent.objects.filter(on=f"person:{somebody.pk}").values_list("what", flat=True)) == [
        "role_taken_away",
        "role_given",
    ]


def test_a_translator_who_gets_the_role_again_gets_the_new_languages() -> None:
    somebody = olena()

    give_role(somebody, Offer("translator", languages=["nl", "ar"]), by=piet(), at=timezone.now())

    assert languages_of(somebody) == ["ar", "nl"]


def test_the_role_of_one_person_is_not_taken_away_through_the_page_of_another(client: Client) -> None:
    one, other = olena(), samir()

    page = signed_in(client, piet()).post(f"/en/desk/people/{other.pk}/role/{one.held[0].pk}/away/")

    assert page.status_code == 404
    assert Membership.objects.filter(user=one).exists()


@pytest.mark.parametrize(
    "leave",
    [
        lambda editor: take_role_away(editor.held[0], by=editor, at=timezone.now()),
        lambda editor: set_blocked(editor, is_blocked=True, by=editor, at=timezone.now()),
        lambda editor: erase_account(editor, at=timezone.now()),
    ],
)
def test_the_only_editor_stays(leave: object) -> None:
    editor = piet()

    with pytest.raises(LastEditorError):
        leave(editor)

    assert is_editor(User.objects.get(pk=editor.pk))


def test_the_page_says_why_the_only_editor_stays(client: Client) -> None:
    editor = piet()

    page = signed_in(client, editor).post(f"/en/desk/people/{editor.pk}/role/{editor.held[0].pk}/away/", follow=True)

    assertContains(page, "This is the only editor")


def test_who_may_change_a_record(houses: None) -> None:
    assert may_edit(piet(), "be-course")
    provider = amina()
    assert may_edit(provider, HOUSE)
    assert may_edit(provider, "be-course")
    assert not may_edit(provider, "be-other-course")
    assert not may_edit(provider, "be-nothing")
    assert not may_edit(olena(), "be-course")
    assert not may_edit(samir(), "be-course")


def test_a_person_holds_several_roles_and_the_strongest_one_signs() -> None:
    somebody = olena()
    give_role(somebody, Offer("provider", HOUSE), by=piet(), at=timezone.now())

    assert role_of(somebody) == "translator"
    assert organizations_of(somebody) == {HOUSE}
    assert languages_of(somebody) == ["nl", "uk"]


def test_work_is_signed_with_a_role_and_part_of_an_id_and_only_the_desk_knows_the_name() -> None:
    editor = piet()

    signature = signed_in_name(editor)

    assert signature == f"editor {str(editor.pk)[:8]}"
    assert people_by_signature()[signature.split()[1]] == "Piet"


def test_nobody_has_no_role() -> None:
    from django.contrib.auth.models import AnonymousUser

    nobody = AnonymousUser()

    assert (role_of(nobody), is_editor(nobody), may_edit(nobody, HOUSE), signed_in_name(nobody)) == (
        "",
        False,
        False,
        "",
    )
    assert role_of(person("Samir")) == ""
