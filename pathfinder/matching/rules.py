"""Hard rules, apart from any score: each says yes, no or unknown of one person and one vacancy, with the reason.

What a person did not tell is unknown, never no. No rule and no score reads a name, a gender, a nationality, a religion or
health: the profile holds none of the last four, and the first is never handed over.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from pathfinder.skills.queries import LanguageSkill, Licence, Profile
from pathfinder.vacancies.queries import LEVELS, VacancyRow

YES, NO, UNKNOWN = "yes", "no", "unknown"
PERMIT, REGULATED, LANGUAGE, LICENCE, PLACE = RULES = ("permit", "regulated", "language", "licence", "place")
ORDER = ("none", *LEVELS, "native")  # levels of a language, the lowest first
KM_A_DEGREE = 111.2


class Ruled(NamedTuple):
    """One rule applied: `said` is a code for the sentence, `detail` what stands in it."""

    rule: str
    verdict: str
    said: str
    detail: tuple[str, ...] = ()


@dataclass(frozen=True)
class Situation:
    """What the rules need beside the profile, looked up once for a person."""

    on: dt.date
    # Country to yes, no, after (from a later day) or unknown: by the rulebook of the day, from answers of the guide
    permit: Callable[[str], str]
    is_regulated: Callable[[str, str], str]  # country and ISCO unit group to yes, no or unknown: what the packs say
    point: tuple[float, float] | None = None  # latitude, longitude of the place the person wishes


def rules_for(profile: Profile, situation: Situation, one: VacancyRow) -> list[Ruled]:
    """All that concern this vacancy, in the order of RULES."""
    return [
        _permit(situation, one),
        *_regulated(profile, situation, one),
        *(_language(profile, code, level) for code, level in one.languages.items()),
        *_licence(profile, situation, one),
        *_place(profile, situation, one),
    ]


def _permit(situation: Situation, one: VacancyRow) -> Ruled:
    """Who may work there from a later day is not shut out: the work may begin after it, and is looked for before."""
    said = situation.permit(one.country)
    return Ruled(PERMIT, said if said in (YES, NO) else UNKNOWN, f"permit_{said}", (one.country,))


def _regulated(profile: Profile, situation: Situation, one: VacancyRow) -> Iterator[Ruled]:
    verdict = one.regulated or situation.is_regulated(one.country, one.isco)
    if verdict == NO:
        return
    if verdict != YES:
        yield Ruled(REGULATED, UNKNOWN, "not_known_whether_regulated", (one.country,))
        return
    told = {diploma.recognition for diploma in profile.diplomas}
    if "specific" in told:
        # which profession the recognition is for is on the paper, not in the profile
        yield Ruled(REGULATED, UNKNOWN, "regulated_and_recognised", (one.country,))
    elif "asked" in told:
        yield Ruled(REGULATED, UNKNOWN, "regulated_and_asked", (one.country,))
    else:
        yield Ruled(REGULATED, NO, "regulated_and_not_recognised", (one.country,))


def _language(profile: Profile, code: str, wanted: str) -> Ruled:
    has = level_of(profile.languages.get(code))
    if not has:
        return Ruled(LANGUAGE, UNKNOWN, "language_not_told", (code, wanted))
    enough = ORDER.index(has) >= ORDER.index(wanted)
    return Ruled(
        LANGUAGE, YES if enough else NO, "language_enough" if enough else "language_too_low", (code, wanted, has)
    )


def level_of(told: LanguageSkill | None) -> str:
    """The lowest of the five skills that were told; nothing where none was."""
    levels = [
        level
        for level in (
            (told.listening, told.reading, told.spoken_interaction, told.spoken_production, told.writing)
            if told
            else ()
        )
        if level
    ]
    return min(levels, key=ORDER.index, default="")


def _licence(profile: Profile, situation: Situation, one: VacancyRow) -> Iterator[Ruled]:
    if not one.licence:
        return
    held = [licence for licence in profile.licences if licence.what.casefold() == one.licence.casefold()]
    if not held:
        yield Ruled(LICENCE, UNKNOWN, "licence_not_told", (one.licence,))
    elif all(_is_over(licence, situation.on) for licence in held):
        yield Ruled(LICENCE, NO, "licence_over", (one.licence, held[0].until))
    else:
        yield Ruled(LICENCE, YES, "licence_held", (one.licence,))


def _is_over(licence: Licence, on: dt.date) -> bool:
    """A year alone counts to its end: `2024` is over in 2025, not before."""
    return bool(licence.until) and licence.until < on.isoformat()[: len(licence.until)]


def _place(profile: Profile, situation: Situation, one: VacancyRow) -> Iterator[Ruled]:
    wishes = profile.wishes
    if wishes.country and wishes.country.lower() != one.country:
        yield Ruled(PLACE, NO, "other_country", (one.country,))
    elif wishes.distance_km is not None and situation.point and one.latitude is not None and one.longitude is not None:
        km = max(1, round(_km(situation.point, (one.latitude, one.longitude))))
        near = km <= wishes.distance_km
        yield Ruled(PLACE, YES if near else NO, "near" if near else "too_far", (str(km), str(wishes.distance_km)))
    elif wishes.distance_km is not None:
        yield Ruled(PLACE, UNKNOWN, "distance_not_known", ())


def _km(here: tuple[float, float], there: tuple[float, float]) -> float:
    """As the crow flies; within one country a flat map is right to a hundredth."""
    narrow = math.cos(math.radians((here[0] + there[0]) / 2))
    return KM_A_DEGREE * math.hypot(here[0] - there[0], (here[1] - there[1]) * narrow)
