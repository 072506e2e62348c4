"""What stands on the page of a story beside its words: quote, side, steps, video, captions."""

import pytest
from django.test import Client
from pytest_django.asserts import assertContains, assertNotContains

from pathfinder.library.tests.consenting import PAGE, make_story

pytestmark = pytest.mark.django_db


def test_a_story_shows_its_quote_its_side_its_steps_and_links_to_its_video(client: Client) -> None:
    make_story(
        quote={"fr": "J’ai osé."}, side="newcomer", steps=["be-vdab", "nobody-knows-this"],
        video="https://www.videos.example/watch?v=1", video_title={"en": "Amina bakes"}, transcript={"en": "I bake.\nEvery day."},
    )  # fmt: skip

    page = client.get(PAGE).content.decode()

    assert '<blockquote lang="fr" dir="ltr">' in page
    assert "Told by a newcomer" in page
    assert "nobody-knows-this" not in page
    assert 'href="https://www.videos.example/watch?v=1" rel="noopener noreferrer"' in page
    assert "Amina bakes" in page
    assert "we do not know of captions" in page
    assert "This opens another site (videos.example), which sees that you come." in page
    assert "I bake.<br>Every day." in page
    assert "<iframe" not in page
    assert "<video" not in page


def test_an_address_that_is_none_of_the_web_is_no_video(client: Client) -> None:
    make_story(video="javascript:alert(1)", has_captions=True)

    assertNotContains(client.get(PAGE), "javascript:")


def test_captions_are_said(client: Client) -> None:
    make_story(video="https://videos.example/1", has_captions=True)

    assertContains(client.get(PAGE), "with captions")
