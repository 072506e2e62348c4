"""Our records in the schema of data·inclusion (version 1), the French standard for offers of social inclusion.

It knows one language, no residence grounds and no sources, so much is lost; what it has no word for is left out, never
stretched. Services that ended are left out too, because it has no status.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from django.db.models import Prefetch

from pathfinder.directory import models as m
from pathfinder.directory.opendata import selection
from pathfinder.directory.opendata.answers import joined
from pathfinder.directory.opendata.hsds.organizations import organization_item
from pathfinder.directory.opendata.hsds.services import service_item
from pathfinder.directory.opendata.hsds.standard import Json
from pathfinder.directory.opendata.selection import in_chunks
from rulebook.dates import parse_partial_date

SOURCE = "pathfinder"
LONGEST_NAME, LONGEST_DESCRIPTION = 150, 10_000
SHORTEST_NAME, SHORTEST_DESCRIPTION = 3, 5

THEMES = {
    "integration_programme": ["difficultes-administratives-ou-juridiques--accompagnement-pour-lacces-a-la-citoyennete"],
    "orientation": ["difficultes-administratives-ou-juridiques--accompagnement-pour-lacces-aux-droits"],
    "counselling": ["difficultes-administratives-ou-juridiques--beneficier-dune-mesure-daccompagnement-adapte"],
    "job_search": ["preparer-sa-candidature--organiser-ses-demarches-de-recherche-demploi"],
    "skills_assessment": ["choisir-un-metier--identifier-ses-points-forts-et-ses-competences"],
    "diploma_recognition": ["preparer-sa-candidature--valoriser-ses-competences"],
    "competence_validation": ["preparer-sa-candidature--valoriser-ses-competences"],
    "vocational_training": ["se-former--trouver-sa-formation"],
    "workplace_learning": ["se-former--trouver-sa-formation"],
    "mentoring": ["preparer-sa-candidature--developper-son-reseau"],
    "self_employment": ["creer-une-entreprise--definir-son-projet-de-creation-dentreprise"],
    "anti_discrimination": [
        "difficultes-administratives-ou-juridiques--connaitre-ses-droits-face-a-une-discrimination"
    ],
    "social_protection": ["difficultes-administratives-ou-juridiques--accompagnement-pour-lacces-aux-droits"],
    "housing": ["logement-hebergement--sinformer-sur-les-demarches-liees-a-lacces-au-logement"],
    "health": ["sante--acces-aux-soins"],
    "childcare": ["famille--garde-denfants"],
    "mobility": ["mobilite--etre-accompagne-dans-son-parcours-mobilite"],
    "legal_aid": ["difficultes-administratives-ou-juridiques--accompagnement-pour-lacces-aux-droits"],
    "digital_tool": ["numerique--acceder-a-des-services-en-ligne"],
}  # no word: learning a language other than French, support and money for employers, diversity
AUDIENCES = {
    "beneficiary_of_protection": "personnes-exilees",
    "applicant": "personnes-exilees",
    "temporary_protection": "personnes-exilees",
    "third_country_national": "personnes-exilees",
    "foreign_language_speaker": "personnes-exilees",
    "jobseeker": "demandeurs-emploi",
    "youth": "jeunes",
    "women": "femmes",
    "entrepreneur": "actifs",
}
FOR_ORGANIZATIONS = {"employer", "service_provider", "mentor"}
# Where only some people pay, it costs money; the text says whom.
COSTS = {"free": "gratuit", "depends": "payant", "paid": "payant"}
MODES = {"on_site": "en-presentiel", "remote": "a-distance"}


def data_inclusion_file() -> Iterator[bytes]:
    """One JSON object with all structures, then all services."""
    yield b'{"structures":['
    yield from joined(structures())
    yield b'],"services":['
    yield from joined(services())
    yield b"]}"


def structures() -> Iterator[Json]:
    for rows in in_chunks(selection.organizations().prefetch_related("phones", "locations__addresses")):
        for row in rows:
            yield structure(row)


def services() -> Iterator[Json]:
    # Joined, not fetched apart: SQLite refuses to look for more than a thousand rows at once that way.
    places = m.ServiceAtLocation.objects.select_related("location").order_by("position", "id").defer("location__loaded")
    beside = ("phones", "organization__phones", "contacts", "schedules")
    of_places = places.prefetch_related("location__addresses", "location__schedules")
    rows = selection.services(full=True).prefetch_related(None).exclude(status="ended")
    for chunk in in_chunks(rows.prefetch_related(*beside, Prefetch("service_at_locations", of_places))):
        for row in chunk:
            if (told := service(row)) is not None:
                yield told


def structure(row: m.Organization) -> Json:
    item = organization_item(row)
    place = next((one for one in row.locations.all() if one.location_type == "physical" and not one.merged_into), None)
    return {
        "source": SOURCE,
        "id": _id(row),
        "nom": _name(item["name"]),
        "date_maj": _date(row),
        **_filled(
            description=_description(item["description"]),
            telephone=_first_phone(row),
            courriel=item.get("email"),
            site_web=item.get("website"),
            **_address(place),
        ),
    }


def service(row: m.Service) -> Json | None:
    """None for a service without a description: the schema wants one, and we have none to make up."""
    item = service_item(row)
    description = _description(item.get("description", ""))
    if not description:
        return None
    stated = [one for one in row.service_at_locations.all() if not one.location.merged_into]
    on_site = [one for one in stated if one.location.location_type == "physical"]
    place = on_site[0].location if on_site else None
    phone = _first_phone(row) or _first_phone(row.organization)
    email = item.get("email") or item["organization"].get("email")
    link = item.get("url")
    modes = {MODES[mode] for mode in row.modes if mode in MODES} | ({"en-presentiel"} if on_site else set())
    ways = _filled(**{
        "telephoner": phone, "envoyer-un-courriel": email, "utiliser-lien-mobilisation": link,
        "se-presenter": _address(place).get("adresse") if on_site and on_site[0].is_stated else None,
    })  # fmt: skip
    return {
        "source": SOURCE,
        "structure_id": _id(row.organization),
        "id": _id(row),
        "nom": _name(item["name"]),
        "description": description,
        "date_maj": _date(row),
        **_filled(
            thematiques=sorted({one for theme in row.themes for one in THEMES.get(theme, ())}),
            frais=COSTS.get(row.cost),
            frais_precisions=item.get("fees_description"),
            publics=sorted({AUDIENCES[one] for one in row.audiences if one in AUDIENCES}),
            publics_precisions=item.get("eligibility_description"),
            telephone=phone,
            courriel=email,
            modes_accueil=sorted(modes),
            lien_mobilisation=link,
            modes_mobilisation=sorted(ways),
            mobilisable_par=_who_may_ask(row.audiences),
            mobilisation_precisions=item.get("application_process"),
            horaires_accueil=_hours(row, place),
            **_address(place),
        ),
    }


def _who_may_ask(audiences: list[str]) -> list[str]:
    """Whom the service is for may ask for it. Of nobody named, nothing is known."""
    people = ["usagers"] if set(audiences) - FOR_ORGANIZATIONS else []
    return (["professionnels"] if set(audiences) & FOR_ORGANIZATIONS else []) + people


def _date(row: Any) -> str:
    """When somebody last looked: the first day that it may have been. Without one, the day the record changed here."""
    try:
        return parse_partial_date(row.checked_on).first.isoformat()
    except ValueError:
        return str(row.changed_at.date().isoformat())


def _address(place: m.Location | None) -> Json:
    address = next(iter(place.addresses.all()), None) if place else None
    if place is None or address is None:
        return {}
    is_french_form = re.fullmatch(r"\d{5}", address.postal_code)
    return _filled(
        commune=address.city,
        code_postal=address.postal_code if is_french_form else "",
        adresse=address.address_1,
        complement_adresse=address.address_2 or ("" if is_french_form else address.postal_code),
        longitude=place.longitude,
        latitude=place.latitude,
    )


def _hours(row: m.Service, place: m.Location | None) -> str:
    schedules = [*row.schedules.all(), *(place.schedules.all() if place else ())]
    return next((one.opening_hours for one in schedules if one.opening_hours), "")


def _first_phone(row: Any) -> str:
    return next((one.number for one in row.phones.all()), "")


def _id(row: Any) -> str:
    return f"{SOURCE}--{row.key}"


def _name(text: str) -> str:
    """From 3 to 150 letters, without a full stop at the end."""
    plain = text if text.endswith("etc.") else text.rstrip(".")
    cut = plain if len(plain) <= LONGEST_NAME else f"{plain[: LONGEST_NAME - 1]}…"
    return cut.ljust(SHORTEST_NAME)


def _description(text: str) -> str:
    if len(text) < SHORTEST_DESCRIPTION:
        return ""
    return text if len(text) <= LONGEST_DESCRIPTION else f"{text[: LONGEST_DESCRIPTION - 1]}…"


def _filled(**members: Any) -> Json:
    return {name: value for name, value in members.items() if value is not None and value not in ("", [])}
