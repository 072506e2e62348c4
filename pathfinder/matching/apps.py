from django.apps import AppConfig
from django.utils.translation import gettext_noop as _


class MatchingConfig(AppConfig):
    name = "pathfinder.matching"
    label = "matching"

    def ready(self) -> None:
        from pathfinder.accounts.actions import add_desk_place, add_own_data, name_events
        from pathfinder.accounts.queries import PROVIDER
        from pathfinder.matching.queries import own_offer

        name_events({"more_asked": _("asked a person to see more of a profile")})
        add_own_data("matching", own_offer)
        add_desk_place("matching:candidates", _("Candidates"), PROVIDER, order=28)
