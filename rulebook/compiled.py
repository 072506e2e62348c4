"""The law of a day as one Python function: verdicts without reasons, for many persons or many what-ifs.

Kleene's three values as two masks: an expression for "surely yes" and one for "surely no"; neither is unknown. Equal
comparisons are made once per call. What it gives is what the trees give (a property test says so).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from rulebook.conditions import All, Derived, Leaf, Node, Not, Some, Truth
from rulebook.facts import Values

if TYPE_CHECKING:
    from rulebook.law import Law
    from rulebook.provisions import Provision


def compile_provisions(law: Law) -> Callable[[Values], dict[str, Truth]]:
    """One function for all provisions in force on the law's day, keyed by id."""
    return _Writer(law).function()


class _Writer:
    def __init__(self, law: Law) -> None:
        self.law = law
        self.constants: dict[str, Any] = {}
        self.facts: dict[str, str] = {}
        self.lines: list[str] = []
        self.masks: dict[tuple[Any, ...], tuple[str, str]] = {}

    def function(self) -> Callable[[Values], dict[str, Truth]]:
        entries = [f"{p.id!r}: {self._provision(p)}" for p in self.law.rulebook.provisions.values()]
        reads = [f"  {name} = get({fact!r})" for fact, name in self.facts.items()]
        source = "\n".join(
            ["def verdicts(values):", "  get = values.get", *reads, *self.lines, "  return {", ",\n".join(entries), "}"]
        )
        scope: dict[str, Any] = dict(self.constants)
        exec(compile(source, f"<law of {self.law.day}>", "exec"), scope)  # noqa: S102 our own trees, no text from outside
        return scope["verdicts"]  # type: ignore[no-any-return]  # what exec defined

    def _provision(self, provision: Provision) -> str:
        in_force = self.law.in_force(provision.validity)
        if in_force is False:
            return "False"
        if provision.tree is None:
            return "None"
        yes, no = self._masks(provision.tree)
        free = [e for e in provision.unless if self.law.in_force(e.validity) is not False]
        for exemption in free:
            applies, applies_not = self._masks(exemption.tree)
            if self.law.in_force(exemption.validity) is None:
                applies = "False"
            yes, no = f"{yes} and {applies_not}", f"{no} or {applies}"
        sure = in_force and provision.is_evaluable
        return f"(False if {no} else True if {yes} else None)" if sure else f"(False if {no} else None)"

    def _masks(self, node: Node) -> tuple[str, str]:
        """Expressions for surely yes and surely no."""
        if isinstance(node, Leaf):
            return self._leaf(node)
        if isinstance(node, Derived):
            yes, no = self._named(("derived", node.slot), *self._masks(node.tree))
            return (yes, no) if node.wanted else (no, yes)
        if isinstance(node, Not):
            yes, no = self._masks(node.child)
            return no, yes
        parts = [self._masks(child) for child in node.children]
        if isinstance(node, All):
            return _join("and", [y for y, _ in parts]), _join("or", [n for _, n in parts])
        if isinstance(node, Some) and node.count == 1:
            return _join("or", [y for y, _ in parts]), _join("and", [n for _, n in parts])
        surely = " + ".join(f"bool({y})" for y, _ in parts)
        surely_not = " + ".join(f"bool({n})" for _, n in parts)
        return f"({surely} >= {node.count})", f"({surely_not} > {len(parts) - node.count})"

    def _leaf(self, leaf: Leaf) -> tuple[str, str]:
        operand = self.law.resolve(leaf.operand)
        if operand is None:
            return "False", "False"
        value = self.facts.setdefault(leaf.fact, f"f{len(self.facts)}")
        simple = _simple(leaf.op, value, operand)
        if simple is not None:
            return simple
        key = ("leaf", leaf.slot)
        if key not in self.masks:
            self.constants[f"t{leaf.slot}"] = self.law.test(leaf)
            self.lines.append(f"  v{leaf.slot} = t{leaf.slot}(values)")
            self.masks[key] = (f"v{leaf.slot} is True", f"v{leaf.slot} is False")
        return self.masks[key]

    def _named(self, key: tuple[Any, ...], yes: str, no: str) -> tuple[str, str]:
        if key not in self.masks:
            name = f"d{key[1]}"
            self.lines.append(f"  {name} = True if {yes} else False if {no} else None")
            self.masks[key] = (f"{name} is True", f"{name} is False")
        return self.masks[key]


def _simple(op: str, value: str, operand: Any) -> tuple[str, str] | None:
    """Inline expressions for the commonest comparisons; None for the rest."""
    known = f"{value} is not None and"
    if op == "is":
        return f"{value} is {operand}", f"{value} is {not operand}"
    if op in ("eq", "ne") and isinstance(operand, str):
        same, other = f"{value} == {operand!r}", f"({known} {value} != {operand!r})"
        return (same, other) if op == "eq" else (other, same)
    if op in ("ge", "gt"):
        bound = operand + (op == "gt")
        return f"({known} {value}[0] >= {bound})", f"({known} {value}[1] < {bound})"
    if op in ("lt", "le"):
        bound = operand + (op == "le")
        return f"({known} {value}[1] < {bound})", f"({known} {value}[0] >= {bound})"
    if op == "within":
        return f"({known} {operand!r} in {value}.surely)", f"({known} {operand!r} not in {value}.maybe)"
    return None


def _join(word: str, parts: list[str]) -> str:
    if not parts:
        return "True" if word == "and" else "False"
    return parts[0] if len(parts) == 1 else "(" + f" {word} ".join(parts) + ")"
