"""What is typed about consents, checked at the door."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.core.validators import validate_email
from django.utils.translation import gettext, gettext_lazy as _

from pathfinder.checking.actions import PlainWords
from pathfinder.library.consents.queries import HOW, WHAT
from pathfinder.library.models import Consent
from pathfinder.library.models.consent import LONGEST_REASON

LONGEST_WORDS = 800  # letters; with the address they fit into a report
NOT_A_DAY = _("Write a day, such as 2026-11-25.")


class OptionalEmail(forms.CharField):
    """So that somebody can be asked back."""

    def validate(self, value: Any) -> None:
        if not value:
            return
        try:
            validate_email(value)
        except forms.ValidationError:
            raise forms.ValidationError(
                _("Give an e-mail address, such as amina@example.org, or leave it empty.")
            ) from None


class TakeDownForm(forms.Form):
    """Somebody says that a story is about them. Nothing has to be proved or explained."""

    words = PlainWords(longest=LONGEST_WORDS, required=False)
    email = OptionalEmail(required=False, max_length=200)

    @property
    def told(self) -> str:
        """For the editors, as one text."""
        return "\n\n".join(part for part in (self.cleaned_data["words"], self.cleaned_data["email"]) if part)


class Day(forms.DateField):
    def __init__(self, **options: Any) -> None:
        super().__init__(
            input_formats=["%Y-%m-%d"], error_messages={"required": NOT_A_DAY, "invalid": NOT_A_DAY}, **options
        )


class ConsentDays:
    """Checks that forms with `given_on` and `ends_on` share."""

    today: dt.date
    cleaned_data: dict[str, Any]

    def check_days(self: Any) -> None:
        given_on, ends_on = self.cleaned_data.get("given_on"), self.cleaned_data.get("ends_on")
        if given_on and given_on > self.today:
            self.add_error("given_on", gettext("This day is still to come."))
        if given_on and ends_on and ends_on < given_on:
            self.add_error("ends_on", gettext("This is before the beginning. Turn the two dates round."))
        elif ends_on and ends_on < self.today:
            self.add_error("ends_on", gettext("The consent has ended, so nothing can be published with it."))


class GivenForm(ConsentDays, forms.Form):
    """A consent that an editor records."""

    what = forms.ChoiceField(
        choices=[(code, words) for code, words in WHAT.items() if code != Consent.PICTURE],
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Choose what the person agreed to.")),
    )
    given_on = Day()
    how = forms.ChoiceField(
        choices=list(HOW.items()),
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Choose how the person said yes.")),
    )
    ends_on = Day(required=False)

    def __init__(self, *args: Any, today: dt.date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today

    def clean(self) -> dict[str, Any]:
        self.check_days()
        return self.cleaned_data


class ReasonForm(forms.Form):
    """Why an editor takes something back."""

    reason = PlainWords(
        longest=LONGEST_REASON,
        error_messages={"required": _("Please give the reason in a few words. Only the desk sees it.")},
    )
