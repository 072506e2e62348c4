"""The pages about people: one's own account, invitations, the people of the desk, and the trail."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from allauth.account.decorators import reauthentication_required
from allauth.account.models import EmailAddress
from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pathfinder.accounts import actions, queries
from pathfinder.accounts.forms import DetailsForm, InvitationForm, NewAccountForm, RoleForm, TrailForm
from pathfinder.accounts.letters import LetterNotSentError, invitation_letter, send_letter
from pathfinder.accounts.models import Invitation, Membership, User
from pathfinder.accounts.queries import EDITOR, OBSERVER, desk_page
from pathfinder.accounts.roles import NEED_SECOND_STEP, ROLES
from pathfinder.accounts.trail import in_words
from pathfinder.directory.queries import names_of_organizations
from pathfinder.languages.localized_text import localized
from pathfinder.ui.csv_cells import safe_cell

EVENTS_A_PAGE = 100
LONGEST_DOWNLOAD = 50_000  # events

read_or_send = require_http_methods(["GET", "HEAD", "POST"])


# invitations: the side of the invited person


@read_or_send
@never_cache
@sensitive_post_parameters("password")
def invitation(request: HttpRequest, language: str, token: str) -> HttpResponse:
    """A letter's link. Looking at it uses nothing up: programs that check letters look too."""
    now = timezone.now()
    try:
        offered = actions.invitation_of(token, now)
        known = queries.account_with(offered.email)
        if known is not None:
            return _take_with_account(request, language, offered, known)
        form = NewAccountForm(request.POST or None, email=offered.email, initial={"language": offered.language})
        if request.method == "POST" and form.is_valid():
            actions.take_invitation(offered, **form.cleaned_data, at=now)
            messages.success(request, _("Your account is ready. Sign in with your e-mail address and your password."))
            return redirect("account_login")
    except actions.InvitationOverError:
        return render(request, "accounts/invitation_over.html", status=410)
    context = {"form": form, "invitation": offered, "role": _(ROLES[offered.role]), **_organization(offered, language)}
    return render(request, "accounts/invitation.html", context, status=422 if form.errors else 200)


def _take_with_account(request: HttpRequest, language: str, offered: Invitation, known: User) -> HttpResponse:
    is_theirs = request.user == known
    if request.method == "POST" and is_theirs:
        actions.take_invitation_as(known, offered, at=timezone.now())
        messages.success(request, _("You have a new role."))
        return redirect("editing:desk", language=language)
    context = {
        "invitation": offered,
        "role": _(ROLES[offered.role]),
        "is_theirs": is_theirs,
        "sign_in": f"{reverse('account_login')}?next={request.path}",
        **_organization(offered, language),
    }
    return render(request, "accounts/invitation_known.html", context)


def _organization(offered: Invitation | Membership, language: str) -> dict[str, Any]:
    names = names_of_organizations([offered.organization_key])
    return {"organization": localized(names.get(offered.organization_key), language)}


# people: the side of the editors


@read_or_send
@desk_page(EDITOR)
@never_cache
def people(request: HttpRequest, language: str) -> HttpResponse:
    now = timezone.now()
    form = InvitationForm(request.POST or None, initial={"language": language})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        made = actions.invite(data["email"], form.offer, language=data["language"], by=request.user, at=now)
        _send_invitation(request, made)
        return redirect("accounts:people", language=language)
    context = {"form": form, "people": queries.people(), "invitations": queries.open_invitations(now)}
    return render(request, "accounts/people.html", context, status=422 if form.errors else 200)


@require_POST
@desk_page(EDITOR)
def invitation_again(request: HttpRequest, language: str, id_: UUID) -> HttpResponse:
    """A new letter with a new link; the old link ends."""
    now = timezone.now()
    old = queries.open_invitation(id_, now)
    offer = actions.Offer(old.role, old.organization_key, old.languages)
    _send_invitation(request, actions.invite(old.email, offer, language=old.language, by=request.user, at=now))
    return redirect("accounts:people", language=language)


@require_POST
@desk_page(EDITOR)
def invitation_withdrawn(request: HttpRequest, language: str, id_: UUID) -> HttpResponse:
    now = timezone.now()
    actions.withdraw_invitation(queries.open_invitation(id_, now), by=request.user, at=now)
    messages.success(request, _("The invitation is withdrawn. Its link does not work any more."))
    return redirect("accounts:people", language=language)


def _send_invitation(request: HttpRequest, made: Invitation) -> None:
    link = request.build_absolute_uri(actions.path_of(made))
    organization = _organization(made, made.language)["organization"]
    try:
        send_letter(invitation_letter(made, link, organization=organization.words), made.email)
    except LetterNotSentError:
        messages.error(
            request,
            _("The invitation is kept, but the mail server did not take the letter. Send it again in a few minutes."),
        )
    else:
        messages.success(request, _("The invitation is on its way."))


