import pytest
from django.test import Client
from django.utils import translation


@pytest.mark.parametrize(
    ("address", "language"), [("/nl/", "nl"), ("/de/be/way/", "de"), ("/fr/nowhere/", "fr"), ("/ar/", "ar")]
)
def test_the_address_decides_the_language(client: Client, address: str, language: str) -> None:
    answer = client.get(address, headers={"accept-language": "en"})

    assert answer["Content-Language"] == language
    assert f'<html lang="{language}"' in answer.content.decode()


def test_without_a_language_in_the_address_the_browser_is_asked(client: Client) -> None:
    answer = client.get("/nowhere/", headers={"accept-language": "de"})

    assert answer["Content-Language"] == "de"


def test_an_address_without_a_slash_is_not_found(client: Client) -> None:
    assert client.generic("OPTIONS", "*").status_code == 404


def test_the_language_of_one_answer_does_not_reach_the_next(client: Client) -> None:
    before = translation.get_language()

    client.get("/nl/")

    assert translation.get_language() == before
