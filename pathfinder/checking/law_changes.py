"""Noticing that the law behind a service changed: each provision has a mark of what it says, compared at every load."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Mapping
from functools import partial
from typing import Any

from pathfinder.checking.models import ProvisionMark
from rulebook.conditions import Param
from rulebook.dates import PartialDate
from rulebook.law import Rulebook
from rulebook.provisions import Provision

# Where a comparison is kept in memory, and when somebody read the source again: no change of the law
_NOT_SAID = frozenset({"slot", "count", "checked_on", "confidence"})
# Words of the pack; the language of the source comes first, and its translations are no change of the law
_TEXTS = frozenset({"title", "says", "label", "text", "legal_basis", "ask_a_counsellor", "because_not_evaluable"})


def changed_provisions(rulebook: Rulebook) -> list[Provision]:
    """Provisions that say something else than at the last load, or are new; keeps the new marks.

    A country that is loaded for the first time has nothing to compare with: its list is empty.
    """
    now = {key: fingerprint(provision, rulebook) for key, provision in rulebook.provisions.items()}
    before = dict(ProvisionMark.objects.filter(country=rulebook.country).values_list("provision", "fingerprint"))
    if now == before:
        return []
    ProvisionMark.objects.filter(country=rulebook.country).exclude(provision__in=now).delete()
    ProvisionMark.objects.bulk_create(
        [ProvisionMark(country=rulebook.country, provision=key, fingerprint=mark) for key, mark in now.items()],
        update_conflicts=True,
        unique_fields=["country", "provision"],
        update_fields=["fingerprint"],
        batch_size=500,
    )
    return [rulebook.provisions[key] for key, mark in now.items() if before and before.get(key) != mark]


def services_decided_by(provision: Provision, rulebook: Rulebook) -> list[str]:
    """Keys of the services whose step this provision decides."""
    return [key for key, step in rulebook.steps.items() if step.service is not None and provision in step.provisions]


def fingerprint(provision: Provision, rulebook: Rulebook) -> str:
    """The same as long as texts, dates, conditions and figures are; a translation is no change."""
    said = _said(provision, rulebook)
    return hashlib.sha256(json.dumps(said, ensure_ascii=False, sort_keys=True).encode()).hexdigest()[:32]


def _said(value: Any, rulebook: Rulebook) -> Any:
    """A value of the rulebook as plain JSON, without what only this process knows."""
    inside = partial(_said, rulebook=rulebook)
    if isinstance(value, PartialDate):
        return value.text
    if isinstance(value, Param):
        return [value.id, *[inside(period) for period in rulebook.parameters[value.id].periods]]
    if dataclasses.is_dataclass(value):
        return {
            "is": type(value).__name__,
            **{f.name: inside(_kept(f.name, getattr(value, f.name))) for f in _fields_said(value)},
        }
    if isinstance(value, Mapping):
        return {str(key): inside(inner) for key, inner in value.items()}
    if isinstance(value, (set, frozenset)):
        return sorted(json.dumps(inside(inner), ensure_ascii=False, sort_keys=True) for inner in value)
    if isinstance(value, (list, tuple)):
        return [inside(inner) for inner in value]
    return value if value is None or isinstance(value, (str, int, float, bool)) else str(value)


def _fields_said(value: Any) -> list[dataclasses.Field[Any]]:
    return [f for f in dataclasses.fields(value) if f.name not in _NOT_SAID]


def _kept(name: str, value: Any) -> Any:
    is_text = name in _TEXTS and isinstance(value, Mapping)
    return dict(list(value.items())[:1]) if is_text else value
