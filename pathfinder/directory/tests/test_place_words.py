"""Countries and large towns are seen in what somebody types, in its language and with its endings."""

import pytest

from pathfinder.directory.place_words import places_named

pytestmark = pytest.mark.pure


@pytest.mark.parametrize(
    ("typed", "country", "town"),
    [
        ("work permit spain", "es", ""),
        ("робота в Італії", "it", ""),
        ("работа в Бельгии", "be", ""),
        ("kurz na Slovensku", "sk", ""),
        ("delo v Sloveniji", "si", ""),
        ("munka Olaszországban", "it", ""),
        ("trouver un emploi à Bruxelles", "be", "Brussels"),
        ("Arbeit in Brüssel", "be", "Brussels"),
        ("corso di italiano a Roma", "it", "Rome"),
        ("munka Dublinban", "ie", "Dublin"),
        ("работа в Лондоне", "gb", "London"),
    ],
)
def test_a_place_is_seen_in_any_form(typed: str, country: str, town: str) -> None:
    assert [(named.country, named.town.name if named.town else "") for named in places_named(typed)] == [
        (country, town)
    ]


@pytest.mark.parametrize("typed", ["how do I change my name", "conocer gente", "kassa", "Nederlandse les"])
def test_other_words_are_no_places(typed: str) -> None:
    assert places_named(typed) == []
