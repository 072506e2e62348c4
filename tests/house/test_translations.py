"""The interface is complete in each of its languages."""

import re
from collections.abc import Iterator
from functools import cache
from io import BytesIO

import pytest
from babel.messages import pofile
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_python
from django.conf import settings
from django.utils.translation.template import templatize

from tests.house.the_house import ROOT, files, name

KEYWORDS = {
    "_": None, "gettext": None, "gettext_lazy": None, "gettext_noop": None,
    "ngettext": (1, 2), "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2), "pgettext_lazy": ((1, "c"), 2), "npgettext": ((1, "c"), 2, 3),
}  # fmt: skip
SOURCE_LANGUAGE = "en"
LANGUAGES = [code for code, _ in settings.LANGUAGES if code != SOURCE_LANGUAGE]
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")

in_every_language = pytest.mark.parametrize("language", LANGUAGES)


@cache
def words_of_the_interface() -> dict[tuple[str | None, str], str]:
    """Everything marked for translation in templates and programs: (context, text) to the place where it stands."""
    programs = [
        (name(path), path.read_text("utf-8")) for path in files("pathfinder/**/*.py") if "tests" not in path.parts
    ]
    pages = [(name(path), templatize(path.read_text("utf-8"))) for path in files("*.html") if "templates" in path.parts]
    return {key: f"{where}:{line}" for where, text in programs + pages for line, key in _marked(text)}


def _marked(program: str) -> Iterator[tuple[int, tuple[str | None, str]]]:
    for line, function, found, _ in extract_python(BytesIO(program.encode()), list(KEYWORDS), (), {}):
        arguments = found if isinstance(found, tuple) else (found,)
        context, text = arguments[:2] if "pgettext" in function else (None, arguments[0])
        if text:  # a variable is no text
            yield line, (context, text)


@cache
def catalogue(language: str) -> Catalog:
    with (ROOT / "locale" / language / "LC_MESSAGES" / "django.po").open("rb") as file:
        return pofile.read_po(file, locale=language, abort_invalid=True)


def translations(message: Message) -> tuple[str, ...]:
    return message.string if isinstance(message.string, tuple) else (message.string,)


def originals(message: Message) -> tuple[str, ...]:
    return message.id if isinstance(message.id, tuple) else (message.id,)


def test_one_word_with_two_meanings_is_two_texts() -> None:
    page = templatize(
        '{% translate "Interview" context "for a job" %}{% blocktranslate context "b" %}x{% endblocktranslate %}'
    )

    found = [key for _line, key in _marked(f'{page}\npgettext_lazy("for a job", "Interview"), gettext("Interview")')]

    assert found == [("for a job", "Interview"), ("b", "x"), ("for a job", "Interview"), (None, "Interview")]


@in_every_language
def test_everything_said_is_in_the_catalogue(language: str) -> None:
    known = {(message.context, originals(message)[0]) for message in catalogue(language)}

    missing = [f"{where}: {key[1]}" for key, where in words_of_the_interface().items() if key not in known]

    assert missing == []


@in_every_language
def test_everything_in_the_catalogue_is_translated(language: str) -> None:
    messages = [message for message in catalogue(language) if message.id]

    open_ones = [message.id for message in messages if message.fuzzy or not all(translations(message))]

    assert open_ones == []


@in_every_language
def test_everything_in_the_catalogue_is_still_said(language: str) -> None:
    said = words_of_the_interface()

    unused = [
        message.id
        for message in catalogue(language)
        if message.id and (message.context, originals(message)[0]) not in said
    ]

    assert unused == []


@in_every_language
def test_a_translation_keeps_the_places_where_something_is_filled_in(language: str) -> None:
    changed = [
        (message.id, translation)
        for message in catalogue(language)
        if message.id
        for translation in translations(message)
        if set(PLACEHOLDER.findall(translation)) - set(PLACEHOLDER.findall(" ".join(originals(message))))
        or set(PLACEHOLDER.findall(originals(message)[-1])) - set(PLACEHOLDER.findall(" ".join(translations(message))))
    ]

    assert changed == []
