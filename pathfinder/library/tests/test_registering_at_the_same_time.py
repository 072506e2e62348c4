"""Many people at the same time: no place goes to two, nobody is registered twice, no letter is sent twice."""

from collections import Counter
from typing import Any

import pytest
from django.utils import timezone

from pathfinder.library.events.registering import actions
from pathfinder.library.events.registering.actions import Typed
from pathfinder.library.events.registering.opening import Opening
from pathfinder.library.models import Registration
from pathfinder.library.tests.registering import EVENT, make_event, some_round, today

pytestmark = pytest.mark.django_db(transaction=True)

PEOPLE = 8


def opening(places: int | None) -> Opening:
    return Opening(EVENT, today(), today(), places=places)


def register(email: str, places: int | None, form: str = "") -> None:
    actions.register(
        opening(places), Typed(email), site="http://testserver", form=form or email[:30], at=timezone.now()
    )


def confirm(pk: int, places: int) -> None:
    actions.confirm(pk, opening(places), at=timezone.now())


def counted() -> tuple[int, int]:
    """How many are registered, how many of them have a place."""
    return Registration.objects.count(), Registration.objects.exclude(placed_at=None).count()


def test_people_who_register_at_the_same_time_do_not_get_the_same_place(many: Any) -> None:
    many(*(lambda n=n: register(f"amina{n}@example.org", 3) for n in range(PEOPLE)))

    assert many(counted) == [(PEOPLE, 3)]


def test_people_who_confirm_at_the_same_time_do_not_get_the_same_place(many: Any) -> None:
    many(*(lambda n=n: register(f"amina{n}@example.org", 0) for n in range(PEOPLE)))
    [keys] = many(lambda: list(Registration.objects.values_list("pk", flat=True)))

    many(*(lambda pk=pk: confirm(pk, 3) for pk in keys))

    assert many(counted) == [(PEOPLE, 3)]


def test_people_who_cancel_at_the_same_time_give_each_place_once(many: Any) -> None:
    many(*(lambda n=n: register(f"amina{n}@example.org", 4) for n in range(PEOPLE)))
    [keys] = many(lambda: list(Registration.objects.values_list("pk", flat=True)))
    many(*(lambda pk=pk: confirm(pk, 4) for pk in keys))
    [placed] = many(lambda: list(Registration.objects.exclude(placed_at=None).values_list("pk", flat=True)))

    many(*(lambda pk=pk: actions.erase(pk, opening(4), at=timezone.now()) for pk in placed))

    assert many(counted) == [(4, 4)]


def test_the_same_address_at_the_same_time_is_registered_once(many: Any) -> None:
    many(*(lambda n=n: register("amina@example.org", None, form=str(n)) for n in range(PEOPLE)))

    assert many(counted) == [(1, 1)]


def test_several_servers_send_each_letter_once(letterbox: Any, many: Any) -> None:
    many(make_event)
    many(*(lambda n=n: register(f"amina{n}@example.org", None) for n in range(PEOPLE)))

    done = many(*(lambda: some_round().letters for _ in range(4)))

    assert sum(done) == PEOPLE
    assert set(Counter(letter["to"] for letter in letterbox.letters).values()) == {1}
    assert len(letterbox.letters) == PEOPLE
