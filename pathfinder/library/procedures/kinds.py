"""The procedures that every country's pack answers, by the questions of packs/shared/questions.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext, gettext_noop as _

from pathfinder.languages.localized_text import LocalizedText, localized
from pathfinder.rulebooks.loaded import countries, rulebook_of


@dataclass(frozen=True)
class Kind:
    """One procedure. Its name stands in the address; its title is that of its question, unless it asks several."""

    name: str
    questions: tuple[str, ...]
    own_title: str = ""
    grounds: tuple[str, ...] = ()  # the people whom it is about, by residence ground; empty: whoever the answer names
    is_for_employers: bool = False

    def title(self, language: str) -> LocalizedText:
        if self.own_title:
            return LocalizedText(gettext(self.own_title), language)
        return localized(question(self.questions[0])["label"], language)

    def asked(self, language: str) -> list[LocalizedText]:
        """The questions that its page answers."""
        return [localized(question(name)["question"], language) for name in self.questions]


PROTECTED = ("refugee", "subsidiary_protection", "temporary_protection")
KINDS = {
    kind.name: kind
    for kind in (
        Kind("work-as-applicant", ("applicant-work",)),
        Kind("register-with-the-employment-service", ("employment-service",)),
        Kind("recognise-a-diploma", ("diploma-recognition",)),
        Kind("validate-skills", ("skills-validation",)),
        Kind("exchange-a-driving-licence", ("driving-licence",)),
        Kind("start-a-business", ("self-employment",)),
        Kind("report-discrimination", ("discrimination",)),
        Kind(
            "hire-a-person-with-protection",
            ("protection-work", "temporary-protection-work", "employer-checks", "employer-reports", "employer-help"),
            own_title=_("Hire a person with protection"),
            grounds=PROTECTED,
            is_for_employers=True,
        ),
        Kind("learn-the-language", ("language-courses",)),
        Kind("integration-programme", ("integration-programme",)),
    )
}


def question(name: str) -> Mapping[str, Any]:
    """Label and question in their languages; the same in every country's rulebook."""
    found: Mapping[str, Any] = rulebook_of(countries()[0]).pack["questions"][name]
    return found
