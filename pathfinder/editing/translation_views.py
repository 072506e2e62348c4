"""Translating: how far each language is, which records wait, and one record's texts beside their source."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pathfinder.accounts.queries import EDITOR, OBSERVER, TRANSLATOR, User, desk_page, is_editor, languages_of, roles_of
from pathfinder.editing import progress, queries
from pathfinder.editing.actions import Translation, save_translations
from pathfinder.editing.checks import WrongValue, check_language
from pathfinder.editing.exchange.folders import our_folders
from pathfinder.editing.exchange.sending_out import (
    CONTENT_TYPES,
    ENDINGS,
    FORMATS,
    STATES as SENT_STATES,
    Selection,
    known_places,
    send_out,
)
from pathfinder.editing.exchange.wording import LONGEST_TEXT
from pathfinder.editing.glossary import Hint, hints
from pathfinder.editing.plain_text import plain_text
from pathfinder.editing.queries import RecordAt
from pathfinder.editing.shown_form import state_words
from pathfinder.editing.suggestions import counts_waiting
from pathfinder.editing.texts import (
    MACHINE,
    MISSING,
    OUTDATED,
    REVIEWED,
    TO_DO,
    Path,
    TextAt,
    state_for,
    texts_of,
    words_in,
)
from pathfinder.languages.localized_text import localized
from pathfinder.languages.names import direction

RECORDS_A_PAGE = 50
STATES = (MISSING, OUTDATED, MACHINE, REVIEWED)


def _languages_for(user: User) -> list[str]:
    """Those a translator works in; for editors and observers those of the interface and of the records."""
    own = languages_of(user)
    if roles_of(user) & {EDITOR, OBSERVER}:
        interface = [code for code, _name in settings.LANGUAGES]
        return list(dict.fromkeys([*own, *interface, *progress.languages_in_use()]))
    return own


def may_translate(user: User, language: str) -> bool:
    return is_editor(user) or language in languages_of(user)


@require_safe
@desk_page(EDITOR, TRANSLATOR, OBSERVER)
def translations(request: HttpRequest, language: str) -> HttpResponse:
    left = progress.count_what_changed()
    country = request.GET.get("country", "") if request.GET.get("country") in queries.countries() else ""
    languages = _languages_for(request.user)
    context = {
        "progress": progress.progress(languages, country),
        "of_packs": progress.progress_of_packs(languages, country),
        "suggested": sorted(counts_waiting(languages).items()),
        "left": left,
        "country": country,
        "countries": queries.countries(),
        "to_do": TO_DO,
    }
    return render(request, "editing/translations.html", context)


@require_safe
@desk_page(EDITOR, TRANSLATOR, OBSERVER)
def translations_into(request: HttpRequest, language: str, into: str) -> HttpResponse:
    """The records that wait for this language."""
    into = language_or_404(request.user, into)
    left = progress.count_what_changed()
    state = request.GET.get("state", "") if request.GET.get("state") in STATES else OUTDATED
    country = request.GET.get("country", "") if request.GET.get("country") in queries.countries() else ""
    page = Paginator(progress.records_to_translate(into, state, country), RECORDS_A_PAGE).get_page(
        request.GET.get("page")
    )
    names = queries.names_of_records((row.kind, row.key) for row in page)
    asked = request.GET.copy()
    asked.pop("page", None)
    context = {
        "into": into,
        "progress": progress.progress([into], country)[0],
        "of_packs": progress.progress_of_packs([into], country)[0],
        "suggested": counts_waiting([into])[into],
        "formats": tuple(FORMATS),
        "left": left,
        "state": state,
        "states": [(code, state_words(code)) for code in STATES],
        "country": country,
        "countries": queries.countries(),
        "page": page,
        "rows": [(row, localized(names.get(row.key), language)) for row in page],
        "asked": asked.urlencode(),
    }
    return render(request, "editing/translations_into.html", context)


@require_safe
@desk_page(EDITOR, TRANSLATOR)
def file_for_translators(request: HttpRequest, language: str, into: str) -> HttpResponse:
    """The texts that wait, for a translator's own tool. Whoever keeps the site takes the file back with a command."""
    into = language_or_404(request.user, into)
    file_format = request.GET.get("format", "") if request.GET.get("format") in FORMATS else "xliff"
    state, country = request.GET.get("state", ""), request.GET.get("country", "")
    selection = Selection(
        into,
        states=(state,) if state in SENT_STATES else Selection.states,
        places=(country,) if country in known_places(our_folders()) else (),
    )
    sent = send_out(our_folders(), selection, file_format)
    headers = {"Content-Disposition": f'attachment; filename="pathfinder-{into}.{ENDINGS[file_format]}"'}
    return HttpResponse(sent.content, content_type=CONTENT_TYPES[file_format], headers=headers)


