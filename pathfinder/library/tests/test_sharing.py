"""Somebody shares a practice or a story: a letter with a link, a draft that keeps everything, problems said beside fields."""

import logging
import re
from typing import Any

import pytest
from django.test import Client

from pathfinder.accounts.tests import people
from pathfinder.checking.actions import Allowance
from pathfinder.editing.tests.records import fields_in
from pathfinder.library.models import Submission, SubmissionLetter, SubmissionStep
from pathfinder.library.sharing import views
from pathfinder.library.tests.letters import link_in, words_of
from pathfinder.library.tests.sharing import (
    AMINA,
    CONSENT,
    DRAFT,
    PRACTICE,
    SHARE,
    STORY,
    begin,
    drafted,
    press,
    sent,
    some_round,
    the_one,
)  # fmt: skip
from pathfinder.ui.tests.page_text import page_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nobody_sent_yet")]


# beginning


def test_a_letter_brings_the_link_to_the_draft_and_the_page_shows_nothing_else(client: Client, letterbox: Any) -> None:
    answer = begin(client)
    some_round()

    assert answer.url == "/en/library/share/sent/"
    assert "A letter with a link is on its way to you." in page_of(client.get(answer.url))
    assert letterbox.letters[0]["to"] == AMINA
    assert "Keep the draft" in page_of(client.get(link_in(letterbox.letters[0])))


def test_of_the_secret_in_the_link_only_the_hash_is_kept(client: Client, letterbox: Any) -> None:
    secret = drafted(client, letterbox).partition("?key=")[2]

    kept = str([*Submission.objects.values(), *SubmissionLetter.objects.values()])

    assert secret not in kept
    assert len(SubmissionLetter.objects.get().secret_hash) == 64


def test_the_secret_is_never_written_to_a_log(client: Client, letterbox: Any, caplog: pytest.LogCaptureFixture) -> None:
    link = drafted(client, letterbox)
    caplog.set_level(logging.DEBUG)

    assert press(client, link, "send").status_code == 422

    assert link.partition("?key=")[2] not in caplog.text


def test_a_link_that_is_none_says_so(client: Client) -> None:
    answers = [client.get(f"{DRAFT}?key={key}") for key in ("", "nonsense", "x" * 5000)]

    assert [answer.status_code for answer in answers] == [410] * 3


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"kind": ""}, "Choose what you want to share."),
        ({"kind": "service"}, "Choose what you want to share."),
        ({"country": "xx"}, "Choose one of these countries."),
        ({"email": "nonsense"}, "Give an e-mail address"),
        ({"language": "tlh"}, "Please choose one of these languages"),
        ({"page": "https://spam.example"}, "One field must stay empty"),
        ({"stamp": "forged"}, "The page was open for too long"),
    ],
)
def test_what_cannot_be_is_told_and_what_was_typed_stays(client: Client, typed: dict[str, str], sentence: str) -> None:
    answer = begin(client, **{"email": "amina@example.org", **typed})

    assert answer.status_code == 422
    assert sentence in page_of(answer)
    assert typed.get("email", AMINA) in page_of(answer)
    assert not Submission.objects.exists()


