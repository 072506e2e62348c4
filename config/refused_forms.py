"""Which room answers when a form's token does not fit: the one whose form it is, so that nothing typed is lost."""

from django.http import HttpRequest, HttpResponse

from pathfinder.accounts.actions import form_again
from pathfinder.accounts.queries import is_desk
from pathfinder.guide.views import csrf_failure


def refused_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    return form_again(request) if is_desk(request) else csrf_failure(request, reason)
