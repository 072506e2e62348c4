"""The plan as a tagged PDF, set by typst; in one language, or in two side by side for the desk."""

from __future__ import annotations

from collections.abc import Sequence
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.utils.html import strip_tags
from django.utils.translation import get_language, gettext as _, override

from pathfinder.guide.pathway import STAGES, Pathway
from pathfinder.guide.road import road
from pathfinder.guide.shown import ShownStep, open_questions, shown
from pathfinder.languages.localized_text import HonestSpeaker, LocalizedText, localized
from pathfinder.languages.names import comma, date_in_words, direction, semicolon
from pathfinder.languages.typeset import apart, typeset
from rulebook.places import Place

TEMPLATE = Path(__file__).with_name("way.typ")
MOST_SOURCES = 60
NO_BREAK = "\u00a0"  # a number is dialled as a whole


def pdf_of(pathway: Pathway, speakers: Sequence[HonestSpeaker]) -> bytes:
    """The plan once for each speaker; about half a second of work, so it is made only when asked for."""
    ways = []
    for speaker in speakers:
        with override(speaker.language):
            ways.append(_way(pathway, speaker))
    return typeset(TEMPLATE, {"ways": ways})


def _way(pathway: Pathway, speaker: HonestSpeaker) -> dict[str, Any]:
    language = speaker.language
    place = pathway.person.values.get("place")
    title = _("Your way to work")
    if isinstance(place, Place):
        name = place.id if place.is_shared else localized(place.names, language).words
        title = _("Your way to work in %(place)s") % {"place": name}
    day = date_in_words(pathway.law.day, language)
    titles = {"now": _("Now"), "next": _("Next"), "later": _("Later")}
    stages = [{"title": titles[s], "steps": [_step(x) for x in shown(pathway.stage(s), speaker)]} for s in STAGES]
    return {
        "language": language,
        "dir": direction(language),
        "title": title,
        "subtitle": _("By the law of %(day)s.") % {"day": day},
        "foot": f"Pathfinder · {pathway.law.rulebook.version} · {apart(day, language)}",
        "stages": [stage for stage in stages if stage["steps"]],
        "questions_title": _("Not sure yet: these answers would help"),
        "questions": [_question(q, language) for q in open_questions(pathway, speaker) if q.fact],
        "road_title": _("The road"),
        "road": [
            {"day": date_in_words(e.day, language), "what": _words(e.what)} for e in road(pathway, speaker).events
        ],
        "sources_title": _("Sources"),
        "sources": _sources(pathway, speaker),
        "notice": _(
            "This is information, not legal advice. ≈ marks what a machine translated and no person has checked yet."
        ),
    }


def _question(question: Any, language: str) -> str:
    return f"{_marked(localized(question.fact.texts['question'], language))} ({question.count_in_words})"


def _step(step: ShownStep) -> dict[str, Any]:
    service, language = step.step.service, step.language
    words = {"must": _("You must:"), "may": _("You may:")}
    why = (
        semicolon(language).join(_words(reason.condition) for reason in step.reasons) if step.verdict == "must" else ""
    )
    labels = (("cost", _("Cost")), ("duration", _("Time")), ("outcome", _("Result")))
    lines = [{"label": label, "words": _marked(localized(service.get(key), language))} for key, label in labels]
    bring = comma(language).join(_marked(localized(thing, language)) for thing in service.get("bring") or ())
    due = date_in_words(step.step.due_on, language) if step.step.due_on else ""
    return {
        "verdict": step.verdict,
        "word": words.get(step.verdict, ""),
        "title": _marked(localized(step.step.title, language)),
        "says": _marked(localized(step.provision.says, language)) if step.verdict == "must" and step.provision else "",
        "lines": [
            {"label": _("Last day"), "words": due},
            {"label": _("Bring"), "words": bring},
            *lines,
            {"label": _("Why"), "words": why},
        ],
        "desks": _desks(step),
        "warning": _("Check before you go.") if any(place.is_to_be_checked for place in step.locations) else "",
    }


def _desks(step: ShownStep) -> list[str]:
    found = []
    for place in step.locations[:4]:
        data, organization = place.data, place.organization
        address = data.get("address") or {}
        town = " ".join(str(address[key]) for key in ("postcode", "city") if address.get(key))
        phone = str(data.get("phone") or organization.get("phone") or "").replace(" ", NO_BREAK)
        name = localized(data.get("name") or organization["name"], step.language).words
        site = urlsplit(str(data.get("url") or organization.get("url") or "")).hostname
        parts = (name, address.get("street"), town, phone, site)
        found.append(" · ".join(apart(part, step.language) for part in parts if part))
    return found


def _sources(pathway: Pathway, speaker: HonestSpeaker) -> list[str]:
    """The sources of all steps on the plan, each once."""
    steps = shown(pathway.with_verdict("must", "may"), speaker)
    between, language = comma(speaker.language), speaker.language
    lines = (
        between.join(apart(p, language) for p in (s.title, s.publisher, s.date) if p)
        for step in steps
        for s in step.sources
    )
    return list(dict.fromkeys(lines))[:MOST_SOURCES]


def _marked(text: LocalizedText) -> str:
    """Words with the quiet marks of the pages: ≈ for a machine's translation, the language of what is not translated."""
    if text.is_machine:
        return f"{text.words} ≈"
    if not (text.is_fallback and text.words):
        return text.words
    return f"{apart(text.words, get_language())} ({text.language})"


def _words(html: str) -> str:
    return unescape(strip_tags(html))
