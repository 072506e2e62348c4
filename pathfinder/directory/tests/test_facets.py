"""The choices that narrow results, as links."""

import pytest
from django.utils.safestring import mark_safe

from pathfinder.directory.facets import SHOWN_CODES, Choice, FacetShown
from pathfinder.directory.wanted import Wanted

pytestmark = pytest.mark.pure


def test_a_choice_is_a_link_with_its_count() -> None:
    facet = FacetShown("Cost", [Choice("Free", 12, "q=a&cost=free", is_chosen=False)])

    assert facet.open_links == '<li><a href="?q=a&amp;cost=free">Free</a> <span class="quiet">12</span></li>'


def test_the_chosen_one_says_so() -> None:
    assert ' aria-current="true"' in FacetShown("Cost", [Choice("Free", 1, "", is_chosen=True)]).open_links


def test_a_name_can_bring_no_markup_unless_it_is_markup_of_ours() -> None:
    choices = [Choice("<b>", 1, "", is_chosen=False), Choice(mark_safe("<i>x</i>"), 1, "", is_chosen=False)]

    assert "&lt;b&gt;" in FacetShown("Region", choices).open_links
    assert "<i>x</i>" in FacetShown("Region", choices).open_links


def test_few_choices_stand_open_and_the_others_one_tap_away() -> None:
    facet = FacetShown("About", [Choice(str(n), n, "", is_chosen=False) for n in range(SHOWN_CODES + 2)])

    assert (facet.open_links.count("<li>"), facet.more, facet.more_links.count("<li>")) == (SHOWN_CODES, 2, 2)


@pytest.mark.parametrize("code", ["housing", "zh-Hant", "a b&c=d"])
def test_the_address_of_a_choice_is_that_of_the_search_with_it(code: str) -> None:
    wanted = Wanted(words="theme=code", codes={"country": ["be"], "theme": ["language"]}, place_typed="Gent", km=5)
    address_with, address_without = wanted.addresses("theme")

    assert address_with(code) == wanted.address(theme=code)
    assert address_without == wanted.address(theme=None)
