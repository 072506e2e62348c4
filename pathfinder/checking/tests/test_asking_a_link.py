"""What the checker finds at an address, with a real server that behaves badly."""

import time
from dataclasses import replace

import pytest

from pathfinder.checking.links.fetching import Answer, Manner, ask
from pathfinder.checking.tests.loopback import BadWeb

pytestmark = pytest.mark.pure

INSIDE = Manner("Pathfinder-link-check/test", seconds=5, may_be_private=True)
QUICK = replace(INSIDE, seconds=0.6)


def test_a_page_that_is_there_works(web: BadWeb) -> None:
    answer = ask(web.at("/fine"), INSIDE)

    assert (answer.problem, answer.status, answer.final_url) == ("", 200, "")


@pytest.mark.parametrize(
    ("path", "problem", "status"),
    [
        ("/gone", "gone", 404),
        ("/broken", "server_error", 500),
        ("/closed", "refused", 403),
        ("/busy", "busy", 429),
        ("/round", "redirect_loop", None),
        ("/on/1", "too_many_redirects", None),
        ("/to-file", "not_web", None),
        ("/nonsense", "bad_answer", None),
        ("/only-get", "", 200),
    ],
)
def test_what_goes_wrong_has_a_name(web: BadWeb, path: str, problem: str, status: int | None) -> None:
    answer = ask(web.at(path), INSIDE)

    assert (answer.problem, answer.status) == (problem, status)


def test_a_redirect_is_followed_and_told(web: BadWeb) -> None:
    answer = ask(web.at("/moved"), INSIDE)

    assert (answer.problem, answer.final_url) == ("", web.at("/fine"))


def test_a_server_that_does_not_answer_in_time_is_left(web: BadWeb) -> None:
    started = time.monotonic()

    answer = ask(web.at("/slow"), QUICK)

    assert answer.problem == "timeout"
    assert time.monotonic() - started < 1.1


def test_a_server_that_drips_for_ever_is_left(web: BadWeb) -> None:
    started = time.monotonic()

    ask(web.at("/drip"), QUICK)

    assert time.monotonic() - started < 1.5


def test_a_host_that_is_not_there_does_not_answer(web: BadWeb) -> None:
    url = web.at("/")
    web.end()

    assert ask(url, INSIDE).problem == "no_connection"


def test_a_name_that_nobody_knows_is_told() -> None:
    assert ask("http://nowhere.invalid/", INSIDE).problem == "no_such_host"


def test_a_certificate_that_is_none_is_told(web: BadWeb) -> None:
    assert ask(web.at("/fine").replace("http:", "https:"), INSIDE).problem == "tls"


def test_nothing_inside_is_asked_unless_a_test_allows_it(web: BadWeb) -> None:
    answer = ask(web.at("/fine"), replace(INSIDE, may_be_private=False))

    assert answer.problem == "not_public"
    assert not web.asked


def test_a_redirect_to_the_inside_is_not_followed(web: BadWeb, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first address counts as public here, as it would on the internet."""
    real = "pathfinder.checking.links.addresses.is_public"
    monkeypatch.setattr(real, lambda address: address == "127.0.0.1")

    answer = ask(web.at("/to-inside"), replace(INSIDE, may_be_private=False))

    assert answer.problem == "not_public"


def test_a_page_is_asked_with_head_first_and_not_again_when_that_says_enough(web: BadWeb) -> None:
    ask(web.at("/has-version"), INSIDE)

    assert dict(web.asked) == {("HEAD", "/has-version"): 1}


def test_sites_are_told_who_asks(web: BadWeb) -> None:
    ask(web.at("/fine"), INSIDE)

    assert web.agents == {"Pathfinder-link-check/test"}


def test_the_mark_changes_when_the_page_does(web: BadWeb) -> None:
    before = ask(web.at("/fine"), INSIDE).fingerprint
    same = ask(web.at("/fine"), INSIDE).fingerprint
    web.titles["/fine"] = "Another page"

    assert same == before
    assert ask(web.at("/fine"), INSIDE).fingerprint != before


def test_an_address_that_is_none_is_told_without_asking() -> None:
    answer = ask("ftp://x.example/", INSIDE)

    assert answer == Answer("ftp://x.example/", "not_web", fingerprint=answer.fingerprint)
