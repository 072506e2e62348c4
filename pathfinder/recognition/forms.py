"""One short form: where, what you have, for what. It holds no personal data, so it stands in the address."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _, gettext_noop

from pathfinder.languages.localized_text import localized
from pathfinder.languages.names import country_name, country_names
from pathfinder.recognition.addresses import FIELDS
from pathfinder.recognition.professions import NAMES, profession_of
from pathfinder.recognition.route import Case, places
from pathfinder.recognition.tasks import task_of
from pathfinder.rulebooks.loaded import countries, rulebook_of
from rulebook.law import Rulebook

CHOICES: Mapping[str, Mapping[str, str]] = {
    "has": {
        "diploma": gettext_noop("A diploma or school certificate"),
        "skill": gettext_noop("Skills without a diploma for them"),
    },
    "papers": {
        "original": gettext_noop("I have the original"),
        "copy": gettext_noop("I have a copy or a photo"),
        "lost": gettext_noop("It is lost, or out of reach"),
    },
    "aim": {
        "work": gettext_noop("Work"),
        "study": gettext_noop("Study on"),
        "regulated": gettext_noop("Work in a profession that the law regulates, such as nurse or doctor"),
    },
}
Option = tuple[str, str, bool]  # what is sent, its name, whether it is chosen


@dataclass(frozen=True)
class RouteForm:
    """What stands in the form. `problems` says for each field what was expected."""

    sent: Mapping[str, str]
    language: str

    @cached_property
    def problems(self) -> dict[str, str]:
        found = {}
        if self.sent.get("where") and self.sent["where"] not in {*dict(self._places), *countries()}:
            found["where"] = _("Choose one of the places in the list.")
        if self.sent.get("from") and self.sent["from"] not in _facts_of_all().reader.countries:
            found["from"] = _("We do not know this country. Choose one from the list.")
        known = {"level": self._levels, "job": NAMES, **CHOICES}
        for name, options in known.items():
            if self.sent.get(name) and self.sent[name] not in options:
                found[name] = _("Choose one of the answers in the list.")
        return found

    @property
    def problem(self) -> dict[str, str]:
        """The same with nothing for a field that can be read, as a template needs it."""
        return {**dict.fromkeys((*FIELDS, "where"), ""), **self.problems}

    @property
    def case(self) -> Case:
        """Only of a form without problems. An occupation (ISCO-08) may stand for the profession."""
        told = {part: self.sent[name] for name, part in FIELDS.items() if self.sent.get(name)}
        task = task_of(told.get("what", ""))
        if task is None:
            told.pop("what", None)
        isco = task.isco if task else self.sent.get("isco", "")
        if "profession" not in told and (found := profession_of(isco)):
            told["profession"] = found
        return Case(**told)

    @property
    def place(self) -> str:
        return self.sent.get("where", "")

    # what the template shows

    @cached_property
    def _places(self) -> list[tuple[str, str]]:
        """Each country, or its parts where the routes differ by them, in the order of the names."""
        found = []
        for code in countries():
            rulebook, name = rulebook_of(code), country_name(code.upper(), self.language)
            for place in places(rulebook):
                part = localized(rulebook.territories[place].names, self.language).words
                found.append((place, name if place == code else f"{name}: {part}"))
        return sorted(found, key=lambda pair: pair[1])

    @property
    def places(self) -> list[Option]:
        return self._options("where", self._places)

    @property
    def _levels(self) -> Mapping[str, str]:
        values = _facts_of_all().facts["education_level"].values
        return {code: localized(text, self.language).words for code, text in values.items() if code != "0"}

    @property
    def levels(self) -> list[Option]:
        return self._options("level", self._levels.items())

    @property
    def countries(self) -> list[Option]:
        return self._options("from", country_names(self.language, _facts_of_all().reader.countries))

    @property
    def jobs(self) -> list[Option]:
        return self._options("job", ((code, _(name)) for code, name in NAMES.items()))

    @property
    def has(self) -> list[Option]:
        return self._choices("has")

    @property
    def papers(self) -> list[Option]:
        return self._choices("papers")

    @property
    def aims(self) -> list[Option]:
        return self._choices("aim")

    def _choices(self, name: str) -> list[Option]:
        chosen = {"has": "diploma", "aim": "work", **{k: v for k, v in self.sent.items() if v}}.get(name, "")
        return [(code, _(words), code == chosen) for code, words in CHOICES[name].items()]

    def _options(self, name: str, options: Iterable[tuple[str, str]]) -> list[Option]:
        return [(code, words, code == self.sent.get(name)) for code, words in options]


def _facts_of_all() -> Rulebook:
    """A rulebook for the facts that all countries share."""
    return rulebook_of(countries()[0])
