"""A reform: a patch on a pack, with author and reason, that makes a second rulebook beside the first.

    reform = read_reform(yaml_data)
    reformed = load_rulebook(packs, "be", reform)
    columns.effects(rulebook.on(day), reformed.on(day), population, by=["region"])

A reform that changes nothing is refused: silence would look like "no effect on anyone".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from rulebook.facts import nearest

KEYS = ("parameter", "provision")
OF_PARAMETER = {"parameter", "values"}
OF_PROVISION = {"provision", "when", "valid", "add_exemptions", "remove_exemptions"}


class ReformError(ValueError):
    """What is wrong with a reform: which change, what was expected."""


@dataclass(frozen=True)
class Change:
    """One item of a pack, and what becomes of its fields."""

    item: str
    fields: Mapping[str, Any]


@dataclass(frozen=True)
class Reform:
    """Who proposes what and why. `applied` collects the items that were really changed while a pack is read."""

    title: str
    author: str
    reason: str
    changes: tuple[Change, ...]
    applied: set[str] = field(default_factory=set, compare=False)

    def patch(self, item: dict[str, Any]) -> dict[str, Any]:
        """The item as it is after the reform. Raises ReformError when a change leaves it as it was."""
        for change in self.changes:
            if change.item == item.get("id"):
                changed = _patched(item, change)
                if changed == item:
                    raise ReformError(f"{change.item}: the reform changes nothing, the pack already says so.")
                self.applied.add(change.item)
                item = changed
        return item

    def check_all_applied(self, known: Sequence[str]) -> None:
        """Raises ReformError for an item that the pack does not have."""
        for change in self.changes:
            if change.item not in self.applied:
                raise ReformError(f"{change.item}: the pack has no such item. {nearest(change.item, known)}")

    def each(self) -> list[Reform]:
        """One reform for each change, to see which of them reaches whom."""
        return [replace(self, changes=(change,), applied=set()) for change in self.changes]


def read_reform(data: Mapping[str, Any]) -> Reform:
    """A reform from plain data. Raises ReformError: no author or reason, no change, an unknown key."""
    for key in ("title", "author", "reason"):
        if not data.get(key):
            raise ReformError(f"{key} is missing: a reform says what it is called, who proposes it and why.")
    if not data.get("changes"):
        raise ReformError("changes is empty: a reform that changes nothing is refused.")
    return Reform(data["title"], data["author"], data["reason"], tuple(map(_change, data["changes"])))


def _change(data: Mapping[str, Any]) -> Change:
    kinds = [key for key in KEYS if key in data]
    if len(kinds) != 1:
        raise ReformError(
            f"a change names one parameter or one provision, got {', '.join(map(str, data)) or 'nothing'}."
        )
    allowed = OF_PARAMETER if kinds[0] == "parameter" else OF_PROVISION
    for key in data.keys() - allowed:
        raise ReformError(f'{data[kinds[0]]}: "{key}" cannot be changed. {nearest(key, sorted(allowed - {kinds[0]}))}')
    return Change(str(data[kinds[0]]), {key: value for key, value in data.items() if key != kinds[0]})


def _patched(item: Mapping[str, Any], change: Change) -> dict[str, Any]:
    fields = dict(change.fields)
    added, removed = fields.pop("add_exemptions", []), set(fields.pop("remove_exemptions", []))
    known = {e.get("id") for e in item.get("unless") or ()}
    for name in removed - known:
        raise ReformError(f"{change.item}: there is no exemption {name} to remove. {nearest(name, map(str, known))}")
    changed = {**item, **fields}
    if added or removed:
        changed["unless"] = [e for e in item.get("unless") or () if e.get("id") not in removed] + list(added)
    return changed
