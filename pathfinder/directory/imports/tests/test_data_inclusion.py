"""Structures and services of data.inclusion become organizations, places and services."""

from pathlib import Path
from typing import Any

import pytest

from pathfinder.directory.documents import document_of, with_parts
from pathfinder.directory.imports.tests.importing import TUESDAY, file_of, take
from pathfinder.directory.models import Attribute, Location, Organization, Service

pytestmark = pytest.mark.django_db

STRUCTURE: dict[str, Any] = {
    "source": "dora",
    "id": "dora--42",
    "nom": "Maison ouverte",
    "date_maj": "2026-02-14",
    "description": "Aide à trouver du travail.",
    "siret": "13003013300016",
    "commune": "Paris",
    "code_postal": "75001",
    "code_insee": "75056",
    "adresse": "1 rue de l’Exemple",
    "longitude": 2.35,
    "latitude": 48.86,
    "telephone": "+33100000000",
    "courriel": "accueil@maison.example",
    "site_web": "https://maison.example/",
    "horaires_accueil": "Mo-Fr 08:30-12:30; PH off",
    "accessibilite_lieu": "https://access.example/1",
    "reseaux_porteurs": ["mission-locale"],
}
SERVICE: dict[str, Any] = {
    "source": "dora",
    "structure_id": "dora--42",
    "id": "dora--42",
    "nom": "Atelier de français",
    "description": "Apprendre à parler, deux fois par semaine.",
    "date_maj": "2026-03-01",
    "type": "atelier",
    "thematiques": ["lecture-ecriture-calcul--maitriser-le-francais", "numerique--acceder-a-des-services-en-ligne"],
    "frais": "payant",
    "frais_precisions": "10 € par an",
    "publics": ["femmes", "personnes-exilees"],
    "conditions_acces": "Habiter à Paris",
    "modes_accueil": ["en-presentiel"],
    "zone_eligibilite": ["75056", "france"],
    "modes_mobilisation": ["telephoner"],
    "mobilisable_par": ["usagers"],
    "mobilisation_precisions": "Appeler le matin.",
    "nombre_semaines": 3,
    "volume_horaire_hebdomadaire": 15,
    "contact_nom_prenom": "Amina",
}


def whole(rows: Any) -> dict[str, Any]:
    return document_of(with_parts(rows).get())


def test_a_service_gets_our_codes_where_they_mean_the_same(tmp_path: Path) -> None:
    imported = take(file_of(tmp_path, {"structures": [STRUCTURE], "services": [SERVICE]}))

    assert (imported.refused, imported.notes, imported.report.format) == ([], [], "data-inclusion")
    assert whole(Service.objects.all()) == {
        "country": "fr",
        "organization": "open-help-dora-42",
        "name": {"fr": "Atelier de français"},
        "description": {"fr": "Apprendre à parler, deux fois par semaine."},
        "fees_description": {"fr": "10 € par an"},
        "cost": "paid",
        "eligibility_description": {"fr": "Habiter à Paris"},
        "application_process": [{"fr": "Appeler le matin."}],
        "duration": {"fr": "3 semaines, 15 heures par semaine"},
        "themes": ["language"],
        "audiences": ["women", "beneficiary_of_protection", "applicant", "third_country_national"],
        "residence_grounds": [
            "applicant", "family", "humanitarian", "long_term_resident", "other", "refugee", "student",
            "subsidiary_protection", "temporary_protection", "worker",
        ],
        "modes": ["on_site"],
        "contacts": [{"name": "Amina"}],
        "service_areas": [{"name": "75056", "extent_type": "text"}, {"name": "France", "extent_type": "text"}],
        "checked_on": "2026-03-01",
        "checked_by": "dora",
        "service_at_locations": [{"location": "open-help-dora-42-location", "is_stated": False}],
    }  # fmt: skip


