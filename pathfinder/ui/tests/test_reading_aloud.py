"""Pages are read aloud by the browser's own voices, where it has one for the language."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import brotli
import pytest
from playwright.sync_api import Browser, Page, expect

import pathfinder.ui

SCRIPT = Path(pathfinder.ui.__file__).with_name("static") / "ui/aloud.js"
MOST = 1500  # bytes, as browsers get it
# A browser with a voice for English and one for Arabic, which notes down what it is asked to say
VOICES = """
  const said = (window.said = []);
  const voices = [{ lang: "en-GB", name: "E" }, { lang: "ar_EG", name: "A" }];
  const synthesis = { getVoices: () => voices, speak: (piece) => said.push(piece), cancel: () => (said.length = 0) };
  Object.defineProperty(window, "speechSynthesis", { value: synthesis });
  window.SpeechSynthesisUtterance = function (text) { this.text = text; };
"""
SAID = "said.map(({ text, lang, voice }) => [text, lang, voice && voice.name])"


@pytest.fixture
def page(browser: Browser, live_server: object) -> Iterator[Page]:
    context = browser.new_context(base_url=str(live_server), viewport={"width": 360, "height": 740})
    context.add_init_script(VOICES)
    yield context.new_page()
    context.close()


@pytest.mark.pure
def test_the_script_is_small() -> None:
    assert len(brotli.compress(SCRIPT.read_bytes())) <= MOST


@pytest.mark.journey
@pytest.mark.one_database
@pytest.mark.django_db(transaction=True)
def test_a_page_is_read_in_its_order_and_without_its_buttons(page: Page) -> None:
    page.goto("/en/be/guide/place/")
    page.get_by_role("button", name="Read aloud").click()
    said = [text for text, _lang, _voice in page.evaluate(SAID)]

    assert said.index("Where do you live?") < said.index("Write your postcode or the name of your town.")
    assert "Continue" not in said
    expect(page.get_by_role("button", name="Stop reading")).to_be_visible()


@pytest.mark.journey
@pytest.mark.one_database
@pytest.mark.django_db(transaction=True)
def test_each_piece_is_said_in_its_own_language(page: Page) -> None:
    page.goto("/en/be/way/?second=ar")
    page.get_by_role("button", name="Read aloud").click()

    assert {("en", "E"), ("ar", "A")} <= {(lang, voice) for _text, lang, voice in page.evaluate(SAID)}


@pytest.mark.journey
@pytest.mark.one_database
@pytest.mark.django_db(transaction=True)
def test_the_same_button_stops(page: Page) -> None:
    page.goto("/ar/be/guide/place/")
    button = page.locator(".aloud")
    button.click()
    button.click()

    assert page.evaluate(SAID) == []


@pytest.mark.journey
@pytest.mark.one_database
@pytest.mark.django_db(transaction=True)
def test_no_button_shows_where_no_voice_speaks_the_language_and_nothing_moves(page: Page) -> None:
    page.goto("/ti/be/guide/place/")

    expect(page.locator(".aloud")).to_be_hidden()
    before = page.locator("h1").bounding_box()
    page.evaluate("document.querySelector('.aloud').hidden = false")
    assert page.locator("h1").bounding_box() == before
