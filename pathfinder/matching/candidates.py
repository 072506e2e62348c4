"""The other way round: the people who bring what an employer asks for, without a name or a word of theirs."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from functools import cache

import msgspec
from django.http import Http404

from pathfinder.accounts.queries import User, organizations_of
from pathfinder.matching.closeness import Closeness
from pathfinder.matching.matches import LOOKED_AT, Brings, Match, asked_of, match_of, own_references
from pathfinder.matching.models import OfferedProfile
from pathfinder.matching.postings import Brought
from pathfinder.matching.rules import Ruled
from pathfinder.matching.situations import situation_of
from pathfinder.skills.queries import (
    PROOFS,
    Diploma,
    LanguageSkill,
    Licence,
    Profile,
    ProfileError,
    Skill,
    Wishes,
    is_driving,
    read_profile,
)
from pathfinder.vacancies.queries import LANGUAGES_OF_WORK, Vacancy, VacancyRow, vacancies_of

BATCH = 2_000
HIGHEST = "C2"  # what is said in place of "own language", for the same reason
NEARNESS = {"near": "near_enough", "too_far": "not_near_enough"}


@dataclass(frozen=True)
class Wanted:
    """What an employer looks for: what a vacancy asks, or skills that were chosen."""

    organization_key: str
    country: str
    row: VacancyRow  # of chosen skills, with nothing but these
    vacancy: Vacancy | None = None

    @property
    def vacancy_key(self) -> str:
        return self.vacancy.key if self.vacancy else ""


@dataclass(frozen=True)
class Candidate:
    offer: OfferedProfile
    profile: Profile  # as an employer may read it
    match: Match

    @property
    def number(self) -> str:
        return self.offer.number


def open_vacancies_of(user: User, on: dt.date) -> list[Vacancy]:
    """Of the organizations that somebody speaks for. Who has none looks for nobody."""
    return [one for key in sorted(organizations_of(user)) for one in vacancies_of(key, on)]


def wanted_by(vacancy: Vacancy) -> Wanted:
    told = {field.name: getattr(vacancy, field.name) for field in fields(VacancyRow)}
    row = VacancyRow(**told | {"skills": tuple(vacancy.skill_references())})
    return Wanted(vacancy.organization_key, vacancy.country, row, vacancy)


def wanted_skills(references: Iterable[str], country: str, organization_key: str) -> Wanted:
    row = VacancyRow(
        "", "", country, "", None, None, tuple((what, "must") for what in references), "", "", "", {}, "", "", "", None,
        organization_key,
    )  # fmt: skip
    return Wanted(organization_key, country, row)


def candidates_for(
    wanted: Wanted, closeness: Closeness, on: dt.date, *, limit: int = 20
) -> tuple[list[Candidate], list[Candidate]]:
    """Those who bring most and whom no hard rule keeps out, and those whom one does: `limit` of each at most."""
    best = _best(wanted, closeness, on)
    opened: list[Candidate] = []
    closed: list[Candidate] = []
    for start in range(0, len(best), limit):  # documents are read for those that may be shown
        offers = OfferedProfile.objects.in_bulk(best[start : start + limit])
        for one in (offers[pk] for pk in best[start : start + limit] if pk in offers):
            try:
                found = _candidate(one, closeness.brought_by(one.skills), wanted, on)
            except ProfileError:  # kept by an older version, and not readable any more
                continue
            if len(chosen := closed if found.match.closed_by else opened) < limit:
                chosen.append(found)
        if len(opened) >= limit:
            break
    return opened, closed


def _best(wanted: Wanted, closeness: Closeness, on: dt.date) -> list[uuid.UUID]:
    """Of all who are offered in the country. Cost: one query, and some 10 µs a profile."""
    asked = asked_of(wanted.row)
    if not asked:
        return []
    skills_asked = {what for what, _importance in asked}

    @cache
    def towards(own: str) -> list[tuple[str, float]]:
        return [(what, near.how) for what, near in closeness.near(own).items() if what in skills_asked]

    told = OfferedProfile.objects.standing_on(on).order_by("offered_at", "id").values_list("pk", "skills", "countries")
    here: list[uuid.UUID] = []
    brought: list[dict[str, float]] = []
    for pk, skills, countries in told.iterator(chunk_size=BATCH):
        if wanted.country in countries:
            best: dict[str, float] = {}
            for what, how in (near for own in skills for near in towards(own)):
                best[what] = max(how, best.get(what, 0.0))
            here.append(pk)
            brought.append(best)
    return [here[scored.place] for scored in Brought(brought).best(asked, LOOKED_AT)]


def candidate(id_: uuid.UUID, wanted: Wanted, closeness: Closeness, on: dt.date) -> Candidate:
    """One of them. Raises Http404, also for a person who is not offered in this country."""
    one = OfferedProfile.objects.standing_on(on).filter(pk=id_).first()
    if one is None or wanted.country not in one.countries:
        raise Http404
    try:
        return _candidate(one, closeness.brought_by(one.skills), wanted, on)
    except ProfileError as error:
        raise Http404 from error


def _candidate(one: OfferedProfile, brought: Brings, wanted: Wanted, on: dt.date) -> Candidate:
    told = read_profile(one.document)
    profile = without_words(told, wanted.row.languages)
    match = match_of(profile, brought, situation_of(told, on), wanted.row)
    # of chosen skills there is no work yet that a law, a language or a distance could be about
    rules = tuple(_without_distance(rule) for rule in match.rules) if wanted.vacancy else ()
    return Candidate(one, profile, replace(match, rules=rules))


def _without_distance(one: Ruled) -> Ruled:
    return Ruled(one.rule, one.verdict, NEARNESS[one.said]) if one.said in NEARNESS else one


def without_words(profile: Profile, asked: Iterable[str] = ()) -> Profile:
    """What an employer may read without asking: skills with their proof, levels in languages of work, licences to drive.

    No name, no words of the person, no employer, nothing from which a country of origin could be read. Of diplomas only
    whether they are recognised, of wishes only how far away; which country was agreed to stands in the offer.
    """
    best = {what: Skill(what=what) for what in own_references(profile)}
    for skill in profile.skills:
        if PROOFS.index(skill.proof) > PROOFS.index(best[skill.what].proof):
            best[skill.what] = Skill(what=skill.what, proof=skill.proof)
    return Profile(
        skills=tuple(best.values()),
        diplomas=tuple(Diploma(key=one.key, recognition=one.recognition) for one in profile.diplomas),
        licences=tuple(Licence(what=one.what, until=one.until) for one in profile.licences if is_driving(one.what)),
        # only levels in languages of work: which other language somebody grew up with says where they come from
        languages={
            code: _levels(one) for code, one in profile.languages.items() if code in {*LANGUAGES_OF_WORK, *asked}
        },
        wishes=Wishes(distance_km=profile.wishes.distance_km),
    )


def _levels(one: LanguageSkill) -> LanguageSkill:
    told = msgspec.structs.asdict(one)
    return LanguageSkill(**{name: HIGHEST if level == "native" else level for name, level in told.items()})
