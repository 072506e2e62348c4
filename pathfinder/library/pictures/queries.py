"""Which pictures a record has, and the file at an address."""

from __future__ import annotations

import datetime as dt

from django.db.models import QuerySet

from pathfinder.library.consents.queries import is_taken_back, lapsed
from pathfinder.library.models import Consent, Picture, PictureFile


def pictures_of(key: str, today: dt.date) -> list[Picture]:
    """Those that may be shown today, the first uploaded first. Four queries at most, one where there is none."""
    found = list(Picture.objects.filter(key=key, removed_at=None))
    if not found:
        return []
    over = set(lapsed(today).filter(key=key, what=Consent.PICTURE).values_list("picture", flat=True))
    return [picture for picture in found if picture.pk not in over]


def sizes_of(pictures: list[Picture]) -> dict[str, list[tuple[int, int]]]:
    """Name of a picture to its widths and heights, the narrowest first; the files themselves are not read."""
    found: dict[str, list[tuple[int, int]]] = {picture.name: [] for picture in pictures}
    of = PictureFile.objects.filter(picture__in=found).order_by("width")
    for name, width, height in of.values_list("picture_id", "width", "height"):
        found[name].append((width, height))
    return found


def all_pictures() -> QuerySet[Picture]:
    """For the desk: the newest first."""
    return Picture.objects.filter(removed_at=None).order_by("-uploaded_at", "name")


class Gone(LookupError):
    """There was a picture at this address."""


def file_at(name: str, width: int, today: dt.date) -> bytes | None:
    """The file; None where there never was one. Raises Gone."""
    picture = Picture.objects.filter(pk=name).first()
    if picture is None:
        return None
    if picture.removed_at or is_taken_back(picture.key, today) or lapsed(today).filter(picture=picture).exists():
        raise Gone
    content = PictureFile.objects.filter(picture=picture, width=width).values_list("content", flat=True).first()
    return bytes(content) if content is not None else None
