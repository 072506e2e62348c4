"""What packs say becomes records of the directory; what editors say stays."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import override_settings

from pathfinder.content.actions import load_packs
from pathfinder.content.records import cost_of
from pathfinder.directory.actions import edit_record
from pathfinder.directory.models import Location, Organization, Program, Service, Source, Territory

pytestmark = pytest.mark.django_db

MONDAY = datetime(2018, 9, 10, 9, tzinfo=UTC)
TUESDAY = datetime(2018, 9, 11, 9, tzinfo=UTC)

ORGANIZATIONS = """
- id: xx-desk
  name: {en: Desk}
  kind: ngo
  territory: xx
  url: https://desk.example
  sources: [act]
  locations:
    - name: {en: Desk in Xanadu}
      address: {street: Example Street 1, postcode: "1000", city: Xanadu}
      phone: "+32 2 555 01 00"
      hours: "Mo-Fr 09:00-12:00"
      seen: "2017"
      confidence: low
      sources: [act]
"""
SERVICES = """
- id: xx-course
  organization: xx-desk
  name: {en: Course}
  description: {en: Words.}
  access_text: {en: Everybody.}
  themes: [language]
  audience: [applicant, jobseeker]
  territory: xx
  cost: {en: Free of charge.}
  steps: [{en: Come.}, {en: Learn.}]
  bring: [{en: Your card}]
  status: ended
  valid: {from: "2016-04", to: "2018"}
  sources: ["act#3"]
"""
LIBRARY = """
practices:
  - {id: xx-practice, title: {en: Duos}, sector: ngo, need: {en: Nobody knew anybody.}, territory: xx, sources: [act]}
"""


@pytest.fixture
def packs(tmp_path: Path) -> Path:
    country = tmp_path / "xx"
    country.mkdir()
    (country / "pack.yaml").write_text("country: xx\nversion: '2018.9'\n")
    (country / "sources.yaml").write_text("- {id: act, title: An Act, publisher: XX, date: '2018-03'}\n")
    (country / "territories.yaml").write_text("- {id: xx, name: {en: Xanadu}}\n")
    (country / "organizations.yaml").write_text(ORGANIZATIONS)
    (country / "services.yaml").write_text(SERVICES)
    (country / "library.yaml").write_text(LIBRARY)
    return tmp_path


def change(packs: Path, file: str, before: str, after: str) -> None:
    path = packs / "xx" / file
    path.write_text(path.read_text().replace(before, after))


def test_an_item_of_a_pack_is_a_record_under_the_same_id(packs: Path) -> None:
    load_packs(packs, at=MONDAY)

    service = Service.objects.get(key="xx-course")
    assert service.organization.key == "xx-desk"
    assert service.name == {"en": "Course"}
    assert service.application_process == [{"en": "Come."}, {"en": "Learn."}]
    assert (service.status, service.valid_from, service.valid_to) == ("ended", "2016-04", "2018")
    assert (service.cost, service.residence_grounds) == ("free", ["applicant"])
    assert [paper.document for paper in service.required_documents.all()] == [{"en": "Your card"}]
    assert Organization.objects.get().website == "https://desk.example"
    assert Program.objects.get().description == {"en": "Nobody knew anybody."}
    assert Territory.objects.get().name == {"en": "Xanadu"}
    assert Source.objects.get().title == "An Act"


def test_a_desk_is_a_place_with_its_own_certainty(packs: Path) -> None:
    load_packs(packs, at=MONDAY)

    place = Location.objects.get()
    assert (place.key, place.confidence, place.checked_on) == ("xx-desk-xanadu", "low", "2017")
    assert place.schedules.get().opening_hours == "Mo-Fr 09:00-12:00"
    assert place.phones.get().number == "+32 2 555 01 00"
    assert not Service.objects.get().service_at_locations.get().is_stated  # the source names the desk only


def test_nobody_looked_later_than_the_newest_source(packs: Path) -> None:
    load_packs(packs, at=MONDAY)

    assert Service.objects.get().checked_on == "2018-03"


def test_a_second_load_changes_nothing(packs: Path) -> None:
    load_packs(packs, at=MONDAY)
    before = list(Service.objects.values()) + list(Location.objects.values())

    change(packs, "pack.yaml", "2018.9", "2018.10")
    (outcome,) = load_packs(packs, at=TUESDAY)

    assert (outcome.what, outcome.records.created, outcome.records.changed) == ("loaded", 0, 0)
    assert list(Service.objects.values()) + list(Location.objects.values()) == before


def test_an_editors_change_is_never_overwritten_silently(packs: Path) -> None:
    load_packs(packs, at=MONDAY)
    edit_record("service", "xx-course", {"fees_description": {"en": "Ten coins."}}, at=MONDAY, by="Piet")

    change(packs, "services.yaml", "Free of charge.", "Twenty coins.")
    (outcome,) = load_packs(packs, at=TUESDAY)

    assert Service.objects.get().fees_description == {"en": "Ten coins."}
    assert outcome.records.conflicts == [("xx-course", "fees_description")]


def test_the_command_lists_conflicts_and_says_how_much_can_be_found(
    packs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with override_settings(PACKS_DIR=packs):
        call_command("load_packs")
        edit_record("service", "xx-course", {"fees_description": {"en": "Ten coins."}}, at=MONDAY, by="Piet")
        change(packs, "services.yaml", "Free of charge.", "Twenty coins.")
        call_command("load_packs")

    said = capsys.readouterr().out
    assert "xx 2018.9: loaded (4 new)" in said
    assert "xx-course, fees_description: an editor changed it and the pack did too" in said
    assert "search: 3 records can be found" in said


def test_what_a_pack_no_longer_has_goes(packs: Path) -> None:
    load_packs(packs, at=MONDAY)

    (packs / "xx" / "services.yaml").write_text("")
    load_packs(packs, at=TUESDAY)

    assert not Service.objects.exists()
    assert Organization.objects.exists()


def test_with_its_pack_a_country_goes(packs: Path) -> None:
    load_packs(packs, at=MONDAY)

    (packs / "xx" / "pack.yaml").unlink()
    load_packs(packs, at=TUESDAY)

    assert not Organization.objects.exists()
    assert not Service.objects.exists()


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ("Free.", "free"),
        ("Free of charge.", "free"),
        ("Free for the person; 4.5 million euros from the European Social Fund.", "free"),
        ("Free until 31 August 2023; since 1 September 2023 at most EUR 180.", "depends"),
        ("EUR 200; free for refugees and people with subsidiary protection.", "depends"),
        ("Administrative fee; we did not find the amount.", "paid"),
        ("Support grant up to 2,500 euro in 24 months.", "unknown"),
        ("", "unknown"),
    ],
)
def test_what_something_costs_is_told_only_where_the_source_says_it(told: str, code: str) -> None:
    assert cost_of(told) == code
