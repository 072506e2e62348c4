from django.urls import path

import pathfinder.languages.paths  # noqa: F401  # the language in an address
from pathfinder.talent import desk_views, views

DESK = "<language:language>/desk/abroad/"
app_name = "talent"
urlpatterns = [
    path("<language:language>/abroad/", views.check, name="check"),
    # The secret of a link comes after the `?`, which is never written to a log
    path("<language:language>/abroad/mine/", views.mine, name="mine"),
    path(DESK, desk_views.desk, name="desk"),
    path(f"{DESK}candidates/new/", desk_views.new_candidate, name="new-candidate"),
    path(f"{DESK}candidates/<uuid:id_>/", desk_views.candidate, name="candidate"),
    path(f"{DESK}candidates/<uuid:id_>/link/", desk_views.link, name="link"),
    path(f"{DESK}candidates/<uuid:id_>/erase/", desk_views.erase_candidate, name="erase"),
    path(f"{DESK}jobs/new/", desk_views.new_job, name="new-job"),
    path(f"{DESK}jobs/<uuid:id_>/", desk_views.job, name="job"),
    path(f"{DESK}jobs/<uuid:id_>/several/", desk_views.several, name="several"),
    path(f"{DESK}several/<uuid:id_>/undo/", desk_views.undo, name="undo"),
    path(f"{DESK}cases/<uuid:id_>/", desk_views.case, name="case"),
    path(f"{DESK}export/", desk_views.export, name="export"),
]
