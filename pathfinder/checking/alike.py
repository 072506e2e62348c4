"""How alike two records are, and whether that is enough to ask an editor. Plain functions of plain values."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import product

from django.utils.translation import gettext_noop as _
from rapidfuzz import fuzz

from pathfinder.directory.queries import plain

# What can be alike, in the words of the desk
ALIKE = {
    "name": _("name"),
    "address": _("address"),
    "phone": _("phone"),
    "site": _("web page"),
    "owner": _("organization"),
}
WORTH_A_LOOK = 70  # names less alike than this are not looked at further
# Words for the legal form say nothing about which organization it is
LEGAL_FORMS = frozenset(
    ("vzw", "asbl", "npo", "ngo", "ltd", "limited", "plc", "cic", "clg", "gmbh", "ev", "e", "v", "kft", "nonprofit",
     "zrt", "srl", "srls", "onlus", "aps", "ets", "coop", "soc", "sro", "sr", "ro", "oz", "n", "o", "doo", "zavod", "bv",
     "nv", "stichting", "vereniging", "fundacion", "asociacion", "sl", "sa", "the", "de", "het", "la", "le", "el", "die",
     "der", "das")
)  # fmt: skip
_LEVEL = re.compile(r"\b(?:\d+|[abc][12]|i{1,3}|iv|v)\b")


@dataclass(frozen=True, slots=True)
class Profile:
    """What of a record is compared. Make it with `profile`."""

    key: str
    kind: str
    country: str
    owner: str
    names: Mapping[str, str]  # language to words as they are compared
    levels: frozenset[str]  # numbers and levels in the name: “Dutch A1” is not “Dutch A2”
    streets: Mapping[str, str] = field(default_factory=dict)  # postcode to street
    phones: frozenset[str] = frozenset()
    sites: frozenset[str] = frozenset()
    valid_from: str = ""
    valid_to: str = ""


@dataclass(frozen=True, slots=True)
class Likeness:
    score: int
    alike: list[tuple[str, int]]  # code of ALIKE, how much out of 100


def profile(
    key: str, kind: str, country: str, names: Mapping[str, str], *, owner: str = "", streets: Mapping[str, str] | None = None,
    phones: frozenset[str] = frozenset(), sites: frozenset[str] = frozenset(), valid_from: str = "", valid_to: str = "",
) -> Profile:  # fmt: skip
    compared = {language: name_to_compare(str(words)) for language, words in names.items()}
    levels = frozenset(_LEVEL.findall(" ".join(map(plain, map(str, names.values())))))
    return Profile(key, kind, country, owner, compared, levels, streets or {}, phones, sites, valid_from, valid_to)


def name_to_compare(name: str) -> str:
    """The words that tell, in an order of their own, so that `Desk Ghent` is `Ghent desk`."""
    words = [word for word in plain(name).split() if word not in LEGAL_FORMS]
    return " ".join(sorted(words)) or plain(name)


def phone_to_compare(number: str) -> str:
    """The last eight digits: what is before them is the country, or the zero that stands for it."""
    digits = re.sub(r"\D", "", number).lstrip("0")
    return digits[-8:] if len(digits) >= 6 else ""


def likeness(a: Profile, b: Profile) -> Likeness | None:
    """None when they are surely two things, or when nothing speaks for one."""
    name = _name_score(a.names, b.names)
    if name < WORTH_A_LOOK or a.levels != b.levels or _one_after_the_other(a, b):
        return None
    evidence = [("address", score)] if (score := _address_score(a.streets, b.streets)) else []
    evidence += [("phone", 100)] if a.phones & b.phones else []
    evidence += [("site", 100)] if a.sites & b.sites else []
    if not _is_enough(a, b, name, {code for code, _score in evidence}):
        return None
    same_owner = [("owner", 100)] if a.owner and a.owner == b.owner else []
    score = min(100, round(0.7 * name + 15 * len(evidence) + 10 * len(same_owner)))
    return Likeness(score, [("name", round(name)), *evidence, *same_owner])


def _is_enough(a: Profile, b: Profile, name: float, evidence: set[str]) -> bool:
    is_same_owner = bool(a.owner) and a.owner == b.owner
    if a.kind == "service":  # services of one organization share its address, phone and site
        return name >= 93 if is_same_owner else name >= 90 and bool(evidence)
    if a.kind == "location":  # many desks have one name; a place is where it is
        return "address" in evidence and (name >= 85 or is_same_owner)
    if a.country != b.country:  # offices of one organization in several countries are no duplicates
        return name >= 95 and bool(evidence)
    if name == 100 and len(next(iter(a.names.values()), "")) > 8:
        return True
    return (name >= 80 and bool(evidence)) or len(evidence) >= 2


def _name_score(a: Mapping[str, str], b: Mapping[str, str]) -> float:
    """In a language that both have; else in any."""
    common = a.keys() & b.keys()
    pairs = [(a[language], b[language]) for language in common] or list(product(a.values(), b.values()))
    return max((fuzz.ratio(one, other, score_cutoff=WORTH_A_LOOK) for one, other in pairs), default=0.0)


def _address_score(a: Mapping[str, str], b: Mapping[str, str]) -> int:
    scores = [fuzz.ratio(a[code], b[code]) for code in a.keys() & b.keys() if a[code] and b[code]]
    best = max(scores, default=0.0)
    return round(best) if best >= 88 else 0


def _one_after_the_other(a: Profile, b: Profile) -> bool:
    """One ended before the other began: two periods of something, not two records of it."""
    return bool(
        (a.valid_to and b.valid_from and a.valid_to < b.valid_from)
        or (b.valid_to and a.valid_from and b.valid_to < a.valid_from)
    )
