"""Who told a story takes it back with one click, and it is gone everywhere, for good."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from pathfinder.accounts.models import AuditEvent
from pathfinder.content.actions import load_packs
from pathfinder.directory.actions import Given, edit_record, take_over
from pathfinder.directory.models import Metadata, Program, Story
from pathfinder.library.consents.actions import TakenBack, take_record_back
from pathfinder.library.consents.rounds import go_round
from pathfinder.library.content import items
from pathfinder.library.finding import find_in_library
from pathfinder.library.models import Consent, Withdrawal
from pathfinder.library.queries import keys_taken_back, stories_naming_an_employer
from pathfinder.library.tests.consenting import (
    OF_A_PACK,
    PAGE,
    STORY,
    WORDS,
    agreed,
    everywhere,
    link,
    load_story_again,
    make_practice,
    make_story,
    of_somebody,
    tables_with,
    upload,
)

pytestmark = pytest.mark.django_db


def test_the_link_shows_what_was_agreed_and_changes_nothing_when_it_is_opened(client: Client) -> None:
    make_story()
    secret = agreed(ends_in_days=30)

    page = client.get(link(secret))

    assertContains(page, "Amina")
    assertContains(page, "that the story is published")
    assertContains(page, "on paper")
    assertContains(page, "Take it back now")
    assertContains(page, "noindex")
    assert "no-store" in page["Cache-Control"]
    assert client.get(PAGE).status_code == 200


def test_one_button_and_the_story_is_gone_from_everything(client: Client) -> None:
    make_story()
    secret = agreed()
    assert len(everywhere(client, STORY)) >= 6

    after = client.post(link(secret), follow=True)

    assertContains(after, "It is gone from our pages")
    assertNotContains(after, "Amina")
    assert everywhere(client, STORY) == {}
    assert find_in_library("baker Ghent", "en") == []
    assert STORY not in [story.id for story in stories_naming_an_employer("be")]
    booklet = client.get("/en/library/stories/booklet/booklet.pdf", {"story": STORY, "language": "en"})
    assertContains(booklet, "There is no story", status_code=422)
    for gone in (PAGE, PAGE.replace("/en/", "/ar/"), f"/en/library/card/stories/{STORY}.png", f"{PAGE}take-down/"):
        assert client.get(gone).status_code == 410
    assert client.get(f"/en/directory/{STORY}/").status_code in (404, 410)


def test_the_page_of_a_story_that_is_gone_says_nothing_of_it_in_the_readers_language(client: Client) -> None:
    make_story()
    client.post(link(agreed()))

    page = client.get(PAGE.replace("/en/", "/nl/"))

    assert page.status_code == 410
    assertContains(page, 'lang="nl"', status_code=410)
    assertContains(page, "noindex", status_code=410)
    main = page.content.decode().partition("<main")[2].partition("</main>")[0]
    assert "Amina" not in main
    assert "baker" not in main


def test_no_word_of_it_stays_in_the_database(client: Client) -> None:
    """Every column of every table that could hold it."""
    make_story()
    secret = agreed()
    edit_record("story", STORY, {"description": {"en": f"{WORDS}, and later in Brussels"}}, at=timezone.now(), by="editor", reason=WORDS)  # fmt: skip
    edit_record("story", STORY, {"description": {"en": WORDS}}, at=timezone.now(), by="editor")
    assert len(tables_with(WORDS)) >= 2

    client.post(link(secret))

    assert tables_with(WORDS) == []
    assert tables_with(secret) == []
    assert Metadata.objects.filter(key=STORY).first().last_action_type == "delete"


def test_taking_it_back_twice_is_the_same_as_once(client: Client) -> None:
    make_story()
    secret = agreed()

    client.post(link(secret))
    client.post(link(secret))

    assert Withdrawal.objects.count() == 1
    assert AuditEvent.objects.filter(what="record_taken_back").count() == 1
    assertContains(client.get(link(secret)), "It is gone from our pages")


def test_a_link_in_another_language_and_one_that_never_was_one(client: Client) -> None:
    make_story()

    assertContains(client.get(link(agreed(), "ar")), 'dir="rtl"')
    assert client.get(link("x" * 43)).status_code == 404
    assert client.get(link("x" * 5_000)).status_code == 404


def test_of_the_link_only_a_hash_is_kept() -> None:
    make_story()
    secret = agreed()

    assert secret not in str(list(Consent.objects.values()))
    assert len(secret) >= 43


def test_nobody_agrees_to_what_was_taken_back(client: Client) -> None:
    make_story()
    client.post(link(agreed()))

    with pytest.raises(TakenBack, match="Make a new record"):
        agreed()


def test_its_pictures_go_with_it(editor: Client) -> None:
    make_story()
    upload(editor, **of_somebody())
    address = editor.get(PAGE).content.decode().partition('src="/pictures/')[2].partition('"')[0]
    assert editor.get(f"/pictures/{address}").status_code == 200

    Client().post(link(agreed()))

    assert editor.get(f"/pictures/{address}").status_code == 410
    assert Consent.objects.filter(withdrawn_at=None).count() == 0


def test_a_story_that_was_taken_back_is_not_found_among_the_services_either(client: Client) -> None:
    make_story()
    secret = agreed()
    assertContains(client.get("/en/find/?q=baker&kind=story"), STORY)

    client.post(link(secret))

    assertNotContains(client.get("/en/find/?q=baker&kind=story"), STORY)


# caches


@pytest.mark.parametrize(
    "page", [PAGE, "/en/library/", "/en/library/stories/", "/en/library/stories/feed.atom", "/en/library/countries/be/", "/sitemap.xml", "/sitemap-library.xml", "/en/library/stories/booklet/", f"/en/library/stories/booklet/booklet.pdf?story={STORY}&language=en"]
)  # fmt: skip
def test_no_cache_in_front_keeps_a_story_longer_than_a_minute(client: Client, page: str) -> None:
    make_story()

    assert client.get(page)["Cache-Control"] == "public, max-age=0, s-maxage=60, must-revalidate"


def test_a_page_behind_a_link_is_kept_nowhere(client: Client) -> None:
    make_story()

    for page in (link(agreed()), f"{PAGE}take-down/"):
        assert "no-store" in client.get(page)["Cache-Control"]


# packs


def test_a_story_of_a_pack_does_not_come_back_when_packs_are_loaded_again(client: Client, tmp_path: Any) -> None:
    write_pack(tmp_path, "1")
    load_packs(tmp_path, at=timezone.now())
    assert Story.objects.filter(key="xx-story").exists()

    take_record_back("xx-story", at=timezone.now())
    write_pack(tmp_path, "2")
    load_packs(tmp_path, at=timezone.now())

    assert not Story.objects.filter(key="xx-story").exists()
    assert Story.objects.filter(key="xx-other").exists()
    assert keys_taken_back() == {"xx-story"}


def write_pack(packs: Any, version: str) -> None:
    folder = packs / "xx"
    folder.mkdir(exist_ok=True)
    (folder / "pack.yaml").write_text(f"version: {version}\n")
    (folder / "sources.yaml").write_text("- {id: act, title: Act, publisher: Xanadu, date: '2018'}\n")
    (folder / "library.yaml").write_text(
        "stories:\n"
        "  - {id: xx-story, first_name: Tugba, job: {en: nurse}, summary: {en: Words.}, sources: [act]}\n"
        "  - {id: xx-other, first_name: Juma, job: {en: cook}, summary: {en: Words.}, sources: [act]}\n"
    )


def test_a_story_of_the_packs_that_the_database_does_not_have_goes_too(client: Client) -> None:
    assert client.get(f"/en/library/stories/{OF_A_PACK}/").status_code == 200

    take_record_back(OF_A_PACK, at=timezone.now())

    assert client.get(f"/en/library/stories/{OF_A_PACK}/").status_code == 410
    assert everywhere(client, OF_A_PACK) == {}


def test_what_a_pack_brought_at_the_same_moment_is_swept_away() -> None:
    load_story_again(OF_A_PACK)
    take_record_back(OF_A_PACK, at=timezone.now())
    load_story_again(OF_A_PACK)

    go_round(at=timezone.now())

    assert not Story.objects.filter(key=OF_A_PACK).exists()
    assert OF_A_PACK not in [item.id for item in items("stories")]


def test_its_id_is_never_used_again(editor: Client) -> None:
    house = Given("organization", "be-house", {"country": "be", "name": {"en": "House of Work"}})
    take_over([house], origin="pack", at=timezone.now(), by="pack")
    make_story("be-amina")
    take_record_back("be-amina", at=timezone.now())
    page = "/en/desk/records/new/?kind=story&country=be"
    sent = editor.post(
        page,
        {"country": "be", "key": "be-amina", "name.en": "Amina", "description.en": "Another one", "everywhere": "en"},
    )

    assertContains(sent, "There is a record with this id already", status_code=422)


# to be named as a source


def test_a_source_that_takes_its_name_back_is_not_named_and_the_practice_stays_with_its_other_sources(
    client: Client,
) -> None:
    make_practice(sources=["emn-be-2018#1"])
    secret = agreed("be-duos", what=Consent.SOURCE)
    assertContains(client.get("/en/library/practices/be-duos/"), "Olena of the house of work")

    client.post(link(secret))

    assertNotContains(client.get("/en/library/practices/be-duos/"), "Olena")
    assert tables_with("Olena of the house of work") == []


def test_without_another_source_the_practice_goes_too(client: Client) -> None:
    make_practice()

    client.post(link(agreed("be-duos", what=Consent.SOURCE)))

    assert client.get("/en/library/practices/be-duos/").status_code == 410
    assert not Program.objects.exists()
