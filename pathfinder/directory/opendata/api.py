"""The eleven routes of HSDS 3.0, with POST on the five lists as in 3.1. Each reads what is asked, selects, and tells."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from pathfinder.directory import models as m
from pathfinder.directory.opendata import parameters, selection
from pathfinder.directory.opendata.answers import Mapper, list_answer, object_answer, one_page_answer
from pathfinder.directory.opendata.classifications import OurTaxonomy, OurTerm, our_taxonomies, our_terms
from pathfinder.directory.opendata.door import open_to_all
from pathfinder.directory.opendata.hsds import terms
from pathfinder.directory.opendata.hsds.organizations import organization_item
from pathfinder.directory.opendata.hsds.services import place_of_service_item, service_item, service_mark
from pathfinder.directory.opendata.hsds.standard import VERSION, Json
from pathfinder.directory.opendata.openapi import description
from pathfinder.directory.opendata.parameters import asked_of, read_id
from pathfinder.directory.opendata.problems import refusal
from pathfinder.directory.opendata.whole import (
    organizations_with_services,
    whole_organizations,
    whole_services,
    whole_services_at_locations,
)


@open_to_all("GET")
def about(request: HttpRequest) -> HttpResponseBase:
    asked_of(request, ())
    return object_answer(
        {
            "version": VERSION,
            "profile": request.build_absolute_uri(reverse("opendata:profile")),
            "openapi_url": request.build_absolute_uri(reverse("opendata:openapi")),
        }
    )


@open_to_all("GET")
def openapi(request: HttpRequest) -> HttpResponseBase:
    asked_of(request, ())
    return object_answer(description(request.build_absolute_uri("/").rstrip("/")))


@open_to_all("GET")
def nothing(request: HttpRequest, path: str) -> HttpResponseBase:
    raise Http404


# services


@open_to_all("GET", "POST")
def services(request: HttpRequest) -> HttpResponseBase:
    asked = asked_of(request, parameters.OF_SERVICES)
    selected = selection.selected_services(asked)
    if not asked.get("minimal"):
        return list_answer(selected, asked, _today(whole_services) if asked.get("full") else _service_items)
    if {"page", "per_page", "format"} & asked.keys():
        return list_answer(selected, asked, _service_marks)
    return one_page_answer(selected.count(), (mark for rows in selected.chunks() for mark in _service_marks(rows)))


def _service_items(rows: Sequence[m.Service]) -> Iterable[Json]:
    return map(service_item, rows)


def _service_marks(rows: Sequence[m.Service]) -> Iterable[Json]:
    return map(service_mark, rows)


@open_to_all("GET")
def service(request: HttpRequest, identifier: str) -> HttpResponseBase:
    asked_of(request, parameters.OF_ONE)
    row = _one(selection.services(full=True), m.Service, identifier, "services")
    return object_answer(next(whole_services([row], timezone.localdate())))


# organizations


@open_to_all("GET", "POST")
def organizations(request: HttpRequest) -> HttpResponseBase:
    asked = asked_of(request, parameters.OF_ORGANIZATIONS)
    selected = selection.selected_organizations(asked)
    if asked.get("full_service"):
        return list_answer(selected, asked, _today(organizations_with_services))
    return list_answer(selected, asked, _today(whole_organizations) if asked.get("full") else _organization_items)


def _organization_items(rows: Sequence[m.Organization]) -> Iterable[Json]:
    return map(organization_item, rows)


@open_to_all("GET")
def organization(request: HttpRequest, identifier: str) -> HttpResponseBase:
    asked = asked_of(request, parameters.OF_ONE_ORGANIZATION)
    with_services = asked.get("full_service", False)
    rows = selection.organizations(full=True, full_service=with_services)
    row = _one(rows, m.Organization, identifier, "organizations")
    told = organizations_with_services if with_services else whole_organizations
    return object_answer(next(told([row], timezone.localdate())))


# services at locations


@open_to_all("GET", "POST")
def service_at_locations(request: HttpRequest) -> HttpResponseBase:
    asked = asked_of(request, parameters.OF_SERVICE_AT_LOCATIONS)
    selected = selection.selected_services_at_locations(asked)
    return list_answer(selected, asked, _today(whole_services_at_locations) if asked.get("full") else _place_items)


def _place_items(rows: Sequence[m.ServiceAtLocation]) -> Iterable[Json]:
    return map(place_of_service_item, rows)


@open_to_all("GET")
def service_at_location(request: HttpRequest, identifier: str) -> HttpResponseBase:
    asked_of(request, parameters.OF_ONE)
    rows = selection.services_at_locations(full=True)
    row = _one(rows, m.ServiceAtLocation, identifier, "service_at_locations")
    return object_answer(next(whole_services_at_locations([row], timezone.localdate())))


# taxonomies and their terms


@open_to_all("GET", "POST")
def taxonomies(request: HttpRequest) -> HttpResponseBase:
    asked = asked_of(request, parameters.OF_TAXONOMIES)
    return list_answer(selection.selected_taxonomies(asked), asked, lambda rows: map(_taxonomy, rows))


@open_to_all("GET")
def taxonomy(request: HttpRequest, identifier: str) -> HttpResponseBase:
    asked_of(request, parameters.OF_ONE)
    ours = our_taxonomies().get(_id(identifier))
    return object_answer(_taxonomy(ours or _one(m.Taxonomy.objects, m.Taxonomy, identifier, "taxonomies")))


def _taxonomy(one: OurTaxonomy | m.Taxonomy) -> Json:
    return terms.our_taxonomy(one) if isinstance(one, OurTaxonomy) else terms.taxonomy(one)


@open_to_all("GET", "POST")
def taxonomy_terms(request: HttpRequest) -> HttpResponseBase:
    asked = asked_of(request, parameters.OF_TAXONOMY_TERMS)
    return list_answer(selection.selected_taxonomy_terms(asked), asked, lambda rows: map(_term, rows))


@open_to_all("GET")
def taxonomy_term(request: HttpRequest, identifier: str) -> HttpResponseBase:
    asked_of(request, parameters.OF_ONE)
    ours = our_terms().get(_id(identifier))
    rows = m.TaxonomyTerm.objects.select_related("taxonomy")
    return object_answer(_term(ours or _one(rows, m.TaxonomyTerm, identifier, "taxonomy_terms")))


def _term(one: OurTerm | m.TaxonomyTerm) -> Json:
    return terms.our_term(one) if isinstance(one, OurTerm) else terms.taxonomy_term(one)


def _today(told: Callable[[Sequence[Any], dt.date], Iterable[Json]]) -> Mapper:
    """Whole objects as they are today: opening hours depend on it."""
    return lambda rows: told(rows, timezone.localdate())


# one object by its id


def _id(identifier: str) -> Any:
    try:
        return read_id(identifier)
    except ValueError:
        raise refusal(
            400, "the last part of the address", f"“{identifier[:60]}” is not an id.", f"{parameters.ID.expected}.",
            "Take an id from a list of this API.",
        ) from None  # fmt: skip


def _one(rows: Any, model: type[Any], identifier: str, route: str) -> Any:
    """The row with this id, or a refusal that says where to look; a duplicate says which record replaced it."""
    wanted = _id(identifier)
    found = rows.filter(pk=wanted).first()
    if found is not None:
        return found
    merged = model.objects.filter(pk=wanted).first() if hasattr(model, "merged_into") else None
    survivor = model.objects.filter(key=merged.merged_into).first() if merged else None
    raise refusal(
        404, "the last part of the address", f"There is nothing with the id {wanted} in this list.",
        f"the id of one of {route}.",
        f"It was a duplicate: ask for /hsds/{route}/{survivor.pk}." if survivor else f"Take an id from /hsds/{route}.",
    )  # fmt: skip
