"""From the plain data of a pack to facts, trees and provisions, collecting every problem instead of the first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from rulebook.conditions import All, Derived, Leaf, Node, Not, Param, Some
from rulebook.dates import ALWAYS, Validity, parse_partial_date
from rulebook.facts import LEVELS, ORDERED, TYPES, Fact, nearest
from rulebook.law import Implication, Parameter, Period
from rulebook.places import Territory

TESTS_BY_TYPE = {
    "flag": {"is"},
    "whole": {"eq", "ne", "lt", "le", "gt", "ge", "between", "in"},
    "date": {"eq", "ne", "lt", "le", "gt", "ge", "between", "months_since", "days_since", "months_before"},
    "level": {"eq", "ne", "lt", "le", "gt", "ge", "between"},
    "code": {"eq", "ne", "in"},
    "codes": {"in"},
    "place": {"within"},
}
ALL_TESTS = sorted(set().union(*TESTS_BY_TYPE.values()))
KEYS_OF_ANY_CONDITION = {"source", "sources", "note"}
LEAF_KEYS = {"fact", *KEYS_OF_ANY_CONDITION, *ALL_TESTS}


@dataclass(frozen=True, slots=True)
class PackProblem:
    """One thing wrong in a pack: file, item, and a sentence with what was expected."""

    file: str
    item: str
    message: str

    def __str__(self) -> str:
        return f"{self.file}, {self.item}: {self.message}" if self.item else f"{self.file}: {self.message}"


class PackError(Exception):
    """All problems of a pack at once."""

    def __init__(self, problems: Iterable[PackProblem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))


@dataclass
class Builder:
    """What is known so far while a pack is read; `enter` says where we are, for the messages."""

    country: str = ""
    facts: dict[str, Fact] = field(default_factory=dict)
    territories: dict[str, Territory] = field(default_factory=dict)
    parameters: dict[str, Parameter] = field(default_factory=dict)
    lists: dict[str, frozenset[str]] = field(default_factory=dict)
    derived_data: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    ambiguities: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    sources: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    problems: list[PackProblem] = field(default_factory=list)
    slots: dict[tuple[Any, ...], int] = field(default_factory=dict)
    derived: dict[str, Node] = field(default_factory=dict)
    file: str = ""
    item: str = ""
    _open_derived: list[str] = field(default_factory=list)

    def problem(self, message: str) -> None:
        self.problems.append(PackProblem(self.file, self.item, message))

    def enter(self, file: str, item: object) -> None:
        self.file, self.item = file, str(item)

    def slot(self, *key: Any) -> int:
        return self.slots.setdefault(key, len(self.slots))

    def check_sources(self, ids: Any) -> tuple[str, ...]:
        """Source references, each `id` or `id#locator`."""
        given = [ids] if isinstance(ids, str) else list(ids or ())
        for reference in given:
            source = str(reference).partition("#")[0]
            if source not in self.sources:
                self.problem(f'source "{source}" is not in sources.yaml. {nearest(source, self.sources)}')
        return tuple(map(str, given))

    def validity(self, data: Any) -> Validity:
        if not data:
            return ALWAYS
        ends = []
        for key in ("from", "to"):
            value = data.get(key)
            try:
                ends.append(parse_partial_date(value) if value not in (None, "") else None)
            except ValueError as error:
                self.problem(f"valid.{key}: {error}")
                ends.append(None)
        start, end = ends
        if start and end and end.last < start.first:
            self.problem(f"valid: ends ({end}) before it starts ({start})")
        return Validity(start, end)

    # facts

    def fact(self, data: Mapping[str, Any]) -> Fact | None:
        kind = data.get("type")
        if kind not in TYPES:
            self.problem(f'type "{kind}" is not known. {nearest(kind, TYPES)}')
            return None
        order = data.get("order", 1000)
        if not isinstance(order, int):
            self.problem(f"order: expected a whole number, got {order!r}")
            return None
        return Fact(
            id=str(data["id"]),
            type=str(kind),
            values=values_of_fact(data),
            order=order,
            is_sensitive=bool(data.get("sensitive", False)),
            is_changeable=bool(data.get("changeable", False)),
            is_asked=bool(data.get("asked", True)),
            may_lie_ahead=bool(data.get("may_lie_ahead", False)),
            asked_through=data.get("asked_through"),
            same_as=data.get("same_as"),
            lowest=data.get("lowest"),
            highest=data.get("highest"),
            texts={
                k: data[k]
                for k in (
                    "label",
                    "question",
                    "question_to_employer",
                    "help",
                    "why",
                    "says",
                    "note",
                    "happened",
                    "not_none",
                )
                if k in data
            },
        )

    def implications(self, data: Mapping[str, Any]) -> list[Implication]:
        found = []
        for line in data.get("implied") or ():
            if not isinstance(line, Mapping) or "value" not in line or "when" not in line:
                self.problem(f"what is implied needs {{value: …, when: condition}}, got {line!r}")
                continue
            fact = self.facts[str(data["id"])]
            value = line["value"]
            if fact.type in ORDERED:
                number = self._literal(fact, "eq", value)
                value = (number, number)
            elif fact.type == "code" and fact.values and value not in fact.values:
                self.problem(f'implied value "{value}" is not known. {nearest(value, fact.values)}')
            elif fact.type == "codes":
                value = frozenset(map(str, value))
            tree = self.condition(line["when"])
            if tree is not None:
                sources = self.check_sources(line.get("source"))
                found.append(Implication(fact.id, value, tree, sources, bool(line.get("presumed", False))))
        return found

    def parameter(self, data: Mapping[str, Any]) -> Parameter:
        periods = [
            Period(
                self.validity(p.get("valid", p)),
                _figure(p.get("value")),
                self.check_sources(p.get("sources") or data.get("sources")),
            )
            for p in data.get("values") or ()
        ]
        for n, period in enumerate(periods):
            if not period.sources:
                self.problem(f"value {period.value} has no source")
            if any(_overlap(period.validity, other.validity) for other in periods[n + 1 :]):
                self.problem(f"two values are in force at the same time ({period.value})")
        return Parameter(str(data["id"]), data.get("label") or {}, str(data.get("unit", "")), tuple(periods))

    # conditions

    def condition(self, data: Any) -> Node | None:
        """A tree, or None after a problem was noted."""
        if not isinstance(data, Mapping):
            self.problem(f"a condition is a mapping such as {{fact: age, ge: 18}}, got {data!r}")
            return None
        sources = self.check_sources(data.get("sources") or data.get("source"))
        if "unsure" in data:
            return self._unsure(str(data["unsure"]), sources)
        if "fact" in data:
            return self._leaf(data, sources)
        for word in ("all", "any", "not", "at_least"):
            if word in data:
                for key in data.keys() - {word, *KEYS_OF_ANY_CONDITION}:
                    self.problem(f'"{key}" beside "{word}" means nothing: put both into a list under all or any')
                return self._branch(word, data[word], sources)
        words = ", ".join(map(str, data))
        self.problem(f"a condition needs one of fact, all, any, not, at_least, unsure; got {words or 'nothing'}")
        return None

    def _branch(self, word: str, inside: Any, sources: tuple[str, ...]) -> Node | None:
        if word == "not":
            child = self.condition(inside)
            return Not(child, sources) if child is not None else None
        count = 1
        if word == "at_least":
            if not isinstance(inside, Mapping) or not isinstance(inside.get("count"), int) or "of" not in inside:
                self.problem("at_least needs {count: N, of: [conditions]}")
                return None
            count, inside = inside["count"], inside["of"]
        if not isinstance(inside, Sequence) or isinstance(inside, str) or not inside:
            self.problem(f"{word} needs a list of conditions")
            return None
        children = [c for c in map(self.condition, inside) if c is not None]
        if len(children) == 1 and count == 1 and not sources:
            return children[0]
        slot = self.slot(word, count, *(identity_of(child) for child in children))
        return All(children, slot, sources) if word == "all" else Some(children, slot, count, sources)

    def _unsure(self, ambiguity: str, sources: tuple[str, ...]) -> Node:
        if ambiguity not in self.ambiguities:
            self.problem(f'unsure: "{ambiguity}" is no ambiguity of this pack. {nearest(ambiguity, self.ambiguities)}')
        name = f"unsure:{ambiguity}"
        return Leaf(name, "is", True, self.slot(name, "is", True), sources)

    def _leaf(self, data: Mapping[str, Any], sources: tuple[str, ...]) -> Node | None:
        name = str(data["fact"])
        for key in data.keys() - LEAF_KEYS:
            self.problem(f'"{key}" is no test. {nearest(key, LEAF_KEYS)}')
        ops = [op for op in ALL_TESTS if op in data]
        if len(ops) != 1:
            self.problem(f"fact {name}: exactly one test is needed, one of {', '.join(ALL_TESTS)}")
            return None
        (op,) = ops
        if name in self.derived_data:
            return self._derived(name, op, data[op], sources)
        fact = self.facts.get(name)
        if fact is None:
            self.problem(f'fact "{name}" is not known. {nearest(name, [*self.facts, *self.derived_data])}')
            return None
        if op not in TESTS_BY_TYPE[fact.type]:
            known = ", ".join(sorted(TESTS_BY_TYPE[fact.type]))
            self.problem(f'fact {name} is of type {fact.type}: "{op}" cannot test it. Expected one of: {known}.')
            return None
        if op in ("months_since", "days_since"):
            return self._since_leaf(fact, op, data[op], sources)
        if op == "months_before":
            return self._months_before_leaf(fact, data[op], sources)
        if op == "within" and data[op] == self.country:
            return All((), self.slot("all", 1))  # a pack speaks to people in its country: this holds for everyone
        operand = self._operand(fact, op, data[op])
        return None if operand is None else Leaf(name, op, operand, self.slot(name, op, operand), sources)

    def _since_leaf(self, fact: Fact, test: str, comparison: Any, sources: tuple[str, ...]) -> Node | None:
        if not isinstance(comparison, Mapping) or len(comparison) != 1:
            self.problem(f"fact {fact.id}: {test} needs one comparison, such as {{lt: 36}}")
            return None
        ((inner, raw),) = comparison.items()
        if inner not in ("lt", "le", "gt", "ge", "between"):
            self.problem(f'fact {fact.id}: {test} cannot compare with "{inner}": use lt, le, gt, ge or between')
            return None
        operand = self._number_or_param(fact, raw) if inner != "between" else self._pair(fact, raw)
        op = f"{test}:{inner}"
        return None if operand is None else Leaf(fact.id, op, operand, self.slot(fact.id, op, operand), sources)

    def _months_before_leaf(self, fact: Fact, comparison: Any, sources: tuple[str, ...]) -> Node | None:
        inner = [k for k in comparison if k != "date"] if isinstance(comparison, Mapping) else []
        other = self.facts.get(str(comparison.get("date"))) if inner else None
        if other is None or other.type != "date" or len(inner) != 1 or inner[0] not in ("lt", "le", "gt", "ge"):
            self.problem(f"fact {fact.id}: months_before needs {{date: a date fact, lt: 36}} with lt, le, gt or ge")
            return None
        operand = self._number_or_param(fact, comparison[inner[0]])
        op = f"months_before:{inner[0]}"
        slot = self.slot(fact.id, op, operand, other.id)
        return None if operand is None else Leaf(fact.id, op, operand, slot, sources, other.id)

    def _derived(self, name: str, op: str, wanted: Any, sources: tuple[str, ...]) -> Node | None:
        if op != "is" or not isinstance(wanted, bool):
            self.problem(f"{name} is a derived fact: test it with `is: true` or `is: false`")
            return None
        tree = self.derived_tree(name)
        if tree is None:
            return None
        data = self.derived_data[name]
        own = tuple(map(str, data.get("sources") or ()))
        return Derived(name, tree, wanted, self.slot(name, "derived"), data.get("label") or {}, sources or own)

    def derived_tree(self, name: str) -> Node | None:
        if name in self.derived:
            return self.derived[name]
        if name in self._open_derived:
            self.problem(f"derived fact {name} needs itself: {' → '.join([*self._open_derived, name])}")
            return None
        self._open_derived.append(name)
        try:
            tree = self.condition(self.derived_data[name].get("when"))
        finally:
            self._open_derived.pop()
        if tree is not None:
            self.derived[name] = tree
        return tree

    def _operand(self, fact: Fact, op: str, raw: Any) -> Any:
        if fact.type == "flag":
            if not isinstance(raw, bool):
                self.problem(f"fact {fact.id}: is needs true or false, got {raw!r}")
                return None
            return raw
        if fact.type == "place":
            if str(raw) not in self.territories:
                self.problem(f'territory "{raw}" is not known. {nearest(raw, self.territories)}')
                return None
            return str(raw)
        if op == "in":
            return self._code_set(fact, raw)
        if op == "between":
            return self._pair(fact, raw)
        if fact.type in ORDERED:
            return self._number_or_param(fact, raw) if fact.type == "whole" else self._literal(fact, op, raw)
        return self._code(fact, raw)

    def _code_set(self, fact: Fact, raw: Any) -> frozenset[Any] | None:
        if isinstance(raw, Mapping) and "param" in raw:
            return self._number_or_param(fact, raw)  # type: ignore[no-any-return]  # a list of codes that changes with time
        if isinstance(raw, Mapping) and "list" in raw:
            if raw["list"] not in self.lists:
                self.problem(f'list "{raw["list"]}" is not known. {nearest(raw["list"], self.lists)}')
                return None
            return self.lists[raw["list"]]
        if not isinstance(raw, Sequence) or isinstance(raw, str):
            self.problem(f"fact {fact.id}: in needs a list of codes or {{list: ID}}")
            return None
        if fact.type == "whole":
            numbers = [self._literal(fact, "in", number) for number in raw]
            return None if None in numbers else frozenset(numbers)
        codes = [self._code(fact, code) for code in raw]
        return None if None in codes else frozenset(c for c in codes if c)

    def _code(self, fact: Fact, raw: Any) -> str | None:
        code = "none" if raw is None else str(raw)
        if fact.values and code not in fact.values:
            self.problem(f'fact {fact.id}: "{code}" is not one of its values. {nearest(code, fact.values)}')
            return None
        return code

    def _pair(self, fact: Fact, raw: Any) -> tuple[Any, Any] | None:
        if not isinstance(raw, Sequence) or len(raw) != 2:
            self.problem(f"fact {fact.id}: between needs [lowest, highest]")
            return None
        low, high = (self._number_or_param(fact, part) for part in raw)
        return None if low is None or high is None else (low, high)

    def _number_or_param(self, fact: Fact, raw: Any) -> Any:
        if isinstance(raw, Mapping) and "param" in raw:
            if raw["param"] not in self.parameters:
                self.problem(f'parameter "{raw["param"]}" is not known. {nearest(raw["param"], self.parameters)}')
                return None
            return Param(str(raw["param"]))
        if fact.type == "date" and isinstance(raw, int) and not isinstance(raw, bool):
            return raw  # months
        return self._literal(fact, "", raw)

    def _literal(self, fact: Fact, op: str, raw: Any) -> int | None:
        if fact.type == "level":
            if str(raw) in LEVELS:
                return LEVELS.index(str(raw))
            self.problem(f'fact {fact.id}: "{raw}" is no CEFR level. {nearest(raw, LEVELS)}')
            return None
        if fact.type == "date":
            try:
                date = parse_partial_date(raw)
            except ValueError as error:
                self.problem(f"fact {fact.id}: {error}")
                return None
            if not date.is_exact:
                self.problem(f"fact {fact.id}: a rule compares with a whole date, got {date}")
                return None
            return date.first.toordinal()
        if isinstance(raw, int) and not isinstance(raw, bool):
            return raw
        self.problem(f"fact {fact.id}: expected a whole number, got {raw!r}")
        return None


def identity_of(node: Node) -> tuple[Any, ...]:
    """What makes two trees equal in value whatever sources they cite."""
    if isinstance(node, Not):
        return ("not", identity_of(node.child))
    return ("derived", node.slot, node.wanted) if isinstance(node, Derived) else (node.slot,)


def values_of_fact(data: Mapping[str, Any]) -> dict[str, Mapping[str, str]]:
    """Codes and their labels, as a file has them. YAML reads an unquoted `none:` as a word and `null:` as nothing."""
    return {
        ("none" if code is None else str(code)): (label if isinstance(label, Mapping) else {"en": str(label)})
        for code, label in (data.get("values") or {}).items()
    }


def _figure(value: Any) -> Any:
    return frozenset(map(str, value)) if isinstance(value, list) else value


def _overlap(a: Validity, b: Validity) -> bool:
    starts = [v.start.first for v in (a, b) if v.start]
    ends = [v.end.last for v in (a, b) if v.end]
    return not starts or not ends or max(starts) <= min(ends)
