"""The page of one record: always the same order, and nothing that is not so."""

import datetime as dt
import json
import re
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from pathfinder.directory.actions import Given, confirm_still_right, edit_record, remove_absent, take_over
from pathfinder.directory.documents import RECORDS
from pathfinder.directory.models import Service, Source, Territory
from pathfinder.directory.tests.records import (
    LATER,
    LOCATION,
    NOW,
    ORGANIZATION,
    SERVICE,
    give,
    machine,
    small_directory,
)

pytestmark = pytest.mark.django_db

WEDNESDAY = dt.datetime(2026, 11, 25, 10, 0, tzinfo=ZoneInfo("Europe/Brussels"))
PAGE = "/en/record/be-recognition/"
HOUSE = "/en/record/be-house/"


@pytest.fixture(autouse=True)
def directory(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is Wednesday morning, ten o'clock, in Ghent."""
    monkeypatch.setattr("pathfinder.directory.record_views.timezone", SimpleNamespace(localtime=lambda: WEDNESDAY))
    Territory.objects.create(key="be", country="be", name={"en": "Belgium"})
    Territory.objects.create(key="be-vlg", country="be", name={"en": "Flanders"}, parent_id="be")
    Source.objects.create(
        key="study", country="be", title="A study of newcomers", publisher="The network", date="2018-09", url="https://study.example/"
    )  # fmt: skip
    small_directory()


def service(**fields: Any) -> None:
    """The recognition service, with some fields changed by its pack."""
    give("service", "be-recognition", {**SERVICE, **fields}, at=LATER)


def page(client: Client, address: str = PAGE) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def told_to_machines(text: str) -> Any:
    return json.loads(re.findall(r'<script type="application/ld\+json">(.*?)</script>', text)[0])


# a service


def test_the_parts_stand_always_in_the_same_order(client: Client) -> None:
    text = page(client)

    headings = re.findall(r"<h[12][^>]*>(.*?)</h[12]>", text)

    assert headings == [
        "Recognition of your diploma", "For you?", "How to start", "For whom", "Where and when", "They help you in", "How to reach them",
        "Who runs it", "Who says so",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "words",
    [
        "Your foreign diploma is compared with one from here.", "<li>Make a copy.</li>", "Everybody with a foreign diploma.",
        "People who look for work", "<dd>refugee</dd>", "The diploma", "Free of charge.", "Recognition of diplomas",
        "Flanders", "Belgium", 'href="/en/record/be-house/"', "We are fairly sure of this.",
    ],
)  # fmt: skip
def test_what_is_known_is_said(client: Client, words: str) -> None:
    assertContains(client.get(PAGE), words)


def test_a_place_has_its_address_its_hours_and_a_plain_link_to_a_map(client: Client) -> None:
    text = page(client)

    assert 'id="place-be-house-ghent"' in text
    assert "Voorbeeldstraat 1" in text
    assert "9000 Gent" in text
    assert "Open now · closes at 17:00" in text
    assert "https://www.openstreetmap.org/search?query=Voorbeeldstraat+1%2C+9000+Gent%2C+BE" in text
    assert 'href="geo:0,0?q=Voorbeeldstraat' in text


def test_a_point_in_the_middle_of_a_town_is_called_so_where_no_street_is_known(client: Client) -> None:
    give("location", "be-house-ghent", {**LOCATION, "addresses": [{"city": "Gent", "country": "BE"}]}, at=LATER)

    assertContains(client.get(PAGE), "the middle of the town, not the door")
    assertContains(client.get(PAGE), "#map=14/51.05000/3.72000")


def test_the_hours_of_the_service_come_before_those_of_the_place(client: Client) -> None:
    service(schedules=[{"opening_hours": "Th 09:00-12:00"}])

    text = page(client)

    assert "Closed now · opens tomorrow at 09:00" in text
    assert "closes at 17:00" not in text


def test_the_hours_of_the_service_at_this_place_come_before_both(client: Client) -> None:
    at = [{"location": "be-house-ghent", "schedules": [{"opening_hours": "Mo-We 08:00-11:00"}]}]
    service(schedules=[{"opening_hours": "Th 09:00-12:00"}], service_at_locations=at)

    assert "Open now · closes at 11:00" in page(client)


def test_places_that_the_source_does_not_tie_to_the_service_say_so(client: Client) -> None:
    service(service_at_locations=[{"location": "be-house-ghent", "is_stated": False}])

    assertContains(client.get(PAGE), "Our sources do not say which of them gives this service")


def test_a_phone_is_a_link_from_left_to_right(client: Client) -> None:
    service(phones=[{"number": "+32 (0)2 555 01 07"}])

    assertContains(client.get(PAGE), 'href="tel:+3225550107"><bdi dir="ltr">+32 (0)2 555 01 07</bdi>')


def test_a_service_without_a_phone_is_reached_through_its_organization(client: Client) -> None:
    assertContains(client.get(PAGE), "Through the organization, Career house Ghent:")
    assertContains(client.get(PAGE), 'href="tel:+3225550100"')


def test_languages_of_the_desk_stand_with_their_note(client: Client) -> None:
    service(languages=[{"code": "ar", "note": {"en": "not every day, call first"}}])

    assertContains(client.get(PAGE), "<li>Arabic – not every day, call first</li>")


def test_without_languages_of_its_own_those_of_the_organization_are_told(client: Client) -> None:
    assertContains(client.get(PAGE), "<li>Arabic</li>")


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"status": "ended"}, "This has ended."),
        ({"status": "ended", "valid_from": "2016-04", "valid_to": "2018"}, "This has ended. It ran from April 2016 to 2018."),
        ({"status": "ended", "valid_to": "2018"}, "This has ended. It ran until 2018."),
        ({"status": "unknown"}, "We do not know whether this still runs: ask before you go. The newest that we know is of 1 March 2025."),
        ({"status": "unknown", "checked_on": ""}, "We do not know whether this still runs: ask before you go."),
        ({"valid_to": "2024-12"}, "It was to run until December 2024. We do not know whether it goes on"),
        ({"status": "paused"}, "This is closed for the time being."),
        ({"status": "pilot", "valid_to": "2027"}, "This is a trial. It runs until 2027."),
        ({"valid_from": "2027-02-01"}, "This begins: 1 February 2027."),
        ({"valid_to": "2026"}, "It runs until 2026."),
        ({"alert": {"en": "Closed for a move."}}, "Closed for a move."),
    ],
)  # fmt: skip
def test_whether_it_runs_is_said_with_its_dates(client: Client, fields: dict[str, Any], sentence: str) -> None:
    service(**fields)

    assertContains(client.get(PAGE), sentence)


