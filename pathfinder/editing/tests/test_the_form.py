"""A record is changed through one form. Nothing typed is lost, nothing half-written, nobody's work overwritten."""

from copy import deepcopy
from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from pathfinder.accounts.models import AuditEvent
from pathfinder.accounts.queries import signed_in_name
from pathfinder.accounts.tests.people import HOUSE, piet, signed_in
from pathfinder.directory.models import Change, Metadata
from pathfinder.editing.form import RecordForm
from pathfinder.editing.queries import KnownRecords, known_for, record_at
from pathfinder.editing.tests.records import (
    COURSE,
    DOCUMENTS,
    PLACE,
    PRACTICE,
    by_machine,
    document,
    fields_in,
    form_of,
    outdated,
    reviewed,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("records")]


def page_of(key: str) -> str:
    return f"/en/desk/record/{key}/"


def save(client: Client, key: str, **typed: Any) -> Any:
    return client.post(
        page_of(key), form_of(client, key) | {name.replace("__", "."): value for name, value in typed.items()}
    )


def opened_form(key: str) -> RecordForm:
    record = record_at(key)
    known = known_for(record, is_for_editor=True)
    return RecordForm.of(record.kind, record.document, known, language="en", is_for_editor=True)


def put(typed: Any, path: str, value: Any) -> None:
    """Type a value at a place such as `phones.0.number`."""
    *way, last = path.split(".")
    for step in way:
        typed = typed[int(step) if step.isdigit() else step]
    typed[last] = value


@pytest.mark.parametrize("key", list(DOCUMENTS))
def test_a_form_that_is_saved_untouched_changes_nothing(editor: Client, key: str) -> None:
    before = document(key)

    page = editor.post(page_of(key), form_of(editor, key), follow=True)

    assertContains(page, "Nothing is different from before")
    assert document(key) == before
    assert not Metadata.objects.filter(key=key, last_action_type="update").exists()


def test_a_change_is_saved_with_its_history_and_told_to_the_search(editor: Client) -> None:
    page = save(editor, COURSE, name__en="Course of Dutch for work", note="The house wrote to us.")

    assertRedirects(page, page_of(COURSE))
    assert document(COURSE)["name"]["en"] == "Course of Dutch for work"
    line = Metadata.objects.get(key=COURSE, last_action_type="update")
    assert (line.field_name, line.reason) == ("name", "The house wrote to us.")
    assert line.updated_by.startswith("editor ")
    assert Change.objects.filter(key=COURSE).count() == 2  # when it was made, and now


def test_a_change_stands_in_the_trail_without_its_words(editor: Client) -> None:
    save(editor, COURSE, name__en="Course of Dutch for work")

    event = AuditEvent.objects.get(what="edit")

    assert (event.on, event.role, event.detail) == (f"record:{COURSE}", "editor", {"fields": "name"})


def test_only_what_was_touched_changes(editor: Client) -> None:
    before = document(COURSE)

    save(editor, COURSE, minimum_age="16")

    assert document(COURSE) == before | {"minimum_age": 16}


def test_a_field_is_emptied(editor: Client) -> None:
    save(editor, HOUSE, website="")

    assert "website" not in document(HOUSE)


def test_what_the_form_does_not_ask_stays(editor: Client) -> None:
    save(editor, PLACE, schedules__0__opening_hours="Mo-Fr 10:00-12:00")
    save(editor, PRACTICE, about__need__en="Very few people have work.")

    assert document(PLACE)["schedules"] == [{"opening_hours": "Mo-Fr 10:00-12:00", "freq": "WEEKLY", "byday": "MO,TU"}]
    assert document(PRACTICE)["about"]["unheard_of"] == 7
    assert document(COURSE)["is_step"] is True


def test_a_point_that_somebody_gave_is_no_longer_the_towns(editor: Client) -> None:
    save(editor, PLACE, latitude="51.2194", longitude="4.4025")

    place = document(PLACE)
    assert (place["latitude"], place["longitude"], place.get("is_point_of_town")) == (51.2194, 4.4025, None)


