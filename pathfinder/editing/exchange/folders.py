"""Where packs and catalogues are."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from django.conf import settings


@dataclass(frozen=True)
class Folders:
    packs: Path
    locale: Path


def our_folders() -> Folders:
    """Those of this installation."""
    return Folders(settings.PACKS_DIR, Path(settings.LOCALE_PATHS[0]))
