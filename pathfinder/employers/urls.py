from django.urls import path

import pathfinder.languages.paths  # noqa: F401  # the language and the country in an address
from pathfinder.employers import views

app_name = "employers"
urlpatterns = [
    path("<language:language>/employers/", views.home, name="home"),
    path("<language:language>/employers/diversity-plan/", views.diversity_plan, name="diversity-plan"),
    path("<language:language>/<country:country>/employers/hire/", views.hire, name="hire"),
    path("<language:language>/<country:country>/employers/answer/", views.answer, name="answer"),
    path("<language:language>/<country:country>/employers/erase/", views.erase, name="erase"),
    path("<language:language>/<country:country>/employers/papers/", views.papers, name="papers"),
    path("<language:language>/<country:country>/employers/learning/", views.learning, name="learning"),
]
