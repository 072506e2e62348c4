"""Light: what each kind of page weighs, how few requests stand before the first words, and how little a second visit takes."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import brotli
import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from tests.journeys.furnishing import answers_in_a_browser, session_at_the_desk
from tests.journeys.kinds import AT_THE_DESK, EVERY_KIND, NOT_FOUND

pytestmark = pytest.mark.django_db

KILO = 1024
PAGE = 15 * KILO  # the page alone, compressed as browsers get it
# Those that hold a list or a table of all nine countries, or everything about one thing
LONG_PAGE = 25 * KILO
LONG = {
    "guide:way", "guide:answers", "guide:compare", "guide:not-for-you", "guide:summary", "law:changes", "compare:this-person",
    "compare:question", "library:practices", "library:stories", "library:documents-laws",
    "library:procedures", "library:country", "library:events", "library:figures", "editing:record", "editing:translate", "about:style-guide",
}  # fmt: skip
WHOLE_LIST = 30 * KILO  # all documents on one page, so that the browser's own search finds each
FIRST_VISIT = 40 * KILO  # a page with everything it needs, in an empty browser
SHEET = 9 * KILO
REQUESTS = 2  # the page and its style sheet; nothing else holds up the first words
# Rooms with a sheet of their own beside the one of all: it is fetched at the same time as that one
WITH_A_SECOND_SHEET = {
    "directory:find", "directory:kept", "directory:record", "directory:record-print", "checking:report", "checking:course",
    "checking:quality", "opendata:page", "library:share", "library:share-sent", "library:share-draft", "editing:suggest-words",
    "matching:keep",
}  # fmt: skip


@pytest.fixture
def pages(furnished: dict[str, str]) -> dict[str, Any]:
    """Every kind of page as a browser gets it, for a visitor with answers and for the desk."""
    visitor, desk = Client(headers={"accept-encoding": "gzip"}), Client(headers={"accept-encoding": "gzip"})
    for name, value in answers_in_a_browser():
        visitor.cookies[name] = value
    desk.cookies["session"] = session_at_the_desk()
    return {
        kind: (desk if kind in AT_THE_DESK else visitor).get(address.format(language="en", **furnished))
        for kind, address in EVERY_KIND.items()
    }


def test_every_kind_of_page_keeps_to_its_budget(pages: dict[str, Any]) -> None:
    found = {kind: list(_over(kind, answer)) for kind, answer in pages.items() if kind not in NOT_FOUND}

    assert {kind: over for kind, over in found.items() if over} == {}


def _over(kind: str, answer: Any) -> Iterator[str]:
    assert answer["Content-Encoding"] == "gzip", f"{kind} is too small to be a page"
    html = _unpacked(answer)
    head = html.partition("</head>")[0]
    sheets = re.findall(r'<link rel="stylesheet" href="/static/([^"]+)"', head)
    scripts = re.findall(r'<script[^>]*src="/static/([^"]+)"', html)
    holding_up = [
        tag for tag in re.findall(r"<script\b[^>]*src=[^>]*>", head) if not re.search("defer|async|module", tag)
    ]
    page, parts = len(answer.content), sum(_compressed(name) for name in {*sheets, *scripts, "ui/icon.svg"})
    if page > (WHOLE_LIST if kind == "library:documents" else LONG_PAGE if kind in LONG else PAGE):
        yield f"the page has {page / KILO:.1f} kB"
    if page + parts > FIRST_VISIT:
        yield f"a first visit takes {(page + parts) / KILO:.1f} kB"
    own_sheet = kind in WITH_A_SECOND_SHEET or kind in AT_THE_DESK or kind.startswith("account")
    if 1 + len(holding_up) + len(sheets) > REQUESTS + (2 if own_sheet else 0):
        yield f"{len(sheets)} sheets and {holding_up} stand before the first words"
    if re.search(r"<img(?![^>]*loading=.lazy)", html):
        yield "a picture is fetched before it is asked for"
    if re.search(r"rel=.(preload|prefetch|preconnect|dns-prefetch)", html):
        yield "something is fetched before it is needed"


def _unpacked(answer: Any) -> str:
    return gzip.decompress(answer.content).decode()


def _compressed(name: str) -> int:
    found = finders.find(name)
    assert isinstance(found, str), f"{name} does not exist"
    return len(brotli.compress(Path(found).read_bytes()))


def test_the_one_style_sheet_is_small() -> None:
    assert _compressed("ui/pathfinder.css") <= SHEET


@pytest.mark.parametrize(
    "address", ["/en/", "/ar/compare/", "/en/changes/", "/en/library/stories/", "/ti/accessibility/"]
)
def test_a_second_visit_costs_no_more_than_a_head(client: Client, address: str) -> None:
    first = client.get(address, headers={"accept-encoding": "gzip"})

    again = client.get(address, headers={"accept-encoding": "gzip", "if-none-match": first["ETag"]})

    assert (again.status_code, again.content) == (304, b"")


def test_what_depends_on_answers_is_kept_by_no_browser(client: Client) -> None:
    for name, value in answers_in_a_browser():
        client.cookies[name] = value

    answer = client.get("/en/be/way/")

    assert "no-store" in answer["Cache-Control"]


def test_who_saves_data_is_heard(client: Client) -> None:
    saving, not_saving = client.get("/en/", headers={"save-data": "on"}), client.get("/en/")

    assert " data-saves" in saving.content.decode()
    assert " data-saves" not in not_saving.content.decode()
    assert "Save-Data" in saving["Vary"]
