"""Editors read what people shared, ask, mend, decline and publish; the author sees each step."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from pathfinder.accounts.models import AuditEvent
from pathfinder.accounts.tests import people
from pathfinder.directory.actions import Given, take_over
from pathfinder.directory.models import Metadata, Program, Publication, Story
from pathfinder.directory.queries import search_records
from pathfinder.editing.tests.records import fields_in
from pathfinder.library.consents.actions import take_consent_back
from pathfinder.library.models import Consent, SubmissionStep
from pathfinder.library.tests.letters import words_of
from pathfinder.library.tests.sharing import PRACTICE, decide, desk_page, drafted, press, sent, some_round, the_one
from pathfinder.ui.tests.page_text import page_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nobody_sent_yet")]

DESK = "/en/desk/submissions/"


def steps() -> list[str]:
    return [step.what for step in SubmissionStep.objects.all()]


# who sees what


def test_what_waits_is_counted_in_the_menu_and_comes_first(client: Client, letterbox: Any, editor: Client) -> None:
    sent(client, letterbox)

    page = page_of(editor.get(DESK))

    assert "Submissions (1)" in page
    assert "Cooking together" in page
    assert "waits for an editor" in page


def test_nobody_but_its_author_sees_a_draft(client: Client, letterbox: Any, editor: Client) -> None:
    press(client, drafted(client, letterbox), "keep", PRACTICE)

    assert "Cooking together" not in page_of(editor.get(DESK))
    assert editor.get(desk_page()).status_code == 404


def test_an_observer_reads_and_decides_nothing(client: Client, letterbox: Any) -> None:
    sent(client, letterbox)
    observer = people.signed_in(Client(), people.samir())

    page = observer.get(desk_page())

    assert "Newcomers and neighbours cook" in page_of(page)
    assert "Publish now" not in page_of(page)
    assert observer.post(desk_page(), {"publish": "1"}).status_code == 404


@pytest.mark.parametrize("somebody", [people.olena, people.amina])
def test_others_at_the_desk_are_told_that_there_is_no_such_page(client: Client, letterbox: Any, somebody: Any) -> None:
    sent(client, letterbox)
    people.signed_in(client, somebody())

    pages = [DESK, desk_page(), f"{desk_page()}preview/en/"]
    assert [client.get(page).status_code for page in pages] == [404] * 3


def test_nobody_gets_to_the_sign_in(client: Client) -> None:
    assert client.get(DESK).url.startswith("/en/account/login/")


# asking and mending


def test_a_question_goes_to_the_author_who_answers_and_changes(client: Client, letterbox: Any, editor: Client) -> None:
    link = sent(client, letterbox)

    decide(editor, "ask", words="How many people cook?")
    some_round()
    assert "How many people cook?" in words_of(letterbox.letters[-1])
    assert "How many people cook?" in page_of(client.get(link))
    press(client, link, "send", {"answer": "Forty a year.", "about.funder.en": "The town"})

    page = page_of(editor.get(desk_page()))
    assert the_one().state == "waiting"
    assert "Forty a year." in page
    assert "The town" in page.partition("How it would look")[0]
    assert steps() == ["sent", "asked", "answered"]


def test_the_author_keeps_an_answer_for_later(client: Client, letterbox: Any, editor: Client) -> None:
    link = sent(client, letterbox)
    decide(editor, "ask", words="How many people cook?")

    press(client, link, "keep", {"answer": "I look it up"})

    assert fields_in(client.get(link))["answer"] == "I look it up"
    assert the_one().state == "asked"


def test_what_an_editor_mends_is_listed_for_the_author(client: Client, letterbox: Any, editor: Client) -> None:
    link = sent(client, letterbox)

    decide(editor, "keep", **{"description.en": "Newcomers and neighbours cook for a whole town."})

    page = client.get(link).content.decode()
    assert "An editor changed some words" in page
    assert "<ins>" in page
    assert "whole" in page
    assert steps() == ["sent", "changed"]


def test_an_editor_adds_a_language_and_a_source(client: Client, letterbox: Any, editor: Client) -> None:
    sent(client, letterbox)

    page = decide(editor, "add_language", new_language="nl")
    editor.post(desk_page(), fields_in(page) | {"name.nl": "Samen koken", "sources": "emn-be-2018#1", "publish": "1"})

    made = Program.objects.get()
    assert (made.name["nl"], made.sources) == ("Samen koken", ["emn-be-2018#1"])


def test_a_question_and_a_reason_need_words_and_nothing_typed_is_lost(
    client: Client, letterbox: Any, editor: Client
) -> None:
    sent(client, letterbox)

    asked = decide(editor, "ask", **{"name.en": "Cooking in Ghent"})
    declined = decide(editor, "decline", words="   ")

    assert (asked.status_code, declined.status_code) == (422, 422)
    assert "Write the question." in page_of(asked)
    assert "Write the reason" in page_of(declined)
    assert fields_in(asked)["name.en"] == "Cooking in Ghent"
    assert the_one().state == "waiting"


def test_two_editors_do_not_overwrite_each_other(client: Client, letterbox: Any, editor: Client) -> None:
    sent(client, letterbox)
    first, second = fields_in(editor.get(desk_page())), fields_in(editor.get(desk_page()))
    editor.post(desk_page(), first | {"name.en": "Of the first", "keep": "1"})

    clash = editor.post(desk_page(), second | {"name.en": "Of the second", "publish": "1"})

    assert clash.status_code == 409
    assert fields_in(clash)["name.en"] == "Of the second"
    assert the_one().typed["name"]["en"] == "Of the first"
    assert not Program.objects.exists()


# deciding


def test_declined_with_a_reason_that_the_author_reads(client: Client, letterbox: Any, editor: Client) -> None:
    link = sent(client, letterbox)

    decide(editor, "decline", words="We have this one already.")
    some_round()

    assert the_one().state == "declined"
    assert "We have this one already." in words_of(letterbox.letters[-1])
    assert "We have this one already." in page_of(client.get(link))
    assert press_again(client, link) == 302
    assert the_one().state == "declined"


def press_again(client: Client, link: str) -> int:
    """The author's old window is still open."""
    return client.post(link, {"key": link.partition("?key=")[2], "name.en": "Again", "send": "1"}).status_code


