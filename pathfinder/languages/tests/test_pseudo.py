from pathlib import Path

import pytest
from babel.messages.mofile import read_mo
from django.conf import settings

from pathfinder.languages.names import date_in_words, direction, is_in_latin
from pathfinder.languages.pseudo import FROM_THE_RIGHT, LONG, lengthened, write_catalogues

pytestmark = pytest.mark.pure


@pytest.mark.parametrize("words", ["Go", "Find your way to work", "Texts with this mark were translated by a machine."])
def test_words_become_two_fifths_longer_and_stand_in_brackets(words: str) -> None:
    longer = lengthened(words)

    assert longer[0] + longer[-1] == "⟦⟧"
    assert 1.3 * len(words) <= len(longer) - 2 <= 1.5 * len(words) + 2


@pytest.mark.parametrize("kept", ["%(day)s", "%s", "%%", "{n}", '<a href="{url}">', "&amp;"])
def test_what_a_program_fills_in_stays_as_it_is(kept: str) -> None:
    assert kept in lengthened(f"Before {kept} after")


def test_there_is_a_catalogue_for_each_with_every_message(tmp_path: Path) -> None:
    write_catalogues(settings.LOCALE_PATHS[0], tmp_path)

    long, right = ((tmp_path / code / "LC_MESSAGES/django.mo").open("rb") for code in (LONG, FROM_THE_RIGHT))
    with long, right:
        messages = read_mo(long)
        assert len(messages) == len(read_mo(right)) > 500
    assert messages["Skip to the page"].string.startswith("⟦Šķïp ţö ţĥé pá")


def test_one_runs_from_the_left_and_one_from_the_right_and_dates_are_english() -> None:
    import datetime as dt

    assert (direction(LONG), direction(FROM_THE_RIGHT)) == ("ltr", "rtl")
    assert is_in_latin(FROM_THE_RIGHT)
    assert date_in_words(dt.date(2026, 5, 1), FROM_THE_RIGHT) == "1 May 2026"


def test_they_are_not_offered_unless_asked_for() -> None:
    assert {LONG, FROM_THE_RIGHT} & set(dict(settings.LANGUAGES)) == set()
