"""The CV as a tagged PDF, set by typst: short or long, in one language or in two, beside or after each other.

It has no photo, nationality or date of birth, because a profile has none. What the person wrote stays in their own words,
between quotation marks, in every language of the paper.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _, gettext_lazy, override

from pathfinder.languages.localized_text import LocalizedText
from pathfinder.languages.names import (
    comma,
    country_name,
    date_in_words,
    direction,
    language_name,
    partial_date_in_words,
)
from pathfinder.languages.typeset import apart, typeset
from pathfinder.skills import profile_document as shapes
from pathfinder.skills.papers.labels import labels_of
from pathfinder.skills.papers.said import (
    PROOFS,
    field_of_education,
    kind_in_words,
    level_of_education,
    proof_in_words,
)
from pathfinder.skills.profile import said
from pathfinder.skills.profile.names import written_languages
from pathfinder.skills.profile.naming import is_driving, licence_name

TEMPLATE = Path(__file__).with_name("cv.typ")
PARTS = {
    "name": gettext_lazy("Name"),
    "reach": gettext_lazy("E-mail, phone and town"),
    "experiences": gettext_lazy("What I have done"),
    "skills": gettext_lazy("What I can do"),
    "diplomas": gettext_lazy("Diplomas and certificates"),
    "languages": gettext_lazy("Languages"),
    "licences": gettext_lazy("Licences"),
    "wishes": gettext_lazy("What I want"),
    "limits": gettext_lazy("What must be kept in mind"),
}
ONLY_WHEN_TICKED = ("limits",)
LENGTHS = {"short": gettext_lazy("Short: one page"), "long": gettext_lazy("Long: with my own words")}
LAYOUTS = {"beside": gettext_lazy("Beside each other"), "after": gettext_lazy("One after the other")}
SHORT = {
    "experiences": 6,
    "tasks": 4,
    "skills": 14,
    "diplomas": 4,
    "languages": 12,
    "licences": 4,
}  # still fits on a page
LONG = {"experiences": 60, "tasks": 40, "skills": 200, "diplomas": 60, "languages": 60, "licences": 60}  # more is no CV
LONGEST = 80  # letters of a line of own words in a short one
# A phone number, or a date in figures: in a script that runs from right to left its parts would change places
_NUMBER = re.compile(r"[+(]{0,3}\d(?:[\d\s()./–-]{0,40}\d)?")
LEFT_TO_RIGHT, POP = "\u2066", "\u2069"


@dataclass
class Wish:
    """What the form says; anything unknown in it is as if it were not there."""

    language: str
    second: str = ""
    length: str = "short"
    layout: str = "beside"
    parts: tuple[str, ...] = field(default_factory=lambda: tuple(one for one in PARTS if one not in ONLY_WHEN_TICKED))

    @property
    def languages(self) -> list[str]:
        return [self.language, *({self.second} - {"", self.language})]


def wish_of(data: QueryDict, language: str, second: str) -> Wish:
    """The form as it was sent; before that a fresh one, in the languages of the page."""
    if "cv_length" not in data:
        return Wish(language, second)
    return Wish(
        _one_of(data.get("cv_language"), written_languages()) or language,
        _one_of(data.get("cv_second"), written_languages()),
        _one_of(data.get("cv_length"), LENGTHS) or "short",
        _one_of(data.get("cv_layout"), LAYOUTS) or "beside",
        tuple(one for one in PARTS if one in data.getlist("cv_part")),
    )


def _one_of(value: str | None, known: Iterable[str]) -> str:
    return value if value and value in known else ""


def cv_of(profile: shapes.Profile, wish: Wish, today: dt.date) -> bytes:
    """Some tenths of a second of work."""
    return typeset(TEMPLATE, told(profile, wish, today))


def told(profile: shapes.Profile, wish: Wish, today: dt.date) -> dict[str, Any]:
    """All words of the paper, once for each language; its sections stand in the same order in each."""
    ways = []
    for language in wish.languages:
        with override(language):
            ways.append(_Way(profile, wish, language).told(today))
    return {"ways": ways, "short": wish.length == "short", "beside": len(ways) > 1 and wish.layout == "beside"}


class _Way:
    """The paper in one language. A text is a list of pieces, each with its language; own words say that they are."""

    def __init__(self, profile: shapes.Profile, wish: Wish, language: str) -> None:
        self.profile = profile
        self.wish = wish
        self.language = language
        self.labels: Mapping[str, LocalizedText] = labels_of(profile, language)
        self.is_short = wish.length == "short"
        self.is_cut = False

    def told(self, today: dt.date) -> dict[str, Any]:
        person = self.profile.person if "reach" in self.wish.parts else shapes.Person()
        name = self.profile.person.name if "name" in self.wish.parts else ""
        reach = [one for one in (person.phone, person.email, person.place) if one]
        sections = [section for part in PARTS if part in self.wish.parts and (section := self._section(part))]
        return {
            "language": self.language,
            "dir": direction(self.language),
            "title": name or _("What I have done and can do"),
            "reach": [apart(one.replace(" ", "\u00a0"), self.language) for one in reach],
            "sections": sections,
            "notes": self._notes(sections),
            "foot": apart(date_in_words(today, self.language), self.language),
        }

    def _section(self, part: str) -> dict[str, Any] | None:
        items: list[dict[str, Any]] = getattr(self, f"_{part}")() if part not in ("name", "reach") else []
        return {"title": str(PARTS[part]), "items": items} if items else None

    def _up_to(self, part: str, these: Sequence[Any]) -> Sequence[Any]:
        """What has a place on paper. That a long paper leaves something out is told."""
        if not self.is_short:
            self.is_cut = self.is_cut or len(these) > LONG[part]
        return these[: (SHORT if self.is_short else LONG)[part]]

    def _notes(self, sections: Sequence[Mapping[str, Any]]) -> list[str]:
        pieces = [piece for section in sections for item in section["items"] for piece in _pieces(item)]
        notes = {
            _("“ ” These are the person's own words. They are not translated."): any(one["own"] for one in pieces),
            _("≈ marks what a machine translated and no person has checked yet."): any(one["mark"] == "≈" for one in pieces),
            _("This profile is longer than a paper can be. The rest is in the file profile.json."): self.is_cut,
        }  # fmt: skip
        return [note for note, is_needed in notes.items() if is_needed]

    # the parts

    def _experiences(self) -> list[dict[str, Any]]:
        """The latest first."""
        by_end = sorted(self.profile.experiences, key=lambda one: (one.still, one.until or one.since), reverse=True)
        return [self._experience(one) for one in self._up_to("experiences", by_end)]

    def _experience(self, one: shapes.Experience) -> dict[str, Any]:
        kind = kind_in_words(one.kind)
        tasks = [self._label(task) for task in self._up_to("tasks", one.tasks) if task in self.labels]
        title = self._own(one.title) if one.title else self._plain(kind)
        about = [] if one.kind == "paid" or not one.title else [self._plain(kind)]
        return _item(
            [title],
            [*about, self._own(one.employer), *self._where_and_when(one.country, self._period(one))],
            [[task] for task in tasks],
            [] if self.is_short else [self._own(one.words)],
        )

    def _period(self, one: shapes.Experience) -> str:
        since, until = self._day(one.since), _("until today") if one.still else self._day(one.until)
        return " – ".join(part for part in (since, until) if part)

    def _skills(self) -> list[dict[str, Any]]:
        """The best proved first, those of one proof together."""
        named = [one for one in self.profile.skills if one.words or one.what in self.labels]
        ranked = self._up_to("skills", sorted(named, key=lambda one: list(PROOFS).index(one.proof)))
        by_proof = [(proof, [one for one in ranked if one.proof == proof]) for proof in PROOFS]
        return [
            _item([self._plain(proof_in_words(proof))], [], [self._skill(one) for one in these])
            for proof, these in by_proof
            if these
        ]

    def _skill(self, one: shapes.Skill) -> list[dict[str, str]]:
        name = self._label(one.what) if one.what in self.labels else self._own(one.words)
        own = [self._own(one.words)] if one.words and one.what in self.labels and not self.is_short else []
        return [name, *own, self._own(one.shown_by), self._plain(self._day(one.shown_on))]

    def _diplomas(self) -> list[dict[str, Any]]:
        return [self._diploma(one) for one in self._up_to("diplomas", self.profile.diplomas)]

    def _diploma(self, one: shapes.Diploma) -> dict[str, Any]:
        level, subject = level_of_education(one.level), field_of_education(one.field)
        title = self._own(one.title) if one.title else self._plain(level or subject or _("Diploma"))
        is_told = one.recognition in ("asked", "level", "specific")
        recognition = str(dict(said.RECOGNITION)[one.recognition]) if is_told else ""
        papers = "" if self.is_short else str(dict(said.PAPERS).get(one.papers, ""))
        lines = [self._plain(words) for words in (level if one.title else "", subject, recognition, papers)]
        about = [self._own(one.school), *self._where_and_when(one.country, self._day(one.awarded))]
        return _item([title], about, [[line] for line in lines if line["words"]])

    def _languages(self) -> list[dict[str, Any]]:
        spoken = {
            code: one
            for code, one in self._up_to("languages", list(self.profile.languages.items()))
            if one != shapes.LanguageSkill()
        }
        return [
            _item([self._plain(language_name(code, self.language))], [], self._levels(spoken[code])) for code in spoken
        ]

    def _levels(self, one: shapes.LanguageSkill) -> list[list[dict[str, str]]]:
        """One level for all five, or each with its own."""
        told = {ability: level for ability in said.ABILITIES if (level := getattr(one, ability.id))}
        if len(set(told.values())) == 1 and len(told) == len(said.ABILITIES):
            return [[self._plain(str(dict(said.quick_levels())[next(iter(told.values()))]))]]
        short = {"native": _("It is my own language"), "none": _("Not at all")}
        each = [f"{ability.label}: {short.get(level, apart(level, self.language))}" for ability, level in told.items()]
        return [[self._plain(words) for words in each]]

    def _licences(self) -> list[dict[str, Any]]:
        return [_item([self._licence(one)], self._where_and_when(one.country, self._until(one.until))) for one in self._up_to("licences", self.profile.licences)]  # fmt: skip

    def _licence(self, one: shapes.Licence) -> dict[str, str]:
        return self._plain(licence_name(one.what)) if is_driving(one.what) else self._own(one.what)

    def _until(self, day: str) -> str:
        return _("valid until %(day)s") % {"day": self._day(day)} if day else ""

    def _wishes(self) -> list[dict[str, Any]]:
        wishes: shapes.Wishes = self.profile.wishes
        work = [self._label(one) for one in self._up_to("skills", wishes.work) if one in self.labels]
        place = comma(self.language).join(filter(None, (wishes.place, self._country(wishes.country))))
        day = _("from %(day)s") % {"day": self._day(wishes.from_day)} if wishes.from_day else ""
        words = (str(dict(said.AIMS).get(wishes.aim, "")), str(dict(said.HOURS).get(wishes.hours, "")), place, day)
        lines = [self._plain(one) for one in words if one]
        return [_item([], lines, [[one] for one in work])] if lines or work else []

    def _limits(self) -> list[dict[str, Any]]:
        return [_item([], [], [], [self._own(self.profile.limits)])] if self.profile.limits else []

    # words

    def _where_and_when(self, country: str, day: str) -> list[dict[str, str]]:
        return [self._plain(self._country(country)), self._plain(day)]

    def _country(self, code: str) -> str:
        return country_name(code, self.language) if code else ""

    def _day(self, day: str) -> str:
        return apart(partial_date_in_words(day, self.language), self.language) if day else ""

    def _plain(self, words: str) -> dict[str, str]:
        return _piece(words, self.language)

    def _own(self, words: str) -> dict[str, str]:
        words = words.strip()
        if self.is_short and len(words) > LONGEST:
            words = f"{words[:LONGEST].rstrip()}…"
        return _piece(words, self.profile.lang, own="yes")

    def _label(self, reference: str) -> dict[str, str]:
        label = self.labels[reference]
        mark = "≈" if label.is_machine else label.language if label.is_fallback else ""
        return _piece(label.words, label.language, mark=mark)


def _piece(words: str, language: str, own: str = "", mark: str = "") -> dict[str, str]:
    if own and direction(language) == "rtl":
        words = _NUMBER.sub(lambda number: f"{LEFT_TO_RIGHT}{number[0]}{POP}", words)
    return {"words": words, "language": language, "dir": direction(language), "own": own, "mark": mark}


def _item(
    title: list[dict[str, str]],
    about: Iterable[dict[str, str]] = (),
    lines: Iterable[list[dict[str, str]]] = (),
    words: Iterable[dict[str, str]] = (),
) -> dict[str, Any]:
    """`lines` are of pieces with a dot between; `words` are paragraphs."""
    return {
        "title": _said(title),
        "about": _said(about),
        "lines": [line for one in lines if (line := _said(one))],
        "words": _said(words),
    }


def _said(pieces: Iterable[dict[str, str]]) -> list[dict[str, str]]:
    return [piece for piece in pieces if piece["words"]]


def _pieces(item: Mapping[str, Any]) -> list[dict[str, str]]:
    return [*item["title"], *item["about"], *(piece for line in item["lines"] for piece in line), *item["words"]]
