"""How a record of ours reads as HSDS: nothing invented, nothing lost that the profile can hold."""

import datetime as dt
from typing import Any

import pytest

from pathfinder.directory.models import Attribute, Location, Phone, Schedule, Service
from pathfinder.directory.models.records import uuid_of
from pathfinder.directory.opendata.hsds.around import Around
from pathfinder.directory.opendata.hsds.history import AN_EDITOR
from pathfinder.directory.opendata.hsds.schedules import schedules
from pathfinder.directory.opendata.hsds.services import NOT_STATED_HERE, STATUS_UNKNOWN
from pathfinder.directory.opendata.tests.conftest import Asker
from pathfinder.directory.opendata.tests.everything import EDITOR, FOREIGN_TERM, RULE

pytestmark = pytest.mark.usefixtures("everything")

WINTER, SUMMER = dt.date(2026, 12, 1), dt.date(2026, 7, 1)


@pytest.fixture
def recognition(ask: Asker) -> dict[str, Any]:
    return ask(f"/hsds/services/{uuid_of('be-recognition')}")


@pytest.fixture
def mentoring(ask: Asker) -> dict[str, Any]:
    return ask(f"/hsds/services/{uuid_of('be-mentoring')}")


@pytest.fixture
def course(ask: Asker) -> dict[str, Any]:
    return ask(f"/hsds/services/{uuid_of('es-curso')}")


@pytest.fixture
def desk(recognition: dict[str, Any]) -> dict[str, Any]:
    return next(p["location"] for p in recognition["service_at_locations"] if p["pathfinder"]["is_stated"])


def hours(opening_hours: str, today: dt.date = WINTER, country: str = "be", longitude: float | None = None) -> Any:
    return schedules(Schedule(opening_hours=opening_hours), country, longitude, Around(today))


def test_the_text_is_english_and_all_languages_stand_in_our_property(recognition: dict[str, Any]) -> None:
    assert recognition["name"] == "Recognition of your diploma"
    assert recognition["pathfinder"]["texts"]["name"] == {
        "en": "Recognition of your diploma",
        "ar": {"text": "الاعتراف بشهادتك", "state": "machine"},
    }
    assert recognition["pathfinder"]["text_languages"] == ["ar", "en"]


def test_a_text_that_is_plain_english_is_not_told_twice(recognition: dict[str, Any]) -> None:
    assert "description" not in recognition["pathfinder"]["texts"]


def test_without_english_the_first_language_stands_there(mentoring: dict[str, Any]) -> None:
    assert mentoring["name"] == "Mentorkring"
    assert mentoring["pathfinder"]["texts"]["name"] == {"nl": "Mentorkring"}


def test_a_record_without_a_name_has_its_key_as_name(course: dict[str, Any]) -> None:
    assert course["name"] == "es-curso"


def test_steps_are_one_text_with_numbers(recognition: dict[str, Any]) -> None:
    assert recognition["application_process"] == "1. Make a copy.\n2. Bring it to the desk."


@pytest.mark.parametrize(
    ("status", "told"),
    [
        ("active", "active"),
        ("pilot", "active"),
        ("unknown", "active"),
        ("ended", "defunct"),
        ("paused", "temporarily closed"),
        ("inactive", "inactive"),
        ("something else", "active"),
    ],
)
def test_a_status_is_told_in_the_words_of_the_standard(status: str, told: str, ask: Asker) -> None:
    Service.objects.filter(key="be-mentoring").update(status=status)

    assert ask(f"/hsds/services/{uuid_of('be-mentoring')}")["status"] == told


def test_not_knowing_whether_it_runs_is_an_alert(recognition: dict[str, Any], mentoring: dict[str, Any]) -> None:
    assert recognition["alert"] == f"{STATUS_UNKNOWN} Closed in July."
    assert "alert" not in mentoring


def test_a_date_of_checking_is_given_only_when_its_day_is_known(
    recognition: dict[str, Any], mentoring: dict[str, Any]
) -> None:
    assert recognition["assured_date"] == "2025-03-01"
    assert "assured_date" not in mentoring
    assert mentoring["pathfinder"]["checked_on"] == "2018"


def test_the_terms_of_a_service_say_what_they_are_about(recognition: dict[str, Any]) -> None:
    told = {(one["link_type"], one["taxonomy_term"]["code"]) for one in recognition["attributes"]}

    assert told == {
        ("theme", "diploma_recognition"), ("theme", "counselling"), ("audience", "jobseeker"),
        ("audience", "beneficiary_of_protection"), ("eligibility", "refugee"), ("cost", "free"), ("mode", "on_site"),
        ("mode", "remote"), ("confidence", "medium"),
    }  # fmt: skip


