"""What the law says and what an organization offers: provisions, and the steps they decide about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from rulebook.conditions import Context, Deciding, Leaf, Node, Open, Truth, WorkedOutOnce
from rulebook.dates import ALWAYS, Validity
from rulebook.facts import Text

KINDS = ("duty", "right", "access", "exemption", "recommendation", "information")
DECIDING_KINDS = ("duty", "right", "access", "recommendation")


@dataclass(eq=False, slots=True)
class Exemption:
    """A named reason why a provision does not apply."""

    id: str
    label: Text
    tree: Node
    validity: Validity = ALWAYS
    sources: tuple[str, ...] = ()

    def value(self, context: Context) -> Truth:
        in_force = context.law.in_force(self.validity)
        if in_force is False:
            return False
        truth = self.tree.value(context)
        return truth if in_force or truth is False else None


@dataclass(eq=False, slots=True)
class Note:
    """A remark of the source that matters: an ambiguity, an open list. `tree` says for whom, when not for all."""

    text: Text
    tree: Node | None = None
    ambiguity: str | None = None


@dataclass(eq=False)
class Provision(WorkedOutOnce):
    """`when` and not `unless`, in force during `validity`. Texts are opaque here."""

    id: str
    slot: int
    kind: str
    title: Text
    validity: Validity
    sources: tuple[str, ...]
    scope: Leaf | None = None  # where the person lives: part of the tree
    tree: Node | None = None  # scope and `when`
    has_when: bool = False
    unless: Sequence[Exemption] = ()
    services: tuple[str, ...] = ()
    step_of: str | None = None  # the provision whose step it shares, when no service expresses it
    territory: str | None = None
    confidence: str = "high"
    checked_on: str | None = None
    legal_basis: Text = field(default_factory=dict)
    notes: Sequence[Note] = ()
    due: Mapping[str, Any] | None = None
    stage: str | None = None
    says: Text = field(default_factory=dict)
    ask_a_counsellor: Text = field(default_factory=dict)
    because_not_evaluable: Text = field(default_factory=dict)
    ask: tuple[str, ...] = ()  # organizations that can tell where Pathfinder is not sure
    follows: str | None = None  # the provision that was the law before

    @property
    def is_evaluable(self) -> bool:
        return self.has_when and not self.ask_a_counsellor

    @property
    def step_id(self) -> str:
        """The step that it decides about: its first service's, another provision's, or its own."""
        return next(iter(self.services), self.step_of or self.id)

    def _value(self, context: Context) -> Truth:
        """Kleene's value of `when and not unless`, inside the dates; what the tree cannot say leaves a yes unknown."""
        in_force = context.law.in_force(self.validity)
        if in_force is False:
            return False
        result: Truth = self.tree.value(context) if self.tree else None
        if result is False:
            return False
        for exemption in self.unless:
            truth = exemption.value(context)
            if truth is True:
                return False
            if truth is None:
                result = None
        return result if in_force and self.is_evaluable else None

    def exemption(self, context: Context) -> Exemption | None:
        """The first named exemption that applies to someone whom the provision would reach without it.

        An exemption that says again what `when` asks ("not a citizen of the EU") is named too: the same comparison decided.
        """
        if context.law.in_force(self.validity) is False or (
            self.scope is not None and self.scope.value(context) is False
        ):
            return None
        found = next((e for e in self.unless if e.value(context) is True), None)
        if found is None or self.tree is None or self.tree.value(context) is not False:
            return found
        failed: Deciding = {}
        applied: Deciding = {}
        self.tree.decide(context, failed)
        found.tree.decide(context, applied)
        return found if failed.keys() <= applied.keys() else None

    def decide(self, context: Context, into: Deciding) -> None:
        """Collect the leaves that decided; for a yes the exemptions that do not apply are not listed."""
        truth = self.value(context)
        if truth is False:
            applied = self.exemption(context)
            if applied is not None and (self.tree is None or self.tree.value(context) is not False):
                applied.tree.decide(context, into)
                return
        open_exemptions = [e for e in self.unless if e.value(context) is None] if truth is None else []
        if self.tree is not None and (truth is not None or not open_exemptions or self.tree.value(context) is None):
            self.tree.decide(context, into)
        for exemption in open_exemptions:
            exemption.tree.decide(context, into)

    def deciding(self, context: Context) -> list[Leaf]:
        """The leaves that decided, each comparison once."""
        into: Deciding = {}
        self.decide(context, into)
        return list(into.values())

    def open(self, context: Context) -> list[str]:
        """Facts that stand in an undecided branch, each once."""
        into: Open = {}
        if self.value(context) is None and self.tree is not None:
            self.tree.open(context, into)
            for exemption in self.unless:
                if context.law.in_force(exemption.validity) is not False:
                    exemption.tree.open(context, into)
        return list(into)

    def leaves_on(self, fact: str) -> list[Leaf]:
        """The comparisons of one fact."""
        return [leaf for leaf in self.leaves() if leaf.fact == fact]

    def leaves(self) -> Iterator[Leaf]:
        if self.tree is not None:
            yield from self.tree.leaves()
        for exemption in self.unless:
            yield from exemption.tree.leaves()


@dataclass(eq=False)
class Step:
    """Something a person can do: a service, or a provision that no service expresses (`service` is then None)."""

    id: str
    title: Text
    validity: Validity
    duties: Sequence[Provision]
    accesses: Sequence[Provision]
    service: Mapping[str, Any] | None = None

    def __post_init__(self) -> None:
        self.provisions: tuple[Provision, ...] = (*self.duties, *self.accesses)
