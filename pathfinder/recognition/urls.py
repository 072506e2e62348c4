from django.urls import path, register_converter

from pathfinder.languages.paths import PlainPath
from pathfinder.recognition import views


class LetterKind(PlainPath):
    regex = "request|copy|objection"


register_converter(LetterKind, "letter")

app_name = "recognition"
urlpatterns = [
    path("<language:language>/recognition/", views.home, name="home"),
    path("<language:language>/recognition/<country:country>/", views.route, name="route"),
    path("<language:language>/recognition/<country:country>/<letter:kind>.pdf", views.letter, name="letter"),
]
