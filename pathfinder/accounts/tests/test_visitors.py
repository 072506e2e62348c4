"""Visitors have nothing to do with accounts: no session, no cookie of one, no question to the database about them."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pathfinder.accounts.tests.people import piet, signed_in

pytestmark = pytest.mark.django_db

PUBLIC = ["/en/", "/nl/be/guide/place/", "/en/be/way/", "/en/be/way/law/", "/en/nowhere/"]

on_public_pages = pytest.mark.parametrize("address", PUBLIC)


@on_public_pages
def test_a_visitor_gets_no_session(client: Client, address: str) -> None:
    page = client.get(address, follow=True)

    assert "session" not in page.cookies


@on_public_pages
@pytest.mark.parametrize("who", ["stranger", "editor"])
def test_nobody_is_looked_up_for_a_public_page(client: Client, address: str, who: str) -> None:
    client.cookies["session"] = "made-up-by-a-stranger"
    if who == "editor":
        signed_in(client, piet())

    with CaptureQueriesContext(
        connection,
    ) as asked:
        page = client.get(address, follow=True)

    assert "session" not in page.cookies
    assert not [query for query in asked if "session" in query["sql"] or "accounts_" in query["sql"]]


def test_a_page_without_a_form_may_be_kept_for_everybody(client: Client) -> None:
    page: Any = client.get("/en/")

    assert "Cookie" not in page.get("Vary", "")
