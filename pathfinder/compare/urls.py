from django.urls import path

import pathfinder.languages.paths  # noqa: F401  # the language in an address
from pathfinder.compare import views

app_name = "compare"
urlpatterns = [
    path("<language:language>/elsewhere/", views.elsewhere, name="elsewhere"),
    path("<language:language>/compare/", views.questions, name="questions"),
    path("<language:language>/compare/this-person/", views.this_person, name="this-person"),
    path("<language:language>/compare/<slug:question_id>/", views.question, name="question"),
    path("<language:language>/compare/<slug:question_id>/over-time/", views.over_time, name="over-time"),
    path("<language:language>/compare/<slug:question_id>/answers.csv", views.as_csv, name="csv"),
]
