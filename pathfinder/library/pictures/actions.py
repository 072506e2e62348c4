"""Taking a picture in, and away."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence
from typing import Any

from django.db import transaction

from pathfinder.accounts.actions import record_event
from pathfinder.accounts.queries import User, signed_in_name
from pathfinder.library.consents.actions import erase_picture, give_consent, lock_consents, take_consent_back
from pathfinder.library.models import Consent, Picture, PictureFile
from pathfinder.library.pictures.encoding import Encoded


def add_picture(
    key: str, files: Sequence[Encoded], told: dict[str, Any], *, by: User, at: dt.datetime
) -> tuple[Picture, str]:
    """Keep a picture that was made anew, with what a valid PictureForm says of it.

    Gives the secret with which a person on it takes the consent back; nothing where nobody can be recognised. The same
    picture again is another one with another address: one that was removed never comes back by itself.
    """
    content = hashlib.sha256(files[-1].content)
    content.update(f"{key} {at.isoformat()}".encode())
    signature = signed_in_name(by)
    with transaction.atomic():
        picture = Picture.objects.create(
            name=content.hexdigest()[:32], key=key, alt=told["alt"], credit=told["credit"], people=told["people"],
            shows_people=told["shows_people"], uploaded_at=at, uploaded_by=signature,
        )  # fmt: skip
        PictureFile.objects.bulk_create(
            PictureFile(picture=picture, width=one.width, height=one.height, content=one.content) for one in files
        )
        secret = ""
        if told["shows_people"]:
            secret = give_consent(
                key, given_on=told["given_on"], how=told["how"], ends_on=told["ends_on"], by=signature, at=at,
                what=Consent.PICTURE, picture=picture,
            )  # fmt: skip
        record_event("picture_added", by=by, at=at, on=f"record:{key}", detail={"picture": picture.name})
    return picture, secret


def remove_picture(name: str, *, by: User, at: dt.datetime) -> str:
    """Gone from all pages at once. Gives the key of its record. Raises Picture.DoesNotExist."""
    with transaction.atomic():
        lock_consents(Picture.objects.get(pk=name).key)
        picture = Picture.objects.select_for_update().get(pk=name)
        if picture.removed_at is None:
            for consent in picture.consents.filter(withdrawn_at=None):
                take_consent_back(consent, at=at, by=by)
            erase_picture(picture, at=at)
            record_event("picture_removed", by=by, at=at, on=f"record:{picture.key}", detail={"picture": name})
    return picture.key
