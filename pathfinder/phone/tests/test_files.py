"""The files: small, the same for everybody, kept for good by whoever has them."""

from __future__ import annotations

import datetime as dt
import json

import brotli
import pytest
from django.conf import settings
from django.test import Client

from pathfinder.phone.documents import TEXTS, document_of, export_of, written
from pathfinder.phone.queries import addresses_of_files
from pathfinder.phone.tests.conftest import ROOM
from pathfinder.rulebooks.loaded import countries, speaker_for
from rulebook.conditions import Param

KB = 1000
EVALUATOR_AT_MOST = 4 * KB
CHANGES_AT_MOST = 2 * KB
GUIDE_AT_MOST = 150 * KB  # of one country in one language: law, places, texts
LANGUAGES = [language for language, _name in settings.LANGUAGES]


def test_the_evaluator_is_small() -> None:
    """As it is served: its source, compressed with brotli, comments and all."""
    source = (ROOM / "static" / "phone" / "rulebook.js").read_bytes()

    assert len(brotli.compress(source)) < EVALUATOR_AT_MOST


def test_what_would_change_a_verdict_is_a_small_file_of_its_own() -> None:
    source = (ROOM / "static" / "phone" / "changes.js").read_bytes()

    assert len(brotli.compress(source)) < CHANGES_AT_MOST


@pytest.mark.parametrize("country", countries())
def test_the_guide_of_a_country_is_light(country: str) -> None:
    of_law = len(document_of(country, "law").packed) + len(document_of(country, "places").packed)
    of_texts = max(len(document_of(country, TEXTS, language).packed) for language in LANGUAGES)

    assert of_law + of_texts < GUIDE_AT_MOST


def test_a_file_is_kept_for_good_and_comes_compressed(client: Client) -> None:
    address = addresses_of_files("be", "en")["law"]

    response = client.get(address, headers={"Accept-Encoding": "gzip, deflate, br"})

    assert response.headers["Content-Encoding"] == "br"
    assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert "Accept-Encoding" in response.headers["Vary"]
    assert json.loads(brotli.decompress(response.content))["country"] == "be"


@pytest.mark.parametrize("accepted", ["", "gzip", "br;q=0"])
def test_a_browser_without_brotli_gets_the_file_as_well(client: Client, accepted: str) -> None:
    response = client.get(addresses_of_files("be", "en")["places"], headers={"Accept-Encoding": accepted})

    assert response.status_code == 200
    assert response.headers.get("Content-Encoding") != "br"


def test_no_cookie_is_asked_for_or_set(client: Client) -> None:
    response = client.get(addresses_of_files("be", "en")["texts"])

    assert response.cookies == {}
    assert "Cookie" not in response.headers["Vary"]


@pytest.mark.parametrize(
    "address",
    ["/phone/be/law.000000000000.json", "/phone/be/texts-xx.000000000000.json", "/phone/zz/en/", "/phone/zz/law.000000000000.json"],
)  # fmt: skip
def test_what_is_not_there_is_not_found(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


def test_a_device_learns_where_the_newest_files_are(client: Client) -> None:
    response = client.get("/phone/be/ar/")

    assert response.headers["Cache-Control"] == "no-cache"
    assert response.json() == addresses_of_files("be", "ar")
    assert client.get(response.json()["texts"]).json()["language"] == "ar"


def test_another_content_is_another_address() -> None:
    assert written({"country": "be"}).version != written({"country": "nl"}).version


def test_a_sentence_is_the_one_that_the_pages_say() -> None:
    export = export_of("be")
    months = Param("be-wal-newcomer-months")
    leaf = next(leaf for p in export.rulebook.provisions.values() for leaf in p.leaves() if leaf.operand == months)
    speaker = speaker_for(export.rulebook.on(dt.date(2018, 9, 15)), "fr")

    found = json.loads(document_of("be", TEXTS, "fr").content)["tests"][export.number_of(leaf)]

    assert [speaker.leaf(leaf), speaker.leaf(leaf, negated=True)] in [said for _day, *said in found]


def test_words_of_a_machine_keep_their_mark() -> None:
    arabic = json.loads(document_of("be", TEXTS, "ar").content)

    assert "\ue001" in json.dumps(arabic["provisions"], ensure_ascii=False)
