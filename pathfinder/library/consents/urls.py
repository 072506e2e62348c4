from django.urls import path

import pathfinder.languages.paths  # noqa: F401  # the language in an address
from pathfinder.library.consents import desk_views, views

urlpatterns = [
    # The secret of a link comes after the `?`, which is never written to a log
    path("<language:language>/library/consent/", views.consent, name="consent"),
    path("<language:language>/library/stories/<slug:key>/take-down/", views.take_down, name="take-down"),
    path("<language:language>/desk/consents/", desk_views.consents, name="consents"),
    path("<language:language>/desk/consents/<slug:key>/", desk_views.consents_of, name="consents-of"),
]