def test_a_structure_is_an_organization_with_a_place(tmp_path: Path) -> None:
    take(file_of(tmp_path, [STRUCTURE]))

    organization, place = whole(Organization.objects.all()), whole(Location.objects.all())
    assert organization["organization_identifiers"] == [
        {"identifier_scheme": "FR-SIRET", "identifier_type": "SIRET", "identifier": "13003013300016"}
    ]
    assert place["schedules"] == [{"opening_hours": "Mo-Fr 08:30-12:30; PH off"}]
    assert place["addresses"] == [
        {"address_1": "1 rue de l’Exemple", "city": "Paris", "postal_code": "75001", "country": "FR"}
    ]
    assert (place["latitude"], place["organization"]) == (48.86, "open-help-dora-42")


def test_their_codes_are_kept_as_terms_of_their_own_taxonomies(tmp_path: Path) -> None:
    take(file_of(tmp_path, {"structures": [STRUCTURE], "services": [SERVICE]}))

    kept = {(row.link_type, row.taxonomy_term.code) for row in Attribute.objects.all()}
    assert {
        ("theme", "numerique--acceder-a-des-services-en-ligne"), ("audience", "femmes"), ("type", "atelier"),
        ("mode", "en-presentiel"), ("how_to_apply", "telephoner"), ("network", "mission-locale"),
    } <= kept  # fmt: skip


def test_a_service_with_an_address_of_its_own_has_a_place_of_its_own(tmp_path: Path) -> None:
    service = {**SERVICE, "id": "dora--7", "adresse": "2 rue de l’Exemple", "commune": "Lyon", "code_postal": "69001"}

    take(file_of(tmp_path, {"structures": [STRUCTURE], "services": [service]}))

    assert whole(Service.objects.all())["service_at_locations"] == [{"location": "open-help-dora-7"}]


def test_a_service_given_only_at_a_distance_has_no_place(tmp_path: Path) -> None:
    service = {**SERVICE, "modes_accueil": ["a-distance"]}

    take(file_of(tmp_path, {"structures": [STRUCTURE], "services": [service]}))

    assert "service_at_locations" not in whole(Service.objects.all())


@pytest.mark.parametrize(
    "content",
    [
        [STRUCTURE, SERVICE],
        {"items": [{**SERVICE, "structure": STRUCTURE}], "total": 1},
        {"services": [SERVICE], "structures": [STRUCTURE]},
    ],
    ids=["one list", "a page of the API", "services first"],
)
def test_the_schema_is_recognised_however_it_comes(tmp_path: Path, content: Any) -> None:
    imported = take(file_of(tmp_path, content))

    assert (imported.refused, imported.counts("service")) == ([], (1, 0, 0))


def test_a_folder_with_both_files_is_one_import(tmp_path: Path) -> None:
    folder = tmp_path / "export"
    folder.mkdir()
    file_of(folder, [SERVICE], "services.json")
    file_of(folder, [STRUCTURE, {"id": "x"}], "structures.json")

    imported = take(folder)

    assert imported.refused == ["structures.json, record 2 (line 1), organization x: it has no name"]
    assert imported.counts("service") == (1, 0, 0)


def test_services_find_structures_of_an_earlier_import(tmp_path: Path) -> None:
    take(file_of(tmp_path, [STRUCTURE]))

    imported = take(file_of(tmp_path, [SERVICE]), at=TUESDAY)

    assert imported.refused == []
    assert imported.counts("service") == (1, 0, 0)


def test_a_service_without_its_structure_is_refused(tmp_path: Path) -> None:
    imported = take(file_of(tmp_path, [SERVICE]))

    assert imported.refused == [
        "record 1 (line 1), service dora--42: its organization dora--42 is missing: it is not in the file, or was refused"
    ]


def test_the_same_again_changes_nothing(tmp_path: Path) -> None:
    path = file_of(tmp_path, {"structures": [STRUCTURE], "services": [SERVICE]})
    take(path)

    again = take(path, at=TUESDAY)

    assert again.report.changes == 0
    assert again.counts("service") == (0, 0, 1)
