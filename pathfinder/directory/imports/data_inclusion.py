"""The schema of data.inclusion, version 1 (France): structures and services as organizations, places and services.

Their codes are kept as terms of their own taxonomies; where one of ours means the same, the service gets ours too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pathfinder.directory.codes import GROUNDS_OF_AUDIENCE
from pathfinder.directory.imports.told import TERMS, Refused, TermOn, TermTold, Told
from pathfinder.directory.imports.values import external_id

LANGUAGE = "fr"
COUNTRY = "fr"
TAXONOMIES = {  # field of theirs: what its terms say of a record
    "thematiques": "theme", "publics": "audience", "type": "type", "modes_accueil": "mode",
    "modes_mobilisation": "how_to_apply", "mobilisable_par": "who_may_apply", "reseaux_porteurs": "network",
}  # fmt: skip
# The beginning of their theme, the longest first, and ours
THEMES = (
    ("choisir-un-metier--identifier-ses-points-forts", "skills_assessment"), ("choisir-un-metier", "counselling"),
    ("creer-une-entreprise", "self_employment"),
    ("difficultes-administratives-ou-juridiques--connaitre-ses-droits-face-a-une-discrimination", "anti_discrimination"),
    ("difficultes-administratives-ou-juridiques", "legal_aid"), ("difficultes-financieres", "social_protection"),
    ("famille--garde-denfants", "childcare"), ("lecture-ecriture-calcul--maitriser-le-francais", "language"),
    ("logement-hebergement", "housing"), ("mobilite", "mobility"), ("preparer-sa-candidature", "job_search"),
    ("sante", "health"), ("se-former", "vocational_training"), ("trouver-un-emploi", "job_search"),
)  # fmt: skip
AUDIENCES = {
    "demandeurs-emploi": ("jobseeker",), "femmes": ("women",), "jeunes": ("youth",),
    "personnes-exilees": ("beneficiary_of_protection", "applicant", "third_country_national"),
}  # fmt: skip
COSTS = {"gratuit": "free", "payant": "paid"}
MODES = {"a-distance": "remote", "en-presentiel": "on_site"}
SECTIONS = {"structures": "structure", "services": "service"}


class DataInclusionConverter:
    """Objects of one file, in the order they come."""

    def __init__(self) -> None:
        self.terms: list[TermTold] = []  # of the objects since somebody last took them away

    def records(self, section: str, value: Any, where: str) -> Iterator[Told]:
        """Raises Refused when the object is neither a structure nor a service."""
        if not isinstance(value, Mapping):
            raise Refused("expected an object with named values, such as {“id”: …, “nom”: …}")
        kind = SECTIONS.get(section) or ("service" if "structure_id" in value or "structure" in value else "structure")
        yield from self._service(value, where) if kind == "service" else self._structure(value, where)

    def _structure(self, value: Mapping[str, Any], where: str, *, is_aside: bool = False) -> Iterator[Told]:
        key = external_id(value.get("id"))
        raw: dict[str, Any] = {
            **self._common(value),
            "website": value.get("site_web") or value.get("lien_source"),
            "email": value.get("courriel"),
            "phones": _phones(value),
        }
        if value.get("siret"):
            raw["organization_identifiers"] = [
                {"identifier_scheme": "FR-SIRET", "identifier_type": "SIRET", "identifier": value["siret"]}
            ]
        self._put(raw, value, ("reseaux_porteurs",))
        yield Told("organization", key, raw, where, is_aside)
        if place := self._place(value, key):
            yield Told("location", key, place, where, is_aside)

    def _service(self, value: Mapping[str, Any], where: str) -> Iterator[Told]:
        key = external_id(value.get("id"))
        structure = value.get("structure")
        if isinstance(structure, Mapping):
            yield from self._structure(structure, where, is_aside=True)
        owner = value.get("structure_id") or (structure.get("id") if isinstance(structure, Mapping) else None)
        if not owner:
            raise Refused("it names no structure (structure_id)")
        audiences = [ours for code in _list(value.get("publics")) for ours in AUDIENCES.get(code, ())]
        modes = [MODES[code] for code in _list(value.get("modes_accueil")) if code in MODES]
        raw: dict[str, Any] = {
            **self._common(value),
            "organization": owner,
            "url": value.get("lien_mobilisation") or value.get("lien_source"),
            "email": value.get("courriel"),
            "phones": _phones(value),
            "contacts": [{"name": value["contact_nom_prenom"]}] if value.get("contact_nom_prenom") else [],
            "fees_description": value.get("frais_precisions"),
            "cost": COSTS.get(str(value.get("frais")), "unknown"),
            "eligibility_description": _joined(value.get("conditions_acces"), value.get("publics_precisions")),
            "application_process": _list(value.get("mobilisation_precisions")),
            "duration": _duration(value),
            "themes": list(dict.fromkeys(ours for code in _list(value.get("thematiques")) if (ours := _theme(code)))),
            "audiences": audiences,
            "residence_grounds": sorted({g for audience in audiences for g in GROUNDS_OF_AUDIENCE.get(audience, ())}),
            "modes": modes,
            "service_areas": [
                {"name": "France" if code in ("france", "99100") else code, "extent_type": "text"}
                for code in _list(value.get("zone_eligibilite"))
            ],
            "schedules": _schedules(value),
            "status": "active",
        }
        self._put(raw, value, [name for name in TAXONOMIES if name != "reseaux_porteurs"])
        if place := self._place(value, str(owner)):
            yield Told("location", key, place, where, is_aside=True)
            raw["service_at_locations"] = [{"location": key}]
        elif modes != ["remote"]:
            # Without an address of its own it is given where the structure is, as their schema says.
            raw["service_at_locations"] = [{"location": owner, "is_stated": False}]
        yield Told("service", key, raw, where)

    def _common(self, value: Mapping[str, Any]) -> dict[str, Any]:
        return {
            "country": COUNTRY,
            "name": value.get("nom"),
            "description": value.get("description"),
            "checked_on": value.get("date_maj"),
            "checked_by": value.get("source"),
        }

    def _place(self, value: Mapping[str, Any], owner: str) -> dict[str, Any] | None:
        if not any(value.get(name) for name in ("adresse", "commune", "code_postal", "latitude")):
            return None
        return {
            "country": COUNTRY,
            "name": value.get("nom"),
            "organization": owner,
            "location_type": "physical",
            "latitude": value.get("latitude"),
            "longitude": value.get("longitude"),
            "addresses": [
                {
                    "address_1": value.get("adresse"),
                    "address_2": value.get("complement_adresse"),
                    "city": value.get("commune"),
                    "postal_code": value.get("code_postal"),
                    "country": COUNTRY,
                    "address_type": "physical",
                }
            ],
            "external_identifier": value.get("code_insee"),
            "external_identifier_type": "INSEE" if value.get("code_insee") else None,
            "schedules": _schedules(value) if "structure_id" not in value else [],
            "accessibility": [{"url": value["accessibilite_lieu"]}] if value.get("accessibilite_lieu") else [],
            "checked_on": value.get("date_maj"),
        }

    def _put(self, raw: dict[str, Any], value: Mapping[str, Any], names: Any) -> None:
        """Their codes as terms on the record."""
        terms = []
        for name in names:
            for code in _list(value.get(name)):
                told = TermTold(
                    id=f"{name}#{code}", taxonomy=f"data.inclusion {name}", code=code, name=_in_words(code),
                    language=LANGUAGE, taxonomy_description=f"data.inclusion v1, {name}",
                )  # fmt: skip
                self.terms.append(told)
                terms.append(TermOn(told.id, TAXONOMIES[name]))
        if terms:
            raw[TERMS] = terms


def is_container(value: Any) -> bool:
    """Whether an object holds lists of structures or services, and is none itself."""
    return (
        isinstance(value, Mapping) and "nom" not in value and any(isinstance(inner, list) for inner in value.values())
    )


def _theme(code: str) -> str:
    return next((ours for beginning, ours in THEMES if code.startswith(beginning)), "")


def _in_words(code: str) -> str:
    return code.rpartition("--")[2].replace("-", " ").capitalize()


def _list(value: Any) -> list[str]:
    if value is None or value == "":
        return []
    return [str(item) for item in value] if isinstance(value, list) else [str(value)]


def _phones(value: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [{"number": value["telephone"]}] if value.get("telephone") else []


def _schedules(value: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [{"opening_hours": value["horaires_accueil"]}] if value.get("horaires_accueil") else []


def _joined(*texts: Any) -> str | None:
    told = [str(text) for text in texts if text]
    return "\n\n".join(told) or None


def _duration(value: Mapping[str, Any]) -> str | None:
    """In the language of the file, as everything else of it."""
    weeks, hours = value.get("nombre_semaines"), value.get("volume_horaire_hebdomadaire")
    told = [f"{weeks} semaines"] if weeks else []
    return ", ".join([*told, f"{hours} heures par semaine"] if hours else told) or None
