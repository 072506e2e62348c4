from django.urls import path, register_converter

from pathfinder.languages.paths import PlainPath
from pathfinder.law import views


class ProvisionId(PlainPath):
    regex = "[a-z][a-zA-Z0-9_.-]{0,119}"


register_converter(ProvisionId, "provision")

app_name = "law"
urlpatterns = [
    path("<language:language>/changes/", views.changes, name="changes"),
    path("<language:language>/changes/feed.atom", views.feed, {"form": "atom"}, name="atom"),
    path("<language:language>/changes/feed.json", views.feed, {"form": "json"}, name="json"),
    path("<language:language>/<country:country>/law/<provision:provision_id>/", views.provision, name="provision"),
]
