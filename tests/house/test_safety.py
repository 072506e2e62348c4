"""Safe by default: what every answer carries, and what is never written down."""

import logging

import pytest
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import path

SECRET = "my-permit-number-0815"


def break_down(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("something broke")


urlpatterns = [path("broken", break_down)]


@pytest.fixture
def answer(client: Client, monkeypatch: pytest.MonkeyPatch) -> HttpResponse:
    monkeypatch.setattr("pathfinder.content.views.content_state", lambda: type("Empty", (), {"packs": []}))
    return client.get("/health")


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("Referrer-Policy", "same-origin"),
        ("X-Content-Type-Options", "nosniff"),
        ("X-Frame-Options", "DENY"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
    ],
)
def test_every_answer_carries_the_headers_that_protect_its_reader(
    answer: HttpResponse, header: str, value: str
) -> None:
    assert answer[header] == value


def test_a_page_may_load_from_this_site_only_and_nothing_written_inside_it(answer: HttpResponse) -> None:
    policy = dict(part.strip().split(" ", 1) for part in answer["Content-Security-Policy"].split(";"))

    assert policy["default-src"] == "'none'"
    assert policy["frame-ancestors"] == "'none'"
    assert policy["base-uri"] == "'none'"
    assert policy["form-action"] == "'self'"
    assert "unsafe" not in answer["Content-Security-Policy"]
    assert "http" not in answer["Content-Security-Policy"]


def test_a_visitor_of_a_plain_answer_gets_no_cookie(answer: HttpResponse) -> None:
    assert not answer.cookies


@pytest.mark.django_db
def test_a_visitor_gets_no_session_and_pages_that_are_the_same_for_everybody(client: Client) -> None:
    page = client.get("/en/")

    assert page.status_code == 200
    assert not page.cookies
    assert "Cookie" not in page.get("Vary", "")


def test_there_is_no_admin() -> None:
    assert "django.contrib.admin" not in settings.INSTALLED_APPS


@override_settings(ROOT_URLCONF=__name__)
@pytest.mark.parametrize("address", ["/broken", "/nowhere"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_what_a_visitor_sends_is_not_written_down(caplog: pytest.LogCaptureFixture, address: str, method: str) -> None:
    client = Client(raise_request_exception=False, enforce_csrf_checks=True)
    caplog.set_level(logging.DEBUG)

    getattr(client, method)(f"{address}?q={SECRET}", {"answer": SECRET} if method == "post" else None)

    assert address in caplog.text  # that something went wrong, and where
    assert SECRET not in caplog.text


def test_the_development_server_does_not_write_addresses_with_their_queries() -> None:
    server = logging.getLogger("django.server")

    assert not server.propagate
    assert [handler for handler in server.handlers if type(handler) is logging.StreamHandler] == []
