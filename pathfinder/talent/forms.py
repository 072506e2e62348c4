"""Forms of the desk, checked once. Nothing typed is lost; what is wrong is said beside its field."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.translation import get_language, gettext as _, gettext_lazy

from pathfinder.directory.queries import names_of_organizations
from pathfinder.editing.queries import plain_text
from pathfinder.languages.localized_text import localized
from pathfinder.languages.names import country_name
from pathfinder.rulebooks.loaded import countries, rulebook_of
from pathfinder.skills.queries import ProfileError, read_profile
from pathfinder.talent.models import Candidate, CandidateForJob, JobOpportunity
from pathfinder.talent.shown import choices, stage_choices
from pathfinder.talent.stages import CLOSED, JOB_CLOSED, JOB_STAGES, NEXT_STEPS, PAPERS, PASSPORT, RELATIONS
from pathfinder.vacancies.queries import vacancy

FILL_IN = {"required": gettext_lazy("Fill this in.")}
NOT_A_DAY = {"invalid": gettext_lazy("Write a day, such as 2026-11-25.")}
LARGEST_PROFILE = 200_000  # bytes
EMPTY_DEPENDANTS, MOST_DEPENDANTS = 2, 20


class _Words(forms.CharField):
    def to_python(self, value: Any) -> str:
        return plain_text(str(super().to_python(value)))


class _DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


def _day() -> forms.DateField:
    return forms.DateField(required=False, input_formats=["%Y-%m-%d"], error_messages=NOT_A_DAY, widget=_DayInput())


def destination_choices() -> list[tuple[str, str]]:
    named = sorted((country_name(code.upper(), get_language()), code) for code in countries())
    return [(code, name) for name, code in named]


def country_choices() -> list[tuple[str, str]]:
    language = get_language()
    codes = rulebook_of(countries()[0]).reader.countries
    return [("", "–"), *((code, name) for name, code in sorted((country_name(c, language), c) for c in codes))]


def team_choices(own: list[str]) -> list[tuple[str, str]]:
    """Of a provider's organizations."""
    names = names_of_organizations(own)
    return [(key, localized(names.get(key, {"und": key}), get_language()).words) for key in own]


