"""Vacancies for everybody: found by filters and by words, gone on their day, with what the law says to this reader."""

import datetime as dt
import json
import re
from unittest.mock import patch

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from pathfinder.accounts.tests.people import piet
from pathfinder.directory.tests.records import ORGANIZATION, give
from pathfinder.rulebooks.answers import Answers, keep_answers
from pathfinder.vacancies.models import Vacancy
from pathfinder.vacancies.queries import open_vacancies, vacancy
from pathfinder.vacancies.tests.vacancies import make_vacancy
from pathfinder.vacancies.where import located

pytestmark = pytest.mark.django_db


@pytest.fixture
def three() -> dict[str, Vacancy]:
    """In Ghent in Dutch A2, in Antwerp in French B2, in Utrecht without a language."""
    give("organization", "be-house", ORGANIZATION)
    editor, today = piet(), timezone.localdate()
    made = {
        "Sewing workshop": {},
        "Bicycle repairs": {"place": "Antwerpen", **located("be", "Antwerpen", ""), "languages": {"fr": "B2"}, "kind": "internship", "area": "repair"},
        "Kitchen help": {"country": "nl", "place": "Utrecht", **located("nl", "Utrecht", ""), "languages": {}, "area": "kitchen"},
    }  # fmt: skip
    return {
        title: make_vacancy(
            editor, on=today, title={"en": title}, valid_through=today + dt.timedelta(days=9), **changes
        )
        for title, changes in made.items()
    }


def titles(query: str, address: str = "/en/vacancies/") -> list[str]:
    page = Client().get(f"{address}?{query}").content.decode()
    return re.findall(
        r"Sewing workshop|Bicycle repairs|Kitchen help", re.sub(r"<[^>]+>", "", page.partition("<h2>")[2])
    )


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {"Sewing workshop", "Bicycle repairs", "Kitchen help"}),
        ("country=be", {"Sewing workshop", "Bicycle repairs"}),
        ("kind=internship", {"Bicycle repairs"}),
        ("area=kitchen", {"Kitchen help"}),
        ("level=A2", {"Sewing workshop", "Kitchen help"}),
        ("spoken=nl&level=B1", {"Sewing workshop"}),
        ("spoken=fr&level=A2", set()),
        ("place=Gent&km=25", {"Sewing workshop"}),
        ("place=9000&km=100&country=be", {"Sewing workshop", "Bicycle repairs"}),
        ("q=bicycle", {"Bicycle repairs"}),
        ("q=bicycle&country=nl", set()),
        ("country=zz&kind=nothing&km=x&page=-1", {"Sewing workshop", "Bicycle repairs", "Kitchen help"}),
    ],
)
def test_filters_of_the_address_narrow_the_list(three: dict[str, Vacancy], query: str, found: set[str]) -> None:
    assert set(titles(query)) == found


def test_words_find_a_vacancy_among_the_results_of_the_directory(three: dict[str, Vacancy]) -> None:
    page = Client().get("/en/find/?q=bicycle+repairs&kind=vacancy").content.decode()

    assert f'href="/en/vacancies/{three["Bicycle repairs"].key}/"' in page
    assert "Career House" in page


def test_what_is_over_leaves_lists_and_search_on_its_day_and_its_page_stays(three: dict[str, Vacancy]) -> None:
    one = three["Bicycle repairs"]
    client = Client()
    before = client.get("/en/find/?q=bicycle+repairs").content.decode()

    after = timezone.localdate() + dt.timedelta(days=10)
    with patch("django.utils.timezone.localdate", lambda *_: after):
        listed = titles("")
        in_search = client.get("/en/find/?q=bicycle+repairs").content.decode()
        page = client.get(f"/en/vacancies/{one.key}/").content.decode()

    assert one.key in before
    assert "Bicycle repairs" not in listed
    assert one.key not in in_search
    assert Vacancy.objects.get(pk=one.pk).state == "over"
    assert "This vacancy is no longer open." in page


def test_without_answers_the_page_leads_to_the_guide(three: dict[str, Vacancy]) -> None:
    page = Client().get(f"/en/vacancies/{three['Sewing workshop'].key}/")

    assert "Answer a few questions in the guide" in page.content.decode()
    assert "no-store" not in page.get("Cache-Control", "")


@pytest.mark.parametrize(
    ("ground", "sentence"),
    [
        ("refugee", "By what you told us, you may do this work."),
        ("applicant", "We cannot say yet whether you may do this work."),
    ],
)
def test_with_answers_the_law_of_the_country_says_whether_this_reader_may(
    three: dict[str, Vacancy], ground: str, sentence: str
) -> None:
    client, response = Client(), HttpResponse()
    keep_answers(
        response, Answers({"residence_ground": ground, "nationality": ["SY"], "place": "2000"}, {}, [], country="be")
    )
    client.cookies.update(response.cookies)

    page = client.get(f"/en/vacancies/{three['Sewing workshop'].key}/")

    assert sentence in page.content.decode()
    assert 'href="/en/be/law/' in page.content.decode()
    assert "no-store" in page["Cache-Control"]


def test_each_page_and_the_whole_list_are_job_postings(three: dict[str, Vacancy]) -> None:
    page = Client().get(f"/en/vacancies/{three['Sewing workshop'].key}/").content.decode()
    lines = b"".join(Client().get("/vacancies.ndjson")).decode().splitlines()

    told = json.loads(re.search(r'ld\+json">(.*?)</script>', page)[1])
    assert (told["@type"], told["title"], told["jobLocation"]["address"]["addressRegion"]) == (
        "JobPosting",
        "Sewing workshop",
        "BE23",
    )
    assert "baseSalary" not in told
    assert {json.loads(line)["title"] for line in lines} == set(three)


def test_no_words_of_an_employer_end_the_data_block() -> None:
    one = make_vacancy(piet(), on=timezone.localdate(), title={"en": "</script><script>alert(1)"}, valid_through=None)

    page = Client().get(f"/en/vacancies/{one.key}/").content.decode()

    assert "<script>alert" not in page
    assert "The employer named no last day." in page


def test_a_result_leaves_as_csv_json_and_feed(three: dict[str, Vacancy]) -> None:
    client = Client()

    table = client.get("/en/vacancies/results.csv?country=be").content.decode("utf-8-sig").splitlines()
    results = client.get("/en/vacancies/results.json?country=be").json()["results"]
    feed = client.get("/en/vacancies/feed.atom?country=be").content.decode()

    assert len(table) == 3
    assert {one["title"] for one in results} == {"Sewing workshop", "Bicycle repairs"}
    assert feed.count("<entry>") == 2


def test_rows_for_matching_hold_only_what_is_open(three: dict[str, Vacancy]) -> None:
    today = timezone.localdate()
    Vacancy.objects.filter(pk=three["Kitchen help"].pk).update(state="closed")

    rows = {row.key: row for row in open_vacancies(today)}

    assert rows.keys() == {three["Sewing workshop"].key, three["Bicycle repairs"].key}
    assert rows[three["Sewing workshop"].key].skills == (("task:tailor", "must"),)
    assert list(open_vacancies(today + dt.timedelta(days=10))) == []
    assert vacancy(three["Kitchen help"].key) is not None


def test_the_list_asks_few_questions(three: dict[str, Vacancy], django_assert_max_num_queries: object) -> None:
    with django_assert_max_num_queries(6):
        Client().get("/en/vacancies/?country=be")
