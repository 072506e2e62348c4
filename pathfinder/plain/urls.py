from django.urls import path

import pathfinder.languages.paths  # noqa: F401  # the language in an address
from pathfinder.plain import views

app_name = "plain"
urlpatterns = [path("<language:language>/desk/plain-words/", views.words, name="words")]
