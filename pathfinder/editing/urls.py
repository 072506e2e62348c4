from django.urls import path

import pathfinder.languages.paths  # noqa: F401  # the language in an address
from pathfinder.editing import (
    better_words_views,
    conflict_views,
    proposal_views,
    suggestion_views,
    translation_views,
    views,
)

app_name = "editing"
urlpatterns = [
    path("<language:language>/desk/", views.desk, name="desk"),
    path("<language:language>/desk/records/", views.records, name="records"),
    path("<language:language>/desk/records/new/", views.new_record, name="new-record"),
    path("<language:language>/desk/record/<slug:key>/", views.record, name="record"),
    path("<language:language>/desk/record/<slug:key>/history/", views.history, name="history"),
    path("<language:language>/desk/proposals/", proposal_views.proposals, name="proposals"),
    path("<language:language>/desk/proposals/<uuid:id_>/", proposal_views.proposal, name="proposal"),
    path("<language:language>/desk/translations/", translation_views.translations, name="translations"),
    path("<language:language>/desk/translations/<slug:into>/", translation_views.translations_into, name="translations-into"),
    path("<language:language>/desk/translations/<slug:into>/file/", translation_views.file_for_translators, name="translations-file"),
    path("<language:language>/desk/translations/<slug:into>/suggestions/", suggestion_views.suggestions, name="suggestions"),
    path("<language:language>/desk/translations/<slug:into>/<slug:key>/", translation_views.translate, name="translate"),
    path("<language:language>/desk/conflicts/", conflict_views.conflicts, name="conflicts"),
    path("<language:language>/desk/conflicts/<slug:key>/<slug:field>/", conflict_views.conflict_settled, name="conflict-settled"),
    path("<language:language>/better-words/interface/", better_words_views.better_interface, name="better-interface"),
    path("<language:language>/better-words/<slug:place>/<str:item>/", better_words_views.better_words, name="better-words"),
    path("<language:language>/better-words/<slug:place>/<str:item>/<path:path>/", better_words_views.suggest_words, name="suggest-words"),
]  # fmt: skip
