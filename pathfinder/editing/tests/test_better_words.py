"""A reader suggests better words without an account or a script; a translator takes them over or declines."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from pathfinder.accounts.models import AuditEvent
from pathfinder.accounts.tests.people import olena, samir, signed_in
from pathfinder.checking.actions import Allowance, new_stamp
from pathfinder.directory.actions import edit_record
from pathfinder.editing import better_words_views
from pathfinder.editing.exchange.kept_in_files import texts_of_pack
from pathfinder.editing.exchange.lookup import wording_with
from pathfinder.editing.models import Suggestion
from pathfinder.editing.suggestions import suggest, taken_over_into
from pathfinder.editing.tests.records import COURSE, document, reviewed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("records")]

LIST = f"/nl/better-words/record/{COURSE}/"
FORM = f"/nl/better-words/record/{COURSE}/{COURSE}:description/"
DESK = "/en/desk/translations/nl/suggestions/"
TEXT = f"record:{COURSE}:description"
BETTER = "Leer in drie maanden Nederlands."
ON = dt.date(2026, 11, 25)


@pytest.fixture(autouse=True)
def own_allowance(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(better_words_views, "allowance", Allowance(each=20, together=300))


@pytest.fixture
def translator(client: Client) -> Client:
    return signed_in(client, olena())


def form(**typed: str) -> dict[str, str]:
    return {"words": BETTER, "stamp": new_stamp(timezone.now() - dt.timedelta(seconds=10)), "page": "", **typed}


def kept(text: str = TEXT, words: str = BETTER) -> Suggestion:
    wording = wording_with(text, "nl")
    assert wording is not None
    suggest(wording, words, form=words[:32], on=ON)
    return Suggestion.objects.get(suggested=words)


def decision(one: Suggestion, what: str = "take", **typed: Any) -> dict[str, Any]:
    wording = wording_with(one.text, one.language)
    assert wording is not None
    return {"id": one.pk, "decision": what, "words": one.suggested, "seen": wording.mark, **typed}


# readers


def test_a_record_in_another_language_leads_to_the_form(client: Client) -> None:
    assertContains(client.get(f"/nl/record/{COURSE}/"), LIST)
    assertNotContains(client.get(f"/en/record/{COURSE}/"), "better-words")
    assertContains(client.get(LIST), FORM)


def test_the_form_shows_the_original_and_the_translation(client: Client) -> None:
    page = client.get(FORM)

    assertContains(page, "Learn Dutch in three months.")
    assertContains(page, "Leer Nederlands in drie maanden.")


def test_only_what_is_translated_can_be_better(client: Client) -> None:
    assert client.get(f"/nl/better-words/record/{COURSE}/{COURSE}:name/").status_code == 404  # the source says it
    assert client.get(f"/en/better-words/record/{COURSE}/{COURSE}:description/").status_code == 404
    assert client.get("/nl/better-words/record/be-nothing/").status_code == 404


def test_better_words_are_kept_and_nothing_of_the_reader(strict_csrf_client: Client) -> None:
    page = strict_csrf_client.post(FORM, form())

    assertRedirects(page, f"{LIST}?sent=1")
    assert not page.cookies
    told = Suggestion.objects.values().get()
    assert (told["text"], told["language"], told["suggested"]) == (TEXT, "nl", BETTER)
    assert told["words"] == "Leer Nederlands in drie maanden."
    assert document(COURSE)["description"]["nl"]["state"] == "machine"  # nobody sees it yet


def test_a_form_that_is_sent_twice_is_one_suggestion(client: Client) -> None:
    sent = form()
    client.post(FORM, sent)
    client.post(FORM, sent)
    client.post(FORM, form())  # the same words from another form

    assert Suggestion.objects.count() == 1


@pytest.mark.parametrize(
    ("typed", "status"),
    [
        ({"words": ""}, 422),
        ({"words": "Leer Nederlands in drie maanden."}, 422),
        ({"words": BETTER + " {n}"}, 422),
        ({"words": "x" * 2_001}, 422),
        ({"page": "https://spam.example/"}, 422),
        ({"stamp": "made up"}, 422),
    ],
)
def test_what_is_not_taken_comes_back_with_a_sentence(client: Client, typed: dict[str, str], status: int) -> None:
    page = client.post(FORM, form(**typed))

    assertContains(page, 'role="alert"', status_code=status)
    assertContains(page, typed.get("words", BETTER), status_code=status)
    assert not Suggestion.objects.exists()


def test_many_forms_in_an_hour_are_too_many(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(better_words_views, "allowance", Allowance(each=1, together=300))
    client.post(FORM, form())

    assert client.post(FORM, form(words="Iets anders.")).status_code == 429
    assert Suggestion.objects.count() == 1


def test_a_text_of_the_law_can_be_better_too(client: Client) -> None:
    client.post(
        "/nl/better-words/be/be-vlg-mandatory-2018/be-vlg-mandatory-2018:says/", form(words="U moet het volgen.")
    )

    assert Suggestion.objects.get().text == "be:be-vlg-mandatory-2018:says"


def test_a_question_that_all_countries_share_is_found(client: Client) -> None:
    assertContains(client.get("/nl/better-words/be/residence_ground/"), "residence_ground:question")


def test_words_of_the_interface_are_found_by_what_somebody_saw(client: Client) -> None:
    assertContains(client.get("/nl/better-words/interface/", {"words": "hulp vinden"}), "Find help")
    assert client.get("/nl/better-words/interface/", {"words": "xyzzy"}).status_code == 404


# translators


def test_a_suggestion_stands_beside_the_original_and_the_translation(translator: Client) -> None:
    kept()

    page = translator.get(DESK)

    assertContains(page, "Learn Dutch in three months.")
    assertContains(page, "Leer Nederlands in drie maanden.")
    assertContains(page, BETTER)
    assertContains(translator.get("/en/desk/translations/"), "1 reader suggests better words")
    assertContains(translator.get("/en/desk/translations/nl/"), DESK)


def test_what_is_taken_over_into_a_record_is_read_by_a_person(translator: Client) -> None:
    one = kept()

    page = translator.post(DESK, decision(one, words="Leer Nederlands: drie maanden."))

    assertRedirects(page, DESK)
    assert document(COURSE)["description"]["nl"] == reviewed("Leer Nederlands: drie maanden.")
    assert not Suggestion.objects.exists()
    assert AuditEvent.objects.get(what="suggestion_taken").on == f"text:{TEXT}"


def test_what_is_taken_over_for_a_pack_waits_for_its_file(translator: Client) -> None:
    one = kept("be:be-vlg-mandatory-2018:says", "U moet het volgen.")

    translator.post(DESK, decision(one))

    one.refresh_from_db()
    assert (one.state, one.decided_by.partition(" ")[0]) == (Suggestion.TAKEN, "translator")
    file = translator.get("/en/desk/translations/nl/file/", {"state": "suggested", "format": "po"})
    assertContains(file, 'msgstr "U moet het volgen."')


def test_what_a_pack_says_by_now_is_forgotten() -> None:
    told = next(one for one in texts_of_pack("be", "nl") if one.state == "machine")
    mine = {"text": told.id, "language": "nl", "suggested_on": ON, "state": Suggestion.TAKEN}
    Suggestion.objects.create(form="1", suggested=told.words, **mine)
    Suggestion.objects.create(form="2", suggested=told.words + "!", **mine)

    assert taken_over_into("nl") == 1


def test_what_is_declined_is_gone(translator: Client) -> None:
    translator.post(DESK, decision(kept(), "decline"))

    assert not Suggestion.objects.exists()
    assert document(COURSE)["description"]["nl"]["state"] == "machine"


def test_nobody_takes_over_what_they_did_not_see(translator: Client) -> None:
    sent = decision(kept())
    now = document(COURSE)["description"] | {"en": "Learn Dutch in a year."}
    edit_record("service", COURSE, {"description": now}, at=timezone.now(), by="editor")

    page = translator.post(DESK, sent)

    assertContains(page, "Somebody changed this text meanwhile", status_code=422)
    assertContains(page, BETTER, status_code=422)
    assert Suggestion.objects.count() == 1


def test_what_is_filled_in_stays(translator: Client) -> None:
    page = translator.post(DESK, decision(kept(), words="{n} maanden"))

    assertContains(page, "{n}", status_code=422)


@pytest.mark.parametrize("id_", ["", "0", "x", "9" * 30])
def test_a_suggestion_that_is_none_is_said(translator: Client, id_: str) -> None:
    assertContains(translator.post(DESK, {"id": id_}), "decided about this suggestion already", status_code=422)


def test_who_only_looks_on_decides_nothing(client: Client) -> None:
    one = kept()
    observer = signed_in(client, samir())

    assertNotContains(observer.get(DESK), "Take over")
    assert observer.post(DESK, decision(one)).status_code == 404
    assert observer.get("/en/desk/translations/nl/file/").status_code == 404
    assert signed_in(Client(), olena()).get("/en/desk/translations/ar/suggestions/").status_code == 404


def test_terms_of_the_vocabulary_stand_beside_the_original(translator: Client) -> None:
    now = {"en": "Ask for a work permit.", "uk": {"text": "Попросіть дозвіл.", "state": "machine"}}
    edit_record("service", COURSE, {"description": now}, at=timezone.now(), by="editor")

    assertContains(translator.get(f"/en/desk/translations/uk/{COURSE}/"), "дозвіл на роботу")


def test_the_packs_are_counted_by_language(translator: Client) -> None:
    page = translator.get("/en/desk/translations/", {"country": "be"})

    far = next(one for one in page.context["of_packs"] if one.language == "uk")
    assert far.texts == sum(far.counts.values()) > 1_000
    assert far.counts["machine"] > 0
