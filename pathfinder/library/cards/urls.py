from django.urls import path

import pathfinder.languages.paths  # noqa: F401  # the language in an address
from pathfinder.library.cards import views

urlpatterns = [path("<language:language>/library/card/<slug:shelf>/<slug:key>.png", views.card, name="card")]
