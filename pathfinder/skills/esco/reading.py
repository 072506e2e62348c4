"""What the rows of ESCO's files say, whatever version and language they are of."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from pathfinder.skills.esco.names import names_in
from pathfinder.skills.esco.package import Table, Unusable

OCCUPATIONS, SKILLS, GROUPS, NEEDS, SKILL_NEEDS, BROADER = (
    "occupations",
    "skills",
    "groups",
    "needs",
    "skill needs",
    "broader",
)
WITH_WORDS = (OCCUPATIONS, SKILLS, GROUPS)  # in the order in which they are read
RELATIONS = (NEEDS, SKILL_NEEDS, BROADER)
KIND_OF = {OCCUPATIONS: "occupation", SKILLS: "skill", GROUPS: "group"}
LONGEST_URI = 200
URI = re.compile(r"http://data\.europa\.eu/esco/[A-Za-z0-9._/-]+")
_VERSION = re.compile(r"(?<![\d.])1\.[0-2](?:\.[\dx]+)?(?![\d.]*\d)")
_LANGUAGE = re.compile(r"(?:^|[_ -])([a-z]{2})(?:-[a-z]+)?\.csv(?:\.gz)?$", re.IGNORECASE)

# Why a row is left out
NO_URI, NO_NAME, REPEATED, OLDER, WITHDRAWN, MISSING = (
    "no address of a concept", "no name", "repeated, and not newer", "newer words are here already", "withdrawn by ESCO",
    "names a concept that is not here",
)  # fmt: skip
WITHDRAWN_STATES = {"obsolete", "withdrawn", "deprecated"}


@dataclass(frozen=True)
class EscoTable:
    """A file of ESCO, and what it is."""

    table: Table
    holds: str
    language: str = ""
    version: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """One concept in one language."""

    uri: str
    label: str
    others: str
    description: str
    code: str
    skill_type: str
    reuse_level: str
    modified: str

    def digest(self) -> str:
        """Tells whether another row says the same."""
        told = "\n".join((self.label, self.others, self.description, self.modified))
        return hashlib.blake2b(told.encode(), digest_size=8).hexdigest()


@dataclass
class Skipped:
    """How many rows were left out, and why."""

    reasons: Counter[str] = field(default_factory=Counter)

    def say(self, reason: str) -> None:
        self.reasons[reason] += 1


def recognised(table: Table, version: str = "", language: str = "") -> EscoTable | None:
    """What a file is, by its columns and its name; None for one that tells nothing more. Raises Unusable.

    `version` and `language` are said by whoever imports, and count more than what names say.
    """
    holds = _holds(table)
    if holds is None:
        return None
    told_version = version or next(iter(_VERSION.findall(table.found_in)[::-1]), "")
    if holds in RELATIONS:
        return EscoTable(table, holds, "", told_version)
    named = _LANGUAGE.search(table.name)
    told_language = language or (named[1].casefold() if named else "")
    if not told_language:
        raise Unusable(
            f"{table.name}: in which language is it? Expected a name such as occupations_en.csv, or --lang en."
        )
    return EscoTable(table, holds, told_language, told_version)


def _holds(table: Table) -> str | None:
    columns = table.columns()
    name = table.name.casefold()
    if {"occupationuri", "skilluri", "relationtype"} <= columns:
        return NEEDS
    if {"originalskilluri", "relatedskilluri", "relationtype"} <= columns:
        return SKILL_NEEDS
    if {"concepturi", "broaderuri"} <= columns:
        return BROADER
    if "collection" in name or name.startswith("greenshare") or "broaderconcepturi" in columns:
        return None  # concepts that the large files have too
    if not {"concepturi", "preferredlabel"} <= columns:
        if name.startswith(("occupations", "skills_", "iscogroups", "skillgroups")):
            raise Unusable(
                f"{table.name} has no column conceptUri or preferredLabel. Expected ESCO's download as it is."
            )
        return None
    if "iscogroup" in columns or name.startswith("occupations"):
        return OCCUPATIONS
    if "skilltype" in columns or name.startswith("skills_"):
        return SKILLS
    return GROUPS if name.startswith(("iscogroups", "skillgroups")) else None


def concepts(one: EscoTable, skipped: Skipped) -> Iterator[Told]:
    """The concepts of a file; of rows that repeat an address those that are newer than what came before."""
    seen: dict[str, str] = {}
    for _line, cells in one.table.rows():
        uri = _text(cells, "concepturi")
        if len(uri) > LONGEST_URI or not URI.fullmatch(uri):
            skipped.say(NO_URI)
            continue
        label = " ".join(_text(cells, "preferredlabel").split())
        if not label:
            skipped.say(NO_NAME)
            continue
        if _text(cells, "status").casefold() in WITHDRAWN_STATES:
            skipped.say(WITHDRAWN)
            continue
        modified = _text(cells, "modifieddate")[:40]
        if uri in seen and seen[uri] >= modified:
            skipped.say(REPEATED)
            continue
        seen[uri] = modified
        others = [*names_in(_text(cells, "altlabels")), *names_in(_text(cells, "hiddenlabels"))]
        yield Told(
            uri, label, "\n".join(dict.fromkeys(name for name in others if name != label)),
            _text(cells, "description") or _text(cells, "definition"), _code(one.holds, cells),
            _text(cells, "skilltype")[:40], _text(cells, "reuselevel")[:40], modified,
        )  # fmt: skip


def relations(one: EscoTable) -> Iterator[tuple[str, str, str]]:
    """(subject, kind, object) of each row, as addresses."""
    subject, object_, kind = {
        NEEDS: ("occupationuri", "skilluri", "relationtype"),
        SKILL_NEEDS: ("originalskilluri", "relatedskilluri", "relationtype"),
        BROADER: ("concepturi", "broaderuri", ""),
    }[one.holds]
    for _line, cells in one.table.rows():
        told = _text(cells, kind) if kind else "broader"
        yield _text(cells, subject), "optional" if told not in ("essential", "broader") else told, _text(cells, object_)


def _code(holds: str, cells: Mapping[str, str]) -> str:
    """ISCO-08 unit group of an occupation, with four digits; files before version 1.1 may have `C2654`."""
    code = (_text(cells, "iscogroup") if holds == OCCUPATIONS else _text(cells, "code"))[:30]
    return code.rpartition("/")[2].removeprefix("C") if holds == OCCUPATIONS else code


def _text(cells: Mapping[str, str], name: str) -> str:
    return (cells.get(name) or "").replace("\0", "").strip()


def rank_of(version: str) -> tuple[int, ...]:
    """Versions in their order: 1.0.x comes before 1.1.1. What is not told counts as the oldest."""
    return tuple(int(part) if part.isdigit() else 0 for part in version.split(".")) if version else (0,)


def in_order(found: Iterable[EscoTable]) -> list[EscoTable]:
    """Concepts before what they belong to, old versions before new ones."""
    order = (*WITH_WORDS, *RELATIONS)
    return sorted(found, key=lambda one: (order.index(one.holds), rank_of(one.version), one.language, one.table.name))
