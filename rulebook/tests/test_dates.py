import datetime as dt

import pytest

from rulebook.dates import Validity, add_months, full_years, last_start_with, parse_partial_date


@pytest.mark.parametrize(
    ("given", "first", "last"),
    [
        ("2016", "2016-01-01", "2016-12-31"),
        (2016, "2016-01-01", "2016-12-31"),
        ("2016-02", "2016-02-01", "2016-02-29"),
        ("2016-02-29", "2016-02-29", "2016-02-29"),
        (dt.date(2016, 4, 28), "2016-04-28", "2016-04-28"),
    ],
)
def test_a_partial_date_is_all_the_days_it_may_mean(given, first, last):
    date = parse_partial_date(given)

    assert (date.first.isoformat(), date.last.isoformat()) == (first, last)


@pytest.mark.parametrize("given", ["2018-02-30", "2018-13", "01/02/2018", "", "soon", True, None, 0, "99999-01-01"])
def test_what_is_no_date_is_refused_with_what_was_expected(given):
    with pytest.raises(ValueError, match="expected a date"):
        parse_partial_date(given)


def test_a_month_later_than_the_last_of_january_is_the_last_of_february():
    assert add_months(dt.date(2018, 1, 31), 1) == dt.date(2018, 2, 28)


def test_months_have_passed_for_every_day_that_the_calendar_cuts_short():
    assert last_start_with(1, dt.date(2018, 2, 28)) == dt.date(2018, 1, 31)
    assert last_start_with(36, dt.date(2018, 9, 15)) == dt.date(2015, 9, 15)


def test_a_year_is_complete_on_the_birthday_and_not_the_day_before():
    born = dt.date(2000, 9, 15)

    assert full_years(born, dt.date(2018, 9, 14)) == 17
    assert full_years(born, dt.date(2018, 9, 15)) == 18


def test_someone_born_on_29_february_completes_a_year_on_28_february():
    assert full_years(dt.date(2000, 2, 29), dt.date(2018, 2, 28)) == 18


def test_validity_hangs_on_the_part_of_the_date_that_the_source_does_not_give():
    until_2018 = Validity(None, parse_partial_date("2018"))

    assert until_2018.holds_on(dt.date(2017, 12, 31)) is True
    assert until_2018.holds_on(dt.date(2018, 9, 15)) is None
    assert until_2018.holds_on(dt.date(2019, 1, 1)) is False


def test_validity_includes_its_first_and_last_day():
    period = Validity(parse_partial_date("2016-02-29"), parse_partial_date("2022-02-28"))

    assert [period.holds_on(dt.date(*d)) for d in [(2016, 2, 28), (2016, 2, 29), (2022, 2, 28), (2022, 3, 1)]] == [
        False,
        True,
        True,
        False,
    ]
