"""Who may open which page of the desk: a table. Strangers get 404, nobody is sent to the sign-in."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import get_resolver, reverse
from django.urls.resolvers import URLPattern, URLResolver
from django.utils import timezone

from pathfinder.accounts.actions import Offer, invite
from pathfinder.accounts.models import User
from pathfinder.accounts.tests.people import AT, HOUSE, amina, olena, person, piet, samir, signed_in
from pathfinder.editing.models import Proposal
from pathfinder.editing.tests.records import COURSE, OTHER, OTHER_COURSE

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("records")]

E, T, P, O = "editor", "translator", "provider", "observer"  # noqa: E741  # the columns of a table
ALL = (E, T, P, O)
PEOPLE: dict[str, Callable[[], User]] = {E: piet, T: olena, P: amina, O: samir}
# name of the page, its arguments, who may open it, who may send its form (None where there is none)
TABLE: list[tuple[str, dict[str, str], tuple[str, ...], tuple[str, ...] | None]] = [
    ("editing:desk", {}, ALL, None),
    ("editing:records", {}, (E, T, O), None),
    ("editing:new-record", {}, (E,), (E,)),
    ("editing:record", {"key": COURSE}, ALL, (E, P)),
    ("editing:record", {"key": HOUSE}, ALL, (E, P)),
    ("editing:record", {"key": OTHER}, (E, T, O), (E,)),
    ("editing:record", {"key": OTHER_COURSE}, (E, T, O), (E,)),
    ("editing:record", {"key": "be-nothing"}, (), ()),
    ("editing:history", {"key": COURSE}, ALL, None),
    ("editing:history", {"key": OTHER_COURSE}, (E, T, O), None),
    ("editing:proposals", {}, (E, P, O), None),
    ("editing:proposal", {"id_": "of-the-house"}, (E, P, O), (E, P)),
    ("editing:proposal", {"id_": "of-another"}, (E, O), (E,)),
    ("editing:translations", {}, (E, T, O), None),
    ("editing:translations-into", {"into": "nl"}, (E, T, O), None),
    ("editing:translations-into", {"into": "ar"}, (E, O), None),
    ("editing:translate", {"into": "nl", "key": COURSE}, (E, T, O), (E, T)),
    ("editing:translate", {"into": "ar", "key": COURSE}, (E, O), (E,)),
    ("editing:translations-file", {"into": "nl"}, (E, T), None),
    ("editing:translations-file", {"into": "ar"}, (E,), None),
    ("editing:suggestions", {"into": "nl"}, (E, T, O), (E, T)),
    ("editing:suggestions", {"into": "ar"}, (E, O), (E,)),
    ("editing:conflicts", {}, (E, O), None),
    ("editing:conflict-settled", {"key": HOUSE, "field": "name"}, (), (E,)),
    ("accounts:people", {}, (E,), (E,)),
    ("accounts:person", {"id_": "somebody"}, (E,), (E,)),
    ("accounts:blocked", {"id_": "somebody"}, (), (E,)),
    ("accounts:role-away", {"id_": "somebody", "membership": "of-somebody"}, (), (E,)),
    ("accounts:invitation-again", {"id_": "invitation"}, (), (E,)),
    ("accounts:invitation-withdrawn", {"id_": "invitation"}, (), (E,)),
    ("accounts:trail", {}, (E, O), None),
    ("accounts:trail-csv", {}, (E, O), None),
]

BUTTONS = {"reason": "", "approve": "1", "withdraw": "1", "choice": "ours", "country": "be"}

of_the_table = pytest.mark.parametrize(
    ("name", "arguments", "readers", "writers"), TABLE, ids=[f"{row[0]} {' '.join(row[1].values())}" for row in TABLE]
)


@pytest.fixture
def things() -> dict[str, Any]:
    """Ids of what the table speaks of."""
    somebody = person("Somebody", "observer")
    proposals = {
        place: Proposal.objects.create(
            kind="service", key=key, organization_key=house, signature="provider x", made_at=AT, before={}, changes={"minimum_age": 16}
        ).pk
        for place, key, house in (("of-the-house", COURSE, HOUSE), ("of-another", OTHER_COURSE, OTHER))
    }  # fmt: skip
    invitation = invite("new@example.org", Offer("observer"), language="en", by=None, at=timezone.now())
    return {
        "somebody": somebody.pk, "of-somebody": somebody.held[0].pk, "invitation": invitation.pk, **proposals,
    }  # fmt: skip


def address(name: str, arguments: dict[str, str], things: dict[str, Any]) -> str:
    named = {key: things.get(value, value) for key, value in arguments.items()}
    return reverse(name, kwargs={"language": "en", **named}) + "?kind=service&country=be"


@of_the_table
def test_who_may_open_and_who_may_send(
    name: str,
    arguments: dict[str, str],
    readers: tuple[str, ...],
    writers: tuple[str, ...] | None,
    things: dict[str, Any],
) -> None:
    page = address(name, arguments, things)
    clients = {role: signed_in(Client(), make()) for role, make in PEOPLE.items()}

    opened = {role: client.get(page).status_code for role, client in clients.items()}
    sent = {role: client.post(page, BUTTONS).status_code for role, client in clients.items()}

    assert {role for role, status in opened.items() if status == 200} == set(readers)
    assert {status for status in opened.values() if status != 200} <= {404, 405}
    assert {role for role, status in sent.items() if status in (200, 302, 409, 422)} == set(writers or ())
    assert {status for status in sent.values() if status not in (200, 302, 409, 422)} <= {404, 405}


@of_the_table
def test_a_stranger_finds_nothing_and_nobody_is_sent_to_the_sign_in(
    name: str,
    arguments: dict[str, str],
    readers: tuple[str, ...],
    writers: tuple[str, ...] | None,
    things: dict[str, Any],
) -> None:
    page = address(name, arguments, things)
    stranger = Client()
    stranger.force_login(person("Stranger"))

    assert stranger.get(page).status_code in (404, 405)
    assert stranger.post(page).status_code in (404, 405)
    asked = Client().get(page)
    assert asked.status_code == 405 or asked.url.startswith("/en/account/login/?next=")
    assert Client().post(page).status_code in (403, 405)  # the form comes back, to be sent after signing in


def test_every_page_of_the_desk_stands_in_the_table() -> None:
    at_the_desk = {
        name
        for name, route in _routes(get_resolver())
        if "/desk/" in route and name.split(":")[0] in ("editing", "accounts")
    }

    assert at_the_desk == {row[0] for row in TABLE}


def _routes(resolver: URLResolver, before: str = "", room: str = "") -> list[tuple[str, str]]:
    found = []
    for pattern in resolver.url_patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            found.append((f"{room}:{pattern.name}", route))
        else:
            found += _routes(pattern, route, pattern.namespace or room)
    return found
