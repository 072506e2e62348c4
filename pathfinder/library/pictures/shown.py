"""A picture as a page shows it: as wide as the screen needs, in the reader's words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from pathfinder.languages.localized_text import LocalizedText, localized
from pathfinder.languages.names import direction
from pathfinder.library.models import Picture
from pathfinder.library.pictures.encoding import FOR_PHONES, WIDTHS
from pathfinder.library.pictures.queries import pictures_of, sizes_of


@dataclass(frozen=True)
class ShownPicture:
    picture: Picture
    sizes: Sequence[tuple[int, int]]  # the narrowest first
    language: str

    @property
    def alt(self) -> LocalizedText:
        return localized(self.picture.alt, self.language)

    @property
    def alt_direction(self) -> str:
        return direction(self.alt.language)

    @property
    def credit(self) -> str:
        return self.picture.credit

    @property
    def width(self) -> int:
        return self.sizes[-1][0]

    @property
    def height(self) -> int:
        return self.sizes[-1][1]

    @property
    def src(self) -> str:
        """For browsers that choose no size by themselves."""
        return self._url(self.sizes[0][0])

    @property
    def srcset(self) -> str:
        return self._set(WIDTHS[-1])

    @property
    def phone_srcset(self) -> str:
        """However sharp the screen, none of these is heavy."""
        return self._set(FOR_PHONES)

    def _set(self, widest: int) -> str:
        return ", ".join(f"{self._url(width)} {width}w" for width, _height in self.sizes if width <= widest)

    def _url(self, width: int) -> str:
        return reverse("library:picture", args=[self.picture.name, width])


def shown_pictures(key: str, language: str, today: dt.date) -> list[ShownPicture]:
    """Cost: one query for a record without pictures."""
    return shown(pictures_of(key, today), language)


def shown(pictures: list[Picture], language: str) -> list[ShownPicture]:
    sizes = sizes_of(pictures) if pictures else {}
    return [ShownPicture(picture, sizes[picture.name], language) for picture in pictures if sizes[picture.name]]
