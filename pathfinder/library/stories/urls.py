from django.urls import path

from pathfinder.library.stories import views

urlpatterns = [
    path("<language:language>/library/stories/", views.stories, name="stories"),
    path("<language:language>/library/stories/feed.atom", views.feed, name="stories-atom"),
    path("<language:language>/library/stories/booklet/", views.booklet, name="stories-booklet"),
    path("<language:language>/library/stories/booklet/booklet.pdf", views.booklet_as_pdf, name="stories-booklet-pdf"),
    path("<language:language>/library/stories/<slug:key>/", views.story, name="story"),
]
