"""Chooses the texts for a translator's file and writes it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pathfinder.editing.exchange import po, xliff
from pathfinder.editing.exchange.catalogue import interface_wordings
from pathfinder.editing.exchange.folders import Folders
from pathfinder.editing.exchange.pack_texts import pack_wordings, places
from pathfinder.editing.exchange.record_texts import record_wordings
from pathfinder.editing.exchange.returned import ReturnedFile
from pathfinder.editing.exchange.wording import INTERFACE, RECORD, SHARED, Wording
from pathfinder.editing.glossary import hints
from pathfinder.editing.models import Suggestion
from pathfinder.editing.texts import MACHINE, MISSING, OUTDATED, REVIEWED

Write = Callable[[Iterable[Wording], str, str, Mapping[str, Sequence[str]]], bytes]
FORMATS: dict[str, Write] = {"xliff": xliff.write, "po": po.write}
READERS: dict[str, Callable[[bytes], ReturnedFile]] = {".xlf": xliff.read, ".xliff": xliff.read, ".po": po.read}
ENDINGS = {"xliff": "xlf", "po": "po"}
CONTENT_TYPES = {"xliff": "application/xliff+xml", "po": "text/x-gettext-translation; charset=utf-8"}
SUGGESTED = "suggested"  # better words of readers that a translator took over, for the packs and the interface
STATES = (MISSING, OUTDATED, MACHINE, REVIEWED, SUGGESTED)


@dataclass(frozen=True)
class Selection:
    """Which texts a file shall hold."""

    language: str
    states: tuple[str, ...] = (MISSING, OUTDATED, MACHINE)
    places: tuple[str, ...] = ()  # none for all: shared, a country, record, interface
    source: str = "en"  # a file has one language that it is translated from
    are_pack_records_wanted: bool = False

    @property
    def are_suggestions(self) -> bool:
        return SUGGESTED in self.states


@dataclass(frozen=True)
class SentOut:
    """A file for a translator, and what did not go into it."""

    content: bytes
    texts: int
    from_other_languages: int


def known_places(folders: Folders) -> list[str]:
    return [*places(folders.packs), RECORD, INTERFACE]


def send_out(folders: Folders, selection: Selection, file_format: str) -> SentOut:
    """Cost: two seconds for a language, without records."""
    found = _suggested(folders, selection) if selection.are_suggestions else _wordings(folders, selection)
    wanted = [one for one in found if selection.are_suggestions or one.state in selection.states]
    ours = [one for one in wanted if one.source == selection.source]
    notes = {one.id: _notes(one) for one in ours}
    content = FORMATS[file_format](ours, selection.language, selection.source, notes)
    return SentOut(content, len(ours), len(wanted) - len(ours))


def _wordings(folders: Folders, selection: Selection) -> Iterator[Wording]:
    language = selection.language
    for place in selection.places or known_places(folders):
        if place == RECORD:
            yield from record_wordings(language, also_of_packs=selection.are_pack_records_wanted)
        elif place == INTERFACE:
            yield from interface_wordings(folders.locale, language)
        else:
            yield from pack_wordings(folders.packs, place, language)


def _suggested(folders: Folders, selection: Selection) -> Iterator[Wording]:
    """The words that were taken over stand in the file as if a translator had just written them."""
    taken = Suggestion.objects.filter(language=selection.language, state=Suggestion.TAKEN).order_by("decided_at", "id")
    better = {one.text: one.suggested for one in taken}
    named = {text.partition(":")[0] for text in better}
    everywhere = replace(selection, places=tuple(place for place in known_places(folders) if place in named))
    for one in _wordings(folders, everywhere) if named else ():
        if one.id in better and better[one.id] != one.words:
            yield replace(one, words=better[one.id], state=REVIEWED, written_against=one.mark)


def _notes(one: Wording) -> list[str]:
    where = {SHARED: "all countries", RECORD: "directory"}.get(one.place, one.place)
    terms = [f"{hint.term} = {hint.official}" for hint in hints(one.original, one.source, one.language)]
    return [f"{where}: {one.path}", *terms]
