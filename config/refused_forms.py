"""Which room answers when a form's token does not fit: the one whose form it is, so that nothing typed is lost."""

from django.http import HttpRequest, HttpResponse

from pathfinder.accounts.actions import form_again
from pathfinder.accounts.queries import is_desk
from pathfinder.guide.views import csrf_failure
from pathfinder.skills.views import refused_form as refused_profile


def refused_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    if request.resolver_match and request.resolver_match.app_name == "skills":
        return refused_profile(request)
    is_of_person = bool(request.resolver_match and request.resolver_match.app_name == "matching")
    return form_again(request) if is_desk(request) or is_of_person else csrf_failure(request, reason)
