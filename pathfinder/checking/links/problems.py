"""What can be wrong with a link, in the words of the desk and of the public page."""

from django.utils.translation import gettext_noop as _

PROBLEMS = {
    "gone": _("the page does not exist any more"),
    "refused": _("the site does not let programs in"),
    "bad_request": _("the site does not understand the address"),
    "server_error": _("the site says it is broken"),
    "busy": _("the site asked us to come back later"),
    "timeout": _("the site did not answer in time"),
    "no_such_host": _("the name of the site does not exist"),
    "no_connection": _("the site does not answer"),
    "tls": _("the certificate of the site is not valid"),
    "redirect_loop": _("the site sends us round in circles"),
    "too_many_redirects": _("the site sends us on too often"),
    "not_public": _("the address leads inside a private network"),
    "not_web": _("this is no address of the web"),
    "bad_answer": _("the answer is not one of the web"),
}
# May be over tomorrow: broken only when a second check fails too
PASSING = frozenset({"server_error", "timeout", "no_connection", "bad_answer"})
CHECKS_UNTIL_BROKEN = 2
# Says nothing about the page
NO_PROBLEM = frozenset({"busy"})
# The whole host is gone: its other pages need not be asked one by one
OF_THE_HOST = frozenset({"timeout", "no_such_host", "no_connection", "tls"})


def problem_of_status(status: int) -> str:
    """Nothing for an answer that shows the page."""
    if status < 400:
        return ""
    if status in (404, 410):
        return "gone"
    if status in (401, 403, 407, 451, 999):  # 999 is what some social networks answer to programs
        return "refused"
    if status in (408, 425, 429):
        return "busy"
    return "server_error" if status >= 500 else "bad_request"
