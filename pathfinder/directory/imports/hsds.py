"""Objects of HSDS 3.0 (and 3.1) in our field names, with everything that is told inside them."""

from __future__ import annotations

import marshal
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from pathfinder.directory.imports.code_words import language_code
from pathfinder.directory.imports.own_profile import in_our_order, is_made_up, once, take_back, word_of
from pathfinder.directory.imports.told import ALL, MENTION, SOME, TERMS, Refused, TermOn, TermTold, Told
from pathfinder.directory.imports.values import external_id
from pathfinder.directory.opendata.classifications import OurTaxonomy, OurTerm, our_taxonomies, our_terms
from pathfinder.languages.names import language_name

REMEMBERED = 20_000  # objects told inside others, so that the same words are not checked again and again
MOST_TAXONOMIES = 10_000
MENTIONED = frozenset({"id", "name", "status", "organization_id"})  # a service that is only named
STATUSES = {
    "active": "active", "inactive": "paused", "defunct": "ended", "temporarily closed": "paused",
}  # fmt: skip

# Fields that we call by the standard's name
SAME: dict[str, tuple[str, ...]] = {
    "organization": (
        "name", "alternate_name", "description", "email", "website", "logo", "uri", "legal_status", "year_incorporated",
    ),
    "program": ("name", "alternate_name", "description"),
    "service": (
        "name", "alternate_name", "description", "url", "email", "alert", "interpretation_services", "fees_description",
        "eligibility_description", "minimum_age", "maximum_age", "accreditations",
    ),
    "location": (
        "location_type", "url", "name", "alternate_name", "description", "transportation", "latitude", "longitude",
        "external_identifier", "external_identifier_type",
    ),
    "service_at_location": ("description",),
    "address": (
        "attention", "address_1", "address_2", "city", "region", "state_province", "postal_code", "country", "address_type",
    ),
    "phone": ("number", "extension", "type", "description"),
    "contact": ("name", "title", "department", "email"),
    "schedule": (
        "valid_from", "valid_to", "dtstart", "timezone", "until", "count", "wkst", "freq", "interval", "byday", "byweekno",
        "bymonthday", "byyearday", "description", "opens_at", "closes_at", "schedule_link", "attending_type", "notes",
    ),
    "service_area": ("name", "description", "extent", "extent_type", "uri"),
    "cost_option": ("valid_from", "valid_to", "option", "currency", "amount", "amount_description"),
    "required_document": ("document", "uri"),
    "accessibility": ("description", "details", "url"),
    "organization_identifier": ("identifier_scheme", "identifier_type", "identifier"),
    "funding": ("source",),
}  # fmt: skip
# Lists inside an object: their name in the standard, and what each item is
PARTS: dict[str, dict[str, str]] = {
    "organization": {
        "phones": "phone", "contacts": "contact", "organization_identifiers": "organization_identifier", "funding": "funding",
    },
    "program": {},
    "service": {
        "phones": "phone", "contacts": "contact", "schedules": "schedule", "service_areas": "service_area",
        "cost_options": "cost_option", "required_documents": "required_document", "funding": "funding",
        "languages": "language",
    },
    "location": {
        "addresses": "address", "phones": "phone", "contacts": "contact", "languages": "language", "schedules": "schedule",
        "accessibility": "accessibility",
    },
    "service_at_location": {"phones": "phone", "contacts": "contact", "schedules": "schedule"},
    "contact": {"phones": "phone"},
    "phone": {"languages": "language"},
}  # fmt: skip
SECTIONS = {  # names of lists and tables, and what their items are
    "organization": "organization", "organizations": "organization",
    "program": "program", "programs": "program",
    "service": "service", "services": "service",
    "location": "location", "locations": "location",
    "service_at_location": "service_at_location", "service_at_locations": "service_at_location",
    "taxonomy": "taxonomy", "taxonomies": "taxonomy",
    "taxonomy_term": "taxonomy_term", "taxonomy_terms": "taxonomy_term",
}  # fmt: skip