def test_terms_of_another_system_are_given_on(mentoring: dict[str, Any]) -> None:
    foreign = [one for one in mentoring["attributes"] if one["link_type"] == "subject"]

    assert [(one["taxonomy_term"]["name"], one["value"]) for one in foreign] == [("employment", "main")]


def test_terms_on_parts_are_given_on_too(ask: Asker) -> None:
    phone = Phone.objects.filter(service__key="be-recognition").get()
    Attribute.objects.create(link_id=phone.id, link_entity="phone", taxonomy_term_id=FOREIGN_TERM)

    told = ask(f"/hsds/services/{uuid_of('be-recognition')}")["phones"][0]

    assert [one["taxonomy_term"]["code"] for one in told["attributes"]] == ["100"]


def test_for_whom_it_is_stands_in_words_and_in_codes(recognition: dict[str, Any]) -> None:
    assert recognition["eligibility_description"] == "Everybody with a foreign diploma."
    assert recognition["pathfinder"]["eligibility"] == {
        "audiences": ["jobseeker", "beneficiary_of_protection"],
        "residence_grounds": ["refugee"],
        "minimum_age": 18,
        "maximum_age": 65,
    }


def test_sources_say_which_document_they_are(recognition: dict[str, Any]) -> None:
    assert recognition["pathfinder"]["sources"] == [
        {
            "reference": "study#2.2", "title": "A study", "publisher": "A university", "date": "2018-09",
            "url": "https://study.example/%C3%A9",
        }
    ]  # fmt: skip


def test_history_is_told_and_no_person_is_named_in_it(recognition: dict[str, Any]) -> None:
    change = next(one for one in recognition["metadata"] if one["field_name"] == "alert")

    assert "Closed in August." in change["previous_value"]
    assert change["updated_by"] == AN_EDITOR
    assert {one["updated_by"] for one in recognition["metadata"]} == {AN_EDITOR, "pack"}
    assert EDITOR not in str(recognition)


def test_a_place_that_the_source_does_not_state_says_so(recognition: dict[str, Any]) -> None:
    unsure = next(one for one in recognition["service_at_locations"] if not one["pathfinder"]["is_stated"])

    assert unsure["description"] == NOT_STATED_HERE


def test_a_state_is_never_guessed(desk: dict[str, Any]) -> None:
    assert [(one["state_province"], one["country"]) for one in desk["addresses"]] == [("Vlaanderen", "BE"), ("", "BE")]


def test_the_mail_of_a_place_is_that_of_a_contact(desk: dict[str, Any]) -> None:
    assert desk["contacts"][-1]["email"] == "gent@loopbaanhuis.example"
    assert desk["contacts"][-1].keys() == {"id", "email"}


def test_a_point_that_is_the_middle_of_a_town_says_so(desk: dict[str, Any], course: dict[str, Any]) -> None:
    assert desk["pathfinder"]["point"] == "town"
    assert "point" not in course["service_at_locations"][0]["location"]["pathfinder"]


def test_what_is_no_language_tag_is_a_name_without_a_code(recognition: dict[str, Any]) -> None:
    languages = recognition["organization"]["pathfinder"]["languages"]

    assert [(one["name"], one.get("code")) for one in languages] == [
        ("Dutch", "nl"),
        ("seven languages directly", None),
    ]


def test_an_area_that_is_told_is_the_area(recognition: dict[str, Any]) -> None:
    assert [one["name"] for one in recognition["service_areas"]] == ["Ghent"]


def test_without_one_the_territory_is_the_area(mentoring: dict[str, Any]) -> None:
    assert [one["name"] for one in mentoring["service_areas"]] == ["Belgium"]


def test_a_record_of_another_system_says_whose_it_is_and_one_made_up_that_it_is(course: dict[str, Any]) -> None:
    told = course["pathfinder"]

    assert (told["origin"], told["external_id"], told["licence"]) == ("import of casas", "17", "CC BY 4.0")
    assert told["is_synthetic"] is True


@pytest.mark.parametrize(
    ("typed", "given"),
    [
        ("https://a.example/x?y=1#z", "https://a.example/x?y=1#z"),
        ("https://a.example/é b", "https://a.example/%C3%A9%20b"),
        ("https://a.example/100%", "https://a.example/100%25"),
        ("https://münchen.example/", "https://xn--mnchen-3ya.example/"),
        ("https://a.example/[1]|{2}", "https://a.example/%5B1%5D%7C%7B2%7D"),
    ],
)
def test_an_address_is_written_as_a_uri(typed: str, given: str, ask: Asker) -> None:
    Service.objects.filter(key="be-mentoring").update(url=typed)

    assert ask(f"/hsds/services/{uuid_of('be-mentoring')}")["url"] == given


