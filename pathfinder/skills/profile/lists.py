"""Screens with a list of things of one kind: what was told stands first, one form adds to it or changes one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy as _
from msgspec.structs import asdict, replace

from pathfinder.skills.codes import ISCED
from pathfinder.skills.profile import names, said
from pathfinder.skills.profile.cards import Cards, known
from pathfinder.skills.profile.fields import Choice, Country, Day, Field, Form, LevelChoice, Tick, Words
from pathfinder.skills.profile.screens import Screen, doing, replaced
from pathfinder.skills.profile_document import LARGEST, Diploma, Experience, Licence, Profile, Skill, contradictions
from pathfinder.skills.tasks import areas

DATES_WRONG: dict[str, Promise] = {
    "ends_before_it_begins": _("The end lies before the beginning. Look again at both."),
    "not_yet": _("This day has not come yet."),
}


class ListScreen(Screen):
    part: ClassVar[str]  # of the profile
    fields: ClassVar[Sequence[Field]]
    not_telling: ClassVar[tuple[str, ...]] = ()  # fields that tell nothing alone

    def __init__(self, profile: Profile, language: str, today: dt.date) -> None:
        super().__init__(profile, language, today)
        self.key = ""  # of the one that is being changed
        self.form = Form(self.fields)

    @classmethod
    def told(cls, profile: Profile) -> int:
        return len(getattr(profile, cls.part))

    @property
    def forms(self) -> list[Form]:
        return [self.form]

    @property
    def items(self) -> list[tuple[str, Any, Promise | None]]:
        """Each with its key, and what is wrong with its dates."""
        wrong = contradictions(self.profile, self.today)
        listed = [(self.key_of(at, one), one) for at, one in enumerate(getattr(self.profile, self.part))]
        return [(key, one, DATES_WRONG.get(wrong.get(key, ""))) for key, one in listed]

    def key_of(self, at: int, one: Any) -> str:
        return str(one.key)

    def take(self, data: QueryDict) -> None:
        self.form.send(data)
        self.key = data.get("key", "") if data.get("key", "") in [key for key, *_rest in self.items] else ""
        what, about = doing(data)
        if what == "remove":
            self._remove(about)
        elif what == "cancel":
            self._open("")
        elif what != "stay" and self._is_saved():
            self._open(about if what == "change" else "")

    def _is_saved(self) -> bool:
        """Whether what stands in the form is in the list now; an empty form is."""
        if self.is_empty:
            return True
        values = self.form.read()
        if values is None:
            return False
        before, key = self.profile, self.key or self._new_key()
        at = next((n for n, (known, *_rest) in enumerate(self.items) if known == self.key), None)
        self.profile = self._with(values, key, at)
        if wrong := contradictions(self.profile, self.today).get(key):
            self.form[self.end_field(wrong)].error = str(DATES_WRONG[wrong])
        elif len(self.profile.text()) > LARGEST:
            longest = max(self.form.filled, key=lambda one: len(one.text))
            longest.error = gettext("With this your whole profile is too long to be kept. Make this, or something you told before, shorter.")  # fmt: skip
        else:
            return True
        self.profile = before
        return False

    def _with(self, values: dict[str, Any], key: str, at: int | None) -> Profile:
        parts = getattr(self.profile, self.part)
        return replace(self.profile, **{self.part: replaced(parts, at, self.made(values, key))})

    def made(self, values: dict[str, Any], key: str) -> Any:
        raise NotImplementedError

    def end_field(self, wrong: str) -> str:
        raise NotImplementedError

    def _new_key(self) -> str:
        taken = {key for key, *_rest in self.items}
        return next(key for n in range(1, len(taken) + 2) if (key := f"{self.part[0]}{n}") not in taken)

    @property
    def is_empty(self) -> bool:
        return self.form.is_empty_but(*self.not_telling)

    def _open(self, key: str) -> None:
        """The form for one of the list, or for a new one."""
        found = next((one for known, one, _wrong in self.items if known == key), None)
        self.key = key if found is not None else ""
        self.form = Form(self.fields, asdict(found) if found is not None else None)

    def _remove(self, key: str) -> None:
        left = tuple(one for known, one, _wrong in self.items if known != key)
        self.profile = replace(self.profile, **{self.part: left})
        if self.key == key:
            self._open("")


class Experiences(ListScreen):
    id = "experiences"
    title = _("What I have done")
    template = "skills/experiences.html"
    part = "experiences"
    not_telling = ("kind", "still")
    fields = (
        Choice("kind", _("What kind was it?"), of=lambda: said.KINDS, is_open=True),
        Field("title", _("What was it, in your own words?"), _("Such as: tailor, stall at the market, care for my mother")),
        Words("words", _("What did you do there? Write as you would tell a friend"), _("From these words we suggest skills. Leave out names and numbers of people.")),
        Field("employer", _("Where: a firm, a school, a family")),
        Country("country", _("Country")),
        Day("since", _("From when")),
        Day("until", _("Until when")),
        Tick("still", _("I still do this")),
    )  # fmt: skip

    def __init__(self, profile: Profile, language: str, today: dt.date) -> None:
        super().__init__(profile, language, today)
        self.cards = Cards(language)

    def take(self, data: QueryDict) -> None:
        self.cards = Cards(
            self.language, known(data.getlist("task")), data.get("area", ""), data.get("word", "").strip()[:100]
        )
        what, about = doing(data)
        if what == "area":
            self.cards.area, self.cards.word = about, ""
        data = data.copy()
        if what in ("area", "find") or (what == "enter" and self.cards.word):
            data["do"] = "stay"
        if not self.profile.experiences:
            self.profile = replace(self.profile, lang=self.language)
        if data.get("lang") in names.written_languages():
            self.profile = replace(self.profile, lang=data["lang"])
        super().take(data)

    @property
    def is_empty(self) -> bool:
        return super().is_empty and not self.cards.chosen

    @property
    def where_and_when(self) -> list[Any]:
        return self.form.filled[3:]

    @property
    def is_where_told(self) -> bool:
        return not all(one.is_empty and not one.error for one in self.where_and_when)

    @property
    def areas(self) -> Mapping[str, object]:
        return areas()

    @property
    def own_language(self) -> str:
        return self.profile.lang if self.profile.experiences else self.language

    def _is_saved(self) -> bool:
        kind = self.form["kind"]
        if not self.is_empty and not kind.text:
            self.form.read()
            kind.error = gettext("Choose one of the answers in the list.")
            return False
        return super()._is_saved()

    def made(self, values: dict[str, Any], key: str) -> Experience:
        return Experience(key=key, tasks=tuple(self.cards.chosen), **values)

    def _with(self, values: dict[str, Any], key: str, at: int | None) -> Profile:
        """A card that is chosen is a skill that is claimed; one that is not chosen any more is none."""
        before = self.profile.experiences[at].tasks if at is not None else ()
        profile = super()._with(values, key, at)
        skills = _without_cards(profile.skills, set(before) - set(self.cards.chosen), key)
        has = {skill.what for skill in skills}
        new = tuple(Skill(what=one, experience=key) for one in self.cards.chosen if one not in has)
        return replace(profile, skills=(*skills, *new))

    def _open(self, key: str) -> None:
        super()._open(key)
        found = next((one for one in self.profile.experiences if one.key == self.key), None)
        self.cards = Cards(self.language, list(found.tasks) if found else [])

    def _remove(self, key: str) -> None:
        """Its cards go with it; a skill that was confirmed or proved stays."""
        tasks = next((set(one.tasks) for one in self.profile.experiences if one.key == key), set[str]())
        super()._remove(key)
        skills = _without_cards(self.profile.skills, tasks, key)
        kept = tuple(replace(one, experience=None) if one.experience == key else one for one in skills)
        self.profile = replace(self.profile, skills=kept)

    def end_field(self, wrong: str) -> str:
        return "until" if wrong == "ends_before_it_begins" or not self.form["until"].is_empty else "since"


def _without_cards(skills: tuple[Skill, ...], cards: set[str], key: str) -> tuple[Skill, ...]:
    return tuple(s for s in skills if not (s.what in cards and s.experience == key and s.proof == "claimed"))


class Diplomas(ListScreen):
    id = "diplomas"
    title = _("Diplomas and certificates")
    template = "skills/diplomas.html"
    part = "diplomas"
    fields = (
        Field("title", _("Its name, in its own language or in yours")),
        Country("country", _("Country")),
        LevelChoice("level", _("Level"), of=ISCED.choices),
        Choice("field", _("Field"), of=said.fields_of_education),
        Field("school", _("School or university")),
        Day("awarded", _("When did you get it?")),
        Choice("papers", _("Where is the paper?"), of=lambda: said.PAPERS, is_open=True),
        Choice("recognition", _("Is it recognised where you live now?"), of=lambda: said.RECOGNITION),
    )

    def made(self, values: dict[str, Any], key: str) -> Diploma:
        return Diploma(key=key, **values)

    def end_field(self, wrong: str) -> str:
        return "awarded"


class Licences(ListScreen):
    id = "licences"
    title = _("Licences")
    template = "skills/licences.html"
    part = "licences"
    fields = (
        Choice("driving", _("Licence to drive: category"), of=said.driving),
        Field("what", _("Another licence, such as nurse, forklift or welder")),
        Country("country", _("Country")),
        Day("until", _("Until when")),
    )

    def key_of(self, at: int, one: Licence) -> str:
        return str(at)

    def _is_saved(self) -> bool:
        if not self.is_empty and self.form["driving"].is_empty and self.form["what"].is_empty:
            self.form["what"].error = gettext("Say which licence it is.")
            return False
        return super()._is_saved()

    def _with(self, values: dict[str, Any], key: str, at: int | None) -> Profile:
        """Both at once are two licences."""
        driving = values.pop("driving")
        told = [Licence(**{**values, "what": what}) for what in (driving, values["what"]) if what]
        before = self.profile.licences
        kept = (before, ()) if at is None else (before[:at], before[at + 1 :])
        return replace(self.profile, licences=(*kept[0], *told, *kept[1]))

    def _open(self, key: str) -> None:
        super()._open(key)
        if self.form["what"].text in dict(said.DRIVING):
            self.form["driving"].typed, self.form["what"].typed = self.form["what"].typed, {"": ""}
