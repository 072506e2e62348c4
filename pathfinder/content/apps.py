from django.apps import AppConfig


class ContentConfig(AppConfig):
    name = "pathfinder.content"
    label = "content"
