"""What somebody tells first who wants to share something."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import get_language, gettext, gettext_lazy as _

from pathfinder.languages.names import country_name
from pathfinder.library.email_address import EmailAddress
from pathfinder.library.sharing.kinds import KINDS
from pathfinder.rulebooks.loaded import countries

CHOOSE_KIND = _("Choose what you want to share.")
CHOOSE_COUNTRY = _("Choose one of these countries.")


@dataclass(frozen=True)
class Begun:
    """What is shared, and where letters about it go."""

    kind: str
    country: str
    email: str
    language: str


class ShareForm(forms.Form):
    kind = forms.ChoiceField(
        choices=[(kind, kind) for kind in KINDS],
        error_messages={"required": CHOOSE_KIND, "invalid_choice": CHOOSE_KIND},
    )
    country = forms.ChoiceField(
        choices=[], error_messages={"required": CHOOSE_COUNTRY, "invalid_choice": CHOOSE_COUNTRY}
    )
    email = EmailAddress()
    language = forms.ChoiceField(
        choices=settings.LANGUAGES, required=False,
        error_messages={"invalid_choice": _("Please choose one of these languages, or none.")},
    )  # fmt: skip

    def __init__(self, *args: Any, is_signed_in: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        named = [(code, country_name(code.upper(), get_language())) for code in countries()]
        self.fields["country"].choices = sorted(named, key=lambda pair: pair[1])
        if is_signed_in:
            del self.fields["email"]

    @property
    def kinds(self) -> list[tuple[str, str, bool]]:
        """Code, words, whether it is chosen."""
        return [(kind, gettext(words), self["kind"].value() == kind) for kind, words in KINDS.items()]

    @property
    def begun(self) -> Begun:
        """Of a form that is valid."""
        data = self.cleaned_data
        return Begun(data["kind"], data["country"], data.get("email", ""), data["language"] or get_language())