class HsdsConverter:
    """Objects of one file, in the order they come. What an object contains is told before it."""

    def __init__(self) -> None:
        self.terms: list[TermTold] = []  # of the objects since somebody last took them away
        self.taxonomies: dict[str, Mapping[str, Any]] = {}  # by id, as far as they were told by themselves
        self._names: set[str] = set()
        self._told: OrderedDict[tuple[str, str], int] = OrderedDict()

    def records(self, section: str, value: Any, where: str) -> Iterator[Told]:
        """Raises Refused when the object is none of the standard."""
        if not isinstance(value, Mapping):
            raise Refused("expected an object with named values, such as {“id”: …, “name”: …}")
        kind = SECTIONS.get(section.removesuffix(".csv")) or kind_of(value)
        if kind == "taxonomy":
            if len(self.taxonomies) >= MOST_TAXONOMIES:
                raise Refused(f"more than {MOST_TAXONOMIES:,} taxonomies")
            self.taxonomies[external_id(value.get("id"))] = value
        elif kind == "taxonomy_term":
            self._term(value)
        elif kind == "service_at_location":
            yield from self._service_at_location(value, where)
        elif kind == "organization":
            yield from self._organization(value, where)
        elif kind == "location":
            yield from self._location(value, where)
        elif kind == "program":
            yield from self._program(value, where)
        else:
            yield from self._service(value, where)

    # each kind of record

    def _organization(self, value: Mapping[str, Any], where: str, *, is_aside: bool = False) -> Iterator[Told]:
        key = external_id(value.get("id"))
        raw = self._raw("organization", value)
        raw["parent_organization"] = value.get("parent_organization_id")
        if value.get("tax_id"):
            raw["organization_identifiers"] = [
                *_objects(raw.get("organization_identifiers")), {"identifier_type": "tax_id", "identifier": value["tax_id"]},
            ]  # fmt: skip
        sites = [site for site in _objects(value.get("additional_websites")) if site.get("url")]
        if sites and not raw.get("website"):
            raw["website"] = sites[0]["url"]
        take_back("organization", raw, value)
        if spoken := _objects(raw.get("languages")):
            raw["languages"] = [self._language(one) for one in spoken]
        yield Told("organization", key, raw, where, is_aside, _says(is_aside), **_marks(value))
        for place in _objects(value.get("locations")):
            yield from self._aside(self._location, "location", place, where, {"organization_id": key})
        for program in _objects(value.get("programs")):
            yield from self._aside(self._program, "program", program, where, {"organization_id": key})
        for service in _objects(value.get("services")):
            yield from self._aside(self._service, "service", service, where, {"organization_id": key})

    def _program(self, value: Mapping[str, Any], where: str, *, is_aside: bool = False) -> Iterator[Told]:
        raw = self._raw("program", value)
        raw["organization"] = value.get("organization_id")
        take_back("program", raw, value)
        yield Told("program", external_id(value.get("id")), raw, where, is_aside, _says(is_aside), **_marks(value))

    def _location(self, value: Mapping[str, Any], where: str, *, is_aside: bool = False) -> Iterator[Told]:
        raw = self._raw("location", value)
        raw["organization"] = value.get("organization_id")
        take_back("location", raw, value)
        yield Told("location", external_id(value.get("id")), raw, where, is_aside, _says(is_aside), **_marks(value))

    def _service(self, value: Mapping[str, Any], where: str, *, is_aside: bool = False) -> Iterator[Told]:
        key = external_id(value.get("id"))
        raw = self._raw("service", value)
        owner = value.get("organization")
        raw["organization"] = value.get("organization_id") or (owner.get("id") if isinstance(owner, Mapping) else None)
        if not raw["organization"]:
            raise Refused("it names no organization (organization_id, or an organization inside it)")
        if isinstance(owner, Mapping):
            yield from self._aside(self._organization, "organization", {**owner, "id": raw["organization"]}, where)
        program = value.get("program")
        raw["program"] = value.get("program_id") or (program.get("id") if isinstance(program, Mapping) else None)
        if isinstance(program, Mapping):
            yield from self._aside(self._program, "program", program, where, {"organization_id": raw["organization"]})
        status = str(value.get("status") or "active")
        raw["status"] = STATUSES.get(status.strip().lower(), status)
        raw["application_process"] = _steps(value.get("application_process"))
        raw["checked_on"], raw["checked_by"] = value.get("assured_date"), value.get("assurer_email")
        raw["fees_description"] = raw.get("fees_description") or value.get("fees")
        raw["accreditations"] = raw.get("accreditations") or value.get("licenses")
        raw["url"] = raw.get("url") or next((site.get("url") for site in _objects(value.get("additional_urls"))), None)
        raw["service_at_locations"], notes = [], []
        for at in _objects(in_our_order(value, "service_at_locations")):
            told, place = self._at(at)
            try:
                if place:
                    yield from self._aside(self._location, "location", place, where)
            except Refused as refusal:
                notes.append(f"service_at_locations: {refusal}; left out")
            else:
                raw["service_at_locations"].append(told)
        take_back("service", raw, value)
        says = MENTION if is_aside and value.keys() <= MENTIONED else _says(is_aside)
        yield Told("service", key, raw, where, is_aside, says, notes, **_marks(value))

    def _service_at_location(self, value: Mapping[str, Any], where: str) -> Iterator[Told]:
        """A place of a service told by itself: the service gets it when all has been read."""
        service = value.get("service")
        owner = value.get("service_id") or (service.get("id") if isinstance(service, Mapping) else None)
        if not owner:
            raise Refused("it names no service (service_id, or a service inside it)")
        if isinstance(service, Mapping):
            yield from self._aside(self._service, "service", service, where)
        told, place = self._at(value)
        if place:
            yield from self._aside(self._location, "location", place, where)
        if not told.get("location"):
            raise Refused("it names no location (location_id, or a location inside it)")
        yield Told("service_at_location", external_id(owner), told, where)

    def _at(self, value: Mapping[str, Any]) -> tuple[dict[str, Any], Mapping[str, Any] | None]:
        place = value.get("location")
        raw = self._raw("service_at_location", value)
        raw["location"] = value.get("location_id") or (place.get("id") if isinstance(place, Mapping) else None)
        take_back("service_at_location", raw, value)
        return raw, place if isinstance(place, Mapping) else None

    def _aside(self, told: Any, kind: str, value: Mapping[str, Any], where: str, more: Mapping[str, Any] | None = None) -> Iterator[Told]:  # fmt: skip
        """A record told inside another, unless the very same was told a moment ago."""
        value = {**(more or {}), **value}
        key = (kind, str(value.get("id")))
        try:
            mark = hash(marshal.dumps(value, 2))
        except ValueError:  # nested too deeply for a record
            raise Refused(f"the {kind} inside it is nested too deeply") from None
        if self._told.get(key) == mark:
            self._told.move_to_end(key)
            return
        self._told[key] = mark
        if len(self._told) > REMEMBERED:
            self._told.popitem(last=False)
        try:
            yield from told(value, where, is_aside=True)
        except Refused as refusal:
            raise Refused(f"the {kind} inside it: {refusal}") from None

    # the parts of an object

    def _raw(self, kind: str, value: Mapping[str, Any]) -> dict[str, Any]:
        raw = {name: value[name] for name in SAME[kind] if value.get(name) is not None}
        raw["id"] = value.get("id")
        for name, part in PARTS.get(kind, {}).items():
            items = in_our_order(value, name)
            if isinstance(items, list):
                raw[name] = [self._part(part, item) for item in items]
            elif items:
                raw[name] = items  # the door says that a list was expected
        attributes = value.get("attributes")
        if isinstance(attributes, list):
            self._attributes(raw, attributes)
        if isinstance(raw.get("schedules"), list):
            raw["schedules"] = once(raw["schedules"])
        return raw

    def _part(self, kind: str, value: Any) -> Any:
        if not isinstance(value, Mapping):
            return value
        if kind == "language":
            return self._language(value)
        raw = self._raw(kind, value)
        if kind == "phone":
            raw["number"] = str(raw.get("number") or "").strip('" ')
        elif kind == "cost_option" and isinstance(raw.get("currency"), str):
            raw["currency"] = raw["currency"].upper()
        elif kind == "organization_identifier":
            raw.setdefault("identifier_type", "")
        elif kind == "schedule":
            _give_freq_its_short_days(raw)
        elif kind == "address" and raw.get("state_province") == raw.get("region"):
            raw.pop("state_province", None)  # the standard asks for it where there is none
        take_back(kind, raw, value)
        return raw

    def _language(self, value: Mapping[str, Any]) -> dict[str, Any]:
        name = str(value.get("name") or "").strip()
        raw = {"code": value.get("code") or language_code(name) or name, "note": value.get("note")}
        if name not in (raw["code"], language_name(str(raw["code"]), "en")) and language_code(name) != raw["code"]:
            raw["name"] = name  # more than the code says
        if isinstance(value.get("attributes"), list):
            self._attributes(raw, value["attributes"])
        take_back("language", raw, value)
        return raw

    def _attributes(self, raw: dict[str, Any], attributes: Iterable[Any]) -> None:
        """Terms of ours become fields again; the others are kept as they are."""
        for one in _objects(attributes):
            term = one.get("taxonomy_term")
            told = self._term(term) if isinstance(term, Mapping) else None
            key = told.id if told else str(one.get("taxonomy_term_id") or "")
            if not key:
                continue
            if ours := _ours(key, told):
                field, code, is_list = ours
                raw[field] = [*raw.get(field, ()), code] if is_list else code
            else:
                value = one.get("value")
                raw.setdefault(TERMS, []).append(
                    TermOn(key, str(one.get("link_type") or ""), "" if value is None else str(value))
                )

    def _term(self, value: Mapping[str, Any]) -> TermTold | None:
        detail = value.get("taxonomy_detail")
        detail = detail if isinstance(detail, Mapping) else {}
        taxonomy_id = str(detail.get("id") or value.get("taxonomy_id") or "")
        detail = detail or self.taxonomies.get(taxonomy_id, {})
        name = str(detail.get("name") or value.get("taxonomy") or taxonomy_id)
        code = str(value.get("code") or value.get("id") or value.get("name") or "")
        if not code:
            return None
        if name not in self._names and len(self._names) >= MOST_TAXONOMIES:
            raise Refused(f"more than {MOST_TAXONOMIES:,} taxonomies")
        self._names.add(name)
        told = TermTold(
            id=str(value.get("id") or f"{name}#{code}"), taxonomy=name, code=code, name=str(value.get("name") or code),
            description=str(value.get("description") or ""), language=str(value.get("language") or ""),
            parent=str(value.get("parent_id") or ""), uri=str(value.get("term_uri") or ""), taxonomy_id=taxonomy_id,
            taxonomy_description=str(detail.get("description") or ""), taxonomy_uri=str(detail.get("uri") or ""),
            taxonomy_version=str(detail.get("version") or ""),
        )  # fmt: skip
        if not _ours(told.id, told):
            self.terms.append(told)
        return told