# lists, without scripts


def test_a_row_is_added_without_losing_anything_typed(editor: Client) -> None:
    typed = form_of(editor, HOUSE) | {"name.en": "House of Good Work", "website": "not an address", "add": "phones"}

    page = editor.post(page_of(HOUSE), typed)
    shown = fields_in(page)

    assert page.status_code == 200
    assert shown["name.en"] == "House of Good Work"
    assert shown["website"] == "not an address"
    assert (shown["phones.count"], shown["phones.1.number"]) == ("2", "")
    assertNotContains(page, "Write a whole address")  # not said while one is still typing
    assert document(HOUSE)["name"]["en"] == "House of Work"


def test_the_added_row_gets_the_focus(editor: Client) -> None:
    page = editor.post(page_of(HOUSE), form_of(editor, HOUSE) | {"add": "phones"})

    assertContains(page, 'id="f-phones-1" tabindex="-1" autofocus')


def test_a_row_in_a_row_is_added_and_saved(editor: Client) -> None:
    shown = fields_in(editor.post(page_of(HOUSE), form_of(editor, HOUSE) | {"add": "phones.0.languages"}))

    editor.post(page_of(HOUSE), shown | {"phones.0.languages.2.code": "uk"})

    assert document(HOUSE)["phones"][0]["languages"] == [{"code": "nl"}, {"code": "ar"}, {"code": "uk"}]


def test_a_row_is_removed(editor: Client) -> None:
    shown = fields_in(editor.post(page_of(COURSE), form_of(editor, COURSE) | {"remove": "required_documents.0"}))

    editor.post(page_of(COURSE), shown)

    assert document(COURSE)["required_documents"] == [{"document": {"en": "Letter of the office"}}]


def test_a_step_is_moved_up(editor: Client) -> None:
    shown = fields_in(editor.post(page_of(COURSE), form_of(editor, COURSE) | {"up": "application_process.2"}))

    editor.post(page_of(COURSE), shown)

    assert [step["en"] for step in document(COURSE)["application_process"]] == [
        "Call us.",
        "Begin.",
        "Come to the desk.",
    ]
    assert document(COURSE)["application_process"][1]["nl"] == by_machine("Begin.")  # moved, not outdated


def test_a_row_that_stays_empty_is_not_saved(editor: Client) -> None:
    shown = fields_in(editor.post(page_of(COURSE), form_of(editor, COURSE) | {"add": "cost_options"}))

    page = editor.post(page_of(COURSE), shown, follow=True)

    assertContains(page, "Nothing is different")


@pytest.mark.parametrize(
    "place",
    ["nothing", "phones.9", "phones.x", "name", "name.en", "phones.0.languages.7", "..", "", "phones.0.number.1"],
)
@pytest.mark.parametrize("button", ["remove", "up"])
def test_a_button_that_leads_nowhere_loses_nothing(button: str, place: str) -> None:
    form = opened_form(HOUSE)
    before = deepcopy(form.typed)

    form.take_up(QueryDict(f"{button}={place}"))

    assert form.typed == before


@pytest.mark.parametrize(
    "place", ["nothing", "name", "name.en", "phones.0", "phones.9.languages", "phones.0.number", "..", ""]
)
def test_nothing_is_added_where_there_is_no_list(place: str) -> None:
    form = opened_form(HOUSE)
    before = deepcopy(form.typed)

    form.take_up(QueryDict(f"add={place}"))

    assert form.typed == before


# languages and translations


def test_a_language_is_added_to_every_text(editor: Client) -> None:
    shown = fields_in(
        editor.post(page_of(COURSE), form_of(editor, COURSE) | {"new_language": "ar", "add_language": "1"})
    )
    assert shown["application_process.1.ar"] == ""

    editor.post(page_of(COURSE), shown | {"name.ar": "دورة اللغة الهولندية"})

    assert document(COURSE)["name"] == {"en": "Course of Dutch", "nl": "Cursus Nederlands", "ar": reviewed("دورة اللغة الهولندية")}  # fmt: skip


