"""The pages of the profile. Each gets the document with its form, answers with it, and keeps nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pathfinder.skills.profile.all_screens import SCREENS, around, parts_of
from pathfinder.skills.profile.doors import doors
from pathfinder.skills.profile.opening import Unreadable, opened, problem_of
from pathfinder.skills.profile.screens import Screen
from pathfinder.skills.profile_document import Profile, ProfileError
from pathfinder.skills.queries import profile_of

AGAIN = 307  # the browser sends the same form there
read_or_send = require_http_methods(["GET", "HEAD", "POST"])


@dataclass
class Telling:
    """One request: the document as it came, and how it is read."""

    request: HttpRequest
    language: str
    profile: Profile

    @property
    def is_refused(self) -> bool:
        """The form came without its token: what it carries is shown again, and no device keeps it."""
        return getattr(self.request, "is_form_refused", False)

    @property
    def second(self) -> str:
        """The language beside that of the page, or nothing."""
        asked = (self.request.POST or self.request.GET).get("second", "")
        return asked if asked in dict(settings.LANGUAGES) and asked != self.language else ""

    def page(self, template: str, context: dict[str, Any], *, here: str, status: int = 200) -> HttpResponse:
        before, after = around(here)
        parts = parts_of(self.profile, here)
        told = {
            "language": self.language,
            "profile": self.profile,
            "second": self.second,
            "here": here,
            "here_at": f"skills:{here}",
            "before_at": f"skills:{before}",
            "after_at": f"skills:{after}",
            "screen": None,
            "wrong": None,
            "is_erased": False,
            "parts": parts,
            "told_count": sum(bool(part.told) for part in parts),
            "is_refused": self.is_refused,
            "is_carried": self.request.method == "POST" and not self.is_refused,
            "languages": settings.LANGUAGES,
            "doors": doors(self.language),
        }
        return render(self.request, template, told | context, status=403 if self.is_refused else status)


def with_profile(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Gives the view a `Telling`. A document that cannot be read is shown as it is, so that nothing of it is lost."""

    @wraps(view)
    def page(request: HttpRequest, language: str, **kwargs: Any) -> HttpResponse:
        if to := _other_language(request, language):
            return to
        try:
            telling = Telling(request, language, profile_of(request) or Profile(lang=language))
        except ProfileError:
            telling = Telling(request, language, Profile(lang=language))
            text = request.POST["profile"]
            context = {"text": text, "problem": problem_of(text)}
            response = telling.page(
                "skills/unreadable.html", {**context, "is_carried": False}, here="start", status=422
            )
        else:
            response = view(telling, **kwargs)
        patch_cache_control(response, private=True, no_store=True)
        return response

    return page


def _other_language(request: HttpRequest, language: str) -> HttpResponse | None:
    """Without scripts the language of the page is chosen in the form: the same form goes to the same page in it."""
    wanted = request.POST.get("first", "")
    if wanted == language or wanted not in dict(settings.LANGUAGES):
        return None
    return HttpResponseRedirect(f"/{wanted}/{request.path.removeprefix(f'/{language}/')}", status=AGAIN)


@read_or_send
@with_profile
def start(telling: Telling) -> HttpResponse:
    sent = _sent(telling)
    if sent is not None and sent.wrong:
        return _back_to(telling, sent)
    return telling.page("skills/start.html", {}, here="start")


@read_or_send
@with_profile
def screen(telling: Telling, name: str) -> HttpResponse:
    """A screen. What was sent from another one is taken over first; when it cannot be read, the form goes back there."""
    sent = _sent(telling)
    if sent is not None and sent.wrong and sent.id != name:
        return _back_to(telling, sent)
    shown = sent if sent is not None and sent.id == name else _screen(telling, name)
    wrong = shown.wrong
    return telling.page(shown.template, {"screen": shown, "wrong": wrong}, here=name, status=422 if wrong else 200)


def _screen(telling: Telling, name: str) -> Screen:
    return SCREENS[name](telling.profile, telling.language, timezone.localdate())


def _sent(telling: Telling) -> Screen | None:
    """The screen that was sent, with what was on it taken into the document; nothing where none was."""
    name = telling.request.POST.get("from", "")
    if name not in SCREENS:
        return None
    sent = _screen(telling, name)
    sent.take(telling.request.POST)
    telling.profile = sent.profile
    return sent


def _back_to(telling: Telling, sent: Screen) -> HttpResponse:
    return HttpResponseRedirect(reverse(f"skills:{sent.id}", args=[telling.language]), status=AGAIN)


@read_or_send
@with_profile
def open_file(telling: Telling) -> HttpResponse:
    """What a person kept as a file, from here or from elsewhere, takes the place of what they told here."""
    _sent(telling)
    context: dict[str, Any] = {"problem": "", "not_taken": (), "is_taken": False}
    if telling.request.method == "POST" and "open" in telling.request.POST:
        file = telling.request.FILES.get("file")
        try:
            if file is None:
                raise Unreadable(_("Choose a file."))
            reading = opened(file)
            telling.profile = reading.profile
            context |= {"not_taken": reading.not_taken, "is_taken": True}
        except Unreadable as problem:
            context["problem"] = str(problem)
    status = 422 if context["problem"] else 200
    return telling.page("skills/open.html", context, here="open", status=status)


@require_http_methods(["POST"])
@with_profile
def as_file(telling: Telling) -> HttpResponse:
    _sent(telling)
    name = f"pathfinder-profile-{timezone.localdate()}.json"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(telling.profile.text(), content_type="application/json", headers=headers)


@require_http_methods(["POST"])
@with_profile
def erase(telling: Telling) -> HttpResponse:
    """Nothing was kept here; a script takes it away from the device."""
    telling.profile = Profile(lang=telling.language)
    return telling.page("skills/start.html", {"is_erased": True, "is_carried": False}, here="start")


def refused_form(request: HttpRequest) -> HttpResponse:
    """The page that a form without its token asked for: with what was typed, a sentence, and a new token."""
    request.is_form_refused = True  # type: ignore[attr-defined]  # read by Telling.is_refused
    match = request.resolver_match
    if match is None or match.url_name not in SCREENS:
        return _overview(request, language=match.kwargs["language"] if match else settings.LANGUAGE_CODE)
    return match.func(request, *match.args, **match.kwargs)


def _overview(request: HttpRequest, language: str) -> HttpResponse:
    return screen(request, language=language, name="overview")
