"""Our own pages about people. Those of allauth are in config/urls.py, which alone can put the language before them."""

from django.urls import path

import pathfinder.languages.paths  # noqa: F401  # the language in an address
from pathfinder.accounts import views

app_name = "accounts"
urlpatterns = [
    path("<language:language>/account/", views.mine, name="mine"),
    path("<language:language>/account/my-data.json", views.my_data, name="my-data"),
    path("<language:language>/account/erase/", views.erase, name="erase"),
    path("<language:language>/account/invitation/<str:token>/", views.invitation, name="invitation"),
    path("<language:language>/desk/people/", views.people, name="people"),
    path("<language:language>/desk/people/<uuid:id_>/", views.person, name="person"),
    path("<language:language>/desk/people/<uuid:id_>/blocked/", views.blocked, name="blocked"),
    path("<language:language>/desk/people/<uuid:id_>/role/<int:membership>/away/", views.role_taken_away, name="role-away"),
    path("<language:language>/desk/people/invitation/<uuid:id_>/again/", views.invitation_again, name="invitation-again"),
    path("<language:language>/desk/people/invitation/<uuid:id_>/withdrawn/", views.invitation_withdrawn, name="invitation-withdrawn"),
    path("<language:language>/desk/trail/", views.trail, name="trail"),
    path("<language:language>/desk/trail.csv", views.trail_as_csv, name="trail-csv"),
]  # fmt: skip
