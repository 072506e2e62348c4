from django.urls import path

import pathfinder.languages.paths  # noqa: F401  # the language in an address
from pathfinder.library.pictures import views

urlpatterns = [
    path("pictures/<slug:name>-<int:width>.webp", views.picture, name="picture"),
    path("<language:language>/desk/pictures/", views.pictures, name="pictures"),
]
