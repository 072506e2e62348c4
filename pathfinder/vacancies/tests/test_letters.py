"""The employer hears by e-mail what the desk decided: once, in their language, and later when the mail server is down."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from pathfinder.accounts.models import Membership, User
from pathfinder.accounts.tests.people import HOUSE, amina, person, piet, signed_in
from pathfinder.directory.tests.records import ORGANIZATION, give
from pathfinder.vacancies import actions
from pathfinder.vacancies.letters import send_owed
from pathfinder.vacancies.models import Vacancy, VacancyLetter
from pathfinder.vacancies.tests.vacancies import form, values

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def house() -> None:
    give("organization", HOUSE, ORGANIZATION)


@pytest.fixture
def employer() -> User:
    return amina()


@pytest.fixture
def one(employer: User) -> Vacancy:
    """What Amina entered; it waits."""
    now = timezone.now()
    soon = timezone.localdate(now) + dt.timedelta(days=30)
    return actions.enter(values(valid_through=soon), by=employer, at=now, on=timezone.localdate(now))


@pytest.fixture
def editor(db: None) -> Client:
    """Piet's browser."""
    return signed_in(Client(), piet())


def press(editor: Client, one: Vacancy, button: str, **typed: str) -> None:
    here = f"/en/desk/vacancies/{one.key}/"
    editor.post(here, {button: "1", "seen": editor.get(here).context["seen"], **typed})


def some_round(**later: float) -> int:
    """What the server does by itself, now or later."""
    return send_owed(at=timezone.now() + dt.timedelta(seconds=1, **later))


def told(letter: Any) -> tuple[str, str]:
    words = letter.get_payload(decode=True).decode().replace("\r\n", "\n")
    return str(letter["Subject"]), words


def test_a_published_vacancy_is_told_once_with_its_page(
    editor: Client, employer: User, one: Vacancy, letterbox: Any
) -> None:
    press(editor, one, "publish")

    assert [some_round(), some_round(), some_round(hours=12)] == [1, 0, 0]
    (letter,) = letterbox.letters
    assert letter["To"] == employer.email
    subject, words = told(letter)
    assert subject == "Published: Sewing workshop"
    assert f"http://testserver/en/vacancies/{one.key}/" in words


def test_who_is_sent_back_reads_the_reason_and_where_to_change_it(editor: Client, one: Vacancy, letterbox: Any) -> None:
    press(editor, one, "decline", reason="Tell what the pay is.")
    some_round()

    subject, words = told(letterbox.letters[0])
    assert subject == "Not published: Sewing workshop"
    assert "Tell what the pay is." in words
    assert f"http://testserver/en/desk/vacancies/{one.key}/" in words
    assert "as it was before" not in words


def test_a_change_that_is_sent_back_leaves_the_vacancy_and_the_letter_says_so(
    editor: Client, employer: User, one: Vacancy, letterbox: Any
) -> None:
    press(editor, one, "publish")
    signed_in(Client(), employer).post(f"/en/desk/vacancies/{one.key}/", form(one.open_until, title="Cheap hands"))
    press(editor, one, "decline", reason="Not these words.")
    some_round()

    assert ["Visitors see it as it was before the change." in told(letter)[1] for letter in letterbox.letters] == [True]


def test_an_ended_vacancy_is_told_once_however_often_the_button_is_pressed(
    editor: Client, one: Vacancy, letterbox: Any
) -> None:
    press(editor, one, "publish")
    some_round()
    press(editor, one, "close")
    press(editor, one, "close")
    some_round()

    assert [told(letter)[0] for letter in letterbox.letters] == [
        "Published: Sewing workshop",
        "Closed: Sewing workshop",
    ]


def test_the_letter_is_in_the_language_of_the_employer(
    editor: Client, employer: User, one: Vacancy, letterbox: Any
) -> None:
    User.objects.filter(pk=employer.pk).update(language="nl")

    press(editor, one, "publish")
    some_round()

    _subject, words = told(letterbox.letters[0])
    assert words.startswith("Dag,")
    assert f"/nl/vacancies/{one.key}/" in words


def test_a_mail_server_that_is_down_loses_no_decision_and_the_letter_comes_later(
    editor: Client, one: Vacancy, letterbox: Any, settings: Any
) -> None:
    settings.EMAIL_PORT, port = 1, settings.EMAIL_PORT  # nobody listens there
    press(editor, one, "publish")
    down = some_round()
    settings.EMAIL_PORT = port

    assert (down, Vacancy.objects.get().state) == (0, "open")
    assert [some_round(minutes=1), some_round(minutes=6)] == [0, 1]


def test_of_two_decisions_that_waited_the_newer_one_is_told(
    editor: Client, employer: User, one: Vacancy, letterbox: Any
) -> None:
    press(editor, one, "decline", reason="Tell what the pay is.")
    signed_in(Client(), employer).post(f"/en/desk/vacancies/{one.key}/", form(one.open_until))
    press(editor, one, "publish")
    some_round()

    assert [told(letter)[0] for letter in letterbox.letters] == ["Published: Sewing workshop"]


def test_who_changed_it_last_gets_the_letter_and_who_left_the_employer_none(
    editor: Client, employer: User, one: Vacancy, letterbox: Any
) -> None:
    colleague = person("Olena", "provider", organization_key=HOUSE)
    signed_in(Client(), colleague).post(f"/en/desk/vacancies/{one.key}/", form(one.open_until))
    press(editor, one, "publish")
    some_round()
    Membership.objects.filter(user=colleague).delete()
    press(editor, one, "close")
    some_round()

    assert [letter["To"] for letter in letterbox.letters] == [colleague.email]
    assert not VacancyLetter.objects.filter(sent_at=None).exists()


def test_what_nobody_of_an_employer_entered_or_what_they_closed_themselves_is_not_told(
    editor: Client, employer: User, one: Vacancy, letterbox: Any
) -> None:
    editor.post("/en/desk/vacancies/new/", form(one.open_until, title="Entered by an editor"))
    press(editor, Vacancy.objects.exclude(pk=one.pk).get(), "close")
    signed_in(Client(), employer).post(f"/en/desk/vacancies/{one.key}/", {"close": "1"})

    assert some_round() == 0
    assert not VacancyLetter.objects.exists()


def test_a_title_with_a_line_break_breaks_no_letter(editor: Client, one: Vacancy, letterbox: Any) -> None:
    Vacancy.objects.update(title={"en": "Sewing\nBcc: all@example.org"})

    press(editor, one, "publish")
    some_round()

    assert told(letterbox.letters[0])[0] == "Published: Sewing Bcc: all@example.org"
    assert letterbox.letters[0]["Bcc"] is None
