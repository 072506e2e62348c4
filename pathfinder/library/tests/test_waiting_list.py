"""Places of an event and the waiting list: who waits first gets the next one."""

import re
from typing import Any

import pytest
from django.test import Client

from pathfinder.library.models import Registration
from pathfinder.library.tests.letters import link_in, words_of
from pathfinder.library.tests.registering import (
    AMINA,
    OLENA,
    PIET,
    SENT,
    come,
    event_page,
    fill_in,
    make_event,
    press,
    some_round,
)  # fmt: skip
from pathfinder.ui.tests.page_text import page_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nobody_sent_yet")]


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
