"""The course of a submission as both sides read it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _, gettext_noop

from pathfinder.accounts.queries import people_by_signature
from pathfinder.editing.queries import difference, with_names
from pathfinder.library.models import Submission, SubmissionStep
from pathfinder.library.models.submission import (
    ASKED,
    DECLINED,
    DRAFT,
    PUBLISHED,
    SCHEDULED,
    TAKEN_BACK,
    WAITING,
)

STATES = {
    DRAFT: gettext_noop("draft"),
    WAITING: gettext_noop("waits for an editor"),
    ASKED: gettext_noop("a question to the author"),
    SCHEDULED: gettext_noop("to be published on a day"),
    PUBLISHED: gettext_noop("published"),
    DECLINED: gettext_noop("not published"),
    TAKEN_BACK: gettext_noop("taken back by the author"),
}
# What was done, told by whom: the author reads the first, the desk the second
STEPS = {
    "sent": (gettext_noop("You sent it to the editors"), gettext_noop("The author sent it")),
    "asked": (gettext_noop("An editor asks"), gettext_noop("Asked")),
    "answered": (gettext_noop("You answered"), gettext_noop("The author answered")),
    "changed": (gettext_noop("An editor changed some words"), gettext_noop("Changed")),
    "scheduled": (gettext_noop("An editor accepted it"), gettext_noop("Set for a day")),
    "held": (gettext_noop("It waits for an editor again"), gettext_noop("Waits for an editor again")),
    "published": (gettext_noop("Published"), gettext_noop("Published")),
    "declined": (gettext_noop("An editor decided not to publish it"), gettext_noop("Declined")),
    "taken-back": (gettext_noop("You took it back"), gettext_noop("The author took it back")),
}


@dataclass(frozen=True)
class ShownStep:
    at: dt.datetime
    told: str
    by: str  # name of the editor, for the desk
    words: str
    changes: Sequence[Any]


def course_of(one: Submission, *, for_desk: bool) -> list[ShownStep]:
    """Every step with its words, in order."""
    names = people_by_signature() if for_desk else {}
    return [
        ShownStep(
            timezone.localtime(step.at),
            _(STEPS[step.what][for_desk]),
            with_names(step.signature, names) if for_desk else "",
            step.words,
            [difference(one.kind, change["name"], change["old"], change["new"]) for change in step.changes],
        )
        for step in one.steps.all()
    ]


def last_question(one: Submission) -> str:
    step: SubmissionStep | None = one.steps.filter(what="asked").last()
    return step.words if step else ""


def state_words(one: Submission) -> str:
    return _(STATES[one.state])
