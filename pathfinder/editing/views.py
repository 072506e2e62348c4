"""The desk: its first page, finding a record, its form, its history."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pathfinder.accounts.queries import EDITOR, OBSERVER, TRANSLATOR, desk_page, is_editor, organizations_of, roles_of
from pathfinder.directory.actions import UnknownRecordError
from pathfinder.directory.queries import Metadata
from pathfinder.editing import actions, queries
from pathfinder.editing.checks import WrongValue, moment_typed
from pathfinder.editing.compare import FieldDifference, difference, told
from pathfinder.editing.form import RecordForm
from pathfinder.editing.later import schedule_form
from pathfinder.editing.plain_text import plain_text
from pathfinder.editing.queries import KIND_WORDS, KnownRecords, RecordAt, Wanted
from pathfinder.editing.shown_form import problem_lines, shown_sections
from pathfinder.editing.texts import main_language

ENTRIES_A_PAGE = 50
OF_THE_LIBRARY = ("program", "story", "event", "publication")
LONGEST_NOTE = 2_000  # letters
SUGGESTED = ("organization", "program", "location", "territory")  # what fields may point at

read_or_send = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@desk_page()
def desk(request: HttpRequest, language: str) -> HttpResponse:
    """What waits for this person."""
    roles = roles_of(request.user)
    own = organizations_of(request.user)
    context = {
        "roles": roles,
        "waiting_count": queries.proposals_waiting_count(request.user),
        "conflicts_count": queries.conflicts_count() if roles & {EDITOR, OBSERVER} else 0,
        "own": queries.records_of_organizations(own),
        "latest": queries.proposals_for(request.user)[:5] if own else [],
    }
    return render(request, "editing/desk.html", context)


@require_safe
@desk_page(EDITOR, OBSERVER, TRANSLATOR)
def records(request: HttpRequest, language: str) -> HttpResponse:
    page = request.GET.get("page", "")
    wanted = Wanted(
        plain_text(request.GET.get("q", ""))[:200],
        request.GET.get("country", "") if request.GET.get("country") in queries.countries() else "",
        request.GET.get("kind", "") if request.GET.get("kind") in KIND_WORDS else "",
        min(int(page), 10_000) if page.isascii() and page.isdigit() and len(page) < 6 and int(page) else 1,
    )
    context = {
        "wanted": wanted,
        "found": queries.records_wanted(wanted, language),
        "kinds": KIND_WORDS.items(),
        "countries": queries.countries(),
        "may_make": is_editor(request.user),
    }
    return render(request, "editing/records.html", context)


@read_or_send
@desk_page(EDITOR)
def new_record(request: HttpRequest, language: str) -> HttpResponse:
    """The same form, empty, for a record that nobody gave us."""
    asked = request.POST if request.method == "POST" else request.GET
    kind, country = request.GET.get("kind", ""), asked.get("country", "")
    if kind not in KIND_WORDS or country not in queries.countries():
        raise Http404
    known = KnownRecords(country, frozenset(), is_for_editor=True)
    key = plain_text(asked.get("key", ""))
    if request.method == "POST":
        form = RecordForm.posted(kind, request.POST, known, is_for_editor=True)
        if not form.take_up(request.POST):
            made = actions.make_record(form, country, key, by=request.user, at=timezone.now())
            if made:
                messages.success(request, _("Saved. Visitors see it now."))
                return redirect("editing:record", language=language, key=made)
    else:
        form = RecordForm.of(kind, {}, known, language=language, is_for_editor=True)
    context = {
        "form": form,
        "kind_words": _(KIND_WORDS[kind]),
        "country_code": country,
        "key": key,
        "sections": shown_sections(form, {}),
        "problems": problem_lines(form),
        "note": request.POST.get("note", ""),
        "preview_url": _preview_url(kind, language),
        "suggestions": [(name, known.suggestions(name)) for name in SUGGESTED],
    }
    return render(request, "editing/new_record.html", context, status=422 if form.problems else 200)


@read_or_send
@desk_page()
def record(request: HttpRequest, language: str, key: str) -> HttpResponse:
    """The form for those who may change the record, the same to read for others who may see it."""
    found = queries.record_for(request.user, key)
    if not queries.may_change(request.user, found):
        if request.method == "POST":
            raise Http404
        return render(
            request, "editing/record_read.html", _about(found, language) | {"told": told(found.kind, found.document)}
        )
    for_editor = is_editor(request.user)
    known = queries.known_for(found, is_for_editor=for_editor)
    if request.method == "POST":
        form = RecordForm.posted(found.kind, request.POST, known, is_for_editor=for_editor)
        if not form.take_up(request.POST):
            return _sent(request, language, found, form)
    else:
        waiting = queries.waiting_for(found)
        form = RecordForm.of(
            found.kind,
            found.document,
            known,
            language=main_language(found.kind, found.document, language),
            is_for_editor=for_editor,
            proposed=waiting.changes if waiting and not for_editor else None,
        )
    return _form_page(request, language, found, form)


def _sent(request: HttpRequest, language: str, found: RecordAt, form: RecordForm) -> HttpResponse:
    """Saved or proposed; or the same page with what is wrong, or with what others changed meanwhile."""
    note = plain_text(request.POST.get("note", ""))[:LONGEST_NOTE]
    now = timezone.now()
    try:
        publish_at = moment_typed(request.POST.get("publish_at", "").strip(), now) if form.is_for_editor else None
    except WrongValue as wrong:
        form.problems["publish_at"] = str(wrong)
        return _form_page(request, language, found, form, status=422)
    if publish_at:
        outcome = schedule_form(found, form, publish_at, by=request.user, at=now, note=note)
    elif form.is_for_editor:
        outcome = actions.save_form(found, form, by=request.user, at=now, reason=note)
    else:
        outcome = actions.propose_form(found, form, by=request.user, at=now, note=note)
    match outcome.what:
        case "wrong":
            return _form_page(request, language, found, form, status=422)
        case "clash":
            clashes = [
                difference(
                    found.kind, field.name, outcome.now.get(field.name), _as_typed(form, field.name, outcome.now)
                )
                for field in outcome.clashes
            ]
            form.catch_up(outcome.now)
            return _form_page(request, language, found, form, clashes=clashes, status=409)
        case "saved":
            messages.success(request, _("Saved. Visitors see it now."))
        case "scheduled":
            messages.success(request, _("Kept. It is published on the day you set."))
        case "proposed":
            messages.success(request, _("Thank you. An editor looks at it, and you get a letter."))
        case _:
            messages.info(request, _("Nothing is different from before."))
    return redirect("editing:record", language=language, key=found.key)


def _as_typed(form: RecordForm, name: str, now: dict[str, Any]) -> Any:
    return form.changes(now, form.languages[0]).get(name)


def _form_page(
    request: HttpRequest, language: str, found: RecordAt, form: RecordForm, *, clashes: list[FieldDifference] | None = None,
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    context = _about(found, language) | {
        "form": form,
        "sections": shown_sections(form, found.document),
        "problems": problem_lines(form),
        "clashes": clashes or [],
        "waiting": queries.waiting_for(found),
        "note": request.POST.get("note", ""),
        "publish_at": request.POST.get("publish_at", ""),
        "preview_url": _preview_url(found.kind, language, found.key),
        "suggestions": [(kind, form.known.suggestions(kind)) for kind in SUGGESTED],
    }
    return render(request, "editing/record.html", context, status=status)


def _about(found: RecordAt, language: str) -> dict[str, Any]:
    """What every page about a record says above it."""
    return {
        "record": found.row,
        "kind_words": _(KIND_WORDS[found.kind]),
        "organization_key": found.organization_key,
        "belonging": queries.belonging_to(found),
        "public_page": _public_page(found, language),
    }


def _preview_url(kind: str, language: str, key: str = "") -> str:
    """Where the library shows what is typed; nothing for what it does not hold."""
    if kind not in OF_THE_LIBRARY:
        return ""
    return reverse("library:preview", args=[language, kind]) + (f"?key={key}" if key else "")


def _public_page(found: RecordAt, language: str) -> str:
    if found.kind == "location":  # shown with its organization
        return ""
    try:
        return reverse("directory:record", kwargs={"language": language, "key": found.key})
    except NoReverseMatch:  # a key of another system, with letters that an address does not have
        return ""


@read_or_send
@desk_page()
def history(request: HttpRequest, language: str, key: str) -> HttpResponse:
    """What happened to a record; an editor can put each change back."""
    found = queries.record_for(request.user, key)
    if request.method == "POST":
        if not is_editor(request.user):
            raise Http404
        _put_back(request, found)
        return redirect("editing:history", language=language, key=key)
    page = Paginator(queries.history_of(key), ENTRIES_A_PAGE).get_page(request.GET.get("page"))
    context = _about(found, language) | {
        "page": page,
        "entries": queries.entries_of(list(page)),
        "may_put_back": is_editor(request.user),
    }
    return render(request, "editing/history.html", context)


def _put_back(request: HttpRequest, found: RecordAt) -> None:
    try:
        is_changed = actions.put_back(found, UUID(request.POST.get("put_back", "")), by=request.user, at=timezone.now())
    except (ValueError, Metadata.DoesNotExist) as error:
        raise Http404 from error
    except UnknownRecordError:
        messages.error(request, _("It named a record that is not there any more, so it cannot be put back."))
        return
    if is_changed:
        messages.success(request, _("Put back. Visitors see it now."))
    else:
        messages.info(request, _("Nothing is different from before."))
