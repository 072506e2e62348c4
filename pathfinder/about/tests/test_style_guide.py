"""The style guide shows the real parts, and its colours can be read."""

import pytest
from django.test import Client

from pathfinder.about.tokens import Pair, contrast, pairs_of, read_tokens


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_colour_can_be_read_on_every_ground_it_stands_on(theme: str) -> None:
    assert [pair for pair in pairs_of(read_tokens().colours[theme]) if not pair.is_enough] == []


@pytest.mark.pure
@pytest.mark.parametrize(
    ("one", "other", "ratio"), [("#000", "#ffffff", 21), ("#fff", "#fff", 1), ("#777", "#fff", 4.48)]
)
def test_contrast_is_that_of_wcag(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.01)


@pytest.mark.pure
def test_too_little_contrast_is_not_enough() -> None:
    assert not Pair("ink", "paper", 4.4, 4.5).is_enough


def test_there_are_five_sizes_and_both_themes_name_the_same_colours() -> None:
    tokens = read_tokens()

    assert [name for name, _ in tokens.sizes] == ["small", "body", "lead", "title", "big"]
    assert set(tokens.colours["light"]) == set(tokens.colours["dark"])


@pytest.mark.django_db
@pytest.mark.parametrize(
    "part",
    [
        'class="choice"',
        'class="step"',
        'class="facts"',
        'class="cards"',
        'aria-invalid="true"',
        'class="mt"',
        'class="fb"',
    ],
)
def test_it_is_made_of_the_parts_of_the_product(client: Client, part: str) -> None:
    assert part in client.get("/ar/style-guide/").content.decode()


@pytest.mark.django_db
def test_search_engines_leave_it_alone(client: Client) -> None:
    assert '<meta name="robots" content="noindex">' in client.get("/en/style-guide/").content.decode()
