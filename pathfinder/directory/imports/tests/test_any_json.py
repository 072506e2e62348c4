"""Whatever stands in a file, a record is taken or refused with a sentence; nothing else ever happens."""

import copy
import json
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

from pathfinder.directory.documents import RECORDS, normal
from pathfinder.directory.imports.checking import Door
from pathfinder.directory.imports.data_inclusion import DataInclusionConverter
from pathfinder.directory.imports.hsds import HsdsConverter
from pathfinder.directory.imports.tests.importing import ORGANIZATION, SERVICE
from pathfinder.directory.imports.tests.test_data_inclusion import SERVICE as FRENCH_SERVICE, STRUCTURE
from pathfinder.directory.imports.told import Refused, TermOn
from pathfinder.directory.opendata.hsds.own_profile import OURS

pytestmark = pytest.mark.pure

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | st.sampled_from(["\udce9", "\x00", "=1", "be"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["id", "name", "en", "text", "code", "x"]), inner, max_size=3),
    max_leaves=6,
)  # fmt: skip
FULL_SERVICE: dict[str, Any] = {
    **SERVICE,
    "organization": {
        **ORGANIZATION, "tax_id": "1", "organization_identifiers": [{"id": "l", "identifier": "2"}],
        "additional_websites": [{"url": "https://x.example/"}], "locations": [{"id": "m", "location_type": "postal"}],
        "programs": [{"id": "n", "name": "o"}], "services": [{"id": "q", "name": "r", "status": "active"}],
        OURS: {"languages": [{"code": "nl"}], "kind": "ngo"},
    },
    "additional_urls": [{"url": "https://x.example/"}],
    "program": {"id": "p", "name": "Program", "description": "x"},
    "phones": [{"id": "a", "number": "1", "languages": [{"id": "b", "code": "nl"}]}],
    "schedules": [{"id": "c", "freq": "WEEKLY", OURS: {"opening_hours": "Mo-Fr 09:00-12:00"}}],
    "contacts": [{"id": "d", "name": "Amina"}],
    "cost_options": [{"id": "e", "amount": 5, "currency": "eur"}],
    "service_areas": [{"id": "f", "name": "Here"}],
    "attributes": [{"id": "g", "taxonomy_term": {"id": "h", "code": "i", "taxonomy_detail": {"id": "j", "name": "k"}}}],
    OURS: {
        "key": "be-x", "country": "be", "text_languages": ["nl"], "texts": {"name": {"nl": "Tafel"}}, "status": "pilot",
        "eligibility": {"audiences": ["youth"]}, "sources": [{"reference": "a#1"}], "notes": ["x"], "results": ["y"],
    },
}  # fmt: skip


def paths_in(value: Any, before: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path for name, inner in inside for path in ((*before, name), *paths_in(inner, (*before, name)))]


def changed(value: Any, path: tuple[Any, ...], new: Any) -> Any:
    copied = copy.deepcopy(value)
    inner = copied
    for name in path[:-1]:
        inner = inner[name]
    inner[path[-1]] = new
    return copied


def take(converter: Any, section: str, value: Any) -> None:
    """Taken, as text that every database can hold, or refused."""
    with suppress(Refused):
        for told in converter.records(section, value, "here"):
            document, terms = Door("en").document(told)
            if told.kind in RECORDS:
                document = normal(told.kind, document)
            assert "\\u0000" not in json.dumps([document, terms], allow_nan=False, default=vars_of)
            json.dumps(document, ensure_ascii=False).encode()


def vars_of(term: TermOn) -> list[str]:
    return [term.term, term.link_type]


@settings(max_examples=300)
@given(st.sampled_from(paths_in(FULL_SERVICE)), ANYTHING)
def test_any_value_anywhere_in_a_service_of_hsds(path: tuple[Any, ...], new: Any) -> None:
    take(HsdsConverter(), "services", changed(FULL_SERVICE, path, new))


@settings(max_examples=150)
@given(
    st.sampled_from(["", "organizations", "locations", "programs", "service_at_location", "taxonomy_terms"]), ANYTHING
)
def test_any_value_as_an_object_of_hsds(section: str, value: Any) -> None:
    take(HsdsConverter(), section, value)


@settings(max_examples=200)
@given(st.sampled_from(paths_in({**FRENCH_SERVICE, "structure": STRUCTURE})), ANYTHING)
def test_any_value_anywhere_in_a_service_of_data_inclusion(path: tuple[Any, ...], new: Any) -> None:
    take(DataInclusionConverter(), "services", changed({**FRENCH_SERVICE, "structure": STRUCTURE}, path, new))


def test_objects_inside_each_other_without_end_are_refused() -> None:
    value: dict[str, Any] = {"id": "0", "name": "x"}
    for number in range(240):
        service = {"id": f"s{number}", "name": "x", "status": "active", "organization": value}
        value = {"id": f"o{number}", "name": "x", "services": [service]}

    with pytest.raises((Refused, RecursionError)):
        list(HsdsConverter().records("organizations", value, "here"))
