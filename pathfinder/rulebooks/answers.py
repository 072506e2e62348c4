"""A person's answers, kept by their own browser: a signed cookie that ends with the session. The server keeps none."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
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
LARGEST_COOKIE = 3_800  # characters; a browser silently refuses a cookie of more than 4,096 bytes with its name

# What stays true of a person in another country. The rest hangs on where they live, on papers and offices, or on a law.
ABOUT_THE_PERSON = frozenset({
    "nationality", "birth_date", "birth_country", "parents_birth_countries", "gender", "literate", "education_level",
    "diploma_country", "last_worked_in_field_on", "experience_years", "driving_licence",
})  # fmt: skip


def is_about_the_person(fact_id: str) -> bool:
    return fact_id in ABOUT_THE_PERSON or fact_id.startswith("languages.")


class AnswersLost(ValueError):
    """The cookie is too old, was changed, or is not ours."""


@dataclass
class Answers:
    """`given` as in a person file, `declined` says how (`unknown` or `private`); both in the order of answering.

    `role` says who tells them; `country` for which country's guide they were told, empty where it has not begun there.
    `elsewhere` holds those that were told for other countries, the last ones last; it is never changed in place.
    """

    given: dict[str, Any] = field(default_factory=dict)
    declined: dict[str, str] = field(default_factory=dict)
    order: list[str] = field(default_factory=list)
    is_changed: bool = False
    role: str = NEWCOMER
    country: str = ""
    elsewhere: dict[str, Answers] = field(default_factory=dict)

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
        """Those that were told for this country, to be read apart: whom Belgium recognised may not work elsewhere by that.

        The others are kept beside them, in `elsewhere`.
        """
        if self.country == country:
            return self.without("")
        told = {**self.elsewhere, self.country: replace(self, elsewhere={})} if self else dict(self.elsewhere)
        here = told.pop(country, Answers(role=self.role))
        return replace(here, elsewhere=told)

    @property
    def told_last(self) -> Answers:
        """These, or those of another country where these are none yet."""
        return self if self or not self.elsewhere else list(self.elsewhere.values())[-1]

    def about_the_person(self, rulebook: Rulebook, today: dt.date, on: dt.date) -> Answers:
        """What was told elsewhere that this country's rulebook can read, is true here too, and was not told here."""
        found = Answers(role=self.role)
        for told in self.elsewhere.values():
            names = [name for name in told.order if is_about_the_person(name) and name in rulebook.facts]
            found.take_along(told, [name for name in names if name not in self.order])
        readable_person(found, rulebook, today, on)
        return found

    def take_along(self, others: Answers, names: Iterable[str]) -> None:
        for name in names:
            if name in others.given:
                self.answer(name, others.given[name])
            elif name in others.declined:
                self.decline(name, others.declined[name])


def read_answers(request: HttpRequest, role: str = NEWCOMER) -> Answers:
    """Raises AnswersLost."""
    cookie = request.COOKIES.get(COOKIES[role])
    if not cookie:
        return Answers(role=role)
    try:
        kept = signing.loads(cookie, salt=SALT, max_age=KEPT_SECONDS)
        told = _told(kept["g"], kept["d"], kept["o"], role, str(kept["c"]))
        told.elsewhere = {name: _told(*parts, role, name) for name, parts in dict(kept.get("e", {})).items()}
        return told
    except (signing.BadSignature, ValueError, KeyError, TypeError):
        raise AnswersLost from None


def _told(given: Any, declined: Any, order: Any, role: str, country: str) -> Answers:
    return Answers(dict(given), dict(declined), list(order), role=role, country=country)


def keep_answers(response: HttpResponse, answers: Answers) -> None:
    """Gives the answers back to the browser. Each answer starts the day anew."""
    name = COOKIES[answers.role]
    elsewhere = {country: [one.given, one.declined, one.order] for country, one in answers.elsewhere.items()}
    if not answers and not elsewhere:
        erase_answers(response, answers.role)
        return
    told = {"g": answers.given, "d": answers.declined, "o": answers.order, "c": answers.country, "e": elsewhere}
    cookie = signing.dumps(told, salt=SALT, compress=True)
    while elsewhere and len(cookie) > LARGEST_COOKIE:  # the oldest go, before the browser refuses all
        del elsewhere[next(iter(elsewhere))]
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
