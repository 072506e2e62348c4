"""What the references of a profile are called on paper."""

from __future__ import annotations

from collections.abc import Mapping

from pathfinder.languages.localized_text import LocalizedText
from pathfinder.skills.profile.naming import reference_name
from pathfinder.skills.profile_document import Profile

ESCO = "http://data.europa.eu/esco/"


def labels_of(profile: Profile, language: str) -> Mapping[str, LocalizedText]:
    """Those that have a name here: a concept of ESCO has one only where ESCO was imported."""
    done = [task for one in profile.experiences for task in one.tasks]
    wanted = dict.fromkeys([*done, *(skill.what for skill in profile.skills), *profile.wishes.work])
    named = {one: reference_name(one, language) for one in wanted}
    return {one: name for one, name in named.items() if not (one.startswith(ESCO) and _is_bare(one, name))}


def _is_bare(reference: str, name: LocalizedText) -> bool:
    return name.words == reference.rpartition("/")[2].replace("-", " ")