def test_published_it_is_a_record_on_its_shelf_found_at_once_with_its_source(
    client: Client, letterbox: Any, editor: Client
) -> None:
    link = sent(client, letterbox, typed=PRACTICE | {"about.told_by.by": "interview", "about.told_by.agreed": "yes", "about.told_by.on": "2026-11-02"})  # fmt: skip

    decide(editor, "publish")
    some_round()

    made = Program.objects.get()
    page = page_of(client.get("/en/library/practices/be-cooking-together/"))
    assert (made.key, made.origin, made.confidence) == ("be-cooking-together", "editor", "medium")
    assert made.checked_on == timezone.localdate().isoformat()
    assert "Interview with House of Work" in page
    assert "2 November 2026" in page
    assert "Cooking together" in page_of(client.get("/en/library/practices/"))
    assert [row.key for row in search_records("cooking together", "en").rows] == ["be-cooking-together"]
    assert "/en/library/practices/be-cooking-together/" in words_of(letterbox.letters[-1])
    assert "/en/library/practices/be-cooking-together/" in page_of(client.get(link))


def test_a_practice_is_found_in_another_language_through_the_vocabulary(
    client: Client, letterbox: Any, editor: Client
) -> None:
    sent(client, letterbox, typed=PRACTICE | {"name.en": "Work beside a nurse in Ghent"})

    decide(editor, "publish")

    found = page_of(client.get("/ar/library/", {"q": "ممرضة"})).partition('class="steps"')[2]
    assert "Work beside a nurse in Ghent" in found