def _says(is_aside: bool) -> int:
    return SOME if is_aside else ALL


def _marks(value: Mapping[str, Any]) -> dict[str, Any]:
    """What an export of ours says about the record itself."""
    return {"word": word_of(value), "is_made_up": is_made_up(value)}


def kind_of(value: Mapping[str, Any]) -> str:
    """What an object is, where the list it stands in does not say."""
    if "location_type" in value:
        return "location"
    if "status" in value or "organization" in value:
        return "service"
    if "service_id" in value or "service" in value or "location_id" in value or "location" in value:
        return "service_at_location"
    if {"taxonomy_detail", "taxonomy", "taxonomy_id", "parent_id", "term_uri"} & value.keys():
        return "taxonomy_term"
    if "organization_id" in value:
        return "program"
    return "taxonomy" if "version" in value else "organization"


def is_container(value: Any) -> bool:
    """Whether an object holds lists of records, and is none itself."""
    if not isinstance(value, Mapping) or value.get("id") or value.get("name"):
        return False
    names = {name.removesuffix(".csv") for name, inner in value.items() if isinstance(inner, list)}
    return bool(names & {"contents", "items", "data", *SECTIONS})


def _ours(key: str, told: TermTold | None) -> tuple[str, str, bool] | None:
    """(field, code, whether it is a list) of a term that is ours, however it was told."""
    if term := _our_terms().get(key):
        return term.taxonomy.field, term.code, term.taxonomy.is_list
    taxonomy = _our_taxonomies().get(told.taxonomy_id) if told else None
    if told and taxonomy and told.code in taxonomy.codes:
        return taxonomy.field, told.code, taxonomy.is_list
    return None


@cache
def _our_terms() -> dict[str, OurTerm]:
    return {str(key): term for key, term in our_terms().items()}


@cache
def _our_taxonomies() -> dict[str, OurTaxonomy]:
    return {str(key): taxonomy for key, taxonomy in our_taxonomies().items()}


def _objects(value: Any) -> list[Mapping[str, Any]]:
    return [item for item in value if isinstance(item, Mapping)] if isinstance(value, list) else []


def _steps(value: Any) -> Any:
    """Each line is a step."""
    return [line for line in value.splitlines() if line.strip()] if isinstance(value, str) else value


def _give_freq_its_short_days(raw: dict[str, Any]) -> None:
    """The standard's example writes TU and its table TUE for the day a week starts with; two letters hold both."""
    if isinstance(raw.get("wkst"), str):
        raw["wkst"] = raw["wkst"].strip().upper()[:2]
    if isinstance(raw.get("freq"), str):
        raw["freq"] = raw["freq"].strip().upper()
