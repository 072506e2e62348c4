"""Territories and what a person's answer "I live in …" may mean.

A place is the set of leaf territories it may be: a postcode shared by two municipalities is both until more is known.
"""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from rulebook.towns import Town, Towns

FAR_POSTCODE = 15  # from one postcode to another that may have been meant


@dataclass(frozen=True, slots=True)
class Territory:
    """A country, region, province or municipality. `members` is for what is no branch of the tree (a Community)."""

    id: str
    names: Mapping[str, str]
    parent: str | None = None
    postcodes: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    as_answer_without: tuple[str, ...] = ()
    nuts: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """What an answer may mean. `surely` are the territories that hold all of it, `maybe` those that hold some of it."""

    id: str
    names: Mapping[str, str]
    leaves: frozenset[str]
    surely: frozenset[str]
    maybe: frozenset[str]

    @property
    def is_shared(self) -> bool:
        """`id` is what to show, and no language's name: a town, or a postcode that several municipalities share."""
        return "und" in self.names


@dataclass(eq=False)
class Gazetteer:
    """Looks up a territory id, a postcode or a municipality's name in any of its languages.

    A pack without municipalities has `towns` instead, read when first needed; `inside` says which towns lie in which
    territory: `{"gb-sct": {"admin1": ["SCT"]}, "gb-lon": {"towns": ["London"]}}`.
    """

    territories: Mapping[str, Territory]
    towns: Callable[[], Towns] | None = None
    inside: Mapping[str, Mapping[str, Sequence[str]]] = field(default_factory=dict)
    _above: dict[str, frozenset[str]] = field(default_factory=dict)
    _leaves_under: dict[str, set[str]] = field(default_factory=dict)
    _by_word: dict[str, set[str]] = field(default_factory=dict)
    _by_id: dict[str, Place] = field(default_factory=dict)

    def __post_init__(self) -> None:
        parents = {t.parent for t in self.territories.values() if t.parent}
        leaves = [t for t in self.territories.values() if t.id not in parents and not t.members]
        self._above = {leaf.id: self._ancestors(leaf.id) for leaf in leaves}
        for leaf_id, above in self._above.items():
            for territory_id in above:
                self._leaves_under.setdefault(territory_id, set()).add(leaf_id)
        for group in (t for t in self.territories.values() if t.members):
            inside = self._leaves_of(group.members) - self._leaves_of(group.excluded)
            self._leaves_under[group.id] = inside
            for leaf_id in inside:
                self._above[leaf_id] |= {group.id}
        for territory in self.territories.values():
            for word in (*territory.postcodes, *territory.names.values()):
                self._by_word.setdefault(fold(word), set()).add(territory.id)

    def _ancestors(self, territory_id: str) -> frozenset[str]:
        found: list[str] = []
        at: str | None = territory_id
        while at and at not in found:
            found.append(at)
            at = self.territories[at].parent if at in self.territories else None
        return frozenset(found)

    def _leaves_of(self, ids: Iterable[str]) -> set[str]:
        return {leaf for each in ids for leaf in self._leaves_under.get(each, ())}

    def is_branch(self, territory_id: str) -> bool:
        """Whether it contains other territories."""
        return territory_id not in self._above

    def find(self, answer: str) -> Place | None:
        """The place an answer means, or None. A name that is both a municipality and more means the municipality."""
        answer = str(answer).strip()
        if answer in self.territories:
            if answer not in self._by_id:
                whole = self._place_of_territory(answer) if self.towns else self._place(answer, [answer])
                self._by_id[answer] = whole
            return self._by_id[answer]
        ids = self._by_word.get(fold(answer), set())
        municipalities = [i for i in ids if self.territories[i].postcodes]
        chosen = sorted(municipalities or ids)
        if chosen:
            return self._place(answer, chosen)
        found = self.towns().all_that_match(answer) if self.towns else []
        return self._place_of_towns(found) if found else None

    def _place_of_territory(self, territory_id: str) -> Place:
        """Where territories do not list all that lies in them: surely in it and above it, maybe in what is known below it."""
        above = self._ancestors(territory_id)
        below = frozenset(t for t in self.territories if territory_id in self._ancestors(t))
        return Place(
            territory_id, self.territories[territory_id].names, frozenset({territory_id}), above, above | below
        )

    def _place_of_towns(self, towns: Sequence[Town]) -> Place:
        """Towns of one name: surely in a territory that holds all of them. Where nothing is told of a territory, maybe."""
        surely, maybe = zip(*map(self._around, towns), strict=True)
        name = towns[0].name
        return Place(
            name, {"und": name}, frozenset({name}), frozenset.intersection(*surely), frozenset[str]().union(*maybe)
        )

    def _around(self, town: Town) -> tuple[frozenset[str], frozenset[str]]:
        told = {
            territory: town.admin1 in words.get("admin1", ()) or town.name in words.get("towns", ())
            for territory, words in self.inside.items()
            if territory in self.territories
        }
        country = town.country
        surely = {country, *(above for t, is_inside in told.items() if is_inside for above in self._ancestors(t))}
        open_ones = {t for t in self.territories if t not in told and country in self._ancestors(t)}
        maybe = {t for t in open_ones if all(above not in told or told[above] for above in self._ancestors(t))}
        return frozenset(surely), frozenset(surely | maybe)

    def _place(self, answer: str, ids: Sequence[str]) -> Place:
        without = {x for i in ids for x in self.territories[i].as_answer_without}
        leaves = self._leaves_of(ids) - self._leaves_of(without)
        above = [self._above[leaf] for leaf in leaves]
        names = self.territories[ids[0]].names if len(ids) == 1 else {"und": answer}
        identity = ids[0] if len(ids) == 1 else answer
        return Place(identity, names, frozenset(leaves), frozenset.intersection(*above), frozenset[str]().union(*above))

    def suggest(self, answer: str, limit: int = 3) -> list[str]:
        """The places the answer is a part of, else the nearest postcodes or names, for "is it 9000 Gent?"."""
        typed = fold(str(answer))
        containing = sorted(w for w in self._by_word if typed in w.split())
        if containing:
            return list(dict.fromkeys(self._named_by(word) for word in containing))[:limit]
        nearest = self._postcodes_near(typed) if typed.isdecimal() else self._words_like(typed)
        one_each = {min(self._by_word[word]): word for word in reversed(nearest)}  # Ghent and Gent are one place
        return list(dict.fromkeys(self._named_by(w) for w in nearest if w in one_each.values()))[:limit]

    def _postcodes_near(self, typed: str) -> list[str]:
        distances = {w: abs(int(w) - int(typed)) for w in self._by_word if w.isdecimal() and len(w) == len(typed)}
        return sorted(
            (w for w, distance in distances.items() if distance <= FAR_POSTCODE), key=lambda w: (distances[w], w)
        )

    def _words_like(self, typed: str) -> list[str]:
        words = difflib.get_close_matches(typed, self._by_word, n=6, cutoff=0.75)
        best = max((_likeness(typed, word) for word in words), default=0.0)
        return [word for word in words if _likeness(typed, word) >= best - 0.1]

    def _named_by(self, word: str) -> str:
        """The name that folds to this word, as it is written; "9000 Gent" for a postcode."""
        names = list(self.territories[min(self._by_word[word])].names.values())
        name = next((n for n in names if fold(n) == word), names[0])
        return f"{word} {name}" if word.isdigit() else name


def _likeness(a: str, b: str) -> float:
    return difflib.SequenceMatcher(None, a, b).ratio()


def fold(word: str) -> str:
    """A word without case, accents and punctuation, so that "Liege" finds Liège and "st vith" finds Sankt Vith."""
    plain = unicodedata.normalize("NFKD", word).casefold()
    letters = "".join(c if c.isalnum() else " " for c in plain if not unicodedata.combining(c))
    words = ["sankt" if w == "st" else w for w in letters.split()]
    return " ".join(words)
