"""The booklet: chosen stories as a tagged PDF, set by typst, in one language or two."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import QueryDict
from django.utils.translation import gettext as _, ngettext, override

from pathfinder.languages.localized_text import LocalizedText
from pathfinder.languages.names import comma, date_in_words, direction, language_name, partial_date_in_words
from pathfinder.languages.typeset import apart, typeset
from pathfinder.library.content import Item, by_id, items
from pathfinder.library.stories.shown import ShownStory
from pathfinder.rulebooks.words import Source

TEMPLATE = Path(__file__).with_name("booklet.typ")
STORIES_A_PAGE = ("1", "2")


@dataclass
class Wish:
    """What the form of the booklet says. `problems` are sentences, each with the field that it is about."""

    stories: list[Item]
    language: str
    second: str = ""
    a_page: str = "1"
    problems: list[tuple[str, str]] = field(default_factory=list)

    @property
    def keys(self) -> set[str]:
        return {story.id for story in self.stories}

    @property
    def languages(self) -> list[str]:
        return [self.language, self.second] if self.second not in ("", self.language) else [self.language]


def first_wish(query: QueryDict, language: str) -> Wish:
    """A fresh form: all stories are chosen, or those that a link names."""
    named = [by_id("stories")[key] for key in dict.fromkeys(query.getlist("story")) if key in by_id("stories")]
    return Wish(named or list(items("stories")), language)


def read_wish(query: QueryDict, language: str) -> Wish:
    """The form as it was sent. What cannot be used is said, the rest is kept."""
    known, typed = by_id("stories"), list(dict.fromkeys(query.getlist("story")))
    wish = Wish([known[key] for key in typed if key in known], language)
    strange = [key for key in typed if key not in known]
    if strange:
        said = _("There is no story “%(key)s”. Look through the list and send the form again.")
        wish.problems.append(("stories", said % {"key": strange[0][:40]}))
    elif not typed:
        wish.problems.append(("stories", _("Choose at least one story.")))
    wish.language = _language(wish, "language", query.get("language") or language) or language
    wish.second = _language(wish, "second", query.get("second", ""))
    wish.a_page = query.get("a_page") or "1"
    if wish.a_page not in STORIES_A_PAGE:
        wish.a_page = "1"
        wish.problems.append(("a_page-1", _("Choose one story or two stories on a page.")))
    return wish


def _language(wish: Wish, name: str, typed: str) -> str:
    if not typed or typed in dict(settings.LANGUAGES):
        return typed
    wish.problems.append((name, _("We have no stories in “%(code)s”. Choose a language of the list.") % {"code": typed[:40]}))  # fmt: skip
    return ""


def booklet_of(stories: Sequence[Item], languages: Sequence[str], a_page: str, today: dt.date) -> bytes:
    """Cover, contents, the stories in the order given, credits. Some tenths of a second of work."""
    return typeset(TEMPLATE, _told(stories, languages, a_page, today))


def _told(stories: Sequence[Item], languages: Sequence[str], a_page: str, today: dt.date) -> dict[str, Any]:
    """All words of the booklet, once for each language."""
    ways = []
    for language in languages:
        with override(language):
            ways.append(_way([ShownStory(story, language) for story in stories], languages, today))
    return {"ways": ways, "a_page": int(a_page)}


def _way(stories: Sequence[ShownStory], languages: Sequence[str], today: dt.date) -> dict[str, Any]:
    language = stories[0].language
    countries = dict.fromkeys(story.country_name for story in stories)
    count = ngettext("%(n)s story", "%(n)s stories", len(stories)) % {"n": len(stories)}
    return {
        "language": language,
        "dir": direction(language),
        "title": _("Stories of newcomers who found work"),
        "subtitle": f"{count} · {comma(language).join(countries)}",
        "made_on": _("Made on %(day)s.") % {"day": date_in_words(today, language)},
        "about": about_the_stories(),
        "contents": _("Contents"),
        "credits": _("Where the stories come from"),
        "published": _("Published on"),
        "stories": [_story(story, languages) for story in stories],
        "marks": _marks(stories),
    }


def about_the_stories() -> str:
    return _("These stories were published before, by the sources named with each, or told for this library. We tell them in short, with first names only.")  # fmt: skip


def _story(story: ShownStory, languages: Sequence[str]) -> dict[str, Any]:
    told = _text(story.summary)
    untold = ""
    if story.summary.is_fallback and story.summary.words:
        untold = _("Not translated yet: the text is in %(language)s.") % {
            "language": language_name(story.summary.language, story.language)
        }
        told["mark"] = ""  # the sentence says it
        if _stands_beside(story, languages):
            told["words"] = ""
    return {
        "name": apart(story.name, story.language),
        "country": story.country_name,
        "facts": [{"label": label, "text": _text(text)} for label, text in story.facts],
        "summary": told,
        "untold": untold,
        "url": story.published_at,
        "host": story.published_by,
        "sources": [_source(source, story.language) for source in story.sources],
    }


def _stands_beside(story: ShownStory, languages: Sequence[str]) -> bool:
    """Whether another column has the same words: as its own language, or as an earlier fallback."""
    return story.summary.language in languages or story.language != languages[0]


def _text(text: LocalizedText) -> dict[str, str]:
    """Words with their language, and the quiet mark of the pages."""
    mark = "≈" if text.is_machine else text.language if text.is_fallback and text.words else ""
    return {"words": text.words, "language": text.language, "dir": direction(text.language), "mark": mark}


def _source(source: Source, language: str) -> dict[str, str]:
    date = partial_date_in_words(source.date, language) if source.date else ""
    parts = [apart(part, language) for part in (source.title, source.publisher, date, source.locator) if part]
    url = source.url if source.url.startswith(("http://", "https://")) else ""
    return {"words": comma(language).join(parts), "url": url}


def _marks(stories: Sequence[ShownStory]) -> list[str]:
    """What the marks mean, each only where it stands."""
    texts = [text for story in stories for text in (story.summary, *(text for _label, text in story.facts))]
    told: Mapping[str, bool] = {
        _("≈ marks what a machine translated and no person has checked yet."): any(t.is_machine for t in texts),
        _("Small letters such as “en” after a text: it is not translated yet."): any(t.is_fallback for t in texts),
    }
    return [words for words, is_needed in told.items() if is_needed]
