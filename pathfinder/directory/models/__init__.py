"""The shapes of HSDS 3.0 as tables. Names are the standard's; what we add beyond it says so."""

from pathfinder.directory.models.parts import (
    Accessibility,
    Address,
    Contact,
    CostOption,
    Funding,
    Language,
    OrganizationIdentifier,
    Phone,
    RequiredDocument,
    Schedule,
    ServiceArea,
)
from pathfinder.directory.models.records import (
    Event,
    Location,
    Organization,
    Program,
    Publication,
    Service,
    ServiceAtLocation,
    Source,
    Story,
    Territory,
)
from pathfinder.directory.models.taxonomies import Attribute, Taxonomy, TaxonomyTerm
from pathfinder.directory.models.trail import Change, Conflict, Metadata

__all__ = [
    "Accessibility",
    "Address",
    "Attribute",
    "Change",
    "Conflict",
    "Contact",
    "CostOption",
    "Event",
    "Funding",
    "Language",
    "Location",
    "Metadata",
    "Organization",
    "OrganizationIdentifier",
    "Phone",
    "Program",
    "Publication",
    "RequiredDocument",
    "Schedule",
    "Service",
    "ServiceArea",
    "ServiceAtLocation",
    "Source",
    "Story",
    "Taxonomy",
    "TaxonomyTerm",
    "Territory",
]