def test_a_language_that_is_none_is_said(editor: Client) -> None:
    page = editor.post(page_of(COURSE), form_of(editor, COURSE) | {"new_language": "klingon", "add_language": "1"})

    assertContains(page, "We do not know this language")


def test_new_source_words_make_their_translations_outdated(editor: Client) -> None:
    save(editor, COURSE, description__en="Learn Dutch in four months.")

    assert document(COURSE)["description"] == {
        "en": "Learn Dutch in four months.",
        "nl": outdated("Leer Nederlands in drie maanden."),
        "uk": outdated("Вивчіть нідерландську за три місяці."),
    }


def test_a_translation_that_is_changed_along_is_good(editor: Client) -> None:
    save(
        editor,
        COURSE,
        description__en="Learn Dutch in four months.",
        description__nl="Leer Nederlands in vier maanden.",
    )

    description = document(COURSE)["description"]
    assert description["nl"] == reviewed("Leer Nederlands in vier maanden.")
    assert description["uk"] == outdated("Вивчіть нідерландську за три місяці.")


def test_a_mended_slip_leaves_translations_as_good_as_they_were(editor: Client) -> None:
    save(editor, COURSE, description__en="Learn Dutch in 3 months.", meaning_kept="yes")

    assert document(COURSE)["description"]["uk"] == reviewed("Вивчіть нідерландську за три місяці.")


def test_an_official_name_in_another_language_is_no_translation(editor: Client) -> None:
    save(editor, COURSE, name__en="Dutch course")

    assert document(COURSE)["name"] == {"en": "Dutch course", "nl": "Cursus Nederlands"}


def test_only_the_step_whose_words_changed_is_outdated(editor: Client) -> None:
    save(editor, COURSE, application_process__1__en="Come to the desk on Monday.")

    assert [step["nl"] for step in document(COURSE)["application_process"]] == [
        by_machine("Bel ons."),
        outdated("Kom naar de balie."),
        by_machine("Begin."),
    ]


# what cannot be


@pytest.mark.parametrize(
    ("key", "field", "typed", "sentence"),
    [
        (PLACE, "name.en", "", "Fill this in"),
        (HOUSE, "website", "house", "Write a whole address that begins with https://"),
        (HOUSE, "website", "javascript:alert(1)", "Write a whole address that begins with https://"),
        (HOUSE, "website", "https://house .example", "Write a whole address that begins with https://"),
        (HOUSE, "email", "house", "Write an e-mail address"),
        (HOUSE, "phones.0.number", "call us", "Write the number with digits"),
        (HOUSE, "phones.0.number", "", "Fill this in"),
        (HOUSE, "phones.0.languages.0.code", "xx-nothing!", "We do not know this language"),
        (HOUSE, "checked_on", "yesterday", "Write a year, a month or a day"),
        (HOUSE, "checked_on", "2026-13", "Write a year, a month or a day"),
        (HOUSE, "year_incorporated", "long ago", "Write a number from 1000 to 2100"),
        (HOUSE, "organization_kind", "castle", "Choose one of the list"),
        (HOUSE, "parent_organization", "be-nothing", "We do not know “be-nothing”"),
        (HOUSE, "territory", "atlantis", "We do not know “atlantis”"),
        (HOUSE, "description.en", "x" * 20_001, "too long"),
        (HOUSE, "legal_status", "x" * 121, "too long"),
        (COURSE, "themes", ["language", "flying"], "Choose from the list"),
        (COURSE, "minimum_age", "-1", "Write a number from 0 to 120"),
        (COURSE, "minimum_age", "9" * 400, "Write a number from 0 to 120"),
        (COURSE, "maximum_age", "17", "below the age"),
        (COURSE, "organization", "", "Fill this in"),
        (COURSE, "service_at_locations.0.location", "be-nowhere", "We do not know “be-nowhere”"),
        (PLACE, "latitude", "91", "Write a number from -90 to 90"),
        (PLACE, "latitude", "nan", "Write a number from -90 to 90"),
        (PLACE, "longitude", "", "A point needs both"),
        (PLACE, "schedules.0.opening_hours", "when we feel like it", "We cannot read these hours"),
        (PLACE, "addresses.0.country", "ZZ9", "We do not know this country"),
    ],
)  # fmt: skip
def test_a_value_that_cannot_be_is_told_what_was_expected(key: str, field: str, typed: Any, sentence: str) -> None:
    form = opened_form(key)
    put(form.typed, field, typed)

    form.changes(document(key), "en")

    assert list(form.problems) == [field.removesuffix(".en") if typed == "" else field]
    assert sentence in next(iter(form.problems.values()))


