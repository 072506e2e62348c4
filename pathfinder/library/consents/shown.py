"""Consents in the words of a page."""

from __future__ import annotations

from typing import get_args

from django.utils.translation import gettext as _

from pathfinder.library.consents.queries import HOW
from pathfinder.library.content import Item, Shelf, by_id
from pathfinder.library.models import Consent


def how_in_words(consent: Consent) -> str:
    """As it was recorded, where it is none of the usual ways."""
    return _(HOW[consent.how]) if consent.how in HOW else consent.how


def item_with(key: str) -> Item | None:
    """On whatever shelf it stands."""
    return next((item for shelf in get_args(Shelf) if (item := by_id(shelf).get(key))), None)