@pytest.mark.parametrize(
    "typed", ["", "javascript:alert(1)", "www.a.example", "https://not an address/", "http://[::1", "http://"]
)
def test_what_cannot_be_an_address_is_left_out(typed: str, ask: Asker) -> None:
    Service.objects.filter(key="be-mentoring").update(url=typed)

    assert "url" not in ask(f"/hsds/services/{uuid_of('be-mentoring')}")


def test_what_cannot_be_a_mail_address_is_left_out(course: dict[str, Any]) -> None:
    assert "email" not in course


def test_hours_are_rules_in_the_time_of_the_place() -> None:
    first, second = hours("Mo-Fr 09:00-12:00,13:00-17:00; PH off")

    assert first["freq"] == "WEEKLY"
    assert first["byday"] == "MO,TU,WE,TH,FR"
    assert (first["opens_at"], first["closes_at"], first["timezone"]) == ("09:00+01:00", "12:00+01:00", 1.0)
    assert second["opens_at"] == "13:00+01:00"
    assert first["description"] == (
        "Monday, Tuesday, Wednesday, Thursday, Friday: 09:00 to 12:00. Closed on public holidays."
    )
    assert first["pathfinder"]["opening_hours"] == "Mo-Fr 09:00-12:00,13:00-17:00; PH off"
    assert first["id"] != second["id"]


@pytest.mark.parametrize(
    ("country", "longitude", "today", "opens"),
    [
        ("be", None, SUMMER, "09:00+02:00"),
        ("gb", None, WINTER, "09:00+00:00"),
        ("es", -3.7, WINTER, "09:00+01:00"),
        ("es", -16.25, WINTER, "09:00+00:00"),
        ("xx", None, WINTER, "09:00"),
    ],
)
def test_the_distance_from_utc_is_that_of_the_place_and_the_day(
    country: str, longitude: float | None, today: dt.date, opens: str
) -> None:
    (rule,) = hours("Mo 09:00-12:00", today, country, longitude)

    assert rule["opens_at"] == opens


def test_hours_past_midnight_close_earlier_than_they_open_and_say_that_it_is_the_next_day() -> None:
    (rule,) = hours("Fr,Sa 20:00-02:00")

    assert (rule["byday"], rule["opens_at"], rule["closes_at"]) == ("FR,SA", "20:00+01:00", "02:00+01:00")
    assert "on the next day" in rule["description"]


def test_one_day_of_a_month_is_a_monthly_rule() -> None:
    (rule,) = hours("We[1] 14:00-16:00")

    assert (rule["freq"], rule["byday"]) == ("MONTHLY", "1WE")


def test_hours_that_cannot_be_told_in_rules_are_told_in_words() -> None:
    (rule,) = hours("Apr-Sep: Mo-Fr 09:00-18:00")

    assert "freq" not in rule
    assert rule["description"] == "Opening hours in the notation of OpenStreetMap: Apr-Sep: Mo-Fr 09:00-18:00"


def test_hours_of_another_system_are_given_on_as_they_came(recognition: dict[str, Any]) -> None:
    told = next(one for one in recognition["schedules"] if one.get("interval") == 2)

    assert {name: told[name] for name in RULE if name != "description"} == {
        name: value for name, value in RULE.items() if name != "description"
    }
    assert told["description"] == "Every other week."


def test_ids_are_those_of_the_records(recognition: dict[str, Any]) -> None:
    phones = {str(one) for one in Phone.objects.values_list("id", flat=True)}
    places = {str(one) for one in Location.objects.values_list("id", flat=True)}

    assert {one["id"] for one in recognition["phones"]} <= phones
    assert {one["location"]["id"] for one in recognition["service_at_locations"]} <= places
    assert recognition["pathfinder"]["key"] == "be-recognition"


def test_the_organization_of_a_service_is_there_without_its_other_places(recognition: dict[str, Any]) -> None:
    assert recognition["organization"]["phones"]
    assert "locations" not in recognition["organization"]


def test_an_organization_names_its_services_and_on_request_tells_them_whole(ask: Asker) -> None:
    address = f"/hsds/organizations/{uuid_of('be-house')}"

    short = {one["name"]: one for one in ask(address)["services"]}
    whole = {one["name"]: one for one in ask(f"{address}?full_service=true")["services"]}

    assert short.keys() == whole.keys() == {"Mentorkring", "Recognition of your diploma"}
    assert short["Mentorkring"].keys() == {"id", "name", "status"}
    assert whole["Recognition of your diploma"]["required_documents"]
