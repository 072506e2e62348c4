"""What people type about accounts and roles, checked once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import get_language, gettext as _, gettext_lazy

from pathfinder.accounts.actions import Offer
from pathfinder.accounts.models import User
from pathfinder.accounts.queries import Filters
from pathfinder.accounts.roles import PROVIDER, ROLES, TRANSLATOR, WHAT_THEY_DO
from pathfinder.accounts.trail import EVENTS, in_words
from pathfinder.directory.queries import names_of_organizations, organizations_to_choose
from pathfinder.languages.names import language_name

# Those of the nine countries and of the people who come
TRANSLATED = (
    "en", "nl", "fr", "de", "es", "it", "hu", "sk", "sl", "ca", "eu", "gl", "ga", "cy", "ar", "ckb", "fa", "prs", "ps", "ti",
    "am", "so", "tr", "uk", "ru", "ur", "pl", "ro", "bg", "sq", "pt", "zh",
)  # fmt: skip
MOST_SUGGESTIONS = 500
REQUIRED = {"required": gettext_lazy("Fill this in.")}
OF_EMAIL = {"required": gettext_lazy("Give an e-mail address, such as amina@example.org.")}
OF_EMAIL["invalid"] = OF_EMAIL["required"]


def language_choices(codes: Sequence[str]) -> list[tuple[str, str]]:
    return [(code, language_name(code, get_language())) for code in codes]


class RoleForm(forms.Form):
    """A role, with the organization of a provider or the languages of a translator."""

    role = forms.ChoiceField(error_messages={"required": gettext_lazy("Choose a role.")})
    organization = forms.CharField(required=False, max_length=120)
    languages = forms.MultipleChoiceField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [(role, _(words)) for role, words in ROLES.items()]
        self.fields["languages"].choices = language_choices(TRANSLATED)
        self.fields["organization"].widget.attrs |= {"list": "organizations", "autocomplete": "off"}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        role, organization = data.get("role"), data.get("organization", "")
        if role == PROVIDER and organization not in names_of_organizations([organization]):
            self.add_error(
                "organization",
                _("A provider speaks for an organization of the directory. Write its id, such as be-atlas."),
            )
        if role == TRANSLATOR and not data.get("languages"):
            self.add_error("languages", _("Choose the languages that this person translates into."))
        return data

    @property
    def offer(self) -> Offer:
        data = self.cleaned_data
        return Offer(
            data["role"],
            data["organization"] if data["role"] == PROVIDER else "",
            data["languages"] if data["role"] == TRANSLATOR else (),
        )

    @property
    def roles(self) -> list[tuple[str, str, str, bool]]:
        """Code, words, what they do, whether chosen."""
        chosen = self["role"].value()
        return [(role, _(words), _(WHAT_THEY_DO[role]), role == chosen) for role, words in ROLES.items()]

    @property
    def organizations(self) -> list[tuple[str, Mapping[str, str]]]:
        return organizations_to_choose(MOST_SUGGESTIONS)

    @property
    def language_boxes(self) -> list[tuple[str, str, bool]]:
        chosen = set(self["languages"].value() or ())
        return [(code, name, code in chosen) for code, name in self.fields["languages"].choices]


class InvitationForm(RoleForm):
    email = forms.EmailField(error_messages=OF_EMAIL, max_length=254)
    language = forms.ChoiceField(choices=settings.LANGUAGES)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].widget.attrs |= {"autocomplete": "off"}


class DetailsForm(forms.Form):
    """One's own name and the language of letters."""

    name = forms.CharField(max_length=120, error_messages=REQUIRED)
    language = forms.ChoiceField(choices=settings.LANGUAGES)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].widget.attrs |= {"autocomplete": "name"}


class NewAccountForm(DetailsForm):
    password = forms.CharField(
        max_length=1000,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages=REQUIRED,
    )

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if password := data.get("password"):
            try:
                validate_password(password, User(email=self.email, name=data.get("name", "")))
            except forms.ValidationError as error:
                self.add_error("password", error)
        return data


class TrailForm(forms.Form):
    """What of the trail to show; what cannot be read shows everything, with a sentence."""

    what = forms.ChoiceField(required=False)
    who = forms.CharField(required=False, max_length=120)
    on = forms.CharField(required=False, max_length=200)
    since = forms.DateField(required=False)
    until = forms.DateField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["what"].choices = [("", "–"), *((code, in_words(code)) for code in EVENTS)]
        for name in ("since", "until"):
            self.fields[name].error_messages["invalid"] = _("Write the date as 2026-11-25.")
            self.fields[name].widget.attrs |= {"placeholder": "2026-11-25"}

    @property
    def filters(self) -> Filters:
        if not self.is_valid():
            return Filters()
        return Filters(**{name: value for name, value in self.cleaned_data.items() if value})
