"""What providers propose: the list, one proposal as a difference, and the decision."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pathfinder.accounts.actions import LetterNotSentError, send_letter
from pathfinder.accounts.queries import EDITOR, OBSERVER, PROVIDER, User, desk_page, is_editor, organizations_of
from pathfinder.directory.actions import UnknownRecordError
from pathfinder.editing import actions, queries
from pathfinder.editing.letters import decision_letter
from pathfinder.editing.models import SCHEDULED, WAITING, Proposal
from pathfinder.editing.plain_text import plain_text
from pathfinder.languages.localized_text import localized

PROPOSALS_A_PAGE = 30
LONGEST_REASON = 2_000  # letters


@require_safe
@desk_page(EDITOR, OBSERVER, PROVIDER)
def proposals(request: HttpRequest, language: str) -> HttpResponse:
    """Those that wait, the oldest first; then those that are decided, the newest first."""
    found = queries.proposals_for(request.user)
    page = Paginator(found.exclude(state__in=(WAITING, SCHEDULED)), PROPOSALS_A_PAGE).get_page(request.GET.get("page"))
    waiting = found.filter(state=WAITING).order_by("made_at", "id")
    scheduled = found.filter(state=SCHEDULED).order_by("publish_at", "id")
    return render(request, "editing/proposals.html", {"waiting": waiting, "scheduled": scheduled, "page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page(EDITOR, OBSERVER, PROVIDER)
def proposal(request: HttpRequest, language: str, id_: UUID) -> HttpResponse:
    found = queries.proposal_for(request.user, id_)
    problem, reason = "", plain_text(request.POST.get("reason", ""))[:LONGEST_REASON]
    if request.method == "POST":
        try:
            problem = _decided(request, found, reason)
        except actions.DecidedAlreadyError:
            messages.info(request, _("This was decided already."))
        except actions.ChangedMeanwhileError:
            problem = _("The record or the proposal changed since you opened this page. Look at it again, then decide.")
        if not problem:
            return redirect("editing:proposals", language=language)
    record = queries.record_at(found.key)
    document = record.document if record and record.kind == found.kind else None
    context = {
        "proposal": found,
        "record": record.row if record else None,
        "fields": queries.proposed_fields(found, document if found.state == WAITING else None),
        "seen": queries.mark_of_decision(found, document) if document is not None else "",
        "may_decide": is_editor(request.user) and found.state == WAITING,
        "may_withdraw": _may_withdraw(request.user, found),
        "problem": problem,
        "reason": reason,
    }
    return render(request, "editing/proposal.html", context, status=422 if problem else 200)


def _may_withdraw(user: User, found: Proposal) -> bool:
    """A provider what the organization proposed, an editor what is set for a day to come."""
    if found.state == SCHEDULED:
        return is_editor(user)
    return found.state == WAITING and found.organization_key in organizations_of(user)


def _decided(request: HttpRequest, found: Proposal, reason: str) -> str:
    """Do what the button says; gives a sentence when it cannot be done."""
    user, now = request.user, timezone.now()
    if "withdraw" in request.POST and _may_withdraw(user, found):
        actions.withdraw(found, by=user, at=now)
        messages.success(request, _("Taken back."))
        return ""
    if not is_editor(user):
        raise Http404
    if "approve" in request.POST:
        return _approved(request, found, reason, user)
    if not reason:
        return _("Write why, so that the provider knows what to do.")
    actions.decline(found, reason, by=user, at=now)
    _tell(request, found)
    return ""


def _approved(request: HttpRequest, found: Proposal, reason: str, user: User) -> str:
    names = set(request.POST.getlist("take")) & found.changes.keys()
    if not names:
        return _("Tick at least one change, or decline all of it.")
    if names != found.changes.keys() and not reason:
        return _("You take over a part of it. Write why not the rest, so that the provider knows.")
    try:
        actions.approve(found, names, seen=request.POST.get("seen", ""), by=user, at=timezone.now(), reason=reason)
    except UnknownRecordError:
        return _("The proposal names a record that is not there any more. Change the record yourself, or decline.")
    _tell(request, found)
    return ""


def _tell(request: HttpRequest, found: Proposal) -> None:
    """A letter to the provider. The decision stands whether it arrives or not."""
    messages.success(request, _("Decided."))
    found.refresh_from_db()
    if found.made_by is None or not found.made_by.is_active:
        return
    language = found.made_by.language
    record = queries.record_at(found.key)
    name = localized(record.row.name, language).words if record else found.key
    address = reverse("editing:proposal", kwargs={"language": language, "id_": found.pk})
    letter = decision_letter(found, name, request.build_absolute_uri(address), language=language)
    try:
        send_letter(letter, found.made_by.email)
    except LetterNotSentError:
        messages.error(request, _("The mail server did not take the letter to the provider. Tell them yourself."))
