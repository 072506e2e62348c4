"""What a person tells of their skills, as one document: it lives in the person's browser, and every room reads it here.

The document is JSON. It holds own words and codes, never a label of a classification: those are looked up when it is shown.
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta, Struct

from rulebook.dates import PartialDate, parse_partial_date

VERSION = 1
LARGEST = 200_000  # bytes; a long life with many words has some twenty thousand

Kind = Literal["paid", "own_business", "training", "unseen"]
Proof = Literal["claimed", "documented", "shown_at_work", "assessed", "recognised"]  # each is worth more than the last
Papers = Literal["", "original", "copy", "lost", "none"]
Recognition = Literal["", "none", "asked", "level", "specific", "refused"]
Level = Literal["", "none", "A1", "A2", "B1", "B2", "C1", "C2", "native"]  # CEFR, Council of Europe 2001

Words = Annotated[str, Meta(max_length=50_000)]
Line = Annotated[str, Meta(max_length=300)]
# A task of packs/shared/skills, or a concept of ESCO
Reference = Annotated[
    str, Meta(pattern=r"^(task:[a-z0-9-]{1,60}|http://data\.europa\.eu/esco/(skill|occupation)/[A-Za-z0-9.-]{1,80})$")
]
Key = Annotated[str, Meta(pattern=r"^[a-z0-9]{1,12}$")]  # names a part within its document
Country = Annotated[str, Meta(pattern=r"^([A-Z]{2})?$")]  # ISO 3166-1 alpha-2, or not told
PartialDay = Annotated[str, Meta(pattern=r"^(\d{4}(-\d{2}(-\d{2})?)?)?$")]  # EDTF, or not told
Language = Annotated[str, Meta(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]  # BCP 47


class ProfileError(ValueError):
    """A document that is no profile. The message says where, and what was expected."""


class _Part(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """Left out is what was not told; a name nobody knows is a newer document, or somebody else's."""


class Experience(_Part, frozen=True):
    """Something the person did: for pay, in a business of their own, to learn it, or unseen (care, household, volunteering)."""

    key: Key
    kind: Kind
    title: Line = ""  # in the person's own words
    words: Words = ""
    employer: Line = ""
    country: Country = ""
    since: PartialDay = ""
    until: PartialDay = ""
    still: bool = False
    tasks: tuple[Reference, ...] = ()  # the cards that were chosen


class Skill(_Part, frozen=True):
    """A skill the person confirmed, with how far it is proved and by what."""

    what: Reference
    words: Line = ""  # the person's own name for it
    experience: Key | None = None  # where it was used
    proof: Proof = "claimed"
    shown_by: Line = ""  # the paper, employer, test centre or body
    shown_on: PartialDay = ""


class Diploma(_Part, frozen=True):
    key: Key
    title: Line = ""
    country: Country = ""
    level: Annotated[int, Meta(ge=0, le=8)] | None = None  # ISCED 2011
    field: Annotated[str, Meta(pattern=r"^(\d{2,4})?$")] = ""  # ISCED-F 2013
    school: Line = ""
    awarded: PartialDay = ""
    papers: Papers = ""
    recognition: Recognition = ""


class Licence(_Part, frozen=True):
    """A licence to drive or to practise: its kind (`driving B`, `nurse`), the country that gave it, until when."""

    what: Line
    country: Country = ""
    until: PartialDay = ""


class LanguageSkill(_Part, frozen=True):
    """The five skills of the CEFR; empty where not told."""

    listening: Level = ""
    reading: Level = ""
    spoken_interaction: Level = ""
    spoken_production: Level = ""
    writing: Level = ""


class Wishes(_Part, frozen=True):
    work: tuple[Reference, ...] = ()
    aim: Literal["", "work", "study", "regulated_profession", "own_business"] = ""
    hours: Literal["", "full_time", "part_time", "any"] = ""
    from_day: PartialDay = ""
    country: Country = ""
    place: Line = ""  # a postcode or municipality
    distance_km: Annotated[int, Meta(ge=0, le=1000)] | None = None


class Person(_Part, frozen=True):
    """Name and ways to reach the person: for the papers they take along. No score and no search ever reads it."""

    name: Line = ""
    email: Line = ""
    phone: Line = ""
    place: Line = ""


class Profile(_Part, frozen=True):
    """Everything a person told of their skills; any part may be empty."""

    version: int = VERSION
    lang: Language = "en"  # of the person's own words
    person: Person = Person()
    experiences: tuple[Experience, ...] = ()
    skills: tuple[Skill, ...] = ()
    rejected: tuple[Reference, ...] = ()  # suggestions that were not right, so that they do not come again
    diplomas: tuple[Diploma, ...] = ()
    licences: tuple[Licence, ...] = ()
    languages: dict[Language, LanguageSkill] = {}
    wishes: Wishes = Wishes()
    limits: Annotated[str, Meta(max_length=2_000)] = (
        ""  # what the person wants to state; a paper shows it on demand only
    )

    def document(self) -> dict[str, Any]:
        """As JSON would have it; what was not told is left out."""
        return {"version": self.version, **msgspec.to_builtins(self)}

    def text(self) -> str:
        """The document as it travels in a form field and in a file."""
        return msgspec.json.encode(self.document()).decode()


def read_profile(text: str | bytes) -> Profile:
    """Read a document as it came from a browser or a file. Raises ProfileError."""
    if len(text) > LARGEST:
        raise ProfileError(f"the profile has {len(text):,} characters; at most {LARGEST:,} are read")
    try:
        given = msgspec.json.decode(text)
        if isinstance(given, dict) and isinstance(version := given.get("version"), int) and version > VERSION:
            raise ProfileError(f"the profile is of version {version}; versions up to {VERSION} are read here")
        profile = msgspec.convert(given, Profile)
    except msgspec.MsgspecError as error:
        raise ProfileError(str(error)) from None
    for where, day in _days(profile):
        try:
            _read(day)
        except ValueError as error:
            raise ProfileError(f"{where}: {error}") from None
    return profile


def _days(profile: Profile) -> list[tuple[str, str]]:
    return [
        *((f"experience {one.key}", day) for one in profile.experiences for day in (one.since, one.until)),
        *((f"diploma {one.key}", one.awarded) for one in profile.diplomas),
        *((f"licence {one.what}", one.until) for one in profile.licences),
        *((f"skill {one.what}", one.shown_on) for one in profile.skills),
        ("wishes", profile.wishes.from_day),
    ]


def _read(day: str) -> PartialDate | None:
    return parse_partial_date(day) if day else None


def contradictions(profile: Profile, today: dt.date) -> dict[str, str]:
    """Dates that cannot all be true, by the key of their part: `ends_before_it_begins` or `not_yet`."""
    found = {}
    for one in profile.experiences:
        since, until = _read(one.since), _read(one.until)
        if since and until and until.last < since.first:
            found[one.key] = "ends_before_it_begins"
        elif any(day and day.first > today for day in (since, until)):
            found[one.key] = "not_yet"
    for diploma in profile.diplomas:
        if (awarded := _read(diploma.awarded)) and awarded.first > today:
            found[diploma.key] = "not_yet"
    return found
