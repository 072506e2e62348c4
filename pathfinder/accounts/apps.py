from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "pathfinder.accounts"
    label = "accounts"

    def ready(self) -> None:
        from pathfinder.accounts import sign_ins  # noqa: F401  # listens from now on
        from pathfinder.accounts.desk_places import add_own_places

        add_own_places()
