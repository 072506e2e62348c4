import time

import pytest
from django.core import signing
from django.test import Client, override_settings
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from pathfinder.guide.tests.people import GUIDE, WAY
from pathfinder.rulebooks.answers import COOKIE, KEPT_SECONDS, SALT


def test_answers_are_a_cookie_that_scripts_and_other_sites_cannot_read_and_that_ends_with_the_browser(
    amina: Client,
) -> None:
    cookie = amina.cookies[COOKIE]

    assert cookie["httponly"] is True
    assert cookie["samesite"] == "Strict"
    assert cookie["path"] == "/"
    assert cookie["max-age"] == cookie["expires"] == ""


def test_with_https_the_cookie_is_secure(client: Client) -> None:
    with override_settings(HTTPS=True):
        sent = client.post(f"{GUIDE}place/", {"value": "2000"}, secure=True)

    assert sent.cookies[COOKIE]["secure"] is True


def test_a_page_with_answers_is_kept_by_no_cache(amina: Client) -> None:
    assert "no-store" in amina.get(WAY)["Cache-Control"]


def test_no_answer_stands_in_an_address(client: Client) -> None:
    sent = client.post(f"{GUIDE}place/", {"value": "2000"})

    assert sent["Location"] == GUIDE


@pytest.mark.parametrize("cookie", ["nonsense", "a:b:c", "", "é", "." * 3000])
def test_a_cookie_that_is_not_ours_means_a_fresh_start(client: Client, cookie: str) -> None:
    client.cookies[COOKIE] = cookie

    page = client.get(WAY)

    assertContains(page, "You have not answered anything yet")


def test_a_changed_cookie_is_said_and_removed(amina: Client) -> None:
    amina.cookies[COOKIE] = amina.cookies[COOKIE].value[:-1] + "!"

    page = amina.get(WAY)

    assertContains(page, "too old or were changed")
    assert page.cookies[COOKIE].value == ""


def test_a_cookie_older_than_a_day_is_not_read(amina: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    later = time.time() + KEPT_SECONDS + 1
    monkeypatch.setattr(signing.time, "time", lambda: later)

    assertContains(amina.get(WAY), "too old or were changed")


def test_a_signed_cookie_with_another_shape_means_a_fresh_start(client: Client) -> None:
    client.cookies[COOKIE] = signing.dumps(["not", "answers"], salt=SALT, compress=True)

    assertContains(client.get(WAY), "too old or were changed")


def test_an_answer_that_the_rulebook_no_longer_knows_is_removed_and_said(client: Client) -> None:
    kept = {"g": {"place": "2000", "works": "as a knight"}, "d": {}, "o": ["place", "works"], "c": "be"}
    client.cookies[COOKIE] = signing.dumps(kept, salt=SALT, compress=True)

    page = client.get(WAY)

    assertContains(page, "Some answers do not fit any more")
    assertContains(page, "Antwerp")


def test_two_dates_are_compared_without_an_answer_that_the_rulebook_no_longer_knows(client: Client) -> None:
    kept = {"g": {"place": "2000", "works": "as a knight"}, "d": {}, "o": ["place", "works"], "c": "be"}
    client.cookies[COOKIE] = signing.dumps(kept, salt=SALT, compress=True)

    assertContains(client.get(f"{WAY}compare/?from=2018-09-15"), "Some answers do not fit any more")


def test_erasing_takes_one_click_and_leaves_nothing(amina: Client) -> None:
    page = amina.post(f"{GUIDE}erase/", follow=True)

    assertContains(page, "Your answers are erased")
    assertContains(amina.get(WAY), "You have not answered anything yet")


def test_all_answers_stand_on_one_page_and_each_can_be_changed_there(amina: Client) -> None:
    amina.post(f"{GUIDE}permit_months/?then=answers", {"value": "3"})

    page = amina.get("/en/be/answers/")

    assertContains(page, "<b>Antwerp</b>")
    assertContains(page, "<b>3</b>")
    assertContains(page, f'action="{GUIDE}permit_months/?then=answers"')


def test_changing_an_answer_on_that_page_leads_back_to_it(amina: Client) -> None:
    assertRedirects(amina.post(f"{GUIDE}place/?then=answers", {"value": "Gent"}), "/en/be/answers/")


def test_then_leads_nowhere_else(amina: Client) -> None:
    sent = amina.post(f"{GUIDE}place/?then=https://elsewhere.example/", {"value": "Gent"})

    assert sent["Location"] == GUIDE


def test_one_visitor_never_sees_the_answers_of_another(amina: Client) -> None:
    piet = Client()

    assertNotContains(piet.get(WAY), "Antwerp")
