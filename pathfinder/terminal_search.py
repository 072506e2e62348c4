"""`pathfinder search`: the same search as on the site, for the terminal and for other programs."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterable, Iterator
from typing import Any

MOST = 100  # results of one query
LONGEST_LINE = 100_000  # letters


def search_at_the_terminal(arguments: argparse.Namespace) -> int:
    """0 when all was answered, 2 when what was typed cannot be used; a bad line is answered with its reason."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    if not arguments.lines and not (arguments.query or "").strip():
        print('search: expected a QUERY, such as: pathfinder search "recognise my diploma"', file=sys.stderr)
        return 2
    if not 1 <= arguments.limit <= MOST:
        print(f"--limit {arguments.limit}: expected a number from 1 to {MOST}", file=sys.stderr)
        return 2
    _prepare()
    if arguments.lines:
        for answer in _answers(sys.stdin, arguments):
            print(json.dumps(answer, ensure_ascii=False), flush=True)
        return 0
    problem = _problem(arguments.lang, arguments.country)
    if problem:
        print(problem, file=sys.stderr)
        return 2
    answer = _answer(arguments.query, arguments.lang, arguments.country, arguments.limit)
    print(json.dumps(answer, ensure_ascii=False) if arguments.json else _readable(answer))
    return 0


def _prepare() -> None:
    """Where nothing is loaded yet, as in a fresh clone, load the packs first; it takes some seconds, once."""
    from django.conf import settings
    from django.core.management import call_command
    from django.db import DatabaseError
    from django.utils import timezone

    from pathfinder.content.actions import load_packs
    from pathfinder.content.queries import content_state

    try:
        is_loaded = bool(content_state().packs)
    except DatabaseError:
        is_loaded = False
    if not is_loaded:
        print("Loading the packs, once …", file=sys.stderr)
        call_command("migrate", verbosity=0)
        load_packs(settings.PACKS_DIR, at=timezone.now())


def _answers(lines: Iterable[str], arguments: argparse.Namespace) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            asked = json.loads(line[:LONGEST_LINE])
            words, language, country = (
                asked["q"],
                asked.get("lang", arguments.lang),
                asked.get("country", arguments.country),
            )
            if not isinstance(words, str):
                raise TypeError
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            yield {
                "error": f'line {number}: expected {{"q": "words", "lang": "ar"}} in one line of JSON',
                "results": [],
            }
            continue
        problem = _problem(language, country)
        if problem:
            yield {"query": words, "error": f"line {number}: {problem}", "results": []}
        else:
            yield _answer(words, language, country, arguments.limit)


def _problem(language: object, country: object) -> str:
    from pathfinder.directory.queries import countries_of_the_directory

    if not isinstance(language, str) or not language.replace("-", "").isalnum() or len(language) > 35:
        return f"--lang {language}: expected a BCP 47 tag, such as ar"
    known = countries_of_the_directory()
    if country is not None and country not in known:
        return f"--country {country}: expected one of {', '.join(known)}"
    return ""


def _answer(words: str, language: str, country: str | None, limit: int) -> dict[str, Any]:
    from pathfinder.directory.queries import search_records

    results = search_records(words, language, country=country, limit=limit)
    answer: dict[str, Any] = {
        "query": words,
        "results": [
            {"id": r.key, "title": r.title.words, "lang": r.title.language, "score": r.score, "matched": r.matched}
            for r in results.rows
        ],
    }
    if results.suggestion:
        answer["did_you_mean"] = results.suggestion
    return answer


def _readable(answer: dict[str, Any]) -> str:
    lines = [
        f"{r['id']:<36} {r['title']}" + (f"   ({'; '.join(r['matched'])})" if r["matched"] else "")
        for r in answer["results"]
    ]
    if "did_you_mean" in answer:
        lines.insert(0, f"Did you mean: {answer['did_you_mean']}")
    return "\n".join(lines) or "Nothing found. Try another word, or fewer words."
