"""What other rooms may ask of this one."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import DatabaseError
from django.http import HttpRequest
from django.utils.translation import gettext

from pathfinder.skills.esco.reading import rank_of
from pathfinder.skills.esco.shared_skills import occupations_sharing_skills, relations_mark
from pathfinder.skills.ladder import Suggestion, answer, suggest
from pathfinder.skills.models import EscoFile
from pathfinder.skills.papers.cv import Wish, cv_of
from pathfinder.skills.papers.said import PROOFS as STRONGEST_FIRST, proof_in_words
from pathfinder.skills.profile.naming import area_name, is_driving, licence_name, reference_name
from pathfinder.skills.profile_document import (
    Diploma,
    Experience,
    LanguageSkill,
    Licence,
    Person,
    Profile,
    ProfileError,
    Skill,
    Wishes,
    read_profile,
)
from pathfinder.skills.tasks import Task, label_of, tasks

__all__ = [
    "PROOFS", "Diploma", "EscoShown", "Experience", "LanguageSkill", "Licence", "Person", "Profile", "ProfileError", "Skill",
    "Suggestion", "Task", "Wishes", "answer", "area_name", "cv_pdf", "esco_shown", "is_driving", "label_of", "licence_name",
    "occupations_sharing_skills", "profile_of", "proof_in_words", "read_profile", "reference_name", "relations_mark", "suggest",
    "tasks",
]  # fmt: skip
PROOFS = tuple(reversed(STRONGEST_FIRST))  # the levels of proof, each worth more than the last


def profile_of(request: HttpRequest) -> Profile | None:
    """The profile that a form carried in its field `profile`; nothing when it carried none. Raises ProfileError."""
    text = request.POST.get("profile", "") if request.method == "POST" else ""
    return read_profile(text) if text.strip() else None


def cv_pdf(profile: Profile, language: str, today: dt.date) -> bytes:
    """The long CV of everything but limits, in one language, for a room that shows it to others."""
    return cv_of(profile, Wish(language, length="long"), today)


@dataclass(frozen=True, slots=True)
class EscoShown:
    """What was imported of ESCO, and the line that its reuse asks for."""

    versions: tuple[str, ...]  # the newest first
    languages: tuple[str, ...]
    acknowledgement: str


def esco_shown() -> EscoShown | None:
    """What a page has to say of ESCO; None where it was not imported, or there is no database yet. One query."""
    try:
        told = list(EscoFile.objects.order_by().values_list("version", "language").distinct())
    except DatabaseError:
        return None
    if not told:
        return None
    versions = sorted({version for version, _language in told if version}, key=rank_of, reverse=True)
    languages = sorted({language for _version, language in told if language})
    return EscoShown(
        tuple(versions),
        tuple(languages),
        gettext("This service uses the ESCO classification of the European Commission."),
    )