def test_what_cannot_be_is_said_beside_the_field_and_at_the_top_and_nothing_is_lost(editor: Client) -> None:
    before = document(HOUSE)

    page = save(editor, HOUSE, name__en="A new name", website="house")

    assertContains(page, "Write a whole address that begins with https://", count=2, status_code=422)
    assertContains(page, "Nothing is saved yet: 1 thing is not right", status_code=422)
    assertContains(page, '<a href="#f-website">', status_code=422)
    assertContains(page, 'aria-describedby="f-website-error"', status_code=422)
    assertContains(page, "autofocus", status_code=422)
    assert (fields_in(page)["name.en"], fields_in(page)["website"]) == ("A new name", "house")
    assert document(HOUSE) == before


def test_every_problem_is_said_at_once(editor: Client) -> None:
    page = save(editor, HOUSE, website="x", email="y", checked_on="z")

    assertContains(page, "3 things are not right", status_code=422)


def test_signs_that_nobody_sees_are_left_out(editor: Client) -> None:
    save(editor, HOUSE, name__en="  House\x00 of\u202e Work 2\r\nAntwerp  ")

    assert document(HOUSE)["name"]["en"] == "House of Work 2\nAntwerp"


def test_what_was_typed_is_shown_as_text_never_as_markup(editor: Client) -> None:
    page = save(editor, HOUSE, name__en='"><script>alert(1)</script>', website="x")

    assertContains(page, "&lt;script&gt;", status_code=422)
    assertNotContains(page, "<script>alert", status_code=422)


@pytest.mark.parametrize("broken", ["", "not json", "[]", '{"name": 1}', "null"])
def test_a_form_whose_marks_are_broken_overwrites_nothing_silently(editor: Client, broken: str) -> None:
    page = editor.post(page_of(HOUSE), form_of(editor, HOUSE) | {"opened": broken})

    assert page.status_code == 302
    assert document(HOUSE) == DOCUMENTS[HOUSE][1]


def test_a_form_with_nothing_in_it_changes_nothing(editor: Client) -> None:
    before = document(HOUSE)

    page = editor.post(page_of(HOUSE), {})

    assert page.status_code == 422
    assert document(HOUSE) == before


# two people at once


def test_two_who_change_different_fields_both_get_theirs(editor: Client) -> None:
    opened = form_of(editor, COURSE)
    save(editor, COURSE, minimum_age="16")

    page = editor.post(page_of(COURSE), opened | {"name.en": "Dutch course"})

    assert page.status_code == 302
    assert (document(COURSE)["minimum_age"], document(COURSE)["name"]["en"]) == (16, "Dutch course")


def test_two_who_change_the_same_field_are_told_and_nothing_typed_is_lost(editor: Client) -> None:
    opened = form_of(editor, COURSE)
    save(editor, COURSE, name__en="Course of theirs")

    page = editor.post(page_of(COURSE), opened | {"name.en": "Course of mine", "minimum_age": "16"})

    assertContains(page, "somebody else changed the same", status_code=409)
    assertContains(page, "<del>theirs</del>", status_code=409)
    assertContains(page, "<ins>mine</ins>", status_code=409)
    assert fields_in(page)["name.en"] == "Course of mine"
    assert document(COURSE)["name"]["en"] == "Course of theirs"
    assert document(COURSE)["minimum_age"] == 18  # nothing half-written


