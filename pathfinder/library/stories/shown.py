"""A story in the words of one language. What its sources do not say is left out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.urls import reverse
from django.utils.translation import gettext as _, gettext_noop

from pathfinder.languages.localized_text import NOTHING, LocalizedText, localized
from pathfinder.languages.names import country_name
from pathfinder.library.content import Item, ShownItem, items
from pathfinder.rulebooks.loaded import rulebook_of

NOT_SAID = frozenset({"not named", "not given"})  # how the packs write that a source is silent
OWN_BUSINESS = "self-employed"
JOB_NOT_NAMED = "job not named"
MOST_PRACTICES = 5
SIDES = {"newcomer": gettext_noop("Told by a newcomer"), "employer": gettext_noop("Told by an employer")}
_IN_BRACKETS = re.compile(r"\s*\([^)]*\)")


@dataclass(frozen=True)
class Video:
    title: LocalizedText
    url: str
    host: str
    has_captions: bool


@dataclass(frozen=True)
class StepOnTheWay:
    title: LocalizedText
    url: str


@dataclass(frozen=True)
class ShownStory(ShownItem):
    @property
    def name(self) -> str:
        return str(self.item.data["first_name"])

    @property
    def country_name(self) -> str:
        return country_name(self.country.upper(), self.language)

    @cached_property
    def origin(self) -> LocalizedText:
        return self._said("origin")

    @cached_property
    def job(self) -> LocalizedText:
        return self._said("job")

    @cached_property
    def employer(self) -> LocalizedText:
        return self._said("employer")

    @cached_property
    def summary(self) -> LocalizedText:
        return self._said("summary")

    @property
    def side(self) -> str:
        """Who tells it, where that is said."""
        words = SIDES.get(str(self.item.data.get("side") or ""))
        return _(words) if words else ""

    @cached_property
    def quote(self) -> LocalizedText:
        return self._said("quote")

    @cached_property
    def video(self) -> Video | None:
        """A link to it, never the video itself: nothing is asked of another site before somebody chooses to."""
        address = str(self.item.data.get("video") or "")
        parts = urlsplit(address)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            return None
        has_captions = self.item.data.get("has_captions") is True
        return Video(self._said("video_title"), address, parts.hostname.removeprefix("www."), has_captions)

    @cached_property
    def transcript(self) -> LocalizedText:
        return self._said("transcript")

    @property
    def steps(self) -> list[StepOnTheWay]:
        """Those that the guide has, or else the directory; an id that nobody knows is left out."""
        rulebook = rulebook_of(self.country)
        found = []
        for name in self.item.data.get("steps") or ():
            if (step := rulebook.steps.get(str(name))) is not None:
                url = reverse("guide:step", args=[self.language, self.country, step.id])
                found.append(StepOnTheWay(localized(step.title, self.language), url))
            elif record := self._record(str(name)):
                url = reverse("directory:record", args=[self.language, str(name)])
                found.append(StepOnTheWay(localized(record["name"], self.language), url))
        return found

    def _record(self, name: str) -> Mapping[str, Any] | None:
        pack = rulebook_of(self.country).pack
        found: Mapping[str, Any] | None = pack["services"].get(name) or pack["organizations"].get(name)
        return found

    @property
    def facts(self) -> list[tuple[str, LocalizedText]]:
        """What is known besides the summary, each with its label."""
        told = ((_("Origin"), self.origin), (_("Work"), self.job), (_("Employer"), self.employer))
        return [(label, text) for label, text in told if text.words]

    @property
    def published_at(self) -> str:
        """Where the story was published: an address of the web or nothing."""
        address = str(self.item.data.get("published_at") or "")
        return address if urlsplit(address).scheme in ("http", "https") else ""

    @property
    def published_by(self) -> str:
        return (urlsplit(self.published_at).hostname or "").removeprefix("www.")

    @property
    def url(self) -> str:
        return reverse("library:story", args=[self.language, self.id])

    @property
    def trade(self) -> str:
        """The words to search for the trade with; nothing where the sources do not name the job."""
        if JOB_NOT_NAMED in english(self.item, "job"):
            return ""
        return _IN_BRACKETS.sub("", self.job.words).strip()

    @property
    def find_url(self) -> str:
        return (
            f"{reverse('directory:find', args=[self.language])}?{urlencode({'q': self.trade, 'country': self.country})}"
        )

    @property
    def practices(self) -> list[Item]:
        """Practices of the same country, those first that rest on a source of the story or are named in it or in its sources."""
        words = [english(self.item, "summary"), english(self.item, "employer")]
        told = " ".join([*words, *(f"{source.title} {source.publisher}" for source in self.sources)]).casefold()
        there = [practice for practice in items("practices") if practice.country == self.country]
        there.sort(key=lambda p: not (_cited(self.item) & _cited(p) or _short_name(p) in told))
        return there[:MOST_PRACTICES]

    def _said(self, name: str) -> LocalizedText:
        return NOTHING if english(self.item, name) in NOT_SAID else self.item.text(name, self.language)


def english(item: Item, name: str) -> str:
    return item.text(name, "en").words


def names_the_employer(item: Item) -> bool:
    return english(item, "employer") not in {"", OWN_BUSINESS, *NOT_SAID}


def _cited(item: Item) -> set[str]:
    """Its sources without the places in them."""
    return {str(reference).partition("#")[0] for reference in item.data.get("sources") or ()}


def _short_name(practice: Item) -> str:
    """“DUO for a JOB (mentoring)” is called DUO for a JOB."""
    return _IN_BRACKETS.sub("", practice.title.get("en", practice.id)).partition(":")[0].strip().casefold()
