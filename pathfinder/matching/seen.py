"""What an employer sees of a field that the person agreed to show."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import msgspec

from pathfinder.languages.localized_text import LocalizedText
from pathfinder.languages.names import country_name, partial_date_in_words
from pathfinder.matching.codes import DIPLOMAS, EMAIL, EXPERIENCES, NAME, PHONE
from pathfinder.skills.queries import Person, Profile


@dataclass(frozen=True)
class Told:
    """A line of own words with what is said about it."""

    words: LocalizedText
    about: tuple[str, ...] = ()
    more: LocalizedText | None = None


def what_is_told(profile: Profile, field: str, language: str) -> list[Told]:
    """Nothing where the person told nothing. The CV is a file of its own."""
    if field in (NAME, PHONE, EMAIL):
        words = getattr(profile.person, field)
        return [Told(LocalizedText(words, language, is_name=True))] if words else []
    if field == DIPLOMAS:
        return [
            Told(_own(one.title or one.school, profile, language), _about(one.country, one.awarded, language))
            for one in profile.diplomas
        ]
    if field == EXPERIENCES:
        return [
            Told(
                _own(one.title or one.employer, profile, language),
                (*_about(one.country, one.since, language), *([one.employer] if one.title and one.employer else [])),
                _own(one.words, profile, language) if one.words else None,
            )
            for one in profile.experiences
        ]
    return []


def for_cv(profile: Profile, agreed: Collection[str]) -> Profile:
    """With as much of the person as was agreed to beside the CV."""
    told = {name: getattr(profile.person, name) for name in (NAME, PHONE, EMAIL) if name in agreed}
    return msgspec.structs.replace(profile, person=Person(**told))


def _own(words: str, profile: Profile, language: str) -> LocalizedText:
    return LocalizedText(words, profile.lang, is_fallback=profile.lang != language)


def _about(country: str, day: str, language: str) -> tuple[str, ...]:
    return tuple(
        filter(None, (country and country_name(country, language), day and partial_date_in_words(day, language)))
    )
