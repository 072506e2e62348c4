import re
import time
from urllib.parse import urlencode
from xml.etree import ElementTree

import pytest
from django.utils import timezone

from pathfinder.library.content import Item, items
from pathfinder.library.stories.booklet import booklet_of
from pathfinder.library.stories.choosing import Wanted
from pathfinder.library.stories.shown import ShownStory
from pathfinder.ui.tests.page_text import text_of

pytestmark = pytest.mark.django_db

STORIES = "/en/library/stories/"
PDF = f"{STORIES}booklet/booklet.pdf"
ATOM = "{http://www.w3.org/2005/Atom}"


def names_found(word, language="en", **chosen):
    wanted = Wanted(chosen.get("country", ""), word, chosen.get("with_employer", False))
    return {story.data["first_name"] for story in wanted.stories(language)}


def test_every_story_of_the_packs_is_listed_with_a_page_of_its_own(client):
    page = client.get(STORIES)
    pages = {story.id: client.get(f"{STORIES}{story.id}/").status_code for story in items("stories")}

    assert set(pages.values()) == {200}
    assert [key for key in pages if f"{STORIES}{key}/" not in page.content.decode()] == []


def test_stories_of_one_country(client):
    page = text_of(client.get(STORIES, {"country": "sk"}))

    assert "Sabria" in page
    assert "Ajmal" not in page
    assert "2 stories" in page


@pytest.mark.parametrize("told", [{"country": "zz"}, {"page": "1e9"}, {"q": "\x00" * 9}, {"employer": "x"}])
def test_a_choice_that_nobody_knows_is_left_out(client, told):
    assert "23 stories" in text_of(client.get(STORIES, told))


def test_a_story_is_found_by_a_word_of_its_work_in_another_language():
    assert "Yassine" in names_found("nurses")
    assert {"Yassine", "Alisar", "Hamzeh"} <= names_found("verpleegkundige", "nl")
    assert names_found("طباخ", "ar") == {"Juma"}


def test_a_story_is_found_by_its_employer():
    assert names_found("ikea") == {"Jaime"}
    assert names_found("zzzz") == set()


def test_stories_that_name_the_employer():
    found = names_found("", with_employer=True)

    assert "Jaime" in found
    assert found.isdisjoint({"Ammar", "Tigran", "Gurung"})


def test_a_page_tells_the_story_who_says_so_and_where_to_go_on(client):
    page = client.get(f"{STORIES}be-story-tugba/")
    words, markup = text_of(page), page.content.decode()

    assert "met her DUO mentor Jocelyne" in words
    assert "Notre-Dame school, Cheratte" in words
    assert "Qu4tre (RTC Liege)" in words
    assert "first names only" in words
    assert 'href="/en/compare/protection-work/"' in markup
    assert 'href="/en/find/?q=nursery+worker&amp;country=be"' in markup
    assert 'href="/en/quality/"' in markup
    assert re.findall(r"<(?:img|iframe|video)\b", markup) == []


def test_what_the_sources_do_not_say_is_no_empty_row(client):
    words = text_of(client.get(f"{STORIES}be-story-tigran/"))

    assert "not given" not in words
    assert "not named ," not in words
    assert "Employer" not in words.partition("Who says so")[0].partition("Tigran")[2].replace("Employers", "")
    assert "Find help for this work" not in words


def test_practices_that_a_story_names_come_first():
    tugba = next(story for story in items("stories") if story.id == "be-story-tugba")

    assert "DUO" in ShownStory(tugba, "en").practices[0].title["en"]


@pytest.mark.parametrize("key", ["be-story-nobody", "booklets"])
def test_a_story_that_nobody_knows_is_not_found(client, key):
    assert client.get(f"{STORIES}{key}/").status_code == 404


def test_an_address_that_is_none_of_the_web_is_no_link():
    made_up = Item("xx", "be", "stories", {"first_name": "Amina", "published_at": "javascript:alert(1)"})

    assert ShownStory(made_up, "en").published_at == ""


def test_the_feed_can_be_read_by_programs_and_says_the_same_tomorrow(client):
    feed = client.get(f"{STORIES}feed.atom").content
    entries = ElementTree.fromstring(feed).findall(f"{ATOM}entry")

    days = [entry.find(f"{ATOM}updated").text for entry in entries]
    assert len(entries) == len(items("stories"))
    assert days == sorted(days, reverse=True)
    assert f"{timezone.localdate()}" not in feed.decode()


def test_the_feed_of_one_country(client):
    entries = ElementTree.fromstring(client.get(f"{STORIES}feed.atom?country=nl").content).findall(f"{ATOM}entry")

    assert len(entries) == 3


def test_the_form_of_the_booklet_begins_with_all_stories_or_with_those_of_a_link(client):
    every = client.get(f"{STORIES}booklet/").content.decode()
    one = client.get(f"{STORIES}booklet/?story=sk-s-sabria").content.decode()

    assert len(re.findall(r'name="story"[^>]* checked', every)) == len(items("stories"))
    assert re.findall(r'value="([\w-]+)" checked', one) == ["1", "sk-s-sabria"]


def test_the_booklet_is_a_tagged_pdf(client):
    made = client.get(PDF, {"story": ["sk-s-sabria", "be-story-tugba"], "language": "en"})

    assert made["Content-Type"] == "application/pdf"
    assert made.content.startswith(b"%PDF-")
    assert b"/StructTreeRoot" in made.content


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({}, "Choose at least one story."),
        ({"story": ["sk-s-sabria", "nobody"]}, "There is no story “nobody”."),
        ({"story": "sk-s-sabria", "language": "xx"}, "We have no stories in “xx”."),
        ({"story": "sk-s-sabria", "second": "<b>"}, "We have no stories in “&lt;b&gt;”."),
        ({"story": "sk-s-sabria", "a_page": "9"}, "Choose one story or two stories on a page."),
    ],
)
def test_a_booklet_that_cannot_be_made_says_why(client, told, said):
    page = client.get(f"{PDF}?{urlencode(told, doseq=True)}")

    assert page.status_code == 422
    assert said in page.content.decode()


def test_what_was_chosen_stays_when_something_is_wrong(client):
    page = client.get(f"{PDF}?story=sk-s-sabria&story=nobody&language=ar&second=nl&a_page=2").content.decode()

    assert re.findall(r'value="([\w-]+)" checked', page) == ["2", "sk-s-sabria"]
    assert re.findall(r'value="(\w+)" lang="\w+" selected', page) == ["ar", "nl"]


def test_words_of_a_pack_are_never_read_as_markup_of_the_booklet():
    odd = "#panic() [*x*] $y$ @z `raw` \\ <label> // end"
    told = {"first_name": odd, "job": {"en": odd}, "summary": {"en": odd}, "published_at": f"https://example.org/{odd}"}

    assert booklet_of([Item("odd", "be", "stories", told)], ["en", "ar"], "1", timezone.localdate()).startswith(
        b"%PDF-"
    )


def test_forty_stories_in_two_languages_take_less_than_five_seconds():
    forty = [*items("stories"), *items("stories")][:40]

    start = time.perf_counter()
    made = booklet_of(forty, ["ar", "en"], "1", timezone.localdate())

    assert len(forty) == 40
    assert made.startswith(b"%PDF-")
    assert time.perf_counter() - start < 5
