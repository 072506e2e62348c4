from django.urls import path

import pathfinder.languages.paths  # noqa: F401  # the language in an address
from pathfinder.library import views
from pathfinder.library.cards.urls import urlpatterns as cards
from pathfinder.library.consents.urls import urlpatterns as consents
from pathfinder.library.documents.urls import urlpatterns as documents
from pathfinder.library.events.urls import urlpatterns as events
from pathfinder.library.figures.urls import urlpatterns as figures
from pathfinder.library.kept_shortly import kept_shortly
from pathfinder.library.pictures.urls import urlpatterns as pictures
from pathfinder.library.practices.urls import urlpatterns as practices
from pathfinder.library.preview import record_preview
from pathfinder.library.procedures.urls import urlpatterns as procedures
from pathfinder.library.sharing.urls import urlpatterns as sharing
from pathfinder.library.stories.urls import urlpatterns as stories

app_name = "library"
SHELVES = [
    path("<language:language>/library/", views.home, name="home"),
    path("<language:language>/desk/preview/<slug:kind>/", record_preview, name="preview"),
    *practices,
    *stories,
    *procedures,
    *events,
    *documents,
    *figures,
]
for page in SHELVES:  # whatever stands on a shelf may be taken back, and then has to be gone everywhere
    page.callback = kept_shortly(page.callback)
urlpatterns = [
    *SHELVES,
    *sharing,
    *pictures,
    *consents,
    *cards,
]
