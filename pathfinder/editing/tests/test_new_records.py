"""An editor adds what nobody gave us; no pack takes it away."""

from typing import Any

import pytest
from django.test import Client
from pytest_django.asserts import assertContains, assertRedirects

from pathfinder.accounts.models import AuditEvent
from pathfinder.accounts.tests.people import AT, HOUSE
from pathfinder.directory.actions import remove_absent
from pathfinder.directory.models import Metadata, Service
from pathfinder.directory.queries import document_of, search_records
from pathfinder.editing.tests.records import COURSE, fields_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("records")]

NEW = "/en/desk/records/new/?kind=service&country=be"


def make(editor: Client, **typed: Any) -> Any:
    sent = fields_in(editor.get(NEW)) | {"name.en": "Welding for beginners", "organization": HOUSE}
    return editor.post(NEW, sent | {name.replace("__", "."): value for name, value in typed.items()})


def test_a_new_record_has_an_id_that_follows_from_its_name(editor: Client) -> None:
    page = make(editor)

    assertRedirects(page, "/en/desk/record/be-welding-for-beginners/")
    made = Service.objects.get(key="be-welding-for-beginners")
    assert document_of(made) == {"country": "be", "name": {"en": "Welding for beginners"}, "organization": HOUSE}
    assert made.origin == "editor"
    assert Metadata.objects.get(key=made.key).updated_by.startswith("editor ")
    assert AuditEvent.objects.filter(what="made", on=f"record:{made.key}").exists()


def test_a_new_record_is_found(editor: Client) -> None:
    make(editor)

    assert search_records("welding", "en").rows[0].key == "be-welding-for-beginners"


def test_a_name_without_latin_letters_has_an_id_too(editor: Client) -> None:
    with_arabic = fields_in(editor.post(NEW, fields_in(editor.get(NEW)) | {"new_language": "ar", "add_language": "1"}))

    page = editor.post(NEW, with_arabic | {"name.en": "", "name.ar": "لحام", "organization": HOUSE})

    assertRedirects(page, "/en/desk/record/be-record/")


def test_two_records_of_one_name_have_different_ids(editor: Client) -> None:
    make(editor)
    make(editor)

    assert Service.objects.filter(key__startswith="be-welding").count() == 2


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"name__en": ""}, "Fill this in"),
        ({"organization": ""}, "Fill this in"),
        ({"organization": "be-nothing"}, "We do not know"),
        ({"key": COURSE}, "There is a record with this id already"),
        ({"key": "welding"}, "Write small letters"),
        ({"key": "be-Welding!"}, "Write small letters"),
        ({"url": "x"}, "Write a whole address"),
    ],
)
def test_what_cannot_be_is_said_and_makes_nothing(editor: Client, typed: dict[str, str], sentence: str) -> None:
    page = make(editor, duration__en="A week", **typed)

    assertContains(page, sentence, status_code=422)
    assert fields_in(page)["duration.en"] == "A week"
    assert not Service.objects.filter(origin="editor").exists()


def test_no_pack_takes_away_what_an_editor_made(editor: Client) -> None:
    make(editor)

    remove_absent("service", "be", set(), origin="pack", at=AT, by="pack")

    assert Service.objects.filter(key="be-welding-for-beginners").exists()


@pytest.mark.parametrize("asked", ["?kind=castle&country=be", "?kind=service&country=xx", ""])
def test_a_kind_or_country_that_is_none_has_no_page(editor: Client, asked: str) -> None:
    assert editor.get(f"/en/desk/records/new/{asked}").status_code == 404
