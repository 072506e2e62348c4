"""The codes of the directory as taxonomies with terms, whose ids are the same in every installation.

Records carry codes, not rows of a taxonomy: here the two meet. What other systems say with taxonomies of their own lies
in the tables `Taxonomy`, `TaxonomyTerm` and `Attribute`.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, reduce
from operator import or_
from typing import Any

from django.conf import settings
from django.db.models import Model, Q, TextField
from django.db.models.functions import Cast
from django.utils.translation import gettext, override

from pathfinder.directory.codes import AUDIENCES, CONFIDENCES, COSTS, GROUNDS, MODES, ORGANIZATION_KINDS, THEMES
from pathfinder.directory.models import Location, Organization, Program, Service
from pathfinder.directory.models.records import uuid_of

VERSION = "1.0"
UNSAID = {"unknown"}  # a code that says nothing is no term


@dataclass(frozen=True)
class OurTaxonomy:
    """One list of codes, and the field of our records that holds them."""

    key: str
    name: str
    description: str
    link_type: str  # what a term of it says about a record, in HSDS's `attribute.link_type`
    codes: Mapping[str, str]  # code to its English name
    field: str
    models: tuple[type[Model], ...]
    is_list: bool = False

    @property
    def id(self) -> uuid.UUID:
        return uuid_of(f"taxonomy:{self.key}")

    def term_id(self, code: str) -> uuid.UUID:
        return uuid_of(f"taxonomy:{self.key}:{code}")

    def codes_of(self, row: Model) -> list[str]:
        """The codes that a record carries; those we do not know say nothing to others either."""
        if not isinstance(row, self.models):
            return []
        value: Any = getattr(row, self.field)
        return [code for code in (value if self.is_list else [value]) if code in self.codes]


@dataclass(frozen=True)
class OurTerm:
    id: uuid.UUID
    taxonomy: OurTaxonomy
    code: str
    names: Mapping[str, str]  # language of the interface to the name


def _said(codes: Mapping[str, str]) -> dict[str, str]:
    return {code: name for code, name in codes.items() if code not in UNSAID}


RECORDS = (Organization, Program, Service, Location)
THEMES_OF_SERVICES = OurTaxonomy(
    "themes", "Themes", "What a service is about.", "theme", _said(THEMES), "themes", (Service,), True
)
OUR_TAXONOMIES = (
    THEMES_OF_SERVICES,
    OurTaxonomy(
        "audiences", "Audiences", "For whom a service is meant.", "audience", _said(AUDIENCES), "audiences", (Service,), True
    ),
    OurTaxonomy(
        "residence-grounds", "Residence grounds",
        "On what a person’s stay in the country rests, for services that depend on it.",
        "eligibility", _said(GROUNDS), "residence_grounds", (Service,), True,
    ),
    OurTaxonomy("costs", "Costs", "Whether a service costs money.", "cost", _said(COSTS), "cost", (Service,)),
    OurTaxonomy("modes", "Modes", "How a service is given.", "mode", _said(MODES), "modes", (Service,), True),
    OurTaxonomy(
        "organization-kinds", "Kinds of organization", "What kind of body an organization is.", "organization_kind",
        _said(ORGANIZATION_KINDS), "organization_kind", (Organization,),
    ),
    OurTaxonomy(
        "confidences", "Confidence", "How sure the editors are of what a record says.", "confidence", _said(CONFIDENCES),
        "confidence", RECORDS,
    ),
)  # fmt: skip


@cache
def our_taxonomies() -> dict[uuid.UUID, OurTaxonomy]:
    return {taxonomy.id: taxonomy for taxonomy in OUR_TAXONOMIES}


@cache
def our_terms() -> dict[uuid.UUID, OurTerm]:
    """All terms by id, taxonomy after taxonomy. The names are those of the interface, in each of its languages."""
    names: dict[str, dict[str, str]] = {}
    for language, _ in settings.LANGUAGES:
        with override(language):
            for taxonomy in OUR_TAXONOMIES:
                for english in taxonomy.codes.values():
                    told = gettext(english)
                    if language == "en" or told != english:
                        names.setdefault(english, {})[language] = told
    terms = [
        OurTerm(taxonomy.term_id(code), taxonomy, code, names[english])
        for taxonomy in OUR_TAXONOMIES
        for code, english in taxonomy.codes.items()
    ]
    return {term.id: term for term in terms}


def terms_on(row: Model) -> Iterator[OurTerm]:
    """The terms that a record carries through its own fields."""
    for taxonomy in OUR_TAXONOMIES:
        for code in taxonomy.codes_of(row):
            yield our_terms()[taxonomy.term_id(code)]


def narrowed_to_term(rows: Any, term: OurTerm) -> Any:
    """Only the rows that carry a term through their own fields; none for a model that never does."""
    return _carrying(rows, term.taxonomy, [term.code])


def narrowed_to_taxonomy(rows: Any, taxonomy: OurTaxonomy) -> Any:
    """Only the rows that carry any term of a taxonomy through their own fields."""
    return _carrying(rows, taxonomy, list(taxonomy.codes))


def _carrying(rows: Any, taxonomy: OurTaxonomy, codes: list[str]) -> Any:
    if rows.model not in taxonomy.models:
        return rows.none()
    if not taxonomy.is_list:
        return rows.filter(**{f"{taxonomy.field}__in": codes})
    # SQLite cannot look inside a JSON list; it and PostgreSQL both write one of words as ["a", "b"].
    as_text = f"{taxonomy.field}_as_text"
    conditions = [Q(**{f"{as_text}__contains": f'"{code}"'}) for code in codes]
    return rows.alias(**{as_text: Cast(taxonomy.field, TextField())}).filter(reduce(or_, conditions))
