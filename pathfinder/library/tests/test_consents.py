"""Who told a story takes it back with one click, and it is gone everywhere, for good."""

import datetime as dt
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from pathfinder.accounts.models import AuditEvent
from pathfinder.accounts.tests import people
from pathfinder.checking.actions import Allowance, new_stamp
from pathfinder.checking.models import Report
from pathfinder.content.actions import load_packs
from pathfinder.directory.actions import Given, edit_record, take_over
from pathfinder.directory.models import Metadata, Program, Story
from pathfinder.library import content
from pathfinder.library.consents import rounds, views
from pathfinder.library.consents.actions import TakenBack, take_record_back
from pathfinder.library.consents.rounds import go_round
from pathfinder.library.content import items, shelves
from pathfinder.library.finding import find_in_library
from pathfinder.library.models import Consent, Withdrawal
from pathfinder.library.queries import keys_taken_back, stories_naming_an_employer
from pathfinder.library.tests.consenting import (
    PAGE,
    STORY,
    WORDS,
    agreed,
    ask_to_take_down,
    link,
    make_story,
    of_somebody,
    upload,
)

pytestmark = pytest.mark.django_db

OF_A_PACK = "be-story-tugba"  # published by a television of Liège


@pytest.fixture
def editor(db: None) -> Client:
    """Piet's browser."""
    return people.signed_in(Client(), people.piet())


def everywhere(client: Client, key: str) -> dict[str, bool]:
    """On which of the pages and files for everybody something about a story stands."""
    pages = (
        "/en/library/", "/en/library/stories/", "/ar/library/stories/", "/en/library/stories/feed.atom", "/sitemap-library.xml",
        "/en/library/countries/be/", "/en/library/?q=baker", "/en/library/stories/booklet/",
    )  # fmt: skip
    found = {page: key in client.get(page).content.decode() for page in pages}
    return {page: is_there for page, is_there in found.items() if is_there}


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


def tables_with(words: str) -> list[str]:
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            found += [table for row in cursor.fetchall() if words in repr(row)]
    return sorted(set(found))


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


def load_story_again(key: str, *, origin: str = "pack") -> None:
    document = {"country": "be", "name": {"en": "Tugba"}, "description": {"en": WORDS}}
    take_over([Given("story", key, document)], origin=origin, at=timezone.now(), by="pack")


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


# an end that was agreed


def test_a_story_is_shown_until_the_last_day_and_never_after_it(client: Client) -> None:
    make_story()
    agreed(ends_in_days=0)
    assert client.get(PAGE).status_code == 200

    Consent.objects.update(ends_on=timezone.localdate() - dt.timedelta(days=1))
    tomorrow()

    assert client.get(PAGE).status_code == 410
    assert everywhere(client, STORY) == {}


def tomorrow() -> None:
    """The shelves of this process were built on another day."""
    if "now" in content._kept:
        (mark, day), built = content._kept["now"]
        content._kept["now"] = (mark, day - dt.timedelta(days=1)), built
    content._request.shelves = None


def test_a_new_day_builds_the_shelves_anew() -> None:
    before = shelves()
    tomorrow()

    assert shelves() is not before


def test_a_round_erases_what_has_ended() -> None:
    make_story()
    agreed(ends_in_days=-1)

    assert go_round(at=timezone.now()) == 1
    assert go_round(at=timezone.now()) == 0

    assert tables_with(WORDS) == []
    assert Consent.objects.get().withdrawn_by == "the end of the consent"


def test_the_first_request_of_a_day_waits_for_that(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    make_story()
    agreed(ends_in_days=-1)
    monkeypatch.setitem(rounds._seen, "day", timezone.localdate() - dt.timedelta(days=1))

    client.get("/en/")

    assert not Story.objects.exists()


def test_the_command_does_the_same(capsys: Any) -> None:
    make_story()
    agreed(ends_in_days=-1)

    call_command("look_after_consents")

    assert capsys.readouterr().out == "1 consents ended.\n"


def test_a_consent_that_was_renewed_goes_on(client: Client) -> None:
    make_story()
    agreed(ends_in_days=-1)
    agreed(ends_in_days=300)

    assert go_round(at=timezone.now()) == 0
    assert client.get(PAGE).status_code == 200


# to be named as a source


def make_practice(**more: Any) -> None:
    about = {
        "need": {"en": "Few had work."},
        "told_by": {"by": "interview", "who": {"en": "Olena of the house of work"}},
    }
    document = {"country": "be", "name": {"en": "Duos"}, "about": about, **more}
    take_over([Given("program", "be-duos", document)], origin="editor", at=timezone.now(), by="editor")


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


# “This is me”


@pytest.fixture
def often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "allowance", Allowance(each=50, together=200))


