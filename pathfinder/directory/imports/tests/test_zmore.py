"""JSON of any size and any breakage is read object by object."""

import io
import json
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

from pathfinder.directory.imports.hsds import is_container
from pathfinder.directory.imports.json_file import LARGEST_OBJECT, json_lines, json_objects
from pathfinder.directory.imports.tests.importing import SERVICE
from pathfinder.directory.imports.told import Read, Unusable

pytestmark = pytest.mark.pure

A, B = {"id": "a", "name": "A"}, {"id": "b", "name": "B"}


def read(content: Any) -> list[Read]:
    text = content if isinstance(content, (str, bytes)) else json.dumps(content)
    return list(json_objects(io.BytesIO(text if isinstance(text, bytes) else text.encode()), is_container))


def values(content: Any) -> list[Any]:
    return [one.value for one in read(content)]


@pytest.mark.parametrize(
    "content",
    [
        [A, B],
        {"total_items": 2, "first_page": True, "contents": [A, B], "empty": False},
        f"{json.dumps(A)}\n{json.dumps(B)}",
        {"services": [A], "organizations": [B]},
        f"\n\n[{json.dumps(A)},\n\n{json.dumps(B)}]\n",
    ],
    ids=["a list", "a page of the API", "one after the other", "sections", "with space"],
)
def test_objects_are_found_however_they_are_held(content: Any) -> None:
    assert values(content) == [A, B]


def test_one_object_is_one_record_with_its_own_lists_inside() -> None:
    service = {"id": "s", "phones": [{"number": "1"}], "service_at_locations": []}

    assert values(service) == [service]


def test_a_list_knows_in_which_section_it_stands() -> None:
    assert [one.section for one in read({"services": [A], "organizations": [B]})] == ["services", "organizations"]


def test_a_byte_order_mark_does_no_harm() -> None:
    assert values(b"\xef\xbb\xbf" + json.dumps([A]).encode()) == [A]


def test_a_broken_object_is_named_with_its_line_and_the_next_one_is_read() -> None:
    found = read(f'[\n{json.dumps(A)},\n{{"id": "broken", "name": oops}},\n{json.dumps(B)}\n]')

    assert [one.value for one in found] == [A, None, B]
    assert found[1].where == "record 2 (line 3)"
    assert "not readable as JSON" in found[1].problem


def test_a_file_that_was_cut_off_gives_what_was_whole_and_says_so() -> None:
    found = read(json.dumps([A, B])[:-5])

    assert found[0].value == A
    assert "cut off" in found[-1].problem


def test_a_list_that_does_not_end_is_said_to_be_cut_off() -> None:
    assert "cut off" in read(f"[{json.dumps(A)},")[-1].problem


def test_huge_nesting_is_one_bad_record() -> None:
    found = read("[" + "[" * 100_000 + "]" * 100_000 + "," + json.dumps(B) + "]")

    assert "nested too deeply" in found[0].problem
    assert found[1].value == B


def test_a_huge_string_is_one_bad_record_and_never_held_whole() -> None:
    huge = '{"id": "' + 'x\\"' * (LARGEST_OBJECT // 2) + '"}'

    found = read(f"[{huge}, {json.dumps(B)}]")

    assert "larger than" in found[0].problem
    assert found[1].value == B


def test_a_file_in_pieces_larger_than_a_read_is_read_whole() -> None:
    many = [{"id": str(number), "name": "ä" * 700} for number in range(3_000)]

    assert values(many) == many


def test_rubbish_between_objects_is_said_once() -> None:
    found = read(f"[{json.dumps(A)}, what is this, {json.dumps(B)}]")

    assert [bool(one.problem) for one in found] == [False, True, False]


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"", "empty"), (b"name;city\n", "begins with “n”"), ("[1]".encode("utf-16"), "UTF-16"), (b"   \n ", "empty")],
)
def test_what_is_no_json_is_refused_with_a_sentence(content: bytes, said: str) -> None:
    with pytest.raises(Unusable, match=said):
        read(content)


def lines(text: str | bytes) -> list[Read]:
    return list(json_lines(io.BytesIO(text if isinstance(text, bytes) else text.encode())))


def test_a_bad_line_is_named_and_the_others_are_read() -> None:
    found = lines(f"{json.dumps(A)}\n{{oops\n\n{json.dumps(B)}")

    assert [(one.where, one.value) for one in found] == [("line 1", A), ("line 2", None), ("line 4", B)]


def test_a_line_nested_too_deeply_is_named_and_the_others_are_read() -> None:
    found = lines("[" * 100_000 + "\n" + json.dumps(B))

    assert "nested too deeply" in found[0].problem
    assert found[1].value == B


def test_a_line_without_end_is_named_and_the_others_are_read() -> None:
    found = lines('{"id": "' + "x" * (LARGEST_OBJECT * 2 + 10) + '"}\n' + json.dumps(B))

    assert "larger than" in found[0].problem
    assert found[1].value == B


def test_a_number_that_is_too_long_is_one_bad_line() -> None:
    found = lines("1" * 10_000 + "\n" + json.dumps(B))

    assert found[0].problem
    assert found[1].value == B


WHOLE = json.dumps({"contents": [SERVICE, A, B], "size": 3}).encode()


@settings(max_examples=20000)
@given(
    st.integers(0, len(WHOLE)),
    st.integers(0, 40),
    st.binary(max_size=6) | st.sampled_from([b'"', b"{", b"}", b"[", b"]", b"\\"]),
)
def test_a_file_that_was_damaged_anywhere_is_read_to_its_end(at: int, gone: int, put: bytes) -> None:
    damaged = WHOLE[:at] + put + WHOLE[at + gone :]

    with suppress(Unusable):
        assert len(read(damaged)) < 50
    with suppress(Unusable):
        assert len(lines(damaged)) < 20
