from xml.etree import ElementTree

import pytest

from pathfinder.law.changes import changes_of, history_of
from pathfinder.law.differences import differences
from pathfinder.rulebooks.loaded import countries, rulebook_of
from pathfinder.ui.tests.page_text import text_of


def test_words_that_changed_are_marked_and_nothing_gets_through_unescaped():
    assert str(differences("wait <9> months here", "wait <6> months here")) == (
        "wait <del>&lt;9&gt;</del>  <ins>&lt;6&gt;</ins> months here".replace("wait ", "wait  ").replace(
            "> months", ">  months"
        )
    )


def test_of_two_texts_with_little_in_common_only_the_later_is_shown():
    assert str(differences("one two three", "four five & six")) == "four five &amp; six"


def test_a_chain_of_provisions_is_told_from_the_first_to_the_last():
    netherlands = rulebook_of("nl")

    chain = history_of(netherlands, netherlands.provisions["nl-rule-applicant-work-2023"])

    assert [p.id for p in chain][:2] == ["nl-rule-applicant-work-24w", "nl-rule-applicant-work-2023"]


def test_the_page_of_a_provision_says_when_it_applies_what_it_was_and_who_says_so(client):
    page = text_of(client.get("/en/nl/law/nl-rule-applicant-work-2023/"))

    assert "When it applies" in page
    assert "at least 6 months ago" in page
    assert "in force from 1998 to 28 November 2023" in page
    assert "This is not in force today." in page
    assert "Who says so" in page


@pytest.mark.parametrize(
    "address", ["/en/nl/law/nl-nothing/", "/en/xx/law/nl-rule-driving/", "/en/nl/law/..%2f..%2fetc/"]
)
def test_a_provision_that_nobody_knows_is_not_found(client, address):
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("country", countries())
def test_every_provision_of_a_country_has_a_page(client, country):
    statuses = {name: client.get(f"/en/{country}/law/{name}/").status_code for name in rulebook_of(country).provisions}

    assert {name: status for name, status in statuses.items() if status != 200} == {}


def test_every_change_has_a_day_a_source_and_a_key_of_its_own():
    changes = [change for country in countries() for change in changes_of(rulebook_of(country))]

    assert len({change.key for change in changes}) == len(changes)
    assert [change.key for change in changes if not change.sources] == []


def test_a_figure_that_changed_is_told_with_the_one_before(client):
    page = text_of(client.get("/en/changes/", {"country": "si"}))

    assert "3 months, before: 9 months" in page


def test_changes_can_be_chosen_by_country_and_year_and_turned_over(client):
    page = client.get("/en/changes/", {"country": "nl", "year": "2023"})

    assert "29 November 2023" in text_of(page)
    assert "Belgium · " not in text_of(page)
    assert client.get("/en/changes/", {"page": "1000000000", "year": "x" * 500, "country": "zz"}).status_code == 200


def test_the_feeds_can_be_read_by_programs(client):
    atom = ElementTree.fromstring(client.get("/en/changes/feed.atom?country=nl").content)
    feed = client.get("/en/changes/feed.json?country=nl").json()

    entries = atom.findall("{http://www.w3.org/2005/Atom}entry")
    assert len(entries) == len(feed["items"]) > 5
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert {item["url"].startswith("http") for item in feed["items"]} == {True}
