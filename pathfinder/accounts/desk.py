"""The one gate of the desk: who may open which of its pages."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url

from pathfinder.accounts.models import User
from pathfinder.accounts.roles import NEED_SECOND_STEP

View = Callable[..., HttpResponse]
PASSED = "second_step_passed"  # in the session: id of the person who gave a right code
NOT_SENT_AGAIN = {"csrfmiddlewaretoken"}


def roles_of(user: Any) -> frozenset[str]:
    """The roles that a person holds; none for somebody who is not signed in. Cost: one query for each request."""
    if not user.is_authenticated:
        return frozenset()
    return frozenset(membership.role for membership in user.held)


def desk_page(*roles: str) -> Callable[[View], View]:
    """A page of the desk for people with one of these roles; without any named, for everybody who holds one.

    Nobody is sent to the sign-in, a stranger is told that there is no such page, and who needs a second step sets it up
    first. A form that was sent after the sign-in ended comes back with what was typed.
    """

    def guarded(view: View) -> View:
        @wraps(view)
        def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.user.is_authenticated:
                return form_again(request) if request.method == "POST" else _sign_in_first(request)
            held = roles_of(request.user)
            if not held or (roles and not held & set(roles)):
                raise Http404
            if held & NEED_SECOND_STEP and not has_passed_second_step(request):
                return redirect("mfa_activate_totp")
            response = view(request, *args, **kwargs)
            response.headers.setdefault("Cache-Control", "private, no-cache")
            return response

        return page

    return guarded


def has_passed_second_step(request: HttpRequest) -> bool:
    """Whether this session gave a right code. A second step set up elsewhere does not open an older session, and one that
    is turned off closes the others."""
    return request.session.get(PASSED) == str(request.user.pk) and is_mfa_enabled(request.user)


def pass_second_step(request: HttpRequest, user: User) -> None:
    request.session[PASSED] = str(user.pk)


def is_desk(request: HttpRequest) -> bool:
    return request.path_info.split("/")[2:3] == ["desk"]


def form_again(request: HttpRequest) -> HttpResponse:
    """Nothing was saved, nothing is lost: everything typed, ready to be sent again."""
    origin = request.headers.get("Origin")
    is_own_form = origin in (None, f"{request.scheme}://{request.get_host()}")
    typed = [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if is_own_form and name not in NOT_SENT_AGAIN  # another site does not choose what is sent from here
    ]
    sign_in = f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': request.path})}"
    return render(request, "accounts/form_again.html", {"typed": typed, "sign_in": sign_in}, status=403)


def _sign_in_first(request: HttpRequest) -> HttpResponse:
    return redirect(f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': request.get_full_path()})}")
