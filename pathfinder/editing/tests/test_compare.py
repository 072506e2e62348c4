"""Differences, as people read them."""

import pytest

from pathfinder.editing.compare import differences, marked, told
from pathfinder.editing.tests.records import COURSE, DOCUMENTS, by_machine, outdated

pytestmark = pytest.mark.pure


@pytest.mark.parametrize(
    ("old", "new", "left", "right"),
    [
        ("Come on Monday.", "Come on Friday.", "Come on <del>Monday</del>.", "Come on <ins>Friday</ins>."),
        ("Come on Monday.", "Come on Monday.", "Come on Monday.", "Come on Monday."),
        (
            "One two three four five",
            "One 2 3 four five",
            "One <del>two three</del> four five",
            "One <ins>2 3</ins> four five",
        ),
        ("Come.", "", "<del>Come.</del>", ""),
        ("", "Come.", "", "<ins>Come.</ins>"),
        ("", "", "", ""),
        ("تعال يوم الاثنين", "تعال يوم الجمعة", "تعال يوم <del>الاثنين</del>", "تعال يوم <ins>الجمعة</ins>"),
        ("All is different", "Nothing the same!", "<del>All is different</del>", "<ins>Nothing the same!</ins>"),
        ("a <b> c d e", "a <i> c d e", "a &lt;<del>b</del>&gt; c d e", "a &lt;<ins>i</ins>&gt; c d e"),
    ],
)
def test_changed_words_are_marked(old: str, new: str, left: str, right: str) -> None:
    assert marked(old, new) == (left, right)


def test_very_long_texts_are_shown_whole_and_quickly() -> None:
    left, right = marked("a b " * 5_000, "b a " * 5_000)

    assert left.startswith("<del>a b")
    assert right.startswith("<ins>b a")


def lines(old: dict, new: dict) -> list[tuple[str, str, str]]:
    return [
        (line.label, str(line.old), str(line.new)) for field in differences("service", old, new) for line in field.lines
    ]


def test_a_step_that_moved_is_not_a_step_that_changed() -> None:
    steps = [{"en": "Call us."}, {"en": "Come."}, {"en": "Begin."}]

    found = lines({"application_process": steps}, {"application_process": [{"en": "Read."}, *steps]})

    assert found == [("1 · English", "", "<ins>Read.</ins>")]


def test_the_same_words_seen_differently_are_told_in_words() -> None:
    found = lines({"description": {"nl": by_machine("Leer.")}}, {"description": {"nl": outdated("Leer.")}})

    assert found == [("Dutch", "<del>translated by a machine</del>", "<ins>outdated: the original has changed</ins>")]


def test_codes_are_told_in_words() -> None:
    assert lines({"cost": "free"}, {"cost": "paid"}) == [("", "<del>free of charge</del>", "<ins>costs money</ins>")]


def test_a_part_of_a_part_is_named() -> None:
    old = {"phones": [{"number": "1", "languages": [{"code": "nl"}]}]}
    new = {"phones": [{"number": "1", "languages": [{"code": "nl"}, {"code": "ar"}]}]}

    assert lines(old, new) == [("1 · Languages in which people are helped · 2 · Language", "", "<ins>ar</ins>")]


def test_what_no_form_knows_is_shown_all_the_same() -> None:
    assert lines({"nonsense": [1]}, {"nonsense": {"a": "<b>"}}) == [
        ("", "<del>[1]</del>", "<ins>{&quot;a&quot;: &quot;&lt;b&gt;&quot;}</ins>")
    ]


@pytest.mark.parametrize(
    "strange", [{"name": "words alone"}, {"phones": "many"}, {"about": 7}, {"notes": {"en": "one"}}]
)
def test_a_value_of_an_unheard_of_shape_breaks_nothing(strange: dict) -> None:
    assert lines(strange, {}) or lines({}, strange)


def test_a_whole_record_is_told_without_marks() -> None:
    found = told("service", DOCUMENTS[COURSE][1])

    assert not [line for field in found for line in field.lines if "<ins>" in line.new]
    assert ("English", "Course of Dutch") in [(line.label, line.new) for field in found for line in field.lines]
