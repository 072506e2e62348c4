"""Every address: each feature brings its own."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib.sitemaps.views import index, sitemap
from django.urls import include, path

from config.sitemaps import sitemaps
from pathfinder.library.kept_shortly import kept_shortly

SITEMAPS = sitemaps()

urlpatterns = [
    path("sitemap.xml", kept_shortly(index), {"sitemaps": SITEMAPS}, name="sitemap-index"),
    path(
        "sitemap-<section>.xml",
        kept_shortly(sitemap),
        {"sitemaps": SITEMAPS},
        name="django.contrib.sitemaps.views.sitemap",
    ),
    path("", include("pathfinder.content.urls")),
    path("", include("pathfinder.guide.urls")),
    path("", include("pathfinder.search.urls")),
    path("", include("pathfinder.directory.urls")),
    path("", include("pathfinder.directory.opendata.urls")),
    path("", include("pathfinder.accounts.urls")),
    path("", include("pathfinder.editing.urls")),
    path("", include("pathfinder.checking.urls")),
    path("", include("pathfinder.law.urls")),
    path("", include("pathfinder.compare.urls")),
    path("", include("pathfinder.employers.urls")),
    path("", include("pathfinder.recognition.urls")),
    path("", include("pathfinder.library.urls")),
    path("", include("pathfinder.vacancies.urls")),
    path("", include("pathfinder.talent.urls")),
    path("", include("pathfinder.matching.urls")),
    path("", include("pathfinder.phone.urls")),
    path("", include("pathfinder.skills.urls")),
    path("", include("pathfinder.about.urls")),
    path("", include("pathfinder.plain.urls")),
    *i18n_patterns(
        path("account/", include("allauth.account.urls")),
        path("account/second-step/", include("allauth.mfa.urls")),
    ),
]
