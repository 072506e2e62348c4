"""Addresses of pages in rooms that may be absent: a page links to them only where they are."""

from __future__ import annotations

from django.urls import NoReverseMatch, reverse


def report_address(language: str, key: str) -> str:
    """Where a reader says that a record is wrong; nothing where nobody would read it."""
    try:
        return reverse("checking:report", kwargs={"language": language, "key": key})
    except NoReverseMatch:
        return ""


def better_words_address(language: str, key: str) -> str:
    """Where a reader suggests better words for its translation; nothing where nobody would read it."""
    try:
        return reverse("editing:better-words", args=[language, "record", key])
    except NoReverseMatch:
        return ""


def practice_address(language: str, key: str) -> str:
    """The page of a practice in the library; nothing where there is no library."""
    try:
        return reverse("library:practice", kwargs={"language": language, "key": key})
    except NoReverseMatch:
        return ""


def page_in_library(kind: str, key: str, language: str) -> str:
    """Where another room tells of a record; of a document, its place in the list. Nothing for what has a page of its own here."""
    try:
        if kind == "publication":
            return f"{reverse('library:documents', args=[language])}#{key}"
        if kind == "vacancy":
            return reverse("vacancies:vacancy", args=[language, key])
        return reverse(f"library:{kind}", args=[language, key]) if kind in ("story", "event") else ""
    except NoReverseMatch:
        return ""
