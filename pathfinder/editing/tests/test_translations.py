"""Translators see what is missing, by a machine or outdated, and vouch for it beside the source words."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from pathfinder.accounts.models import AuditEvent
from pathfinder.accounts.tests.people import HOUSE, amina, olena, piet, samir, signed_in
from pathfinder.directory.actions import edit_record
from pathfinder.directory.models import Metadata, Service
from pathfinder.directory.queries import RECORDS
from pathfinder.editing.progress import count_what_changed, progress, records_to_translate
from pathfinder.editing.tests.records import COURSE, by_machine, document, reviewed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("records")]

PAGE = f"/en/desk/translations/nl/{COURSE}/"


@pytest.fixture
def translator(client: Client) -> Client:
    return signed_in(client, olena())


def sent(page: Any, **typed: Any) -> dict[str, Any]:
    """What a browser would send: every text as it stands, with what was seen beside it."""
    data: dict[str, Any] = {}
    for row in page.context["rows"]:
        data |= {row.name: row.now, f"seen.{row.name}": row.now, f"source.{row.name}": row.source_words}
    return data | {name.replace("__", "."): value for name, value in typed.items()}


def test_a_translator_sees_the_source_beside_the_translation(translator: Client) -> None:
    page = translator.get(PAGE)

    assertContains(page, "Learn Dutch in three months.")
    assertContains(page, "Leer Nederlands in drie maanden.")
    assertContains(page, "translated by a machine")
    assertContains(page, "not translated")  # what to bring


def test_new_words_count_as_read_by_a_person(translator: Client) -> None:
    page = translator.post(PAGE, sent(translator.get(PAGE), description="Leer Nederlands in 3 maanden."))

    assertRedirects(page, PAGE)
    assert document(COURSE)["description"]["nl"] == reviewed("Leer Nederlands in 3 maanden.")
    assert document(COURSE)["application_process"][0]["nl"] == by_machine("Bel ons.")  # left alone
    told = Metadata.objects.get(key=COURSE, last_action_type="update")
    assert told.updated_by.startswith("translator ")
    assert AuditEvent.objects.get(what="translated").detail == {"language": "nl", "fields": "description"}


def test_a_missing_text_is_translated(translator: Client) -> None:
    page = translator.get(PAGE)

    translator.post(PAGE, sent(page, required_documents__0__document="Identiteitskaart"))

    assert document(COURSE)["required_documents"][0]["document"] == {
        "en": "Identity card",
        "nl": reviewed("Identiteitskaart"),
    }


def test_a_machines_words_that_are_right_are_ticked(translator: Client) -> None:
    translator.post(PAGE, sent(translator.get(PAGE), right=["description", "application_process.1"]))

    assert document(COURSE)["description"]["nl"] == reviewed("Leer Nederlands in drie maanden.")
    assert document(COURSE)["application_process"][1]["nl"] == reviewed("Kom naar de balie.")


def test_an_outdated_translation_is_good_again_once_it_was_read(translator: Client) -> None:
    signed_in(editor := Client(), piet())
    from pathfinder.editing.tests.records import form_of

    editor.post(f"/en/desk/record/{COURSE}/", form_of(editor, COURSE) | {"description.en": "Learn Dutch in 3 months."})
    page = translator.get(PAGE)
    assertContains(page, "outdated: the original has changed")

    translator.post(PAGE, sent(page, right=["description"]))

    assert document(COURSE)["description"]["nl"] == reviewed("Leer Nederlands in drie maanden.")


def test_a_translation_is_taken_away(translator: Client) -> None:
    translator.post(PAGE, sent(translator.get(PAGE), description=""))

    assert "nl" not in document(COURSE)["description"]


def test_source_words_that_changed_meanwhile_are_shown_and_the_rest_is_saved(translator: Client) -> None:
    page = translator.get(PAGE)
    changed = document(COURSE)["description"] | {"en": "Learn Dutch in a year."}
    edit_record("service", COURSE, {"description": changed}, at=timezone.now(), by="editor")

    late = translator.post(PAGE, sent(page, description="Leer Nederlands in 3 maanden.", name="Cursus"))

    assertContains(late, "Somebody changed the texts marked below", status_code=409)
    assertContains(late, "Learn Dutch in a year.", status_code=409)
    assertContains(late, "Leer Nederlands in 3 maanden.", status_code=409)  # what was typed
    assert document(COURSE)["description"]["nl"] == by_machine("Leer Nederlands in drie maanden.")
    assert document(COURSE)["name"]["nl"] == reviewed("Cursus")


def test_nothing_changed_is_said(translator: Client) -> None:
    assertContains(translator.post(PAGE, sent(translator.get(PAGE)), follow=True), "Nothing is different from before")


def test_a_text_that_is_far_too_long_is_said_and_kept(translator: Client) -> None:
    page = translator.post(PAGE, sent(translator.get(PAGE), description="x" * 20_001))

    assertContains(page, "too long", status_code=422)
    assertContains(page, "x" * 20_001, status_code=422)


@pytest.mark.parametrize("address", ["/en/desk/translations/ar/", f"/en/desk/translations/ar/{COURSE}/"])
def test_a_translator_of_other_languages_finds_no_page(translator: Client, address: str) -> None:
    assert translator.get(address).status_code == 404


def test_an_observer_reads_and_saves_nothing(client: Client) -> None:
    observer = signed_in(client, samir())

    page = observer.get(PAGE)

    assertContains(page, "readonly")
    assertNotContains(page, "Save as read by a person")
    assert observer.post(PAGE, {"description": "x"}).status_code == 404


def test_a_provider_finds_no_translations(client: Client) -> None:
    client.force_login(amina())

    assert client.get(PAGE).status_code == 404


# how far it is


def counts(language: str) -> dict[str, int]:
    count_what_changed()
    return progress([language])[0].counts


def test_every_text_is_in_exactly_one_state() -> None:
    found = counts("nl")

    assert found == {"source": 2, "reviewed": 0, "machine": 5, "outdated": 0, "missing": 8}
    assert sum(found.values()) == progress(["nl"])[0].texts


def test_the_count_follows_every_change(translator: Client) -> None:
    counts("nl")

    translator.post(PAGE, sent(translator.get(PAGE), description="Leer Nederlands in 3 maanden."))

    assert counts("nl") == {"source": 2, "reviewed": 1, "machine": 4, "outdated": 0, "missing": 8}


def test_a_record_that_is_gone_is_not_counted() -> None:
    counts("nl")

    Service.objects.filter(key=COURSE).delete()

    assert counts("nl")["machine"] == 1


def test_counting_goes_on_where_it_stopped() -> None:
    assert count_what_changed(most=2) == 4
    assert count_what_changed(most=2) == 2
    assert count_what_changed(most=2) == 0


def test_nothing_is_counted_twice(django_assert_max_num_queries: Any) -> None:
    count_what_changed()

    with django_assert_max_num_queries(4 * len(RECORDS)):
        count_what_changed()


@pytest.mark.parametrize(
    ("state", "language", "keys"),
    [
        ("machine", "nl", [COURSE, HOUSE]),
        ("missing", "nl", ["be-practice", COURSE, "be-house-antwerp", "be-other", "be-other-course"]),
        ("reviewed", "uk", [COURSE]),
        ("outdated", "nl", []),
    ],
)
def test_records_that_wait_come_with_the_most_texts_first(state: str, language: str, keys: list[str]) -> None:
    count_what_changed()

    assert [row.key for row in records_to_translate(language, state)] == keys


def test_the_pages_show_how_far_each_language_is(translator: Client) -> None:
    page = translator.get("/en/desk/translations/")
    assertContains(page, "2 of 15 (13 %)")
    assertNotContains(page, "/en/desk/translations/fr/")  # not hers

    waiting = translator.get("/en/desk/translations/nl/", {"state": "machine", "country": "be"})
    assertContains(waiting, PAGE)


@pytest.mark.parametrize("asked", [{"state": "nonsense"}, {"country": "xx"}, {"page": "999999"}, {"page": "-1"}])
def test_a_question_that_makes_no_sense_gets_a_page(translator: Client, asked: dict[str, str]) -> None:
    assert translator.get("/en/desk/translations/nl/", asked).status_code == 200
