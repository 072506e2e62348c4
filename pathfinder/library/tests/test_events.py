import datetime as dt
import json
import re
from xml.etree import ElementTree

import pytest
from django.urls import reverse
from icalendar import Calendar

from pathfinder.library.content import Item, by_id, items
from pathfinder.library.events.shown import ShownEvent
from pathfinder.library.events.structured_data import structured_data
from pathfinder.ui.tests.page_text import text_of

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"


def event_with(**data):
    told = {"id": "be-ev", "title": {"en": "Meeting"}, "date": "2027-03-01", "sources": ["emn-be-2018"], **data}
    return ShownEvent(Item(told["id"], "be", "events", told), "en")


def test_every_event_of_the_packs_has_a_page_and_is_in_the_list(client):
    listed = client.get("/en/library/events/").content.decode()
    pages = {item.id: client.get(f"/en/library/events/{item.id}/").status_code for item in items("events")}

    assert set(pages.values()) == {200}
    assert [key for key in pages if f"/en/library/events/{key}/" not in listed] == []


def test_the_page_of_a_conference_tells_its_programme_in_order_and_what_came_out_of_it(client):
    page = text_of(client.get("/en/library/events/be-ev-dt4e-2024/")).partition(" When ")[2]

    told = ["11–12 Sept 2024", "The Faculty Brussels", "Employers", "11 September 2024", "Panel 1: putting", "Panel 2", "12 September 2024", "At the same time",
            "What came out of it", "Over 130 people on site", "Who says so"]  # fmt: skip
    places = [page.find(words) for words in told]
    assert -1 not in places
    assert places == sorted(places)


def test_after_an_event_nobody_is_named_as_its_contact(client):
    before = event_with(contact="Piet, tel. 1")

    assert before.contact(dt.date(2027, 3, 1)) == "Piet, tel. 1"
    assert before.contact(dt.date(2027, 3, 2)) == ""
    assert "Lenshoek" not in text_of(client.get("/en/library/events/be-ev-s2w-closing/"))


def test_an_event_is_past_from_the_day_after_its_last(client):
    assert not event_with(date="2027-03-01/2027-03-02").is_past(dt.date(2027, 3, 2))
    assert event_with(date="2027-03-01/2027-03-02").is_past(dt.date(2027, 3, 3))
    assert not event_with(date="2027-03").is_past(dt.date(2027, 3, 31))


def test_the_organizer_leads_to_its_record(client):
    page = client.get("/en/library/events/si-e-conference-2016/").content.decode()

    assert f'<a href="{reverse("directory:record", args=["en", "si-iom"])}">IOM' in page


def test_events_are_chosen_by_country(client):
    page = text_of(client.get("/en/library/events/", {"country": "sk"}))

    assert "EMN conference on integration programmes" in page
    assert "Displaced Talent" not in page


@pytest.mark.parametrize("query", ["?country=xx", "?country=" + "x" * 400, "?country=%00"])
def test_a_country_that_nobody_knows_asks_for_all(client, query):
    page = client.get(f"/en/library/events/{query}")

    assert "Displaced Talent" in text_of(page)


@pytest.mark.parametrize("address", ["nothing/", "nothing/event.ics", "be-ev-s2w-launch/event.ics"])
def test_what_is_no_event_or_has_no_known_day_is_not_found(client, address):
    assert client.get(f"/en/library/events/{address}").status_code == 404


def test_a_calendar_file_names_all_days_of_an_event(client):
    response = client.get("/en/library/events/be-ev-dt4e-2024/event.ics")
    [event] = Calendar.from_ical(response.content).events

    assert response["Content-Type"].startswith("text/calendar")
    assert (event["dtstart"].dt, event["dtend"].dt) == (dt.date(2024, 9, 11), dt.date(2024, 9, 13))
    assert event["location"].startswith("The Faculty Brussels")
    assert event["url"] == "http://testserver/en/library/events/be-ev-dt4e-2024/"


def test_the_calendar_to_subscribe_to_holds_the_events_whose_days_are_known(client):
    calendar = Calendar.from_ical(client.get("/en/library/events.ics").content)
    exact = [item.id for item in items("events") if ShownEvent(item, "en").has_exact_days]

    assert sorted(str(event["uid"]) for event in calendar.events) == sorted(f"{key}@pathfinder" for key in exact)
    assert "be-ev-s2w-launch" not in exact


def test_the_feed_can_be_read_by_programs(client):
    feed = ElementTree.fromstring(client.get("/en/library/events.atom?country=be").content)

    titles = [entry.findtext(f"{ATOM}title") for entry in feed.findall(f"{ATOM}entry")]
    assert titles[0] == "Displaced Talent for Europe (DT4E) conference"
    assert len(titles) == 4


def test_machines_read_an_event_in_the_words_of_schema_org(client):
    page = client.get("/en/library/events/be-ev-dt4e-2024/").content.decode()
    [block] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, flags=re.DOTALL)
    told = json.loads(block)

    assert told["@type"] == "Event"
    assert (told["startDate"], told["endDate"]) == ("2024-09-11", "2024-09-12")
    assert told["location"]["address"]["addressCountry"] == "BE"


def test_no_text_of_an_event_ends_the_data_block():
    told = structured_data(event_with(title={"en": "</script><script>alert(1)"}), "http://testserver/")

    assert "<" not in told
    assert json.loads(told)["name"] == "</script><script>alert(1)"


@pytest.mark.parametrize("language", ["nl", "fr", "de", "ar"])
def test_every_language_has_the_pages(client, language):
    assert client.get(f"/{language}/library/events/").status_code == 200
    assert client.get(f"/{language}/library/events/{next(iter(by_id('events')))}/").status_code == 200


def test_the_sessions_of_a_day_stand_in_order_with_their_speakers_and_those_at_the_same_time_together():
    speakers = [{"name": "Amina"}, {"name": "Piet", "role": {"en": "teacher"}, "is_moderator": True}]
    first = {"day": "2027-03-01", "starts": "09:30", "ends": "10:00", "title": {"en": "Welcome"}, "speakers": speakers}
    both = [{"day": "2027-03-01", "slot": "a", "title": {"en": "Baking"}}, {"day": "2027-03-01", "slot": "a", "title": {"en": "Building"}}]  # fmt: skip

    [(day, slots)] = event_with(sessions=[first, *both]).days

    assert day == "1 March 2027"
    assert [[session.title.words for session in slot] for slot in slots] == [["Welcome"], ["Baking", "Building"]]
    assert slots[0][0].hours == "09:30–10:00"
    assert [(one.name, one.is_moderator) for one in slots[0][0].speakers] == [("Piet", True), ("Amina", False)]


def test_an_event_is_followed_online_until_it_is_over():
    event = event_with(stream="https://stream.example/")

    assert event.stream(dt.date(2027, 3, 1)) == "https://stream.example/"
    assert event.stream(dt.date(2027, 3, 9)) == ""
