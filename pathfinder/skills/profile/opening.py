"""A document that comes from outside: a file that a person opens, or a form that was changed on its way."""

from __future__ import annotations

import json
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from pathfinder.skills.papers import LARGEST as LARGEST_FILE, Reading, Unreadable, read_any
from pathfinder.skills.profile_document import LARGEST, VERSION

__all__ = ["Unreadable", "opened", "problem_of"]


def opened(file: UploadedFile[Any]) -> Reading:
    """The profile in a file, and what of it was not taken over. Raises Unreadable."""
    # One byte more than is read, so that a huge file is refused without being loaded
    return read_any(file.read(LARGEST_FILE + 1), file.name or "")


def problem_of(text: str) -> str:
    """Why a document that a form carried cannot be read, and what to do."""
    if len(text) > LARGEST:
        return _("This profile is too long to be read here.")
    try:
        version = json.loads(text).get("version")
    except (ValueError, AttributeError, RecursionError):
        version = None
    if isinstance(version, int) and version > VERSION:
        return _("This profile was made with a newer Pathfinder. Open it there.")
    return _("This profile is damaged or was changed, so it cannot be read.")
