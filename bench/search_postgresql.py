"""PostgreSQL's full text search over the same texts: `python -m bench.search_postgresql FOLDER`, with its address in
PATHFINDER_DATABASE_URL. Words in the configuration `simple`, as texts are in many languages; titles weigh more."""

import json
import os
import re
import sys
import time
from pathlib import Path
from typing import Any

import psycopg

from bench.relevance import judged_by
from bench.search_here import FACETS, RESULTS, latencies

TABLE = f"""
CREATE TABLE entry (key text PRIMARY KEY, {", ".join(f"{name} text[]" for name in FACETS)}, words tsvector);
"""
# The matched rows once; ranking and the counts of all facets from them
RANKED = """
SELECT key, ts_rank_cd(words, query) AS rank FROM entry, to_tsquery('simple', %(query)s) query
WHERE words @@ query {only} ORDER BY rank DESC LIMIT {limit}
"""
FACETED = """
WITH found AS MATERIALIZED (
  SELECT entry.*, ts_rank_cd(words, query) AS rank FROM entry, to_tsquery('simple', %(query)s) query
  WHERE words @@ query {only}
)
SELECT 'row' AS what, key AS code, rank::float8 AS count FROM (SELECT key, rank FROM found ORDER BY rank DESC LIMIT {limit}) top
""" + "".join(
    f"UNION ALL SELECT '{name}', code, count(*) FROM found, unnest({name}) code GROUP BY code\n" for name in FACETS
)


def main() -> None:
    folder = Path(sys.argv[1])
    queries = json.loads((folder / "queries.json").read_text(encoding="utf-8"))
    with psycopg.connect(os.environ["PATHFINDER_DATABASE_URL"], autocommit=True) as connection:
        built = _fill(connection, folder / "documents.jsonl")
        told = {"build_s": built, **_size(connection), **_measure(connection, queries)}
    (folder / "figures.json").write_text(json.dumps(told), encoding="utf-8")


def _fill(connection: psycopg.Connection[Any], path: Path) -> float:
    connection.execute(TABLE)
    start = time.perf_counter()
    columns = ", ".join(["key", *FACETS, "words"])
    marks = ", ".join(["%s"] * (1 + len(FACETS)))
    insert = f"INSERT INTO entry ({columns}) VALUES ({marks}, setweight(to_tsvector('simple', %s), 'A') || setweight(to_tsvector('simple', %s), 'D'))"
    with connection.transaction(), connection.cursor() as cursor, path.open(encoding="utf-8") as file:
        batch = []
        for line in file:
            one = json.loads(line)
            batch.append([one["key"], *[one[name] for name in FACETS], one["title"], one["text"]])
            if len(batch) == 2_000:
                cursor.executemany(insert, batch)
                batch = []
        cursor.executemany(insert, batch)
    connection.execute("CREATE INDEX entry_words ON entry USING gin (words)")
    connection.execute("CREATE INDEX entry_country ON entry USING gin (country)")
    connection.execute("VACUUM ANALYZE entry")
    return time.perf_counter() - start


def _size(connection: psycopg.Connection[Any]) -> dict[str, float]:
    row = connection.execute("SELECT pg_relation_size('entry_words') + pg_relation_size('entry_country')").fetchone()
    memory = connection.execute(
        "SELECT setting::bigint * 8 / 1024 FROM pg_settings WHERE name = 'shared_buffers'"
    ).fetchone()
    return {"index_mb": float(row[0]) / 1e6 if row else 0.0, "memory_mib": float(memory[0]) if memory else 0.0}


def _measure(connection: psycopg.Connection[Any], queries: list[dict[str, Any]]) -> dict[str, Any]:
    def ask(statement: str, joined: str) -> tuple[list[float], list[list[Any]]]:
        taken, answers = [], []
        for one in queries:
            words = list(re.findall(r"\w+", one["q"].lower())[:24])
            only = "AND country @> ARRAY[%(country)s]" if one["country"] else ""
            told = {"query": joined.join(words) or "nothing", "country": one["country"]}
            start = time.perf_counter()
            answers.append(connection.execute(statement.format(only=only, limit=RESULTS), told).fetchall())
            taken.append((time.perf_counter() - start) * 1e3)
        return taken, answers

    ask(RANKED, " & ")  # warm
    with_or, answers = ask(RANKED, " | ")
    with_and, _ = ask(RANKED, " & ")
    faceted, _ = ask(FACETED, " | ")
    told: dict[str, Any] = {
        **latencies(with_or),
        **{f"and_{name}": value for name, value in latencies(with_and).items()},
        **{f"faceted_{name}": value for name, value in latencies(faceted).items()},
    }
    if "relevant" in queries[0]:
        told |= judged_by(queries, [[row[0] for row in answer] for answer in answers])
    return told


if __name__ == "__main__":
    main()
