"""Every kind of page of the product, one address for each: what the tests of access and of weight go over.

A test compares the list with all addresses of `config/urls.py`: a new page has to come in here, or be named below as none.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

# The pages that most people see. They are looked at in every mode; `{}` is what the test put into the database.
MAIN = {
    "guide:home": "/{language}/",
    "guide:question": "/{language}/be/guide/residence_ground/",
    "guide:way": "/{language}/be/way/",
    "guide:step": "/{language}/be/way/step/be-vlg-programme-2022/",
    "directory:find": "/{language}/find/?q=diploma&country=be",
    "directory:record": "/{language}/record/be-recognition/",
    "library:practice": "/{language}/library/practices/be-p5-duo/",
    "library:event": "/{language}/library/events/{event}/",
    "library:story": "/{language}/library/stories/be-story-ammar/",
    "compare:question": "/{language}/compare/applicant-work/",
    "employers:answer": "/{language}/nl/employers/answer/",
    "checking:report": "/{language}/record/be-house/report/",
}
FOR_ALL = {
    "guide:start": "/{language}/be/guide/open/",
    "guide:open": "/{language}/be/guide/open/",
    "guide:answers": "/{language}/be/answers/",
    "guide:not-for-you": "/{language}/be/way/not-for-you/",
    "guide:law": "/{language}/be/way/law/",
    "guide:compare": "/{language}/be/way/compare/?from=2018-09-15",
    "guide:summary": "/{language}/be/way/summary/",
    "guide:keep": "/{language}/be/way/keep/",
    "phone:guide": "/{language}/be/phone/",
    "phone:offline": "/{language}/offline/",
    "directory:kept": "/{language}/find/kept/",
    "directory:record-print": "/{language}/record/be-recognition/print/",
    "directory:record-history": "/{language}/record/be-recognition/history/",
    "checking:find-report": "/{language}/report/",
    "checking:course": "/{language}/report/{report}/",
    "checking:quality": "/{language}/quality/",
    "opendata:page": "/{language}/open-data/",
    "law:changes": "/{language}/changes/?country=nl",
    "law:provision": "/{language}/nl/law/nl-rule-applicant-work-2023/",
    "compare:elsewhere": "/{language}/elsewhere/",
    "compare:questions": "/{language}/compare/",
    "compare:this-person": "/{language}/compare/this-person/",
    "compare:over-time": "/{language}/compare/applicant-work/over-time/",
    "employers:home": "/{language}/employers/",
    "employers:diversity-plan": "/{language}/employers/diversity-plan/",
    "employers:hire": "/{language}/nl/employers/hire/",
    "employers:papers": "/{language}/nl/employers/papers/",
    "employers:learning": "/{language}/be/employers/learning/",
    "library:home": "/{language}/library/",
    "library:practices": "/{language}/library/practices/",
    "library:practices-compare": "/{language}/library/practices/compare/?id=be-p1-vdab&id=be-p5-duo",
    "library:practice-use": "/{language}/library/practices/be-p5-duo/use/",
    "library:stories": "/{language}/library/stories/",
    "library:stories-booklet": "/{language}/library/stories/booklet/",
    "library:procedures": "/{language}/library/procedures/",
    "library:countries": "/{language}/library/countries/",
    "library:country": "/{language}/library/countries/be/",
    "library:procedure": "/{language}/be/procedures/recognise-a-diploma/",
    "library:events": "/{language}/library/events/",
    "library:register": "/{language}/library/events/{event}/register/",
    "library:registration-sent": "/{language}/library/events/{event}/register/sent/",
    "library:registration": "/{language}/library/registration/?key=nothing",
    "library:documents": "/{language}/library/documents/",
    "library:documents-laws": "/{language}/library/documents/laws/",
    "library:figures": "/{language}/library/figures/",
    "library:figure": "/{language}/library/figures/be-vdab-cohorts/",
    "library:share": "/{language}/library/share/",
    "library:share-sent": "/{language}/library/share/sent/",
    "library:share-draft": "/{language}/library/share/draft/?key=nothing",
    "library:consent": "/{language}/library/consent/?key={consent}",
    "library:take-down": "/{language}/library/stories/{story}/take-down/",
    "about:accessibility": "/{language}/accessibility/",
    "about:languages": "/{language}/languages/",
    "about:style-guide": "/{language}/style-guide/",
    "accounts:invitation": "/{language}{invitation}",
    "account_login": "/{language}/account/login/",
    "account_signup": "/{language}/account/signup/",
    "account_reset_password": "/{language}/account/password/reset/",
    "account_reset_password_done": "/{language}/account/password/reset/done/",
    "account_reset_password_from_key": "/{language}/account/password/reset/key/1-nothing/",
    "account_reset_password_from_key_done": "/{language}/account/password/reset/key/done/",
    "account_confirm_email": "/{language}/account/confirm-email/nothing/",
    "account_email_verification_sent": "/{language}/account/confirm-email/",
    "account_inactive": "/{language}/account/inactive/",
    "nowhere": "/{language}/nowhere/",
}
AT_THE_DESK = {
    "accounts:mine": "/{language}/account/",
    "accounts:people": "/{language}/desk/people/",
    "accounts:person": "/{language}/desk/people/{person}/",
    "accounts:trail": "/{language}/desk/trail/",
    "account_logout": "/{language}/account/logout/",
    "account_email": "/{language}/account/email/",
    "account_change_password": "/{language}/account/password/change/",
    "mfa_index": "/{language}/account/second-step/",
    "editing:desk": "/{language}/desk/",
    "editing:records": "/{language}/desk/records/",
    "editing:new-record": "/{language}/desk/records/new/?kind=event&country=be",
    "editing:record": "/{language}/desk/record/be-course/",
    "editing:history": "/{language}/desk/record/be-course/history/",
    "editing:proposals": "/{language}/desk/proposals/",
    "editing:proposal": "/{language}/desk/proposals/{proposal}/",
    "editing:translations": "/{language}/desk/translations/",
    "editing:translations-into": "/{language}/desk/translations/nl/?state=machine",
    "editing:translate": "/{language}/desk/translations/nl/be-course/",
    "editing:conflicts": "/{language}/desk/conflicts/",
    "checking:queue": "/{language}/desk/queue/",
    "checking:links": "/{language}/desk/links/",
    "checking:duplicates": "/{language}/desk/duplicates/",
    "checking:pair": "/{language}/desk/duplicates/{pair}/",
    "checking:desk-reports": "/{language}/desk/reports/",
    "checking:desk-report": "/{language}/desk/reports/{report}/",
    "checking:failed-searches": "/{language}/desk/searches/",
    "library:registrations": "/{language}/desk/registrations/",
    "library:submissions": "/{language}/desk/submissions/",
    "library:submission": "/{language}/desk/submissions/{submission}/",
    "library:submission-preview": "/{language}/desk/submissions/{submission}/preview/en/",
    "library:pictures": "/{language}/desk/pictures/?record={story}",
    "library:consents": "/{language}/desk/consents/",
    "library:consents-of": "/{language}/desk/consents/{story}/",
}
NO_PAGES = {
    "files and data": {
        "sitemap-index", "django.contrib.sitemaps.views.sitemap", "content:health", "guide:pdf", "guide:calendar",
        "search:vocabulary", "directory:suggest", "directory:csv", "directory:json", "directory:geojson", "opendata:about",
        "opendata:openapi", "opendata:services", "opendata:organizations", "opendata:service_at_locations",
        "opendata:taxonomies", "opendata:taxonomy_terms", "opendata:profile", "opendata:profile-index", "opendata:patch",
        "opendata:bulk", "opendata:file", "accounts:my-data", "accounts:trail-csv", "checking:quality-json",
        "checking:quality-csv", "law:atom", "law:json", "compare:csv", "library:practices-csv", "library:practices-atom",
        "library:stories-atom", "library:stories-booklet-pdf", "library:events-calendar", "library:events-atom",
        "library:event-calendar", "library:registration-data", "library:registrations-csv", "library:documents-atom",
        "library:documents-bibtex", "library:documents-csv", "library:documents-one-bibtex", "library:figure-csv",
        "library:picture", "library:card", "phone:files", "phone:file", "phone:worker", "phone:manifest", "phone:desks", "mfa_download_recovery_codes",
    },
    "a button's address, which shows another page": {
        "guide:choose-language", "guide:erase", "guide:ask", "accounts:blocked", "accounts:role-away",
        "accounts:invitation-again", "accounts:invitation-withdrawn", "editing:conflict-settled", "checking:right",
        "checking:cadence", "checking:link", "employers:erase", "library:preview", "phone:leave",
    },
    "asked for in the middle of signing in, looked at in pathfinder/accounts and in test_editing.py": {
        "accounts:erase", "account_reauthenticate", "account_set_password", "account_confirm_login_code", "mfa_authenticate",
        "mfa_reauthenticate", "mfa_activate_totp", "mfa_deactivate_totp", "mfa_view_recovery_codes",
        "mfa_generate_recovery_codes",
    },
}  # fmt: skip
NOT_FOUND = {"nowhere", "library:registration", "library:share-draft"}  # what a link that is over shows
EVERY_KIND = {**MAIN, **FOR_ALL, **AT_THE_DESK}


def named_addresses() -> set[str]:
    """The names of all addresses, with the room before the colon."""
    return set(_names(get_resolver().url_patterns, ""))


def _names(patterns: list[URLPattern | URLResolver], room: str) -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from _names(pattern.url_patterns, f"{pattern.namespace}:" if pattern.namespace else room)
        elif pattern.name:
            yield f"{room}{pattern.name}"
