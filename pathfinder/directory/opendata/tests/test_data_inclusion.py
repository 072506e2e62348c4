"""The export for systems that speak data·inclusion: valid by their own models, and nothing stretched."""

import json
from typing import Any

import pytest
from data_inclusion.schema.v1 import Service, Structure
from data_inclusion.schema.v1.publics import Public
from data_inclusion.schema.v1.thematiques import Thematique
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pathfinder.directory import models
from pathfinder.directory.opendata import data_inclusion

pytestmark = pytest.mark.usefixtures("everything")


@pytest.fixture
def told(client: Client) -> dict[str, list[dict[str, Any]]]:
    models.Location.objects.filter(key="be-house-ghent").update(changed_at="2020-01-01T00:00:00Z")
    for model in (models.Organization, models.Service):  # their schema wants no day that lies in the future
        model.objects.update(changed_at="2020-01-01T00:00:00Z")
    return json.loads(client.get("/hsds/bulk/data-inclusion.json").getvalue())


def test_every_record_is_valid_by_their_own_models(told: dict[str, list[dict[str, Any]]]) -> None:
    strict = {"context": {"ignore_warnings": False}}

    structures = [Structure.model_validate(one, **strict) for one in told["structures"]]
    services = [Service.model_validate(one, **strict) for one in told["services"]]

    assert {one.id for one in structures} == {"pathfinder--be-house", "pathfinder--be-town", "pathfinder--es-casa"}
    assert {one.structure_id for one in services} <= {one.id for one in structures}


def test_every_field_is_one_that_they_know(told: dict[str, list[dict[str, Any]]]) -> None:
    assert {name for one in told["structures"] for name in one} <= Structure.model_fields.keys()
    assert {name for one in told["services"] for name in one} <= Service.model_fields.keys()


def test_our_words_for_theirs_exist() -> None:
    assert {one for many in data_inclusion.THEMES.values() for one in many} <= {str(one) for one in Thematique}
    assert set(data_inclusion.AUDIENCES.values()) <= {str(one) for one in Public}


def test_what_ended_and_what_has_no_description_is_left_out(told: dict[str, list[dict[str, Any]]]) -> None:
    assert [one["id"] for one in told["services"]] == ["pathfinder--be-recognition"]


def test_a_service_says_how_to_get_it_and_for_whom(told: dict[str, list[dict[str, Any]]]) -> None:
    (service,) = told["services"]

    assert service["modes_mobilisation"] == [
        "envoyer-un-courriel", "se-presenter", "telephoner", "utiliser-lien-mobilisation",
    ]  # fmt: skip
    assert service["publics"] == ["demandeurs-emploi", "personnes-exilees"]
    assert service["mobilisable_par"] == ["usagers"]
    assert (service["frais"], service["date_maj"], service["commune"]) == ("gratuit", "2025-03-01", "Gent")


def test_a_postcode_of_another_form_stands_beside_the_address(told: dict[str, list[dict[str, Any]]]) -> None:
    structure = next(one for one in told["structures"] if one["id"] == "pathfinder--es-casa")

    assert structure["code_postal"] == "38001"
    assert "code_postal" not in told["services"][0]


@pytest.mark.parametrize(
    ("name", "given"), [("A", "A  "), ("Work.", "Work"), ("Work etc.", "Work etc."), ("x" * 200, "x" * 149 + "…")]
)
def test_a_name_has_from_3_to_150_letters_and_no_stop(name: str, given: str) -> None:
    house = models.Organization.objects.get(key="be-house")
    house.name = {"en": name}

    assert data_inclusion.structure(house)["nom"] == given


def test_a_longer_directory_takes_no_more_queries() -> None:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        list(data_inclusion.services())
        list(data_inclusion.structures())

    assert len(queries) < 25
