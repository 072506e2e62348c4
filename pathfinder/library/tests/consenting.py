"""A story told here with consent, and a picture of whoever tells it."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.utils import timezone
from PIL import Image

from pathfinder.checking.actions import new_stamp
from pathfinder.directory.actions import Given, take_over
from pathfinder.library.consents.actions import give_consent

STORY, WORDS = "be-story-of-amina", "Amina found work as a baker in Ghent"
PAGE = f"/en/library/stories/{STORY}/"
OF_A_PACK = "be-story-tugba"  # published by a television of Liège
DESK = f"/en/desk/pictures/?record={STORY}"
PLACE = b"GPS 51.05 3.72"


def make_story(key: str = STORY, **about: Any) -> None:
    document = {
        "country": "be", "name": {"en": "Amina"}, "description": {"en": WORDS}, "sources": [],
        "about": {"job": {"en": "baker"}, **about},
    }  # fmt: skip
    take_over([Given("story", key, document)], origin="editor", at=timezone.now(), by="editor")


def agreed(key: str = STORY, *, ends_in_days: int | None = None, **more: Any) -> str:
    """The secret of the link with which it is taken back."""
    today = timezone.localdate()
    ends_on = None if ends_in_days is None else today + dt.timedelta(days=ends_in_days)
    told = {"given_on": today - dt.timedelta(days=400), "how": "paper", "ends_on": ends_on, "by": "editor 1a2b3c4d", "at": timezone.now()}  # fmt: skip
    return give_consent(key, **(told | more))


def link(secret: str, language: str = "en") -> str:
    return f"/{language}/library/consent/?key={secret}"


def photograph(width: int = 1600, height: int = 1000, kind: str = "JPEG", **more: Any) -> bytes:
    """Something that is not of one colour, with where it was taken."""
    picture = Image.linear_gradient("L").resize((width, height)).convert("RGB")
    picture.paste((200, 30, 30), (0, 0, width // 2, height // 4))  # where up is
    taken = Image.Exif()
    taken[0x010E] = PLACE.decode()  # description
    written = io.BytesIO()
    picture.save(written, kind, exif=taken, **more)
    return written.getvalue()


def upload(client: Client, content: bytes | None = None, name: str = "amina.jpg", **typed: Any) -> Any:
    form: dict[str, Any] = {
        "alt_en": "A woman in a bakery", "credit": "House of Work", "shows_people": "no", "people": "", "given_on": "", "how": "",
        "ends_on": "", **typed,
    }  # fmt: skip
    form["picture"] = SimpleUploadedFile(name, photograph() if content is None else content, "image/jpeg")
    return client.post(DESK, form)


def of_somebody(**more: str) -> dict[str, str]:
    return {"shows_people": "yes", "people": "Amina", "given_on": "2026-01-10", "how": "paper", **more}


def ask_to_take_down(client: Client, key: str = STORY, *, seconds_ago: float = 10, **typed: str) -> Any:
    stamp = new_stamp(timezone.now() - dt.timedelta(seconds=seconds_ago))
    return client.post(
        f"/en/library/stories/{key}/take-down/", {"words": "", "email": "", "page": "", "stamp": stamp, **typed}
    )


def everywhere(client: Client, key: str) -> dict[str, bool]:
    """On which of the pages and files for everybody something about a story stands."""
    pages = (
        "/en/library/", "/en/library/stories/", "/ar/library/stories/", "/en/library/stories/feed.atom", "/sitemap-library.xml",
        "/en/library/countries/be/", "/en/library/?q=baker", "/en/library/stories/booklet/",
    )  # fmt: skip
    found = {page: key in client.get(page).content.decode() for page in pages}
    return {page: is_there for page, is_there in found.items() if is_there}


def tables_with(words: str) -> list[str]:
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            found += [table for row in cursor.fetchall() if words in repr(row)]
    return sorted(set(found))


def load_story_again(key: str, *, origin: str = "pack") -> None:
    document = {"country": "be", "name": {"en": "Tugba"}, "description": {"en": WORDS}}
    take_over([Given("story", key, document)], origin=origin, at=timezone.now(), by="pack")


def make_practice(**more: Any) -> None:
    about = {
        "need": {"en": "Few had work."},
        "told_by": {"by": "interview", "who": {"en": "Olena of the house of work"}},
    }
    document = {"country": "be", "name": {"en": "Duos"}, "about": about, **more}
    take_over([Given("program", "be-duos", document)], origin="editor", at=timezone.now(), by="editor")
