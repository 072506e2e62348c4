"""Editors see where the hard sentences are, and how hard a text is while they write it."""

import pytest
from django.test import Client
from pytest_django.asserts import assertContains, assertNotContains

from pathfinder.editing.tests.records import COURSE, make_records
from pathfinder.plain.site_texts import INTERFACE, RECORDS_ROOM, texts_of_room

pytestmark = pytest.mark.django_db

PAGE = "/en/desk/plain-words/"


def test_hard_sentences_of_a_country_come_with_their_place(editor: Client) -> None:
    page = editor.get(f"{PAGE}?in=nl&from=be")

    assertContains(page, "packs/be/texts/nl.")
    assertContains(page, "Flesch-Douma 1960")


def test_a_language_without_a_formula_says_so(editor: Client) -> None:
    assertContains(editor.get(f"{PAGE}?in=ar&from=be"), "No formula was ever made for this language")


def test_a_stranger_finds_no_such_page(client: Client) -> None:
    assert client.get(PAGE).status_code == 302  # to the sign-in


def test_what_the_address_asks_wrongly_shows_the_shared_texts(editor: Client) -> None:
    assertContains(editor.get(f"{PAGE}?in=xx&from=nowhere&page=none"), "packs/shared/")


def test_the_interface_and_the_records_are_read_too() -> None:
    make_records()

    assert {"en", "ar"} <= {text.language for text in texts_of_room(INTERFACE)}
    assert {(text.language, text.record) for text in texts_of_room(RECORDS_ROOM)} >= {("en", COURSE), ("uk", COURSE)}


def test_the_form_says_how_hard_a_text_is(editor: Client) -> None:
    make_records()
    hard = "Beneficiaries of international protection participate voluntarily in integration programmes of authorities."

    before = editor.get(f"/en/desk/record/{COURSE}/")
    sent = {"written_in": ["en"], "everywhere": ["en"], "description.en": hard, "add_language": "1"}
    after = editor.post(f"/en/desk/record/{COURSE}/", sent)

    assertNotContains(before, "Beneficiaries")
    assertContains(after, f'<q lang="en" dir="ltr">{hard}</q>', status_code=after.status_code)
