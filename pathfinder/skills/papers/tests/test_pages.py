"""The page of the papers: the document goes with the form to each file, and is lost nowhere."""

from __future__ import annotations

import html
import re
from typing import Any

import pytest
from django.test import Client

from pathfinder.skills.papers import read_any
from pathfinder.skills.papers.files import FILES
from pathfinder.skills.papers.tests.people import AMINA
from pathfinder.skills.profile_document import read_profile

pytestmark = pytest.mark.django_db

PAPERS = "/nl/skills/papers/"
TOLD = {"profile": AMINA.text(), "from": "papers"}
CV = {**TOLD, "cv_language": "ar", "cv_second": "nl", "cv_length": "short", "cv_layout": "beside"}


def carried(answer: Any) -> Any:
    found = re.search(r'name="profile" value="([^"]*)"', answer.content.decode())
    assert found
    return read_profile(html.unescape(found[1]))


def test_the_page_offers_what_there_is_and_keeps_the_profile(client: Client) -> None:
    page = client.post(PAPERS, TOLD)

    assert page.status_code == 200
    assert carried(page) == AMINA
    assert [name for name in FILES if f'formaction="{PAPERS}{name}"' not in page.content.decode()] == []


def test_limits_are_not_ticked_before_the_person_ticks_them(client: Client) -> None:
    page = client.post(PAPERS, TOLD).content.decode()

    assert re.search(r'value="skills" checked', page)
    assert not re.search(r'value="limits" checked', page)


def test_without_a_profile_the_page_says_where_to_begin(client: Client) -> None:
    page = client.get("/en/skills/papers/")

    assert page.status_code == 200
    assert "Nothing is told yet" in page.content.decode()


def test_the_cv_is_a_pdf_that_no_computer_keeps(client: Client) -> None:
    made = client.post(f"{PAPERS}cv.pdf", {**CV, "cv_part": ["experiences", "skills"]})

    assert made["Content-Type"] == "application/pdf"
    assert "no-store" in made["Cache-Control"]
    assert made.content.startswith(b"%PDF")


def test_a_cv_of_no_part_is_refused_with_a_sentence_and_nothing_is_lost(client: Client) -> None:
    page = client.post(f"{PAPERS}cv.pdf", CV)

    assert page.status_code == 422
    assert carried(page) == AMINA
    assert re.search(r'value="ar" lang="ar" selected', page.content.decode())


@pytest.mark.parametrize("name", FILES)
def test_each_file_is_made_of_what_the_form_carries(client: Client, name: str) -> None:
    made = client.post(f"{PAPERS}{name}", TOLD)

    assert made["Content-Disposition"] == f'attachment; filename="{name}"'
    assert AMINA.person.name in made.content.decode()


def test_everything_can_be_taken_at_once(client: Client) -> None:
    made = client.post(f"{PAPERS}everything.zip", TOLD)

    assert read_any(made.content).profile == AMINA


@pytest.mark.parametrize("file", ["cv.pdf", "everything.zip", "europass.xml"])
def test_an_address_alone_gives_no_file(client: Client, file: str) -> None:
    assert client.get(f"{PAPERS}{file}").status_code == 405


def test_a_broken_profile_is_shown_again_and_not_lost(client: Client) -> None:
    page = client.post(f"{PAPERS}cv.pdf", {"profile": '{"lang": "en", "broken'})

    assert page.status_code == 422
    assert "broken" in page.content.decode()
