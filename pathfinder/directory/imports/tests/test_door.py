"""Every value of a foreign record is checked once; what is only wrong is left out with a note."""

from typing import Any

import pytest

from pathfinder.directory.imports.checking import Door
from pathfinder.directory.imports.code_words import country_code, language_code
from pathfinder.directory.imports.told import Refused, Told
from pathfinder.directory.imports.values import LONGEST_NAME, LONGEST_TEXT, external_id

pytestmark = pytest.mark.pure


def checked(kind: str = "service", **raw: Any) -> tuple[dict[str, Any], list[str]]:
    told = Told(kind, "x1", {"name": "A name", **raw}, "line 1")
    document, _terms = Door("en").document(told)
    return {name: value for name, value in document.items() if name != "name"}, told.notes


@pytest.mark.parametrize(
    ("kind", "field", "told", "kept"),
    [
        ("service", "url", "https://x.example/a?b=c", "https://x.example/a?b=c"),
        ("service", "url", "www.x.example/a", "https://www.x.example/a"),
        ("service", "email", "mailto:a@x.example", "a@x.example"),
        ("service", "minimum_age", "16", 16),
        ("service", "minimum_age", 16.0, 16),
        ("service", "description", 2026, {"en": "2026"}),
        ("service", "description", {"nl": "Woorden"}, {"nl": "Woorden"}),
        ("service", "valid_from", "2026-05-01T10:00:00Z", "2026-05-01"),
        ("service", "themes", ["language", "language"], ["language"]),
        ("service", "alternate_name", "Two\n  lines", {"en": "Two lines"}),
        ("location", "location_type", "postal", "postal"),
        ("organization", "year_incorporated", "1998", 1998),
    ],
)
def test_a_value_is_kept_in_its_own_form(kind: str, field: str, told: Any, kept: Any) -> None:
    assert checked(kind, **{field: told}) == ({field: kept}, [])


@pytest.mark.parametrize(
    ("kind", "field", "told"),
    [
        ("service", "url", "javascript:alert(1)"),
        ("service", "url", "not an address"),
        ("service", "url", "ftp://x.example/"),
        ("service", "url", "https://" + "x" * 3_000 + ".example"),
        ("service", "email", "nobody"),
        ("service", "email", {"a": 1}),
        ("service", "minimum_age", "sixteen"),
        ("service", "minimum_age", -1),
        ("service", "minimum_age", 10**30),
        ("service", "minimum_age", float("nan")),
        ("service", "minimum_age", True),
        ("service", "valid_from", "1 May"),
        ("service", "checked_on", "9999-12-31"),
        ("service", "themes", ["magic"]),
        ("service", "status", "sleeping"),
        ("service", "description", ["a", "list"]),
        ("service", "phones", "+32 2 555 01 00"),
        ("service", "phones", [{"type": "voice"}]),
        ("service", "phones", ["+32 2 555 01 00"]),
        ("service", "phones", [{"number": "1" * 61}]),
        ("organization", "year_incorporated", 100_000),
        ("location", "location_type", "cloud"),
    ],
)
def test_a_value_that_is_wrong_is_left_out_with_a_note_that_names_it(kind: str, field: str, told: Any) -> None:
    document, notes = checked(kind, **{field: told})

    assert field not in document
    assert notes[0].startswith(field)


@pytest.mark.parametrize(("latitude", "longitude"), [(100, 3), (51, 200), (51, None), ("north", 3)])
def test_a_point_that_is_not_on_the_earth_is_left_out(latitude: Any, longitude: Any) -> None:
    document, notes = checked("location", latitude=latitude, longitude=longitude)

    assert document == {}
    assert notes


def test_control_characters_and_turned_directions_are_taken_out_with_a_note() -> None:
    document, notes = checked(description="One\x00two \u202ethree\nfour\u200ffive")

    assert document == {"description": {"en": "Onetwo three\nfour\u200ffive"}}
    assert notes == ["description: control characters taken out"]


def test_a_formula_is_text() -> None:
    assert checked(description="=HYPERLINK(1)")[0] == {"description": {"en": "=HYPERLINK(1)"}}


@pytest.mark.parametrize("name", [None, "", "   ", "\x00", {}])
def test_a_record_without_a_name_is_refused(name: Any) -> None:
    with pytest.raises(Refused, match="no name"):
        checked(name=name)


@pytest.mark.parametrize(
    ("field", "told"),
    [
        ("description", "x" * (LONGEST_TEXT + 1)),
        ("name", "x" * (LONGEST_NAME + 1)),
        ("phones", [{"number": "1"}] * 501),
    ],
)
def test_a_record_with_a_huge_value_is_refused_and_the_reason_names_it(field: str, told: Any) -> None:
    with pytest.raises(Refused, match=rf"{field}: [\d,]+ .*at most"):
        checked(**{field: told})


def test_bytes_of_another_encoding_refuse_the_record_and_say_what_to_do() -> None:
    latin = b"caf\xe9".decode("utf-8", errors="surrogateescape")

    with pytest.raises(Refused, match=r"not UTF-8.*iconv"):
        checked(description=latin)


@pytest.mark.parametrize("told", [None, "", "  ", True, 1.5, {"a": 1}, "x" * 256, "a\x00b", "caf\udce9"])
def test_an_id_that_cannot_be_kept_is_refused(told: Any) -> None:
    with pytest.raises(Refused):
        external_id(told)


@pytest.mark.parametrize(
    ("told", "code"),
    [("BE", "be"), ("be", "be"), ("UK", "gb"), ("EL", "gr"), ("GBR", "gb"), ("Belgium", "be"), ("Narnia", None), ("XX", None),
     ("EU", None), ("", None), ("B", None)],
)  # fmt: skip
def test_a_country_is_two_small_letters(told: str, code: str | None) -> None:
    assert country_code(told) == code


@pytest.mark.parametrize(
    ("told", "code"),
    [("nl", "nl"), ("eng", "en"), ("Dutch", "nl"), ("nl-BE", "nl-BE"), ("prs", "prs"), ("???", None), ("", None)],
)
def test_a_language_is_a_tag(told: str, code: str | None) -> None:
    assert language_code(told) == code


def test_a_language_that_is_told_in_words_is_kept_in_words() -> None:
    assert checked(languages=[{"code": "seven languages"}])[0] == {"languages": [{"code": "seven languages"}]}


def test_hours_in_no_known_notation_are_left_out_with_a_note() -> None:
    document, notes = checked(schedules=[{"opening_hours": "whenever"}, {"opening_hours": "Mo-Fr 09:00-12:00"}])

    assert document == {"schedules": [{"opening_hours": "Mo-Fr 09:00-12:00"}]}
    assert "notation of OpenStreetMap" in notes[0]
