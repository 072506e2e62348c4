"""What the project began with, the five texts and the facts of nine countries, is found in the library and the directory."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from typing import Any

import pytest
import yaml
from django.test import Client

from pathfinder.content.actions import load_packs
from rulebook.load import load_rulebook, parsed_files
from tests.packs.seeds import LIST, ROOT, addresses, with_tables

FACTS = ROOT.parent / "shared" / "facts"
COUNTRIES = ("be", "es", "gb", "hu", "ie", "it", "nl", "si", "sk")
SHELVES = (
    "practices", "stories", "events", "documents", "indicators", "policies", "challenges", "monitoring_instruments",
)  # fmt: skip
LOADED = datetime(2026, 11, 25, 9, tzinfo=UTC)
FILES = parsed_files()
SAME = {
    "programme": {"programme", "sessions"},
    "organiser": {"organizer", "organization"},
}  # a field of the facts, and the words of the packs for it

Get = Callable[[str], str]
needs_the_facts = pytest.mark.skipif(
    not FACTS.exists(), reason="the facts files that the packs were made from are not beside the project"
)
in_each_country = pytest.mark.parametrize("country", COUNTRIES)


@pytest.fixture
def page(client: Client, db: None) -> Get:
    """The body of a page, asked for once; nothing where it does not answer 200. All packs are loaded."""
    load_packs(ROOT / "packs", at=LOADED)
    seen: dict[str, str] = {}

    def get(address: str) -> str:
        if address not in seen:
            response = client.get(address)
            seen[address] = response.content.decode() if response.status_code == 200 else ""
        return seen[address]

    return get


@cache
def facts_of(country: str) -> Any:
    return yaml.load(
        (FACTS / f"{country}.yaml").read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    )


@cache
def pack_of(country: str) -> Any:
    return load_rulebook(ROOT / "packs", country, files=FILES).pack


def test_the_list_names_every_item_of_the_packs_that_rests_on_one_of_the_texts() -> None:
    text = LIST.read_text(encoding="utf-8")

    assert with_tables(text) == text, "Make the tables anew: python -m tests.packs.seeds"


@pytest.mark.one_database
def test_every_address_of_the_list_is_a_page_and_every_document_stands_on_it(page: Get) -> None:
    told = [address.partition("#") for address in addresses(LIST.read_text(encoding="utf-8"))]

    assert len(told) > 300
    assert [address for address, _hash, _place in told if not page(address)] == []
    assert [place for address, _hash, place in told if place and f'id="{place}"' not in page(address)] == []


@needs_the_facts
@in_each_country
@pytest.mark.parametrize("shelf", SHELVES)
def test_every_item_of_the_facts_stands_on_its_shelf(country: str, shelf: str) -> None:
    wanted = {item["id"] for item in facts_of(country).get(shelf) or ()}

    assert wanted - {item["id"] for item in pack_of(country)["library"].get(shelf) or ()} == set()


@needs_the_facts
@in_each_country
def test_every_actor_and_service_of_the_facts_has_a_record(country: str) -> None:
    facts, pack = facts_of(country), pack_of(country)

    assert {one["id"] for one in facts["organisations"]} - set(pack["organizations"]) == set()
    assert {one["id"] for one in facts["services"]} - set(pack["services"]) == set()


@needs_the_facts
@in_each_country
def test_the_numbers_of_every_figure_are_those_of_the_facts(country: str) -> None:
    shown = {item["id"]: item["observations"] for item in pack_of(country)["library"]["indicators"]}

    assert [one["id"] for one in facts_of(country)["indicators"] if one["observations"] != shown[one["id"]]] == []


@needs_the_facts
@in_each_country
@pytest.mark.parametrize("shelf", ["practices", "stories", "events", "documents"])
def test_what_the_facts_say_of_an_item_is_said_on_the_shelf(country: str, shelf: str) -> None:
    """Addresses of copies are left away by the packs on purpose; who organises an event may be a record."""
    shown = {item["id"]: item.keys() for item in pack_of(country)["library"].get(shelf) or ()}
    lost = [
        (item["id"], name)
        for item in facts_of(country).get(shelf) or ()
        for name, value in item.items()
        if value not in (None, "", []) and name != "url" and not SAME.get(name, {name}) & shown[item["id"]]
    ]

    assert lost == []
