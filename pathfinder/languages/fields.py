"""A database field for texts in several languages, each with the state of its translation."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from rulebook.texts import MachineText, ReviewedText


class OutdatedText(MachineText):
    """A translation of words that have changed since. Shown with the mark of a machine's: nobody vouches for it."""

    state = "outdated"


STATES: dict[str, type[str]] = {"machine": MachineText, "outdated": OutdatedText, "reviewed": ReviewedText}


class Texts(dict[str, str]):
    """Language to words. A plain string is the source's own; a translation is a str that knows its `state`."""

    __slots__ = ()


def state_of(words: str) -> str:
    """`source`, `reviewed`, `machine` or `outdated`."""
    if isinstance(words, OutdatedText):
        return "outdated"
    if isinstance(words, MachineText):
        return "machine"
    return "reviewed" if isinstance(words, ReviewedText) else "source"


def to_json(value: Any) -> Any:
    """Texts as JSON: `{"en": "…", "nl": {"text": "…", "state": "machine"}}`; lists of texts item by item."""
    if isinstance(value, Mapping):
        return {str(language): _word_to_json(words) for language, words in value.items()}
    if isinstance(value, (list, tuple)):
        return [to_json(item) for item in value]
    return value


def _word_to_json(words: Any) -> Any:
    if isinstance(words, str) and (state := state_of(words)) != "source":
        return {"text": str(words), "state": state}
    return str(words) if isinstance(words, str) else words


def from_json(value: Any) -> Any:
    """The opposite of `to_json`."""
    if isinstance(value, dict):  # what JSON has; to ask for any Mapping takes ten times as long
        return Texts({language: _word_from_json(words) for language, words in value.items()})
    if isinstance(value, list):
        return [from_json(item) for item in value]
    return value


def _word_from_json(words: Any) -> Any:
    if isinstance(words, dict):
        return STATES.get(str(words.get("state")), str)(words.get("text", ""))
    return words


class LocalizedField(models.JSONField):
    """Texts in several languages; also a list of them, such as the steps of a procedure. Never null: empty is `{}`."""

    description = "words in several languages"

    def __init__(self, *args: Any, **options: Any) -> None:
        options.setdefault("default", dict)
        options.setdefault("blank", True)
        super().__init__(*args, **options)

    def deconstruct(self) -> Any:
        name, path, args, options = super().deconstruct()
        if options.get("default") is dict:
            del options["default"]
        options.pop("blank", None)
        return name, path, args, options

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        return from_json(super().from_db_value(value, expression, connection))

    def get_prep_value(self, value: Any) -> Any:
        return super().get_prep_value(to_json(value))

    def to_python(self, value: Any) -> Any:
        return from_json(super().to_python(value))

    def validate(self, value: Any, model_instance: Any) -> None:
        super().validate(value, model_instance)
        for texts in value if isinstance(value, list) else [value]:
            if not isinstance(texts, Mapping) or not all(isinstance(words, str) for words in texts.values()):
                raise ValidationError("Expected words by language, such as {“en”: “Language course”}.")
