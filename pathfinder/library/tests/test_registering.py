"""Registering for an event: with a letter to confirm, a waiting list, and nothing that tells others who is registered."""

import datetime as dt
import logging
import re
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from pathfinder.checking.actions import Allowance, new_stamp
from pathfinder.library.events.registering import views
from pathfinder.library.models import EventList, Registration, RegistrationLetter
from pathfinder.library.tests.registering import (
    AMINA,
    EVENT,
    FORM,
    OLENA,
    PIET,
    SENT,
    come,
    fill_in,
    in_days,
    key_in,
    link_in,
    make_event,
    press,
    some_round,
    words_of,
)  # fmt: skip

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nobody_registered_yet(monkeypatch: pytest.MonkeyPatch) -> None:
    """What other tests sent is not counted here."""
    monkeypatch.setattr(views, "allowance", Allowance(each=50, together=200))


def page_of(answer: Any) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


def event_page(client: Client) -> str:
    return page_of(client.get(f"/en/library/events/{EVENT}/"))


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


# when one can register


@pytest.mark.parametrize(
    ("days", "told", "sentence"),
    [
        (20, {"opens": 5, "closes": 10}, "Registration opens on"),
        (20, {"opens": -9, "closes": -1}, "Registration closed on"),
        (-1, {"opens": -30, "closes": 10}, "Registration closed on"),
    ],
)
def test_outside_its_days_the_form_says_so_and_keeps_what_was_typed(client: Client, days: int, told: dict, sentence: str) -> None:  # fmt: skip
    make_event(days, **{name: in_days(after) for name, after in told.items()})

    answer = fill_in(client, needs="A place for a wheelchair")

    assert answer.status_code == 422
    assert sentence in page_of(answer)
    assert "A place for a wheelchair" in page_of(answer)
    assert sentence in page_of(client.get(FORM))
    assert "<textarea" not in page_of(client.get(FORM))
    assert Registration.objects.count() == 0


def test_an_event_that_is_called_off_takes_nobody(client: Client) -> None:
    make_event(status="cancelled", places=5)

    assert "This event does not take place." in page_of(fill_in(client))
    assert "This event does not take place." in event_page(client)
    assert Registration.objects.count() == 0


def test_on_its_first_and_on_its_last_day_registration_is_open(client: Client) -> None:
    make_event(opens=in_days(0), closes=in_days(0))

    assert fill_in(client).url == SENT


@pytest.mark.parametrize(
    "told",
    [
        {"opens": "2099-02-01", "closes": "2099-01-01"},
        {"opens": "soon"},
        {"places": "many"},
        {"places": -1},
        {"places": None, "opens": ""},
    ],
)
def test_what_cannot_be_opens_nothing(client: Client, told: dict) -> None:
    """Dates that are reversed, words where a number belongs; a form of the desk that was left empty."""
    make_event(**told)

    assert client.get(FORM).status_code == 404
    assert fill_in(client).status_code == 404
    assert FORM not in event_page(client)


def test_events_of_the_past_and_without_registration_say_nothing_of_it(client: Client) -> None:
    make_event(-1, places=5)

    assert "Registration" not in event_page(client)
    assert client.get("/en/library/events/be-ev-dt4e-2024/register/").status_code == 404
    assert client.get("/en/library/events/nothing/register/").status_code == 404


def test_who_registers_elsewhere_is_led_there(client: Client) -> None:
    make_event(url="https://tickets.example/fair")

    assert 'href="https://tickets.example/fair"' in event_page(client)
    assert client.get(FORM).url == f"/en/library/events/{EVENT}/"
    assert fill_in(client).status_code == 302
    assert Registration.objects.count() == 0


def test_an_address_that_is_a_program_is_no_address(client: Client) -> None:
    make_event(url="javascript:alert(1)")

    assert "javascript:" not in event_page(client)


# places and the waiting list


def test_a_full_event_has_a_waiting_list_and_who_cancels_gives_the_place_to_the_next(
    client: Client, letterbox: Any
) -> None:
    make_event(places=1)
    of_amina = come(client, letterbox, AMINA)
    assert "All places are taken." in event_page(client)
    of_piet = come(client, letterbox, PIET, may_wait="1")
    of_olena = come(client, letterbox, OLENA, may_wait="1")
    assert "number 1 on the waiting list" in words_of(of_piet)
    assert "number 2 on the waiting list" in words_of(of_olena)

    assert "Your registration is erased" in page_of(press(client, of_amina, "erase"))
    some_round()

    assert letterbox.letters[-1]["to"] == PIET
    assert "You have a place now" in letterbox.letters[-1]["subject"]
    assert [(one.email, one.waits) for one in Registration.objects.order_by("pk")] == [(PIET, False), (OLENA, True)]
    assert "You are number 1 on the waiting list." in page_of(client.get(link_in(of_olena)))


def test_who_did_not_see_that_it_is_full_is_asked_first(client: Client) -> None:
    make_event(places=1)
    fill_in(client, AMINA)

    answer = fill_in(client, PIET, needs="A place for a wheelchair")

    page = page_of(answer)
    assert answer.status_code == 422
    assert "The last place was taken in the meantime." in page
    assert "A place for a wheelchair" in page
    assert fill_in(client, PIET, may_wait=re.search(r'name="may_wait" value="(.)"', page)[1]).url == SENT


def test_a_place_is_held_for_a_day_and_then_goes_to_who_waits(client: Client, letterbox: Any) -> None:
    make_event(places=1)
    fill_in(client, AMINA)
    come(client, letterbox, PIET, may_wait="1")
    assert Registration.objects.get(email=PIET).waits

    done = some_round(hours=24)

    assert (done.places, done.erased) == (1, 1)
    assert [(one.email, one.waits) for one in Registration.objects.all()] == [(PIET, False)]
    assert client.get(link_in(letterbox.letters[0])).status_code == 410


def test_asking_again_does_not_hold_a_place_for_longer(client: Client) -> None:
    make_event(places=1)
    fill_in(client)
    until = Registration.objects.get().held_until

    fill_in(client)

    assert Registration.objects.get().held_until == until


def test_who_confirms_first_waits_first(client: Client, letterbox: Any) -> None:
    make_event(places=0)
    fill_in(client, AMINA, may_wait="1")
    some_round()
    come(client, letterbox, PIET, may_wait="1")

    press(client, letterbox.letters[0], "confirm")
    some_round()

    assert "number 2 on the waiting list" in words_of(letterbox.letters[-1])


def test_more_places_at_the_desk_go_to_who_waits(client: Client, letterbox: Any) -> None:
    make_event(places=0)
    come(client, letterbox, AMINA, may_wait="1")

    make_event(places=3)

    assert some_round().places == 1
    assert "You have a place now" in letterbox.letters[-1]["subject"]


def test_who_takes_part_online_needs_no_place(client: Client, letterbox: Any) -> None:
    make_event(places=1, is_online_too=True)
    come(client, letterbox, AMINA, takes_part="here")

    letter = come(client, letterbox, PIET, takes_part="online")

    assert "You take part online." in words_of(letter)
    assert not Registration.objects.get(email=PIET).waits


def test_confirming_twice_changes_nothing(client: Client, letterbox: Any) -> None:
    make_event()
    come(client, letterbox, AMINA)
    when = Registration.objects.get().confirmed_at

    press(client, letterbox.letters[0], "confirm")
    some_round()

    assert Registration.objects.get().confirmed_at == when
    assert len(letterbox.letters) == 2


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
