"""Finding records that may be the same thing, and remembering what somebody decided."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.db import transaction

from pathfinder.checking.alike import Likeness, Profile, likeness, phone_to_compare, profile
from pathfinder.checking.models import Duplicate, Reason
from pathfinder.checking.queueing import Named, ask_to_look
from pathfinder.checking.reasons import DUPLICATE
from pathfinder.directory.queries import RECORDS, plain

BATCH = 500
LARGEST_BLOCK = 300  # records; in a larger one, only neighbours in the alphabet are compared
NEIGHBOURS = 8
SHARED_BY_MANY = 12  # organizations: an address of the web that so many name is a portal, not a site of one of them
Pair = tuple[str, str]

# People with the same first name tell different stories, and an event of this year is not that of the last.
COMPARED = ("organization", "location", "program", "service")


@dataclass(frozen=True)
class Found:
    """What one search for duplicates did."""

    compared: int
    open: int
    new: int


def find_duplicates(*, at: dt.datetime, told: Callable[[str, int], None] = lambda _kind, _count: None) -> Found:
    """Propose pairs; what was decided stays decided, and a proposal that does not hold any more is withdrawn.

    Cost: ten seconds and 300 MB for 100,000 records; reads each kind once. `told` hears the kind and how many records it has.
    """
    compared = 0
    proposed: dict[Pair, tuple[Profile, Likeness]] = {}
    for kind in COMPARED:
        profiles = list(profiles_of(kind))
        told(kind, len(profiles))
        for a, b in pairs_to_compare(profiles):
            compared += 1
            if found := likeness(a, b):
                first, second = sorted((a.key, b.key))
                proposed[first, second] = (a, found)
    new = _keep(proposed, at)
    return Found(compared, Duplicate.objects.filter(state=Duplicate.OPEN).count(), new)


@transaction.atomic
def _keep(proposed: dict[Pair, tuple[Profile, Likeness]], at: dt.datetime) -> int:
    known = {(pair.first, pair.second): pair for pair in Duplicate.objects.all()}
    gone = [p.pk for p in known.values() if p.state == Duplicate.OPEN and (p.first, p.second) not in proposed]
    _withdraw(gone)
    changed, new = [], []
    for (first, second), (one, found) in proposed.items():
        pair = known.get((first, second))
        if pair is None:
            new.append(
                Duplicate(kind=one.kind, country=one.country, first=first, second=second, score=found.score,
                          alike=found.alike, found_at=at)
            )  # fmt: skip
        elif pair.state == Duplicate.OPEN and (pair.score, pair.alike) != (found.score, [list(x) for x in found.alike]):
            pair.score, pair.alike = found.score, found.alike
            changed.append(pair)
    Duplicate.objects.bulk_update(changed, ["score", "alike"], batch_size=BATCH)
    for pair in Duplicate.objects.bulk_create(new, batch_size=BATCH):
        ask_to_look([Named(pair.kind, key, pair.country) for key in (pair.first, pair.second)], DUPLICATE, str(pair.pk), at=at)  # fmt: skip
    return len(new)


def _withdraw(pks: list[int]) -> None:
    for start in range(0, len(pks), BATCH):
        some = pks[start : start + BATCH]
        Reason.objects.filter(why=DUPLICATE, about__in=map(str, some)).delete()
        Duplicate.objects.filter(pk__in=some).delete()


# what is compared with what


def pairs_to_compare(profiles: list[Profile]) -> Iterator[tuple[Profile, Profile]]:
    """Records that share something cheap to look up: a name, a postcode, a phone, a site, an owner. Some twice."""
    blocks: dict[tuple[str, ...], list[Profile]] = defaultdict(list)
    for one in profiles:
        for block in blocks_of(one):
            blocks[block].append(one)
    for block in blocks.values():
        if len(block) <= LARGEST_BLOCK:
            reach = len(block)
        else:
            block.sort(key=lambda one: next(iter(one.names.values()), ""))
            reach = NEIGHBOURS
        for place, one in enumerate(block):
            for other in block[place + 1 : place + 1 + reach]:
                yield one, other


def blocks_of(one: Profile) -> set[tuple[str, ...]]:
    found = {("name", one.country, words) for words in set(one.names.values())}
    found |= {("postcode", one.country, code) for code in one.streets}
    found |= {("phone", number) for number in one.phones}
    found |= {("site", site) for site in one.sites}
    return found | ({("owner", one.owner)} if one.owner else set())


# what is known of each record


def profiles_of(kind: str) -> Iterator[Profile]:
    """All records of a kind, ready to be compared; three queries and one pass."""
    rows = RECORDS[kind].objects.filter(merged_into="")
    phones = _by_key(rows, "phones__number", phone_to_compare) if kind != "program" else {}
    streets = _streets(kind)
    owner = "organization__key" if kind != "organization" else "parent_organization__key"
    dates = ("valid_from", "valid_to") if kind in ("service", "program") else ()
    address = "website" if kind == "organization" else "url"
    told = list(rows.values_list("key", "country", "name", owner, address, *dates).iterator(chunk_size=2_000))
    sites = _sites(kind, {row[0]: row[4] for row in told if row[4]})
    for key, country, name, owned_by, _address, *period in told:
        yield profile(
            key, kind, country, name, owner="" if kind == "organization" else owned_by or "", streets=streets.get(key),
            phones=frozenset(phones.get(key, ())), sites=sites.get(key, frozenset()),
            valid_from=period[0] if period else "", valid_to=period[1] if period else "",
        )  # fmt: skip


def _by_key(rows: Any, column: str, read: Callable[[str], str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for key, value in rows.filter(**{f"{column}__gt": ""}).values_list("key", column).iterator(chunk_size=2_000):
        if compared := read(value):
            found[key].append(compared)
    return found


def _streets(kind: str) -> dict[str, dict[str, str]]:
    """Postcode to street of each record; an organization is where its places are."""
    if kind in ("program", "service"):
        return {}  # a service is compared by what it is; its places are compared as places
    owner = "key" if kind == "location" else "organization__key"
    rows = RECORDS["location"].objects.filter(merged_into="", addresses__postal_code__gt="")
    found: dict[str, dict[str, str]] = defaultdict(dict)
    told = rows.exclude(**{owner: None}).values_list(owner, "addresses__postal_code", "addresses__address_1")
    for key, code, street in told.iterator(chunk_size=2_000):
        found[key][plain(code).replace(" ", "")] = plain(street)
    return found


def _sites(kind: str, addresses: dict[str, str]) -> dict[str, frozenset[str]]:
    """The host of an organization, the page of anything else; nothing where many share it or a page is the first one."""
    sites: dict[str, str] = {}
    uses: dict[str, int] = defaultdict(int)
    for key, address in addresses.items():
        try:
            parts = urlsplit(address)
            host = (parts.hostname or "").removeprefix("www.")
        except ValueError:
            continue
        path = parts.path.rstrip("/")
        site = host if kind == "organization" else f"{host}{path}?{parts.query}" if path or parts.query else ""
        if site:
            sites[key] = site
            uses[site] += 1
    return {key: frozenset([site]) for key, site in sites.items() if uses[site] <= SHARED_BY_MANY}
