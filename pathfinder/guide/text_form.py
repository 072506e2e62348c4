"""A pathway as plain text for the terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from pathfinder.guide.document import because, country_name
from pathfinder.guide.pathway import Pathway, StepOnTheWay
from rulebook.sentences import Speaker

MARKS = {"must": "●", "may": "○", "unknown": "◐", "no": "–"}
WORDS = {
    "en": {"must": "You must", "may": "You may", "unknown": "Not sure yet", "no": "Not for you", "now": "NOW", "next": "NEXT",
           "later": "LATER", "by": "by", "at": "at", "one_of": "at one of", "because": "because", "tell": "tell us",
           "source": "source", "way": "Your way to work by the law of", "until": "until", "from": "since", "note": "note", "between": "; ",
           "unless": "you are exempt", "not_for_you": "Not for you: {n} more. Ask for them with --json."},
    "nl": {"must": "U moet", "may": "U mag", "unknown": "Nog niet zeker", "no": "Niet voor u", "now": "NU", "next": "DAARNA",
           "later": "LATER", "by": "uiterlijk op", "at": "bij", "one_of": "bij een van", "because": "want", "tell": "vertel ons",
           "source": "bron", "way": "Uw weg naar werk volgens de wet van", "until": "tot en met", "from": "sinds", "note": "let op", "between": "; ",
           "unless": "u bent vrijgesteld", "not_for_you": "Niet voor u: nog {n}. U ziet ze met --json."},
    "fr": {"must": "Vous devez", "may": "Vous pouvez", "unknown": "Pas encore sûr", "no": "Pas pour vous", "now": "MAINTENANT",
           "next": "ENSUITE", "later": "PLUS TARD", "by": "au plus tard le", "at": "chez", "one_of": "chez l'un de", "because": "parce que",
           "tell": "dites-nous", "source": "source", "way": "Votre chemin vers le travail selon la loi du", "until": "jusqu'au",
           "from": "depuis le", "note": "attention", "between": " ; ", "unless": "vous êtes dispensé",
           "not_for_you": "Pas pour vous : encore {n}. Vous les voyez avec --json."},
    "de": {"must": "Sie müssen", "may": "Sie dürfen", "unknown": "Noch nicht sicher", "no": "Nicht für Sie", "now": "JETZT",
           "next": "DANACH", "later": "SPÄTER", "by": "bis spätestens", "at": "bei", "one_of": "bei einer von", "because": "denn",
           "tell": "sagen Sie uns", "source": "Quelle", "way": "Ihr Weg zur Arbeit nach dem Recht vom", "until": "bis", "from": "seit",
           "note": "Hinweis", "between": "; ", "unless": "Sie sind befreit", "not_for_you": "Nicht für Sie: {n} weitere. Sie sehen sie mit --json."},
    "ar": {"must": "يجب عليك", "may": "يمكنك", "unknown": "غير مؤكد بعد", "no": "ليس لك", "now": "الآن", "next": "بعد ذلك",
           "later": "لاحقًا", "by": "آخر يوم:", "at": "لدى", "one_of": "لدى واحد من", "because": "لأن", "tell": "أخبرنا",
           "source": "المصدر", "way": "طريقك إلى العمل بحسب القانون في", "until": "حتى", "from": "منذ", "note": "انتبه", "between": "؛ ",
           "unless": "أنت معفى", "not_for_you": "ليس لك: العدد {n}. تراها مع --json."},
}  # fmt: skip


def readable(pathway: Pathway, language: str) -> str:
    """The way as a person reads it: now, next, later, not sure yet; every step with why, where and until when."""
    return "\n".join(_lines(pathway, Speaker(pathway.law, language, country_name), WORDS[language]))


def _lines(pathway: Pathway, speaker: Speaker, words: dict[str, str]) -> Iterator[str]:
    yield f"{words['way']} {speaker.date(pathway.law.day)}  ({pathway.law.rulebook.version})"
    for stage in ("now", "next", "later"):
        steps = pathway.stage(stage)
        if steps:
            yield ""
            yield words[stage]
        for step in steps:
            yield from _step(step, speaker, words)
    if pathway.unsure:
        yield ""
        yield words["unknown"].upper()
    for step in pathway.unsure:
        yield from _step(step, speaker, words)
    if pathway.not_for_me:
        yield ""
        yield words["not_for_you"].format(n=len(pathway.not_for_me))


def _step(step: StepOnTheWay, speaker: Speaker, words: dict[str, str]) -> Iterator[str]:
    verb = f"{words[step.verdict]}: " if step.verdict in ("must", "may") else ""
    yield f" {MARKS[step.verdict]} {verb}{speaker.text(step.title)}"
    if step.verdict == "must" and step.provision and step.provision.says:
        yield from _wrapped("", speaker.text(step.provision.says))
    desks = [speaker.text(o["name"]) for o in step.desks.organizations]
    if desks:
        yield f"     {words['at'] if step.desks.is_sure else words['one_of']} {', '.join(desks)}"
    if step.due_on:
        yield f"     {words['by']} {speaker.date(step.due_on)}"
    if step.verdict == "unknown" and step.answer.is_in_force is None:  # a date of the law that is not known to the day
        yield from _wrapped("", str(next(because(step, speaker))["condition"]))
    if step.verdict == "unknown" and step.open_facts:
        yield from _wrapped(
            f"{words['tell']}: ", str(speaker.patterns["comma"]).join(speaker.label(f) for f in step.open_facts)
        )
    if step.verdict == "must":
        reasons = [str(line["condition"]) for line in because(step, speaker)]
        yield from _wrapped(f"{words['because']} ", words["between"].join(reasons))
        yield from _wrapped(f"{words['source']}: ", ", ".join(step.sources))
        if step.window.end:
            yield f"     {words['until']} {speaker.partial_date(step.window.end)}"
    if step.exemption:
        yield from _wrapped(f"{words['unless']}: ", speaker.text(step.exemption.label))
    if step.verdict == "must":
        for note in step.notes:
            yield from _wrapped(f"{words['note']}: ", speaker.text(note.text))


def _wrapped(lead: str, text: str) -> list[str]:
    return textwrap.wrap(lead + text, 96, initial_indent="     ", subsequent_indent="       ")
