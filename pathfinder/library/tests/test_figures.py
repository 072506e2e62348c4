import csv
import io

import pytest

from pathfinder.library.content import Item, by_id, of_packs
from pathfinder.library.figures.shown import ShownIndicator
from pathfinder.library.figures.table import Table
from pathfinder.library.figures.words import cell_in_words, figure_in_words, time_in_words
from pathfinder.ui.tests.page_text import text_of

pytestmark = pytest.mark.django_db


def indicator(observations, dimensions=("year",), unit="persons", language="en", **asked):
    data = {"id": "be-x", "title": {"en": "People"}, "unit": {"en": unit}, "dimensions": list(dimensions),
            "observations": observations, "sources": ["emn-be-2018"]}  # fmt: skip
    return ShownIndicator(Item("be-x", "be", "indicators", data), language, asked)


def test_every_indicator_of_the_packs_has_a_page_and_is_in_the_list(client):
    listed = client.get("/en/library/figures/").content.decode()
    pages = {item.id: client.get(f"/en/library/figures/{item.id}/").status_code for item in of_packs("indicators")}

    assert set(pages.values()) == {200}
    assert [key for key in pages if f"/en/library/figures/{key}/" not in listed] == []


@pytest.mark.parametrize("item", of_packs("indicators"), ids=lambda item: item.id)
def test_every_figure_of_a_pack_is_in_the_table_of_its_page(item):
    shown = ShownIndicator(item, "en", {})
    told = [cell.words.words for row in shown.rows() for cell in row if cell.is_figure]
    given = [row[place] for row in shown.table.rows for place in shown.table.figures]

    assert len(list(shown.rows())) == len(item.data["observations"])
    assert [words.replace(",", "") for words in told] == ["" if value is None else str(value) for value in given]


def test_a_page_says_the_unit_the_source_and_what_signs_mean(client):
    page = text_of(client.get("/en/library/figures/be-t2-employment-rate-nationality/"))

    assert "percent of the population aged 20-64" in page
    assert "Labour Force Survey, Statistics Belgium" in page
    assert "n/a not available" in page
    assert "figures from 2017 on cannot be compared" in page
    assert "Brussels-Capital Region" in page


def test_rows_of_a_long_table_can_be_chosen_and_then_fit_a_picture(client):
    address = "/en/library/figures/be-t2-employment-rate-nationality/"
    chosen = client.get(address, {"territory": "be", "sex": "total"}).content.decode()

    assert 'class="chart"' not in client.get(address).content.decode()
    assert 'class="chart"' in chosen
    assert "20 rows" in chosen


@pytest.mark.parametrize("query", ["?year=9999", "?year=%00", "?sex=" + "x" * 500, "?nothing=1"])
def test_what_no_row_holds_was_not_asked(client, query):
    assert "240 rows" in text_of(client.get(f"/en/library/figures/be-t2-employment-rate-nationality/{query}"))


@pytest.mark.parametrize("address", ["nothing/", "nothing.csv"])
def test_an_indicator_that_nobody_knows_is_not_found(client, address):
    assert client.get(f"/en/library/figures/{address}").status_code == 404


def test_the_figure_stands_after_the_dimensions_or_in_a_column_among_them():
    after = Table.of(by_id("indicators")["be-vdab-cohorts"])
    among = Table.of(by_id("indicators")["nl-ind-three-years"])
    several = Table.of(by_id("indicators")["nl-ind-swi"])

    assert [after.columns[place] for place in after.figures] == ["value"]
    assert [among.columns[place] for place in among.figures] == ["share"]
    assert [several.columns[place] for place in several.figures] == ["total", "asylum migrants", "family and other"]


@pytest.mark.parametrize(
    ("language", "words"), [("en", "43,823.5"), ("nl", "43.823,5"), ("de", "43.823,5"), ("fr", "43 823,5")]
)
def test_numbers_are_written_as_the_reader_does(language, words):
    assert figure_in_words(43823.5, language).replace("\u202f", " ") == words


def test_the_decimals_of_the_source_stay():
    assert figure_in_words(56.0, "en") == "56.0"
    assert figure_in_words(56, "en") == "56"


@pytest.mark.parametrize(
    ("time", "words"),
    [
        ("2016-09/2018-02", "September 2016 – February 2018"),
        ("2018-01", "January 2018"),
        ("2017-2022", "2017–2022"),
        ("end of 2018", "end of 2018"),
    ],
)
def test_times_are_said_in_words(time, words):
    assert time_in_words(time, "en").words == words


def test_a_code_without_words_is_shown_as_the_english_that_it_is():
    shown = cell_in_words("low_skilled_pct", "item", "nl", {})

    assert (shown.words, shown.language, shown.is_fallback) == ("low skilled (percent)", "en", True)


def test_single_years_become_columns_and_a_row_that_does_not_compare_stays_out_of_them():
    shown = ShownIndicator(by_id("indicators")["be-duo-duos"], "en", {})

    assert len(shown.picture.chart.bars) == 5
    assert "2016: 245, 2017: 500" in shown.picture.chart.label
    assert not shown.picture.is_whole


def test_months_of_two_cohorts_become_lines():
    assert len(ShownIndicator(by_id("indicators")["be-vdab-cohorts"], "en", {}).picture.chart.lines) == 2


@pytest.mark.parametrize(
    "shown",
    [
        indicator([[2015, 1], [2016, 2]]),
        indicator([[2015, 1], [2016, "n/a"], [2017, 3]]),
        indicator([[2015, 1], [2016, 2], [2017, -3]]),
        indicator([["persons", 1], ["pct", 2], ["more", 3]], ("item",), "persons / percent"),
        indicator([["a", 1], ["b", 2], ["c", 3]], ("item",), "number and percent"),
        indicator([["a", "almost 3"], ["b", "4"], ["c", "5"]], ("item", "value_text"), "times"),
        indicator([]),
    ],
)
def test_there_is_no_picture_of_few_numbers_of_mixed_units_or_of_words(shown):
    assert shown.picture is None


def test_a_unit_may_explain_itself_in_brackets():
    assert indicator([[2015, 1], [2016, 2], [2017, 3]], unit="permits (all reasons and lengths)").picture is not None


def test_a_table_can_be_taken_along_for_a_spreadsheet(client):
    response = client.get("/nl/library/figures/be-t2-employment-rate-nationality.csv", {"territory": "be-bru"})
    rows = list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))

    assert {row["territory"] for row in rows} == {"be-bru"}
    assert len(rows) == 60
    assert rows[0]["unit"] == "percent of the population aged 20-64"
    assert rows[0]["sources"] == "emn-be-2018#table-2"


@pytest.mark.parametrize("language", ["nl", "fr", "de", "ar"])
def test_every_language_has_the_pages(client, language):
    assert client.get(f"/{language}/library/figures/").status_code == 200
    assert client.get(f"/{language}/library/figures/be-duo-duos/").status_code == 200
