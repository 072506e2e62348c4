"""A person's answers, kept by their own browser: a signed cookie that ends with the session. The server keeps none."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from rulebook.facts import Fact, Person, PersonError
from rulebook.law import Rulebook

COOKIE = "__Host-answers" if settings.HTTPS else "answers"
SALT = "pathfinder.rulebooks.answers"
KEPT_SECONDS = 24 * 3600  # a browser that never closes should not keep a stranger's answers for good
NEWCOMER, EMPLOYER = "newcomer", "employer"  # roles, which nobody is asked for: each has a cookie of its own
COOKIES = {NEWCOMER: COOKIE, EMPLOYER: f"{COOKIE}-employer"}
UNKNOWN, PRIVATE = "unknown", "private"


class AnswersLost(ValueError):
    """The cookie is too old, was changed, or is not ours."""


@dataclass
class Answers:
    """`given` as in a person file, `declined` says how (`unknown` or `private`); both in the order of answering.

    `role` says who tells them; `country` for which country's guide they were told last.
    """

    given: dict[str, Any] = field(default_factory=dict)
    declined: dict[str, str] = field(default_factory=dict)
    order: list[str] = field(default_factory=list)
    is_changed: bool = False
    role: str = NEWCOMER
    country: str = ""

    def __bool__(self) -> bool:
        return bool(self.given or self.declined)

    def answer(self, fact_id: str, raw: Any) -> None:
        self._enter(fact_id)
        self.declined.pop(fact_id, None)
        self.given[fact_id] = raw

    def decline(self, fact_id: str, how: str) -> None:
        self._enter(fact_id)
        self.given.pop(fact_id, None)
        self.declined[fact_id] = how

    def forget(self, fact_id: str) -> None:
        self.given.pop(fact_id, None)
        self.declined.pop(fact_id, None)
        self.order = [name for name in self.order if name != fact_id]
        self.is_changed = True

    def before(self, fact_id: str) -> str | None:
        """The question that was answered before this one."""
        at = self.order.index(fact_id) if fact_id in self.order else len(self.order)
        return self.order[at - 1] if at else None

    def _enter(self, fact_id: str) -> None:
        if fact_id not in self.order:
            self.order.append(fact_id)
        self.is_changed = True

    def person(self, rulebook: Rulebook, today: dt.date, on: dt.date) -> Person:
        """Raises PersonError. Who looks for a way to work in a country is taken to be there; whom a firm hires may be anywhere."""
        here = {"now_in": rulebook.country.upper()} if self.role == NEWCOMER else {}
        return rulebook.person({"role": self.role, **here, **self.given}, today, on)

    def without(self, fact_id: str) -> Answers:
        given = {name: raw for name, raw in self.given.items() if name != fact_id}
        return replace(self, given=given, declined=dict(self.declined), order=list(self.order))

    def with_answer(self, fact_id: str, raw: Any) -> Answers:
        given = {**self.given, fact_id: raw}
        return replace(self, given=given, declined=dict(self.declined), order=list(self.order))

    def for_country(self, country: str) -> Answers:
        """Those that were told for this country, to be read apart: whom Belgium recognised may not work elsewhere by that."""
        return self.without("") if self.country == country else Answers(role=self.role)


def read_answers(request: HttpRequest, role: str = NEWCOMER) -> Answers:
    """Raises AnswersLost."""
    cookie = request.COOKIES.get(COOKIES[role])
    if not cookie:
        return Answers(role=role)
    try:
        kept = signing.loads(cookie, salt=SALT, max_age=KEPT_SECONDS)
        return Answers(dict(kept["g"]), dict(kept["d"]), list(kept["o"]), role=role, country=str(kept["c"]))
    except (signing.BadSignature, ValueError, KeyError, TypeError):
        raise AnswersLost from None


def keep_answers(response: HttpResponse, answers: Answers) -> None:
    """Gives the answers back to the browser. Each answer starts the day anew."""
    name = COOKIES[answers.role]
    if not answers:
        erase_answers(response, answers.role)
        return
    told = {"g": answers.given, "d": answers.declined, "o": answers.order, "c": answers.country}
    cookie = signing.dumps(told, salt=SALT, compress=True)
    response.set_cookie(name, cookie, httponly=True, samesite="Strict", secure=settings.HTTPS)


def erase_answers(response: HttpResponse, role: str = NEWCOMER) -> None:
    response.delete_cookie(
        COOKIES[role], samesite="Strict"
    )  # Django marks a __Host- cookie secure: no other replaces it


def readable_person(answers: Answers, rulebook: Rulebook, today: dt.date, on: dt.date) -> tuple[Person, list[str]]:
    """The person, and the facts whose answers do not fit the rulebook (any more); those are forgotten.

    Raises PersonError for a pack that cannot read even no answers at all.
    """
    forgotten: list[str] = []
    while True:
        try:
            return answers.person(rulebook, today, on), forgotten
        except PersonError as error:
            if not answers.given:
                raise
            named = {problem.field for problem in error.problems} | {p.field.partition(".")[0] for p in error.problems}
            for name in [name for name in answers.given if name in named] or list(answers.given):
                answers.forget(name)
                forgotten.append(name)


def asked_facts(rulebook: Rulebook) -> dict[str, Fact]:
    """Every fact that is asked in a question of its own, in the editors' order."""
    return {fact.id: fact for fact in sorted(rulebook.facts.values(), key=lambda f: f.order) if fact.is_asked}
