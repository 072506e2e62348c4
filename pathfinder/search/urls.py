from django.urls import path

from pathfinder.search import views

app_name = "search"
urlpatterns = [path("vocabulary.ttl", views.vocabulary_as_skos, name="vocabulary")]
