"""The pages for people: they explain, and every example in them works."""

import re

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

pytestmark = pytest.mark.usefixtures("everything")

LANGUAGES = [code for code, _ in settings.LANGUAGES]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_is_there_in_every_language(client: Client, language: str) -> None:
    page = client.get(f"/{language}/open-data/")

    assert page.status_code == 200
    assert f'lang="{language}"' in page.content.decode()


def test_every_example_on_the_page_works(client: Client) -> None:
    page = client.get("/en/open-data/").content.decode()
    addresses = [found.replace("&amp;", "&") for found in re.findall(r'href="(/hsds/[^"]*)"', page)]

    answers = {address: client.get(address).status_code for address in addresses}

    assert len(answers) > 12
    assert set(answers.values()) == {200}


def test_the_licence_stands_on_the_page(client: Client) -> None:
    assert "EUPL-1.2" in client.get("/en/open-data/").content.decode()


def test_the_limit_stands_on_the_page(client: Client, settings: object) -> None:
    settings.OPEN_DATA_PER_MINUTE = 77  # type: ignore[attr-defined]  # pytest-django's settings

    assert "77 times a minute" in client.get("/en/open-data/").content.decode()


def test_the_profile_names_each_patch_and_the_official_schema_it_applies_to(client: Client) -> None:
    page = client.get("/hsds/profile/").content.decode()
    index = client.get("/hsds/profile/index.json").json()

    assert index["hsds_version"] == "3.0"
    assert re.fullmatch(r"\d+\.\d+\.\d+", index["version"])
    assert len(index["patches"]) == 11
    assert [one["applies_to"] for one in index["patches"] if one["applies_to"] not in page] == []
    assert [one["patch"] for one in index["patches"] if client.get(one["patch"]).status_code != 200] == []


def test_a_patch_adds_one_property(client: Client) -> None:
    patch = client.get(reverse("opendata:patch", args=["service"])).json()

    assert patch.keys() == {"properties"}
    assert patch["properties"].keys() == {"pathfinder"}
