"""What search engines may find, by room, in every language of the interface."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import product
from typing import Any

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet
from django.urls import reverse

from pathfinder.compare.answers import questions_of
from pathfinder.directory.models import Organization, Program, Service
from pathfinder.library.content import items
from pathfinder.library.views import SHELVES, url_of
from pathfinder.rulebooks.loaded import countries, rulebook_of

LANGUAGES = [code for code, _name in settings.LANGUAGES]
FRONT = (
    "guide:home", "directory:find", "compare:questions", "compare:elsewhere", "law:changes", "employers:home",
    "employers:diversity-plan", "library:home", "vacancies:list",
)  # fmt: skip


class Addresses(Sitemap):
    """Addresses that are known without the database."""

    def items(self) -> list[str]:
        return list(self.addresses())

    def addresses(self) -> Iterator[str]:
        raise NotImplementedError

    def location(self, item: str) -> str:
        return item


class Pages(Addresses):
    def addresses(self) -> Iterator[str]:
        for language, name in product(LANGUAGES, FRONT):
            yield reverse(name, args=[language])
        for language, question in product(LANGUAGES, questions_of(rulebook_of(countries()[0]))):
            yield reverse("compare:question", args=[language, question.id])
        for language, country in product(LANGUAGES, countries()):
            yield reverse("employers:papers", args=[language, country])
            yield reverse("employers:learning", args=[language, country])


class Law(Addresses):
    def addresses(self) -> Iterator[str]:
        for language, country in product(LANGUAGES, countries()):
            for provision in rulebook_of(country).provisions:
                yield reverse("law:provision", args=[language, country, provision])


class Library(Addresses):
    def addresses(self) -> Iterator[str]:
        for language, shelf in product(LANGUAGES, SHELVES):
            yield from (url_of(item, language) for item in items(shelf) if shelf != "documents")


class Records(Sitemap):
    """Services, organizations and practices; made-up ones are for trials only."""

    limit = 5_000

    def __init__(self, model: type[Any], language: str) -> None:
        self.model = model
        self.language = language

    def items(self) -> QuerySet[Any]:
        return self.model.objects.filter(merged_into="", is_synthetic=False).order_by("key").only("key", "changed_at")

    def location(self, item: Any) -> str:
        return reverse("directory:record", args=[self.language, item.key])

    def lastmod(self, item: Any) -> Any:
        return item.changed_at


def sitemaps() -> dict[str, Sitemap]:
    kinds: Iterable[tuple[str, type[Any]]] = (
        ("services", Service), ("organizations", Organization), ("practices", Program),
    )  # fmt: skip
    records = {f"{name}-{language}": Records(model, language) for (name, model), language in product(kinds, LANGUAGES)}
    return {"pages": Pages(), "law": Law(), "library": Library(), **records}
