import pytest
from django.test import Client
from pytest_django.asserts import assertContains, assertRedirects


@pytest.mark.parametrize(
    ("accepts", "language"), [("fr-BE,fr;q=0.9", "fr"), ("de", "de"), ("ti-ER", "ti"), ("zu", "en"), ("", "en")]
)
def test_the_first_page_speaks_the_language_of_the_browser(client: Client, accepts: str, language: str) -> None:
    answer = client.get("/", headers={"accept-language": accepts})

    assertRedirects(answer, f"/{language}/")
    assert "Accept-Language" in answer["Vary"]


def test_one_button_leads_from_home_to_the_first_question(client: Client) -> None:
    answer = client.get("/en/?country=be", follow=True)

    assert answer.redirect_chain[-1][0] == "/en/be/guide/place/"
    assertContains(answer, "Where do you live?")


def test_home_says_when_the_rules_were_checked(client: Client) -> None:
    assertContains(client.get("/en/"), "Checked on 22 November 2026")


def test_a_country_without_rules_is_answered_with_a_sentence(client: Client) -> None:
    assertContains(client.get("/en/?country=xx"), "does not know the rules of this country yet", status_code=404)


def test_the_address_of_a_country_without_rules_names_the_countries_we_know(client: Client) -> None:
    assertContains(client.get("/en/xx/guide/"), "Belgium", status_code=404)


@pytest.mark.parametrize("language", ["en", "nl", "fr", "de"])
def test_every_page_leads_to_itself_in_each_language(client: Client, language: str) -> None:
    page = client.get("/en/be/way/?on=2018-09-15")

    assertContains(page, f'href="/{language}/be/way/?on=2018-09-15"')


def test_home_needs_no_cookie_and_no_token(client: Client) -> None:
    assert not client.get("/en/").cookies


def test_an_address_that_does_not_exist_gets_a_friendly_page(client: Client) -> None:
    assertContains(client.get("/nl/nergens/"), "Deze pagina bestaat niet", status_code=404)
