from django.apps import AppConfig
from django.core.signals import request_finished, request_started


class LibraryConfig(AppConfig):
    name = "pathfinder.library"
    label = "library"

    def ready(self) -> None:
        from pathfinder.library.content import begin_request, end_request

        request_started.connect(begin_request)
        request_finished.connect(end_request)
