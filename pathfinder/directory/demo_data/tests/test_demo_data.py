"""A large made-up directory: believable, marked, the same for the same seed, and gone again when asked."""

import datetime as dt
import itertools
import subprocess
import sys

import pytest
from django.conf import settings
from django.test import override_settings

from pathfinder.cli import main
from pathfinder.directory.codes import AUDIENCES, THEMES
from pathfinder.directory.demo_data.actions import make_demo_data, remove_demo_data
from pathfinder.directory.demo_data.made_up import SERVICES_EACH, organizations
from pathfinder.directory.imports.checking import Door
from pathfinder.directory.imports.told import Told
from pathfinder.directory.models import Change, Location, Metadata, Organization, Phone, Service
from pathfinder.directory.tests.records import small_directory
from rulebook.load import countries_with_a_pack

NOW = dt.datetime(2026, 11, 25, 12, tzinfo=dt.UTC)
FEW = 9 * SERVICES_EACH  # one organization in each country


def make(services: int = FEW, seed: int = 1):
    return make_demo_data(services, seed, at=NOW, progress=lambda *_: None)


@pytest.mark.django_db
def test_every_country_has_services_organizations_and_places():
    make()

    countries = set(countries_with_a_pack(settings.PACKS_DIR))
    assert Service.objects.count() == FEW
    assert {row.country for row in Service.objects.all()} == countries
    assert {row.country for row in Organization.objects.all()} == countries
    assert {row.country for row in Location.objects.all()} == countries


@pytest.mark.django_db
def test_every_record_is_marked_as_made_up_and_says_so():
    make()

    rows = [*Service.objects.all(), *Organization.objects.all(), *Location.objects.all()]
    assert all(row.is_synthetic and row.origin == "demo" and row.key.startswith("demo-") for row in rows)
    assert all("Made up for trials" in row.notes[0]["en"] for row in rows)


@pytest.mark.django_db
def test_numbers_are_only_those_kept_for_film_and_stage():
    make(FEW * 3)

    numbers = set(Phone.objects.values_list("number", flat=True))
    assert numbers
    assert all(number.startswith(("+44 1632 960", "+353 20 91")) for number in numbers)


@pytest.mark.django_db
def test_the_same_seed_again_changes_nothing_and_another_does():
    made = make()

    again, other = make(), make(seed=2)

    assert again.unchanged == made.created
    assert other.changed > 0


@pytest.mark.django_db
def test_removing_takes_every_trace_and_nothing_else():
    small_directory()
    before = {model: list(model.objects.values()) for model in (Service, Organization, Location, Phone, Metadata)}
    make()

    removed = remove_demo_data(at=NOW, progress=lambda *_: None)

    assert removed > FEW
    assert {model: list(model.objects.values()) for model in before} == before
    assert Change.objects.latest("id").key == Change.ALL


@pytest.mark.django_db
def test_removing_nothing_is_fine():
    assert remove_demo_data(at=NOW, progress=lambda *_: None) == 0


def test_what_is_made_up_passes_the_door_of_an_import():
    door = Door("en")
    told = [
        Told(kind, key, dict(document), "here")
        for made in organizations(FEW, 1)
        for kind, records in (
            ("organization", [made.organization]),
            ("location", made.locations),
            ("service", made.services),
        )
        for key, document in records
    ]

    notes = [note for one in told if door.document(one) for note in one.notes]

    assert notes == []


def test_it_speaks_of_all_themes_and_most_audiences_in_the_languages_of_the_countries():
    services = [document for made in organizations(200 * SERVICES_EACH, 1) for _key, document in made.services]

    languages = {code for document in services for code in document["name"]}
    assert {theme for document in services for theme in document["themes"]} == set(THEMES)
    assert len({audience for document in services for audience in document["audiences"]}) > len(AUDIENCES) / 2
    assert languages >= {"en", "nl", "fr", "de", "es", "it", "hu", "sk", "sl", "ar", "uk"}
    assert all("en" in document["name"] for document in services)


def test_it_is_the_same_in_another_process():
    program = (
        "import os; os.environ['DJANGO_SETTINGS_MODULE'] = 'config.settings'\n"
        "import django; django.setup()\n"
        "from pathfinder.directory.demo_data.made_up import organizations\n"
        f"print(list(organizations({FEW}, 3)))"
    )

    said = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout

    assert said.strip() == str(list(organizations(FEW, 3)))


def test_more_of_them_begin_with_the_same():
    few, many = list(organizations(FEW, 1)), organizations(FEW * 2, 1)

    assert list(itertools.islice(many, len(few))) == few


@pytest.mark.django_db
def test_at_the_terminal_it_is_made_and_removed(capsys):
    small_directory()

    made = main(["demo-data", "--services", "10"])
    said = capsys.readouterr()
    removed = main(["demo-data", "--remove"])

    assert (made, removed) == (0, 0)
    assert "also holds" in said.err
    assert "Made up: 1" in said.out
    assert not Service.objects.filter(origin="demo").exists()


@pytest.mark.django_db
@override_settings(HTTPS=True)
def test_a_public_site_is_asked_first(capsys):
    assert main(["demo-data", "--services", "8"]) == 2
    assert "This site is public" in capsys.readouterr().err
    assert main(["demo-data", "--services", "8", "--yes"]) == 0


@pytest.mark.parametrize("services", ["0", "-5", "2000001"])
def test_an_impossible_number_is_refused(services, capsys):
    assert main(["demo-data", "--services", services]) == 2
    assert "expected a number from 1" in capsys.readouterr().err
