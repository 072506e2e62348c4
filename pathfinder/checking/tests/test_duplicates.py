"""Records that may be the same are proposed with the reason, decided by a person, and made one without losing anything."""

import datetime as dt
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from pathfinder.accounts.models import AuditEvent
from pathfinder.accounts.tests.people import User
from pathfinder.checking.actions import are_different, merge
from pathfinder.checking.alike import likeness, profile
from pathfinder.checking.duplicates import find_duplicates
from pathfinder.checking.models import Duplicate, Reason, Report
from pathfinder.checking.queries import record_with
from pathfinder.checking.reports import report
from pathfinder.directory.models import Metadata, Organization, Service
from pathfinder.directory.queries import search_records
from pathfinder.directory.tests.records import LOCATION, NOW, ORGANIZATION, SERVICE, give, small_directory
from pathfinder.search import index as index_module

pytestmark = pytest.mark.django_db

SAME_HOUSE = {"name": {"nl": "Loopbaanhuis Gent vzw", "en": "Career House, Ghent"}}


def organization(key: str, **more: Any) -> None:
    give("organization", key, {**ORGANIZATION, "website": "", "phones": [], **more})


def service(key: str, **more: Any) -> None:
    give("service", key, {**SERVICE, "service_at_locations": [], **more})


def proposed() -> list[tuple[str, str]]:
    find_duplicates(at=NOW)
    return list(Duplicate.objects.filter(state="open").order_by("first").values_list("first", "second"))


# what is proposed


@pytest.mark.parametrize(
    ("alike", "reason"),
    [
        ({"phones": [{"number": "02 555 01 00"}]}, "phone"),
        ({"website": "http://www.loopbaanhuis.example/nl"}, "site"),
    ],
)
def test_two_spellings_of_a_name_with_the_same_phone_or_site_are_proposed_with_the_reason(
    alike: dict, reason: str
) -> None:
    give("organization", "be-house", ORGANIZATION)
    organization("be-huis", **SAME_HOUSE, **alike)

    assert proposed() == [("be-house", "be-huis")]
    assert [code for code, _score in Duplicate.objects.get().alike] == ["name", reason]


def test_two_names_at_one_address_are_proposed() -> None:
    organization("be-house")
    organization("be-huis", name={"en": "Career houses Ghent"})
    give("location", "be-house-ghent", LOCATION)
    give("location", "be-huis-ghent", {**LOCATION, "organization": "be-huis", "name": {"en": "Reception"}})

    assert ("be-house", "be-huis") in proposed()


def test_two_places_of_one_organization_at_one_address_are_proposed() -> None:
    organization("be-house")
    give("location", "be-house-ghent", LOCATION)
    address = {**LOCATION["addresses"][0], "address_1": "Voorbeeldstr. 1"}
    give("location", "be-house-ghent-2", {**LOCATION, "addresses": [address]})

    assert proposed() == [("be-house-ghent", "be-house-ghent-2")]


@pytest.mark.parametrize(
    "other",
    [
        {"name": {"en": "Mentoring circle"}},
        {"name": {"en": "Recognition of your diploma, part 2"}},
        {"name": {"en": "Recognition of your diploma"}, "valid_from": "2022"},
    ],
)
def test_services_of_one_organization_with_another_name_level_or_time_are_not(other: dict) -> None:
    organization("be-house")
    service("be-recognition", valid_to="2021")
    service("be-other", **other)

    assert proposed() == []


def test_a_service_that_was_written_down_twice_is_proposed() -> None:
    organization("be-house")
    service("be-recognition")
    service("be-recognition-2", name={"en": "Recognition of your diplomas"})

    assert proposed() == [("be-recognition", "be-recognition-2")]


def test_offices_of_one_organization_in_several_countries_are_not_the_same() -> None:
    organization("be-office", name={"en": "Refugee agency Belgium"}, website="https://agency.example/be")
    organization("ie-office", name={"en": "Refugee agency Ireland"}, website="https://agency.example/ie", country="ie")

    assert proposed() == []


