from django.urls import path

import pathfinder.languages.paths  # noqa: F401  # the language in an address
from pathfinder.library import views
from pathfinder.library.documents.urls import urlpatterns as documents
from pathfinder.library.events.urls import urlpatterns as events
from pathfinder.library.figures.urls import urlpatterns as figures
from pathfinder.library.practices.urls import urlpatterns as practices
from pathfinder.library.procedures.urls import urlpatterns as procedures
from pathfinder.library.stories.urls import urlpatterns as stories

app_name = "library"
urlpatterns = [
    path("<language:language>/library/", views.home, name="home"),
    *practices,
    *stories,
    *procedures,
    *events,
    *documents,
    *figures,
]
