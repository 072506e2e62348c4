from django.apps import AppConfig


class LibraryConfig(AppConfig):
    name = "pathfinder.library"
