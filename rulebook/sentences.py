"""Conditions and values as sentences, generated from the tree in each language and never typed beside it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from rulebook.conditions import All, Derived, Leaf, Node, Not, Some
from rulebook.dates import SINCE, PartialDate
from rulebook.facts import LEVELS, Fact, Value
from rulebook.law import Law
from rulebook.places import Place

STATELESS = "XX"  # among the codes of countries
OPPOSITE = {"ge": "lt", "lt": "ge", "gt": "le", "le": "gt", "eq": "ne", "ne": "eq", "in": "not_in"}
OPPOSITE |= {"within": "outside", "between": "not_between"}


class Speaker:
    """Says conditions and values of one day's law in one language, falling back to English word by word.

    `country_name(code, language)` names countries; the engine itself knows no names.
    """

    def __init__(self, law: Law, language: str, country_name: Callable[[str, str], str] | None = None) -> None:
        self.law = law
        self.language = language
        patterns = law.rulebook.pack.get("sentences", {})
        self.patterns: Mapping[str, Any] = {**patterns.get("en", {}), **patterns.get(language.partition("-")[0], {})}
        self._country_name = country_name or (lambda code, _: code)

    def text(self, text: Mapping[str, str] | None) -> str:
        """A text in this language, in English, or in whatever language it has."""
        if not text:
            return ""
        return text.get(self.language) or text.get("en") or next(iter(text.values()))

    def condition(self, node: Node, negated: bool = False) -> str:
        """One sentence part for a tree; negation is pushed down to the leaves."""
        if isinstance(node, Leaf):
            return self.leaf(node, negated)
        if isinstance(node, Not):
            return self.condition(node.child, not negated)
        if isinstance(node, Derived):
            positive = node.wanted is not negated
            label = self.text(node.label)
            if not label:
                return self.condition(node.tree, not positive)
            return self._say("derived" if positive else "not_derived", label=label)
        parts = [self.condition(child, negated) for child in node.children]
        if isinstance(node, Some) and node.count > 1:
            count = len(parts) - node.count + 1 if negated else node.count
            return self._say("at_least", count=count, parts=str(self.patterns["comma"]).join(parts))
        word = "and" if isinstance(node, All) is not negated else "or"
        return self._join(parts, word)

    def leaf(self, leaf: Leaf, negated: bool = False) -> str:
        if leaf.fact.startswith("unsure:"):
            ambiguity = leaf.fact.partition(":")[2]
            found = [a for a in self.law.rulebook.pack["library"].get("ambiguities", []) if a["id"] == ambiguity]
            return self._say("unsure", text=self.text(found[0]["text"]) if found else ambiguity)
        fact = self.law.rulebook.facts[leaf.fact]
        label = self.label(fact)
        operand = self.law.resolve(leaf.operand)
        if leaf.op == "is":
            return self._flag(fact, label, leaf.operand is not negated)
        if leaf.op.startswith(SINCE):
            return self._since(fact, leaf.op, operand, negated)
        if leaf.until is not None:
            inner = leaf.op.partition(":")[2]
            other = self.label(self.law.rulebook.facts[leaf.until])
            op = f"before_{OPPOSITE[inner] if negated else inner}"
            return self._say(op, label=label, other=other, span=self._span(operand))
        op = OPPOSITE[leaf.op] if negated else leaf.op
        if op == "ne" and operand == "none" and fact.texts.get("not_none"):
            return self.text(fact.texts["not_none"])
        if operand is None:
            return self._say("eq", label=label, value=self.patterns["unknown_figure"])
        if op in ("between", "not_between"):
            low, high = (self._number(fact, bound) for bound in operand)
            return self._say(op, label=label, low=low, high=high)
        if op in ("in", "not_in"):
            return self._say(op, label=label, value=self._choices(fact, leaf, operand))
        if op in ("within", "outside"):
            return self._say(op, label=label, value=self.text(self.law.rulebook.territories[operand].names))
        if fact.type in ("level", "date") and op in ("gt", "le"):  # said with the next level or day
            op, operand = ("ge" if op == "gt" else "lt"), operand + 1
        prefix = f"{fact.type}_" if fact.type in ("level", "date") and op in ("ge", "lt") else ""
        value = self._code(fact, operand) if isinstance(operand, str) else self._number(fact, operand)
        return self._say(prefix + op, label=label, value=value)

    def value(self, fact: Fact, value: Value) -> str:
        """A person's answer in words."""
        if isinstance(value, bool):
            return self._flag(fact, self.label(fact), value)
        if isinstance(value, Place):
            return value.id if value.is_shared else self.text(value.names)
        if isinstance(value, frozenset):
            return str(self.patterns["comma"]).join(self._code(fact, code) for code in sorted(value))
        if isinstance(value, str):
            return self._code(fact, value)
        low, high = value
        if low == high:
            return self._number(fact, low)
        return f"{self._number(fact, low)} – {self._number(fact, high)}"

    def label(self, fact: Fact) -> str:
        return self.text(fact.texts.get("label")) or fact.id

    def date(self, day: dt.date) -> str:
        return str(
            self.patterns["date"].format(
                day=day.day if day.day > 1 else self.patterns["first_day"],
                month=self.patterns["months"][day.month - 1],
                year=day.year,
            )
        )

    def partial_date(self, date: PartialDate) -> str:
        """A date as far as it is known: a day, a month with its year, or a year."""
        if date.is_exact:
            return self.date(date.first)
        month = f"{self.patterns['months'][date.first.month - 1]} " if date.first.month == date.last.month else ""
        return f"{month}{date.first.year}"

    def in_force(self, start: str, end: str) -> str:
        """From when until when, with dates as the source gives them."""
        return self._say("in_force", start=start, end=end)

    def _flag(self, fact: Fact, label: str, positive: bool) -> str:
        says = fact.texts.get("says") or {}
        text = says.get(positive) or says.get(str(positive).lower())
        return self.text(text) if text else self._say("yes" if positive else "not", label=label)

    def _since(self, fact: Fact, test: str, count: Any, negated: bool) -> str:
        label = self.label(fact)
        unit, _, op = test.partition(":")
        if count is None:
            return self._say("eq", label=label, value=self.patterns["unknown_figure"])
        if op == "ge" and count == 0:
            happened = self.text(fact.texts.get("happened"))
            if happened and not negated:
                return happened
            return self._say("since_not_happened" if negated else "since_happened", label=label)
        if op == "between":
            ends = ((f"{unit}:ge", count[0]), (f"{unit}:le", count[1]))
            parts = [self._since(fact, end, bound, negated) for end, bound in ends]
            return self._join(parts, "or" if negated else "and")
        span = self._counted("span_days", count) if unit == "days_since" else self._span(count)
        return self._say(f"since_{OPPOSITE[op] if negated else op}", label=label, span=span)

    def _span(self, months: int | None) -> str:
        """A number of months as people say it: 36 months are three years."""
        if months is None:
            return str(self.patterns["unknown_figure"])
        if months == 1:
            return self._say("one_month")
        years, rest = divmod(months, 12)
        return self._counted("span_months", months) if rest or years < 2 else self._counted("span_years", years)

    def _counted(self, pattern: str, number: int) -> str:
        """One pattern for every number, or several, each from its lowest number on (Arabic: two, few, many)."""
        said = self.patterns[pattern]
        if isinstance(said, Mapping):
            said = said[max((lowest for lowest in said if lowest <= number), default=min(said))]
        return str(said.format(n=number))

    def _choices(self, fact: Fact, leaf: Leaf, codes: frozenset[str]) -> str:
        named = getattr(leaf.operand, "id", None)  # a dated list has a label of its own
        if named is None and len(codes) > 12:
            named_lists = self.law.rulebook.pack.get("lists", {})
            named = next((name for name, members in named_lists.items() if members == codes), None)
        label = self._list_label(named)
        if label:
            return label
        return self._join([self._code(fact, code) for code in sorted(codes)], "or")

    def _list_label(self, name: str | None) -> str:
        if name is None:
            return ""
        parameter = self.law.rulebook.parameters.get(name)
        labels = self.law.rulebook.pack.get("list_labels", {})
        return self.text(parameter.label if parameter else labels.get(name))

    def _code(self, fact: Fact, code: str) -> str:
        if code in fact.values:
            return self.text(fact.values[code])
        return str(self.patterns["stateless"]) if code == STATELESS else self._country_name(code, self.language)

    def _number(self, fact: Fact, number: int) -> str:
        if fact.type == "level":
            level = LEVELS[min(number, len(LEVELS) - 1)]
            return str(self.patterns.get(f"level_{level}", level))
        return self.date(dt.date.fromordinal(number)) if fact.type == "date" else str(number)

    def _join(self, parts: list[str], word: str) -> str:
        unique = list(dict.fromkeys(parts))
        if len(unique) < 2:
            return "".join(unique)
        comma, last = self.patterns["comma"], self.patterns[word]
        return str(comma.join(unique[:-1]) + last + unique[-1])

    def _say(self, pattern: str, **parts: Any) -> str:
        return str(self.patterns[pattern].format(**parts))
