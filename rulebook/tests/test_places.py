from dataclasses import replace

import pytest

from rulebook.places import Gazetteer, Territory
from rulebook.tests.conftest import TERRITORIES


@pytest.fixture
def gazetteer():
    territories = [
        Territory(t["id"], t["name"], t.get("parent"), tuple(t.get("postcodes", ())), tuple(t.get("members", ())),
                  tuple(t.get("except", ())), tuple(t.get("as_answer_without", ())))
        for t in TERRITORIES
    ]  # fmt: skip
    return Gazetteer({t.id: t for t in territories})


def test_a_name_in_any_language_and_without_accents_finds_the_municipality(gazetteer):
    assert gazetteer.find("norville").id == "xx-1"


def test_a_shared_postcode_is_surely_only_in_what_holds_all_its_municipalities(gazetteer):
    place = gazetteer.find("1500")

    assert "xx" in place.surely
    assert "xx-north" not in place.surely
    assert "xx-north" in place.maybe


def test_a_postcode_of_two_towns_of_one_region_is_surely_in_that_region(gazetteer):
    assert "xx-north" in gazetteer.find("1000").surely


def test_a_region_as_an_answer_leaves_out_what_has_a_law_of_its_own(gazetteer):
    place = gazetteer.find("xx-north")

    assert "xx-isle" not in place.maybe


def test_a_territory_inside_it_is_still_inside_it(gazetteer):
    assert {"xx-isle", "xx-north"} <= gazetteer.find("3000").surely


def test_a_community_is_its_members_without_what_is_excepted(gazetteer):
    assert "xx-coast" in gazetteer.find("3000").surely
    assert "xx-coast" not in gazetteer.find("2000").maybe


def test_a_place_nobody_knows_is_none_with_the_nearest_names(gazetteer):
    assert gazetteer.find("Sutten") is None
    assert gazetteer.suggest("Sutten") == ["Sutton"]


def test_a_part_of_a_name_suggests_the_whole_name(gazetteer):
    north = gazetteer.territories["xx-1"]
    larger = Gazetteer({"xx-1": replace(north, names={"en": "Norville-on-Sea"})})

    assert larger.suggest("norville") == ["Norville-on-Sea"]


def test_a_postcode_suggests_its_neighbours(gazetteer):
    assert any(near.startswith("3000 ") for near in gazetteer.suggest("3001"))
    assert gazetteer.suggest("9876") == []
