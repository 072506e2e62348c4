from django.urls import path

import pathfinder.languages.paths  # noqa: F401  # the language in an address
from pathfinder.about import views

app_name = "about"
urlpatterns = [
    path("<language:language>/accessibility/", views.accessibility, name="accessibility"),
    path("<language:language>/languages/", views.languages, name="languages"),
    path("<language:language>/style-guide/", views.style_guide, name="style-guide"),
]
