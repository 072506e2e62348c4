"""Our side of the search benchmark, in a process of its own: `python -m bench.search_here relevance|scale FOLDER`.

Writes figures.json, and what the peers need: documents.jsonl (every entry's words and facets) and queries.json.
"""

import json
import random
import resource
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import django

from bench.measure import percentile
from bench.relevance import figures, judged, judgements

FACETS = ("country", "kind", "theme", "audience", "ground", "territory", "cost", "language", "mode", "checked")
RESULTS = 20


def main() -> None:
    part, folder = sys.argv[1], Path(sys.argv[2])
    django.setup()
    told = relevance(folder) if part == "relevance" else scale(folder)
    (folder / "figures.json").write_text(json.dumps(told), encoding="utf-8")


def relevance(folder: Path) -> dict[str, Any]:
    found = figures(judged())
    write_documents(folder)
    queries = [
        {"q": one.q, "lang": one.lang, "country": one.country, "relevant": one.relevant, "kind": one.kind}
        for one in judgements()
    ]
    (folder / "queries.json").write_text(json.dumps(queries), encoding="utf-8")
    return found


def scale(folder: Path) -> dict[str, Any]:
    from pathfinder.search.actions import rebuild, the_index
    from pathfinder.search.queries import Asked, find

    start = time.perf_counter()
    count = rebuild()
    built = time.perf_counter() - start
    names = write_documents(folder)
    queries = [{"q": one.q, "lang": one.lang, "country": one.country} for one in judgements()]
    chosen = random.Random(1).sample(names, min(len(queries), len(names)))
    queries += [{"q": name, "lang": "en", "country": None} for name in chosen]
    random.Random(2).shuffle(queries)
    (folder / "queries.json").write_text(json.dumps(queries), encoding="utf-8")

    def ask(counted: tuple[str, ...]) -> list[float]:
        return [_milliseconds(find, _asked(Asked, one, counted)) for one in queries]

    ask(())  # warm
    plain, faceted = ask(()), ask(FACETS)
    size = sum(path.stat().st_size for path in the_index().folder.rglob("*") if path.is_file())
    return {
        "entries": count,
        "build_s": built,
        "index_mb": size / 1e6,
        "memory_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        **latencies(plain),
        **{f"faceted_{name}": value for name, value in latencies(faceted).items()},
    }


def _asked(kind: Any, one: dict[str, Any], counted: tuple[str, ...]) -> Any:
    country = one["country"]
    filters = {"country": [country]} if country else {}
    return kind(one["q"], one["lang"], filters, frozenset([country] if country else []), limit=RESULTS, counted=counted)


def write_documents(folder: Path) -> list[str]:
    """Every entry as the peers get it; gives the names of the made-up ones."""
    names = []
    with (folder / "documents.jsonl").open("w", encoding="utf-8") as file:
        for entry in _entries():
            if entry.key.startswith("demo-"):
                names.append(next(iter(entry.names.values())))
            told = {
                "key": entry.key,
                "title": " ".join(entry.names.values()),
                "text": " ".join(words for _language, words in entry.texts),
                **{name: list(entry.facets.get(name, ())) for name in FACETS},
            }
            file.write(json.dumps(told, ensure_ascii=False) + "\n")
    return names


def _entries() -> Iterator[Any]:
    from pathfinder.search.actions import the_index

    for source in the_index().sources.values():
        yield from source.all_entries()


def _milliseconds(call: Any, argument: Any) -> float:
    start = time.perf_counter()
    call(argument)
    return (time.perf_counter() - start) * 1e3


def latencies(taken: Sequence[float]) -> dict[str, float]:
    mean = sum(taken) / len(taken)
    return {"p50_ms": percentile(taken, 0.5), "p95_ms": percentile(taken, 0.95), "mean_ms": mean, "max_ms": max(taken)}


if __name__ == "__main__":
    main()
