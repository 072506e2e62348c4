"""Drafts of letters as PDF: a request, a copy of lost papers, an objection. Neutral words with blanks, never a name.

In the language of whoever receives it, and beside it in the reader's: what one signs one can read.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from babel.languages import get_official_languages
from django.conf import settings
from django.utils.translation import gettext as _, override

from pathfinder.languages.localized_text import localized
from pathfinder.languages.names import comma, country_name, direction
from pathfinder.languages.typeset import apart, typeset
from pathfinder.recognition.professions import NAMES
from pathfinder.recognition.route import Route, RouteStep

TEMPLATE = Path(__file__).with_name("letter.typ")
LONG = 3  # lines left empty for what takes more words
Row = dict[str, Any]  # what the template sets: words, a blank with its label, boxes to tick


def letter_pdf(kind: str, route: Route, step: RouteStep | None, language: str) -> bytes:
    """Some tenths of a second of work, so it is made only when asked for."""
    letters = []
    for each in _languages(kind, route, step, language):
        with override(each):
            rows = KINDS[kind](route, step, each)
            letters.append({"language": each, "dir": direction(each), "subject": rows[0]["words"], "rows": rows[1:]})
    return typeset(TEMPLATE, {"letters": letters})


def _languages(kind: str, route: Route, step: RouteStep | None, language: str) -> list[str]:
    """The receiver's first, then the reader's, as far as the letters are translated; else English."""
    receiver = _of_school(route) if kind == "copy" else _of_body(route, step)
    wanted = dict.fromkeys(code for code in (receiver, language) if code in dict(settings.LANGUAGES))
    return [code for code in wanted if _is_translated(code)] or ["en"]


def _of_body(route: Route, step: RouteStep | None) -> str:
    told = step.data.get("writes_in") if step else None
    return str(told or route.rulebook.pack["languages"][0])


def _of_school(route: Route) -> str:
    """An official language of the country of the diploma, by CLDR, that the letters exist in; else English."""
    official = get_official_languages(route.case.diploma_country, de_facto=True) if route.case.diploma_country else ()
    return next((code for code in official if code in dict(settings.LANGUAGES)), "en")


def _is_translated(code: str) -> bool:
    with override("en"):
        english = _notice()
    with override(code):
        return code == "en" or _notice() != english


def _notice() -> str:
    return str(_("This is a draft. Fill in the blanks, and let somebody you trust read it before you send it."))


def _request(route: Route, step: RouteStep | None, language: str) -> list[Row]:
    case = route.real_case
    name = localized(step.service["name"], language).words if step else ""
    rows = [_words(_("Request for recognition"))]
    rows += _sender(_receiver(route, step, language))
    rows.append(_words(f"{_('I ask you for:')} {apart(name, language)}"))
    if case.has == "diploma":
        country = country_name(case.diploma_country, language) if case.diploma_country else ""
        rows += [_blank(_("Diploma")), _blank(_("School, and year of the diploma")), _blank(_("Country"), country)]
    else:
        rows.append(_blank(_("What I can do, where I learned it, and for how many years"), lines=LONG))
    goal = {"work": _("work"), "study": _("further study")}.get(case.aim, "")
    job = _(NAMES[case.profession]) if case.profession in NAMES and case.profession != "other" else ""
    rows.append(_blank(_("What I need it for"), job or goal))
    rows.append(_boxes(_("I enclose:"), [localized(p, language).words for p in step.papers] if step else []))
    if case.papers in ("copy", "lost"):
        rows.append(_blank(_("I do not have these papers, and the reason is"), lines=LONG))
        rows.append(_words(_("Please tell me which other proof you accept.")))
    rows.append(
        _words(
            _(
                "Please tell me if a paper is missing, what I have to pay, if I can be freed of the fee, and when you will decide."
            )
        )
    )
    return [*rows, *_signature()]


def _copy(route: Route, step: RouteStep | None, language: str) -> list[Row]:
    rows = [_words(_("Request for a copy of my diploma"))]
    rows += _sender()
    rows.append(
        _words(_("I studied at your school, and I do not have my papers any more. I ask you for certified copies:"))
    )
    rows.append(_boxes("", [_("Diploma"), _("List of marks"), _("Programme of studies")]))
    rows += [_blank(label) for label in (_("My name at that time"), _("What I studied"), _("From when until when"))]
    rows.append(_words(_("Please tell me what the copies cost, and where you can send them.")))
    return [*rows, *_signature()]


def _objection(route: Route, step: RouteStep | None, language: str) -> list[Row]:
    rows = [_words(_("Objection to your decision"))]
    rows += _sender(_receiver(route, step, language))
    rows += [_blank(_("Number of my file")), _blank(_("Day of your decision"))]
    rows.append(_words(_("I do not agree with this decision. I ask you to look at it again.")))
    rows.append(_blank(_("My reasons"), lines=2 * LONG))
    rows.append(_boxes(_("I enclose:"), [_("A copy of your decision"), "", ""]))
    rows.append(_words(_("Please confirm in writing that you received this letter.")))
    return [*rows, *_signature()]


KINDS: dict[str, Callable[[Route, RouteStep | None, str], list[Row]]] = {
    "request": _request,
    "copy": _copy,
    "objection": _objection,
}


def _sender(receiver: str = "") -> list[Row]:
    return [
        {"kind": "notice", "words": _notice()},
        *(_blank(label) for label in (_("Name and date of birth"), _("Address, telephone, e-mail"))),
        _blank(_("To"), receiver),
    ]


def _receiver(route: Route, step: RouteStep | None, language: str) -> str:
    """The name of the office, and its address where it has one that we are sure of."""
    if step is None:
        return ""
    office = route.rulebook.pack["organizations"][step.data.get("body") or step.service["organization"]]
    seats = [office, *(office.get("locations") or ())]
    sure = (seat["address"] for seat in seats if seat.get("address") and seat.get("confidence", "high") == "high")
    address: Mapping[str, Any] = next(sure, {})
    parts = (address.get("street"), " ".join(str(address[k]) for k in ("postcode", "city") if address.get(k)))
    name = localized(office["name"], language).words
    return comma(language).join(apart(part, language) for part in (name, *parts) if part)


def _signature() -> list[Row]:
    return [_blank(_("Place and date")), _blank(_("Signature"))]


def _words(words: str) -> Row:
    return {"kind": "words", "words": words}


def _blank(label: str, words: str = "", lines: int = 1) -> Row:
    return {"kind": "blank", "label": label, "words": words, "lines": lines}


def _boxes(label: str, items: list[str]) -> Row:
    """With two empty ones where nothing is known of the papers."""
    return {"kind": "boxes", "label": label, "items": items or ["", ""]}
