"""Filters of a list of the desk: in the address, each with how many it would leave."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.http import urlencode


@dataclass(frozen=True)
class Choice:
    """One value of a filter, as a link."""

    words: str
    count: int
    query: str
    is_chosen: bool


@dataclass(frozen=True)
class Filter:
    name: str
    words: str
    choices: list[Choice]


class Asked:
    """What the address asks for: only filters that exist, only values that they know."""

    def __init__(self, query: QueryDict, known: Mapping[str, Mapping[str, str]]) -> None:
        self.known = known
        self.values = {name: value for name in known if (value := query.get(name, "")) and value in known[name]}

    def __getitem__(self, name: str) -> str:
        return self.values.get(name, "")

    @property
    def query(self) -> str:
        return urlencode(self.values)

    def filter(self, name: str, words: str, counts: Mapping[str, int]) -> Filter:
        """Values that would leave something, and the one that is chosen; without it, what it leaves out comes back."""
        choices = []
        for value, said in self.known[name].items():
            is_chosen = self[name] == value
            if counts.get(value) or is_chosen:
                others = {n: v for n, v in self.values.items() if n != name}
                query = urlencode(others if is_chosen else {**others, name: value})
                choices.append(Choice(said, counts.get(value, 0), query, is_chosen))
        return Filter(name, words, choices)
