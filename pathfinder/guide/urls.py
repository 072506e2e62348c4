from django.urls import path, register_converter

from pathfinder.guide import views
from pathfinder.languages.paths import PlainPath


class FactId(PlainPath):
    regex = "[a-z][a-z0-9_.]{0,59}"


class StepId(PlainPath):
    """A service, or a provision: `sk-driving`, `gb-rule-ptw-sol.work`."""

    regex = "[a-zA-Z0-9_.-]{1,120}"


register_converter(FactId, "fact")
register_converter(StepId, "step")

app_name = "guide"
urlpatterns = [
    path("", views.choose_language, name="choose-language"),
    path("<language:language>/", views.home, name="home"),
    path("<language:language>/<country:country>/guide/", views.start, name="start"),
    path("<language:language>/<country:country>/guide/open/", views.open_link, name="open"),
    path("<language:language>/<country:country>/guide/erase/", views.erase, name="erase"),
    path("<language:language>/<country:country>/guide/<fact:fact>/", views.question, name="question"),
    path("<language:language>/<country:country>/answers/", views.all_answers, name="answers"),
    path("<language:language>/<country:country>/answers/take-along/", views.take_along, name="take-along"),
    path("<language:language>/<country:country>/way/", views.way, name="way"),
    path("<language:language>/<country:country>/way/step/<step:step_id>/", views.step, name="step"),
    path("<language:language>/<country:country>/way/step/<step:step_id>/ask/", views.ask_for_step, name="ask"),
    path("<language:language>/<country:country>/way/not-for-you/", views.not_for_you, name="not-for-you"),
    path("<language:language>/<country:country>/way/law/", views.other_law, name="law"),
    path("<language:language>/<country:country>/way/compare/", views.compare, name="compare"),
    path("<language:language>/<country:country>/way/summary/", views.summary, name="summary"),
    path("<language:language>/<country:country>/way/keep/", views.keep, name="keep"),
    path("<language:language>/<country:country>/way/way.pdf", views.way_as_pdf, name="pdf"),
    path("<language:language>/<country:country>/way/dates.ics", views.dates_as_calendar, name="calendar"),
]
