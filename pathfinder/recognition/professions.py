"""Professions that laws regulate, by the ISCO-08 unit groups they mean, and what a pack says of them.

Which professions are regulated is said by the packs alone; here is only how to look them up.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_noop

from pathfinder.rulebooks.words import Source, sources_named
from rulebook.law import Rulebook

ISCO: Mapping[str, tuple[str, ...]] = {
    "doctor": ("2211", "2212"),
    "nurse": ("2221",),
    "midwife": ("2222",),
    "dentist": ("2261",),
    "pharmacist": ("2262",),
    "physiotherapist": ("2264",),
    "teacher": ("2341",),
    "architect": ("2161",),
    "engineer": ("2141", "2142", "2143", "2144", "2145", "2146", "2149", "2151", "2152", "2153"),
    "health_social": (),  # which ones it means differs by country: no unit group stands for it
    "care_assistant": ("5321", "5322"),
}
NAMES = {
    "doctor": gettext_noop("Doctor"),
    "nurse": gettext_noop("Nurse"),
    "midwife": gettext_noop("Midwife"),
    "dentist": gettext_noop("Dentist"),
    "pharmacist": gettext_noop("Pharmacist"),
    "physiotherapist": gettext_noop("Physiotherapist"),
    "health_social": gettext_noop("Another profession in health or social care"),
    "care_assistant": gettext_noop("Care assistant"),
    "teacher": gettext_noop("Primary school teacher"),
    "architect": gettext_noop("Architect"),
    "engineer": gettext_noop("Engineer"),
    "other": gettext_noop("Another profession"),
}


@dataclass(frozen=True)
class Regulated:
    """Whether a profession is regulated: `yes` or `no` where the pack says so with a source, else `unknown`."""

    answer: str
    sources: tuple[Source, ...] = ()
    confidence: str = ""
    body: str = ""  # the organization of the pack that admits to it, where it is known


def profession_of(isco: str) -> str:
    """The profession of an ISCO-08 unit group, also of an occupation below it (`2221.1`); nothing where we know none."""
    group = isco[:4]
    return next((name for name, groups in ISCO.items() if group in groups), "")


def what_the_pack_says(rulebook: Rulebook, profession: str) -> Regulated:
    for item in rulebook.pack["recognition"].get("professions", ()):
        if item["id"] == profession:
            return Regulated(
                answer="yes" if item["regulated"] else "no",
                sources=sources_named(rulebook.pack, item["sources"]),
                confidence=item.get("confidence", "high"),
                body=item.get("body", ""),
            )
    return Regulated("unknown")