def test_anybody_asks_to_be_taken_down_and_follows_what_becomes_of_it(
    client: Client, editor: Client, often: None
) -> None:
    assertContains(client.get(f"/en/library/stories/{OF_A_PACK}/"), f"/en/library/stories/{OF_A_PACK}/take-down/")

    course = ask_to_take_down(client, OF_A_PACK, words="C’est moi.", email="tugba@example.org")

    asked = Report.objects.get()
    assert (asked.about, asked.key, asked.words) == ("consent", OF_A_PACK, "C’est moi.\n\ntugba@example.org")
    assertContains(client.get(course.url), "It is about me, and I want it taken down")
    assertNotContains(client.get(course.url), "tugba@example.org")
    assertContains(editor.get("/en/desk/reports/"), "It is about me")


def test_the_editor_takes_it_down_with_one_click_and_the_person_reads_so(
    client: Client, editor: Client, often: None
) -> None:
    load_story_again(OF_A_PACK)
    course = ask_to_take_down(client, OF_A_PACK, words="C’est moi.", email="tugba@example.org").url
    code = Report.objects.get().code
    desk = editor.get(f"/en/desk/reports/{code}/").content.decode()
    assert "Take it down for good" in desk

    editor.post(f"/en/desk/consents/{OF_A_PACK}/", {"take_back": "all", "reason": "The person asked for it."})

    assert client.get(f"/en/library/stories/{OF_A_PACK}/").status_code == 410
    assertContains(client.get(course), "It was taken down, everywhere.")
    assert (Report.objects.get().words, Report.objects.get().state) == ("", Report.CHANGED)
    assert tables_with("tugba@example.org") == []


def test_words_of_who_asks_are_never_for_everybody(client: Client, editor: Client, often: None) -> None:
    load_story_again(OF_A_PACK)
    course = ask_to_take_down(client, OF_A_PACK, words="I am Tugba Yilmaz").url
    code = Report.objects.get().code

    editor.post(f"/en/desk/reports/{code}/", {"close": "1", "outcome": "kept", "answer": "It is somebody else.", "may_show_words": "1"})  # fmt: skip

    assertContains(client.get(course), "It is somebody else.")
    assertNotContains(client.get(course), "Yilmaz")


@pytest.mark.parametrize(
    ("typed", "status", "said"),
    [
        ({"email": "not an address"}, 422, "Give an e-mail address"),
        ({"words": "x" * 5_000}, 422, "letters too long"),
        ({"page": "spam"}, 422, "One field must stay empty"),
        ({"seconds_ago": 0}, 422, "That was very quick"),
        ({"seconds_ago": 90_000}, 422, "open for too long"),
    ],
)
def test_what_is_not_right_is_said_and_nothing_typed_is_lost(client: Client, often: None, typed: dict[str, Any], status: int, said: str) -> None:  # fmt: skip
    make_story()

    page = ask_to_take_down(client, **({"words": "It is me"} | typed))

    assertContains(page, said, status_code=status)
    assertContains(page, typed.get("words", "It is me")[:40], status_code=status)
    assert not Report.objects.exists()


def test_sent_twice_it_is_one(client: Client, often: None) -> None:
    make_story()
    stamp = new_stamp(timezone.now() - dt.timedelta(seconds=30))

    ask_to_take_down(client, stamp=stamp)
    ask_to_take_down(client, stamp=stamp)

    assert Report.objects.count() == 1


