import csv
import html
import io
import re
from dataclasses import replace

import pytest

from pathfinder.library import charts
from pathfinder.library.charts import Series
from pathfinder.library.content import by_id, items
from pathfinder.library.practices.beside import GUIDES, actors_of, employers_beside, services_beside
from pathfinder.library.practices.figures import INDICATORS, ITEMS, PLANS, shown_figure
from pathfinder.library.practices.shelf import Asked

pytestmark = pytest.mark.django_db

LIST = "/en/library/practices/"
COMPARE = LIST + "compare/"
DUO, VDAB = "be-p5-duo", "be-p1-vdab"
FIVE = [DUO, VDAB, "nl-practice-rth", "hu-p-mighelp", "gb-practice-tern"]


def text_of(page):
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.content.decode())))


def rows_of(client, address):
    return list(csv.DictReader(io.StringIO(client.get(address).content.decode("utf-8-sig"))))


# The list


def test_the_list_has_every_practice_of_nine_countries(client):
    page = client.get(LIST)

    assert page.content.decode().count('name="id"') == len(items("practices"))
    assert {item.country for item in items("practices")} == {"be", "es", "gb", "hu", "ie", "it", "nl", "si", "sk"}


def test_filters_of_the_address_narrow_the_list_and_count_what_each_choice_leaves(client):
    page = client.get(LIST, {"country": "be", "sector": "private"})
    shown = text_of(page)

    assert "4 practices" in shown
    assert "bpost" in shown
    assert "DUO for a JOB" not in shown
    assert "Non-profit organization (1)" in shown  # of Belgium, whatever sector is chosen


@pytest.mark.parametrize(
    ("theme", "practice"),
    [("mentoring", DUO), ("housing", "si-p-housing"), ("self_employment", "gb-practice-tern"), ("employer_support", "es-practice-tent")],
)  # fmt: skip
def test_a_theme_holds_the_practices_whose_words_name_it(theme, practice):
    found = Asked.of({"theme": theme}).found("en")

    assert practice in [item.id for item in found]
    assert len(found) < len(items("practices")) / 2


def test_a_free_word_finds_what_has_it_and_else_what_means_it(client):
    assert [row["id"] for row in rows_of(client, LIST + "practices.csv?q=postman")] == ["be-p6-bpost"]
    assert "si-p-housing" in [item.id for item in Asked.of({"q": "huisvesting"}).found("nl")]


def test_a_filter_that_nothing_has_is_left_out(client):
    assert f"{len(items('practices'))} practices" in text_of(client.get(LIST, {"country": "xx", "theme": "<b>"}))


def test_what_nothing_fits_is_said(client):
    assert "No practice fits." in text_of(client.get(LIST, {"q": "zzzzqqqq"}))


def test_what_was_chosen_stays_chosen_when_the_filter_changes(client):
    page = client.get(LIST, {"country": "nl", "id": [DUO, "nl-practice-rth"]}).content.decode()

    assert re.findall(r'value="([\w-]+)" checked', page) == [DUO, "nl-practice-rth"]


def test_the_file_has_what_the_filter_leaves_and_no_formula(client):
    rows = rows_of(client, LIST + "practices.csv?sector=ngo&country=be")

    assert [row["id"] for row in rows] == [DUO]
    assert "980 in all" in rows[0]["outcomes"]
    assert rows[0]["sources"]
    cells = [cell for row in rows_of(client, LIST + "practices.csv") for cell in row.values()]
    assert [cell for cell in cells if cell.startswith(("=", "+", "@", "-"))] == []


# Side by side


def test_four_practices_stand_side_by_side(client):
    page = client.get(COMPARE, {"id": FIVE[:4]})

    assert page.status_code == 200
    assert page.content.decode().count('<th scope="col"><a') == 4


def test_a_fifth_is_refused_with_a_sentence_and_four_still_stand(client):
    page = client.get(COMPARE, {"id": FIVE})

    assert page.status_code == 422
    assert "you chose 5. Left out: The Entrepreneurial Refugee Network." in text_of(page)
    assert page.content.decode().count('<th scope="col"><a') == 4


def test_an_unknown_practice_is_told_and_the_others_stand(client):
    page = client.get(COMPARE, {"id": [DUO, "<script>", VDAB, DUO]})

    assert page.status_code == 422
    assert "We know no practice with the name “<script>”." in text_of(page)
    assert page.content.decode().count('<th scope="col"><a') == 2
    assert "<script>" not in page.content.decode()


def test_nothing_chosen_leads_to_the_list(client):
    page = client.get(COMPARE)

    assert page.status_code == 200
    assert "Choose two to four practices" in text_of(page)


def test_the_filters_of_the_list_do_not_stay_in_the_address(client):
    moved = client.get(COMPARE, {"country": "be", "q": "", "id": [DUO, VDAB]})

    assert moved["Location"] == f"{COMPARE}?id={DUO}&id={VDAB}"


# One practice


def test_a_practice_is_told_in_the_order_of_the_template(client):
    shown = text_of(client.get(f"{LIST}{DUO}/"))
    heads = ["Sector", "Budget", "Why", "What they do", "Who takes part", "Results", "What was hard", "How it goes on", "Who says so"]  # fmt: skip

    places = [shown.index(f" {head}") for head in heads]
    assert places == sorted(places)


def test_what_the_source_does_not_say_has_no_row(client):
    shown = text_of(client.get(f"{LIST}ie-practice-deloitte/"))

    assert "Budget" not in shown
    assert "Results" not in shown


def test_every_practice_and_its_checklist_open_in_every_direction(client):
    pages = [
        client.get(f"/{language}/library/practices/{item.id}/{end}")
        for item in items("practices")
        for language in ("en", "ar")
        for end in ("", "use/")
    ]

    assert {page.status_code for page in pages} == {200}
    assert [page for page in pages if "duration-month" in page.content.decode()] == []


