from django.urls import path

import pathfinder.languages.paths  # noqa: F401  # the language in an address
from pathfinder.library.events.registering import desk_views, views

urlpatterns = [
    path("<language:language>/library/events/<slug:key>/register/", views.register, name="register"),
    path("<language:language>/library/events/<slug:key>/register/sent/", views.sent, name="registration-sent"),
    # The secret of a link comes after the `?`, which is never written to a log
    path("<language:language>/library/registration/", views.mine, name="registration"),
    path("<language:language>/library/registration/registration.json", views.my_data, name="registration-data"),
    path("<language:language>/desk/registrations/", desk_views.registrations, name="registrations"),
    path("<language:language>/desk/registrations/<slug:key>.csv", desk_views.as_csv, name="registrations-csv"),
]
