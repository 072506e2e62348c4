"""Finding help, page by page: in any language, with filters in the address, without scripts."""

import datetime as dt
import json

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from pathfinder.directory.actions import edit_record
from pathfinder.directory.tests.records import LATER, small_directory
from pathfinder.search import index as index_module

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def directory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index_module, "LOOK_EVERY_SECONDS", 0)
    small_directory()


def found(client: Client, query: str, language: str = "en") -> str:
    return client.get(f"/{language}/find/?{query}").content.decode()


def test_without_a_question_everything_is_there_to_look_through(client: Client) -> None:
    page = found(client, "")

    assert "Recognition of your diploma" in page
    assert "Hire well office" in page


def test_a_word_finds_and_the_row_says_who_where_and_why(client: Client) -> None:
    page = found(client, "q=diploma")

    assert "Recognition of your diploma" in page
    assert "Career house Ghent" in page
    assert "its name has the word “diploma”" in page
    assert "Hire well office" not in page


def test_a_word_of_another_language_finds_and_is_explained(client: Client) -> None:
    page = found(client, "q=معادلة الشهادة")

    assert "Recognition of your diploma" in page
    assert "معادلة الشهادة" in page
    assert "(Arabic)" in page


def test_a_typing_error_finds_and_the_right_word_is_offered(client: Client) -> None:
    page = found(client, "q=diplma recognition")

    assert "Did you mean:" in page
    assert "q=diploma+recognition" in page
    assert "Recognition of your diploma" in page


def test_what_has_ended_and_what_is_unsure_says_so(client: Client) -> None:
    page = found(client, "q=mentoring circle")

    assert "This has ended." in page
    assert "Not sure: ask before you rely on it." in page


def test_filters_stand_in_the_address_with_their_counts(client: Client) -> None:
    page = found(client, "country=be&theme=diploma_recognition")

    assert "Recognition of your diploma" in page
    assert "Mentoring circle" not in page
    assert 'href="?country=be"' in page  # without the theme


def test_a_place_gives_distances(client: Client) -> None:
    assert "less than 1 km" in found(client, "place=9000+Gent&country=be")
    assert "Recognition of your diploma" not in found(client, "place=Arlon&country=be")


def test_a_place_can_ask_for_what_serves_it(client: Client) -> None:
    assert "Recognition of your diploma" in found(client, "place=Hasselt&country=be&serves=1")
    assert "Recognition of your diploma" not in found(client, "place=Namur&country=be&serves=1")


def test_open_now_asks_the_clock_of_the_place(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    open_at, closed_at = (dt.datetime(2026, 11, 25, hour, 30, tzinfo=dt.UTC) for hour in (8, 17))
    monkeypatch.setattr("pathfinder.directory.views.timezone.now", lambda: open_at)
    assert "Recognition of your diploma" in found(client, "open=now")

    monkeypatch.setattr("pathfinder.directory.views.timezone.now", lambda: closed_at)
    assert "Recognition of your diploma" not in found(client, "open=now")


def test_a_change_is_found_at_once(client: Client) -> None:
    found(client, "q=diploma")

    edit_record("service", "be-recognition", {"name": {"en": "Pottery"}}, at=LATER, by="Piet")

    assert "Pottery" in found(client, "q=pottery")


@pytest.mark.parametrize(
    "query",
    ["q=" + "x" * 10_000, "q=%00%01%e2%80%ae", "q='; DROP TABLE x;--", "q=title:(a OR [b TO", "page=1000000000", "page=-1", "page=abc", "km=0&place=Gent", "km=99999999999&place=Gent"],
)  # fmt: skip
def test_whatever_is_typed_gets_a_page(client: Client, query: str) -> None:
    assert client.get(f"/en/find/?{query}").status_code == 200


@pytest.mark.parametrize("query", ["country=zz", "theme=magic", "cost=<b>", "territory=a b", "stay=' OR 1=1"])
def test_an_impossible_filter_is_left_out_and_said(client: Client, query: str) -> None:
    page = found(client, query)

    assert "We left out the filter" in page
    assert "Recognition of your diploma" in page
    assert "<b>" not in page.replace("<b>", "", 0).split("We left out the filter")[1][:60]


def test_an_unknown_place_is_said_and_what_was_typed_is_kept(client: Client) -> None:
    page = found(client, "q=diploma&place=Atlantis")

    assert "We do not know the place “Atlantis”." in page
    assert 'value="Atlantis"' in page
    assert "Recognition of your diploma" in page


def test_a_page_far_away_is_said(client: Client) -> None:
    assert "There is no page 1000000000." in found(client, "page=1000000000")


def test_nothing_found_says_what_to_try(client: Client) -> None:
    assert "You can:" in found(client, "q=qqqqzzzz")


def test_words_that_begin_so_are_suggested_in_the_readers_language_first(client: Client) -> None:
    words = json.loads(client.get("/nl/find/suggest?q=inb").content)["suggestions"]

    assert any(word.startswith("inburgering") for word in words)


def test_without_scripts_the_page_itself_offers_words(client: Client) -> None:
    assert "Words that begin so:" in found(client, "q=inburgeringsc", "nl") or "inburgering" in found(
        client, "q=inburgeringsc", "nl"
    )


def test_results_can_be_taken_along(client: Client) -> None:
    csv = client.get("/en/find/results.csv?q=diploma").content.decode("utf-8-sig")
    document = client.get("/en/find/results.json?q=diploma").json()
    features = client.get("/en/find/results.geojson?q=diploma").json()["features"]

    assert csv.splitlines()[1].startswith("be-recognition,service,Recognition of your diploma")
    assert document["results"][0]["id"] == "be-recognition"
    assert features[0]["geometry"] == {"type": "Point", "coordinates": [3.72, 51.05]}


def test_a_spreadsheet_runs_nothing_of_a_file(client: Client) -> None:
    edit_record("service", "be-recognition", {"name": {"en": "=HYPERLINK(1)"}}, at=LATER, by="Piet")

    csv = client.get("/en/find/results.csv?theme=diploma_recognition").content.decode("utf-8-sig")

    assert ",'=HYPERLINK(1)," in csv


def test_a_file_of_an_impossible_search_says_what_is_wrong(client: Client) -> None:
    answer = client.get("/en/find/results.csv?country=zz")

    assert answer.status_code == 400
    assert "zz" in answer.content.decode()


def test_a_visitor_gets_no_cookie_and_the_page_few_queries(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    found(client, "q=diploma")

    with django_assert_max_num_queries(12):  # of them six ask, twice, whether a room changed: here each search looks
        answer = client.get("/en/find/?q=diploma")

    assert not answer.cookies


def test_the_map_is_hidden_until_a_script_shows_it_and_asks_nobody_else(client: Client) -> None:
    page = found(client, "q=diploma")

    assert "hidden data-map" in page
    assert 'data-latitude="51.0500"' in page
    assert 'data-tiles=""' in page
