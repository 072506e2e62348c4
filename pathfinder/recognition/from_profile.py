"""The cases in a profile: each diploma and each confirmed skill, with the route that is its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pathfinder.languages.localized_text import LocalizedText
from pathfinder.recognition.professions import profession_of
from pathfinder.recognition.route import Case
from pathfinder.recognition.tasks import task_of
from pathfinder.skills.queries import Diploma, Profile, Skill, label_of

AIMS = {"study": "study", "regulated_profession": "regulated"}
# A field of ISCED-F 2013 that leads to one profession
FIELDS = {
    "0911": "dentist", "0912": "doctor", "0913": "nurse", "0916": "pharmacist", "0731": "architect", "0113": "teacher",
}  # fmt: skip


@dataclass(frozen=True)
class Item:
    """A diploma or a skill of the person, in their own words or by its name."""

    name: LocalizedText
    case: Case
    is_recognised: bool


def items_of(profile: Profile, language: str) -> list[Item]:
    """The diplomas first; a skill that is told for several experiences comes once."""
    return [*_diplomas(profile, language), *{item.name: item for item in _skills(profile, language)}.values()]


def _diplomas(profile: Profile, language: str) -> Iterator[Item]:
    aim = AIMS.get(profile.wishes.aim, "work")
    for diploma in profile.diplomas:
        words = diploma.title or diploma.school
        name = LocalizedText(words, profile.lang, is_fallback=profile.lang != language, is_name=True)
        yield Item(name, _case_of(diploma, profile, aim), diploma.recognition == "specific")


def _case_of(diploma: Diploma, profile: Profile, aim: str) -> Case:
    return Case(
        has="diploma",
        aim=aim,
        diploma_country=diploma.country,
        education_level="" if diploma.level is None else str(diploma.level),
        papers={"none": "lost"}.get(diploma.papers, diploma.papers),
        profession=FIELDS.get(diploma.field, "") or _wished(profile) if aim != "study" else "",
    )


def _wished(profile: Profile) -> str:
    """The first job the person wishes for that may be a regulated profession."""
    found = (profession_of(task.isco) for name in profile.wishes.work if (task := task_of(name)))
    return next(filter(None, found), "")


def _skills(profile: Profile, language: str) -> Iterator[Item]:
    for skill in profile.skills:
        name = _name_of(skill, profile, language)
        if name.words:
            task = task_of(skill.what)
            case = Case("skill", profession=profession_of(task.isco), what=task.reference) if task else Case("skill")
            yield Item(name, case, skill.proof == "recognised")


def _name_of(skill: Skill, profile: Profile, language: str) -> LocalizedText:
    """The person's own name for it, else that of the task."""
    task = task_of(skill.what)
    if skill.words or task is None:
        return LocalizedText(skill.words, profile.lang, is_fallback=profile.lang != language, is_name=True)
    return label_of(task, language)
