"""From words to skills: what a person's words may show is suggested, and they say yes, no, or how they call it."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import cached_property

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from msgspec.structs import replace

from pathfinder.skills.ladder import Suggestion, answer
from pathfinder.skills.ladder.personal import Personal, personal_in, without
from pathfinder.skills.profile import said
from pathfinder.skills.profile.fields import Choice, Day, Field, Form
from pathfinder.skills.profile.screens import Screen, doing
from pathfinder.skills.profile_document import Experience, Profile, Skill
from pathfinder.skills.queries import EscoShown, esco_shown

MOST_EACH = 8  # suggestions for one experience
_REFERENCE = re.compile(r"task:[a-z0-9-]{1,60}|http://data\.europa\.eu/esco/(?:skill|occupation)/[A-Za-z0-9.-]{1,80}")


@dataclass(frozen=True)
class Offers:
    """What one experience may show and was not decided yet, and what there is to say of its words."""

    experience: Experience
    suggestions: list[Suggestion]
    notes: list[str]  # in the language of the words


class Suggestions(Screen):
    id = "suggestions"
    title = _("Skills in my words")
    template = "skills/suggestions.html"

    @classmethod
    def told(cls, profile: Profile) -> int:
        return len(profile.skills)

    def take(self, data: QueryDict) -> None:
        what, about = doing(data)
        if what == "without":
            self._take_out()
        answers = {name.removeprefix("say:"): data[name] for name in data if name.startswith("say:")}
        own = {name.removeprefix("own:"): data[name].strip()[:300] for name in data if name.startswith("own:")}
        keys = {one.key for one in self.profile.experiences}
        known = {skill.what for skill in self.profile.skills}
        shown = [name for name in dict.fromkeys(data.getlist("shown")) if _REFERENCE.fullmatch(name)]
        for reference in shown:
            key = data.get(f"of:{reference}", "")
            if (answers.get(reference) == "yes" or own.get(reference)) and reference not in known:
                skill = Skill(what=reference, words=own.get(reference, ""), experience=key if key in keys else None)
                self.profile = replace(self.profile, skills=(*self.profile.skills, skill))
            elif answers.get(reference) == "no" or (what == "none" and about in ("", key)):
                self._reject(reference)

    def _reject(self, reference: str) -> None:
        if reference not in self.profile.rejected:
            self.profile = replace(self.profile, rejected=(*self.profile.rejected, reference))

    def _take_out(self) -> None:
        """What looks like it names a person, away from the words."""

        def cleaned(words: str) -> str:
            return without(words, personal_in(words))

        kept = (replace(e, title=cleaned(e.title), words=cleaned(e.words)) for e in self.profile.experiences)
        self.profile = replace(self.profile, experiences=tuple(kept))

    @property
    def personal(self) -> list[Personal]:
        return [one for e in self.profile.experiences for text in (e.title, e.words) for one in personal_in(text)]

    @cached_property
    def offers(self) -> list[Offers]:
        """Each suggestion once, and each note."""
        decided = {*(skill.what for skill in self.profile.skills), *self.profile.rejected}
        noted: set[str] = set()
        found = []
        for one in self.profile.experiences:
            text = "\n".join(filter(None, (one.title, one.words)))
            if not text:
                continue
            told = answer(text, self.profile.lang, MOST_EACH + len(decided))
            new = [each for each in told.suggestions if each.reference not in decided][:MOST_EACH]
            notes = [note for note in told.notes if note not in noted]
            decided.update(each.reference for each in new)
            noted.update(notes)
            if new or notes:
                found.append(Offers(one, new, notes))
        return found

    @property
    def esco(self) -> EscoShown | None:
        """What has to be said where something of ESCO is suggested."""
        return esco_shown() if any(each.task is None for o in self.offers for each in o.suggestions) else None

    @property
    def has_words(self) -> bool:
        return any(one.title or one.words for one in self.profile.experiences)


class Proofs(Screen):
    id = "proof"
    title = _("My skills and their proof")
    template = "skills/proof.html"
    fields = (
        Choice("proof", _("How is it proved?"), of=said.proofs),
        Field("shown_by", _("By whom: the paper, the employer or the test centre")),
        Day("shown_on", _("When")),
        Field("words", _("My own name for it")),
    )

    def __init__(self, profile: Profile, language: str, today: dt.date) -> None:
        super().__init__(profile, language, today)
        self.sent: list[Form] | None = None

    @classmethod
    def told(cls, profile: Profile) -> int:
        return sum(skill.proof != "claimed" for skill in profile.skills)

    @property
    def forms(self) -> list[Form]:
        if self.sent is not None:
            return self.sent
        return [
            Form(self.fields, {name: getattr(skill, name) for name in ("proof", "shown_by", "shown_on", "words")}, f"k{n}-")
            for n, skill in enumerate(self.profile.skills)
        ]  # fmt: skip

    @property
    def rows(self) -> list[tuple[int, Skill, said.Proof, Form]]:
        together = zip(self.profile.skills, self.forms, strict=True)
        return [(n, skill, said.PROOF[skill.proof], form) for n, (skill, form) in enumerate(together)]

    def take(self, data: QueryDict) -> None:
        forms, skills = self.forms, []
        employers = {one.key: one.employer for one in self.profile.experiences}
        for skill, form in zip(self.profile.skills, forms, strict=True):
            if f"{form['proof'].name}" not in data:  # the form was made before this skill was there
                skills.append(skill)
                continue
            form.send(data)
            values = form.read()
            if values is None:
                skills.append(skill)
                continue
            if values["proof"] == "shown_at_work" and not values["shown_by"]:
                values["shown_by"] = employers.get(skill.experience or "", "")
            skills.append(replace(skill, **{**values, "proof": values["proof"] or "claimed"}))
        what, about = doing(data)
        if any(form.has_problems for form in forms):
            self.sent = forms
        elif what == "remove" and about.isdigit():
            del skills[int(about) : int(about) + 1]
        self.profile = replace(self.profile, skills=tuple(skills))
