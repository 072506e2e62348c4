"""The CV: what it says, what it never says, and that its letters come out right on the other side."""

from __future__ import annotations

import datetime as dt
import json
import re
import shutil
import subprocess
import unicodedata
from typing import Any

import pytest
from msgspec.structs import replace

from pathfinder.languages.localized_text import LocalizedText
from pathfinder.skills.papers.cv import PARTS, Wish, cv_of, told
from pathfinder.skills.papers.tests.people import AMINA
from pathfinder.skills.profile_document import Diploma, Experience, LanguageSkill, Profile, Skill

pytestmark = pytest.mark.pure

TODAY = dt.date(2026, 11, 26)
ALL = tuple(PARTS)
needs_pdftotext = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext (poppler) is not installed")


def words(wish: Wish, profile: Profile = AMINA) -> str:
    return json.dumps(told(profile, wish, TODAY), ensure_ascii=False)


def section(way: Any, title: str) -> Any:
    return next(one["items"] for one in way["sections"] if one["title"] == title)


def text_of(pdf: bytes) -> str:
    """As a program reads it, without marks of direction and with the shapes of letters as the letters."""
    made = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode()
    return unicodedata.normalize("NFKC", re.sub("[\u200e\u200f\u202a-\u202e\u2066-\u2069]", "", made))


def pages(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def test_skills_stand_by_how_they_are_proved_the_best_first() -> None:
    (way,) = told(AMINA, Wish("en"), TODAY)["ways"]

    proofs = [item["title"][0]["words"] for item in section(way, "What I can do")]
    assert proofs == ["Officially recognised", "Shown at work", "By my own account"]


def test_own_words_stay_own_words_and_say_so_in_every_language() -> None:
    ways = told(AMINA, Wish("nl", "en", length="long"), TODAY)["ways"]

    titles = [section(way, title)[0]["title"][0] for way, title in zip(ways, _titles(ways), strict=True)]
    assert {(one["words"], one["language"], one["dir"], one["own"]) for one in titles} == {("رعاية أمي", "ar", "rtl", "yes")}  # fmt: skip
    assert all(way["notes"] for way in ways)


def _titles(ways: Any) -> list[str]:
    return [way["sections"][0]["title"] for way in ways]


def test_limits_stand_in_it_only_when_they_are_ticked() -> None:
    assert AMINA.limits not in words(Wish("ar", length="long"))
    assert AMINA.limits in words(Wish("ar", length="long", parts=ALL))


def test_without_the_part_no_name_and_no_way_to_reach_the_person_is_in_it() -> None:
    said = words(Wish("ar", "nl", length="long", parts=("experiences", "skills")))

    assert [one for one in (AMINA.person.name, "amina@", "0470", "470") if one in said] == []


def test_the_words_a_person_wrote_are_in_the_long_one_alone() -> None:
    assert "كنت أخيط الستائر" in words(Wish("nl", length="long"))
    assert "كنت أخيط الستائر" not in words(Wish("nl"))


def test_a_label_that_is_not_translated_says_which_language_it_is_in() -> None:
    (way,) = told(AMINA, Wish("xr"), TODAY)["ways"]

    marks = {one["mark"] for item in way["sections"][0]["items"] for line in item["lines"] for one in line}
    assert marks == {"en"}


def test_a_concept_without_a_name_here_leaves_no_address_on_paper(monkeypatch: pytest.MonkeyPatch) -> None:
    bare = LocalizedText("a1b2 0000", "en", is_fallback=True)
    monkeypatch.setattr("pathfinder.skills.papers.labels.reference_name", lambda _reference, _language: bare)

    said = words(
        Wish("en", parts=("skills",)),
        replace(AMINA, skills=(Skill(what="http://data.europa.eu/esco/skill/a1b2-0000"),)),
    )

    assert "a1b2" not in said


def test_a_short_one_is_one_page_however_much_was_told() -> None:
    many = tuple(
        Experience(key=f"e{n}", kind="paid", title="A long title that goes on and on " * 4, tasks=AMINA.experiences[0].tasks * 9)
        for n in range(40)
    )  # fmt: skip
    profile = replace(
        AMINA, experiences=many, diplomas=tuple(Diploma(key=f"d{n}", title="Paper " * 40) for n in range(30))
    )

    assert pages(cv_of(profile, Wish("ar", "nl"), TODAY)) == 1
    assert pages(cv_of(profile, Wish("ar", "nl", length="long"), TODAY)) > 1


def test_a_profile_of_thousands_of_things_makes_a_paper_of_its_first_part_that_says_so() -> None:
    many = tuple(Experience(key=f"e{n}", kind="paid", title="x") for n in range(3_000))

    (way,) = told(Profile(experiences=many), Wish("en", length="long"), TODAY)["ways"]

    assert len(way["sections"][0]["items"]) < 100
    assert "The rest is in the file profile.json" in way["notes"][-1]


@pytest.mark.parametrize("written", ["(" * 50_000, "1 " * 25_000, "<b>" * 16_000])
def test_odd_words_of_any_length_are_set_all_the_same(written: str) -> None:
    profile = Profile(lang="ar", experiences=(Experience(key="a", kind="paid", words=written),))

    assert words(Wish("ar", length="long"), profile)


def test_two_languages_after_each_other_take_a_page_each() -> None:
    assert pages(cv_of(AMINA, Wish("ar", "nl", layout="after"), TODAY)) == 2


@pytest.mark.parametrize("language", ["ar", "fa", "ps", "ti", "uk", "so"])
def test_it_is_a_tagged_pdf_in_every_script(language: str) -> None:
    made = cv_of(AMINA, Wish(language, "nl", length="long", parts=ALL), TODAY)

    assert made.startswith(b"%PDF")
    assert b"/StructTreeRoot" in made
    assert b"Regular" in made


def test_nothing_that_was_typed_is_read_as_markup() -> None:
    profile = replace(AMINA, person=replace(AMINA.person, name='#panic("x") $ [*a* #read("/etc/passwd")'))

    assert cv_of(profile, Wish("en"), TODAY).startswith(b"%PDF")


@needs_pdftotext
def test_numbers_brackets_and_arabic_come_out_of_the_pdf_as_they_went_in() -> None:
    text = text_of(cv_of(AMINA, Wish("ar", "nl", length="long"), TODAY))

    assert "+32\u00a0(0)470\u00a012\u00a034\u00a056".replace("\u00a0", " ") in text
    assert "amina@example.org" in text
    assert "021-123 456" in text
    assert "خياطة" in text
    assert "(حلب" in text
    assert "رعاية أمي" in text
    assert "Gent" in text


@needs_pdftotext
def test_a_line_of_arabic_that_begins_with_a_level_begins_at_the_right() -> None:
    text = text_of(cv_of(Profile(languages={"nl": LanguageSkill(*["A2"] * 5)}), Wish("ar"), TODAY))

    assert text.index("A2") < text.index("بسيطة")


@needs_pdftotext
@pytest.mark.parametrize(("language", "said"), [("uk", "Бельгія"), ("ti", "ቤልጅዩም"), ("fa", "بلژیک")])
def test_each_script_can_be_copied_out_of_it(language: str, said: str) -> None:
    assert said in text_of(cv_of(AMINA, Wish(language), TODAY))
