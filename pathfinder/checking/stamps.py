"""A form carries when it was opened, signed: programs send at once, people need a moment. It says nothing of who opened it."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets

from django.core import signing

QUICKEST_SECONDS = 3
LONGEST_HOURS = 24
_SALT = "pathfinder.checking.form"


class TooQuick(Exception):
    """Nobody reads and writes so fast."""


class TooOld(Exception):
    """The form was opened too long ago, or the stamp is not ours."""


def new_stamp(at: dt.datetime) -> str:
    return signing.dumps([int(at.timestamp()), secrets.token_urlsafe(6)], salt=_SALT)


def check_stamp(stamp: str, at: dt.datetime) -> str:
    """A mark of this one form, the same each time it is sent. Raises TooQuick, TooOld."""
    try:
        opened, _once = signing.loads(stamp, salt=_SALT)
    except signing.BadSignature:
        raise TooOld from None
    seconds = at.timestamp() - int(opened)
    if seconds < QUICKEST_SECONDS:
        raise TooQuick
    if seconds > LONGEST_HOURS * 3600:
        raise TooOld
    return hashlib.sha256(stamp.encode()).hexdigest()[:32]
