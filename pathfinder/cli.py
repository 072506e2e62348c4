"""The command `pathfinder`: guide a person, ask the questions in the terminal, check a pack, serve the product."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml

from pathfinder.directory.demo_data.terminal import add_arguments as add_demo_arguments, demo_data_at_the_terminal
from pathfinder.directory.imports.terminal import add_arguments as add_import_arguments, import_at_the_terminal
from pathfinder.guide.document import as_document
from pathfinder.guide.interview import ask
from pathfinder.guide.pathway import compose
from pathfinder.guide.text_form import readable
from pathfinder.languages.interface import LANGUAGES
from pathfinder.plain.hard_sentences import as_lines, hard_sentences
from pathfinder.plain.pack_texts import texts_of_pack
from pathfinder.recognition.terminal import add_arguments as add_recognition_arguments
from pathfinder.rulebooks.law_days import FIRST_DAY, last_day
from pathfinder.skills.terminal import add_esco_arguments, add_skills_arguments
from pathfinder.vacancies.terminal import (
    add_arguments as add_vacancies_arguments,
    add_demo_arguments as add_demo_vacancies,
    demo_vacancies_at_the_terminal,
    vacancies_at_the_terminal,
)
from rulebook.checks import check_pack, undecided
from rulebook.dates import parse_partial_date
from rulebook.facts import PersonError, nearest
from rulebook.law import Rulebook
from rulebook.load import countries_with_a_pack, load_rulebook, parse_person_file, parsed_files
from rulebook.parse import PackError

# As in config.settings, without loading Django
PACKS = Path(os.environ.get("PATHFINDER_PACKS") or Path(__file__).resolve().parent.parent / "packs")
HARD_SENTENCES = 40  # shown of each language
LARGEST_FILE = 1_000_000  # bytes; a person file has a few hundred


class UnusableInputError(Exception):
    """Something the person at the terminal can put right; the message says how. Exit status 2."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command. 0 when all went well, 1 when a check found problems, 2 when what was typed cannot be used."""
    arguments = _parser().parse_args(argv)
    try:
        return int(arguments.run(arguments))
    except (UnusableInputError, PackError) as refusal:
        print(refusal, file=sys.stderr)
        return 2
    except BrokenPipeError:  # `pathfinder guide … | head`
        sys.stderr.close()
        return 0
    except KeyboardInterrupt:
        print(file=sys.stderr)
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="pathfinder", description="The way to work for newcomers in Europe.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    guide = commands.add_parser("guide", help="the way of one or more persons, from their files")
    guide.add_argument(
        "person", nargs="+", type=Path, metavar="PERSON.yaml", help="what the person tells; - reads standard input"
    )
    guide.add_argument("--on", default=None, metavar="DATE", help="the day whose law applies (default: today)")
    guide.add_argument("--json", action="store_true", help="one JSON document a line, in the order of the files")
    guide.add_argument(
        "--explain", action="store_true", help="with --json: whole trees, and what would change each verdict"
    )
    guide.add_argument("--lang", default="en", metavar="TAG", help="language of the texts (default: en)")
    guide.set_defaults(run=_guide)

    questions = commands.add_parser("ask", help="answer the questions here in the terminal")
    questions.add_argument("--country", default="be", metavar="CODE")
    questions.add_argument("--on", default=None, metavar="DATE")
    questions.add_argument("--lang", default="en", metavar="TAG", help="language of the questions (default: en)")
    questions.set_defaults(run=_ask)

    check = commands.add_parser("check", help="check a pack: every problem at once, and its situations")
    check.add_argument("pack", type=Path, nargs="+", metavar="packs/CC")
    check.add_argument(
        "--undecided", action="store_true", help="list, as Markdown, what the packs do not decide and why"
    )
    check.add_argument("--plain", action="store_true", help="list the hard sentences, the hardest first")
    check.add_argument("--lang", default="en", metavar="TAG", help="with --plain: of this language (default: en)")
    check.set_defaults(run=_check)

    search = commands.add_parser("search", help="find services and organizations, in any language")
    search.add_argument("query", nargs="?", metavar="QUERY", help="what to look for; left out with --lines")
    search.add_argument("--lang", default="en", metavar="TAG", help="the reader's language (default: en)")
    search.add_argument("--country", default=None, metavar="CC", help="only records of this country, such as be")
    search.add_argument("--limit", type=int, default=10, metavar="N", help="at most so many results (default: 10)")
    search.add_argument("--json", action="store_true", help="one JSON document")
    search.add_argument(
        "--lines", action="store_true", help='read one {"q", "lang", "country"} a line, answer one JSON document a line'
    )
    search.set_defaults(run=_search)

    taking = commands.add_parser("import", help="take over records of another system, from a file")
    add_import_arguments(taking)
    taking.set_defaults(run=_import)

    demo = commands.add_parser("demo-data", help="make up a large directory for trials, or remove it again")
    add_demo_arguments(demo)
    add_demo_vacancies(demo)
    demo.set_defaults(run=_demo_data)

    skills = commands.add_parser("skills", help="what somebody can do, from what they write in any language")
    add_skills_arguments(skills)

    recognition = commands.add_parser("recognition", help="the route to a recognised diploma or skill")
    add_recognition_arguments(recognition)

    add_esco_arguments(commands.add_parser("esco", help="take over ESCO, the European classification of skills"))

    vacancies = commands.add_parser("vacancies", help="take over vacancies of another system")
    add_vacancies_arguments(vacancies)
    vacancies.set_defaults(run=_vacancies)

    serve = commands.add_parser("serve", help="serve the product on this machine")
    serve.add_argument("--host", default="127.0.0.1")
    serve.add_argument("--port", type=int, default=8000)
    serve.add_argument("--processes", type=int, default=2)
    serve.set_defaults(run=_serve)
    return parser


