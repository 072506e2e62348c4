"""What an editor says of a picture, checked at the door. Nothing typed is lost when the file is refused."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext, gettext_lazy as _

from pathfinder.checking.actions import PlainWords
from pathfinder.library.consents.forms import ConsentDays, Day
from pathfinder.library.consents.queries import HOW
from pathfinder.library.models.picture import LONGEST_ALT, LONGEST_CREDIT, LONGEST_PEOPLE
from pathfinder.library.pictures.encoding import Encoded, NotAPicture, encoded
from pathfinder.library.pictures.uploads import MOST_BYTES, SmallFile

YES, NO = "yes", "no"
ALT = "alt_"


class PictureForm(ConsentDays, forms.Form):
    credit = PlainWords(
        longest=LONGEST_CREDIT, error_messages={"required": _("Write who made the picture, and whose it is.")}
    )
    shows_people = forms.ChoiceField(
        choices=[(YES, _("yes")), (NO, _("no"))],
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Say whether somebody can be recognised.")),
    )
    people = PlainWords(longest=LONGEST_PEOPLE, required=False)
    given_on = Day(required=False)
    how = forms.ChoiceField(
        choices=[("", "–"), *HOW.items()], required=False,
        error_messages={"invalid_choice": _("Choose how the person said yes.")},
    )  # fmt: skip
    ends_on = Day(required=False)
    picture = forms.FileField(required=False)

    def __init__(self, *args: Any, today: dt.date, guard: SmallFile, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today, self.guard = today, guard
        self.files_made: list[Encoded] = []
        for code, _name in settings.LANGUAGES:
            self.fields[ALT + code] = PlainWords(longest=LONGEST_ALT, required=False)

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        data["alt"] = {code: words for code, _name in settings.LANGUAGES if (words := data.get(ALT + code))}
        if not data["alt"] and not any(name.startswith(ALT) for name in self.errors):
            said = gettext(
                "Write what one sees on the picture, in at least one language: some people hear it read aloud."
            )
            self.add_error(self.alt_names[0], said)
        data["shows_people"] = data.get("shows_people") == YES
        if data["shows_people"]:
            self._check_consent()
        self._check_file()
        return data

    def _check_consent(self) -> None:
        data = self.cleaned_data
        if not data.get("given_on") and "given_on" not in self.errors:
            self.add_error("given_on", gettext("Somebody can be recognised: write on which day they agreed."))
        if not data.get("how") and "how" not in self.errors:
            self.add_error("how", gettext("Choose how the person said yes."))
        self.check_days()

    def _check_file(self) -> None:
        """Decoded only where it can be: a file that is no picture is told together with everything else that is wrong."""
        if self.guard.is_too_large:
            said = gettext("This file is larger than %(n)s MB. Make the picture smaller and choose it again.")
            self.errors.pop("picture", None)
            self.add_error("picture", said % {"n": MOST_BYTES // 1_000_000})
            return
        file = self.files.get("picture")
        if file is None:
            self.errors.pop("picture", None)
            self.add_error("picture", gettext("Choose a picture."))
            return
        try:
            self.files_made = encoded(file)
        except NotAPicture as problem:
            self.errors.pop("picture", None)
            self.add_error("picture", str(problem))

    @property
    def alt_names(self) -> list[str]:
        """The language of the page first is not needed: the order is that of the interface."""
        return [ALT + code for code, _name in settings.LANGUAGES]

    @property
    def alts(self) -> list[dict[str, Any]]:
        return [
            {"code": code, "name": name, "field": self[ALT + code]} for code, name in settings.LANGUAGES
        ]  # fmt: skip
