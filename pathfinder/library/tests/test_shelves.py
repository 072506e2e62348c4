"""The shelves hold what the packs say, and what people changed since."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from pathfinder.content.records import PackRecords
from pathfinder.directory.actions import Given, edit_record, merge_records, take_over
from pathfinder.directory.documents import normal
from pathfinder.library.as_records import SHELF_OF, item_of
from pathfinder.library.content import by_id, items, of_packs
from pathfinder.rulebooks.loaded import countries, rulebook_of

pytestmark = pytest.mark.django_db
AT = dt.datetime(2026, 11, 25, 12, tzinfo=dt.UTC)
DUO = "be-p5-duo"
STORY = {"country": "be", "name": {"en": "Amina"}, "description": {"en": "Amina bakes bread in Ghent."}, "about": {"job": {"en": "baker"}}}  # fmt: skip


def load_practices_of(country: str) -> None:
    take_over(PackRecords(rulebook_of(country)).programs(), origin="pack", at=AT, by="pack")


@pytest.mark.parametrize("country", countries())
@pytest.mark.parametrize("kind", list(SHELF_OF))
def test_an_item_that_became_a_record_is_the_same_item(country: str, kind: str) -> None:
    records = PackRecords(rulebook_of(country))
    given = records.programs() if kind == "program" else records.library_records(kind)

    back = {one.key: item_of(kind, one.key, normal(kind, one.document)) for one in given}

    for item in of_packs(SHELF_OF[kind]):
        if item.country == country:
            assert _told(back[item.id]) == _told(item.data)


def _told(data: Any) -> dict[str, Any]:
    """A pack may leave out what every record has, and has one note where a record has a list."""
    notes = data.get("notes") or ([data["note"]] if data.get("note") else [])
    left_out = {"notes", "note", "country", "territory"}
    return {"notes": notes, **{name: value for name, value in data.items() if value and name not in left_out}}


def test_packs_that_were_loaded_leave_the_shelves_as_they_are() -> None:
    before = items("practices")

    load_practices_of("be")

    assert items("practices") == before


def test_what_an_editor_changed_is_read_at_once(client: Client) -> None:
    load_practices_of("be")
    client.get("/en/library/practices/")
    changed = {**by_id("practices")[DUO].data, "funder": {"en": "Everybody who likes mentoring"}}
    about = {name: value for name, value in changed.items() if name in ("area", "funder", "activities")}

    edit_record("program", DUO, {"name": {"en": "Duos of today"}, "about": about}, at=AT, by="editor")

    page = client.get(f"/en/library/practices/{DUO}/").content.decode()
    assert "Duos of today" in page
    assert "Everybody who likes mentoring" in page
    assert "Duos of today" in client.get("/en/library/?q=duos+of+today").content.decode()


def test_what_somebody_added_stands_on_its_shelf(client: Client) -> None:
    client.get("/en/library/stories/")

    take_over([Given("story", "be-amina", STORY)], origin="editor", at=AT, by="editor")

    assert "Amina bakes bread" in client.get("/en/library/stories/be-amina/").content.decode()
    assert "Amina" in client.get("/en/library/stories/?country=be").content.decode()


def test_what_another_system_gave_is_no_practice_of_the_library() -> None:
    take_over(
        [Given("program", "xx-1", {"country": "be", "name": {"en": "Any program"}})], origin="imported", at=AT, by="x"
    )

    assert "xx-1" not in by_id("practices")


def test_the_page_of_a_country_tells_what_people_changed_and_added(client: Client) -> None:
    load_practices_of("be")
    edit_record("program", DUO, {"name": {"en": "Duos of today"}}, at=AT, by="editor")
    take_over([Given("story", "be-amina", STORY)], origin="editor", at=AT, by="editor")

    page = client.get("/en/library/countries/be/").content.decode()

    assert "Duos of today" in page
    assert "Amina" in page


def test_what_lacks_what_every_page_of_its_shelf_needs_is_left_out(client: Client) -> None:
    take_over(
        [Given("event", "be-some-day", {"country": "be", "name": {"en": "Some day"}})], origin="editor", at=AT, by="x"
    )
    take_over([Given("story", "fr-amina", {**STORY, "country": "fr"})], origin="editor", at=AT, by="x")

    assert "be-some-day" not in by_id("events")
    assert "fr-amina" not in by_id("stories")


@pytest.mark.parametrize("shelf", ["practices", "stories", "events", "documents"])
def test_every_shelf_has_a_feed_with_all_of_a_country(client: Client, shelf: str) -> None:
    feed = client.get(f"{reverse(f'library:{shelf}-atom', args=['en'])}?country=be")

    assert feed.headers["Content-Type"].startswith("application/atom+xml")
    assert feed.content.count(b"<entry>") == sum(item.country == "be" for item in of_packs(shelf))


def test_a_double_leaves_its_shelf(client: Client) -> None:
    take_over(
        [Given("story", "be-amina", STORY), Given("story", "be-amina-2", STORY)], origin="editor", at=AT, by="editor"
    )

    merge_records("story", "be-amina", "be-amina-2", at=AT, by="editor")

    assert client.get("/en/library/stories/be-amina/").status_code == 200
    assert client.get("/en/library/stories/be-amina-2/").status_code == 404


def test_within_one_request_the_shelves_are_asked_for_once(client: Client, django_assert_max_num_queries: Any) -> None:
    client.get("/en/library/")

    with django_assert_max_num_queries(2):
        client.get("/en/library/")


@pytest.mark.parametrize(("kind", "page"), [("story", "/en/library/stories/be-one/"), ("event", "/en/library/events/be-one/"), ("publication", "/en/library/documents/#be-one")])  # fmt: skip
def test_the_address_of_a_record_leads_to_its_shelf(client: Client, kind: str, page: str) -> None:
    take_over([Given(kind, "be-one", {"country": "be", "name": {"en": "One"}})], origin="editor", at=AT, by="editor")

    assert client.get("/en/record/be-one/").headers["Location"] == page


def test_what_the_library_tells_is_found_beside_the_services_and_its_row_leads_to_its_shelf(client: Client) -> None:
    take_over([Given("story", "be-amina", STORY)], origin="editor", at=AT, by="editor")
    take_over([Given("publication", "be-book", {"country": "be", "name": {"en": "A book about bread"}, "about": {"publisher": "Bakers"}})], origin="editor", at=AT, by="x")  # fmt: skip

    page = client.get("/en/find/?q=bread").content.decode()

    assert 'href="/en/library/stories/be-amina/"' in page
    assert 'href="/en/library/documents/#be-book"' in page
    assert "be-book" not in client.get("/en/find/?q=bread&kind=story").content.decode()
