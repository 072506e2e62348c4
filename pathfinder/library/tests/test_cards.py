"""Whoever shares a page of the library shows a card with its title, and never a person's picture."""

import io
import re
import time
from html import unescape
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from PIL import Image

from pathfinder.languages.localized_text import LocalizedText
from pathfinder.library.cards.card import Card, card_of, card_of_country
from pathfinder.library.content import Item, items
from pathfinder.library.tests.consenting import PAGE, STORY, agreed, link, make_story

pytestmark = pytest.mark.django_db

PAGES = (
    "/en/library/practices/be-p5-duo/", "/ar/library/stories/be-story-tugba/", "/nl/library/events/be-ev-dt4e-2024/",
    "/en/library/figures/be-vdab-cohorts/", "/fr/library/countries/be/",
)  # fmt: skip


def told_in(page: Any) -> dict[str, str]:
    return {name: unescape(words) for name, words in re.findall(r'<meta (?:property|name)="((?:og|twitter):[\w:]+|description)" content="([^"]*)"', page.content.decode())}  # fmt: skip


def path_of_card(page: Any) -> str:
    return told_in(page)["og:image"].removeprefix("http://testserver")


def colours(png: bytes, box: tuple[int, int, int, int]) -> set[Any]:
    """Of a part of a picture."""
    return {colour for _n, colour in Image.open(io.BytesIO(png)).convert("RGB").crop(box).getcolors(1_000_000)}


@pytest.mark.parametrize("address", PAGES)
def test_a_page_says_what_others_show_of_it(client: Client, address: str) -> None:
    told = told_in(client.get(address))

    assert {"og:title", "og:description", "og:url", "og:locale", "og:image", "twitter:card", "twitter:image", "description"} <= told.keys()  # fmt: skip
    assert told["og:url"] == f"http://testserver{address}"
    assert told["og:locale"][:2] == address[1:3]
    assert told["og:image"].startswith("http://testserver/")
    assert told["twitter:card"] == "summary_large_image"
    assert all(told[name] for name in ("og:title", "og:description"))
    assert len(told["og:description"]) <= 202


@pytest.mark.parametrize("address", PAGES)
def test_the_card_is_a_picture_of_the_right_size_and_light(client: Client, address: str) -> None:
    card = client.get(path_of_card(client.get(address)))

    assert card["Content-Type"] == "image/png"
    assert Image.open(io.BytesIO(card.content)).size == (1200, 630)
    assert len(card.content) < 100_000


def test_its_address_changes_with_its_words_so_that_it_can_be_kept(client: Client) -> None:
    named = path_of_card(client.get(PAGES[0]))

    assert client.get(named)["Cache-Control"] == "public, max-age=31536000, s-maxage=60, immutable"
    assert client.get(named.partition("?")[0])["Cache-Control"] == "public, max-age=0, s-maxage=60"
    assert client.get(f"{named.partition('?')[0]}?v=another")["Cache-Control"] == "public, max-age=0, s-maxage=60"
    assert card_of(items("practices")[0], "en").mark != card_of(items("practices")[0], "nl").mark


def test_one_is_made_in_less_than_half_a_second(client: Client) -> None:
    cards = [card_of(item, "ar").png for item in items("practices")[:5]]
    cards[0]()  # fonts are read once

    start = time.perf_counter()
    made = cards[1]()

    assert made
    assert time.perf_counter() - start < 0.5


def test_arabic_runs_from_right_to_left() -> None:
    """The name of the site stands where a line begins."""
    words = "ا"
    first = card_of(Item("x", "be", "practices", {"title": {"ar": words}}), "ar").png()
    latin = card_of(Item("x", "be", "practices", {"title": {"en": "l"}}), "en").png()

    on_the_right, on_the_left = (900, 110, 1200, 250), (0, 110, 300, 250)
    assert (len(colours(first, on_the_left)), len(colours(latin, on_the_right))) == (1, 1)
    assert len(colours(first, on_the_right)) > 1
    assert len(colours(latin, on_the_left)) > 1


def test_a_title_without_end_is_cut_and_never_runs_over_the_edge() -> None:
    long = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerk " * 40
    png = card_of(Item("x", "be", "practices", {"title": {"en": long}}), "en").png()

    assert len(colours(png, (0, 600, 1200, 630))) == 1
    assert len(colours(png, (1195, 110, 1200, 630))) == 1


def test_words_are_never_read_as_markup() -> None:
    odd = "#panic() [*x*] $y$ @z `raw` \\ <label> // end"

    assert (
        card_of(Item("x", "be", "stories", {"first_name": odd, "job": {"en": odd}}), "en").png().startswith(b"\x89PNG")
    )


def test_everything_in_the_library_has_a_card(client: Client) -> None:
    """Also what has no page of its own, such as a document."""
    shelves = ("practices", "stories", "events", "documents", "indicators", "policies", "challenges", "monitoring_instruments")  # fmt: skip
    codes = [client.get(f"/en/library/card/{shelf}/{items(shelf)[0].id}.png").status_code for shelf in shelves if items(shelf)]  # type: ignore[arg-type]  # a shelf  # fmt: skip

    assert set(codes) == {200}


@pytest.mark.parametrize("path", ["practices/nobody", "countries/zz", "people/be", "stories/be-p5-duo"])
def test_what_nobody_knows_has_no_card(client: Client, path: str) -> None:
    assert client.get(f"/en/library/card/{path}.png").status_code == 404


def test_a_story_that_was_taken_back_has_no_card_any_more(client: Client) -> None:
    make_story()
    secret = agreed()
    card = path_of_card(client.get(PAGE))
    assert client.get(card).status_code == 200

    client.post(link(secret))

    assert client.get(card).status_code == 410
    assert "baker" not in client.get(f"/en/library/card/stories/{STORY}.png").content.decode()


@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES])
def test_every_country_has_one_in_every_language(language: str) -> None:
    card = card_of_country("be", language)

    assert card.png().startswith(b"\x89PNG")
    assert re.fullmatch(r"[a-z]{2,3}_[A-Z]{2}", card.locale)


def test_a_long_description_ends_with_a_word() -> None:
    card = Card(
        "practices", "x", "be", "en", card_of_country("be", "en").title, told=LocalizedText("many words " * 60, "en")
    )

    assert card.description.endswith("words …")
    assert len(card.description) <= 202
