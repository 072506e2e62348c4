import pytest
from hypothesis import given, strategies as st

from pathfinder.ui.csv_cells import plain_cell, safe_cell

pytestmark = pytest.mark.pure


@pytest.mark.parametrize(
    "formula",
    ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1", "'=1", '=HYPERLINK("x")', "|x"],
)
def test_a_cell_that_a_spreadsheet_would_run_is_marked_as_text(formula: str) -> None:
    assert safe_cell(formula) == "'" + formula


@pytest.mark.parametrize(
    "text", ["", "Language course", "+32 2 555 01 00", "-3.5", "50.8503", "a=b", "O'Neill", "l'ami"]
)
def test_other_words_and_numbers_stay_as_they_are(text: str) -> None:
    assert safe_cell(text) == text


@given(st.text())
def test_what_was_marked_comes_back_as_it_was(text: str) -> None:
    assert plain_cell(safe_cell(text)) == text
