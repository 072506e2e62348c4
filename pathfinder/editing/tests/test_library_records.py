"""Stories, events and documents are made and changed with the same form as every record, and read on their shelves."""

from typing import Any

import pytest
from django.test import Client
from pytest_django.asserts import assertContains, assertRedirects

from pathfinder.accounts.tests.people import amina, signed_in
from pathfinder.directory.models import Event
from pathfinder.editing.tests.records import fields_in, form_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("records")]

FAIR = {"name.en": "Job fair in Ghent", "about.date": "2027-03-02/2027-03-03"}


def new(editor: Client, kind: str, typed: dict[str, Any]) -> Any:
    address = f"/en/desk/records/new/?kind={kind}&country=be"
    return editor.post(address, fields_in(editor.get(address)) | typed)


def test_an_event_with_its_programme_is_made_and_stands_on_its_shelf(editor: Client) -> None:
    with_session = fields_in(new(editor, "event", {**FAIR, "add": "about.sessions"}))

    page = new(
        editor,
        "event",
        with_session | FAIR | {"about.sessions.0.title.en": "Welcome", "about.sessions.0.starts": "9:30"},
    )

    assertRedirects(page, "/en/desk/record/be-job-fair-in-ghent/")
    made = Event.objects.get(key="be-job-fair-in-ghent")
    assert made.about["date"] == "2027-03-02/2027-03-03"
    assert [(s["title"]["en"], s["starts"]) for s in made.about["sessions"]] == [("Welcome", "09:30")]
    assertContains(editor.get("/en/library/events/be-job-fair-in-ghent/"), "Job fair in Ghent")


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"about.date": ""}, "Fill this in"),
        ({"about.date": "2027-03-03/2027-03-02"}, "The last day is before the first"),
        ({"about.date": "next spring"}, "Write a day, or two with a stroke between"),
        ({"about.registration.opens": "2027-02-01", "about.registration.closes": "2027-01-01"}, "This is before the beginning"),
        ({"about.registration.places": "0"}, "Write a number from 1"),
        ({"about.stream": "javascript:alert(1)"}, "Write a whole address"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_told_and_everything_typed_stays(
    editor: Client, typed: dict[str, str], sentence: str
) -> None:
    page = new(editor, "event", FAIR | typed)

    assertContains(page, sentence, status_code=422)
    assert fields_in(page)["name.en"] == "Job fair in Ghent"
    assert not Event.objects.exists()


def test_a_story_is_changed_and_its_earlier_words_are_in_the_history(editor: Client) -> None:
    new(editor, "story", {"name.en": "Amina", "description.en": "Amina bakes bread."})

    editor.post(
        "/en/desk/record/be-amina/", form_of(editor, "be-amina") | {"description.en": "Amina bakes bread in Ghent."}
    )

    assertContains(editor.get("/en/library/stories/be-amina/"), "Amina bakes bread in Ghent.")
    assertContains(editor.get("/en/desk/record/be-amina/history/"), "Amina bakes bread")


def test_a_document_stands_in_the_bibliography(editor: Client) -> None:
    new(editor, "publication", {"name.en": "Work in Belgium", "about.publisher": "House of Work", "about.year": "2026"})

    assertContains(editor.get("/en/library/documents/?country=be"), "Work in Belgium")


def test_a_page_is_seen_in_any_language_before_anything_is_saved(editor: Client) -> None:
    new(editor, "story", {"name.en": "Amina", "description.en": "Amina bakes bread."})
    typed = form_of(editor, "be-amina") | {"description.en": "Amina bakes cakes.", "preview_in": "ar"}

    page = editor.post("/en/desk/preview/story/?key=be-amina", typed)

    assertContains(page, "Amina bakes cakes.")
    assertContains(page, '<html lang="ar" dir="rtl"')
    assert page.headers["X-Robots-Tag"] == "noindex"
    assertContains(editor.get("/en/library/stories/be-amina/"), "Amina bakes bread.")


def test_what_is_not_made_yet_is_seen_too_and_what_is_missing_is_told(editor: Client) -> None:
    address = "/en/desk/records/new/?kind=event&country=be"
    typed = fields_in(editor.get(address)) | FAIR

    assertContains(editor.post("/en/desk/preview/event/", typed), "Job fair in Ghent")
    assertContains(editor.post("/en/desk/preview/event/", typed | {"about.date": ""}), "is missing", status_code=422)
    assert not Event.objects.exists()


@pytest.mark.parametrize("address", ["/en/desk/preview/service/", "/en/desk/preview/story/?key=be-nothing", "/en/desk/preview/story/"])  # fmt: skip
def test_what_the_library_does_not_hold_has_no_preview(editor: Client, address: str) -> None:
    assert editor.post(address, {"country": "xx"}).status_code == 404


def test_a_provider_sees_no_preview_of_what_others_run(client: Client) -> None:
    provider = signed_in(client, amina())

    assert provider.post("/en/desk/preview/event/", {"country": "be"}).status_code == 404