def test_each_decision_stands_in_the_trail(client: Client, letterbox: Any, editor: Client) -> None:
    sent(client, letterbox)

    decide(editor, "publish", **{"name.en": "Cooking in Ghent"})

    told = dict(AuditEvent.objects.filter(on__startswith="submission:").values_list("what", "detail"))
    assert told == {"submission_changed": {}, "submission_published": {"record": "be-cooking-in-ghent"}}
    assert "published a submission" in page_of(editor.get("/en/desk/trail/"))
    assert Metadata.objects.get(key="be-cooking-in-ghent", last_action_type="create").updated_by.startswith("editor ")


def test_what_is_missing_keeps_it_from_being_published(client: Client, letterbox: Any, editor: Client) -> None:
    sent(client, letterbox)

    answer = decide(editor, "publish", **{"about.told_by.by": ""})

    assert answer.status_code == 422
    assert "without a source nothing is published" in page_of(answer)
    assert not Program.objects.exists()
    assert the_one().state == "waiting"


def test_two_of_one_name_become_two_records(client: Client, letterbox: Any, editor: Client) -> None:
    take_over([Given("program", "be-cooking-together", {"country": "be", "name": {"en": "Cooking together"}})], origin="editor", at=timezone.now(), by="editor")  # fmt: skip
    sent(client, letterbox)

    decide(editor, "publish")

    assert Program.objects.count() == 2
    assert the_one().record_key.startswith("be-cooking-together-")


def test_what_is_there_already_is_shown_beside(client: Client, letterbox: Any, editor: Client) -> None:
    take_over([Given("program", "be-cooking", {"country": "be", "name": {"en": "Cooking together in Ghent"}})], origin="editor", at=timezone.now(), by="editor")  # fmt: skip
    sent(client, letterbox)

    page = page_of(editor.get(desk_page()))

    assert '<a href="/en/library/practices/be-cooking/">' in page


def test_a_document_that_somebody_shared_is_in_the_bibliography(client: Client, letterbox: Any, editor: Client) -> None:
    sent(client, letterbox, "publication", {"name.en": "Work in Ghent", "about.publisher": "House of Work", "about.year": "2026"})  # fmt: skip

    decide(editor, "publish")

    assert "Work in Ghent" in page_of(client.get("/en/library/documents/?country=be"))
    assert Publication.objects.get().about["publisher"] == "House of Work"


# on a day to come


def test_set_for_a_day_it_is_published_by_itself(client: Client, letterbox: Any, editor: Client) -> None:
    link = sent(client, letterbox)
    moment = timezone.localtime() + dt.timedelta(days=2)

    decide(editor, "schedule", publish_at=f"{moment:%Y-%m-%dT%H:%M}")
    some_round()
    before = the_one().state, Program.objects.count(), letterbox.letters[-1]["subject"]
    done = [some_round(days=days).published for days in (1, 3, 4)]

    assert before == ("scheduled", 0, "To be published: Cooking together")
    assert done == [0, 1, 0]
    assert Program.objects.get().key == the_one().record_key
    assert "An editor accepted it" in page_of(client.get(link))
    assert letterbox.letters[-1]["subject"] == "Published: Cooking together"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Write the day and the time"),
        ("2020-01-01T09:00", "This is in the past."),
        ("tomorrow", "Write a day and a time"),
    ],
)
def test_a_day_that_cannot_be_is_told(
    client: Client, letterbox: Any, editor: Client, typed: str, sentence: str
) -> None:
    sent(client, letterbox)

    answer = decide(editor, "schedule", publish_at=typed)

    assert answer.status_code == 422
    assert sentence in page_of(answer)


