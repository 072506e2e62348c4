from django.urls import path

import pathfinder.languages.paths  # noqa: F401  # the language in an address
from pathfinder.directory import record_views

urlpatterns = [
    path("<language:language>/record/<slug:key>/", record_views.record, name="record"),
    path("<language:language>/record/<slug:key>/print/", record_views.record_print, name="record-print"),
    path("<language:language>/record/<slug:key>/history/", record_views.record_history, name="record-history"),
]
