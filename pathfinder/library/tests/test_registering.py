"""Registering for an event: with a letter to confirm, and nothing that tells others who is registered."""

import datetime as dt
import logging
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from pathfinder.checking.actions import Allowance, new_stamp
from pathfinder.library.events.registering import views
from pathfinder.library.models import EventList, Registration, RegistrationLetter
from pathfinder.library.tests.letters import link_in, words_of
from pathfinder.library.tests.registering import (
    AMINA,
    EVENT,
    FORM,
    OLENA,
    PIET,
    SENT,
    come,
    event_page,
    fill_in,
    key_in,
    make_event,
    press,
    some_round,
)  # fmt: skip
from pathfinder.ui.tests.page_text import page_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nobody_sent_yet")]


# the way of somebody who registers


def test_somebody_registers_and_confirms_by_a_letter(client: Client, letterbox: Any) -> None:
    make_event()
    assert f'href="{FORM}"' in event_page(client)

    sent = fill_in(client, AMINA, name="Amina", event_language="uk", needs="A place for a wheelchair")
    some_round()
    assert sent.url == SENT
    assert letterbox.letters[0]["to"] == AMINA
    assert "Job fair" in letterbox.letters[0]["subject"]
    done = press(client, letterbox.letters[0], "confirm")

    page = page_of(client.get(done.url))
    assert "You have a place." in page
    assert "A place for a wheelchair" in page
    one = Registration.objects.get()
    assert (one.email, one.name, one.event_language, one.is_confirmed, one.waits) == (AMINA, "Amina", "uk", True, False)


def test_the_second_letter_has_the_place_the_calendar_and_the_way_out(client: Client, letterbox: Any) -> None:
    make_event()

    letter = come(client, letterbox, AMINA, name="Amina")

    words = words_of(letter)
    assert words.startswith("Hello Amina,")
    assert "Town hall, Ghent" in words
    assert f"http://testserver/en/library/events/{EVENT}/event.ics" in words
    assert press(client, letter, "erase").status_code == 200
    assert Registration.objects.count() == 0


def test_looking_at_the_link_confirms_nothing(client: Client, letterbox: Any) -> None:
    """Programs that look for viruses in letters open their links."""
    make_event()
    fill_in(client)
    some_round()

    assert [client.get(link_in(letterbox.letters[0])).status_code for _ in range(3)] == [200] * 3

    assert not Registration.objects.get().is_confirmed


def test_letters_come_in_the_language_that_was_asked_for(client: Client, letterbox: Any) -> None:
    make_event()

    fill_in(client, language="nl")
    some_round()

    assert "Jobbeurs" in str(letterbox.letters[0]["subject"])
    assert "/nl/library/registration/?key=" in words_of(letterbox.letters[0])


def test_a_letter_to_an_address_that_is_not_confirmed_carries_no_word_of_a_stranger(
    client: Client, letterbox: Any
) -> None:
    make_event()

    fill_in(client, name="Cheap pills at evil.example", needs="Cheap pills")
    some_round()

    assert "pills" not in words_of(letterbox.letters[0])


def test_a_name_cannot_begin_a_line_of_its_own(client: Client, letterbox: Any) -> None:
    make_event()

    letter = come(client, letterbox, AMINA, name="Amina\r\nBcc: all@example.org\u202e")

    assert words_of(letter).startswith("Hello Amina Bcc: all@example.org,\n")
    assert letter["bcc"] is None


def test_of_the_secret_in_the_link_only_the_hash_is_kept(client: Client, letterbox: Any) -> None:
    make_event()
    fill_in(client)
    some_round()

    kept = str([*Registration.objects.values(), *RegistrationLetter.objects.values()])

    assert key_in(letterbox.letters[0]) not in kept
    assert len(RegistrationLetter.objects.get().secret_hash) == 64


def test_every_letter_that_one_got_keeps_its_link(client: Client, letterbox: Any) -> None:
    make_event()
    come(client, letterbox, AMINA)

    links = [link_in(letter) for letter in letterbox.letters]

    assert len(set(links)) == 2
    assert [client.get(link).status_code for link in links] == [200, 200]


# who is registered is told to nobody