def language_or_404(user: User, typed: str) -> str:
    try:
        code = check_language(typed)
    except WrongValue as error:
        raise Http404 from error
    if code not in languages_of(user) and not roles_of(user) & {EDITOR, OBSERVER}:
        raise Http404
    return code


@dataclass
class Row:
    """One text to translate."""

    text: TextAt
    label: str
    into: str
    typed: str
    is_ticked: bool = False
    has_moved: bool = False

    @property
    def name(self) -> str:
        return ".".join(str(step) for step in self.text.path)

    @property
    def id(self) -> str:
        return "t-" + self.name.replace(".", "-")

    @property
    def state(self) -> str:
        return state_for(self.text.told, self.into)

    @property
    def hints(self) -> list[Hint]:
        return [] if self.is_source else hints(self.source_words, self.text.source, self.into)

    @property
    def state_words(self) -> str:
        return state_words(self.state)

    @property
    def source_words(self) -> str:
        return words_in(self.text.told[self.text.source])

    @property
    def source_direction(self) -> str:
        return direction(self.text.source)

    @property
    def now(self) -> str:
        return words_in(self.text.told[self.into]) if self.into in self.text.told else ""

    @property
    def is_source(self) -> bool:
        return self.text.source == self.into

    @property
    def is_long(self) -> bool:
        return len(self.source_words) > 60 or "\n" in self.source_words


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page(EDITOR, TRANSLATOR, OBSERVER)
def translate(request: HttpRequest, language: str, into: str, key: str) -> HttpResponse:
    into = language_or_404(request.user, into)
    found = queries.record_for(request.user, key)
    is_open = may_translate(request.user, into)
    moved: list[Path] = []
    problem = ""
    if request.method == "POST":
        if not is_open:
            raise Http404
        sent = _sent(found, into, request.POST)
        if any(len(one.words) > LONGEST_TEXT for one in sent):
            problem = _("One of the texts is too long. Use at most %(count)s letters.") % {"count": LONGEST_TEXT}
        else:
            moved = save_translations(found, into, sent, by=request.user, at=timezone.now())
            if not moved:
                messages.success(request, _("Saved.") if sent else _("Nothing is different from before."))
                return redirect("editing:translate", language=language, into=into, key=key)
            found = queries.record_for(request.user, key)
    context: dict[str, Any] = {
        "record": found.row,
        "into": into,
        "direction": direction(into),
        "rows": [row for row in _rows(found, into, request.POST, moved) if not row.is_source],
        "is_open": is_open,
        "moved": moved,
        "problem": problem,
    }
    return render(request, "editing/translate.html", context, status=409 if moved else 422 if problem else 200)


def _rows(found: RecordAt, into: str, typed: QueryDict, moved: list[Path]) -> list[Row]:
    rows = []
    for text in texts_of(found.kind, found.document):
        row = Row(text, " · ".join(_(label) if not label.isdigit() else label for label in text.labels), into, "")
        row.typed = typed.get(row.name, row.now)
        row.is_ticked = row.name in typed.getlist("right")
        row.has_moved = text.path in moved
        rows.append(row)
    return rows


def _sent(found: RecordAt, into: str, data: QueryDict) -> list[Translation]:
    """What was typed anew or ticked as right. A text that was left alone is not sent."""
    right = set(data.getlist("right"))
    sent = []
    for row in _rows(found, into, QueryDict(), []):
        if row.name not in data or row.is_source:
            continue
        words = plain_text(data[row.name])
        seen = plain_text(data.get(f"seen.{row.name}", ""))
        if words != seen or (row.name in right and words):
            source_seen = plain_text(data.get(f"source.{row.name}", ""))
            is_same_source = source_seen == plain_text(row.source_words)
            is_same_words = seen == plain_text(row.now)
            sent.append(
                Translation(
                    row.text.path,
                    words,
                    row.source_words if is_same_source else source_seen,
                    row.now if is_same_words else seen,
                )
            )
    return sent
