from django.apps import AppConfig
from django.utils.translation import gettext_noop as _

EVENTS = {
    "edit": _("changed a record"),
    "made": _("made a record"),
    "put_back": _("put back what a record said before"),
    "proposed": _("proposed a change"),
    "proposal_withdrawn": _("took a proposal back"),
    "scheduled": _("changed a record for a day to come"),
    "published_later": _("changed a record on the day that was set"),
    "approved": _("approved a proposal"),
    "declined": _("declined a proposal"),
    "translated": _("translated texts of a record"),
    "suggestion_taken": _("took over better words of a reader"),
    "suggestion_declined": _("declined better words of a reader"),
    "pack_taken": _("took over what a pack says"),
    "pack_refused": _("kept ours against a pack"),
}


class EditingConfig(AppConfig):
    name = "pathfinder.editing"
    label = "editing"

    def ready(self) -> None:
        from pathfinder.accounts.actions import add_desk_place, add_own_data, name_events
        from pathfinder.accounts.queries import EDITOR, OBSERVER, PROVIDER, TRANSLATOR
        from pathfinder.editing.queries import own_proposals

        name_events(EVENTS)
        add_own_data("proposals", own_proposals)
        add_desk_place("editing:desk", _("Desk"), order=0)
        add_desk_place("editing:records", _("Records"), EDITOR, OBSERVER, TRANSLATOR, order=10)
        add_desk_place("editing:proposals", _("Proposals"), EDITOR, OBSERVER, PROVIDER, order=20)
        add_desk_place("editing:translations", _("Translations"), EDITOR, TRANSLATOR, OBSERVER, order=30)
        add_desk_place("editing:conflicts", _("Packs"), EDITOR, OBSERVER, order=40)
