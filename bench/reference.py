"""The twelve rules once more, in plain Python for one person, written from the peer page and from nothing else.

It is slow and obvious on purpose: both measured engines are checked against it before any time is taken.
An answer that a person did not give is absent from the mapping and unknown here (`None`); logic is Kleene's.
"""

from collections.abc import Callable, Mapping
from typing import Any

Verdict = bool | None
Person = Mapping[str, Any]

LEVELS = ("none", "A1", "A2", "B1", "B2", "C1", "C2")
OUTCOMES = (
    "vl_mandatory",
    "vl_access",
    "bru_nl",
    "bru_fr",
    "wa_mandatory",
    "wa_access",
    "de_mandatory",
    "de_access",
    "wa_newcomer",
    "duo",
    "connect2work",
    "course_a2",
)


def verdicts(person: Person, *, reformed: bool = False) -> dict[str, Verdict]:
    """The twelve outcomes of one person: True, False, or None where what is missing could still decide it.

    `reformed` also exempts people with French of B1 or more in Wallonia, and lowers the upper age there to 60.
    """

    def test(fact: str, holds: Callable[[Any], bool]) -> Verdict:
        return None if person.get(fact) is None else holds(person[fact])

    def is_(fact: str, value: object) -> Verdict:
        return test(fact, lambda told: bool(told == value))

    def between(low: int, high: int) -> Verdict:
        return test("age", lambda age: low <= age <= high)

    def below(fact: str, level: str) -> Verdict:
        return test(fact, lambda told: LEVELS.index(told) < LEVELS.index(level))

    flanders, brussels = is_("region", "flanders"), is_("region", "brussels")
    wallonia, german = is_("region", "wallonia"), is_("region", "german_speaking")
    third_country = is_("nationality_group", "third_country")
    belgian = is_("nationality_group", "be")
    foreign = not_(belgian)
    born_abroad = is_("born_abroad", True)
    grown_up = test("age", lambda age: age >= 18)
    permit_over_3 = test("permit_months", lambda months: months > 3)
    under_36 = test("registered_months", lambda months: months < 36)
    may_follow = all_(grown_up, any_(all_(foreign, permit_over_3), all_(belgian, born_abroad)))

    wa_exempt = any_(is_("works", True), is_("medically_unable", True))
    if reformed:
        wa_exempt = any_(wa_exempt, not_(below("french_level", "B1")))

    return {
        "vl_mandatory": all_(
            flanders,
            any_(
                all_(
                    third_country,
                    between(18, 64),
                    permit_over_3,
                    test("registered_months", lambda months: months <= 12),
                    is_("labour_migrant", False),
                ),
                is_("is_minister_of_religion", True),
            ),
        ),
        "vl_access": all_(flanders, may_follow),
        "bru_nl": all_(brussels, may_follow),
        "bru_fr": all_(brussels, grown_up, under_36, permit_over_3),
        "wa_mandatory": all_(
            wallonia,
            third_country,
            under_36,
            permit_over_3,
            between(18, 60 if reformed else 65),
            not_(wa_exempt),
        ),
        "wa_access": all_(wallonia, foreign),
        "de_mandatory": all_(
            german,
            any_(third_country, is_("nationality_group", "eu_family")),
            between(18, 65),
            test("permit_months", lambda months: months >= 3),
            test("registered_months", lambda months: months <= 8),
            under_36,
            not_(is_("status", "student")),
        ),
        "de_access": all_(german, foreign),
        "wa_newcomer": all_(wallonia, third_country, under_36),
        "duo": all_(
            between(18, 30),
            any_(third_country, all_(belgian, born_abroad)),
            is_("registered_at_pes", True),
        ),
        "connect2work": all_(is_("has_diploma_he", True), not_(below("dutch_level", "B1"))),
        "course_a2": any_(
            all_(flanders, below("dutch_level", "A2")),
            all_(brussels, below("french_level", "A2"), below("dutch_level", "A2")),
            all_(wallonia, below("french_level", "A2")),
            all_(german, below("german_level", "A2")),
        ),
    }


def all_(*parts: Verdict) -> Verdict:
    """False as soon as one part is; else unknown if one is; else True."""
    if any(part is False for part in parts):
        return False
    return None if any(part is None for part in parts) else True


def any_(*parts: Verdict) -> Verdict:
    """True as soon as one part is; else unknown if one is; else False."""
    if any(part is True for part in parts):
        return True
    return None if any(part is None for part in parts) else False


def not_(part: Verdict) -> Verdict:
    """The opposite; an unknown stays unknown."""
    return None if part is None else not part