class CandidateForm(forms.Form):
    organization = forms.ChoiceField(required=False)
    reference = _Words(max_length=40, required=False)
    name = _Words(max_length=200, error_messages=FILL_IN)
    email = forms.EmailField(
        required=False, error_messages={"invalid": gettext_lazy("Give an e-mail address, such as amina@example.org.")}
    )
    phone = _Words(max_length=40, required=False)
    birth_year = forms.IntegerField(required=False)
    language = forms.ChoiceField(choices=settings.LANGUAGES)
    stay = forms.ChoiceField(required=False)
    nationality = forms.ChoiceField(required=False)
    destinations = forms.MultipleChoiceField(required=False)
    passport = forms.ChoiceField(required=False)
    passport_until = _day()
    contact_consent_on = _day()
    profile_file = forms.FileField(required=False)
    profile_consent_on = _day()

    def __init__(
        self, data: QueryDict | None, files: Any, *, own: list[str], today: dt.date, one: Candidate | None = None
    ) -> None:  # fmt: skip
        """`own`: the organizations that somebody speaks for; an editor enters for the editors."""
        told = {name: getattr(one, name) for name in _CANDIDATE} if one else {"language": get_language()}
        super().__init__(data, files, initial={**told, "organization": one.organization_key if one else ""})
        self.one, self.today = one, today
        teams = team_choices(own)
        self.fields["organization"].choices = teams or [("", "–")]
        self.fields["organization"].required = bool(teams)
        self.fields["stay"].choices = self.fields["nationality"].choices = country_choices()
        self.fields["destinations"].choices = destination_choices()
        self.fields["passport"].choices = choices(PASSPORT)
        self.dependants = _dependants(data) if data is not None else list(one.dependants) if one else []

    @property
    def dependant_rows(self) -> list[tuple[int, Mapping[str, Any]]]:
        empty = {"relation": "", "birth_year": "", "comes": True}
        return list(enumerate([*self.dependants, *[empty] * EMPTY_DEPENDANTS]))

    @property
    def relations(self) -> list[tuple[str, str]]:
        return choices(RELATIONS)

    def clean_birth_year(self) -> int | None:
        year: int | None = self.cleaned_data["birth_year"]
        if year is not None and not self.today.year - 110 <= year <= self.today.year:
            raise forms.ValidationError(_("Write a year of four digits, such as 1990."))
        return year

    def clean_contact_consent_on(self) -> dt.date | None:
        return self._not_ahead("contact_consent_on")

    def clean_profile_consent_on(self) -> dt.date | None:
        return self._not_ahead("profile_consent_on")

    def _not_ahead(self, name: str) -> dt.date | None:
        day: dt.date | None = self.cleaned_data[name]
        if day and day > self.today:
            raise forms.ValidationError(_("This day has not come yet."))
        return day

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or {}
        self.profile = self.one.profile if self.one else None
        if told.get("profile_file"):
            self._read(told["profile_file"])
        if self.profile and not told.get("profile_consent_on") and "profile_consent_on" not in self.errors:
            if told.get("profile_file"):
                self.add_error("profile_consent_on", _("When did the person agree that the profile is kept?"))
            else:
                self.profile = None  # the consent was taken out: the profile goes
        own = Candidate.objects.filter(organization_key=self._team(told), reference=told.get("reference", ""))
        if told.get("reference") and own.exclude(pk=self.one.pk if self.one else None).exists():
            self.add_error("reference", _("Somebody has this reference already."))
        return told

    def _team(self, told: Mapping[str, Any]) -> str:
        """Whose it is: what a provider chose; an editor leaves it with whose it was."""
        if self.fields["organization"].required or self.one is None:
            return str(told.get("organization", ""))
        return str(self.one.organization_key)

    def _read(self, file: UploadedFile) -> None:
        try:
            if (file.size or 0) > LARGEST_PROFILE:
                raise ProfileError(_("This file is too large"))
            self.profile = read_profile(file.read()).document()
        except ProfileError as error:
            said = _("This file is no profile: %(problem)s") % {"problem": str(error)[:200]}
            self.add_error("profile_file", said)

    def values(self) -> dict[str, Any]:
        told = {name: self.cleaned_data[name] for name in _CANDIDATE}
        return {
            **told,
            "organization_key": self._team(self.cleaned_data),
            "profile": self.profile,
            "profile_consent_on": self.cleaned_data["profile_consent_on"] if self.profile else None,
            "dependants": [row for row in self.dependants if row["relation"]],
        }


_CANDIDATE = (
    "reference", "name", "email", "phone", "birth_year", "language", "stay", "nationality", "destinations", "passport",
    "passport_until", "contact_consent_on", "profile_consent_on",
)  # fmt: skip


def _dependants(data: QueryDict) -> list[dict[str, Any]]:
    """As they stand in the rows; an unreadable year is left out of the row."""
    rows = []
    for nth in range(MOST_DEPENDANTS):
        relation, year = data.get(f"dependant-{nth}-relation", ""), data.get(f"dependant-{nth}-birth_year", "").strip()
        if relation in RELATIONS and relation:
            is_year = len(year) == 4 and year.isascii() and year.isdigit()
            comes = f"dependant-{nth}-comes" in data
            rows.append({"relation": relation, "birth_year": int(year) if is_year else None, "comes": comes})
    return rows


