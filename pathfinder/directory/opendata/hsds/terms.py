"""The terms that records carry, and the taxonomies that these are from: ours, and those of other systems."""

from __future__ import annotations

import uuid

from django.db.models import Model

from pathfinder.directory import models as m
from pathfinder.directory.opendata.classifications import (
    VERSION as OUR_TAXONOMIES_VERSION,
    OurTaxonomy,
    OurTerm,
    terms_on,
)
from pathfinder.directory.opendata.hsds.around import Around
from pathfinder.directory.opendata.hsds.own_profile import ours, texts_of
from pathfinder.directory.opendata.hsds.standard import Json, as_id, as_url, filled, words
from pathfinder.languages.localized_text import localized


def attributes(row: Model, around: Around) -> list[Json]:
    """The terms that a record carries: ours, from its own fields, then those that other systems have put on it."""
    return our_attributes(row) + _of_others(row, around)


def our_attributes(row: Model) -> list[Json]:
    return [
        {
            "id": str(uuid.uuid5(row.pk, f"attribute:{term.taxonomy.key}:{term.code}")),
            "link_id": str(row.pk),
            "taxonomy_term_id": str(term.id),
            "link_type": term.taxonomy.link_type,
            "link_entity": row.kind,
            "taxonomy_term": our_term(term, with_taxonomy=False),
        }
        for term in terms_on(row)
    ]


def _of_others(row: Model, around: Around) -> list[Json]:
    return [attribute(one) for one in around.attributes.get(row.pk, ())]


def terms_of_others(row: Model, around: Around) -> Json:
    """The terms that another system has put on a part of a record."""
    return filled(attributes=_of_others(row, around))


def attribute(row: m.Attribute) -> Json:
    return {
        "id": str(row.id),
        "link_id": str(row.link_id),
        "taxonomy_term_id": str(row.taxonomy_term_id),
        **filled(link_type=row.link_type, link_entity=row.link_entity, value=row.value),
        "taxonomy_term": taxonomy_term(row.taxonomy_term, with_taxonomy=False),
    }


# taxonomies and their terms


def our_taxonomy(of: OurTaxonomy) -> Json:
    return {"id": str(of.id), "name": of.name, "description": of.description, "version": OUR_TAXONOMIES_VERSION}


def taxonomy(row: m.Taxonomy) -> Json:
    return {
        "id": str(row.id),
        "name": row.name,
        "description": row.description,
        **filled(uri=as_url(row.uri), version=row.version),
    }


def our_term(term: OurTerm, *, with_taxonomy: bool = True) -> Json:
    of = term.taxonomy
    texts = {"name": dict(term.names)} if len(term.names) > 1 else {}
    return {
        "id": str(term.id),
        "code": term.code,
        "name": term.names["en"],
        "description": f"{of.name}: {term.names['en']}",
        "taxonomy": of.name,
        "taxonomy_id": str(of.id),
        "language": "en",
        **filled(taxonomy_detail=our_taxonomy(of) if with_taxonomy else None),
        **(ours(texts=texts) if with_taxonomy else {}),
    }


def taxonomy_term(row: m.TaxonomyTerm, *, with_taxonomy: bool = True) -> Json:
    name = localized(row.name, "en")
    return {
        "id": str(row.id),
        "code": row.code,
        "name": name.words or row.code,
        "description": words(row.description) or name.words or row.code,
        **filled(
            parent_id=as_id(row.parent_id),
            taxonomy=row.taxonomy.name,
            taxonomy_id=as_id(row.taxonomy_id),
            language=name.language if name.words else "",
            term_uri=as_url(row.term_uri),
            taxonomy_detail=taxonomy(row.taxonomy) if with_taxonomy else None,
        ),
        **(ours(texts=texts_of(row, "name", "description")) if with_taxonomy else {}),
    }