def test_a_record_made_up_for_trials_is_marked_as_such(client: Client) -> None:
    Service.objects.filter(key="be-recognition").update(is_synthetic=True)

    assertContains(client.get(PAGE), "Made up for trials. This does not exist.")


@pytest.mark.parametrize(
    ("fields", "is_warned"),
    [
        ({"checked_on": "2025"}, False), ({"checked_on": "2022"}, True), ({"checked_on": ""}, True),
        ({"confidence": "low"}, True), ({"checked_on": "2018", "status": "ended"}, False),
    ],
)  # fmt: skip
def test_what_was_seen_long_ago_or_is_unsure_is_to_be_checked_first(
    client: Client, fields: dict[str, Any], is_warned: bool
) -> None:
    service(**fields)

    assert ("Check before you go:" in page(client)) is is_warned


def test_a_pack_record_is_as_old_as_its_newest_source_and_does_not_pretend_more(client: Client) -> None:
    assertContains(client.get(PAGE), "Newest source: 1 March 2025.")


def test_who_looked_is_named_but_never_by_mail_address(client: Client) -> None:
    confirm_still_right("service", "be-recognition", on=dt.date(2026, 11, 24), at=LATER, by="amina@example.org")

    text = page(client)

    assert "Checked: 24 November 2026, by an editor." in text
    assert "amina@" not in text


def test_a_source_stands_with_its_date_and_the_place_in_it(client: Client) -> None:
    assertContains(
        client.get(PAGE),
        '<a href="https://study.example/" rel="noopener noreferrer"><bdi>A study of newcomers</bdi></a>',
    )
    assertContains(client.get(PAGE), "<bdi>The network</bdi>, September 2018 (<bdi>2.2</bdi>)")


def test_the_languages_of_the_texts_are_told_with_the_hand_that_made_them(client: Client) -> None:
    arabic = '<bdi><span lang="ar" dir="rtl">العربية</span></bdi>'
    told = f"Texts in: <bdi>English</bdi>, {arabic} (the name only) (translated by a machine)"

    assertContains(client.get(PAGE), told)


