"""What loading cannot see: situations that do not hold or are missing, leaves that never matter, rules nobody can meet."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from rulebook.cells import cells
from rulebook.conditions import WORDS, Context, Derived, Leaf, Node
from rulebook.edges import missing_edges
from rulebook.facts import Value, Values
from rulebook.law import Law, Rulebook
from rulebook.load import load_rulebook
from rulebook.provisions import Provision
from rulebook.situations import Situation, load_situations

WALKS = 40  # towards a yes, for one provision on one day
LONGEST_WALK = 60


@dataclass(frozen=True)
class Report:
    problems: tuple[str, ...]
    summary: str


def check_pack(packs: Path, country: str) -> Report:
    """Load a pack and check it all. Raises PackError when it cannot be loaded."""
    rulebook = load_rulebook(packs, country)
    situations = load_situations(packs, country)
    problems = [f"{s.file}, {s.name}: {failure}" for s in situations for failure in s.failures(rulebook)]
    problems += missing_situations(rulebook, situations)
    problems += missing_edges(rulebook, situations)
    problems += [
        f"{p.id}: we are not sure, and `ask` does not say whom to ask"
        for p in rulebook.provisions.values()
        if p.confidence == "low" and not p.ask
    ]
    problems += [
        f"{provision.id}: {problem}"
        for provision in rulebook.provisions.values()
        for problem in idle(rulebook, provision)
    ]
    evaluable = sum(1 for p in rulebook.provisions.values() if p.is_evaluable)
    lives = sum(1 for s in situations if "provision" not in s.data)
    summary = (
        f"{rulebook.version}: {len(rulebook.provisions)} provisions ({evaluable} evaluable), {len(rulebook.steps)} steps, "
        f"{len(rulebook.pack['services'])} services, {len(rulebook.pack['organizations'])} organizations, "
        f"{len(rulebook.pack['sources'])} sources, {len(situations) - lives} situations, {lives} lives, {len(problems)} problems"
    )
    return Report(tuple(problems), summary)


@dataclass(frozen=True)
class Undecided:
    """A provision that the engine does not decide, with the reason that the reader sees."""

    id: str
    kind: str
    title: Mapping[str, str]
    reason: Mapping[str, str]


def undecided(rulebook: Rulebook) -> list[Undecided]:
    """What only informs, and what needs a counsellor, in the order of the pack."""
    return [
        Undecided(p.id, p.kind, p.title, p.ask_a_counsellor or p.because_not_evaluable)
        for p in rulebook.provisions.values()
        if not p.is_evaluable
    ]


def missing_situations(rulebook: Rulebook, situations: Sequence[Situation]) -> Iterator[str]:
    """Every evaluable provision needs a made-up person for whom it is yes, one for no and one for unknown."""
    seen: dict[str, set[str]] = {}
    for situation in situations:
        expected = situation.data.get("expect")
        if "provision" in situation.data and not isinstance(expected, dict):
            seen.setdefault(situation.data["provision"], set()).add(str(WORDS.get(expected, expected)))
    for provision in rulebook.provisions.values():
        if provision.is_evaluable:
            needed = {"yes"} if is_for_everyone(provision) else {"yes", "no", "unknown"}
            missing = needed - seen.get(provision.id, set())
            if missing:
                yield f"{provision.id}: no situation for {', '.join(sorted(missing))}"


def is_for_everyone(provision: Provision) -> bool:
    """It asks nothing but to live in the country."""
    return not any(provision.leaves())


def idle(rulebook: Rulebook, provision: Provision) -> Iterator[str]:
    """A tree that nobody can meet or everybody meets, and leaves that never make a difference.

    A search, not a proof: what it finds to matter does matter; what it reports deserves a look.
    """
    if not provision.is_evaluable or is_for_everyone(provision):
        return
    found: set[bool] = set()
    trees = [tree for tree in (provision.tree, *(e.tree for e in provision.unless)) if tree is not None]
    waiting = {part.slot: part for tree in trees for part in _parts(tree) if not part.fact.startswith("unsure:")}
    for day in days_in_force(rulebook, provision):
        law = rulebook.on(day)
        for values in telling_persons(law, provision):
            truth = provision.value(Context(law, values))
            if truth is not None:
                found.add(truth)
            for slot in [slot for slot in waiting if _matters(law, provision, values, slot)]:
                del waiting[slot]
            if not waiting and len(found) == 2:
                return
    if True not in found:
        yield "nobody can meet it on any of its days"
    if False not in found:
        yield "everybody meets it"
    for part in waiting.values():
        yield f"{part.fact} {getattr(part, 'op', '')} never makes a difference".replace("  ", " ")


def _parts(node: Node) -> Iterator[Leaf | Derived]:
    """Leaves, and derived facts as one: what they share with other provisions need not all matter in each."""
    if isinstance(node, Leaf | Derived):
        yield node
    else:
        for child in node.children:
            yield from _parts(child)


def _matters(law: Law, provision: Provision, values: Values, slot: int) -> bool:
    results = set()
    for truth in (True, False):
        context = Context(law, values)
        context.memo[slot] = truth
        results.add(provision.value(context))
    return len(results) > 1


def days_in_force(rulebook: Rulebook, provision: Provision) -> list[dt.date]:
    """A few days that see every state of the provision: its first and last days, and those of its exemptions."""
    turning = {d for v in (provision.validity, *(e.validity for e in provision.unless)) for d in v.turning_days()}
    around = {d + dt.timedelta(days=n) for d in turning for n in (-1, 0)}
    around |= {dt.date.fromisoformat(str(rulebook.pack[name])) for name in ("as_of", "updates_checked")}
    return sorted(d for d in around if provision.validity.holds_on(d)) or sorted(around)


def telling_persons(law: Law, provision: Provision) -> Iterator[Values]:
    """Complete persons near the border between yes and no: walks towards a yes, and one step from each."""
    leaves = list(provision.leaves())
    names = [
        n for n in dict.fromkeys(n for leaf in leaves for n in (leaf.fact, leaf.until) if n) if n in law.rulebook.facts
    ]
    choices: dict[str, list[Value]] = {n: cells(law, law.rulebook.facts[n], leaves) for n in names}
    chance = random.Random(20180915)  # noqa: S311 no secret; it is fixed, so that a check comes out the same each time
    for _ in range(WALKS):
        values: Values = {name: chance.choice(options) for name, options in choices.items()}
        for _ in range(LONGEST_WALK):
            yield values
            context = Context(law, values)
            if provision.value(context) is not False:
                break
            wrong = [leaf.fact for leaf in provision.deciding(context) if leaf.fact in choices]
            if not wrong:
                break
            name = chance.choice(wrong)
            values = {**values, name: chance.choice(choices[name])}
        for name, options in choices.items():
            yield from ({**values, name: option} for option in options)
