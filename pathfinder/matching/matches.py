"""A person and the vacancies, a vacancy and the people: a ranked list with the reasons for and against each line.

Points say only how much of what is asked is brought. The hard rules stand apart: a vacancy that one of them closes is
kept, with its reason, behind those that are open.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import NamedTuple

from pathfinder.matching.closeness import CAN_BE_LEARNT, CLOSE, HAVE, Closeness, Near
from pathfinder.matching.postings import WEIGHTS, AskedFor
from pathfinder.matching.rules import NO, UNKNOWN, Ruled, Situation, rules_for
from pathfinder.skills.queries import Profile
from pathfinder.vacancies.queries import VacancyRow

LOOKED_AT = 400  # the best by skills, to which the rules are applied
HAS, HAS_CLOSE, MAY_LEARN, MISSING = STANDINGS = ("have", "close", "can_be_learnt", "missing")


class SkillMatch(NamedTuple):
    """One thing that is asked: how the person stands to it, and through which skill of theirs."""

    what: str
    importance: str
    standing: str
    own: str = ""
    near: Near | None = None


@dataclass(frozen=True)
class Match:
    """One line of a list: points of 100, rules, skills."""

    vacancy: VacancyRow
    points: int
    rules: tuple[Ruled, ...]
    skills: tuple[SkillMatch, ...]

    @property
    def closed_by(self) -> list[Ruled]:
        return [one for one in self.rules if one.verdict == NO]

    @property
    def open_questions(self) -> list[Ruled]:
        return [one for one in self.rules if one.verdict == UNKNOWN]

    @property
    def has_something(self) -> bool:
        """Whether anything that is asked is there, or close."""
        return any(one.standing in (HAS, HAS_CLOSE) for one in self.skills)

    @property
    def would_bring_closer(self) -> list[SkillMatch]:
        """What is not brought in full, the one worth most first."""
        lacking = [one for one in self.skills if one.standing != HAS]
        return sorted(lacking, key=lambda one: -WEIGHTS[one.importance] * (1 - (one.near.how if one.near else 0)))


Brings = Mapping[str, tuple[str, Near]]  # skill to the person's own skill it comes from, and how close that is


def own_references(profile: Profile) -> list[str]:
    """Confirmed skills, then the tasks of experiences, each once."""
    tasks = (task for one in profile.experiences for task in one.tasks)
    return list(dict.fromkeys([*(skill.what for skill in profile.skills), *tasks]))


def brings(profile: Profile, closeness: Closeness) -> Brings:
    """What a person brings, with what is close to it."""
    return closeness.brought_by(own_references(profile))


def asked_of(one: VacancyRow) -> tuple[tuple[str, str], ...]:
    """What a vacancy asks for; where it names no skill, the occupation itself."""
    return one.skills or (((one.occupation, "must"),) if one.occupation else ())


def points_of(asked: Sequence[tuple[str, str]], brought: Brings) -> int:
    """Of 100: each thing asked counts by its importance and by how close what is brought comes."""
    whole = sum(WEIGHTS[importance] for _what, importance in asked)
    got = sum(WEIGHTS[importance] * brought[what][1].how for what, importance in asked if what in brought)
    return round(100 * got / whole) if whole else 0


def skills_of(asked: Sequence[tuple[str, str]], brought: Brings) -> tuple[SkillMatch, ...]:
    return tuple(_skill(what, importance, brought.get(what)) for what, importance in asked)


def _skill(what: str, importance: str, found: tuple[str, Near] | None) -> SkillMatch:
    if found is None:
        # the vacancy itself offers to teach it
        return SkillMatch(what, importance, MAY_LEARN if importance == "can_be_learnt" else MISSING)
    own, near = found
    for standing, least in ((HAS, HAVE), (HAS_CLOSE, CLOSE), (MAY_LEARN, CAN_BE_LEARNT)):
        if near.how >= least:
            return SkillMatch(what, importance, standing, own, near)
    return SkillMatch(what, importance, MISSING)


class OpenVacancies:
    """All open vacancies, ready to be asked. Built once a day and kept up with what changes: 100,000 take some seconds."""

    def __init__(self, rows: Iterable[VacancyRow]) -> None:
        by_country: dict[str, list[VacancyRow]] = {}
        for row in rows:
            if asked_of(row):
                by_country.setdefault(row.country, []).append(row)
        self._in = {
            country: (rows, AskedFor(asked_of(row) for row in rows)) for country, rows in sorted(by_country.items())
        }

    def renewed(self, keys: Set[str], rows: Iterable[VacancyRow]) -> OpenVacancies:
        """With `rows` in place of all that have one of these keys. Only the countries they are in are turned round again."""
        new = list(rows)
        left = {country for country, (old, _index) in self._in.items() if any(row.key in keys for row in old)}
        touched = left | {row.country for row in new}
        kept = [row for country in touched & self._in.keys() for row in self._in[country][0] if row.key not in keys]
        renewed = OpenVacancies(sorted([*kept, *new], key=lambda row: row.key))
        same = {country: those for country, those in self._in.items() if country not in touched}
        renewed._in = dict(sorted({**same, **renewed._in}.items()))
        return renewed

    def for_person(
        self, profile: Profile, closeness: Closeness, situation: Situation, *, limit: int = 20
    ) -> tuple[list[Match], list[Match]]:
        """The best that no rule closes, and the best that one does: at most `limit` of each.

        Only vacancies that ask for something the person has, or has close; where a country is wished, only those there.
        """
        brought = brings(profile, closeness)
        weights = {skill: near.how for skill, (_own, near) in brought.items()}
        wished = profile.wishes.country.lower()
        found = [
            (scored.points, rows[scored.place])
            for country, (rows, index) in self._in.items()
            if not wished or country == wished
            for scored in index.best(weights, LOOKED_AT)
        ]
        found.sort(key=lambda pair: -pair[0])
        opened: list[Match] = []
        closed: list[Match] = []
        for _points, row in found[:LOOKED_AT]:
            match = match_of(profile, brought, situation, row)
            if not match.has_something:
                continue
            if len(chosen := closed if match.closed_by else opened) < limit:
                chosen.append(match)
            if len(opened) >= limit:
                break
        return opened, closed


def match_of(profile: Profile, brought: Brings, situation: Situation, row: VacancyRow) -> Match:
    """One person and one vacancy, with everything that speaks for and against."""
    asked = asked_of(row)
    return Match(row, points_of(asked, brought), tuple(rules_for(profile, situation, row)), skills_of(asked, brought))
