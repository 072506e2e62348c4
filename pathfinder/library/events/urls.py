from django.urls import path

import pathfinder.languages.paths  # noqa: F401  # the language in an address
from pathfinder.library.events import views
from pathfinder.library.events.registering.urls import urlpatterns as registering

urlpatterns = [
    path("<language:language>/library/events/", views.index, name="events"),
    path("<language:language>/library/events.ics", views.calendar, name="events-calendar"),
    path("<language:language>/library/events.atom", views.feed, name="events-atom"),
    path("<language:language>/library/events/<slug:key>/", views.event, name="event"),
    path("<language:language>/library/events/<slug:key>/event.ics", views.event_calendar, name="event-calendar"),
    *registering,
]
