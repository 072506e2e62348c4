"""The words for the codes of a profile: each in the plain words of somebody who has never filled in such a form."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import lazy
from django.utils.translation import gettext, gettext_lazy as _, gettext_noop

from pathfinder.rulebooks.forms import LEVEL_WORDS
from pathfinder.skills.codes import CEFR_SKILLS, ISCED_F_BROAD, ISCED_F_NARROW
from pathfinder.skills.profile.fields import Choices, Said

KINDS: Choices = (
    ("paid", _("Work for pay")),
    ("own_business", _("A business of my own")),
    ("training", _("A training, to learn it")),
    ("unseen", _("Work without pay: care, household, volunteering")),
)
PAPERS: Choices = (
    ("original", _("I have the original")),
    ("copy", _("I have a copy or a photo")),
    ("lost", _("It is lost, or out of reach")),
    ("none", _("There never was a paper")),
)
RECOGNITION: Choices = (
    ("none", _("Not asked yet")),
    ("asked", _("Asked, no answer yet")),
    ("level", _("The level is recognised")),
    ("specific", _("Recognised as the same diploma")),
    ("refused", _("Refused")),
)
AIMS: Choices = (
    ("work", _("Find work")),
    ("study", _("Study on")),
    ("regulated_profession", _("Work in a profession that asks for recognition, such as nurse or electrician")),
    ("own_business", _("Begin a business of my own")),
)
HOURS: Choices = (("full_time", _("Full time")), ("part_time", _("Part time")), ("any", _("Either")))
CATEGORIES = ("AM", "A1", "A2", "A", "B", "BE", "C1", "C1E", "C", "CE", "D1", "D1E", "D", "DE", "T")
DRIVING: Choices = tuple((f"driving {one}", one) for one in CATEGORIES)


# Detailed fields of ISCED-F 2013 that lead to professions with rules of their own (pathfinder/recognition/from_profile.py)
OF_PROFESSIONS: Choices = (
    ("0113", _("Teacher")),
    ("0731", _("Architect")),
    ("0911", _("Dentist")),
    ("0912", _("Doctor")),
    ("0913", _("Nurse or midwife")),
    ("0916", _("Pharmacist")),
)


def fields_of_education() -> Choices:
    """Broad fields, each before the narrow ones in it, and these before those of a profession."""
    return sorted([*ISCED_F_BROAD.choices(), *ISCED_F_NARROW.choices(), *OF_PROFESSIONS], key=lambda pair: pair[0])


def driving() -> Choices:
    return DRIVING


@dataclass(frozen=True)
class Proof:
    """How far a skill is proved, and what a person can do next."""

    id: str
    label: Said
    next: Said


PROOFS = (
    Proof("claimed", _("I say so"), _("Look for a paper or a person who can confirm it. A test centre can also look at what you do.")),
    Proof("documented", _("A paper says so"), _("Keep a copy. An employer who sees you at work can confirm it too.")),
    Proof("shown_at_work", _("An employer saw me do it"), _("Ask for a letter that says what you did, where and when. Then have it assessed.")),
    Proof("assessed", _("It was tested or assessed"), _("Ask whether the result counts as a certificate, and where.")),
    Proof("recognised", _("It is officially recognised"), _("Keep the paper safe, and show it when you apply.")),
)  # fmt: skip
PROOF = {one.id: one for one in PROOFS}


def proofs() -> Choices:
    return ((one.id, one.label) for one in PROOFS)


@dataclass(frozen=True)
class LanguageAbility:
    """One of the five skills of the CEFR, with what somebody at each level can do, in words of our own."""

    id: str
    can_do: tuple[str, str, str, str, str, str]  # from A1 to C2

    @property
    def label(self) -> Said:
        return _(CEFR_SKILLS.names[self.id])

    def levels(self) -> Choices:
        none, *six, native = LEVEL_WORDS
        said = [(code, _level_said(code, words)) for code, words in zip(six, self.can_do, strict=True)]
        return [(none, _("Not at all")), *said, (native, _(LEVEL_WORDS[native]))]


def _level(code: str, words: str) -> str:
    return f"{code}: {gettext(words)}"


_level_said = lazy(_level, str)

ABILITIES = (
    LanguageAbility("listening", (
        gettext_noop("I understand a few words when people speak slowly."),
        gettext_noop("I understand short, clear messages."),
        gettext_noop("I understand the main points of talk about work and everyday life."),
        gettext_noop("I follow longer talks and most of the news."),
        gettext_noop("I follow long talks, even when much is not said openly."),
        gettext_noop("I understand everything I hear, fast speech too."),
    )),
    LanguageAbility("reading", (
        gettext_noop("I read names and simple words, such as on signs."),
        gettext_noop("I find what I need in short texts, such as a timetable."),
        gettext_noop("I understand letters, and texts about my work."),
        gettext_noop("I read articles and reports."),
        gettext_noop("I read long and difficult texts."),
        gettext_noop("I read everything with ease."),
    )),
    LanguageAbility("spoken_interaction", (
        gettext_noop("I ask and answer simple questions if the other person helps."),
        gettext_noop("I manage short talks, such as in a shop."),
        gettext_noop("I get by in most talks of everyday life and at work."),
        gettext_noop("I talk freely with people who grew up with the language."),
        gettext_noop("I say what I mean without looking for words."),
        gettext_noop("I take part in any talk with ease."),
    )),
    LanguageAbility("spoken_production", (
        gettext_noop("I say in simple sentences who I am and where I live."),
        gettext_noop("I describe my family and my work in simple sentences."),
        gettext_noop("I tell what happened, and say why I think so."),
        gettext_noop("I explain my view clearly, with reasons for and against."),
        gettext_noop("I describe difficult things clearly and in detail."),
        gettext_noop("I speak about anything, clearly and in the right tone."),
    )),
    LanguageAbility("writing", (
        gettext_noop("I fill in a form with my name and address."),
        gettext_noop("I write short messages."),
        gettext_noop("I write simple letters about what I know."),
        gettext_noop("I write clear letters and reports."),
        gettext_noop("I write about difficult things, well ordered."),
        gettext_noop("I write anything in the right style."),
    )),
)  # fmt: skip


def quick_levels() -> Choices:
    """One level for all five."""
    return ((code, _(words)) for code, words in LEVEL_WORDS.items())
