"""Taking ESCO over, and getting the ladder ready."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from pathlib import Path

from pathfinder.skills.esco import taking_over
from pathfinder.skills.esco.package import Unusable, tables_in
from pathfinder.skills.esco.taking_over import Progress, Report, take_over_esco
from pathfinder.skills.ladder.at_hand import get_ready, make_vectors, the_store

__all__ = ["Unusable", "forget_esco", "get_ready", "make_vectors", "take_over"]


def take_over(
    paths: Iterable[Path], *, at: dt.datetime, version: str = "", language: str = "",
    progress: Progress = lambda _what, _done: None,
) -> Report:  # fmt: skip
    """Read ESCO's files into the database, then make the index of this machine.

    Raises Unusable. What was written before an error is whole, and another call goes on from there.
    """
    report = take_over_esco(tables_in(paths), at=at, version=version, language=language, progress=progress)
    the_store().bring_up_to_date(progress)
    return report


def forget_esco() -> None:
    """Take all of ESCO out of the database; the ladder goes on with our own vocabulary."""
    taking_over.forget_esco()
    the_store().bring_up_to_date()
