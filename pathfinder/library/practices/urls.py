"""The shelf of practices."""

from django.urls import path

import pathfinder.languages.paths  # noqa: F401  # the language in an address
from pathfinder.library.practices import views

urlpatterns = [
    path("<language:language>/library/practices/", views.practices, name="practices"),
    path("<language:language>/library/practices/practices.csv", views.as_csv, name="practices-csv"),
    path("<language:language>/library/practices/feed.atom", views.feed, name="practices-atom"),
    path("<language:language>/library/practices/compare/", views.compare, name="practices-compare"),
    path("<language:language>/library/practices/<slug:key>/", views.practice, name="practice"),
    path("<language:language>/library/practices/<slug:key>/use/", views.use, name="practice-use"),
]
