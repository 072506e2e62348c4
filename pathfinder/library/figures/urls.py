from django.urls import path

import pathfinder.languages.paths  # noqa: F401  # the language in an address
from pathfinder.library.figures import views

urlpatterns = [
    path("<language:language>/library/figures/", views.index, name="figures"),
    path("<language:language>/library/figures/<slug:key>/", views.figure, name="figure"),
    path("<language:language>/library/figures/<slug:key>.csv", views.as_csv, name="figure-csv"),
]
