"""Better words from readers: kept until a translator takes them over or declines. Nothing is known of the reader."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.db import transaction
from django.db.models import Count, QuerySet

from pathfinder.accounts.actions import record_event
from pathfinder.accounts.queries import TRANSLATOR, User, signature
from pathfinder.editing.exchange.lookup import wording_with
from pathfinder.editing.exchange.taking_back import keep_in_record
from pathfinder.editing.exchange.wording import RECORD, Wording
from pathfinder.editing.models import Suggestion
from pathfinder.editing.queries import record_at

MOST_WAITING = 50  # for one text in one language: more help nobody


class ChangedMeanwhile(Exception):
    """The text is not what the translator looked at."""


def suggest(wording: Wording, words: str, *, form: str, on: dt.date) -> None:
    """Keep better words. Sent twice with the same form, they are one suggestion; what waits already is not kept again."""
    waiting = Suggestion.objects.filter(text=wording.id, language=wording.language, state=Suggestion.WAITING)
    if waiting.filter(suggested=words).exists() or waiting.count() >= MOST_WAITING:
        return
    told = {"text": wording.id, "language": wording.language, "words": wording.words}
    Suggestion.objects.get_or_create(form=form, defaults={**told, "suggested": words, "suggested_on": on})


@dataclass(frozen=True)
class Waiting:
    """A suggestion beside the text as it is now; None when the text is gone."""

    suggestion: Suggestion
    wording: Wording | None


def waiting_into(language: str) -> QuerySet[Suggestion]:
    return Suggestion.objects.filter(language=language, state=Suggestion.WAITING)


def with_wordings(suggestions: Iterable[Suggestion]) -> list[Waiting]:
    return [Waiting(one, wording_with(one.text, one.language)) for one in suggestions]


def counts_waiting(languages: Iterable[str]) -> Counter[str]:
    rows = Suggestion.objects.filter(language__in=list(languages), state=Suggestion.WAITING).order_by("language")
    return Counter({row["language"]: row["n"] for row in rows.values("language").annotate(n=Count("id"))})


def taken_over_into(language: str) -> int:
    """How many wait to be written into the files of packs and interface. Those that are there by now are forgotten."""
    taken = Suggestion.objects.filter(language=language, state=Suggestion.TAKEN)
    there = [one.pk for one in taken if (now := wording_with(one.text, language)) is None or now.words == one.suggested]
    Suggestion.objects.filter(pk__in=there).delete()
    return len(taken) - len(there)


def take_over(suggestion: Suggestion, words: str, *, seen: str, by: User, at: dt.datetime) -> None:
    """Make the words, which the translator may have mended, the text. `seen` is the mark of what stood beside them.

    A record has them at once. Packs and the interface get them with export_translations --state suggested. Raises
    ChangedMeanwhile.
    """
    with transaction.atomic():
        locked = Suggestion.objects.select_for_update().filter(pk=suggestion.pk, state=Suggestion.WAITING).first()
        now = wording_with(suggestion.text, suggestion.language)
        if locked is None or now is None or now.mark != seen:
            raise ChangedMeanwhile
        if now.place == RECORD:
            record = record_at(now.item)
            if record is None or keep_in_record(record, [replace(now, words=words)], [now], by=by, at=at):
                raise ChangedMeanwhile
            locked.delete()
        else:
            Suggestion.objects.filter(text=locked.text, language=locked.language, state=Suggestion.TAKEN).delete()
            locked.state, locked.suggested = Suggestion.TAKEN, words
            locked.decided_by, locked.decided_at = signature(by.pk, TRANSLATOR), at
            locked.save()
        _tell_trail("suggestion_taken", now.id, suggestion.language, by, at)


def decline(suggestion: Suggestion, *, by: User, at: dt.datetime) -> None:
    """The words are gone."""
    with transaction.atomic():
        gone, _of = Suggestion.objects.filter(pk=suggestion.pk, state=Suggestion.WAITING).delete()
        if gone:
            _tell_trail("suggestion_declined", suggestion.text, suggestion.language, by, at)


def _tell_trail(what: str, text: str, language: str, by: User, at: dt.datetime) -> None:
    record_event(what, by=by, at=at, on=f"text:{text}"[:120], role=TRANSLATOR, detail={"language": language})