def _guide(arguments: argparse.Namespace) -> int:
    today = dt.datetime.now().astimezone().date()
    on = _day(arguments.on, today)
    language = _language(arguments.lang)
    rulebooks: dict[str, Rulebook] = {}
    pathways = []
    for path in arguments.person:
        given = read_person(path)
        country = str(given.get("country") or "be").lower()
        if country not in rulebooks:
            rulebooks[country] = _rulebook(country, str(path))
        rulebook = rulebooks[country]
        try:
            person = rulebook.person(given, today, on)
        except PersonError as error:
            raise UnusableInputError("\n".join(f"{path}, {problem}" for problem in error.problems)) from None
        pathways.append(compose(rulebook.on(on), person))
    for pathway in pathways:
        if arguments.json:
            print(json.dumps(as_document(pathway, language, arguments.explain), ensure_ascii=False))
        else:
            print(readable(pathway, language))
    return 0


def _ask(arguments: argparse.Namespace) -> int:
    today = dt.datetime.now().astimezone().date()
    rulebook = _rulebook(arguments.country, "--country")
    on = _day(arguments.on, today)
    language = _language(arguments.lang)
    person = ask(rulebook, on, today, language, read=input, write=print)
    print(readable(compose(rulebook.on(on), person), language))
    return 0


def _check(arguments: argparse.Namespace) -> int:
    packs = [pack.resolve() for pack in arguments.pack]
    for pack, typed in zip(packs, arguments.pack, strict=True):
        if not (pack / "pack.yaml").exists() and not (arguments.plain and (pack / "facts.yaml").exists()):
            raise UnusableInputError(f"{typed}: there is no pack.yaml here. Expected a folder such as packs/be.")
    if arguments.undecided:
        print(_undecided(packs), end="")
        return 0
    if arguments.plain:
        print(_plain(packs, arguments.lang))
        return 0
    return max(_check_one(pack) for pack in packs)


def _check_one(pack: Path) -> int:
    try:
        report = check_pack(pack.parent, pack.name)
    except PackError as error:
        print(error, file=sys.stderr)
        print(f"{len(error.problems)} problems", file=sys.stderr)
        return 1
    for line in report.problems:
        print(line, file=sys.stderr)
    print(report.summary)
    return 1 if report.problems else 0


def _undecided(packs: Sequence[Path]) -> str:
    """docs/undecided.md: what each rulebook tells without deciding it."""
    lines = [
        "# What the rulebooks do not decide",
        "",
        "Each is shown to the reader with its source and this reason. Written by",
        "`pathfinder check --undecided packs/?? > docs/undecided.md`.",
    ]
    for pack in packs:
        rulebook = load_rulebook(pack.parent, pack.name)
        left = undecided(rulebook)
        share = 1 - len(left) / len(rulebook.provisions) if rulebook.provisions else 1
        lines += ["", f"## {rulebook.pack['name']['en']}", ""]
        lines += [f"{len(rulebook.provisions)} provisions, {share:.0%} decided.", ""]
        lines += [f"- `{one.id}` ({one.kind}) {one.title.get('en', '')}: {one.reason.get('en', '')}" for one in left]
    return "\n".join(lines) + "\n"


