from django.urls import path

import pathfinder.languages.paths  # noqa: F401  # the language in an address
from pathfinder.checking import desk_views, views

app_name = "checking"
urlpatterns = [
    path("<language:language>/record/<slug:key>/report/", views.report, name="report"),
    path("<language:language>/report/", views.find_report, name="find-report"),
    path("<language:language>/report/<slug:code>/", views.course, name="course"),
    path("<language:language>/quality/", views.quality_page, name="quality"),
    path("<language:language>/quality/quality.json", views.quality_as_json, name="quality-json"),
    path("<language:language>/quality/quality.csv", views.quality_as_csv, name="quality-csv"),
    path("<language:language>/desk/queue/", desk_views.queue, name="queue"),
    path("<language:language>/desk/queue/right/", desk_views.still_right, name="right"),
    path("<language:language>/desk/queue/cadence/", desk_views.cadence, name="cadence"),
    path("<language:language>/desk/links/", desk_views.links, name="links"),
    path("<language:language>/desk/links/<int:pk>/", desk_views.link, name="link"),
    path("<language:language>/desk/duplicates/", desk_views.duplicates, name="duplicates"),
    path("<language:language>/desk/duplicates/<int:pk>/", desk_views.pair, name="pair"),
    path("<language:language>/desk/reports/", desk_views.desk_reports, name="desk-reports"),
    path("<language:language>/desk/reports/<slug:code>/", desk_views.desk_report, name="desk-report"),
    path("<language:language>/desk/searches/", desk_views.failed_searches, name="failed-searches"),
]
