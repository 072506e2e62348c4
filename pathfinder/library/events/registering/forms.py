"""What somebody tells to register for an event, checked at the door."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import get_language, gettext, gettext_lazy as _

from pathfinder.checking.actions import PlainWords
from pathfinder.languages.names import language_name
from pathfinder.library.email_address import EmailAddress
from pathfinder.library.events.registering.actions import Typed
from pathfinder.library.models import Registration
from pathfinder.library.models.registration import LONGEST_NAME, LONGEST_NEEDS

# What people may need beside the languages of the event itself: those of the nine countries and of the people who come
SPOKEN = (
    "en", "nl", "fr", "de", "es", "it", "hu", "sk", "sl", "ar", "ckb", "fa", "ps", "ti", "am", "so", "tr", "uk", "ru", "ur", "sq", "pt",
)  # fmt: skip


class OneLine(PlainWords):
    def to_python(self, value: Any) -> str:
        return " ".join(super().to_python(value).split())


class RegistrationForm(forms.Form):
    """Only the address is asked for; everything else helps who receives the people, if they like to say it."""

    email = EmailAddress()
    name = OneLine(longest=LONGEST_NAME, required=False)
    takes_part = forms.ChoiceField(
        choices=[], required=False, error_messages={"invalid_choice": _("Please choose: on the spot or online.")}
    )
    event_language = forms.ChoiceField(
        choices=[],
        required=False,
        error_messages={"invalid_choice": _("Please choose one of these languages, or none.")},
    )
    needs = PlainWords(longest=LONGEST_NEEDS, required=False)
    language = forms.ChoiceField(
        choices=settings.LANGUAGES, required=False, error_messages={"invalid_choice": _("Please choose one of these languages, or none.")}
    )  # fmt: skip

    def __init__(self, *args: Any, is_online_too: bool, spoken: Sequence[str], **options: Any) -> None:
        super().__init__(*args, **options)
        places = {Registration.HERE: gettext("on the spot"), Registration.ONLINE: gettext("online")}
        self.fields["takes_part"].choices = list(places.items()) if is_online_too else [(Registration.HERE, "")]
        codes = dict.fromkeys((*spoken, *SPOKEN))
        self.fields["event_language"].choices = [(code, language_name(code, get_language())) for code in codes]

    @property
    def takes_part_chosen(self) -> str:
        return str(self["takes_part"].value() or Registration.HERE)

    @property
    def typed(self) -> Typed:
        """Of a form that is valid."""
        data = self.cleaned_data
        return Typed(
            data["email"], data["name"], data["takes_part"] or Registration.HERE, data["event_language"], data["needs"],
            data["language"] or get_language(),
        )  # fmt: skip
