"""The page about the languages says what is so."""

import re

import pytest
from django.conf import settings
from django.test import Client

from pathfinder.about.languages import Part, states_of_languages
from pathfinder.directory.tests.records import small_directory

pytestmark = pytest.mark.django_db


def rows_of(page: str) -> dict[str, str]:
    """The words of each language's row."""
    rows = re.findall(r"<tr><th scope=\"row\">.*?</tr>", page, re.DOTALL)
    return {re.search(r'hreflang="(\w+)"', row)[1]: " ".join(re.sub(r"<[^>]+>", " ", row).split()) for row in rows}


def test_every_language_of_the_interface_stands_there_with_its_own_name(client: Client) -> None:
    page = client.get("/en/languages/").content.decode()

    assert set(rows_of(page)) == {code for code, _name in settings.LANGUAGES}
    assert '<a href="/ti/" hreflang="ti" lang="ti" dir="ltr">ትግርኛ</a>' in page
    assert "Tigrinya" in rows_of(page)["ti"]


def test_what_a_machine_made_is_not_told_as_the_work_of_people() -> None:
    states = {state.code: state for state in states_of_languages("en")}

    assert states["en"].interface.by_machine == 0
    assert [code for code in states if code != "en" and states[code].interface.by_machine == 0] == []
    assert states["ar"].guide.by_machine > 0


def test_records_are_counted_as_they_stand_now() -> None:
    small_directory()

    state = next(state for state in states_of_languages("en") if state.code == "ar")

    assert (state.services.there, state.services.by_machine) == (1, 1)  # the name of a service
    assert state.services.texts > 10


@pytest.mark.parametrize(
    ("part", "percent", "by_machine", "has_all"),
    [
        (Part(0, 0, 0), 100, 0, True),
        (Part(1000, 999, 998), 99, 99, False),
        (Part(1000, 1000, 1), 100, 1, True),
        (Part(1000, 5, 5), 0, 100, False),
    ],
)
def test_a_hundred_is_everything(part: Part, percent: int, by_machine: int, has_all: bool) -> None:
    assert (part.percent, part.percent_by_machine, part.has_all) == (percent, by_machine, has_all)


def test_the_menu_and_the_foot_lead_there(client: Client) -> None:
    page = client.get("/ar/").content.decode()

    assert page.count('href="/ar/languages/"') == 2
