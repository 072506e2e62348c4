from django.urls import path

import pathfinder.languages.paths  # noqa: F401  # the language in an address
from pathfinder.library.documents import views

urlpatterns = [
    path("<language:language>/library/documents/", views.index, name="documents"),
    path("<language:language>/library/documents/laws/", views.laws, name="documents-laws"),
    path("<language:language>/library/documents/feed.atom", views.feed, name="documents-atom"),
    path("<language:language>/library/documents.bib", views.as_bibtex, name="documents-bibtex"),
    path("<language:language>/library/documents.csv", views.as_csv, name="documents-csv"),
    path("<language:language>/library/documents/<slug:key>.bib", views.one_as_bibtex, name="documents-one-bibtex"),
]