def _plain(packs: Sequence[Path], language: str) -> str:
    """Hard sentences are something to look at, no fault of a pack."""
    files = parsed_files()
    texts = [text for pack in packs for text in texts_of_pack(files, pack)]
    known = sorted({text.language for text in texts})
    if language not in known:
        raise UnusableInputError(f"--lang {language[:20]}: these packs have no texts in it. {nearest(language, known)}")
    return "\n".join(as_lines(hard_sentences(texts, language), most=HARD_SENTENCES))


def _search(arguments: argparse.Namespace) -> int:
    from pathfinder.terminal_search import search_at_the_terminal  # Django is loaded only where it is needed

    return search_at_the_terminal(arguments)


def _import(arguments: argparse.Namespace) -> int:
    return import_at_the_terminal(arguments)


def _demo_data(arguments: argparse.Namespace) -> int:
    return demo_data_at_the_terminal(arguments) or demo_vacancies_at_the_terminal(arguments)


def _vacancies(arguments: argparse.Namespace) -> int:
    return vacancies_at_the_terminal(arguments)


def _serve(arguments: argparse.Namespace) -> int:
    from pathfinder.serve import serve  # Django is loaded only where it is needed

    return serve(arguments.host, arguments.port, arguments.processes)


def _rulebook(country: str, where: str) -> Rulebook:
    known = countries_with_a_pack(PACKS)
    if country not in known:
        raise UnusableInputError(f'{where}, country: there is no pack for "{country[:40]}". {nearest(country, known)}')
    return load_rulebook(PACKS, country)


def _language(tag: str) -> str:
    known = [code for code, _name in LANGUAGES]
    if tag not in known:
        raise UnusableInputError(f"--lang {tag[:20]}: expected one of {', '.join(known)}")
    return tag


def _day(text: str | None, today: dt.date) -> dt.date:
    if text is None:
        return today
    try:
        day = parse_partial_date(text)
    except ValueError as error:
        raise UnusableInputError(f"--on {text}: {error}. For example: --on 2018-09-15") from None
    if not day.is_exact:
        raise UnusableInputError(f"--on {text}: expected a whole date, such as 2018-09-15")
    if not FIRST_DAY <= day.first <= last_day(today):
        raise UnusableInputError(f"--on {text}: expected a day from {FIRST_DAY} to {last_day(today)}")
    return day.first


def read_person(path: Path) -> dict[str, Any]:
    """The facts in a person file. Raises UnusableInputError: unreadable, too large, not YAML, not a list of facts."""
    try:
        if str(path) == "-":
            text = sys.stdin.read(LARGEST_FILE + 1)
            is_too_large = len(text) > LARGEST_FILE
        else:
            is_too_large = path.stat().st_size > LARGEST_FILE
            text = "" if is_too_large else path.read_text(encoding="utf-8")
    except OSError as error:
        raise UnusableInputError(f"{path}: {error.strerror}. Expected the path of a person file.") from None
    except UnicodeDecodeError:
        raise UnusableInputError(f"{path}: this is not a text in UTF-8. Expected a person file in YAML.") from None
    if is_too_large:
        raise UnusableInputError(f"{path}: this is larger than 1 MB. Expected a person file of a few lines of YAML.")
    try:
        data = parse_person_file(text)
    except (yaml.YAMLError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f", line {mark.line + 1}" if mark else ""
        reason = getattr(error, "problem", None) or error
        raise UnusableInputError(
            f'{path}{where}: not readable as YAML ({reason}). Expected lines such as `place: "2000"`.'
        ) from None
    except RecursionError:
        raise UnusableInputError(f'{path}: nested too deeply. Expected lines such as `place: "2000"`.') from None
    if not isinstance(data, dict):
        raise UnusableInputError(f'{path}: expected facts as `name: value`, one a line, such as `place: "2000"`.')
    return data


if __name__ == "__main__":
    sys.exit(main())
