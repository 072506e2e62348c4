"""How well the search finds what people look for: nDCG@10 and recall@10 over the judgements in judgements.yaml."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from typing import Any

import yaml

JUDGEMENTS = Path(__file__).parent / "judgements.yaml"
TOP = 10
CROSS_LANGUAGE_TEXTS = {  # languages in which most records of a country have words of their own
    "be": {"nl", "fr", "de", "en"}, "nl": {"nl", "en"}, "ie": {"en"}, "gb": {"en"}, "es": {"es", "en"}, "it": {"it", "en"},
    "hu": {"hu", "en"}, "sk": {"sk", "en"}, "si": {"sl", "en"},
}  # fmt: skip


@dataclass(frozen=True)
class Judged:
    """One query with the result that was found for it."""

    q: str
    lang: str
    country: str | None
    kind: str
    relevant: Mapping[str, int]
    found: tuple[str, ...] = ()

    @property
    def is_cross_language(self) -> bool:
        """Typed by a reader whose language the records do not speak, English included."""
        texts = CROSS_LANGUAGE_TEXTS.get(self.country, {"en"}) if self.country else {"en", "nl", "fr", "de"}
        return self.lang not in texts

    @property
    def ndcg(self) -> float:
        """Gain 2^grade - 1, halved at every doubling of the rank, against the best possible order."""
        gained = [2 ** self.relevant.get(key, 0) - 1 for key in self.found[:TOP]]
        best = sorted((2**grade - 1 for grade in self.relevant.values()), reverse=True)[:TOP]
        return _discounted(gained) / _discounted(best)

    @property
    def recall(self) -> float:
        """Share of the relevant records among the first ten; of ten at most, where more are relevant."""
        return len(set(self.found[:TOP]) & self.relevant.keys()) / min(TOP, len(self.relevant))


def _discounted(gains: Iterable[int]) -> float:
    return sum(gain / math.log2(rank + 2) for rank, gain in enumerate(gains))


def judgements() -> list[Judged]:
    data = yaml.load(JUDGEMENTS.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return [
        Judged(one["q"], one["lang"], one.get("country"), one["kind"], one["relevant"]) for one in data["judgements"]
    ]


def judged() -> list[Judged]:
    """Every query asked of the search as it is; Django must be set up and the packs loaded."""
    from pathfinder.directory.queries import search_records

    return [
        Judged(
            one.q, one.lang, one.country, one.kind, one.relevant,
            tuple(row.key for row in search_records(one.q, one.lang, country=one.country, limit=TOP).rows),
        )
        for one in judgements()
    ]  # fmt: skip


def judged_by(queries: list[dict[str, Any]], found: list[list[str]]) -> dict[str, Any]:
    """Figures of another search engine, from the keys it found for each query of `judgements`."""
    return figures(
        [
            Judged(one["q"], one["lang"], one["country"], one["kind"], one["relevant"], tuple(keys[:TOP]))
            for one, keys in zip(queries, found, strict=True)
        ]
    )


def figures(all_judged: list[Judged]) -> dict[str, Any]:
    """Means over all queries, over the cross-language ones, and by kind, language and country."""
    cross = [one for one in all_judged if one.is_cross_language]
    return {
        "queries": len(all_judged),
        "ndcg": fmean(one.ndcg for one in all_judged),
        "recall": fmean(one.recall for one in all_judged),
        "cross_language_queries": len(cross),
        "cross_language_ndcg": fmean(one.ndcg for one in cross),
        "cross_language_recall": fmean(one.recall for one in cross),
        **{name: _by(name, all_judged) for name in ("kind", "lang", "country")},
    }


def _by(name: str, all_judged: list[Judged]) -> dict[str, tuple[int, float, float]]:
    groups: dict[str, list[Judged]] = {}
    for one in all_judged:
        groups.setdefault(str(getattr(one, name)), []).append(one)
    return {
        group: (len(ones), fmean(o.ndcg for o in ones), fmean(o.recall for o in ones))
        for group, ones in sorted(groups.items())
    }
