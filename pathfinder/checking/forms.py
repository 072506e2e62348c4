"""What people type in this room, made clean at the door."""

from __future__ import annotations

import unicodedata
from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy as _, ngettext

from pathfinder.checking.reports import CONSENT, LONGEST_ANSWER, LONGEST_WORDS, WRONG

# Turns the direction of what follows, or hides in it
_TRICKS = frozenset("\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff")


class PlainWords(forms.CharField):
    """Words of a person: no control characters, no tricks with the direction, at most so many letters."""

    def __init__(self, *, longest: int, **options: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": 5}), **options)
        self.longest = longest

    def to_python(self, value: Any) -> str:
        words = unicodedata.normalize("NFC", str(value or "")).replace("\r\n", "\n")
        return "".join(c for c in words if c == "\n" or (c not in _TRICKS and unicodedata.category(c) != "Cc")).strip()

    def validate(self, value: Any) -> None:
        super().validate(value)
        if (over := len(value) - self.longest) > 0:
            raise forms.ValidationError(
                ngettext(
                    "Please write less: it is %(n)s letter too long.", "Please write less: it is %(n)s letters too long.", over
                )
                % {"n": over}
            )  # fmt: skip


class ReportForm(forms.Form):
    """What is wrong. Nothing about the person is asked."""

    about = forms.ChoiceField(
        choices=[(code, code) for code in WRONG],
        error_messages={
            "required": _("Please choose what is wrong."),
            "invalid_choice": _("Please choose what is wrong."),
        },
    )
    words = PlainWords(longest=LONGEST_WORDS, required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("about") == "other" and not data.get("words") and "words" not in self.errors:
            self.add_error("words", gettext("Please write in a few words what is wrong."))
        return data

    @property
    def choices(self) -> list[tuple[str, str, bool]]:
        """Code, words, whether it is chosen. What is about a person has a form of its own."""
        return [
            (code, gettext(words), self["about"].value() == code) for code, words in WRONG.items() if code != CONSENT
        ]


class AnswerForm(forms.Form):
    """How a report ends."""

    outcome = forms.ChoiceField(
        choices=[("changed", "changed"), ("kept", "kept")],
        error_messages={
            "required": _("Please say whether something was changed."),
            "invalid_choice": _("Please say whether something was changed."),
        },
    )
    answer = PlainWords(
        longest=LONGEST_ANSWER,
        error_messages={"required": _("Please give the reason: the reader sees it.")},
    )
    may_show_words = forms.BooleanField(required=False)


class CadenceForm(forms.Form):
    """How often a record is checked; nothing stands for the usual time of its kind."""

    months = forms.TypedChoiceField(
        choices=[(str(n), str(n)) for n in (1, 3, 6, 12, 24)], coerce=int, required=False, empty_value=None
    )
