"""How complete Pathfinder is in each language, counted: the interface, the questions, the law, the services, the library."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from babel.messages.mofile import read_mo
from django.conf import settings

from pathfinder.directory.queries import RECORDS
from pathfinder.editing.queries import translated_records
from pathfinder.languages.localized_text import LocalizedText, named_language
from pathfinder.languages.names import base_language
from pathfinder.rulebooks.loaded import countries, rulebook_of
from rulebook.law import Rulebook
from rulebook.texts import MachineText

READ_BY = "X-Read-By-A-Person"  # a translator who has read a whole catalogue writes `yes` into its head
DIRECTORY = ("service", "organization", "location")
SOURCE_LANGUAGE = "en"
OF_A_PROVISION = ("title", "says", "legal_basis", "ask_a_counsellor", "because_not_evaluable")


@dataclass(frozen=True, slots=True)
class Part:
    """Of the texts of one part of Pathfinder, how many there are in a language, and how many of these a machine made."""

    texts: int
    there: int
    by_machine: int

    @property
    def percent(self) -> int:
        """Rounded down: a hundred is everything."""
        return 100 * self.there // self.texts if self.texts else 100

    @property
    def has_all(self) -> bool:
        return self.there == self.texts

    @property
    def percent_by_machine(self) -> int:
        """Of what is there; one of many is one per cent."""
        return max(1, 100 * self.by_machine // self.there) if self.by_machine else 0


@dataclass(frozen=True, slots=True)
class LanguageState:
    """One language of the interface; `name` is what the reader calls it."""

    code: str
    own_name: str
    name: LocalizedText
    interface: Part
    guide: Part
    law: Part
    services: Part
    library: Part

    @property
    def is_original(self) -> bool:
        return self.code == SOURCE_LANGUAGE


def states_of_languages(reader: str) -> list[LanguageState]:
    """In the order of the menu. The interface and the law are counted once in each process, the records as they stand."""
    codes = [code for code, _name in settings.LANGUAGES]
    interface, law = _interface(), _law()
    others = [kind for kind in RECORDS if kind not in DIRECTORY]
    services, library = _records(codes, DIRECTORY), _records(codes, others)
    return [
        LanguageState(
            code, own, named_language(code, reader), interface[code], *law[code], services[code], library[code]
        )
        for code, own in settings.LANGUAGES
    ]


def _records(codes: list[str], kinds: Iterable[str]) -> dict[str, Part]:
    return {
        one.language: Part(one.texts, one.texts - one.counts["missing"], one.counts["machine"] + one.counts["outdated"])
        for one in translated_records(codes, kinds)
    }


@lru_cache(maxsize=1)
def _interface() -> dict[str, Part]:
    """A catalogue says nothing of single words, so it is a machine's until a person has read the whole."""
    found = {code: _catalogue(code) for code, _name in settings.LANGUAGES if code != SOURCE_LANGUAGE}
    texts = max((count for count, _is_read in found.values()), default=0)
    parts = {code: Part(texts, count, 0 if is_read else count) for code, (count, is_read) in found.items()}
    return {SOURCE_LANGUAGE: Part(texts, texts, 0), **parts}


def _catalogue(code: str) -> tuple[int, bool]:
    """How many messages it has, and whether a person has read it."""
    path = Path(settings.LOCALE_PATHS[0]) / code / "LC_MESSAGES" / "django.mo"
    if not path.exists():
        return 0, False
    with path.open("rb") as file:
        catalogue = read_mo(file)
    return len(catalogue), dict(catalogue.mime_headers).get(READ_BY) == "yes"


@lru_cache(maxsize=1)
def _law() -> dict[str, tuple[Part, Part]]:
    """The questions with their answers, and the provisions, of all countries."""
    rulebooks = [rulebook_of(country) for country in countries()]
    guide = _counted(text for rulebook in rulebooks for fact in rulebook.facts.values() for text in _texts(fact.texts))
    law = _counted(text for rulebook in rulebooks for text in _texts_of_law(rulebook))
    return {code: (guide[code], law[code]) for code, _name in settings.LANGUAGES}


def _texts_of_law(rulebook: Rulebook) -> Iterator[Mapping[str, str]]:
    for provision in rulebook.provisions.values():
        for name in OF_A_PROVISION:
            yield from _texts(getattr(provision, name))


def _texts(value: Any) -> Iterator[Mapping[str, str]]:
    """Every text in a part of a pack, however deep it lies."""
    if isinstance(value, Mapping):
        if value and all(
            isinstance(words, str) and len(base_language(str(code))) <= 3 for code, words in value.items()
        ):
            yield value
        else:
            for inner in value.values():
                yield from _texts(inner)
    elif isinstance(value, (list, tuple)):
        for inner in value:
            yield from _texts(inner)


def _counted(texts: Iterable[Mapping[str, str]]) -> dict[str, Part]:
    """Each text once: a fact that all countries share is the same one in each of them."""
    different = {id(text): text for text in texts}
    there = Counter[str](code for text in different.values() for code in text)
    machine = Counter[str](
        code for text in different.values() for code, words in text.items() if isinstance(words, MachineText)
    )
    return {code: Part(len(different), there[code], machine[code]) for code, _name in settings.LANGUAGES}
