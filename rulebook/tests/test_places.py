from dataclasses import replace

import pytest

from rulebook.places import Gazetteer, Territory
from rulebook.tests.conftest import TERRITORIES
from rulebook.towns import Towns


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


@pytest.fixture
def towns(tmp_path):
    (tmp_path / "xx.csv").write_text(
        "name,latitude,longitude,population,admin1,postcodes,other_names\n"
        "Norton,1,1,9000,N,100 101,Norville|نورتون\n"
        "Newport,1,2,5000,N,110,\n"
        "Newport,2,2,900,S,210,\n"
    )
    return Towns("xx", tmp_path / "xx.csv")


@pytest.fixture
def by_towns(towns):
    names = ("xx", None), ("xx-north", "xx"), ("xx-south", "xx"), ("xx-hills", "xx"), ("xx-vale", "xx-south")
    territories = {key: Territory(key, {"en": key}, parent) for key, parent in names}
    return Gazetteer(territories, lambda: towns, {"xx-north": {"admin1": ["N"]}, "xx-south": {"admin1": ["S"]}})


def test_a_town_lies_surely_where_the_list_says_and_surely_not_elsewhere(by_towns):
    place = by_towns.find("نورتون")

    assert (place.id, place.surely) == ("Norton", {"xx", "xx-north"})
    assert not place.maybe & {"xx-south", "xx-vale"}


def test_a_town_may_lie_in_a_territory_of_which_nothing_is_told(by_towns):
    assert "xx-hills" in by_towns.find("101").maybe - by_towns.find("101").surely


def test_towns_of_one_name_are_surely_only_in_what_holds_all_of_them(by_towns):
    place = by_towns.find("Newport")

    assert place.surely == {"xx"}
    assert {"xx-north", "xx-south"} <= place.maybe


def test_a_place_that_no_list_has_is_not_known(by_towns):
    assert by_towns.find("Nowhere") is None


def test_a_territory_with_one_known_part_is_not_that_part(by_towns):
    place = by_towns.find("xx-south")

    assert place.surely == {"xx", "xx-south"}
    assert "xx-vale" in place.maybe
