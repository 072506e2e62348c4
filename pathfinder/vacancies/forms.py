"""The form of a vacancy, checked once. What is missing becomes a question; nothing typed is lost."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.http import QueryDict
from django.utils.translation import get_language, gettext as _, gettext_lazy

from pathfinder.directory.queries import names_of_organizations
from pathfinder.editing.queries import plain_text
from pathfinder.languages.localized_text import localized
from pathfinder.languages.names import country_name, language_name
from pathfinder.rulebooks.loaded import countries, rulebook_of
from pathfinder.vacancies import codes
from pathfinder.vacancies.check import is_address
from pathfinder.vacancies.models import Vacancy
from pathfinder.vacancies.where import located
from pathfinder.vacancies.wording import OCCUPATION, REFERENCE, area_of, label_of, offered, references_in

FILL_IN = {"required": gettext_lazy("Fill this in.")}
NOT_A_DAY = gettext_lazy("Write a day, such as 2026-11-25.")
LONGEST_SKILL = 300
MOST_SKILLS, EMPTY_SKILLS, LANGUAGE_ROWS = 20, 3, 3
DAYS_AHEAD = 366
# Those of the nine countries, and of people who work with newcomers
SPOKEN = (
    "en",
    "nl",
    "fr",
    "de",
    "es",
    "it",
    "hu",
    "sk",
    "sl",
    "ca",
    "eu",
    "gl",
    "ga",
    "cy",
    "ar",
    "fa",
    "ps",
    "ti",
    "tr",
    "so",
    "uk",
    "ru",
)


class _Words(forms.CharField):
    """Plain words, whatever they were pasted from."""

    def to_python(self, value: Any) -> str:
        return plain_text(str(super().to_python(value)))


class _Day(forms.DateField):
    def __init__(self, **options: Any) -> None:
        widget = forms.DateInput(format="%Y-%m-%d")  # what a browser reads, in every language
        super().__init__(
            input_formats=["%Y-%m-%d"], widget=widget, error_messages={"invalid": NOT_A_DAY, **FILL_IN}, **options
        )


class VacancyForm(forms.Form):
    """`rows` beside the fields: skills in words or as references, and languages with their level."""

    kind = forms.ChoiceField(choices=[], error_messages=FILL_IN)
    organization = _Words(max_length=200, error_messages=FILL_IN)
    written_in = forms.ChoiceField(choices=settings.LANGUAGES)
    title = _Words(max_length=300, error_messages=FILL_IN)
    text = _Words(max_length=20_000, required=False, widget=forms.Textarea)
    country = forms.ChoiceField(choices=[], error_messages=FILL_IN)
    place = _Words(max_length=120, required=False)
    postcode = _Words(max_length=12, required=False)
    employment = forms.ChoiceField(choices=[], required=False)
    hours_a_week = forms.DecimalField(min_value=1, max_value=168, max_digits=4, decimal_places=1, required=False)
    pay = forms.ChoiceField(
        choices=[],
        error_messages={
            "required": gettext_lazy(
                "What does it pay? Tell it, or choose that it is not told, or that there is no pay."
            )
        },
    )
    pay_from = forms.DecimalField(min_value=0.01, max_digits=12, decimal_places=2, required=False)
    pay_to = forms.DecimalField(min_value=0.01, max_digits=12, decimal_places=2, required=False)
    pay_per = forms.ChoiceField(choices=[], required=False)
    licence = _Words(max_length=120, required=False)
    regulated = forms.ChoiceField(choices=[], required=False)
    isco = forms.RegexField(
        r"^\d{4}$", required=False, error_messages={"invalid": gettext_lazy("Write four digits, such as 7531.")}
    )
    learning_form = forms.ChoiceField(choices=[], required=False)
    starts_on = _Day(required=False)
    valid_through = _Day()
    apply_at = _Words(max_length=500, required=False)
    apply_text = _Words(max_length=2_000, required=False, widget=forms.Textarea)

    def __init__(
        self,
        data: QueryDict | None,
        *,
        own: Mapping[str, Mapping[str, str]],
        today: dt.date,
        one: Vacancy | None = None,
    ) -> None:
        """`own`: the organizations that somebody speaks for; an editor has none of them and names any employer."""
        super().__init__(
            data, initial=_told(one) if one else {"written_in": get_language(), "country": "", "kind": "job"}
        )
        self.own, self.today = own, today
        choices = {
            "kind": codes.KINDS, "employment": {"": "–", **codes.EMPLOYMENT}, "pay": codes.PAY, "pay_per": {"": "–", **codes.PAY_PER},
            "regulated": codes.REGULATED,
        }  # fmt: skip
        for name, words in choices.items():
            self.fields[name].choices = [(code, _(label)) for code, label in words.items()]
        named = sorted((country_name(code.upper(), get_language()), code) for code in countries())
        self.fields["country"].choices = [("", "–"), *((code, name) for name, code in named)]
        self.fields["learning_form"].choices = [("", "–"), *_learning_forms(get_language())]
        if own:
            self.fields["organization"] = forms.ChoiceField(
                choices=[(key, localized(name, get_language()).words) for key, name in own.items()],
                error_messages=FILL_IN,
            )
        language = str(self["written_in"].value() or get_language())
        self.skills = skills_typed(data) if data else list(one.skills) if one else []
        self.levels = levels_typed(data) if data else list(one.languages.items()) if one else []
        self.looked_up = {
            nth: offered(skill["words"], language)
            for nth, skill in enumerate(self.skills)
            if data and "look_up" in data and skill["words"]
        }

    # what the template shows

    @property
    def skill_rows(self) -> list[SkillRow]:
        return [
            SkillRow(nth, skill, self.looked_up.get(nth))
            for nth, skill in enumerate([*self.skills, *[dict(_NO_SKILL)] * EMPTY_SKILLS])
        ]

    @property
    def language_rows(self) -> list[tuple[int, list[tuple[str, str, bool]], list[tuple[str, bool]]]]:
        """Number; code, name and whether it is chosen of each language; the same of each level."""
        told = [*self.levels, *[("", "")] * LANGUAGE_ROWS][: max(LANGUAGE_ROWS, len(self.levels) + 1)]
        named = sorted((language_name(code, get_language()), code) for code in SPOKEN)
        return [
            (nth, [(c, name, c == code) for name, c in named], [(one, one == level) for one in codes.LEVELS])
            for nth, (code, level) in enumerate(told)
        ]

    # checking

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        self._check_days(data)
        self._check_pay(data)
        address = data.get("apply_at", "")
        if address and not is_address(address):
            self.add_error("apply_at", _("Write an address that begins with https://, or an e-mail address."))
        elif not address and not data.get("apply_text"):
            self.add_error("apply_text", _("How can somebody apply? Write an address, or say it in words."))
        form = data.get("learning_form", "")
        if form and data.get("country") and form not in _forms_of(data["country"]):
            self.add_error("learning_form", _("This form of learning at work is one of another country."))
        return data

    def _check_days(self, data: Mapping[str, Any]) -> None:
        for name in ("starts_on", "valid_through"):
            day = data.get(name)
            if day and day < self.today:
                self.add_error(name, _("This day has passed. Write one that is still to come."))
            elif day and day > self.today + dt.timedelta(days=DAYS_AHEAD):
                self.add_error(name, _("This is more than a year away. Is the year right?"))

    def _check_pay(self, data: dict[str, Any]) -> None:
        if data.get("pay") != codes.TOLD:
            if data.get("pay") == codes.UNPAID and data.get("kind") == "job":
                self.add_error(
                    "pay", _("A job without pay? If it is an internship or learning at work, choose that as its kind.")
                )
            data |= {"pay_from": None, "pay_to": None, "pay_per": ""}
            return
        if not data.get("pay_from") and "pay_from" not in self.errors:
            self.add_error("pay_from", _("How much is it? Write an amount, or choose that the pay is not told."))
        if not data.get("pay_per"):
            self.add_error("pay_per", _("Is this an hour, a month, a year?"))
        low, high = data.get("pay_from"), data.get("pay_to")
        if low and high and high < low:
            self.add_error("pay_to", _("This is less than the first amount. Turn the two round."))

    def values(self) -> dict[str, Any]:
        """Of a form that is valid, as the actions take them."""
        data = self.cleaned_data
        language = data["written_in"]
        key, name = self._organization(data["organization"])
        skills = [_with_reference(skill, language) for skill in self.skills]
        references = [one["what"] for one in skills if one["what"]]
        is_paid = data["pay"] == codes.TOLD
        same = ("kind", "country", "place", "postcode", "employment", "hours_a_week", "pay", "pay_from", "pay_to", "pay_per", "licence", "regulated", "isco", "learning_form", "starts_on", "valid_through", "apply_at", "apply_text")  # fmt: skip
        return {
            **{name: data[name] for name in same},
            **located(data["country"], data["place"], data["postcode"]),
            "organization_key": key,
            "organization_name": name,
            "title": {language: data["title"]},
            "text": {language: data["text"]} if data["text"] else {},
            "currency": codes.CURRENCIES[data["country"]] if is_paid else "",
            "skills": skills,
            "occupation": next((one for one in references if OCCUPATION.fullmatch(one)), ""),
            "area": area_of(references, data["isco"]),
            "languages": dict(self.levels),
        }

    def _organization(self, typed: str) -> tuple[str, str]:
        """Key and name: of the directory where it is there, else what was typed."""
        known = self.own or names_of_organizations([typed])
        return (
            (typed, localized(known[typed], self.cleaned_data["written_in"]).words) if typed in known else ("", typed)
        )


_NO_SKILL = {"what": "", "words": "", "importance": codes.MUST, "is_suggested": False}


@dataclass(frozen=True)
class SkillRow:
    """One skill of the form. `looked_up`: what its words may mean, once that was asked."""

    nth: int
    skill: Mapping[str, Any]
    looked_up: list[tuple[str, str]] | None

    @property
    def label(self) -> Any:
        return label_of(self.skill["what"], get_language()) if self.skill["what"] else None

    @property
    def choices(self) -> list[tuple[str, str, bool]]:
        """Reference, words, whether it is chosen: what was chosen before, what was found now, and none of these."""
        told = (
            {self.skill["what"]: self.label.words if self.label else self.skill["what"]} if self.skill["what"] else {}
        )
        told |= dict(self.looked_up or ())
        return [
            *((ref, words, ref == self.skill["what"]) for ref, words in told.items()),
            ("", _("none of these"), not self.skill["what"]),
        ]

    @property
    def importances(self) -> list[tuple[str, str, bool]]:
        return [(code, _(words), code == self.skill["importance"]) for code, words in codes.IMPORTANCE.items()]


def skills_typed(data: QueryDict) -> list[dict[str, Any]]:
    """The rows of skills that say something."""
    found = []
    for nth in range(MOST_SKILLS):
        words = plain_text(data.get(f"skill-{nth}-words", ""))[:LONGEST_SKILL]
        what, importance = data.get(f"skill-{nth}-what", ""), data.get(f"skill-{nth}-importance", "")
        if words or what:
            found.append({
                "what": what if REFERENCE.fullmatch(what) else "", "words": words,
                "importance": importance if importance in codes.IMPORTANCE else codes.MUST,
                "is_suggested": bool(what) and data.get(f"skill-{nth}-suggested") == what,
                "is_none": data.get(f"skill-{nth}-what") == "",
            })  # fmt: skip
    return found


def levels_typed(data: QueryDict) -> list[tuple[str, str]]:
    """Each language that was chosen with a level, once."""
    found = {}
    for nth in range(len(SPOKEN)):
        code, level = data.get(f"language-{nth}-code", ""), data.get(f"language-{nth}-level", "")
        if code in SPOKEN and level in codes.LEVELS:
            found[code] = level
    return list(found.items())


def _with_reference(skill: Mapping[str, Any], language: str) -> dict[str, Any]:
    """Words that nobody chose a reference for get the one that a machine is sure of; who said “none of these” gets none."""
    told = {name: skill[name] for name in _NO_SKILL}
    if told["what"] or skill.get("is_none"):
        return told
    what, _words, is_suggested = references_in(told["words"], language)
    return {**told, "what": what, "is_suggested": is_suggested}


def _learning_forms(language: str) -> list[tuple[str, str]]:
    return [
        (
            form,
            f"{country_name(country.upper(), language)}: {localized(rulebook_of(country).pack['services'][form]['name'], language).words}",
        )
        for country in countries()
        for form in _forms_of(country)
    ]


def _forms_of(country: str) -> list[str]:
    return [form["id"] for form in rulebook_of(country).pack["employers"]["workplace_learning"]]


def _told(one: Vacancy) -> dict[str, Any]:
    """A vacancy as it stands in the fields."""
    language = next(iter(one.title), "en")
    names = [name for name in VacancyForm.base_fields if name not in ("organization", "written_in", "title", "text")]
    return {
        **{name: getattr(one, name) for name in names},
        "organization": one.organization_key or one.organization_name,
        "written_in": language,
        "title": str(one.title.get(language, "")),
        "text": str(one.text.get(language, "")),
    }
