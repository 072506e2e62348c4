from django.urls import path

import pathfinder.languages.paths  # noqa: F401  # the language in an address
from pathfinder.matching import desk_views, own_views, views

app_name = "matching"
urlpatterns = [
    path("<language:language>/matching/for-me/", views.for_me, name="for-me"),
    path("<language:language>/matching/keep/", own_views.keep, name="keep"),
    path("<language:language>/matching/account/<str:token>/", own_views.account, name="account"),
    path("<language:language>/matching/offered/", own_views.offered, name="offered"),
    path("<language:language>/desk/candidates/", desk_views.candidates, name="candidates"),
    path("<language:language>/desk/candidates/<uuid:id_>/", desk_views.candidate, name="candidate"),
    path("<language:language>/desk/candidates/<uuid:id_>/cv.pdf", desk_views.cv, name="cv"),
]
