"""What a destination asks: by the law of the day that was asked, met and open said apart, nothing made up, nothing kept."""

import datetime as dt

import pytest
from django.test import Client

from pathfinder.talent.checks import Asked, DestinationCheck

TODAY = dt.date(2026, 11, 26)
IN_JORDAN = {"displaced": True, "job_offer": True, "now_in": "JO", "nationality": ["SY"]}


def check_of(to: str, on: dt.date, **told: object) -> DestinationCheck:
    return DestinationCheck(Asked(to, on, IN_JORDAN, **told), "en", TODAY)


def test_in_2023_the_way_to_the_united_kingdom_was_open_and_its_conditions_are_met() -> None:
    check = check_of("gb", dt.date(2023, 6, 1), isco="2221")

    first = check.ways[0]

    assert (first.verdict, first.met, first.not_met, first.open) == ("may", 4, 0, 0)
    assert first.of_the_person[0].sources
    assert [value for _label, value in check.figures] == ["60 months"]


def test_today_the_same_way_has_ended() -> None:
    check = check_of("gb", TODAY)

    assert check.ways == []
    assert "Displaced Talent Mobility Pilot" in [str(way.title) for way in check.other_days]
    assert "no source" in check.gap.words


def test_what_was_not_told_is_open() -> None:
    asked = Asked("gb", dt.date(2023, 6, 1), {"displaced": True, "now_in": "JO"})

    first = DestinationCheck(asked, "en", TODAY).ways[0]

    assert (first.verdict, first.open) == ("unknown", 1)


def test_a_regulated_profession_is_said_with_its_language_as_far_as_sources_go() -> None:
    nurse, tailor = check_of("ie", TODAY, isco="2221"), check_of("ie", TODAY, isco="7533")

    assert nurse.regulated.answer == "yes"
    assert "English requirement" in nurse.language_asked[0][0].words
    assert (tailor.regulated.answer, tailor.language_asked) == ("unknown", [])


def test_a_partner_is_looked_at_only_when_one_was_told() -> None:
    alone, together = check_of("ie", TODAY), check_of("ie", TODAY, family=("partner",))

    assert alone.partner_may_work is None
    assert together.partner_may_work is not None
    assert together.partner_may_work.step is not None


@pytest.mark.parametrize(
    ("passport", "until", "state"),
    [
        ("valid", dt.date(2022, 1, 1), "not-met"),
        ("valid", dt.date(2030, 1, 1), "met"),
        ("valid", None, "met"),
        ("none", None, "not-met"),
        ("", None, "open"),
    ],
)
def test_of_a_passport_only_what_was_told_is_judged(passport: str, until: dt.date | None, state: str) -> None:
    check = check_of("gb", dt.date(2023, 6, 1), passport=passport, passport_until=until)

    assert check.passport[0] == state


ASKED = "to=gb&on=2023-06-01&now_in-value=JO&displaced-value=true&job_offer-value=true&nationality-value=SY&work=2221&family=partner"


@pytest.mark.django_db
def test_the_page_says_what_is_asked_and_what_nobody_knows() -> None:
    page = Client().get(f"/en/abroad/?{ASKED}")
    text = page.content.decode()

    assert page.status_code == 200
    assert "Displaced Talent Mobility Pilot" in text
    assert "<b>Met:</b>" in text
    assert "The least pay for a visa: not known to us" in text
    assert page.headers["Cache-Control"] == "private, no-store"
    assert not page.cookies


@pytest.mark.django_db
def test_words_for_the_work_are_offered_to_choose_from() -> None:
    form = Client().get("/en/abroad/?to=be&work=I sew clothes").context["form"]

    assert form.isco == ""
    assert [one for one in form.offered if one.isco == "7533"]


@pytest.mark.django_db
@pytest.mark.parametrize("query", ["to=xx", "to=gb&on=1.5.2023", "to=gb&now_in-value=ZZ", "to=gb&passport_until=soon"])
def test_what_cannot_be_read_is_said_and_the_rest_stays(query: str) -> None:
    page = Client().get(f"/en/abroad/?{query}&work=2221")

    assert page.status_code == 422
    assert 'value="2221"' in page.content.decode()
    assert 'class="error"' in page.content.decode()


@pytest.mark.django_db
def test_an_empty_page_asks_only() -> None:
    page = Client().get("/en/abroad/")

    assert page.status_code == 200
    assert page.context["check"] is None
