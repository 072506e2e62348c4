"""What is typed beside the form of a record and is no part of it: the consent of who tells a story, an answer to a question."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext, gettext_lazy as _

from pathfinder.editing.queries import plain_text

WAYS = {"paper": _("on paper"), "email": _("by e-mail"), "recorded": _("recorded, as sound or film")}
ANSWER = "answer"
CONSENT = ("consent_yes", "consent_how", "consent_given_on", "consent_ends_on")
LONGEST_ANSWER = 5_000  # letters
NOT_A_DAY = _("Write a day, such as 2026-11-25.")


@dataclass(frozen=True)
class Agreed:
    """A person's yes to the publication of their story."""

    given_on: dt.date
    how: str
    ends_on: dt.date | None = None


class ConsentForm(forms.Form):
    """Whether somebody may publish the story of a person."""

    consent_yes = forms.BooleanField(
        error_messages={
            "required": _(
                "We publish a story only if the person is over 18 and said yes to it. Ask first, then tick this."
            )
        }
    )
    consent_how = forms.ChoiceField(
        choices=[(code, code) for code in WAYS],
        error_messages={
            "required": _("Choose how the person said yes."),
            "invalid_choice": _("Choose how the person said yes."),
        },
    )
    consent_given_on = forms.DateField(
        input_formats=["%Y-%m-%d"], error_messages={"required": NOT_A_DAY, "invalid": NOT_A_DAY}
    )
    consent_ends_on = forms.DateField(input_formats=["%Y-%m-%d"], required=False, error_messages={"invalid": NOT_A_DAY})

    def __init__(self, beside: Mapping[str, str], today: dt.date) -> None:
        super().__init__(dict(beside))
        self.today = today

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        given_on, ends_on = data.get("consent_given_on"), data.get("consent_ends_on")
        if given_on and given_on > self.today:
            self.add_error("consent_given_on", gettext("This day is still to come."))
        if given_on and ends_on and ends_on < given_on:
            self.add_error("consent_ends_on", gettext("This is before the beginning. Turn the two dates round."))
        elif ends_on and ends_on <= self.today:
            self.add_error("consent_ends_on", gettext("The consent has ended, so the story cannot be published."))
        return data

    @property
    def ways(self) -> list[tuple[str, Any, bool]]:
        """Code, words, whether it is chosen."""
        return [(code, words, self["consent_how"].value() == code) for code, words in WAYS.items()]

    @property
    def agreed(self) -> Agreed | None:
        """Nothing while something is missing or cannot be."""
        if not self.is_valid():
            return None
        data = self.cleaned_data
        return Agreed(data["consent_given_on"], data["consent_how"], data["consent_ends_on"])


def beside_typed(data: QueryDict, *, with_consent: bool) -> dict[str, str]:
    """As it was typed, without signs that nobody sees."""
    names = (*CONSENT, ANSWER) if with_consent else (ANSWER,)
    return {name: words for name in names if (words := plain_text(data.get(name, ""))[:LONGEST_ANSWER])}
