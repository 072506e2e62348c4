"""A rulebook as plain data for the device: everything that decides, and no words.

Trees keep their shape. A comparison is written once, in `tests`, and named by its number wherever it stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from rulebook.conditions import All, Derived, Leaf, Node, Not, Param
from rulebook.dates import Validity
from rulebook.facts import Fact
from rulebook.law import Implication, Rulebook
from rulebook.provisions import Exemption, Note, Provision, Step

Tree = int | dict[str, Any]

FOREVER = 9_999_999  # the last day of what has no end, after every day that a calendar has
ALWAYS_TRUE: Tree = {"all": []}
NEVER_KNOWN = ["", "is", True]  # a comparison of a fact that nobody is asked for
MORE = {"gt": "ge", "le": "lt"}  # greater than 36 is at least 36 and one more


class LawExport:
    """Writes the trees of one rulebook. `tests` grows while trees are written; equal comparisons share a number."""

    def __init__(self, rulebook: Rulebook) -> None:
        self.rulebook = rulebook
        self.leaves: list[Leaf | None] = []  # by the number of their test; None for what is never known
        self._numbers: dict[int, int] = {}

    def document(self) -> dict[str, Any]:
        """Everything that decides, in the order of the pack."""
        rulebook = self.rulebook
        pack = rulebook.pack
        body = {
            "provisions": {p.id: self._provision(p) for p in rulebook.provisions.values()},
            "steps": {s.id: self._step(s) for s in rulebook.steps.values()},
            "implied": [self._implied(i) for i in rulebook.implications],
            "desks": {step: [self._desk(line) for line in lines] for step, lines in pack["desks"].items() if step in rulebook.steps},
        }  # fmt: skip
        return {
            "country": rulebook.country,
            "version": rulebook.version,
            "as_of": str(pack.get("as_of", "")),
            "facts": {fact.id: _fact(fact) for fact in rulebook.facts.values()},
            "countries": sorted(rulebook.reader.countries),
            "figures": {
                p.id: [{"valid": valid(period.validity), "value": _plain(period.value)} for period in p.periods]
                for p in rulebook.parameters.values()
            },
            "tests": [NEVER_KNOWN if leaf is None else _test(leaf) for leaf in self.leaves],
            **body,
            "stages": {stage: list(themes) for stage, themes in (pack.get("stages") or {}).items()},
        }

    def tree(self, node: Node | None) -> Tree:
        """A tree as the device walks it. A derived fact stands as its own tree, with its name beside it."""
        if node is None:
            return self._numbered(-1, None)
        if isinstance(node, Leaf):
            number = self.number_of(node)
            return {"test": number, "sources": list(node.sources)} if node.sources else number
        if isinstance(node, Derived):
            inner: Tree = {"all": [self.tree(node.tree)], "fact": node.fact}
            return inner if node.wanted else {"not": [inner]}
        children = [self.tree(child) for child in node.children]
        if isinstance(node, Not):
            return {"not": children}
        if isinstance(node, All):
            return {"all": children}
        return {"any": children, "count": node.count} if node.count != 1 else {"any": children}

    def number_of(self, leaf: Leaf) -> int:
        """The number of a comparison. Once the document is written, no new one comes."""
        return self._numbered(leaf.slot, leaf)

    def _numbered(self, slot: int, leaf: Leaf | None) -> int:
        if slot not in self._numbers:
            self._numbers[slot] = len(self.leaves)
            self.leaves.append(leaf)
        return self._numbers[slot]

    def _provision(self, provision: Provision) -> dict[str, Any]:
        return without_empty({
            "kind": provision.kind,
            "valid": valid(provision.validity),
            "scope": self.tree(provision.scope) if provision.scope else ALWAYS_TRUE,
            "when": self.tree(provision.tree),
            "unless": [self._exemption(exemption) for exemption in provision.unless],
            "unsure": not provision.is_evaluable,
            "due": _due(provision.due),
            "stage": provision.stage,
            "confidence": None if provision.confidence == "high" else provision.confidence,
            "checked_on": provision.checked_on,
            "sources": list(provision.sources),
            "ask": list(provision.ask),
            "notes": [self._note(note) for note in provision.notes],
        }, needed=("unless",))  # fmt: skip

    def _exemption(self, exemption: Exemption) -> dict[str, Any]:
        return without_empty({
            "id": exemption.id,
            "valid": valid(exemption.validity),
            "when": self.tree(exemption.tree),
            "sources": list(exemption.sources),
        })  # fmt: skip

    def _note(self, note: Note) -> dict[str, Any]:
        return without_empty({"ambiguity": note.ambiguity, "when": self.tree(note.tree) if note.tree else None})

    def _step(self, step: Step) -> dict[str, Any]:
        service = step.service or {}
        return without_empty({
            "valid": valid(step.validity),
            "duties": [p.id for p in step.duties],
            "accesses": [p.id for p in step.accesses],
            "is_service": step.service is not None,
            "organization": service.get("organization"),
            "themes": list(service.get("themes") or ()),
            "audience": list(service.get("audience") or ()),
            "status": service.get("status") if service.get("status") == "unknown" else None,
            "sources": list(service.get("sources") or ()),
        }, needed=("duties", "accesses"))  # fmt: skip

    def _implied(self, implication: Implication) -> dict[str, Any]:
        fact = self.rulebook.facts[implication.fact]
        told = _plain(implication.value)
        if fact.type in ("code", "codes"):
            told = {"codes": [told] if isinstance(told, str) else told}
        return without_empty({
            "fact": fact.id,
            "told": told,
            "when": self.tree(implication.tree),
            "presumed": implication.is_presumption,
        }, needed=("told",))  # fmt: skip

    def _desk(self, line: Mapping[str, Any]) -> dict[str, Any]:
        return without_empty({
            "when": self.tree(line["tree"]) if line["tree"] else ALWAYS_TRUE,
            "organizations": list(line["organizations"]),
            "unsure": not line.get("sure", True),
        })  # fmt: skip


def valid(validity: Validity) -> list[int]:
    """From when until when, as four days: surely not before, surely from, surely until, surely not after.

    The two middle ones are for dates of which the source gives only a month or a year.
    """
    start, end = validity.start, validity.end
    return [
        *((start.first.toordinal(), start.last.toordinal()) if start else (0, 0)),
        *((end.first.toordinal(), end.last.toordinal()) if end else (FOREVER, FOREVER)),
    ]


def _fact(fact: Fact) -> dict[str, Any]:
    return without_empty({
        "type": fact.type,
        "order": fact.order,
        "values": list(fact.values),
        "low": fact.lowest,
        "high": fact.highest,
        "unasked": not fact.is_asked,
        "through": fact.asked_through,
        "same": fact.same_as,
        "ahead": fact.may_lie_ahead,
        "changeable": fact.is_changeable,
        "sensitive": fact.is_sensitive,
    })  # fmt: skip


def _test(leaf: Leaf) -> list[Any]:
    """`[fact, how, operand, more, unit, other fact]`, as short as it can be."""
    unit, _colon, how = leaf.op.rpartition(":")
    row: list[Any] = [leaf.fact, MORE.get(how, how), _plain(leaf.operand), int(how in MORE)]
    if leaf.until is not None:
        return [*row, "", leaf.until]
    if unit:
        return [*row, unit.partition("_")[0]]
    return row if row[-1] else row[:-1]


def _plain(operand: Any) -> Any:
    """An operand or a value as JSON can carry it; a figure of law by its name."""
    if isinstance(operand, Param):
        return {"figure": operand.id}
    if isinstance(operand, frozenset):
        return sorted(operand)
    if isinstance(operand, tuple):
        return [_plain(part) for part in operand]
    return operand


def _due(due: Mapping[str, Any] | None) -> dict[str, Any] | None:
    if not due:
        return None
    (unit,) = due.keys() & {"months", "days"}
    count = due[unit]
    return {
        "after": due["after"],
        "unit": unit,
        "count": {"figure": count["param"]} if isinstance(count, Mapping) else count,
    }


def without_empty(fields: Mapping[str, Any], needed: Iterable[str] = ()) -> dict[str, Any]:
    """Without what is empty, unless a reader counts on it."""
    return {name: value for name, value in fields.items() if name in needed or not _is_empty(value)}


def _is_empty(value: Any) -> bool:
    return value is None or value is False or value in ("", [], {})