def test_what_cannot_be_published_on_its_day_waits_again(client: Client, letterbox: Any, editor: Client) -> None:
    """The consent of the story ends before the day on which it was to be published."""
    today = timezone.localdate()
    link = sent(client, letterbox, "story")
    decide(editor, "schedule", publish_at=f"{today + dt.timedelta(days=9)}T09:00", consent_ends_on=str(today + dt.timedelta(days=5)))  # fmt: skip

    assert some_round(days=10).published == 0

    assert the_one().state == "waiting"
    assert "The consent has ended" in page_of(client.get(link))
    assert not Story.objects.exists()


def test_a_day_that_was_set_can_be_taken_away(client: Client, letterbox: Any, editor: Client) -> None:
    sent(client, letterbox)
    decide(editor, "schedule", publish_at="2999-01-01T09:00")

    decide(editor, "wait_again")

    assert the_one().state == "waiting"
    assert some_round(days=1).published == 0


# stories


def test_a_published_story_has_a_consent_and_the_letter_the_link_to_take_it_back(
    client: Client, letterbox: Any, editor: Client
) -> None:
    sent(client, letterbox, "story")

    decide(editor, "publish")
    some_round()

    consent = Consent.objects.get()
    secret = words_of(letterbox.letters[-1]).partition("/library/consent/?key=")[2].split()[0]
    assert (consent.key, consent.how, consent.given_on) == ("be-samir", "paper", dt.date(2026, 11, 2))
    assert len(secret) > 40
    assert client.get(f"/en/library/consent/?key={secret}").status_code == 200
    assert not the_one().letters.exclude(enclosed="").exists()


def test_a_story_that_is_taken_back_is_gone_with_everything_that_was_typed(
    client: Client, letterbox: Any, editor: Client
) -> None:
    link = sent(client, letterbox, "story")
    decide(editor, "publish")

    take_consent_back(Consent.objects.get(), at=timezone.now())

    assert client.get("/en/library/stories/be-samir/").status_code == 410
    assert "bakes bread" not in str(the_one().typed)
    assert "bakes bread" not in page_of(client.get(link))
    assert "bakes bread" not in page_of(editor.get(desk_page()))


# preview


@pytest.mark.parametrize(("language", "word"), [("en", "Preview: only the desk sees this page."), ("ar", 'dir="rtl"')])
def test_the_page_of_the_library_is_seen_before_it_is_published(
    client: Client, letterbox: Any, editor: Client, language: str, word: str
) -> None:
    sent(client, letterbox)

    page = editor.get(f"{desk_page()}preview/{language}/")

    assert word in page.content.decode()
    assert "Newcomers and neighbours cook" in page_of(page) or "Few newcomers meet" in page_of(page)
    assert page.headers["X-Robots-Tag"] == "noindex"
    assert '<meta name="robots" content="noindex">' in page.content.decode()
    assert client.get("/en/library/practices/be-preview/").status_code == 404


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        ("story", None),
        ("event", {"name.en": "Cooking together", "about.date": "2027-03-02", "url": "https://fair.example/"}),
        ("publication", {"name.en": "Cooking together", "about.publisher": "House of Work"}),
    ],
)
def test_every_kind_has_its_preview(client: Client, letterbox: Any, editor: Client, kind: str, typed: Any) -> None:
    sent(client, letterbox, kind, typed)

    page = editor.get(f"{desk_page()}preview/nl/")

    assert page.status_code == 200
    assert "Samir" in page_of(page) or "Cooking together" in page_of(page)


def test_a_preview_leaves_the_shelves_as_they_are(client: Client, letterbox: Any, editor: Client) -> None:
    sent(client, letterbox)

    editor.get(f"{desk_page()}preview/en/")

    assert "Cooking together" not in page_of(client.get("/en/library/practices/"))


def test_what_a_page_cannot_do_without_is_asked_for(client: Client, letterbox: Any, editor: Client) -> None:
    sent(client, letterbox, "event", {"name.en": "Fair", "about.date": "2027-03-02", "url": "https://fair.example/"})
    decide(editor, "keep", **{"about.date": "soon"})

    assert editor.get(f"{desk_page()}preview/en/").status_code == 422
