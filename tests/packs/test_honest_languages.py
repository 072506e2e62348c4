"""No page shows words in another language without saying so: whoever cannot read them knows why, and a screen reader too."""

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from pathfinder.content.actions import load_packs
from tests.packs.crawling import Page, crawl
from tests.packs.foreign_words import foreign_words

# Another script, and a language in Latin letters; all nine countries between them
SAMPLE = {"ar": {"be", "hu", "ie"}, "ti": {"be", "es", "it"}, "uk": {"be", "gb", "nl"}, "nl": {"be", "si", "sk"}}
# What a sentence of the interface calls by its name
NAMES = {"Human Services Data Specification HSDS", "Countries States Cities Database ODbL"}


@pytest.fixture
def pages(db: None, client: Client) -> dict[str, list[Page]]:
    """Some hundred pages in each language of the sample, over the real packs."""
    load_packs(settings.PACKS_DIR, at=timezone.now())
    return {language: list(crawl(client, language, countries)) for language, countries in SAMPLE.items()}


@pytest.mark.one_database
def test_no_unmarked_foreign_words_stand_on_any_kind_of_page(pages: dict[str, list[Page]]) -> None:
    found = {
        f"{page.address} {foreign}"
        for language, read in pages.items()
        for page in read
        for foreign in foreign_words(page.html, language)
        if foreign.words not in NAMES
    }

    assert len({page.kind for read in pages.values() for page in read}) > 60  # the crawler went everywhere
    assert found == set()


def arabic(main: str) -> str:
    return f'<html lang="ar" dir="rtl"><head><title>دليل</title></head><body><main>{main}</main></body></html>'


@pytest.mark.pure
@pytest.mark.parametrize(
    "main",
    [
        "<p>Bring your diploma to the desk.</p>",
        "<p>أحضر شهادتك. Bring your diploma to the desk.</p>",
        '<p lang="en">Hello</p><p>Bring your diploma to the desk.</p>',
        '<div lang="en"><p lang="ar">Bring your diploma to the desk.</p></div>',
        '<button aria-label="Bring your diploma along">×</button>',
        '<span class="mt">Bring your diploma to the desk.</span>',
        "<bdi>" + "words that nobody would take for the name of anything at all " * 3 + "</bdi>",
    ],
)
def test_unmarked_words_are_found(main: str) -> None:
    assert foreign_words(arabic(main), "ar") != []


@pytest.mark.pure
@pytest.mark.parametrize(
    "main",
    [
        "<p>أحضر شهادتك إلى Actiris أو VDAB.</p>",
        '<p><span class="fb" lang="en" dir="ltr">Bring your diploma to the desk.</span></p>',
        '<div lang="en"><p>Bring your <b>diploma to the desk</b>.</p></div>',
        "<p><bdi>Agentschap Integratie en Inburgering</bdi></p>",
        "<ul><li lang=en>Bring your diploma along<li>أحضر شهادتك</ul>",
        '<button aria-label="قارن: Agentschap Integratie en Inburgering">×</button>',
    ],
)
def test_words_that_say_their_language_and_names_are_not(main: str) -> None:
    assert foreign_words(arabic(main), "ar") == []


@pytest.mark.pure
def test_a_sentence_in_another_language_with_the_same_letters_is_found() -> None:
    page = "<html lang=nl><p>Breng je diploma mee naar het loket.</p><p>You bring your diploma to the desk.</p></html>"

    assert [foreign.words for foreign in foreign_words(page, "nl")] == ["You bring your diploma to the desk."]
