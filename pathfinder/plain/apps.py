from django.apps import AppConfig
from django.utils.translation import gettext_noop as _


class PlainConfig(AppConfig):
    name = "pathfinder.plain"
    label = "plain"

    def ready(self) -> None:
        from pathfinder.accounts.actions import add_desk_place
        from pathfinder.accounts.queries import EDITOR, OBSERVER, TRANSLATOR

        add_desk_place("plain:words", _("Plain words"), EDITOR, OBSERVER, TRANSLATOR, order=35)
