"""Who says so stands among the sources of an item."""

from typing import Any

import pytest

from pathfinder.library.content import Item, Shelf
from pathfinder.rulebooks.words import Source

pytestmark = pytest.mark.pure


def sources(shelf: Shelf, **data: Any) -> list[tuple[str, str, str]]:
    found: tuple[Source, ...] = Item("be-one", "be", shelf, {"title": {"en": "One"}, **data}).sources
    return [(source.title, source.publisher, source.date) for source in found]


@pytest.mark.parametrize(
    ("by", "who", "title"),
    [
        ("interview", "Samir", "Interview with Samir"),
        ("consultation", "ten desks", "Consultation of stakeholders: ten desks"),
        ("doers", "House of Work", "Told by House of Work"),
        ("publication", "Work in Ghent", "Work in Ghent"),
        ("interview", "", "Interview"),
    ],
)
def test_a_practice_names_who_told_it(by: str, who: str, title: str) -> None:
    told_by = {"by": by, "who": {"en": who} if who else {}, "on": "2026-11-25", "url": "https://www.house.example/a"}

    assert sources("practices", told_by=told_by) == [(title, "house.example", "2026-11-25")]


def test_what_a_pack_cites_comes_first() -> None:
    told = sources("practices", sources=["emn-be-2018#1"], told_by={"by": "doers", "who": {"en": "House of Work"}})

    assert [title for title, _publisher, _date in told][1:] == ["Told by House of Work"]


def test_a_document_and_the_page_of_an_event_are_their_own_source() -> None:
    assert sources("documents", publisher="House of Work", year="2026") == [("One", "House of Work", "2026")]
    assert sources("events", url="https://fair.example/") == [("One", "fair.example", "")]
    assert sources("events") == []


def test_nobody_says_a_practice_without_a_source() -> None:
    assert sources("practices", told_by={"agreed": True}) == []
