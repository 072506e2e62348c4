"""Writing the trail."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from pathfinder.accounts.models import AuditEvent, User
from pathfinder.accounts.roles import ROLES


def record_event(
    what: str, *, by: User | None, at: dt.datetime, on: str = "", role: str = "", detail: Mapping[str, Any] | None = None
) -> None:  # fmt: skip
    """Keep who did what on what, in the caller's transaction.

    `what` is a code of `trail.EVENTS`; `on` such as `record:be-atlas`; `detail` is short, without personal data. Without
    `role`, it is the strongest one that the person holds.
    """
    AuditEvent.objects.create(
        at=at,
        who=by.pk if by else None,
        role=role or (strongest_role(by) if by else ""),
        what=what,
        on=on,
        detail=dict(detail or {}),
    )


def strongest_role(user: User) -> str:
    held = {membership.role for membership in user.held}
    return next((role for role in ROLES if role in held), "")
