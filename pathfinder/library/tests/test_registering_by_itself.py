"""What happens to registrations without anybody doing anything: reminders, letters that wait, forgetting."""

import datetime as dt
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from pathfinder.library import owed
from pathfinder.library.events.registering import post
from pathfinder.library.events.registering.opening import Opening
from pathfinder.library.models import EventList, Registration, RegistrationLetter
from pathfinder.library.tests.letters import words_of
from pathfinder.library.tests.registering import AMINA, OLENA, PIET, come, fill_in, make_event, some_round

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nobody_sent_yet")]


def subjects(box: Any) -> list[str]:
    return [letter["subject"] for letter in box.letters]


def test_a_reminder_comes_a_week_and_a_day_before_each_once(client: Client, letterbox: Any) -> None:
    make_event(20)
    come(client, letterbox, AMINA)
    before = len(letterbox.letters)

    rounds_of_days = [some_round(days=after).reminders for after in range(21) for _twice in range(2)]

    assert [(n // 2, done) for n, done in enumerate(rounds_of_days) if done] == [(13, 1), (19, 1)]
    assert subjects(letterbox)[before:] == ["Reminder: Job fair"] * 2
    assert "event.ics" in words_of(letterbox.letters[-1])


def test_a_reminder_that_was_missed_comes_later_and_two_come_as_one(client: Client, letterbox: Any) -> None:
    make_event(20)
    come(client, letterbox, AMINA)

    assert some_round(days=15).reminders == 1
    assert some_round(days=20).reminders == 1
    assert some_round(days=20).reminders == 0


def test_who_registers_in_the_last_week_is_reminded_the_day_before_only(client: Client, letterbox: Any) -> None:
    make_event(4)
    come(client, letterbox, AMINA)

    done = [some_round(days=after).reminders for after in range(5)]

    assert done == [0, 0, 0, 1, 0]


def test_who_waits_or_did_not_confirm_is_not_reminded(client: Client, letterbox: Any) -> None:
    make_event(20, places=0)
    come(client, letterbox, AMINA, may_wait="1")
    fill_in(client, PIET, may_wait="1")

    assert some_round(days=19).reminders == 0


def test_everybody_hears_that_an_event_is_called_off_and_nobody_is_reminded(client: Client, letterbox: Any) -> None:
    make_event(20, places=1)
    come(client, letterbox, AMINA)
    come(client, letterbox, PIET, may_wait="1")
    fill_in(client, OLENA, may_wait="1")
    some_round()
    before = len(letterbox.letters)

    make_event(20, status="cancelled", places=1)
    some_round(days=19)
    some_round(days=19)

    assert [(letter["to"], letter["subject"]) for letter in letterbox.letters[before:]] == [
        (AMINA, "It does not take place: Job fair"), (PIET, "It does not take place: Job fair"),
    ]  # fmt: skip


def test_a_letter_that_the_mail_server_does_not_take_is_sent_later(
    client: Client, letterbox: Any, settings: Any
) -> None:
    make_event()
    port, settings.EMAIL_PORT = settings.EMAIL_PORT, 1
    fill_in(client)
    assert some_round().letters == 0

    settings.EMAIL_PORT = port
    assert some_round().letters == 0  # not at once again
    assert some_round(minutes=6).letters == 1
    assert some_round(minutes=12).letters == 0
    assert len(letterbox.letters) == 1


def test_a_letter_that_nobody_takes_is_given_up(client: Client, letterbox: Any, settings: Any) -> None:
    make_event()
    come(client, letterbox, AMINA)
    settings.EMAIL_PORT = 1
    make_event(status="cancelled", places=1)

    done = [some_round(days=after).letters for after in range(12)]

    assert sum(done) == 0
    assert RegistrationLetter.objects.get(sent_at=None).tries == owed.MOST_TRIES


def test_a_program_that_ended_while_sending_keeps_a_letter_for_minutes_only(client: Client, letterbox: Any, monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    make_event()
    fill_in(client)
    with monkeypatch.context() as patch:
        patch.setattr(owed, "send_letter", _interrupted)
        with pytest.raises(KeyboardInterrupt):
            some_round()

    assert some_round(minutes=5).letters == 0
    assert some_round(minutes=11).letters == 1


def _interrupted(*_: Any) -> None:
    raise KeyboardInterrupt


def test_a_letter_that_is_not_true_any_more_is_not_sent(client: Client, letterbox: Any, settings: Any) -> None:
    """The mail server was away while somebody got a place, and then until the event was over."""
    make_event(20, places=0)
    fill_in(client, AMINA, may_wait="1")
    some_round()
    Registration.objects.update(confirmed_at=timezone.now(), held_until=None)
    post.owe(Registration.objects.get(), RegistrationLetter.WAITING, timezone.now())
    make_event(20, places=1)

    some_round()
    post.owe(Registration.objects.get(), RegistrationLetter.AGAIN, timezone.now())
    some_round(days=21)

    assert subjects(letterbox) == ["Please confirm: Job fair", "You have a place now: Job fair"]


def test_needs_are_erased_the_day_after_and_everything_after_a_month(client: Client, letterbox: Any) -> None:
    make_event(20)
    come(client, letterbox, AMINA, name="Amina", needs="A place for a wheelchair")

    some_round(days=20)
    assert Registration.objects.get().needs == "A place for a wheelchair"
    some_round(days=21)
    assert (Registration.objects.get().needs, Registration.objects.get().name) == ("", "Amina")
    some_round(days=50)
    assert Registration.objects.count() == 1
    assert some_round(days=51).erased == 1

    assert [model.objects.count() for model in (Registration, RegistrationLetter, EventList)] == [0, 0, 0]


def test_everything_is_erased_also_when_the_event_is_gone_from_the_library(client: Client, letterbox: Any) -> None:
    from pathfinder.directory.queries import RECORDS

    make_event(20)
    come(client, letterbox, AMINA, needs="A place for a wheelchair")
    RECORDS["event"].objects.filter(key="be-ev-fair").delete()

    some_round(days=21)
    assert Registration.objects.get().needs == ""
    some_round(days=51)

    assert Registration.objects.count() == 0


def test_an_event_that_is_moved_keeps_its_people_until_a_month_after(client: Client, letterbox: Any) -> None:
    make_event(20)
    come(client, letterbox, AMINA)

    make_event(60)

    assert some_round(days=51).erased == 0
    assert some_round(days=53).reminders == 1


def test_the_command_does_a_round_and_says_what_it_did(client: Client, letterbox: Any) -> None:
    make_event()
    fill_in(client)
    said = StringIO()

    call_command("look_after_registrations", stdout=said)
    call_command("look_after_registrations", stdout=said)

    assert [line.partition(" reminders were due. ")[2] for line in said.getvalue().splitlines()] == [
        "1 letters sent. 0 registrations erased.", "0 letters sent. 0 registrations erased.",
    ]  # fmt: skip
    assert len(letterbox.letters) == 1


def test_without_a_last_day_registration_ends_when_the_event_begins() -> None:
    begins, ends = dt.date(2027, 3, 1), dt.date(2027, 3, 3)

    opening = Opening("be-ev", begins, ends, places=5)

    assert [opening.state(begins + dt.timedelta(days=after)) for after in (-1, 0, 1, 2, 3)] == [
        "open", "open", "closed", "closed", "past",
    ]  # fmt: skip
