"""What other rooms keep about a person: each adds its part when the program starts, so that one file holds everything."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pathfinder.accounts.models import User

_parts: dict[str, Callable[[User], Any]] = {}


def add_own_data(name: str, told: Callable[[User], Any]) -> None:
    """`told` gives plain values about a person, for the file that the person downloads."""
    _parts[name] = told


def data_of_rooms(user: User) -> dict[str, Any]:
    return {name: told(user) for name, told in _parts.items()}