def test_who_registers_twice_hears_it_by_letter_and_the_page_says_the_same(client: Client, letterbox: Any) -> None:
    make_event()
    first = fill_in(client, AMINA, name="Amina")
    first_page = page_of(client.get(first.url))
    some_round()
    press(client, letterbox.letters[0], "confirm")
    some_round()

    again = fill_in(client, "  AMINA@Example.ORG ", name="Somebody else")
    some_round()

    assert (again.status_code, again.url) == (first.status_code, first.url)
    assert page_of(client.get(again.url)) == first_page
    assert "You are registered already" in letterbox.letters[-1]["subject"]
    assert [one.name for one in Registration.objects.all()] == ["Amina"]


def test_a_stranger_cannot_fill_a_mailbox(client: Client, letterbox: Any) -> None:
    make_event()

    answers = [fill_in(client, AMINA).url for _ in range(6)]
    some_round()

    assert answers == [SENT] * 6
    assert len(letterbox.letters) == 2


def test_who_did_not_confirm_yet_may_correct_what_was_typed(client: Client) -> None:
    make_event()
    fill_in(client, AMINA, needs="A place for a weelchair")

    fill_in(client, AMINA, needs="A place for a wheelchair")

    assert Registration.objects.get().needs == "A place for a wheelchair"


def test_a_form_sent_twice_is_one(client: Client, letterbox: Any) -> None:
    make_event()
    same = new_stamp(timezone.now() - dt.timedelta(seconds=10))

    fill_in(client, stamp=same)
    fill_in(client, stamp=same)
    some_round()

    assert len(letterbox.letters) == 1


def test_a_visitor_gets_no_cookie_and_needs_none(letterbox: Any) -> None:
    make_event()
    strict = Client(enforce_csrf_checks=True)

    assert not strict.get(FORM).cookies
    assert not fill_in(strict).cookies
    some_round()
    assert press(strict, letterbox.letters[0], "confirm").status_code == 302
    assert not strict.cookies
    assert Registration.objects.get().is_confirmed


def test_nothing_of_a_registration_is_logged(client: Client, letterbox: Any, caplog: pytest.LogCaptureFixture, settings: Any) -> None:  # fmt: skip
    make_event()
    caplog.set_level(logging.DEBUG)
    come(client, letterbox, AMINA, name="Amina-0815")
    letter = letterbox.letters[0]
    client.put(link_in(letter))
    press(client, letter, "erase")
    client.get(link_in(letter))
    fill_in(client, PIET, page="x")
    settings.EMAIL_PORT = 1
    fill_in(client, OLENA)
    some_round()

    ours = "\n".join(record.getMessage() for record in caplog.records if not record.name.startswith("mail."))
    assert "Gone" in ours  # that something was refused is told
    assert "could not be sent" in ours
    assert [secret for secret in (AMINA, PIET, OLENA, "Amina-0815", key_in(letter)) if secret in ours] == []


def test_the_network_address_is_not_kept(client: Client) -> None:
    make_event()

    fill_in(client, headers={"User-Agent": "a phone", "X-Forwarded-For": "203.0.113.9"})

    kept = str([*Registration.objects.values(), *RegistrationLetter.objects.values(), *EventList.objects.values()])
    assert [mark for mark in ("203.0.113.9", "127.0.0.1", "a phone") if mark in kept] == []


@pytest.mark.parametrize("address", ["", "?key=", "?key=nonsense", f"?key={'x' * 5000}", "?key=%00"])
def test_a_link_that_is_none_gets_a_sentence(client: Client, address: str) -> None:
    answer = client.get(f"/en/library/registration/{address}")

    assert answer.status_code == 410
    assert "This link does not work any more" in page_of(answer)
    assert client.get(f"/en/library/registration/registration.json{address}").status_code == 410


@pytest.mark.parametrize("address", [FORM, SENT, "/en/library/registration/?key=x"])
def test_no_cache_and_no_search_engine_keeps_these_pages(client: Client, address: str) -> None:
    make_event()

    page = client.get(address)

    assert "no-store" in page["Cache-Control"]
    assert '<meta name="robots" content="noindex">' in page_of(page)


# the form says what is not right, and keeps what was typed


