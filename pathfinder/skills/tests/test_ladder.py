"""From words to tasks of our vocabulary, without ESCO and without the encoder."""

import time

import pytest

from pathfinder.skills.ladder.clauses import MOST_CLAUSES, clauses_of
from pathfinder.skills.ladder.suggesting import WHOLE, WORDS, Ladder, Read, language_of
from pathfinder.skills.tests.small import small_tasks

pytestmark = pytest.mark.pure


@pytest.fixture(scope="module")
def ladder() -> Ladder:
    return Ladder(small_tasks())


def found_in(read: Read) -> list[str]:
    return [one.of for one in read.found]


@pytest.mark.parametrize(
    ("text", "language", "task"),
    [
        ("I sold vegetables at the market with my sister", "en", "sell-at-market"),
        ("had my own stall and sold Vegetable at markets", "en", "sell-at-market"),
        ("بعت الخضار في السوق مع أبي", "ar", "sell-at-market"),
        ("كُنْتُ أُخَيِّطُ الفساتين", "ar", "tailor"),
        ("habe Kleider genäht", "de", "tailor"),
    ],
)
def test_every_word_of_a_phrase_in_any_form_is_the_first_rung(
    ladder: Ladder, text: str, language: str, task: str
) -> None:
    first = ladder.read(text, language).found[0]

    assert (first.of, first.best.rung) == (task, WHOLE)


def test_some_words_of_a_phrase_are_the_second_rung_and_say_which(ladder: Ladder) -> None:
    first = ladder.read("screens and batteries", "en").found[0]

    assert (first.of, first.best.rung, first.best.words) == ("repair-phones", WORDS, ("screens",))


def test_a_typing_error_is_mended(ladder: Ladder) -> None:
    assert found_in(ladder.read("I sold vegetabels on the markt", "en"))[0] == "sell-at-market"


def test_each_part_of_a_list_is_suggested(ladder: Ladder) -> None:
    read = ladder.read("I sewed dresses, fixed phones and cooked for guests.", "en")

    assert set(found_in(read)) == {"tailor", "repair-phones", "cook"}


@pytest.mark.parametrize(
    ("text", "told"), [("I fixed phones", "ar"), ("I fixed phones", "nl"), ("Kleider genäht", "ar")]
)
def test_another_language_is_asked_when_the_own_gives_nothing(ladder: Ladder, text: str, told: str) -> None:
    first = ladder.read(text, told).found[0]

    assert first.best.language in ("en", "de")


def test_none_of_these_is_an_answer(ladder: Ladder) -> None:
    assert ladder.read("the weather was fine yesterday", "en").found == ()
    assert ladder.read("", "en").found == ()
    assert ladder.read("… 123 ??", "ti").found == ()


def test_the_letters_tell_the_language_when_the_page_was_in_another() -> None:
    assert language_of("كنت أخيط", "nl") == "ar"
    assert language_of("دوختم", "fa") == "fa"
    assert language_of("I sewed", "ar") == "en"
    assert language_of("waan tolay", "so") == "so"


def test_a_long_text_is_read_as_far_as_it_goes_and_says_so(ladder: Ladder) -> None:
    read = ladder.read("I fixed phones. " * 4_000, "en")

    assert found_in(read) == ["repair-phones"]
    assert read.is_cut
    assert not ladder.read("I fixed phones. I cooked.", "en").is_cut


@pytest.mark.parametrize("text", ["a" * 50_000, "word " * 10_000, ",;.\n" * 12_000, "\0\ud800 \u202e" * 100])
def test_no_text_is_too_strange(ladder: Ladder, text: str) -> None:
    begun = time.perf_counter()

    ladder.read(text, "en")

    assert time.perf_counter() - begun < 2


def test_sentences_and_the_parts_of_those_that_list_several() -> None:
    clauses = clauses_of("I sewed, knitted and cooked. Drove a 3.5 t lorry!\n- taught children", "en")

    assert clauses.sentences == ("I sewed, knitted and cooked", "Drove a 3.5 t lorry", "taught children")
    assert clauses.parts == ("I sewed", "knitted", "cooked")
    assert len(clauses_of("a b c. " * 500, "en").sentences) <= MOST_CLAUSES
