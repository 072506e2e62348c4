from django.urls import path

import pathfinder.languages.paths  # noqa: F401  # the language in an address
from pathfinder.library.sharing import desk_views, views

urlpatterns = [
    path("<language:language>/library/share/", views.share, name="share"),
    path("<language:language>/library/share/sent/", views.sent, name="share-sent"),
    # The secret of a link comes after the `?`, which is never written to a log
    path("<language:language>/library/share/draft/", views.draft, name="share-draft"),
    path("<language:language>/desk/submissions/", desk_views.submissions, name="submissions"),
    path("<language:language>/desk/submissions/<uuid:id_>/", desk_views.submission, name="submission"),
    path(
        "<language:language>/desk/submissions/<uuid:id_>/preview/<language:shown_in>/",
        desk_views.preview,
        name="submission-preview",
    ),
]
