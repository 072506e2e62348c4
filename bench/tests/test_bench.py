"""What the measurements rest on: the same people every time, engines that agree, results that stay in their place."""

import polars as pl
import pytest

from bench import measure
from bench.compare_twelve import check_equal, load_law, load_reformed_law
from bench.population import COLUMNS, as_rows, make_population


def test_the_same_seed_gives_the_same_people():
    assert make_population(500).equals(make_population(500))


def test_unknown_answers_are_left_out_and_change_nobody():
    complete, incomplete = make_population(5_000), make_population(5_000, unknown_share=0.05)

    known = incomplete.select(pl.col(name).is_null() | (pl.col(name) == complete[name]) for name in COLUMNS)
    missing = sum(incomplete.null_count().row(0)) / (5_000 * len(COLUMNS))

    assert known.select(pl.all().all()).row(0) == (True,) * len(COLUMNS)
    assert missing == pytest.approx(0.05, abs=0.005)


def test_what_a_person_did_not_tell_is_absent_from_the_row():
    frame = make_population(1).with_columns(pl.lit(None, pl.Int8).alias("age"))

    (row,) = as_rows(frame)

    assert set(row) == set(COLUMNS) - {"age"}


@pytest.mark.filterwarnings("default")  # openfisca-core's own
def test_all_engines_agree_on_the_twelve_rules_and_on_the_reform():
    compared = check_equal(load_law(), load_reformed_law(), size=2_000, referenced=500)

    assert compared == {"persons_compared": 2_000, "persons_compared_with_unknowns": 500}


def test_a_section_replaces_its_own_part_and_no_other(tmp_path, monkeypatch):
    monkeypatch.setattr(measure, "RESULTS", tmp_path / "RESULTS.md")
    monkeypatch.setattr(measure, "RESULTS_JSON", tmp_path / "results.json")

    measure.write("a", "first", {"x": 1})
    measure.write("b", "other", {"x": 2})
    measure.write("a", "second", {"x": 3})

    text = (tmp_path / "RESULTS.md").read_text()
    assert "first" not in text
    assert text.index("second") < text.index("other")


@pytest.mark.parametrize(
    ("value", "text"), [(0, "0"), (0.0123, "0.012"), (1.234, "1.23"), (12.34, "12.3"), (1234, "1,234")]
)
def test_figures_are_shown_with_three_digits(value, text):
    assert measure.shown(value) == text


def test_the_percentile_is_a_value_that_was_measured():
    assert measure.percentile([5.0, 1.0, 4.0, 2.0, 3.0], 0.95) == 5.0
    assert measure.percentile([5.0, 1.0, 4.0, 2.0, 3.0], 0.5) == 3.0
