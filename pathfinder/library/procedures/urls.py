"""Addresses of the procedures and of the countries."""

from django.urls import path
from django.urls.resolvers import URLPattern

import pathfinder.languages.paths  # noqa: F401  # the language and the country in an address
from pathfinder.library.procedures import views

urlpatterns: list[URLPattern] = [
    path("<language:language>/library/procedures/", views.procedures, name="procedures"),
    path("<language:language>/library/countries/", views.all_countries, name="countries"),
    path("<language:language>/library/countries/<country:country>/", views.country, name="country"),
    path("<language:language>/<country:country>/procedures/<slug:name>/", views.procedure, name="procedure"),
]
