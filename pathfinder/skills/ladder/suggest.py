"""What the ladder found, said to the reader: names in their language, and why each is suggested."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.utils.translation import gettext, override

from pathfinder.languages.names import comma, language_name
from pathfinder.search.queries import words_of
from pathfinder.skills.ladder import meaning
from pathfinder.skills.ladder.at_hand import the_ladder
from pathfinder.skills.ladder.clauses import LONGEST_TEXT
from pathfinder.skills.ladder.personal import Personal, personal_in
from pathfinder.skills.ladder.suggesting import MEANING, RUNGS, Evidence, Found, Ladder
from pathfinder.skills.tasks import Task, label_of

_TOKEN = re.compile(r"[\w'’]+")
MOST = 50  # suggestions that can be asked for


@dataclass(frozen=True, slots=True)
class Concept:
    """What a suggestion stands for in ESCO, by address."""

    uri: str
    kind: str  # skill, occupation
    isco: str  # unit group of ISCO-08; of an occupation its own, of a task's skill the task's


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Something the person may have meant. Never more than that: they confirm, reject or reword it."""

    uri: str  # in ESCO, of the first of `concepts`; empty for a task that has none
    kind: str
    isco: str
    label: str
    lang: str  # of the label
    score: float  # 0 to 1
    rung: int  # 1 a whole phrase, 2 some of its words, 3 its meaning
    because: str
    task: str | None  # id in our vocabulary; None for a concept of the imported ESCO
    concepts: tuple[Concept, ...]

    @property
    def reference(self) -> str:
        """As a profile names it."""
        return f"task:{self.task}" if self.task else self.uri


@dataclass(frozen=True)
class Answer:
    """Everything that is to be said about a text."""

    suggestions: list[Suggestion]
    notes: list[str]  # sentences: that it was cut, or that its language is not read for its meaning
    personal: list[Personal]  # what looks like a name, a number or an address, offered for removal


def suggest(text: str, lang: str, limit: int = 10) -> list[Suggestion]:
    """What a text may tell of, the surest first; an empty list is “none of these”. Never fails on what was written."""
    return answer(text, lang, limit).suggestions


def answer(
    text: str, lang: str, limit: int = 10, *, rungs: Iterable[int] = RUNGS, ladder: Ladder | None = None
) -> Answer:
    """`suggest`, with what else is to be said. `rungs` leaves some out."""
    ladder = ladder or the_ladder()
    read = ladder.read(text, lang, rungs)
    known = dict(settings.LANGUAGES)
    spoken = next((code for code in (lang, lang.partition("-")[0]) if code in known), "en")
    with override(spoken):
        written = {word: token for token in _TOKEN.findall(text[:LONGEST_TEXT]) for word in words_of(token)}
        suggestions = [_said(one, spoken, ladder, written) for one in read.found[: min(limit, MOST)]]
        return Answer(suggestions, list(_notes(text, lang, read.is_cut)), personal_in(text[:LONGEST_TEXT]))


def reads_meaning(lang: str) -> bool:
    """Whether the third rung reads this language: of others, words alone are compared, and the cards show more."""
    return meaning.is_read(lang.partition("-")[0])


def _notes(text: str, lang: str, is_cut: bool) -> Iterable[str]:
    if is_cut:
        yield gettext("Your text is long: only its beginning was read. Write about one job at a time.")
    if text.strip() and not reads_meaning(lang):
        yield gettext("In this language we only compare words. The picture cards show more.")


def _said(one: Found, spoken: str, ladder: Ladder, written: Mapping[str, str]) -> Suggestion:
    because = _because(one.best, spoken, written)
    score = round(one.score, 4)
    if one.concept:
        esco = ladder.esco()
        label, lang = (esco and esco.label(one.of, _languages(spoken))) or (one.concept.text, one.best.language)
        concept = Concept(one.of, one.concept.kind, one.concept.isco)
        return Suggestion(
            one.of, concept.kind, concept.isco, label, lang, score, one.best.rung, because, None, (concept,)
        )
    task = ladder.tasks[one.of]
    named = label_of(task, spoken)
    concepts = concepts_of(task)
    first = concepts[0] if concepts else Concept("", "occupation", task.isco)
    return Suggestion(
        first.uri, first.kind, task.isco, named.words, named.language, score, one.best.rung, because, task.id, concepts
    )


def concepts_of(task: Task) -> tuple[Concept, ...]:
    """What a task stands for in ESCO: its first occupation and its first skill."""
    return (
        *(Concept(uri, "occupation", task.isco) for uri in task.occupations[:1]),
        *(Concept(uri, "skill", task.isco) for uri in task.skills[:1]),
    )


@cache
def _languages(spoken: str) -> tuple[str, ...]:
    return (spoken, "en", *(code for code, _name in settings.LANGUAGES if code not in (spoken, "en")))


def _because(why: Evidence, spoken: str, written: Mapping[str, str]) -> str:
    """`written` is each word as it was typed: letters of it may have been folded to compare it."""
    if why.rung == MEANING:
        return gettext("Means nearly the same as “%(phrase)s”.") % {"phrase": why.phrase}
    words = comma(spoken).join(f"“{written.get(word, word)}”" for word in why.words)
    told = gettext("You wrote: %(words)s.") % {"words": words}
    if why.language != spoken:
        name = language_name(why.language, spoken)
        return told + " " + gettext("Understood as %(language)s.") % {"language": name}
    return told
