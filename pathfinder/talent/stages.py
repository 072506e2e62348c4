"""The stages of a candidate and of a job: what the team calls them, and what the candidate reads of them.

The first stages are the team's own: a candidate who reads "screening" hopes or fears for nothing. What ends there is not shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from django.utils.functional import Promise
from django.utils.translation import gettext as _, gettext_lazy, gettext_noop, pgettext_lazy

Name: TypeAlias = "str | Promise"  # said in the language that is read


@dataclass(frozen=True)
class Stage:
    code: str
    team: Name
    candidate: str = ""  # marked for translation, as all words here; empty: hidden from the candidate

    @property
    def is_hidden(self) -> bool:
        return not self.candidate


INTERVIEW = pgettext_lazy("with an employer, about a job", "Interview")  # many languages have a word of its own

_CANDIDATE = (
    Stage("contact", gettext_lazy("First contact")),
    Stage("screening", gettext_lazy("Screening")),
    Stage("matched", gettext_lazy("Matched with a job")),
    Stage("interview", INTERVIEW, gettext_noop("An employer wants to talk with you. We help you to prepare.")),
    Stage("offer", gettext_lazy("Offer"), gettext_noop("An employer offers you work. You decide, and you can ask us anything first.")),
    Stage(
        "training",
        gettext_lazy("Training before the visa"),
        gettext_noop("You learn before you travel: the language, or what the job needs. The job is kept for you."),
    ),
    Stage("visa", gettext_lazy("Visa application"), gettext_noop("Your visa is being asked for. This can take long.")),
    Stage("move", gettext_lazy("Move"), gettext_noop("You are about to travel. Ask us who waits for you there.")),
    Stage("settling", gettext_lazy("Settling in"), gettext_noop("You have arrived. We help you with your first weeks.")),
    Stage("six-months", gettext_lazy("After 6 months"), gettext_noop("You have been there for half a year. Tell us how it is.")),
    Stage("twelve-months", gettext_lazy("After 12 months"), gettext_noop("You have been there for a year. Tell us how it is.")),
)  # fmt: skip
STAGES: Mapping[str, Stage] = {stage.code: stage for stage in _CANDIDATE}
ORDER = tuple(STAGES)
FIRST = ORDER[0]

# Why a case ended: what the team says, and what the candidate reads where the case had been shown
CLOSED: Mapping[str, tuple[str, str]] = {
    "job-gone": (gettext_noop("The employer took the job back"), gettext_noop("The employer took the job back. It is not because of you.")),
    "not-chosen": (gettext_noop("The employer chose somebody else"), gettext_noop("The employer chose somebody else this time. We keep looking with you.")),
    "no-visa": (gettext_noop("No visa"), gettext_noop("The visa was refused. Talk with us about what can be done.")),
    "no-way": (gettext_noop("No way to this country"), gettext_noop("There is no way to this country for you now. We look at others with you.")),
    "training": (gettext_noop("The training was not finished"), gettext_noop("The training was not finished. Talk with us about what can be done.")),
    "said-no": (gettext_noop("The candidate said no"), gettext_noop("You said no to this job. That is your right, and it changes nothing for other jobs.")),
    "other-way": (gettext_noop("Found another way"), gettext_noop("You found another way. We wish you all the best.")),
    "no-contact": (gettext_noop("Could not be reached"), gettext_noop("We could not reach you. Write to us if you want to go on.")),
    "mistake": (gettext_noop("Entered by mistake"), ""),
}  # fmt: skip

_JOB = (
    ("contact", gettext_lazy("First contact")),
    ("agreed", gettext_lazy("Agreed with the employer")),
    ("search", gettext_lazy("Looking for candidates")),
    ("interviews", INTERVIEW),
    ("offers", gettext_lazy("Offer")),
    ("training", gettext_lazy("Training before the visa")),
    ("visa", gettext_lazy("Visa application")),
    ("arrival", gettext_lazy("Arrival")),
    ("done", gettext_lazy("Done")),
)
JOB_STAGES: Mapping[str, Name] = dict(_JOB)
JOB_CLOSED: Mapping[str, str] = {
    "employer": gettext_noop("The employer took the job back"),
    "no-candidate": gettext_noop("No candidate was found"),
    "no-way": gettext_noop("No way to this country"),
    "too-long": gettext_noop("It takes too long"),
    "too-dear": gettext_noop("It costs too much"),
}

# What happens next, and which papers the team waits for. The candidate reads the same words.
NEXT_STEPS: Mapping[str, str] = {
    "": "–",
    "papers": gettext_noop("Send us the papers that are missing"),
    "interview": gettext_noop("Talk with the employer"),
    "answer": gettext_noop("Tell the employer yes or no"),
    "test": gettext_noop("Take a language test"),
    "learn": gettext_noop("Go to the lessons"),
    "form": gettext_noop("Fill in a form with us"),
    "embassy": gettext_noop("Go to the embassy or the visa centre"),
    "wait": gettext_noop("Wait: others decide now"),
    "travel": gettext_noop("Travel"),
    "talk": gettext_noop("Talk with us"),
}
PAPERS: Mapping[str, str] = {
    "passport": gettext_noop("Passport"),
    "diploma": gettext_noop("Diploma"),
    "work-papers": gettext_noop("Papers about earlier work"),
    "language-test": gettext_noop("Result of a language test"),
    "birth": gettext_noop("Birth certificate"),
    "marriage": gettext_noop("Marriage certificate"),
    "children": gettext_noop("Birth certificates of the children"),
    "contract": gettext_noop("Signed contract"),
}
PASSPORT: Mapping[str, str] = {
    "": gettext_noop("not told"),
    "valid": gettext_noop("has a valid passport"),
    "asked": gettext_noop("has asked for a passport"),
    "ended": gettext_noop("has a passport that has ended"),
    "none": gettext_noop("has no passport"),
}
RELATIONS: Mapping[str, str] = {
    "": "–",
    "partner": gettext_noop("Partner"),
    "child": gettext_noop("Child"),
    "parent": gettext_noop("Parent"),
    "other": gettext_noop("Another relative"),
}


def for_team(stage: str, closed: str = "") -> str:
    return _(CLOSED[closed][0]) if closed else str(STAGES[stage].team)


def for_candidate(stage: str, closed: str = "") -> str:
    """Human words; nothing for what is not theirs to see."""
    if STAGES[stage].is_hidden:
        return ""
    words = CLOSED[closed][1] if closed else STAGES[stage].candidate
    return _(words) if words else ""
