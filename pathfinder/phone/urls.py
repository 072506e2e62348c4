from django.urls import path, register_converter

from pathfinder.languages.paths import LanguageCode, PlainPath
from pathfinder.phone import offline, views


class FileName(PlainPath):
    regex = f"law|places|texts-(?:{LanguageCode.regex})"


class Version(PlainPath):
    regex = "[0-9a-f]{12}"


register_converter(FileName, "phone-file")
register_converter(Version, "version")

app_name = "phone"
urlpatterns = [
    path("sw.js", offline.worker, name="worker"),
    path("<language:language>/offline/", offline.offline_page, name="offline"),
    path("<language:language>/phone/leave/", offline.leave, name="leave"),
    path("<language:language>/<country:country>/phone/app.webmanifest", offline.manifest, name="manifest"),
    path("phone/<country:country>/desks-<language:language>.json", offline.desks, name="desks"),
    path("<language:language>/<country:country>/phone/", views.guide, name="guide"),
    path("phone/<country:country>/<language:language>/", views.files, name="files"),
    path("phone/<country:country>/<phone-file:name>.<version:version>.json", views.file, name="file"),
]
