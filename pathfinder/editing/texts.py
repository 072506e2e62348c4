"""The words of a record in their languages: where they stand, how good each translation is, and what becomes of it when the
words it translates change.

Words are told as in a document: a plain string is the source's own, a translation is `{"text": …, "state": …}`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from pathfinder.editing.field import Field
from pathfinder.editing.fields import FORMS

Path = tuple[str | int, ...]
Told = Mapping[str, Any]  # language to words, as a document has them

SOURCE, REVIEWED, OUTDATED, MACHINE, MISSING = "source", "reviewed", "outdated", "machine", "missing"
TO_DO = (MISSING, OUTDATED, MACHINE)  # what waits for a translator, the most urgent first


@dataclass(frozen=True)
class TextAt:
    """Words in several languages, and where in the document they stand."""

    path: Path
    labels: tuple[str, ...]  # marked for translation; numbers stand between
    told: Told

    @property
    def source(self) -> str:
        return source_language(self.told)


def words_in(value: Any) -> str:
    return str(value["text"]) if isinstance(value, Mapping) else str(value)


def state_in(value: Any) -> str:
    return str(value.get("state", SOURCE)) if isinstance(value, Mapping) else SOURCE


def as_told(words: str, state: str) -> Any:
    return words if state == SOURCE else {"text": words, "state": state}


def state_for(told: Told, language: str) -> str:
    """The state of a language that it has or has not."""
    return state_in(told[language]) if language in told else MISSING


def source_language(told: Told) -> str:
    """The language that the others were translated from: English if it is the source's own, else the first that is."""
    own = [language for language, value in told.items() if state_in(value) == SOURCE]
    if "en" in own:
        return "en"
    return own[0] if own else next(iter(told), "en")


def texts_of(kind: str, document: Mapping[str, Any]) -> list[TextAt]:
    """Every text of a record that has words, in the order of the form."""
    found: list[TextAt] = []
    for section in FORMS[kind]:
        for field in section.fields:
            if value := document.get(field.name):
                found += _texts_in(field, value, (field.name,), (field.label,))
    return found


def _texts_in(field: Field, value: Any, path: Path, labels: tuple[str, ...]) -> Iterator[TextAt]:
    match field.kind:
        case "words" if isinstance(value, Mapping):
            yield TextAt(path, labels, value)
        case "word_list" if isinstance(value, Sequence) and not isinstance(value, str):
            for number, told in enumerate(value):
                if isinstance(told, Mapping):
                    yield TextAt((*path, number), (*labels, str(number + 1)), told)
        case "group" if isinstance(value, Mapping):
            for inner in field.fields:
                if inner.name in value:
                    yield from _texts_in(inner, value[inner.name], (*path, inner.name), (*labels, inner.label))
        case "rows" if isinstance(value, Sequence):
            for number, row in enumerate(value):
                for inner in field.fields:
                    if inner.name in row:
                        place = (*path, number, inner.name)
                        yield from _texts_in(inner, row[inner.name], place, (*labels, str(number + 1), inner.label))


def with_words(document: Mapping[str, Any], path: Path, language: str, told: Any) -> dict[str, Any]:
    """The document with new words in one language at one place; None takes them away."""
    changed = {**document, str(path[0]): deepcopy(document[str(path[0])])}
    place: Any = changed
    for step in path:
        place = place[step]
    if told is None:
        place.pop(language, None)
    else:
        place[language] = told
    return changed


def main_language(kind: str, document: Mapping[str, Any], otherwise: str) -> str:
    """The language in which most of a record was first written."""
    counted = Counter(text.source for text in texts_of(kind, document))
    return counted.most_common(1)[0][0] if counted else otherwise


# what becomes of translations


@dataclass(frozen=True)
class Before:
    """The texts of a field as they were: what state each translation had, and which words it translated."""

    told: tuple[Told, ...]
    is_meaning_kept: bool = False  # only a slip of the pen was mended: translations stay as good as they were

    def of(self, typed: Mapping[str, str], main: str) -> dict[str, Any]:
        """The typed words with their states.

        Words that stand as they were keep their state, but a translation of words that are not there any more is
        outdated. Words that are new are the source's own in its language, and read by a person in any other.
        """
        old = self._counterpart(typed)
        source = source_language(old) if old else (main if main in typed else next(iter(typed), main))
        is_new_source = old is not None and words_in(old.get(source, "")) != typed.get(source, "")
        found: dict[str, Any] = {}
        for language, words in typed.items():
            if old is None or language not in old or words_in(old[language]) != words:
                state = SOURCE if language == source or (old and state_for(old, language) == SOURCE) else REVIEWED
            else:
                state = state_in(old[language])
                if is_new_source and state != SOURCE and not self.is_meaning_kept:
                    state = OUTDATED
            found[language] = as_told(words, state)
        return found

    def _counterpart(self, typed: Mapping[str, str]) -> Told | None:
        """Of the texts that were there, the one these words were: that which shares the most languages with it."""
        best, most = None, 0
        for told in self.told:
            shared = sum(language in told and words_in(told[language]) == words for language, words in typed.items())
            if shared > most:
                best, most = told, shared
        if best is None and len(self.told) == 1:
            return self.told[0]  # all its words are new, but there is only this one
        return best


def before(field: Field, value: Any, *, is_meaning_kept: bool = False) -> Before:
    """The texts of a field, wherever in it they stand."""
    told = tuple(text.told for text in _texts_in(field, value, (), ())) if value else ()
    return Before(told, is_meaning_kept)
