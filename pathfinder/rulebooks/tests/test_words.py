import pytest

from pathfinder.rulebooks.words import figure_in_words

pytestmark = pytest.mark.pure


@pytest.mark.parametrize(
    ("value", "unit", "language", "said"),
    [
        (6, "months", "en", "6 months"),
        (12, "months", "ar", "12 شهرًا"),
        (2, "years", "ar", "سنتان"),
        (90, "days", "fr", "90\xa0jours"),
        (180, "euro", "en", "€180.00"),
        (45000, "pounds", "en", "£45,000.00"),
        (42.1, "percent", "de", "42,1\xa0%"),
        (3, "persons", "en", "3 persons"),
        ("B1", "level", "nl", "B1"),
    ],
)
def test_a_figure_of_law_is_said_with_its_unit(value, unit, language, said):
    assert figure_in_words(value, unit, language) == said
