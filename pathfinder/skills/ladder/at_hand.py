"""The ladder of this process: our vocabulary, the index of ESCO on this machine, and the vectors of both."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

from django.conf import settings
from django.db import connection

from pathfinder.skills.esco.index import EscoIndex, EscoStore
from pathfinder.skills.esco.names import forms_of, names_in
from pathfinder.skills.ladder import meaning
from pathfinder.skills.ladder.fit import content_stems
from pathfinder.skills.ladder.meaning import Known, Vectors, make_once, vectors_are_made
from pathfinder.skills.ladder.suggesting import Ladder, known_texts
from pathfinder.skills.models import EscoConcept, EscoText
from pathfinder.skills.tasks import tasks

OTHER_NAMES = 4  # of an occupation, beside its preferred one, that get a vector; skills have one
Progress = Callable[[str, int], None]


@cache
def the_ladder() -> Ladder:
    """The same for the whole process. It makes no vectors: whoever asks for a page would wait for them."""
    return Ladder(tasks(), esco=the_store().current, task_vectors=_task_vectors, esco_vectors=_esco_vectors)


@cache
def the_store() -> EscoStore:
    return EscoStore(_folder() / "esco", lambda text, language: [one for one, _word in content_stems(text, language)])


def _folder() -> Path:
    return Path(settings.VAR_DIR) / "skills"


def _task_vectors() -> Vectors | None:
    return _opened(_path_of_tasks()) if meaning.is_installed() else None


def _esco_vectors() -> Vectors | None:
    esco = the_store().current() if meaning.is_installed() else None
    return _opened(_path_of_esco(esco)) if esco else None


_open: dict[Path, Vectors] = {}


def _opened(path: Path) -> Vectors | None:
    if path not in _open and vectors_are_made(path):
        for older in [other for other in _open if other.parent == path.parent]:
            del _open[older]
        _open[path] = Vectors(path)
    return _open.get(path)


@cache
def _path_of_tasks() -> Path:
    told = hashlib.sha256()
    for one in known_texts(tasks()):
        told.update(repr((one.language, one.of, str(one.text))).encode())
    return _folder() / "meaning-of-tasks" / f"{told.hexdigest()[:16]}.npy"


def _path_of_esco(esco: EscoIndex) -> Path:
    return _folder() / "meaning-of-esco" / f"{esco.state.folder}.npy"


def make_vectors(progress: Progress = lambda _what, _done: None) -> None:
    """Where the encoder is installed, read what is known for its meaning, once. Cost: 3,000 short texts a second.

    The index of ESCO, where there is one to be made, is made on the way.
    """
    if not meaning.is_installed():
        return
    make_once(_path_of_tasks(), lambda: known_texts(tasks()), progress)
    if esco := the_store().current():
        make_once(_path_of_esco(esco), lambda: list(_names_of_esco(esco)), progress)


def _names_of_esco(esco: EscoIndex) -> Iterator[Known]:
    """Names in one language that the encoder reads well: it finds them from every other."""
    read = [code for code in ("en", *esco.state.languages) if code in esco.state.languages and code in meaning.READS]
    kinds = (EscoConcept.Kind.OCCUPATION, EscoConcept.Kind.SKILL)
    texts = EscoText.objects.filter(language__in=read[:1], concept__kind__in=kinds).select_related("concept")
    for text in texts.order_by("pk").defer("description").iterator():
        concept = text.concept
        is_occupation = concept.kind == EscoConcept.Kind.OCCUPATION
        of = f"{concept.uri} {concept.kind} {concept.code if is_occupation else ''}"
        others = names_in(text.others)[:OTHER_NAMES] if is_occupation else ()
        for name in (*forms_of(text.label), *others):
            yield Known(text.language, of, name)


def get_ready() -> None:
    """When a server starts: read all languages, and make vectors beside its work, so that no visitor waits for either.

    Cost: a second.
    """
    the_ladder().get_ready()
    if meaning.is_installed():
        threading.Thread(target=_make_quietly, name="vectors of skills", daemon=True).start()


def _make_quietly() -> None:
    try:
        make_vectors()
    finally:
        connection.close()