def test_a_portal_that_many_organizations_name_is_no_reason() -> None:
    for number in range(14):
        organization(f"be-{number:02}", name={"en": f"House {'abcdefghijklmnop'[number] * 4} in town"}, website="https://portal.example/")  # fmt: skip

    assert proposed() == []


def test_the_order_of_words_and_the_legal_form_make_no_difference() -> None:
    one = profile("a", "organization", "be", {"nl": "Huis van het Kind vzw"}, sites=frozenset({"x.example"}))
    other = profile("b", "organization", "be", {"nl": "vzw Kind, Huis van"}, sites=frozenset({"x.example"}))

    found = likeness(one, other)

    assert found
    assert found.score >= 80


def test_the_same_search_again_changes_nothing(django_assert_max_num_queries: Any) -> None:
    small_directory()
    organization("be-huis", **SAME_HOUSE, phones=ORGANIZATION["phones"])
    first = find_duplicates(at=NOW)

    with django_assert_max_num_queries(25):
        second = find_duplicates(at=NOW + dt.timedelta(days=1))

    assert (first.open, first.new, second.open, second.new) == (1, 1, 1, 0)
    assert Duplicate.objects.get().found_at == NOW


def test_a_proposal_that_does_not_hold_any_more_is_withdrawn() -> None:
    organization("be-house", phones=ORGANIZATION["phones"])
    organization("be-huis", **SAME_HOUSE, phones=ORGANIZATION["phones"])
    find_duplicates(at=NOW)
    organization("be-huis", name={"en": "Something else altogether"})

    assert proposed() == []
    assert not Reason.objects.exists()


def test_both_records_wait_in_the_queue() -> None:
    organization("be-house", phones=ORGANIZATION["phones"])
    organization("be-huis", **SAME_HOUSE, phones=ORGANIZATION["phones"])

    find_duplicates(at=NOW)

    assert set(Reason.objects.values_list("key", "why")) == {
        ("be-house", "possible_duplicate"),
        ("be-huis", "possible_duplicate"),
    }


def test_the_command_says_what_it_found() -> None:
    organization("be-house", phones=ORGANIZATION["phones"])
    organization("be-huis", **SAME_HOUSE, phones=ORGANIZATION["phones"])
    said = StringIO()

    call_command("find_duplicates", stdout=said, stderr=StringIO())

    assert said.getvalue() == "1 pairs wait for a decision, 1 of them are new.\n"


# what somebody decides


@pytest.fixture
def pair() -> Duplicate:
    """The career house with its desk and services, and the same house a second time with one service of its own."""
    small_directory()
    organization("be-huis", **SAME_HOUSE, phones=ORGANIZATION["phones"])
    give("location", "be-huis-desk", {**LOCATION, "organization": "be-huis", "addresses": [{"city": "Aalst", "postal_code": "9300", "country": "BE"}]})  # fmt: skip
    service("be-course", organization="be-huis", name={"en": "Course"})
    find_duplicates(at=NOW)
    return Duplicate.objects.get()


def test_not_the_same_is_remembered(pair: Duplicate, piet: User) -> None:
    are_different(pair.pk, by=piet, at=NOW)

    assert proposed() == []
    assert not Reason.objects.exists()
    assert AuditEvent.objects.get().what == "not_the_same"


def test_the_one_that_stays_takes_services_and_places(pair: Duplicate, piet: User) -> None:
    merge(pair.pk, "be-house", by=piet, at=NOW)

    assert Organization.objects.get(key="be-huis").merged_into == "be-house"
    assert Service.objects.get(key="be-course").organization.key == "be-house"
    assert set(Organization.objects.get(key="be-house").locations.values_list("key", flat=True)) == {
        "be-house-ghent",
        "be-huis-desk",
    }
    assert not Reason.objects.filter(why="possible_duplicate").exists()


