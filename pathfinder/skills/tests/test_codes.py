"""Codes of standards have their names in the reader's language, or say that they are in English."""

import pytest
from django.utils.translation import override

from pathfinder.skills.codes import CEFR, CEFR_SKILLS, EQF, ISCED, ISCED_F_BROAD, ISCED_F_NARROW, NACE, Codes
from pathfinder.skills.profile_document import LanguageSkill

SIZES = [(ISCED, 9), (ISCED_F_BROAD, 11), (ISCED_F_NARROW, 29), (EQF, 8), (CEFR, 8), (CEFR_SKILLS, 5), (NACE, 21)]


@pytest.mark.parametrize(("codes", "size"), SIZES, ids=[codes.standard for codes, _size in SIZES])
def test_a_standard_has_all_its_codes_each_with_a_name_of_its_own(codes: Codes, size: int) -> None:
    assert len(set(codes.names.values())) == len(list(codes)) == size


def test_a_narrow_field_lies_within_a_broad_one() -> None:
    assert {code[:2] for code in ISCED_F_NARROW} == set(ISCED_F_BROAD)


def test_the_skills_of_a_language_are_those_that_a_profile_holds() -> None:
    assert tuple(CEFR_SKILLS) == LanguageSkill.__struct_fields__


def test_a_name_is_said_in_the_language_that_is_asked_for() -> None:
    assert (CEFR.name("A1", "en").words, CEFR.name("A1", "en").is_fallback) == ("A1: a few words", False)
    assert CEFR.name("A1", "nl").language == "nl"


def test_a_name_that_is_not_translated_says_that_it_is_english() -> None:
    shown = Codes("a standard", {"1": "words that nobody translates"}).name("1", "nl")

    assert (shown.language, shown.is_fallback) == ("en", True)


def test_a_form_offers_the_names_in_the_language_of_its_page() -> None:
    offered = CEFR.choices()[1]

    with override("nl"):
        assert str(offered[1]) == CEFR.name("A1", "nl").words


def test_a_code_that_the_standard_does_not_have_is_refused() -> None:
    assert "9" not in ISCED
    with pytest.raises(KeyError):
        ISCED.name("9", "en")