def test_the_name_that_people_use_there_stands_beside_ours(client: Client) -> None:
    give(
        "service", "be-recognition", {**SERVICE, "name": {"en": "Recognition", "nl": "Erkenning", "fr": machine("R")}}, at=LATER
    )  # fmt: skip

    assertContains(client.get(PAGE), 'Its name there: <bdi lang="nl">Erkenning</bdi></p>')


def test_a_text_that_is_not_translated_says_which_language_it_is(client: Client) -> None:
    assertContains(client.get("/nl/record/be-recognition/"), '<span class="fb" lang="en" dir="ltr">Make a copy.</span>')


@pytest.mark.parametrize(
    ("grounds", "words"),
    [
        (["refugee", "student"], "refugee, study"),
        (["applicant", "refugee", "subsidiary_protection", "temporary_protection", "humanitarian", "family", "worker",
          "student", "long_term_resident", "other"], "with any kind of stay"),
        (["refugee", "subsidiary_protection", "temporary_protection", "humanitarian", "family", "worker",
          "student", "long_term_resident", "other"], "refugee, subsidiary protection, temporary protection (Ukraine), humanitarian stay, family, work, study, long-term resident, another stay"),
    ],
)  # fmt: skip
def test_grounds_of_residence_are_named_and_none_is_said_to_be_excluded(
    client: Client, grounds: list[str], words: str
) -> None:
    service(residence_grounds=grounds)

    assertContains(client.get(PAGE), f"<dd>{words}</dd>")


def test_amounts_of_another_system_are_shown_while_they_hold(client: Client) -> None:
    service(
        fees_description={},
        cost_options=[
            {"option": "Test", "amount": 180.0, "currency": "EUR", "amount_description": "once"},
            {"option": "Old test", "amount": 90.0, "currency": "EUR", "valid_to": "2023"},
        ],
    )

    text = page(client)

    assert "Test: €180.00, once" in text
    assert "Old test" not in text


@pytest.mark.parametrize(
    ("ages", "words"),
    [
        ({"minimum_age": 18}, "from 18 years old"), ({"maximum_age": 25}, "up to 25 years old"),
        ({"minimum_age": 18, "maximum_age": 25}, "from 18 to 25 years old"),
    ],
)  # fmt: skip
def test_an_age_is_told(client: Client, ages: dict[str, int], words: str) -> None:
    service(**ages)

    assertContains(client.get(PAGE), words)


def test_other_services_of_the_organization_are_one_tap_away(client: Client) -> None:
    assertContains(client.get(PAGE), '<a href="/en/record/be-mentoring/">Mentoring circle</a>')
    assertContains(client.get(PAGE), "(ended)")


def test_services_about_the_same_near_here_are_named_unless_they_have_ended(client: Client) -> None:
    give("organization", "be-other", {**ORGANIZATION, "name": {"en": "Another house"}})
    other = {**SERVICE, "organization": "be-other", "service_at_locations": []}
    give("service", "be-like", {**other, "name": {"en": "Help with your diploma"}})
    give("service", "be-over", {**other, "name": {"en": "Help that was"}, "status": "ended"})
    give("service", "be-unlike", {**other, "name": {"en": "A house to rent"}, "themes": ["housing"]})

    text = page(client)

    assert "Help with your diploma" in text
    assert "Help that was" not in text
    assert "A house to rent" not in text


def test_a_long_list_of_places_is_cut_to_lines(client: Client) -> None:
    keys = [f"be-desk-{number}" for number in range(15)]
    for key in keys:
        give("location", key, {**LOCATION, "name": {"en": f"Desk {key}"}})
    service(service_at_locations=[{"location": key} for key in keys])

    text = page(client)

    assert text.count('class="desk"') == 12
    assert "3 more places" in text


def test_what_a_record_says_cannot_become_markup(client: Client) -> None:
    nasty = "</script><script>alert(1)</script>"
    service(name={"en": nasty}, description={"en": nasty}, schedules=[{"opening_hours": nasty}])

    text = page(client)

    assert "<script>alert" not in text
    assert told_to_machines(text)["name"] == nasty


# organizations, practices, places


def test_an_organization_shows_its_services_places_and_how_to_reach_it(client: Client) -> None:
    text = page(client, HOUSE)

    assert '<a href="/en/record/be-recognition/">Recognition of your diploma</a>' in text
    assert 'id="place-be-house-ghent"' in text
    assert "Integration agency" in text
    assert "https://loopbaanhuis.example/" in text