@pytest.mark.parametrize(
    ("typed", "sentence", "status"),
    [
        ({"email": ""}, "Give an e-mail address, such as amina@example.org.", 422),
        ({"email": "amina"}, "Give an e-mail address, such as amina@example.org.", 422),
        ({"email": "amina@example.org\nBcc: x@example.org"}, "Give an e-mail address", 422),
        ({"email": "a" * 250 + "@example.org"}, "Give an e-mail address", 422),
        ({"email": "amina@\x00example.org"}, "Give an e-mail address", 422),
        ({"takes_part": "by-letter"}, "Please choose: on the spot or online.", 422),
        ({"event_language": "klingon"}, "Please choose one of these languages, or none.", 422),
        ({"language": "xx"}, "Please choose one of these languages, or none.", 422),
        ({"name": "n" * 61}, "Please write less: it is 1 letter too long.", 422),
        ({"page": "https://spam.example"}, "One field must stay empty", 422),
        ({"stamp": ""}, "The page was open for too long", 422),
        ({"stamp": "forged"}, "The page was open for too long", 422),
        ({"seconds_ago": 1}, "That was very quick", 422),
        ({"headers": {"Sec-Fetch-Site": "cross-site"}}, "This form was sent from another site", 403),
    ],
)
def test_a_form_that_is_not_right_comes_back_with_a_sentence_and_what_was_typed(
    client: Client, typed: dict, sentence: str, status: int
) -> None:
    make_event()

    answer = fill_in(client, **{"needs": "A place for a wheelchair", "event_language": "uk", **typed})

    page = page_of(answer)
    assert answer.status_code == status
    assert sentence in page
    assert 'role="alert"' in page
    assert "A place for a wheelchair</textarea>" in page
    assert Registration.objects.count() == 0


def test_needs_that_are_too_long_stay_in_the_form(client: Client) -> None:
    make_event()

    answer = fill_in(client, needs="y" * 503)

    assert "Please write less: it is 3 letters too long." in page_of(answer)
    assert "y" * 503 in page_of(answer)


def test_after_many_tries_one_waits_and_loses_nothing(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    make_event()
    monkeypatch.setattr(views, "allowance", Allowance(each=2, together=200))
    taken = [fill_in(client, f"amina{n}@example.org").status_code for n in range(2)]

    answer = fill_in(client, OLENA, needs="The third one")

    assert taken == [302, 302]
    assert answer.status_code == 429
    assert "send them again in 60 minutes" in page_of(answer)
    assert OLENA in page_of(answer)
    assert "The third one" in page_of(answer)
    assert Registration.objects.count() == 2


# one's own data


def test_the_link_gives_everything_that_is_kept_as_a_file(client: Client, letterbox: Any) -> None:
    make_event()
    letter = come(client, letterbox, AMINA, name="Amina", needs="A place for a wheelchair")

    answer = client.get("/en/library/registration/registration.json", {"key": key_in(letter)})

    told = answer.json()
    assert answer["Content-Disposition"] == 'attachment; filename="pathfinder-registration.json"'
    assert (told["event"], told["email"], told["name"], told["needs"]) == (
        EVENT,
        AMINA,
        "Amina",
        "A place for a wheelchair",
    )
    assert [one["kind"] for one in told["letters"]] == ["confirm", "place"]


def test_one_button_erases_it_before_it_was_confirmed_too(client: Client, letterbox: Any) -> None:
    make_event()
    fill_in(client)
    some_round()

    press(client, letterbox.letters[0], "erase")

    assert (Registration.objects.count(), RegistrationLetter.objects.count()) == (0, 0)
    assert press(client, letterbox.letters[0], "confirm").status_code == 410


def test_the_link_still_erases_when_the_event_is_gone_from_the_library(client: Client, letterbox: Any) -> None:
    from pathfinder.directory.queries import RECORDS

    make_event()
    letter = come(client, letterbox, AMINA)
    RECORDS["event"].objects.filter(key=EVENT).delete()

    assert "Your registration" in page_of(client.get(link_in(letter)))
    some_round()
    press(client, letter, "erase")

    assert Registration.objects.count() == 0


@pytest.mark.parametrize("language", ["nl", "fr", "de", "ar"])
def test_every_language_has_the_pages(client: Client, letterbox: Any, language: str) -> None:
    make_event()
    fill_in(client, language=language)
    some_round()

    pages = [
        client.get(address.replace("/en/", f"/{language}/")) for address in (FORM, SENT, link_in(letterbox.letters[0]))
    ]

    assert [page.status_code for page in pages] == [200] * 3