class JobForm(forms.Form):
    organization = forms.ChoiceField(required=False)
    title = _Words(max_length=200, error_messages=FILL_IN)
    destination = forms.ChoiceField(error_messages=FILL_IN)
    employer = _Words(max_length=200, error_messages=FILL_IN)
    isco = forms.RegexField(
        r"^\d{4}$", required=False, error_messages={"invalid": gettext_lazy("Write the four digits of ISCO-08, such as 2221.")}
    )  # fmt: skip
    vacancy_key = _Words(max_length=40, required=False)
    stage = forms.ChoiceField()
    closed = forms.ChoiceField(required=False)
    words = _Words(max_length=2_000, required=False, widget=forms.Textarea)

    def __init__(self, data: QueryDict | None, *, own: list[str], one: JobOpportunity | None = None) -> None:
        told = {name: getattr(one, name) for name in _JOB} if one else {"stage": "contact"}
        if one:
            told |= {"organization": one.organization_key, "employer": one.employer_key or one.employer_name}
        super().__init__(data, initial=told)
        self.one = one
        teams = team_choices(own)
        self.fields["organization"].choices = teams or [("", "–")]
        self.fields["organization"].required = bool(teams)
        self.fields["destination"].choices = [("", "–"), *destination_choices()]
        self.fields["stage"].choices = [(code, str(name)) for code, name in JOB_STAGES.items()]
        self.fields["closed"].choices = [("", "–"), *choices(JOB_CLOSED)]

    def clean_vacancy_key(self) -> str:
        key: str = self.cleaned_data["vacancy_key"].rstrip("/").rpartition("/")[2]
        if key and vacancy(key) is None:
            raise forms.ValidationError(_("There is no such vacancy. Copy the address of its page."))
        return key

    def values(self) -> dict[str, Any]:
        told, employer = self.cleaned_data, self.cleaned_data["employer"]
        named = names_of_organizations([employer]).get(employer)
        is_own = self.fields["organization"].required  # an editor leaves it with whose it was
        return {
            **{name: told[name] for name in _JOB},
            "organization_key": self.one.organization_key if self.one and not is_own else told["organization"],
            "employer_key": employer if named else "",
            "employer_name": localized(named, get_language()).words if named else employer,
        }


_JOB = ("title", "destination", "isco", "vacancy_key", "stage", "closed")


class CaseForm(forms.Form):
    """One step of one case."""

    stage = forms.ChoiceField()
    closed = forms.ChoiceField(required=False)
    next_step = forms.ChoiceField(required=False)
    next_words = _Words(max_length=500, required=False)
    due = _day()
    papers = forms.MultipleChoiceField(required=False)
    words = _Words(max_length=2_000, required=False, widget=forms.Textarea)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: QueryDict | None, case: CandidateForJob) -> None:
        names = ("stage", "closed", "next_step", "next_words", "due", "papers", "version")
        super().__init__(data, initial={name: getattr(case, name) for name in names})
        self.fields["stage"].choices = stage_choices()
        self.fields["closed"].choices = [("", "–"), *((code, _(words[0])) for code, words in CLOSED.items())]
        self.fields["next_step"].choices = choices(NEXT_STEPS)
        self.fields["papers"].choices = choices(PAPERS)

    def change(self) -> dict[str, Any]:
        """The fields of the case, as JSON has them."""
        told = self.cleaned_data
        due = told["due"].isoformat() if told["due"] else None
        return {**{n: told[n] for n in ("stage", "closed", "next_step", "next_words", "papers")}, "due": due}


class BulkForm(forms.Form):
    """One step for several: only what is filled in is changed."""

    stage = forms.ChoiceField(required=False)
    closed = forms.ChoiceField(required=False)
    next_step = forms.ChoiceField(required=False)
    due = _day()

    def __init__(self, data: QueryDict | None) -> None:
        super().__init__(data)
        self.fields["stage"].choices = [("", "–"), *stage_choices()]
        self.fields["closed"].choices = [("", "–"), *((code, _(words[0])) for code, words in CLOSED.items())]
        self.fields["next_step"].choices = choices(NEXT_STEPS)

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or {}
        if not self.errors and not any(told.values()):
            raise forms.ValidationError(_("Choose what changes for them."))
        return told

    def change(self) -> dict[str, Any]:
        told = self.cleaned_data
        found = {name: told[name] for name in ("stage", "closed", "next_step") if told[name]}
        return {**found, "due": told["due"].isoformat()} if told["due"] else found


class ExportForm(forms.Form):
    reason = _Words(
        max_length=300, error_messages={"required": gettext_lazy("Write why you take this list along. It is kept.")}
    )
    with_names = forms.BooleanField(required=False)