def test_an_organization_shows_what_it_belongs_to_and_what_belongs_to_it(client: Client) -> None:
    give("organization", "be-branch", {**ORGANIZATION, "name": {"en": "Branch"}, "parent_organization": "be-house"})

    assertContains(client.get("/en/record/be-branch/"), '<a href="/en/record/be-house/">Career house Ghent</a>')
    assertContains(client.get(HOUSE), '<a href="/en/record/be-branch/">Branch</a>')


PRACTICE = {
    "country": "be",
    "territory": "be",
    "organization": "be-house",
    "name": {"en": "Duos at work"},
    "description": {"en": "Mentors and mentees meet."},
    "valid_from": "2016",
    "valid_to": "2018",
    "about": {
        "continuation": {"en": "It goes on in three towns."},
        "outcomes": [{"en": "2017: 37 new duos."}, {"en": "2018: 40 new duos."}],
        "type": "project",
        "started": "2016",
        "budget": {"en": "€100,000"},
        "need": {"en": "Mentors and mentees meet."},
    },
}


def test_a_practice_follows_the_order_of_the_template_whatever_the_order_it_came_in(client: Client) -> None:
    give("program", "be-duos", PRACTICE)

    text = page(client, "/en/record/be-duos/")

    assert re.findall(r"<dt>(.*?)</dt>", text) == ["Kind", "Budget", "Began", "Results", "How it goes on"]
    assert "2017: 37 new duos." in text
    assert "This has ended. It ran from 2016 to 2018." in text


def test_the_address_of_a_place_leads_to_it_on_the_page_of_its_organization(client: Client) -> None:
    assertRedirects(client.get("/en/record/be-house-ghent/"), f"{HOUSE}#place-be-house-ghent")


def test_a_place_of_nobody_leads_to_a_service_that_is_given_there(client: Client) -> None:
    give("location", "be-square", {**LOCATION, "organization": None})
    service(service_at_locations=[{"location": "be-square"}])

    assertRedirects(client.get("/en/record/be-square/"), f"{PAGE}#place-be-square")


def test_a_place_that_nobody_uses_has_no_page(client: Client) -> None:
    give("location", "be-square", {**LOCATION, "organization": None})

    assert client.get("/en/record/be-square/").status_code == 404


def test_a_double_leads_to_the_record_that_replaced_it(client: Client) -> None:
    Service.objects.filter(key="be-mentoring").update(merged_into="be-recognition")

    answer = client.get("/en/record/be-mentoring/")

    assertRedirects(answer, PAGE, status_code=301)
    assert "max-age=3600" in answer["Cache-Control"]


@pytest.mark.parametrize("part", ["", "print/", "history/"])
def test_an_unknown_record_is_answered_with_a_sentence_and_a_search_box(client: Client, part: str) -> None:
    answer = client.get(f"/en/record/be-nothing/{part}")

    assertContains(answer, "There is nothing under “be-nothing”", status_code=404)
    assertContains(answer, 'action="/en/find/"', status_code=404)


def test_a_record_that_was_taken_away_says_when(client: Client) -> None:
    remove_absent("service", "be", {"be-recognition"}, origin="pack", at=LATER, by="pack")

    assertContains(client.get("/en/record/be-mentoring/"), "It was taken away on 26 November 2026.", status_code=410)


