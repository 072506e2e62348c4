from django.urls import path

import pathfinder.languages.paths  # noqa: F401  # the language in an address
from pathfinder.skills.papers import views

urlpatterns = [
    path("<language:language>/skills/papers/", views.papers, name="papers"),
    path("<language:language>/skills/papers/cv.pdf", views.cv, name="papers-cv"),
    path("<language:language>/skills/papers/everything.zip", views.take_everything, name="papers-everything"),
    path("<language:language>/skills/papers/<str:name>", views.take, name="papers-file"),
]
