"""What people paste is kept as words."""

import pytest

from pathfinder.editing.plain_text import has_markup, plain_text

pytestmark = pytest.mark.pure

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal {margin:0cm}</style></head><body>
<!--StartFragment--><p class=MsoNormal><b>Work&nbsp;first</b><o:p></o:p></p><p class=MsoNormal>We help
people.</p><ul><li>One</li><li>Two &amp; three</li></ul><!--EndFragment--></body></html>"""


@pytest.mark.parametrize(
    ("pasted", "words"),
    [
        (WORD, "Work first\nWe help people.\nOne\nTwo & three"),
        ("<!--[if gte mso 9]><xml><w:View>Normal</w:View></xml><![endif]--><p>Hello</p>", "Hello"),
        ("<script>alert(1)</script>Cooking", "Cooking"),
        ('See <a href="https://house.example/">our page</a>.', "See our page (https://house.example/)."),
        ("One<br>Two", "One\nTwo"),
        ("<style>never closed, so it is kept", "never closed, so it is kept"),
        ("<b>bold", "bold"),
    ],
)
def test_marks_of_word_and_of_web_pages_are_taken_out(pasted: str, words: str) -> None:
    assert has_markup(pasted)
    assert plain_text(pasted) == words


@pytest.mark.parametrize(
    "typed",
    [
        "children < 12 and > 3",
        "<amina@example.org>",
        "a <- b",
        "1 <2",
        "x <- <y>",
        "Line one\n\n  Line two",
        "R&D &amp; more",
    ],
)
def test_what_somebody_wrote_between_such_signs_stays(typed: str) -> None:
    assert not has_markup(typed)
    assert plain_text(typed) == typed