@pytest.mark.parametrize(
    "address", ["/xx/record/be-house/", "/en/record/be%20house/", "/en/record/", "/en/record/../be/"]
)
def test_an_address_that_is_none_is_not_found(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


# on paper, in caches, for machines


def test_the_sheet_has_the_code_the_address_the_day_and_an_ordinary_week(client: Client) -> None:
    text = page(client, f"{PAGE}print/")

    assert 'class="qr"' in text
    assert "http://testserver/en/record/be-recognition/" in text
    assert "Printed on 25 November 2026." in text
    assert re.search(r'<th scope="row">Monday</th><td><span class="time">09:00–17:00</span>', text)
    assert "Open now" not in text


@pytest.mark.parametrize("key", ["be-house", "be-duos"])
def test_every_kind_of_record_has_a_sheet(client: Client, key: str) -> None:
    give("program", "be-duos", PRACTICE)

    assert "Printed on" in page(client, f"/en/record/{key}/print/")


def test_a_page_is_asked_for_again_with_its_mark_and_not_sent_twice(client: Client) -> None:
    first = client.get(PAGE)

    again = client.get(PAGE, headers={"if-none-match": first["ETag"]})

    assert first["Cache-Control"] == "public, max-age=0, s-maxage=60, must-revalidate"
    assert (again.status_code, again.content) == (304, b"")


def test_a_page_is_sent_again_after_a_change(client: Client) -> None:
    mark = client.get(PAGE)["ETag"]
    edit_record("service", "be-recognition", {"duration": {"en": "Three weeks."}}, at=LATER, by="editor")

    assertContains(client.get(PAGE, headers={"if-none-match": mark}), "Three weeks.")


@pytest.mark.parametrize(("changed", "last"), [(NOW, "Wed, 25 Nov 2026 12:00:00 GMT"), (WEDNESDAY.replace(day=2), "Wed, 25 Nov 2026 08:00:00 GMT")])  # fmt: skip
def test_it_was_last_modified_when_the_record_was_or_when_the_door_opened(
    client: Client, changed: dt.datetime, last: str
) -> None:
    for model in RECORDS.values():
        model.objects.update(changed_at=changed)

    assert client.get(PAGE)["Last-Modified"] == last


def test_machines_read_the_service_its_place_and_its_hours(client: Client) -> None:
    told = told_to_machines(page(client))

    [channel] = told["availableChannel"]
    place = channel["serviceLocation"]

    assert (told["@type"], told["name"]) == ("GovernmentService", "Recognition of your diploma")
    assert told["provider"]["name"] == "Career house Ghent"
    assert place["address"]["postalCode"] == "9000"
    assert "geo" not in place  # it is the middle of the town
    assert len(place["openingHoursSpecification"]) == 5
    assert place["openingHoursSpecification"][0] == {
        "@type": "OpeningHoursSpecification", "dayOfWeek": "https://schema.org/Wednesday", "opens": "09:00", "closes": "17:00",
    }  # fmt: skip


@pytest.mark.parametrize(("key", "kind"), [("be-house", "GovernmentOrganization"), ("be-duos", "Project")])
def test_machines_read_organizations_and_projects(client: Client, key: str, kind: str) -> None:
    give("program", "be-duos", PRACTICE)

    told = told_to_machines(page(client, f"/en/record/{key}/"))

    assert told["@type"] == kind


@pytest.mark.parametrize(("key", "queries"), [("be-recognition", 16), ("be-house", 16), ("be-duos", 5)])
def test_a_page_takes_few_queries(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, key: str, queries: int
) -> None:
    give("program", "be-duos", PRACTICE)

    with django_assert_num_queries(queries):
        client.get(f"/en/record/{key}/")


def test_many_places_take_no_more_queries(client: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    keys = [f"be-desk-{number}" for number in range(15)]
    for key in keys:
        give("location", key, {**LOCATION, "phones": [{"number": "1700", "languages": [{"code": "ar"}]}]})
    service(service_at_locations=[{"location": key} for key in keys])

    with django_assert_num_queries(16):
        client.get(PAGE)


def test_a_page_weighs_little_on_the_wire(client: Client) -> None:
    keys = [f"be-desk-{number}" for number in range(15)]
    for key in keys:
        give("location", key, {**LOCATION, "name": {"en": f"Desk {key}"}})
    service(service_at_locations=[{"location": key} for key in keys])

    answer = client.get(PAGE, headers={"accept-encoding": "gzip"})

    assert answer["Content-Encoding"] == "gzip"
    assert len(answer.content) < 15_000


def test_nobody_can_say_that_it_is_wrong_where_nobody_would_read_it(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pathfinder.directory.record_views.report_address", lambda language, key: "")

    assertNotContains(client.get(PAGE), "Something is wrong here")


def test_a_reader_can_say_that_it_is_wrong(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "pathfinder.directory.record_views.report_address", lambda language, key: f"/{language}/wrong/{key}"
    )

    assertContains(client.get(PAGE), '<a class="no-print" href="/en/wrong/be-recognition">Something is wrong here</a>')


def test_a_list_that_is_cut_says_so(client: Client) -> None:
    take_over(
        [Given("service", f"be-small-{number}", {**SERVICE, "service_at_locations": []}) for number in range(61)],
        origin="pack", at=LATER, by="pack",
    )  # fmt: skip

    text = page(client, HOUSE)

    assert text.count('href="/en/record/be-small-') <= 60
    assert "There are more services than we can show here." in text
