"""Part (e): the search. How well it finds on the real packs, and how fast it is among 100,000 made-up services.

Peers in the same run, over the same texts and the same queries: PostgreSQL's full text search with ranking and the same
facets, and MiniSearch with Integreat's options. Each part runs in a process of its own, so that memory is its own.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

from bench.measure import shown, table
from bench.pages import KILO, ROOT, Visitor, measure_page, processor_milliseconds, serving, weigh
from bench.relevance import judged_by

SERVICES = int(os.environ.get("BENCH_SERVICES", "100000"))
PAGE_QUERIES = (
    "/ar/find/?q=معادلة+الشهادة",
    "/nl/find/?q=inburgering&country=be",
    "/en/find/?q=job+mentor&place=Gent",
    "/en/find/",
)


def run() -> tuple[str, dict[str, Any]]:
    """The whole part: Markdown and figures."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        environment = {**os.environ, "PATHFINDER_VAR": str(folder), "DJANGO_SETTINGS_MODULE": "config.settings"}
        _run([sys.executable, "manage.py", "migrate", "--verbosity=0"], environment)
        _run([sys.executable, "manage.py", "load_packs"], environment)
        relevance = _part(["bench.search_here", "relevance"], environment, folder)
        judged = {"minisearch": _minisearch(folder, environment), "postgresql": _postgresql(folder, environment)}
        _run([sys.executable, "-m", "pathfinder.cli", "demo-data", "--services", str(SERVICES), "--yes"], environment)
        here = _part(["bench.search_here", "scale"], environment, folder)
        peers = {"postgresql": _postgresql(folder, environment), "minisearch": _minisearch(folder, environment)}
        pages = _pages(folder)
    figures = {
        "relevance": relevance,
        "peers_judged": judged,
        "services": SERVICES,
        "here": here,
        "peers": peers,
        "pages": pages,
    }
    return _text(figures), figures


def _part(arguments: list[str], environment: Mapping[str, str], folder: Path) -> dict[str, Any]:
    """What a part of the measurement says, run as a program that writes figures.json."""
    _run([sys.executable, "-m", *arguments, str(folder)], environment)
    return dict(json.loads((folder / "figures.json").read_text(encoding="utf-8")))


def _postgresql(folder: Path, environment: Mapping[str, str]) -> dict[str, Any]:
    """On a server of its own, without waiting for the disk."""
    _run(["tests/postgres.sh", sys.executable, "-m", "bench.search_postgresql", str(folder)], environment)
    return dict(json.loads((folder / "figures.json").read_text(encoding="utf-8")))


def _minisearch(folder: Path, environment: Mapping[str, str]) -> dict[str, Any]:
    """In Node; nothing where Node is not installed."""
    if not shutil.which("node") or not shutil.which("npm"):
        return {"missing": "Node is not installed"}
    home = ROOT / "bench" / "minisearch"
    _run(["npm", "ci", "--silent", "--prefix", str(home)], environment)
    _run(["node", "--max-old-space-size=8000", str(home / "search.mjs"), str(folder)], environment)
    told = dict(json.loads((folder / "figures.json").read_text(encoding="utf-8")))
    queries, found = (
        json.loads((folder / name).read_text(encoding="utf-8")) for name in ("queries.json", "found.json")
    )
    return told | (judged_by(queries, found) if "relevant" in queries[0] else {})


def _run(command: list[str], environment: Mapping[str, str]) -> None:
    done = subprocess.run(command, cwd=ROOT, env=dict(environment), capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{' '.join(command[:4])} failed: {done.stderr[-1500:]}")


def _pages(folder: Path) -> dict[str, Any]:
    with serving(folder) as (port, pid):
        visitor = Visitor(port)
        addresses = [quote(page, safe="/?=&+") for page in PAGE_QUERIES]
        return {
            page: {
                **measure_page(visitor, page),
                **weigh(visitor, page),
                "processor_ms": processor_milliseconds(visitor, page, pid),
            }
            for page in addresses
        }


def _text(figures: Mapping[str, Any]) -> str:
    relevance, here, peers = figures["relevance"], figures["here"], figures["peers"]
    quality = [
        ["Pathfinder", f"{relevance['ndcg']:.3f}", f"{relevance['recall']:.3f}", f"{relevance['cross_language_ndcg']:.3f}", f"{relevance['cross_language_recall']:.3f}"],
        *[[name, *[f"{one[key]:.3f}" for key in ("ndcg", "recall", "cross_language_ndcg", "cross_language_recall")]] for name, one in figures["peers_judged"].items() if "ndcg" in one],
    ]  # fmt: skip
    by = {
        kind: [
            [group, count, f"{ndcg:.2f}", f"{recall:.2f}"] for group, (count, ndcg, recall) in relevance[kind].items()
        ]
        for kind in ("kind", "lang", "country")
    }
    speed = [
        _speed("Pathfinder (tantivy and the vocabulary)", here),
        *[_speed(name, one) for name, one in peers.items() if "p50_ms" in one],
    ]
    times = {
        key: peers["postgresql"][f"faceted_{key}_ms"] / here[f"faceted_{key}_ms"] for key in ("p50", "p95", "mean")
    }
    pages = [
        [
            f"`{page}`",
            shown(one["p50_ms"]),
            shown(one["p95_ms"]),
            f"{one['per_second']:,.0f}",
            shown(one["processor_ms"]),
            f"{one['page_bytes'] / KILO:.1f}",
        ]
        for page, one in figures["pages"].items()
    ]
    return f"""## Search

{relevance["queries"]} judged queries over the real packs, {relevance["cross_language_queries"]} of them typed by readers whose
language the records do not speak. The recall is that of the first ten results, of ten at most. The vocabulary's everyday
words were written by people who had not seen the judgements; the weights of the ranking were set with half of them in
sight.

{table(["", "nDCG@10", "recall@10", "nDCG@10, other language", "recall@10, other language"], quality)}

{table(["kind", "queries", "nDCG@10", "recall@10"], by["kind"])}

{table(["language", "queries", "nDCG@10", "recall@10"], by["lang"])}

{table(["country", "queries", "nDCG@10", "recall@10"], by["country"])}

{figures["services"]:,} made-up services in nine languages beside the real records; the judged queries and as many names of made-up
services, twenty results each; “with facets” counts ten facets as the page does. PostgreSQL answers the same words joined by OR
(with AND in brackets). With ranking and facets Pathfinder is {times["p50"]:.0f} times as fast as PostgreSQL by the median,
{times["p95"]:.0f} times by the 95th of a hundred, and {times["mean"]:.0f} times over all queries together.

{table(["", "p50, ms", "p95, ms", "with facets: p50", "p95", "index built in, s", "index, MB", "memory, MiB"], speed)}

The result page from `pathfinder serve` with two processes, measured as the pages above; the processor's time for one page is
that of the server alone, whatever else the machine does:

{table(["page", "p50, ms", "p95, ms", "requests/s", "of a processor, ms", "page, kB"], pages)}
"""


def _speed(name: str, one: Mapping[str, Any]) -> list[str]:
    with_and = f" ({shown(one['and_p50_ms'])})" if "and_p50_ms" in one else ""
    return [
        name, shown(one["p50_ms"]) + with_and, shown(one["p95_ms"]),
        shown(one["faceted_p50_ms"]) if "faceted_p50_ms" in one else "–",
        shown(one["faceted_p95_ms"]) if "faceted_p95_ms" in one else "–",
        shown(one["build_s"]), shown(one["index_mb"]) if "index_mb" in one else "–", f"{one['memory_mib']:,.0f}",
    ]  # fmt: skip
