"""Where the library shows what."""

from django.urls import reverse

from pathfinder.library.as_records import SHELF_OF
from pathfinder.library.content import Item

PAGE_OF = {
    "practices": "practice", "stories": "story", "events": "event", "documents": "documents", "indicators": "figure",
}  # fmt: skip


def url_of(item: Item, language: str) -> str:
    """The page of an item; of a document, its place in the list."""
    return _address(item.shelf, item.id, language)


def page_of(kind: str, key: str, language: str) -> str:
    """The page of a record of the library's own kinds."""
    return _address(SHELF_OF[kind], key, language)


def _address(shelf: str, key: str, language: str) -> str:
    if shelf == "documents":
        return f"{reverse('library:documents', args=[language])}#{key}"
    return reverse(f"library:{PAGE_OF[shelf]}", args=[language, key])
