"""A match in the words of one language: for and against, skill by skill."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _, ngettext

from pathfinder.languages.localized_text import LocalizedText
from pathfinder.matching.matches import HAS, HAS_CLOSE, STANDINGS, Match, SkillMatch
from pathfinder.matching.rules import NO, UNKNOWN, YES
from pathfinder.matching.wording import IMPORTANCE, STANDINGS as STANDING_WORDS, WHY_NEAR, sentence_of
from pathfinder.skills.queries import reference_name
from pathfinder.vacancies.queries import ShownVacancy, Vacancy


@dataclass(frozen=True)
class ShownSkill:
    match: SkillMatch
    label: LocalizedText
    own: LocalizedText | None  # the skill it comes from, where that is another one

    @property
    def importance(self) -> str:
        return _(IMPORTANCE[self.match.importance])

    @property
    def why(self) -> str:
        return _(WHY_NEAR[self.match.near.why]) if self.own and self.match.near else ""


@dataclass(frozen=True)
class ShownMatch:
    match: Match
    language: str
    vacancy: ShownVacancy | None = None
    labels: Mapping[str, LocalizedText] | None = (
        None  # what the employer calls skills that our vocabulary does not have
    )

    @cached_property
    def skills(self) -> list[ShownSkill]:
        return [self._skill(one) for one in self.match.skills]

    @property
    def by_standing(self) -> list[tuple[str, str, list[ShownSkill]]]:
        """Code, words and skills of each standing that any has, the best first."""
        found = [(code, [one for one in self.skills if one.match.standing == code]) for code in STANDINGS]
        return [(code, _(STANDING_WORDS[code]), those) for code, those in found if those]

    @property
    def count(self) -> str:
        """The points in words: how many of the skills asked for are there."""
        whole = len(self.match.skills)
        there = sum(one.standing == HAS for one in self.match.skills)
        close = sum(one.standing == HAS_CLOSE for one in self.match.skills)
        said = ngettext(
            "%(there)s of %(whole)s skill is there.", "%(there)s of %(whole)s skills are there.", whole
        ) % {"there": there, "whole": whole}  # fmt: skip
        if close:
            said += " " + ngettext("Something close to %(n)s more.", "Something close to %(n)s more.", close) % {
                "n": close
            }
        return said

    @property
    def speaks_for(self) -> list[str]:
        return self._sentences(YES)

    @property
    def speaks_against(self) -> list[str]:
        return self._sentences(NO)

    @property
    def not_known(self) -> list[str]:
        return self._sentences(UNKNOWN)

    @property
    def asks_for_recognition(self) -> bool:
        return any(one.said.startswith("regulated_") for one in self.match.rules)

    @property
    def would_bring_closer(self) -> list[ShownSkill]:
        return [self._skill(one) for one in self.match.would_bring_closer]

    def _sentences(self, verdict: str) -> list[str]:
        return [sentence_of(one, self.language) for one in self.match.rules if one.verdict == verdict]

    def _skill(self, one: SkillMatch) -> ShownSkill:
        own = reference_name(one.own, self.language) if one.own and one.own != one.what else None
        return ShownSkill(one, self._label(one.what), own)

    def _label(self, reference: str) -> LocalizedText:
        return (self.labels or {}).get(reference) or reference_name(reference, self.language)


def labels_of(one: Vacancy, language: str) -> dict[str, LocalizedText]:
    """The employer's words for concepts of ESCO, whose own names are here only where ESCO was imported."""
    written_in = next(iter(one.title), language)
    return {
        skill["what"]: LocalizedText(skill["words"], written_in, is_fallback=written_in != language)
        for skill in one.skills
        if skill.get("what") and skill.get("words") and not skill["what"].startswith("task:")
    }


def shown_matches(matches: list[Match], vacancies: Mapping[str, ShownVacancy], language: str) -> list[ShownMatch]:
    """Those whose vacancy is still open: one may have been closed in this moment."""
    return [
        ShownMatch(match, language, shown, labels_of(shown.one, language))
        for match in matches
        if (shown := vacancies.get(match.vacancy.key)) and shown.is_open
    ]
