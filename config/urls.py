"""Every address: each feature brings its own."""

from django.urls import include, path

urlpatterns = [
    path("", include("pathfinder.content.urls")),
    path("", include("pathfinder.guide.urls")),
]
