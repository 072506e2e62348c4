from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "pathfinder.directory"
    label = "directory"

    def ready(self) -> None:
        from pathfinder.directory.findable import RecordsToFind
        from pathfinder.search.actions import register

        register("directory", RecordsToFind())