def test_who_has_seen_the_difference_may_save_all_the_same(editor: Client) -> None:
    opened = form_of(editor, COURSE)
    save(editor, COURSE, name__en="Course of theirs")
    told = fields_in(editor.post(page_of(COURSE), opened | {"name.en": "Course of mine"}))

    page = editor.post(page_of(COURSE), told)

    assert page.status_code == 302
    assert document(COURSE)["name"]["en"] == "Course of mine"


def test_two_who_write_the_same_do_not_disturb_each_other(editor: Client) -> None:
    opened = form_of(editor, COURSE)
    save(editor, COURSE, name__en="Dutch course")

    page = editor.post(page_of(COURSE), opened | {"name.en": "Dutch course"})

    assert page.status_code == 302


def test_a_row_removed_here_and_changed_there_is_a_clash(editor: Client) -> None:
    opened = fields_in(editor.post(page_of(COURSE), form_of(editor, COURSE) | {"remove": "required_documents.0"}))
    save(editor, COURSE, required_documents__0__document__en="Passport")

    page = editor.post(page_of(COURSE), opened)

    assert page.status_code == 409
    assert [row["document"]["en"] for row in document(COURSE)["required_documents"]] == [
        "Passport",
        "Letter of the office",
    ]


# the session ended while one was typing


def test_a_form_sent_after_the_sign_in_ended_comes_back_whole(editor: Client) -> None:
    typed = form_of(editor, COURSE) | {"name.en": "A name that took an hour"}
    editor.post("/en/account/logout/")

    page = editor.post(page_of(COURSE), typed)

    assertContains(page, "Nothing was saved yet", status_code=403)
    assertContains(page, "A name that took an hour", status_code=403)
    assertContains(page, "/en/account/login/?next=%2Fen%2Fdesk%2Frecord%2Fbe-course%2F", status_code=403)


def test_a_form_whose_token_is_old_comes_back_whole(strict_csrf_client: Client) -> None:
    editor = signed_in(strict_csrf_client, piet())

    page = editor.post(page_of(COURSE), {"name.en": "A name that took an hour"})

    assertContains(page, "A name that took an hour", status_code=403)
    assertContains(page, "csrfmiddlewaretoken", status_code=403)


def test_another_site_does_not_choose_what_is_sent_from_here(strict_csrf_client: Client) -> None:
    editor = signed_in(strict_csrf_client, piet())

    page = editor.post(page_of(COURSE), {"name.en": "Buy this"}, headers={"Origin": "https://evil.example"})

    assertNotContains(page, "Buy this", status_code=403)


# the history


def test_the_history_is_told_for_people(editor: Client) -> None:
    save(editor, COURSE, name__en="Dutch course", themes=["language", "job_search"], note="They told us by phone.")

    page = editor.get(f"{page_of(COURSE)}history/")

    assertContains(page, "editor Piet")
    assertContains(page, "They told us by phone.")
    assertContains(page, "<del>Course of Dutch</del>")
    assertContains(page, "Looking for work")
    assertContains(page, "made the record")


def test_the_history_that_everybody_reads_holds_no_name(editor: Client) -> None:
    save(editor, COURSE, name__en="Dutch course")

    from pathfinder.accounts.models import User

    told = Metadata.objects.get(key=COURSE, last_action_type="update").updated_by
    assert told == signed_in_name(User.objects.get())
    assert "Piet" not in told


def test_what_was_typed_into_an_older_form_is_shown_with_places_for_what_is_asked_since() -> None:
    known = KnownRecords("be", frozenset(), is_for_editor=False)
    older = {"name": {"en": "Fair"}, "about": {"date": "2027", "sessions": [{"title": {"en": "Welcome"}}]}}

    form = RecordForm.kept("event", older, ["en"], known, is_for_editor=False)

    about = form.typed["about"]
    assert (form.typed["name"], form.typed["url"], about["place"]) == ({"en": "Fair"}, "", {})
    assert (about["sessions"][0]["title"], about["sessions"][0]["speakers"]) == ({"en": "Welcome"}, [])
    assert set(form.touched) == {"name", "about"}
