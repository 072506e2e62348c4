from django.apps import AppConfig
from django.core.signals import request_finished, request_started
from django.utils.translation import gettext_noop as _

EVENTS_OF_SHARING = {
    "submission_changed": _("changed words of a submission"),
    "submission_asked": _("asked the author of a submission"),
    "submission_declined": _("declined a submission"),
    "submission_scheduled": _("set a submission for a day"),
    "submission_held": _("put a submission back among those that wait"),
    "submission_published": _("published a submission"),
}

EVENTS_OF_CONSENTS = {
    "consent_given": _("recorded a consent"),
    "consent_withdrawn": _("took a consent back"),
    "record_taken_back": _("took a record back for good"),
    "picture_added": _("added a picture"),
    "picture_removed": _("removed a picture"),
}


class LibraryConfig(AppConfig):
    name = "pathfinder.library"
    label = "library"

    def ready(self) -> None:
        from pathfinder.accounts.actions import add_desk_place, add_own_data, name_events
        from pathfinder.accounts.queries import EDITOR, OBSERVER
        from pathfinder.library.consents.rounds import begin_request as end_consents
        from pathfinder.library.content import begin_request, end_request
        from pathfinder.library.events.registering.queries import own_registrations
        from pathfinder.library.sharing.queries import how_many_wait, own_submissions

        add_desk_place("library:registrations", _("Registrations"), EDITOR, OBSERVER, order=60)
        add_desk_place("library:submissions", _("Submissions"), EDITOR, OBSERVER, order=25, waiting=how_many_wait)
        add_desk_place("library:pictures", _("Pictures"), EDITOR, OBSERVER, order=62)
        add_desk_place("library:consents", _("Consents"), EDITOR, OBSERVER, order=64)
        add_own_data("registrations", own_registrations)
        add_own_data("submissions", own_submissions)
        name_events(EVENTS_OF_SHARING)
        name_events(EVENTS_OF_CONSENTS)
        name_events({"registrations_downloaded": _("downloaded who registered for an event")})
        request_started.connect(end_consents)
        request_started.connect(begin_request)
        request_finished.connect(end_request)