@read_or_send
@desk_page(EDITOR)
@never_cache
def person(request: HttpRequest, language: str, id_: UUID) -> HttpResponse:
    somebody = queries.person(id_)
    form = RoleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.give_role(somebody, form.offer, by=request.user, at=timezone.now())
        messages.success(request, _("The role is given."))
        return redirect("accounts:person", language=language, id_=id_)
    context = {
        "form": form,
        "person": somebody,
        "is_self": somebody == request.user,
        "has_second_step": is_mfa_enabled(somebody),
        "needs_second_step": bool(queries.roles_of(somebody) & NEED_SECOND_STEP),
    }
    return render(request, "accounts/person.html", context, status=422 if form.errors else 200)


@require_POST
@desk_page(EDITOR)
def role_taken_away(request: HttpRequest, language: str, id_: UUID, membership: int) -> HttpResponse:
    held = next((m for m in queries.person(id_).held if m.pk == membership), None)
    if held is None:
        raise Http404
    try:
        actions.take_role_away(held, by=request.user, at=timezone.now())
        messages.success(request, _("The role is taken away."))
    except actions.LastEditorError:
        messages.error(request, _only_editor())
    return redirect("accounts:person", language=language, id_=id_)


@require_POST
@desk_page(EDITOR)
def blocked(request: HttpRequest, language: str, id_: UUID) -> HttpResponse:
    somebody = queries.person(id_)
    try:
        actions.set_blocked(somebody, is_blocked=somebody.is_active, by=request.user, at=timezone.now())
        messages.success(request, _("Done."))
    except actions.LastEditorError:
        messages.error(request, _only_editor())
    return redirect("accounts:person", language=language, id_=id_)


def _only_editor() -> str:
    return _("This is the only editor. First make somebody else an editor.")


# one's own account


@read_or_send
@login_required
@never_cache
def mine(request: HttpRequest, language: str) -> HttpResponse:
    user = request.user
    form = DetailsForm(request.POST or None, initial={"name": user.name, "language": user.language})
    if request.method == "POST" and form.is_valid():
        actions.change_own_details(user, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("accounts:mine", language=language)
    context = {
        "form": form,
        "names": {key: localized(name, language) for key, name in names_of_organizations(queries.organizations_of(user)).items()},
        "has_second_step": is_mfa_enabled(user),
        "needs_second_step": bool(queries.roles_of(user) & NEED_SECOND_STEP),
        "email": EmailAddress.objects.get_primary_email(user) or user.email,
    }  # fmt: skip
    return render(request, "accounts/mine.html", context, status=422 if form.errors else 200)


@require_safe
@login_required
@never_cache
def my_data(request: HttpRequest, language: str) -> HttpResponse:
    data = queries.own_data(request.user)
    actions.record_event("data_exported", by=request.user, at=timezone.now())
    return JsonResponse(
        data,
        json_dumps_params={"indent": 2, "ensure_ascii": False},
        headers={"Content-Disposition": 'attachment; filename="pathfinder-my-data.json"'},
    )


@read_or_send
@login_required
@reauthentication_required
@never_cache
def erase(request: HttpRequest, language: str) -> HttpResponse:
    is_last = queries.is_last_editor(request.user)
    if request.method == "POST" and not is_last:
        actions.erase_account(request.user, at=timezone.now())
        logout(request)
        return render(request, "accounts/erased.html")
    return render(request, "accounts/erase.html", {"is_last": is_last}, status=422 if request.method == "POST" else 200)


# the trail


@require_safe
@desk_page(EDITOR, OBSERVER)
@never_cache
def trail(request: HttpRequest, language: str) -> HttpResponse:
    form = TrailForm(request.GET)
    page = Paginator(queries.events(form.filters), EVENTS_A_PAGE).get_page(request.GET.get("page"))
    names = queries.names_of(event.who for event in page)
    asked = request.GET.copy()
    asked.pop("page", None)
    context = {
        "form": form,
        "page": page,
        "rows": [(event, in_words(event.what), names.get(event.who, "")) for event in page],
        "asked": asked.urlencode(),
    }
    return render(request, "accounts/trail.html", context, status=422 if form.errors else 200)


@require_safe
@desk_page(EDITOR, OBSERVER)
@never_cache
def trail_as_csv(request: HttpRequest, language: str) -> StreamingHttpResponse:
    found = queries.events(TrailForm(request.GET).filters)[:LONGEST_DOWNLOAD]
    name = f"pathfinder-trail-{dt.datetime.now(tz=dt.UTC).date().isoformat()}.csv"
    return StreamingHttpResponse(
        _csv_lines(found),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


class _Line:
    """What `csv.writer` writes to: gives each line back."""

    def write(self, line: str) -> str:
        return line


def _csv_lines(found: Any) -> Iterator[str]:
    names = queries.names_of(found.values_list("who", flat=True))
    writer = csv.writer(_Line())
    yield "\ufeff" + writer.writerow(["at", "who", "name", "role", "what", "on", "detail"])
    for event in found.iterator(chunk_size=2000):
        detail = " ".join(f"{key}={value}" for key, value in event.detail.items())
        cells = (event.at.isoformat(), str(event.who or ""), names.get(event.who, ""), event.role, event.what, event.on, detail)  # fmt: skip
        yield writer.writerow([safe_cell(cell) for cell in cells])
