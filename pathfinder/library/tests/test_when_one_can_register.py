"""When one can register for an event, and when the page says why not."""

import pytest
from django.test import Client

from pathfinder.library.models import Registration
from pathfinder.library.tests.registering import EVENT, FORM, SENT, event_page, fill_in, in_days, make_event
from pathfinder.ui.tests.page_text import page_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nobody_sent_yet")]


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
