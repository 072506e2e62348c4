from django.urls import path

import pathfinder.languages.paths  # noqa: F401  # the language in an address
from pathfinder.directory import record_urls, views

app_name = "directory"
urlpatterns = [
    path("<language:language>/find/", views.find, name="find"),
    path("<language:language>/find/suggest", views.suggestions, name="suggest"),
    path("<language:language>/find/kept/", views.kept, name="kept"),
    path("<language:language>/find/results.csv", views.results_file, {"form": "csv"}, name="csv"),
    path("<language:language>/find/results.json", views.results_file, {"form": "json"}, name="json"),
    path("<language:language>/find/results.geojson", views.results_file, {"form": "geojson"}, name="geojson"),
    *record_urls.urlpatterns,
]
