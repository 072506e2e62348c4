from django.apps import AppConfig
from django.utils.translation import gettext_noop as _


class CheckingConfig(AppConfig):
    name = "pathfinder.checking"
    label = "checking"

    def ready(self) -> None:
        from pathfinder.accounts.actions import add_desk_place, name_events
        from pathfinder.accounts.queries import EDITOR, OBSERVER
        from pathfinder.checking.failed_searches import count
        from pathfinder.search.actions import when_nothing_is_found

        when_nothing_is_found(count)
        places = {
            "checking:queue": _("To check"),
            "checking:desk-reports": _("Reports of readers"),
            "checking:links": _("Links"),
            "checking:duplicates": _("Duplicates"),
            "checking:failed-searches": _("Searches without a result"),
        }
        for order, (url_name, words) in enumerate(places.items(), 20):
            add_desk_place(url_name, words, EDITOR, OBSERVER, order=order)
        name_events(
            {
                "record_still_right": _("looked at a record: still right"),
                "cadence_set": _("changed how often a record is checked"),
                "link_approved": _("looked at a link: it works"),
                "link_approval_withdrawn": _("took back that a link works"),
                "not_the_same": _("decided that two records are not the same"),
                "records_merged": _("made one record of two"),
                "report_taken": _("began to look into a reader’s report"),
                "report_closed": _("answered a reader’s report"),
                "report_words_erased": _("erased the words of a reader’s report"),
            }
        )
