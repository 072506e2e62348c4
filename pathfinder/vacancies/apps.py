from django.apps import AppConfig
from django.utils.translation import gettext_noop as _

EVENTS = {
    "vacancy_entered": _("entered a vacancy"),
    "vacancy_changed": _("changed a vacancy"),
    "vacancy_published": _("published a vacancy"),
    "vacancy_declined": _("did not publish a vacancy"),
    "vacancy_closed": _("closed a vacancy"),
    "employer_trusted": _("lets an employer publish vacancies"),
    "employer_not_trusted": _("lets vacancies of an employer wait again"),
}


class VacanciesConfig(AppConfig):
    name = "pathfinder.vacancies"
    label = "vacancies"

    def ready(self) -> None:
        from pathfinder.accounts.actions import add_desk_place, add_own_data, name_events
        from pathfinder.accounts.queries import EDITOR, OBSERVER, PROVIDER
        from pathfinder.directory.actions import add_rows
        from pathfinder.search.actions import register
        from pathfinder.vacancies.findable import VacanciesToFind, rows_among_results
        from pathfinder.vacancies.queries import how_many_wait, own_vacancies

        name_events(EVENTS)
        add_own_data("vacancies", own_vacancies)
        add_desk_place("vacancies:desk", _("Vacancies"), EDITOR, OBSERVER, PROVIDER, order=27, waiting=how_many_wait)
        register("vacancies", VacanciesToFind())
        add_rows(rows_among_results)