def test_a_program_that_asks_often_has_to_wait(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    make_story()
    monkeypatch.setattr(views, "allowance", Allowance(each=1, together=200))
    ask_to_take_down(client)

    assertContains(ask_to_take_down(client, words="Again"), "send them again in", status_code=429)


def test_the_form_for_other_records_does_not_offer_it(client: Client) -> None:
    make_practice()

    assertNotContains(client.get(reverse("checking:report", args=["en", "be-duos"])), "It is about me")


# the desk


def test_the_list_begins_with_what_ends_soon(editor: Client) -> None:
    for key, days in (("be-later", 300), ("be-never", None), ("be-soon", 3)):
        make_story(key)
        agreed(key, ends_in_days=days)
    make_story("be-no-consent")

    page = editor.get("/en/desk/consents/").content.decode()

    assert page.index("be-soon") < page.index("be-later") < page.index("be-never") < page.index("be-no-consent")
    assert page.count('class="check"') == 1


def test_an_editor_records_a_consent_and_gets_the_link_once(editor: Client) -> None:
    make_story()
    desk = f"/en/desk/consents/{STORY}/"

    page = editor.post(desk, {"give": "1", "what": "story", "given_on": "2026-01-10", "how": "recorded", "ends_on": ""})

    secret = page.content.decode().partition("/library/consent/?key=")[2].partition("<")[0].partition('"')[0]
    assertContains(Client().get(link(secret)), "said and recorded")
    assertNotContains(editor.get(desk), secret)
    assert AuditEvent.objects.filter(what="consent_given", on=f"record:{STORY}").exists()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"given_on": "2999-01-01"}, "This day is still to come"),
        ({"given_on": "2026-01-10", "ends_on": "2026-01-09"}, "This is before the beginning"),
        ({"given_on": "2026-01-10", "ends_on": "2026-01-11"}, "The consent has ended"),
        ({"given_on": "yesterday"}, "Write a day"),
        ({"how": "guessed"}, "Choose how the person said yes"),
        ({"what": "all"}, "Choose what the person agreed to"),
    ],
)
def test_a_consent_that_cannot_be_is_refused_beside_its_field(editor: Client, typed: dict[str, str], said: str) -> None:
    make_story()
    told = {"give": "1", "what": "story", "given_on": "2026-01-10", "how": "paper", "ends_on": ""}

    assertContains(editor.post(f"/en/desk/consents/{STORY}/", told | typed), said, status_code=422)
    assert not Consent.objects.exists()


def test_an_editor_takes_back_with_a_reason_that_only_the_desk_sees(editor: Client) -> None:
    make_story()
    agreed()
    desk = f"/en/desk/consents/{STORY}/"
    assertContains(editor.post(desk, {"take_back": "all", "reason": ""}), "Please give the reason", status_code=422)

    editor.post(desk, {"take_back": "all", "reason": "She called us."})

    assertNotContains(Client().get(PAGE), "She called us.", status_code=410)
    assertContains(editor.get(desk), "She called us.")
    assertContains(editor.get("/en/desk/consents/"), "She called us.")
    assert AuditEvent.objects.get(what="record_taken_back").role == "editor"


def test_the_desk_page_of_a_record_leads_there(editor: Client) -> None:
    make_story()

    page = editor.get(f"/en/desk/record/{STORY}/")
    assertContains(page, f"/en/desk/consents/{STORY}/")
    assertContains(page, f"/en/desk/pictures/?record={STORY}")


def test_an_observer_looks_on_and_others_do_not(client: Client) -> None:
    make_story()
    observer = people.signed_in(client, people.samir())
    desk = f"/en/desk/consents/{STORY}/"

    assertNotContains(observer.get(desk), "<button name=")
    assert observer.post(desk, {"take_back": "all", "reason": "x"}).status_code == 404
    assert people.signed_in(Client(), people.olena()).get(desk).status_code == 404
    assert Client().get(desk).status_code == 302
    assert Client().get(PAGE).status_code == 200


def test_a_record_that_nobody_knows_has_no_consents(editor: Client) -> None:
    assert editor.get("/en/desk/consents/nobody/").status_code == 404


def test_who_took_it_back_is_signed_without_a_name(editor: Client) -> None:
    make_story()
    agreed()

    editor.post(f"/en/desk/consents/{STORY}/", {"take_back": "all", "reason": "Asked."})

    assert Withdrawal.objects.get().by.startswith("editor ")


# what is new on the page of a story


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


def test_a_story_that_was_taken_back_is_not_found_among_the_services_either(client: Client) -> None:
    make_story()
    secret = agreed()
    assertContains(client.get("/en/find/?q=baker&kind=story"), STORY)

    client.post(link(secret))

    assertNotContains(client.get("/en/find/?q=baker&kind=story"), STORY)
