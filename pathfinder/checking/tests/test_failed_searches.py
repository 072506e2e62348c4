"""Searches that found nothing are counted without knowing who searched."""

import datetime as dt
import threading
from collections.abc import Iterator

import pytest
from django.db import DatabaseError
from django.test import Client
from django.utils import timezone

from pathfinder.checking import failed_searches
from pathfinder.checking.actions import count_failed_search
from pathfinder.checking.failed_searches import countable, forget_rare_words, write
from pathfinder.checking.models import FailedSearch
from pathfinder.directory.tests.records import small_directory
from pathfinder.search import index as index_module

pytestmark = pytest.mark.django_db

DAY = dt.date(2026, 11, 25)


@pytest.fixture(autouse=True)
def nothing_waits() -> Iterator[None]:
    failed_searches._waiting.clear()
    yield
    failed_searches._waiting.clear()


def typed(words: str, times: int = 1, *, language: str = "en", country: str = "be", on: dt.date = DAY) -> None:
    [count_failed_search(words, language, country, on=on) for _ in range(times)]


def counted() -> list[tuple[str, str, str, str, int]]:
    write()
    return list(FailedSearch.objects.order_by("words").values_list("words", "language", "country", "month", "count"))


def test_the_same_words_in_a_month_are_one_number_without_a_day() -> None:
    typed("Bicycle  Course", 2)
    typed("bicycle course", on=DAY - dt.timedelta(days=20))

    assert counted() == [("bicycle course", "en", "be", "2026-11", 3)]


def test_numbers_of_several_writings_add_up() -> None:
    typed("bicycle", 2)
    write()
    typed("bicycle", 3)

    assert counted() == [("bicycle", "en", "be", "2026-11", 5)]


def test_languages_countries_and_months_are_counted_apart() -> None:
    typed("fiets", language="nl")
    typed("fiets", language="nl", country="nl")
    typed("fiets", language="nl", on=dt.date(2026, 10, 1))

    assert sorted(row[1:] for row in counted()) == [
        ("nl", "be", "2026-10", 1), ("nl", "be", "2026-11", 1), ("nl", "nl", "2026-11", 1),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "words",
    [
        "amina@example.org", "call 0470 12 34 56", "+32 (0)2/555.01.00", "12345", "٠٤٧٠١٢٣٤٥٦",
        "https://x.example/me", "www.me.example", "",
    ],
)  # fmt: skip
def test_what_could_be_somebodys_own_is_counted_without_its_words(words: str) -> None:
    typed(words)

    assert counted() == [("", "en", "be", "2026-11", 1)]


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("Dutch A2 2026", "dutch a2 2026"),
        ("STRASSE Straße", "strasse strasse"),
        ("معادلة الشهادة", "معادلة الشهادة"),
        ("a\x00b\n\tc\u202e", "a b c"),
        ("x" * 10_000, "x" * 60),
        ("ﬁnd  work ", "find work"),
    ],
)
def test_words_are_folded_and_short(words: str, kept: str) -> None:
    assert countable(words) == kept


def test_counting_asks_no_database(django_assert_num_queries: object) -> None:
    with django_assert_num_queries(0):
        typed("bicycle", 100)


def test_a_flood_of_different_words_does_not_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(failed_searches, "MOST_WAITING", 10)

    [typed(f"word {'abcdefghijklmnopqrst'[n]}") for n in range(20)]

    assert len(failed_searches._waiting) == 10


def test_what_cannot_be_written_now_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise DatabaseError

    typed("bicycle")
    with monkeypatch.context() as patch:
        patch.setattr(failed_searches, "_add", fail)
        written = write()

    assert written == 0
    assert counted() == [("bicycle", "en", "be", "2026-11", 1)]


def test_many_pages_count_at_the_same_time() -> None:
    threads = [threading.Thread(target=typed, args=("bicycle", 200)) for _ in range(5)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]

    assert counted()[0][-1] == 1_000


# on the search page


@pytest.fixture
def own_index(monkeypatch: pytest.MonkeyPatch) -> None:
    """The index sees the small directory at once."""
    monkeypatch.setattr(index_module, "LOOK_EVERY_SECONDS", 0)
    small_directory()


def search(client: Client, words: str, **more: str) -> None:
    client.get("/en/find/", {"q": words, **more}, headers={"Accept-Language": "nl"})


@pytest.mark.usefixtures("own_index")
def test_the_search_page_counts_what_found_nothing(client: Client) -> None:
    search(client, "qxzvwy", country="be")
    search(client, "diploma")

    assert counted() == [("qxzvwy", "en", "be", f"{timezone.localdate():%Y-%m}", 1)]


@pytest.mark.usefixtures("own_index")
def test_programs_that_name_no_language_are_not_counted(client: Client) -> None:
    client.get("/en/find/", {"q": "qxzvwy"})

    assert counted() == []


# what people see


def test_words_that_few_people_typed_are_shown_to_nobody(editor: Client) -> None:
    typed("rare words", 2)
    typed("common words", 3)
    write()

    page = editor.get("/en/desk/searches/").content.decode()

    assert "common words" in page
    assert "rare words" not in page
    assert "5 searches." in page
    assert "of the other searches we keep the number: 2" in page


def test_the_searches_can_be_filtered(editor: Client) -> None:
    typed("fiets", 3, language="nl", country="nl")
    typed("velo", 3, language="fr")
    write()
    small_directory()

    page = editor.get("/en/desk/searches/?language=fr").content.decode()

    assert "velo" in page
    assert "fiets" not in page


def test_rare_words_of_past_months_become_a_number() -> None:
    typed("rare", 2, on=dt.date(2026, 10, 5))
    typed("also rare", 1, on=dt.date(2026, 10, 5))
    typed("common", 3, on=dt.date(2026, 10, 5))
    typed("rare now", 2)
    typed("ancient", 9, on=dt.date(2024, 10, 5))
    write()

    done = forget_rare_words(on=DAY)

    assert done == (2, 1)
    assert [(row[0], row[-1]) for row in counted()] == [("", 3), ("common", 3), ("rare now", 2)]
