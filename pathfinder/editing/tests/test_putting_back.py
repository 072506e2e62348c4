"""What an editor changed can be put back as it was, and that again."""

import re

import pytest
from django.test import Client

from pathfinder.accounts.tests.people import amina, signed_in
from pathfinder.editing.tests.records import COURSE, document, form_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("records")]

HISTORY = f"/en/desk/record/{COURSE}/history/"


def save(editor: Client, typed: dict[str, str]) -> None:
    editor.post(f"/en/desk/record/{COURSE}/", form_of(editor, COURSE) | typed)


def newest_change(editor: Client) -> dict[str, str]:
    """What the button of the first line of the history sends."""
    page = editor.get(HISTORY).content.decode()
    return {"put_back": re.findall(r'name="put_back" value="([^"]+)"', page)[0]}


def test_an_editor_puts_a_change_back_and_that_can_be_undone_too(editor: Client) -> None:
    save(editor, {"minimum_age": "21"})

    editor.post(HISTORY, newest_change(editor))
    assert document(COURSE)["minimum_age"] == 18

    editor.post(HISTORY, newest_change(editor))
    assert document(COURSE)["minimum_age"] == 21


def test_a_whole_list_is_put_back_with_its_rows(editor: Client) -> None:
    before = document(COURSE)
    save(editor, {"required_documents.0.document.en": "Passport"})

    editor.post(HISTORY, newest_change(editor))

    assert document(COURSE) == before


@pytest.mark.parametrize("named", ["", "nonsense", "00000000-0000-0000-0000-000000000000"])
def test_what_is_no_change_of_this_record_is_not_put_back(editor: Client, named: str) -> None:
    assert editor.post(HISTORY, {"put_back": named}).status_code == 404


def test_a_provider_puts_nothing_back(client: Client) -> None:
    provider = signed_in(client, amina())

    assert provider.post(HISTORY, {"put_back": "x"}).status_code == 404
