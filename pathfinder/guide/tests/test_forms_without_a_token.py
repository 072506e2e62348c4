import pytest
from django.test import Client
from pytest_django.asserts import assertContains

from pathfinder.guide.tests.people import GUIDE
from pathfinder.rulebooks.answers import COOKIE


@pytest.mark.parametrize(
    ("fact", "typed", "shown"),
    [
        ("place", {"value": "Antwerpen"}, 'value="Antwerpen"'),
        ("works", {"value": "employed"}, 'value="employed" checked'),
        ("birth_date", {"year": "1990"}, 'value="1990"'),
        ("nationality", {"value": "SY"}, 'value="SY" selected'),
    ],
)
def test_a_question_without_its_token_is_shown_again_with_what_was_typed(
    strict_csrf_client: Client, fact: str, typed: dict[str, str], shown: str
) -> None:
    page = strict_csrf_client.post(f"{GUIDE}{fact}/", typed)

    assertContains(page, "nothing was sent", status_code=403)
    assertContains(page, shown, status_code=403)
    assertContains(page, "csrfmiddlewaretoken", status_code=403)
    assert COOKIE not in page.cookies


def test_a_link_without_its_token_stays_in_the_field(strict_csrf_client: Client) -> None:
    page = strict_csrf_client.post(f"{GUIDE}open/", {"link": "https://x.example/#a=abc"})

    assertContains(page, "https://x.example/#a=abc", status_code=403)


def test_nothing_is_erased_without_a_token(amina: Client) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = amina.cookies

    page = strict.post(f"{GUIDE}erase/")

    assertContains(page, "<b>Antwerp</b>", status_code=403)
    assertContains(strict.get("/en/be/answers/"), "<b>Antwerp</b>")
