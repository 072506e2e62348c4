"""Part (g): `pathfinder import` of a foreign file, beside a bare insert of the very rows it wrote.

A made-up HSDS file (one whole service a line) is imported by the command itself, in a process of its own, into a fresh
database: 10,000 and 100,000 services, SQLite and PostgreSQL. Then the rows of the smaller one are read back, the database
is emptied, and they are put in again without any of what an import does: with Django's bulk_create of prepared objects,
and with executemany of prepared tuples. Memory is the greatest that the system saw of the importing process.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from bench.measure import shown, table

ROOT = Path(__file__).parents[1]
SIZES = (10_000, 100_000)
AT_ONCE = 5_000  # rows in one transaction of a bare insert, about what a batch of an import writes
BATCH = 500  # rows in one statement
MEGA = 1024  # kilobytes


def run() -> tuple[str, dict[str, Any]]:
    """The whole part: Markdown and figures. Cost: about a quarter of an hour."""
    figures: dict[str, Any] = {}
    with tempfile.TemporaryDirectory(prefix="pathfinder-bench-") as folder:
        for size in SIZES:
            _in_a_process(["file", str(size), folder], {})
        for database in ("SQLite", "PostgreSQL"):
            figures[database] = _measured(database, Path(folder))
    return _told(figures), figures


def _measured(database: str, folder: Path) -> dict[str, Any] | None:
    found: dict[str, Any] = {}
    for size in SIZES:
        with tempfile.TemporaryDirectory(dir=folder) as own:
            environment = {"PATHFINDER_VAR": own}
            what = "import-and-bare" if size == min(SIZES) else "import"
            before = ["tests/postgres.sh"] if database == "PostgreSQL" else []
            try:
                said = _in_a_process([what, str(size), str(folder)], environment, before)
            except subprocess.CalledProcessError as error:
                if database == "PostgreSQL" and "not installed" in error.stderr:
                    return None
                raise
            found[str(size)] = json.loads(said.splitlines()[-1])
    return found


def _in_a_process(arguments: list[str], environment: dict[str, str], before: list[str] | None = None) -> str:
    command = [*(before or []), sys.executable, "-m", "bench.imports", *arguments]
    own = {name: value for name, value in os.environ.items() if name != "PATHFINDER_DATABASE_URL"}
    outcome = subprocess.run(
        command,
        cwd=ROOT,
        env={**own, **environment},
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )
    if outcome.returncode:
        print(outcome.stderr, file=sys.stderr)
        raise subprocess.CalledProcessError(outcome.returncode, command, outcome.stdout, outcome.stderr)
    return outcome.stdout


# in a process of its own, with a database of its own


def main(arguments: list[str]) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    what, size, folder = arguments[0], int(arguments[1]), Path(arguments[2])
    path = folder / f"{size}.ndjson"
    if what == "file":
        from bench.foreign_file import write_foreign_file

        write_foreign_file(path, size)
    else:
        print(json.dumps(_measure(path, is_bare_too=what == "import-and-bare")))


def _measure(path: Path, *, is_bare_too: bool) -> dict[str, Any]:
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    first, again = _import(path), _import(path)
    rows = {model: model._default_manager.count() for model in _models()}
    found = {"file_mb": path.stat().st_size / 1e6, "rows": sum(rows.values()), "first": first, "again": again}
    if is_bare_too:
        prepared = [(model, list(model._default_manager.order_by())) for model in _models()]
        found["bulk_create"] = _bare(lambda: _bulk_create(prepared))
        tuples = [_tuples(model, rows) for model, rows in prepared]
        found["executemany"] = _bare(lambda: _executemany(tuples))
    return found


def _import(path: Path) -> dict[str, float]:
    """Seconds and megabytes of the command itself."""
    command = [sys.executable, "-m", "pathfinder.cli", "import", str(path), "--source", "bench", "--licence", "none"]
    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    seconds = time.perf_counter() - start
    return {"seconds": seconds, "peak_mb": usage.ru_maxrss / MEGA, "cpu_seconds": usage.ru_utime + usage.ru_stime}


def _models() -> list[Any]:
    """The tables of records, owners before what they own."""
    from pathfinder.directory import models as m

    return [
        m.Organization, m.Location, m.Program, m.Service, m.ServiceAtLocation, m.Contact, m.Phone, m.Language, m.Address,
        m.Schedule, m.ServiceArea, m.CostOption, m.RequiredDocument, m.Accessibility, m.OrganizationIdentifier, m.Funding,
        m.Taxonomy, m.TaxonomyTerm, m.Attribute, m.Metadata,
    ]  # fmt: skip


def _bare(insert: Callable[[], None]) -> float:
    """Seconds of an insert into an empty database."""
    from django.core.management import call_command

    call_command("flush", interactive=False, verbosity=0)
    start = time.perf_counter()
    insert()
    return time.perf_counter() - start


def _bulk_create(prepared: list[tuple[Any, list[Any]]]) -> None:
    from django.db import transaction

    for model, rows in prepared:
        for some in _pieces(rows):
            with transaction.atomic():
                model._default_manager.bulk_create(some, batch_size=BATCH)


def _tuples(model: Any, rows: list[Any]) -> tuple[str, list[tuple[Any, ...]]]:
    from django.db import connection

    columns = model._meta.concrete_fields
    names = ", ".join(connection.ops.quote_name(field.column) for field in columns)
    marks = ", ".join(["%s"] * len(columns))
    values = [tuple(f.get_db_prep_save(getattr(row, f.attname), connection) for f in columns) for row in rows]
    return f"INSERT INTO {connection.ops.quote_name(model._meta.db_table)} ({names}) VALUES ({marks})", values


def _executemany(tuples: list[tuple[str, list[tuple[Any, ...]]]]) -> None:
    from django.db import connection, transaction

    for statement, rows in tuples:
        for some in _pieces(rows):
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.executemany(statement, some)


def _pieces(rows: list[Any]) -> Iterator[list[Any]]:
    for start in range(0, len(rows), AT_ONCE):
        yield rows[start : start + AT_ONCE]


# telling it


def _told(figures: dict[str, Any]) -> str:
    missing = [name for name, found in figures.items() if found is None]
    sizes = [
        [
            database, f"{int(size):,}", f"{found['rows']:,}", shown(found["first"]["seconds"]), shown(found["first"]["cpu_seconds"]),
            shown(int(size) / found["first"]["seconds"]), shown(found["rows"] / found["first"]["seconds"]),
            shown(found["first"]["peak_mb"]), shown(found["again"]["seconds"]),
        ]
        for database, of in figures.items() if of
        for size, found in of.items()
    ]  # fmt: skip
    small = str(min(SIZES))
    bare = [
        [
            database, *(shown(of[small]["rows"] / seconds) for seconds in _seconds(of[small])),
            f"{of[small]['first']['seconds'] / of[small]['bulk_create']:.1f} ×",
            f"{of[small]['first']['seconds'] / of[small]['executemany']:.1f} ×",
        ]
        for database, of in figures.items() if of
    ]  # fmt: skip
    note = f"\nNot measured here, because it is not installed: {', '.join(missing)}.\n" if missing else ""
    return f"""## Importing records of another system

One whole HSDS service a line, with its organization, places, phones, hours, languages, documents and terms. The import
reads, checks every value, finds what is there, writes records, parts, history and terms, and can be stopped at any time.

{table(["database", "services", "rows written", "import, s", "of that processor, s", "services/s", "rows/s", "peak memory, MB", "again, s"], sizes)}

The same rows of {int(small):,} services, bare: nothing read, nothing checked, no look at what is there.

{table(["database", "import, rows/s", "bulk_create, rows/s", "executemany, rows/s", "beside bulk_create", "beside executemany"], bare)}

The last two columns: how many times as long the import takes.
{note}"""


def _seconds(found: dict[str, Any]) -> tuple[float, float, float]:
    return found["first"]["seconds"], found["bulk_create"], found["executemany"]


if __name__ == "__main__":
    main(sys.argv[1:])
