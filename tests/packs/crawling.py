"""Following the links of the site in one language, a few pages of each kind."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin, urlsplit

from django.test import Client
from django.urls import Resolver404, resolve

A_FEW = 3  # pages of a kind
NOT_FOR_VISITORS = ("desk/", "account/")
AMINA = {
    "place": {"value": "2000"},
    "residence_ground": {"value": "refugee"},
    "nationality": {"value": "SY"},
    "birth_date": {"day": "2", "month": "5", "year": "1990"},
    "registered_on": {"day": "1", "month": "2", "year": "2018"},
}


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it was answered; `kind` is the name of its address in the program."""

    address: str
    kind: str
    html: str


def crawl(client: Client, language: str, countries: Collection[str]) -> Iterator[Page]:
    """The first page, what it links to, and so on: of each kind a few, one from each of the countries."""
    for fact, typed in AMINA.items():  # whoever has answered sees more
        client.post(f"/{language}/be/guide/{fact}/", typed)
    waiting = deque(
        [
            f"/{language}/{path}"
            for path in ("", "find/?q=diploma", "be/way/?second=en", "be/guide/open/", "be/phone/", "style-guide/")
        ]
    )
    seen, visited = set(waiting), Counter[tuple[str, ...]]()
    while waiting:
        address = waiting.popleft()
        kind, country = _kind(address)
        if country and country not in countries:
            continue
        if visited[kind,] >= A_FEW or visited[kind, country] >= 1 + (country == ""):
            continue
        answer = client.get(address)
        if not answer.headers.get("Content-Type", "").startswith("text/html"):
            continue
        visited[kind,] += 1
        visited[kind, country] += 1
        page = Page(address, kind, answer.content.decode())
        if answer.status_code == 200:
            yield page
        for link in _links(page):
            if link not in seen and link.startswith(f"/{language}/") and _is_for_visitors(link):
                seen.add(link)
                waiting.append(link)


def _is_for_visitors(address: str) -> bool:
    rest = address.split("/", 2)[2]
    try:
        resolve(urlsplit(address).path)
    except Resolver404:
        return False
    return not rest.startswith(NOT_FOR_VISITORS)


def _kind(address: str) -> tuple[str, str]:
    """Which kind of page, and of which country; a search with words is another kind than the empty one."""
    parts = urlsplit(address)
    found = resolve(parts.path)
    said = found.kwargs.get("country") or str(found.kwargs.get("key", "")).partition("-")[0]
    return found.view_name + ("?" if parts.query else ""), said if len(said) == 2 else ""


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag == "a" and (href := dict(attributes).get("href")):
            self.found.append(href)


def _links(page: Page) -> list[str]:
    reader = _Links()
    reader.feed(page.html)
    return [urldefrag(urljoin(page.address, link)).url for link in reader.found]
