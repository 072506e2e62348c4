"""`pathfinder recognition` at the terminal."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import sys

from rulebook.parse_recognition import ASKED


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--country", default="be", metavar="CC", help="where (default: be)")
    parser.add_argument("--place", default="", metavar="ID", help="a territory of the pack, such as be-vlg")
    parser.add_argument("--has", default="diploma", choices=ASKED["has"])
    parser.add_argument("--aim", default="work", choices=ASKED["aim"])
    parser.add_argument("--from", dest="diploma_country", default="", metavar="CC", help="country of the diploma")
    parser.add_argument(
        "--level", default="", choices=[str(level) for level in range(9)], help="of the diploma, by ISCED 2011"
    )
    parser.add_argument("--papers", default="", choices=ASKED["papers"])
    parser.add_argument("--isco", default="", metavar="CODE", help="the occupation, by ISCO-08")
    parser.add_argument("--on", default="", metavar="DATE", help="the day whose law applies (default: today)")
    parser.add_argument("--lang", default="en", metavar="TAG", help="language of the texts (default: en)")
    parser.add_argument("--json", action="store_true", help="one JSON document")
    parser.set_defaults(run=recognition_at_the_terminal)


def recognition_at_the_terminal(arguments: argparse.Namespace) -> int:
    """0 with the route, 2 when what was typed cannot be used."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    from django.conf import settings

    from pathfinder.recognition.document import as_document, readable
    from pathfinder.recognition.professions import profession_of
    from pathfinder.recognition.route import Case, Route
    from pathfinder.rulebooks.law_days import date_of_law
    from pathfinder.rulebooks.loaded import countries, rulebook_of

    today = dt.datetime.now().astimezone().date()
    on, wrong_day = date_of_law(arguments.on, today)
    country, place = arguments.country.lower(), arguments.place or arguments.country.lower()
    problem = ""
    if wrong_day:
        problem = f"--on {arguments.on}: expected a day such as 2026-11-26"
    elif arguments.lang not in dict(settings.LANGUAGES):
        problem = f"--lang {arguments.lang}: expected one of {', '.join(dict(settings.LANGUAGES))}"
    elif country not in countries():
        problem = f"--country {country}: expected one of {', '.join(countries())}"
    elif place not in rulebook_of(country).territories:
        problem = f"--place {place}: no territory of {country} has this id"
    if problem:
        print(problem, file=sys.stderr)
        return 2
    told = (arguments.has, arguments.aim, arguments.diploma_country.upper(), arguments.level, arguments.papers)
    route = Route(rulebook_of(country), place, Case(*told, profession_of(arguments.isco)), on, today=today)
    document = as_document(route, arguments.lang)
    print(json.dumps(document, ensure_ascii=False) if arguments.json else readable(document))
    return 0
