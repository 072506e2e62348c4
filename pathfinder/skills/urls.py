from django.urls import include, path

import pathfinder.languages.paths  # noqa: F401  # the language in an address
from pathfinder.skills import views
from pathfinder.skills.profile.all_screens import SCREENS

app_name = "skills"
urlpatterns = [
    path("<language:language>/skills/", views.start, name="start"),
    path("<language:language>/skills/open/", views.open_file, name="open"),
    path("<language:language>/skills/file/", views.as_file, name="file"),
    path("<language:language>/skills/erase/", views.erase, name="erase"),
    path("", include("pathfinder.skills.papers.urls")),
    *(
        path(f"<language:language>/skills/{screen}/", views.screen, {"name": screen}, name=screen)
        for screen in SCREENS
    ),
]  # fmt: skip
