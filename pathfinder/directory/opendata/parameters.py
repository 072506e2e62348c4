"""What a list can be asked for: each parameter once, for the reader of an address, for the reader of a JSON body and for
the API description.

The standard's filters add up, so a parameter that is unknown or cannot be read is refused. Left aside quietly, it would
give too much, and nobody would notice.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from django.http import HttpRequest

from pathfinder.directory.models.records import uuid_of
from pathfinder.directory.opendata.classifications import THEMES_OF_SERVICES
from pathfinder.directory.opendata.problems import Problem, Refusal, refusal

LARGEST_PAGE = 500
PAGE_SIZE = 50
LAST_PAGE = 1_000_000
LONGEST_SEARCH = 10_000  # letters; more than anybody types, and the search itself reads less
EARTH_METRES = 20_040_000  # halfway around: nothing lies further
EXAMPLE_TAXONOMY = str(THEMES_OF_SERVICES.id)
EXAMPLE_TERM = str(THEMES_OF_SERVICES.term_id("mentoring"))
EXAMPLE_ORGANIZATION = str(uuid_of("be-vdab"))
LONGEST_SHOWN = 60  # letters of a value that an error repeats

_UUID = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}(?:[Tt ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:[Zz]|[+-]\d{2}:\d{2})?)?")


@dataclass(frozen=True)
class Kind:
    """How a value is written, how it is read, and how both are said."""

    expected: str
    schema: Mapping[str, Any]
    read: Callable[[str], Any]  # raises ValueError
    json_type: type = str  # what a JSON body holds


@dataclass(frozen=True)
class Parameter:
    name: str
    kind: Kind
    description: str
    example: Any


def _words(text: str) -> str:
    if len(text) > LONGEST_SEARCH:
        raise ValueError
    text.encode()  # half of a surrogate pair is a ValueError
    return text.replace("\0", " ")


def _whole(least: int, greatest: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not re.fullmatch(r"\d{1,12}", text, re.ASCII) or not least <= int(text) <= greatest:
            raise ValueError
        return int(text)

    return read


def _flag(text: str) -> bool:
    return {"true": True, "false": False}[text.lower()]


def read_id(text: str) -> uuid.UUID:
    """A UUID as the standard writes it; not the other forms that Python takes. Raises ValueError."""
    if not _UUID.fullmatch(text):
        raise ValueError
    return uuid.UUID(text)


def _moment(text: str) -> dt.datetime:
    """A date is its first moment, a time without a zone is one of UTC."""
    # A plus sign that was not encoded arrives as a space.
    mended = re.sub(r"(?<=\d) (?=\d{2}:\d{2}$)", "+", text) if text.count(":") > 1 else text
    if not _MOMENT.fullmatch(mended):
        raise ValueError
    moment = dt.datetime.fromisoformat(mended.upper())
    if moment.tzinfo is None:
        return moment.replace(tzinfo=dt.UTC)
    try:
        return moment.astimezone(dt.UTC)
    except OverflowError:  # at the two ends of the calendar
        return moment.replace(tzinfo=dt.UTC)


def _one_of(codes: Sequence[str]) -> Callable[[str], str]:
    def read(text: str) -> str:
        if text not in codes:
            raise ValueError
        return text

    return read


def _matching(pattern: str, *, small: bool = False) -> Callable[[str], str]:
    def read(text: str) -> str:
        if not re.fullmatch(pattern, text):
            raise ValueError
        return text.lower() if small else text

    return read


def whole_number(least: int, greatest: int) -> Kind:
    return Kind(
        f"a whole number from {least:,} to {greatest:,}",
        {"type": "integer", "minimum": least, "maximum": greatest},
        _whole(least, greatest),
        int,
    )


FLAG = Kind("true or false", {"type": "boolean"}, _flag, bool)
WORDS = Kind(f"words, at most {LONGEST_SEARCH:,} letters", {"type": "string", "maxLength": LONGEST_SEARCH}, _words)
ID = Kind(
    "a UUID, such as 3b9f4c1e-7d42-5a6b-9c0d-1e2f3a4b5c6d",
    {"type": "string", "format": "uuid", "pattern": f"^{_UUID.pattern}$"},
    read_id,
)
MOMENT = Kind(
    "a date or a moment, such as 2026-11-01 or 2026-11-01T08:00:00Z",
    {"type": "string", "anyOf": [{"format": "date"}, {"format": "date-time"}]},
    _moment,
)
FORMAT = Kind("json or ndjson", {"type": "string", "enum": ["json", "ndjson"]}, _one_of(("json", "ndjson")))
COUNTRY = Kind(
    "a country in two letters (ISO 3166-1), such as be",
    {"type": "string", "pattern": "^[A-Za-z]{2}$"},
    _matching("[A-Za-z]{2}", small=True),
)
LANGUAGE = Kind(
    "the tag of a language (BCP 47), such as ar",
    {"type": "string", "pattern": "^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$", "maxLength": 35},
    _matching(r"(?=.{1,35}$)[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*", small=True),
)
POSTCODE = Kind(
    "a postcode, such as 2000 or D07 PE0C",
    {"type": "string", "pattern": "^[A-Za-z0-9][A-Za-z0-9 -]{0,11}$"},
    _matching("[A-Za-z0-9][A-Za-z0-9 -]{0,11}"),
)

SEARCH = Parameter(
    "search", WORDS, "Words in any language: the same search as on the site, at most its 10,000 best results.",
    "inburgering",
)  # fmt: skip
SEARCH_NAMES = Parameter("search", WORDS, "Words that all stand in the name, the description or the code.", "mentoring")
SEARCH_LANGUAGE = Parameter(
    "language", LANGUAGE, "Ours: the language of the words in search, which helps with words that several have.", "nl"
)
PAGE = Parameter(
    "page", whole_number(1, LAST_PAGE), "Which page; the first is 1. Beyond the last one pages are empty.", 1
)
PER_PAGE = Parameter(
    "per_page", whole_number(1, LARGEST_PAGE), f"How many on a page; {PAGE_SIZE} when it is not said.", 20
)
FORM = Parameter(
    "format",
    FORMAT,
    "json is a page; ndjson gives everything without pages, one object a line, as it is read.",
    "json",
)
FULL = Parameter("full", FLAG, "Whole objects with all that belongs to them, instead of one-to-one fields only.", True)
FULL_SERVICE = Parameter(
    "full_service", FLAG, "Whole organizations, and in them whole services instead of their id, name and status.", True
)
MINIMAL = Parameter(
    "minimal",
    FLAG,
    "Only id and modified_date of every service, all on one page, for finding out what changed.",
    True,
)
MODIFIED_AFTER = Parameter(
    "modified_after", MOMENT, "Only what changed at that moment or later. Without a time zone it is UTC.", "2026-11-01"
)
TAXONOMY_ID = Parameter("taxonomy_id", ID, "Only what carries a term of this taxonomy.", EXAMPLE_TAXONOMY)
TAXONOMY_TERM_ID = Parameter("taxonomy_term_id", ID, "Only what carries this term.", EXAMPLE_TERM)
ORGANIZATION_ID = Parameter("organization_id", ID, "Only services of this organization.", EXAMPLE_ORGANIZATION)
COUNTRY_OF = Parameter(
    "country", COUNTRY, "Ours: only records of this country. Says also in which country a postcode lies.", "be"
)
POSTCODE_OF = Parameter(
    "postcode", POSTCODE,
    "Where somebody lives. With proximity: what lies so near to the middle of the postcode. Alone: services for the "
    "country, or the part of it, that the postcode lies in.",
    "1000",
)  # fmt: skip
PROXIMITY = Parameter(
    "proximity", whole_number(0, EARTH_METRES), "Metres from the middle of postcode; the nearest come first.", 5000
)
TERMS_OF = Parameter("taxonomy_id", ID, "Only terms of this taxonomy.", EXAMPLE_TAXONOMY)
TOP_ONLY = Parameter("top_only", FLAG, "Only terms that have no parent.", True)
PARENT_ID = Parameter("parent_id", ID, "Only terms directly below this one.", EXAMPLE_TERM)

_PAGING = (PAGE, PER_PAGE, FORM)
OF_SERVICES = (
    SEARCH, SEARCH_LANGUAGE, TAXONOMY_TERM_ID, TAXONOMY_ID, ORGANIZATION_ID, MODIFIED_AFTER, COUNTRY_OF, MINIMAL, FULL,
    *_PAGING,
)  # fmt: skip
OF_ORGANIZATIONS = (
    SEARCH, SEARCH_LANGUAGE, TAXONOMY_TERM_ID, TAXONOMY_ID, MODIFIED_AFTER, COUNTRY_OF, FULL, FULL_SERVICE, *_PAGING,
)  # fmt: skip
OF_SERVICE_AT_LOCATIONS = (
    SEARCH, SEARCH_LANGUAGE, TAXONOMY_TERM_ID, TAXONOMY_ID, ORGANIZATION_ID, MODIFIED_AFTER, COUNTRY_OF, POSTCODE_OF,
    PROXIMITY, FULL, *_PAGING,
)  # fmt: skip
OF_TAXONOMIES = (SEARCH_NAMES, *_PAGING)
OF_TAXONOMY_TERMS = (SEARCH_NAMES, TERMS_OF, TOP_ONLY, PARENT_ID, *_PAGING)
OF_ONE_ORGANIZATION = (FULL_SERVICE,)
OF_ONE: tuple[Parameter, ...] = ()


def asked_of(request: HttpRequest, known: Sequence[Parameter]) -> dict[str, Any]:
    """Clean values of what was given, from the address and, with POST, from a JSON body. Raises Refusal.

    HSDS 3.1 describes POST with the parameters in the address, and wants them out of it: both are taken.
    """
    problems: list[Problem] = []
    found: dict[str, Any] = {}
    for name, values in request.GET.lists():
        where = f"parameter {_shown(name)}"
        if parameter := _known(name, known, where, problems):
            if len(values) > 1:
                problems.append(
                    Problem(where, f"It is given {len(values)} times.", "one value, because filters add up.")
                )
            else:
                _read(parameter, values[0], where, found, problems, is_json=False)
    for name, value in _body(request).items() if request.method == "POST" else ():
        where = f"“{_shown(name)}” in the body"
        if parameter := _known(name, known, where, problems):
            if name in request.GET:
                problems.append(Problem(where, "It is also given in the address.", "one value, in one of the two."))
            else:
                _read(parameter, value, where, found, problems, is_json=True)
    if problems:
        raise Refusal(400, problems)
    return found


def _known(name: str, known: Sequence[Parameter], where: str, problems: list[Problem]) -> Parameter | None:
    names = [parameter.name for parameter in known]
    if name in names:
        return known[names.index(name)]
    expected = f"one of {', '.join(names)}." if names else "no parameters here."
    near = get_close_matches(name[:LONGEST_SHOWN], names, n=1)
    problems.append(
        Problem(
            where, "There is no such parameter, and filters are never left aside quietly.", expected,
            f"Did you mean {near[0]}?" if near else "Leave it out.",
        )
    )  # fmt: skip
    return None


def _read(
    parameter: Parameter, value: Any, where: str, found: dict[str, Any], problems: list[Problem], *, is_json: bool
) -> None:
    kind = parameter.kind
    try:
        if is_json:
            value = _as_text(value, kind.json_type)
        found[parameter.name] = kind.read(value)
    except (ValueError, KeyError, OverflowError):
        said = f"“{_shown(value)}” cannot be used." if value != "" else "It is empty."
        problems.append(Problem(where, said, f"{kind.expected}."))


def _as_text(value: Any, json_type: type) -> str:
    """A value of a JSON body as it would stand in an address. Raises ValueError when it is of another type."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)  # JSON knows one kind of number
    if type(value) is not json_type:
        raise ValueError
    return str(value).lower() if json_type is bool else str(value)


def _body(request: HttpRequest) -> Mapping[str, Any]:
    """The JSON object of a POST; an empty body is one without filters."""
    if not request.body:
        return {}
    if request.content_type not in ("application/json", "text/json"):
        raise refusal(
            415, "header Content-Type", f"“{_shown(request.content_type or '')}” cannot be read.", "application/json",
            'Send the filters as one JSON object, such as {"search": "mentoring"}, with Content-Type: application/json.',
        )  # fmt: skip
    try:
        body = json.loads(request.body)
    except (ValueError, RecursionError):
        body = None
    if not isinstance(body, dict):
        raise refusal(
            400, "body", "It is not a JSON object.", 'one JSON object, such as {"search": "mentoring", "per_page": 20}.'
        )
    return body


def _shown(value: Any) -> str:
    """The beginning of what was sent, on one line and without what is invisible."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    plain = "".join(c if c.isprintable() else "�" for c in text[: LONGEST_SHOWN + 1])
    return plain if len(plain) <= LONGEST_SHOWN else f"{plain[:LONGEST_SHOWN]}…"
