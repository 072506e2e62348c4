from django.urls import path

import pathfinder.languages.paths  # noqa: F401  # the language in an address
from pathfinder.vacancies import desk_views, views

app_name = "vacancies"
urlpatterns = [
    path("vacancies.ndjson", views.postings, name="ndjson"),
    path("<language:language>/vacancies/", views.index, name="list"),
    path("<language:language>/vacancies/feed.atom", views.feed, name="atom"),
    path("<language:language>/vacancies/results.csv", views.results_csv, name="csv"),
    path("<language:language>/vacancies/results.json", views.results_json, name="json"),
    path("<language:language>/vacancies/<slug:key>/", views.vacancy, name="vacancy"),
    path("<language:language>/desk/vacancies/", desk_views.desk, name="desk"),
    path("<language:language>/desk/vacancies/new/", desk_views.new, name="new"),
    path("<language:language>/desk/vacancies/<slug:key>/", desk_views.edit, name="edit"),
]