def test_the_history_of_both_tells_of_it(pair: Duplicate, piet: User) -> None:
    merge(pair.pk, "be-huis", by=piet, at=NOW)

    told = Metadata.objects.filter(last_action_type="merge").values_list("key", "replacement_value")
    assert set(told) == {("be-house", "be-huis"), ("be-huis", "be-huis")}
    assert Metadata.objects.filter(key="be-house", last_action_type="create").exists()


def test_the_old_address_leads_to_the_one_that_stays(pair: Duplicate, piet: User, client: Client) -> None:
    merge(pair.pk, "be-house", by=piet, at=NOW)

    answer = client.get("/en/record/be-huis/")

    assert (answer.status_code, answer["Location"]) == (301, "/en/record/be-house/")


def test_the_search_finds_only_the_one_that_stays(pair: Duplicate, piet: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index_module, "LOOK_EVERY_SECONDS", 0)
    before = {row.key for row in search_records("career house", "en").rows}

    merge(pair.pk, "be-house", by=piet, at=NOW)

    found = {row.key for row in search_records("career house", "en").rows}
    assert {"be-house", "be-huis"} <= before
    assert "be-house" in found
    assert "be-huis" not in found


def test_what_readers_reported_goes_along(pair: Duplicate, piet: User, client: Client) -> None:
    made = report(record_with("be-huis"), about="hours", words="", language="en", form="1", on=NOW.date(), at=NOW)

    merge(pair.pk, "be-house", by=piet, at=NOW)

    assert Report.objects.get().key == "be-house"
    assert Reason.objects.get(why="reported").key == "be-house"
    assert client.get(f"/en/report/{made.code}/").status_code == 200


def test_an_editor_sees_both_side_by_side_and_decides(pair: Duplicate, editor: Client) -> None:
    page = editor.get(f"/en/desk/duplicates/{pair.pk}/").content.decode()
    answer = editor.post(f"/en/desk/duplicates/{pair.pk}/", {"decision": "keep:be-house"}, follow=True)

    assert "+32 2 555 01 00" in page
    assert "Voorbeeldstraat 1, 9000 Gent" in page
    assert 'class="same"' in page
    assert "“Career house Ghent” stays." in answer.content.decode()
    assert Organization.objects.get(key="be-huis").merged_into == "be-house"


@pytest.mark.parametrize("decision", ["", "keep:", "keep:ie-office", "nonsense"])
def test_a_decision_that_is_none_changes_nothing(pair: Duplicate, editor: Client, decision: str) -> None:
    answer = editor.post(f"/en/desk/duplicates/{pair.pk}/", {"decision": decision}, follow=True)

    assert "Choose which of the two stays" in answer.content.decode()
    assert Duplicate.objects.get().state == "open"


def test_what_is_decided_cannot_be_decided_again(pair: Duplicate, piet: User, editor: Client) -> None:
    are_different(pair.pk, by=piet, at=NOW)

    answer = editor.post(f"/en/desk/duplicates/{pair.pk}/", {"decision": "keep:be-house"})

    assert answer.status_code == 404
    assert not Organization.objects.exclude(merged_into="").exists()


def test_a_record_that_is_gone_in_the_meantime_gets_a_sentence(pair: Duplicate, editor: Client) -> None:
    Organization.objects.filter(key="be-huis").delete()

    page = editor.post(f"/en/desk/duplicates/{pair.pk}/", {"decision": "keep:be-house"}, follow=True)

    assert "They could not be made one: There is no organization with the key “be-huis”." in page.content.decode()
    assert "so there is nothing to decide" in page.content.decode()


def test_the_list_names_both_and_what_is_alike(pair: Duplicate, editor: Client) -> None:
    page = editor.get("/en/desk/duplicates/").content.decode()

    assert "Career house Ghent = Career House, Ghent?" in page
    assert "phone 100 %" in page
    assert "1 pair, the most alike first." in page


def test_observers_decide_nothing(pair: Duplicate, observer: Client) -> None:
    address = f"/en/desk/duplicates/{pair.pk}/"

    assert "Not the same" not in observer.get(address).content.decode()
    assert observer.post(address, {"decision": "different"}).status_code == 404
