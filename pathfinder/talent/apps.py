from django.apps import AppConfig
from django.utils.translation import gettext_noop as _

EVENTS = {
    "candidate_entered": _("entered a candidate abroad"),
    "candidate_changed": _("changed a candidate abroad"),
    "candidate_link": _("made a link for a candidate abroad"),
    "candidate_erased": _("erased a candidate abroad"),
    "candidates_exported": _("took a list of candidates abroad along"),
    "job_abroad_entered": _("entered a job for candidates abroad"),
    "job_abroad_changed": _("changed a job for candidates abroad"),
    "case_entered": _("proposed a candidate for a job"),
    "case_moved": _("moved a case"),
    "cases_moved": _("moved several cases"),
    "cases_undone": _("undid a step for several cases"),
}


class TalentConfig(AppConfig):
    name = "pathfinder.talent"
    label = "talent"

    def ready(self) -> None:
        from pathfinder.accounts.actions import add_desk_place, add_own_data, name_events
        from pathfinder.accounts.queries import EDITOR, PROVIDER
        from pathfinder.talent.queries import own_steps

        name_events(EVENTS)
        add_own_data("candidates_abroad", own_steps)
        add_desk_place("talent:desk", _("Candidates abroad"), EDITOR, PROVIDER, order=28)
