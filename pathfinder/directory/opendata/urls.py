from django.urls import path, re_path

from pathfinder.directory.opendata import api, views

# The standard writes its addresses without a slash at the end; programs that add one are understood.
_LISTS = {
    "services": (api.services, api.service),
    "organizations": (api.organizations, api.organization),
    "service_at_locations": (api.service_at_locations, api.service_at_location),
    "taxonomies": (api.taxonomies, api.taxonomy),
    "taxonomy_terms": (api.taxonomy_terms, api.taxonomy_term),
}

app_name = "opendata"
urlpatterns = [
    path("<language:language>/open-data/", views.open_data, name="page"),
    path("hsds/", api.about, name="about"),
    path("hsds/openapi.json", api.openapi, name="openapi"),
    *[re_path(rf"^hsds/{route}/?$", of_all, name=route) for route, (of_all, _) in _LISTS.items()],
    *[re_path(rf"^hsds/{route}/(?P<identifier>[^/]+)/?$", of_one) for route, (_, of_one) in _LISTS.items()],
    path("hsds/profile/", views.profile, name="profile"),
    path("hsds/profile/index.json", views.profile_index, name="profile-index"),
    path("hsds/profile/<slug:name>.json", views.patch, name="patch"),
    path("hsds/bulk/", views.bulk, name="bulk"),
    path("hsds/bulk/<str:name>", views.bulk_file, name="file"),
    path("hsds/<path:path>", api.nothing),
]