def test_programs_and_other_sites_are_sent_back(client: Client) -> None:
    assert "That was very quick" in page_of(begin(client, seconds_ago=0))
    assert begin(client, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert not Submission.objects.exists()


def test_after_many_tries_one_waits(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "allowance", Allowance(each=2, together=200))

    answers = [begin(client, email=f"amina{n}@example.org", stamp_is=n) for n in range(3)]

    assert [answer.status_code for answer in answers] == [302, 302, 429]


def test_the_same_form_sent_twice_is_one_draft(client: Client) -> None:
    stamp = re.search(r'name="stamp" value="([^"]+)"', client.get(SHARE).content.decode())[1]
    views_now = views.timezone.now() + views.dt.timedelta(seconds=10)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(views.timezone, "now", lambda: views_now)
        answers = [begin(client, stamp=stamp).status_code for _ in range(2)]

    assert answers == [302, 302]
    assert Submission.objects.count() == SubmissionLetter.objects.count() == 1


def test_nobody_gets_many_letters_because_somebody_typed_the_address(client: Client, letterbox: Any) -> None:
    pages = {page_of(client.get(begin(client).url)) for _ in range(4)}
    some_round()

    assert len(pages) == 1
    assert len(letterbox.letters) == 2


def test_the_first_letter_comes_in_the_language_that_was_asked_for(client: Client, letterbox: Any) -> None:
    assert drafted(client, letterbox, language="nl").startswith("/nl/library/share/draft/?key=")


def test_who_works_at_the_desk_needs_no_letter(client: Client, letterbox: Any) -> None:
    people.signed_in(client, people.amina())

    answer = begin(client, email="")

    assert answer.url.startswith(DRAFT)
    assert client.get(answer.url).status_code == 200
    assert (the_one().author.name, the_one().email) == ("Amina", "")
    assert some_round().letters == 0


def test_a_visitor_gets_no_cookie(client: Client, letterbox: Any) -> None:
    press(client, drafted(client, letterbox), "keep", PRACTICE)

    assert not client.cookies


# the draft


def test_whatever_is_typed_is_kept_however_wrong(client: Client, letterbox: Any) -> None:
    link = drafted(client, letterbox, "event")
    wrong = {
        "name.en": "",
        "about.date": "next spring",
        "about.stream": "javascript:alert(1)",
        "about.place.en": "Ghent",
    }

    page = press(client, link, "keep", wrong)

    assert "Your draft is kept" in page_of(page)
    assert {name: fields_in(client.get(link))[name] for name in wrong} == wrong


def test_rows_and_languages_are_added_without_scripts_and_kept(client: Client, letterbox: Any) -> None:
    link = drafted(client, letterbox)

    client.post(link, fields_in(client.get(link)) | PRACTICE | {"add": "about.activities"})
    client.post(link, fields_in(client.get(link)) | {"new_language": "ar", "add_language": "1"})

    fields = fields_in(client.get(link))
    assert fields["about.activities.0.en"] == fields["name.ar"] == ""
    assert fields["name.en"] == PRACTICE["name.en"]


def test_what_editors_alone_fill_in_is_not_asked_and_not_taken(client: Client, letterbox: Any) -> None:
    link = drafted(client, letterbox)

    press(
        client, link, "keep", PRACTICE | {"confidence": "high", "sources": "emn-be-2018#1", "organization": "be-vdab"}
    )

    assert "sources" not in fields_in(client.get(link))
    assert not {"confidence", "sources", "organization"} & the_one().typed.keys()


def test_two_windows_do_not_overwrite_each_other(client: Client, letterbox: Any) -> None:
    link = drafted(client, letterbox)
    first, second = fields_in(client.get(link)), fields_in(client.get(link))
    client.post(link, first | {"name.en": "From the first window", "keep": "1"})

    clash = client.post(link, second | {"name.en": "From the second window", "keep": "1"})
    again = client.post(link, fields_in(clash) | {"keep": "1"})

    assert clash.status_code == 409
    assert "changed in another window" in page_of(clash)
    assert fields_in(again)["name.en"] == the_one().typed["name"]["en"] == "From the second window"


def test_a_draft_can_be_erased_and_nothing_of_it_stays(client: Client, letterbox: Any) -> None:
    link = drafted(client, letterbox)
    press(client, link, "keep", PRACTICE)

    assert "Your draft is erased" in page_of(press(client, link, "take_back"))

    assert not Submission.objects.exists()
    assert client.get(link).status_code == 410


# sending


def test_a_practice_is_sent_and_its_course_is_seen_behind_the_same_link(client: Client, letterbox: Any) -> None:
    link = sent(client, letterbox)

    page = page_of(client.get(link))
    assert the_one().state == "waiting"
    assert "waits for an editor" in page
    assert "You sent it to the editors" in page
    assert "Cooking together" in page
    assert "We have it: Cooking together" in letterbox.letters[-1]["subject"]


def test_sending_twice_is_sending_once(client: Client, letterbox: Any) -> None:
    link = drafted(client, letterbox)
    form = fields_in(client.get(link)) | PRACTICE | {"send": "1"}

    answers = [client.post(link, form).status_code for _ in range(2)]

    assert answers == [302, 302]
    assert [step.what for step in SubmissionStep.objects.all()] == ["sent"]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"name.en": ""}, "Fill this in."),
        ({"about.told_by.by": "", "about.told_by.who.en": ""}, "without a source nothing is published"),
        ({"about.told_by.who.en": ""}, "Write who it is, or what it is called."),
        ({"about.told_by.by": "interview"}, "we publish an interview or a consultation only with their yes"),
        ({"about.told_by.by": "consultation"}, "we publish an interview or a consultation only with their yes"),
        ({"about.told_by.on": "2999-01-01"}, "This day is still to come."),
        ({"about.started": "2026", "about.ended": "2024"}, "This is before the beginning."),
        ({"about.need.en": "x" * 50_000}, "This is too long."),
        ({"territory": "be-nowhere"}, "We do not know “be-nowhere”."),
        ({"url": "javascript:alert(1)"}, "Write a whole address"),
    ],
)  # fmt: skip
def test_what_is_missing_or_wrong_is_said_and_nothing_is_lost(
    client: Client, letterbox: Any, typed: dict[str, str], sentence: str
) -> None:
    link = drafted(client, letterbox)

    page = press(client, link, "send", PRACTICE | typed)

    assert page.status_code == 422
    assert sentence in page_of(page)
    assert {name: fields_in(client.get(link))[name] for name in typed} == typed
    assert the_one().state == "draft"


def test_words_pasted_from_word_become_plain_words_and_the_page_says_so(client: Client, letterbox: Any) -> None:
    link = drafted(client, letterbox)
    pasted = "<!--[if gte mso 9]><xml><w:View>Normal</w:View></xml><![endif]--><p class=MsoNormal>We <b>cook</b>&nbsp;together.<o:p></o:p></p>"

    page = press(client, link, "keep", {"description.en": pasted})

    assert "We took the marks out and kept the words" in page_of(page)
    assert the_one().typed["description"]["en"] == "We cook together."


