"""An e-mail address that somebody types to get letters, checked at the door."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

OF_EMAIL = _("Give an e-mail address, such as amina@example.org.")


class EmailAddress(forms.CharField):
    """In small letters, so that an address is the same however it is typed."""

    def __init__(self, **options: Any) -> None:
        messages = dict.fromkeys(("required", "max_length", "null_characters_not_allowed"), OF_EMAIL)
        super().__init__(max_length=254, error_messages=messages, **options)

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value)).lower()

    def validate(self, value: Any) -> None:
        super().validate(value)
        try:
            validate_email(value)
        except forms.ValidationError:
            raise forms.ValidationError(OF_EMAIL, "invalid") from None
