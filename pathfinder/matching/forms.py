"""What is typed about offering a profile and asking for more, checked once."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import get_language, gettext as _, gettext_lazy

from pathfinder.accounts.queries import User
from pathfinder.checking.actions import PlainWords
from pathfinder.languages.names import country_name
from pathfinder.matching import codes
from pathfinder.rulebooks.loaded import countries

REQUIRED = {"required": gettext_lazy("Fill this in.")}
NO_DAY = gettext_lazy("Write the date as 2026-11-25.")


class OfferForm(forms.Form):
    """For which countries, until when, and the consent."""

    countries = forms.MultipleChoiceField(
        error_messages=dict.fromkeys(("required", "invalid_choice"), gettext_lazy("Choose at least one country."))
    )
    until = forms.DateField(input_formats=["%Y-%m-%d"], error_messages={"required": NO_DAY, "invalid": NO_DAY})
    consent = forms.BooleanField(
        error_messages={"required": gettext_lazy("Without your consent nothing is kept. Tick the box, or go back.")}
    )

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        named = sorted((country_name(code.upper(), get_language()), code) for code in countries())
        self.fields["countries"].choices = [(code, name) for name, code in named]

    def clean_until(self) -> dt.date:
        until: dt.date = self.cleaned_data["until"]
        if not self.today <= until <= self.today + dt.timedelta(days=codes.LONGEST_DAYS):
            raise forms.ValidationError(_("Choose a day from today on, at most a year ahead."))
        return until

    @property
    def first_wrong(self) -> dict[str, Any] | None:
        """What is wrong with the first field that is, and where it stands on the page."""
        anchors = {"countries": "countries", "until": "id_until", "consent": "id_consent"}
        return next(
            ({"errors": self[name].errors, "anchor": anchor} for name, anchor in anchors.items() if self[name].errors),
            None,
        )

    @property
    def country_boxes(self) -> list[tuple[str, str, bool]]:
        chosen = set(self["countries"].value() or ())
        return [(code, name, code in chosen) for code, name in self.fields["countries"].choices]


class AddressForm(forms.Form):
    """Where the letter goes."""

    email = forms.EmailField(
        max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages=dict.fromkeys(
            ("required", "invalid", "max_length"), gettext_lazy("Give an e-mail address, such as amina@example.org.")
        ),
    )  # fmt: skip

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()


class AccountForm(forms.Form):
    name = forms.CharField(
        max_length=120, error_messages=REQUIRED, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    password = forms.CharField(
        max_length=1000, strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages=REQUIRED,
    )  # fmt: skip
    language = forms.ChoiceField(choices=settings.LANGUAGES)

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email

    def clean_password(self) -> str:
        password = self.cleaned_data["password"]
        validate_password(password, User(email=self.email, name=self.cleaned_data.get("name", "")))
        return str(password)


class AskForm(forms.Form):
    """Which fields an employer wants to see, and why: the person reads the reason."""

    asked = forms.MultipleChoiceField(
        choices=list(codes.FIELDS.items()),
        error_messages=dict.fromkeys(("required", "invalid_choice"), gettext_lazy("Choose what you want to see.")),
    )
    reason = PlainWords(
        longest=codes.LONGEST_REASON,
        error_messages={"required": gettext_lazy("Write why. The person reads it before they decide.")},
    )

    @property
    def chosen(self) -> set[str]:
        return set(self["asked"].value() or ())