def test_a_script_is_never_run_nor_kept(client: Client, letterbox: Any) -> None:
    link = drafted(client, letterbox)

    page = press(
        client, link, "keep", {"name.en": "<script>alert(1)</script>Cooking", "about.type": '"><img src=x onerror=1>'}
    )

    assert "<script>alert" not in page.content.decode()
    assert the_one().typed["name"]["en"] == "Cooking"


def test_an_event_needs_its_page_or_somebody_who_says_so_and_its_date_in_order(client: Client, letterbox: Any) -> None:
    link = drafted(client, letterbox, "event")
    fair = {"name.en": "Job fair", "about.date": "2027-03-03/2027-03-02"}

    wrong = press(client, link, "send", fair)
    right = press(client, link, "send", fair | {"about.date": "2027-03-02", "url": "https://fair.example/"})

    assert "The last day is before the first." in page_of(wrong)
    assert "without a source nothing is published" in page_of(wrong)
    assert right.status_code == 302


def test_a_document_is_its_own_source(client: Client, letterbox: Any) -> None:
    sent(client, letterbox, "publication", {"name.en": "Work in Ghent", "about.publisher": "House of Work"})

    assert the_one().state == "waiting"


# a story, with consent


def test_a_story_is_sent_with_the_consent_of_its_person(client: Client, letterbox: Any) -> None:
    sent(client, letterbox, "story")

    assert the_one().state == "waiting"
    assert the_one().beside == CONSENT


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"consent_yes": ""}, "only if the person is over 18 and said yes"),
        ({"consent_how": ""}, "Choose how the person said yes."),
        ({"consent_how": "by looks"}, "Choose how the person said yes."),
        ({"consent_given_on": ""}, "Write a day, such as 2026-11-25."),
        ({"consent_given_on": "2999-01-01"}, "This day is still to come."),
        ({"consent_ends_on": "2026-11-01"}, "This is before the beginning."),
        ({"consent_given_on": "2020-01-01", "consent_ends_on": "2021-01-01"}, "The consent has ended"),
        ({"about.told_by.by": "doers", "about.told_by.agreed": ""}, "we publish a story only with their yes"),
    ],
)
def test_a_story_without_consent_is_refused_and_kept(
    client: Client, letterbox: Any, typed: dict[str, str], sentence: str
) -> None:
    link = drafted(client, letterbox, "story")

    page = press(client, link, "send", STORY | CONSENT | typed)

    assert page.status_code == 422
    assert sentence in page_of(page)
    assert fields_in(client.get(link))["description.en"] == STORY["description.en"]
    assert the_one().state == "draft"


def test_who_has_not_looked_at_the_consent_yet_is_not_blamed(client: Client, letterbox: Any) -> None:
    link = drafted(client, letterbox, "story")

    assert "only if the person is over 18" not in page_of(press(client, link, "keep", STORY))


# taking back


def test_the_author_takes_back_what_waits(client: Client, letterbox: Any) -> None:
    link = sent(client, letterbox)

    press_take_back = client.post(link, {"key": link.partition("?key=")[2], "take_back": "1"})
    some_round()

    assert press_take_back.status_code == 302
    assert the_one().state == "taken-back"
    assert "You took it back" in page_of(client.get(link))
    assert "Taken back: Cooking together" in letterbox.letters[-1]["subject"]


def test_somebody_who_works_here_finds_what_they_shared_in_the_own_data(client: Client) -> None:
    people.signed_in(client, people.piet())
    press(client, begin(client, email="").url, "keep", PRACTICE)

    [told] = client.get("/en/account/my-data.json").json()["submissions"]

    assert (told["kind"], told["state"], told["typed"]["name"]["en"]) == ("program", "draft", "Cooking together")


@pytest.mark.parametrize(
    "page", ["/en/library/", "/en/library/practices/", "/en/library/stories/", "/en/library/events/"]
)
def test_the_shelves_lead_to_sharing(client: Client, page: str) -> None:
    assert f'href="{SHARE}' in client.get(page).content.decode()


def test_a_list_leads_to_its_own_kind(client: Client) -> None:
    page = client.get(f"{SHARE}?kind=story").content.decode()

    assert re.findall(r'name="kind" value="(\w+)"[^>]* checked', page) == ["story"]


def test_a_letter_that_the_mail_server_did_not_take_is_tried_again(
    client: Client, letterbox: Any, settings: Any
) -> None:
    begin(client)
    port, settings.EMAIL_PORT = settings.EMAIL_PORT, 1
    assert some_round().letters == 0
    settings.EMAIL_PORT = port

    assert [some_round(minutes=minutes).letters for minutes in (1, 6)] == [0, 1]
    assert "/library/share/draft/?key=" in words_of(letterbox.letters[0])
