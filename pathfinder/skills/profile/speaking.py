"""The languages a person speaks: one level for all of it, or one for each of five skills."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext, gettext_lazy as _
from msgspec.structs import asdict, replace

from pathfinder.skills.profile import said
from pathfinder.skills.profile.fields import Choice, Filled, Form
from pathfinder.skills.profile.names import spoken_languages
from pathfinder.skills.profile.screens import Screen, doing
from pathfinder.skills.profile_document import LanguageSkill, Profile

EMPTY_ROWS = 3
QUICK = Choice("quick", _("How well?"), of=said.quick_levels)
FIVE = tuple(Choice(one.id, one.label, of=one.levels) for one in said.ABILITIES)


@dataclass
class Row:
    """A language with its levels; without a code, one that can still be told."""

    code: str
    form: Form
    prefix: str
    error: str = ""

    @property
    def quick(self) -> Filled:
        return self.form["quick"]

    @property
    def five(self) -> list[Filled]:
        return self.form.filled[1:]

    @property
    def is_told(self) -> bool:
        return self.prefix.startswith("l")

    @property
    def is_mixed(self) -> bool:
        return self.quick.is_empty and any(not one.is_empty for one in self.five)


class Languages(Screen):
    id = "languages"
    title = _("My languages")
    template = "skills/languages.html"

    def __init__(self, profile: Profile, language: str, today: dt.date) -> None:
        super().__init__(profile, language, today)
        self.sent: list[Row] = []

    @classmethod
    def told(cls, profile: Profile) -> int:
        return len(profile.languages)

    @property
    def rows(self) -> list[Row]:
        if self.sent:
            return self.sent
        told = told_rows(self.profile)
        begun = self.language if not told else ""
        return [*told, *(_row(f"n{n}-", begun if n == 0 else "", None) for n in range(EMPTY_ROWS))]

    @property
    def forms(self) -> list[Form]:
        return [row.form for row in self.rows]

    @property
    def wrong(self) -> Filled | None:
        row = next((row for row in self.rows if row.error), None)
        return row.quick if row else super().wrong

    def take(self, data: QueryDict) -> None:
        what, about = doing(data)
        languages = dict(self.profile.languages)
        rows = self.rows
        for row in rows:
            before = languages.get(row.code) if row.is_told else None
            row.code = data.get(f"{row.prefix}code", row.code)
            row.form.send(data)
            values = row.form.read()
            if values is None or all(one.is_empty for one in row.form.filled):
                continue
            if row.code not in spoken_languages() and row.code not in languages:
                row.error = gettext("Choose the language.")
                continue
            quick = values.pop("quick")
            is_changed = values != (asdict(before) if before else dict.fromkeys(values, ""))
            languages[row.code] = LanguageSkill(
                **(dict.fromkeys(values, quick) if quick and not is_changed else values)
            )
        if what == "remove":
            languages.pop(about, None)
        if any(row.error or row.form.has_problems for row in rows):
            self.sent = rows
        self.profile = replace(self.profile, languages=languages)


def told_rows(profile: Profile) -> list[Row]:
    return [_row(f"l{n}-", code, skill) for n, (code, skill) in enumerate(profile.languages.items())]


def _row(prefix: str, code: str, skill: LanguageSkill | None) -> Row:
    levels = asdict(skill) if skill else {}
    same = set(levels.values())
    return Row(code, Form((QUICK, *FIVE), {**levels, "quick": same.pop() if len(same) == 1 else ""}, prefix), prefix)