def test_a_practice_that_is_none_is_not_found(client):
    assert client.get(LIST + "be-p99/").status_code == 404
    assert client.get(LIST + "be-p99/use/").status_code == 404


def test_a_practice_leads_to_its_record_in_the_directory(client):
    assert f'href="/en/record/{DUO}/"' in client.get(f"{LIST}{DUO}/").content.decode()


# Figures


def test_duos_by_year_are_a_picture_with_its_numbers_beside_it(client):
    page = client.get(f"{LIST}{DUO}/").content.decode()

    label = "Duos created by DUO for a JOB. 2013: 9, 2014: 73, 2015: 153, 2016: 245, 2017: 500."
    assert f'role="img" aria-label="{label}"' in page
    assert "2013-2017" in page  # the total stands in the table and not in the picture


def test_the_outflow_of_each_cohort_is_a_line():
    figure = shown_figure(by_id("indicators")["be-vdab-cohorts"], "en")

    assert len(figure.chart.lines) == 2
    assert [head.words for head, _cells in figure.rows] == ["6 months", "12 months", "18 months", "24 months"]
    assert figure.rows[2][1] == ("42.1%", "44.5%")


def test_numbers_that_do_not_compare_get_no_picture():
    mixed = shown_figure(by_id("indicators")["be-level2work-results"], "en")

    assert mixed.chart is None
    assert mixed.rows[0][1] == ("people at the one-stop shop", "1,100")
    assert mixed.rows[2][1] == ("men", "49.9%")


def test_two_numbers_are_no_picture():
    indicator = by_id("indicators")["it-ind-welcome-companies"]
    short = replace(indicator, data={**indicator.data, "observations": indicator.data["observations"][:2]})

    assert shown_figure(indicator, "en").chart is not None
    assert shown_figure(short, "en").chart is None


@pytest.mark.parametrize("name", PLANS)
def test_every_number_of_a_picture_is_a_number_of_the_pack(name):
    indicator = by_id("indicators")[name]
    told = {float(one[-1]) for one in indicator.data["observations"]}
    chart = shown_figure(indicator, "en").chart

    said = [float(number.replace(",", "")) for number in re.findall(r": ([\d.,]*\d)%?(?=[,;.])", chart.label)]
    assert len(said) >= charts.FEWEST
    assert set(said) <= told


def test_what_the_code_names_is_in_the_packs():
    named = {one for ones in INDICATORS.values() for one in ones}

    assert set(INDICATORS) <= set(by_id("practices"))
    assert named | set(PLANS) <= set(by_id("indicators"))
    assert set(GUIDES) <= set(by_id("documents"))
    codes = {str(part) for one in named for told in by_id("indicators")[one].data["observations"] for part in told[:-1]}
    assert set(ITEMS) <= codes


def test_a_picture_runs_the_way_of_the_language():
    values = [1.0, 2.0, 4.0]
    left = charts.bars("T", ["a", "b", "c"], [Series("", values)], str)
    right = charts.bars("T", ["a", "b", "c"], [Series("", values)], str, is_rtl=True)

    assert [bar.x for bar in left.bars] == [left.bars[0].x] * 3
    assert {bar.x + bar.width for bar in right.bars} == {charts.WIDTH - left.bars[0].x}
    assert left.bars[2].width == pytest.approx(4 * left.bars[0].width, rel=0.01)


def test_a_gap_of_a_series_is_neither_drawn_nor_said():
    chart = charts.bars("T", ["a", "b"], [Series("x", [1, None]), Series("y", [2, 3])], str)

    assert len(chart.bars) == 3
    assert chart.label == "T. x: a: 1; y: a: 2, b: 3."


def test_the_names_of_lines_that_end_close_keep_apart():
    chart = charts.lines("T", [1, 2], ["1", "2"], [Series("x", [1, 50]), Series("y", [1, 50.1])], str)
    ends = [words.y for words in chart.words if words.words in ("x", "y")]

    assert abs(ends[0] - ends[1]) >= 16


# What it took


def test_the_checklist_is_made_of_the_practice_and_leads_to_guides_services_and_employers(client):
    page = client.get(f"{LIST}{DUO}/use/")
    shown = text_of(page)

    assert page.content.decode().count('type="checkbox"') == 3 + 5 + 2  # steps, partners, what was hard
    assert "solved by a social impact bond" in shown
    assert "Leidraad voor het opzetten van een mentoringproject" in shown
    assert 'href="/en/record/be-bpost/"' in page.content.decode()


def test_a_practice_without_mentoring_names_no_guide_for_it(client):
    assert "mentoring project" not in text_of(client.get(f"{LIST}si-p-housing/use/"))


def test_services_beside_a_practice_still_run_and_share_its_theme():
    found = services_beside(by_id("practices")["si-p-housing"])

    assert found
    assert [one["id"] for one in found if one.get("status") == "ended" or "housing" not in one["themes"]] == []


def test_the_service_of_the_practice_itself_stands_among_the_first():
    found = services_beside(by_id("practices")[DUO])

    assert "mentoring" in found[0]["themes"]
    assert "be-duo-for-a-job-today" in [one["id"] for one in found[:3]]


def test_an_employer_that_takes_part_stands_first():
    assert employers_beside(by_id("practices")["be-p7-port-antwerp"])[0]["id"] == "be-port-antwerp"


def test_an_actor_is_linked_where_the_directory_has_that_very_name():
    actors = {actor.name.words: actor.key for actor in actors_of(by_id("practices")[DUO], "en")}

    assert actors["Forem"] == "be-forem"
    assert actors["civil society organisations"] == ""
