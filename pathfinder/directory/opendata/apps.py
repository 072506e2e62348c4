from django.apps import AppConfig


class OpenDataConfig(AppConfig):
    name = "pathfinder.directory.opendata"
    label = "opendata"
