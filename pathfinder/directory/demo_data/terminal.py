"""`pathfinder demo-data`: a large made-up directory for trials."""

from __future__ import annotations

import argparse
import datetime as dt
import os
import sys

MOST = 2_000_000


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--services", type=int, default=1_000, metavar="N", help="how many services (default: 1000)")
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="the same number gives the same records")
    parser.add_argument("--remove", action="store_true", help="delete all made-up records again")
    parser.add_argument("--yes", action="store_true", help="also on a site that the public reads")


def demo_data_at_the_terminal(arguments: argparse.Namespace) -> int:
    """0 when done, 2 when what was typed cannot be used or this is a public site."""
    if not 1 <= arguments.services <= MOST:
        print(f"--services {arguments.services}: expected a number from 1 to {MOST:,}", file=sys.stderr)
        return 2
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    from django.conf import settings

    from pathfinder.directory.demo_data.actions import count_real_records, make_demo_data, remove_demo_data
    from pathfinder.directory.imports.terminal import Telling, prepare_database

    prepare_database()
    at, telling = dt.datetime.now(dt.UTC), Telling(None)
    if arguments.remove:
        count = remove_demo_data(at=at, progress=telling.progress)
        telling.end()
        print(f"Removed {count:,} made-up records.")
        return 0
    if settings.HTTPS and not arguments.yes:
        print(
            "This site is public (PATHFINDER_HTTPS is yes): made-up services would stand among real ones. "
            "Say --yes if that is meant.",
            file=sys.stderr,
        )
        return 2
    if real := count_real_records():
        print(
            f"This database also holds {real:,} real records. The made-up ones are marked on every page; "
            "“pathfinder demo-data --remove” takes them away again.",
            file=sys.stderr,
        )
    outcome = make_demo_data(arguments.services, arguments.seed, at=at, progress=telling.progress)
    telling.end()
    print(f"Made up: {outcome.created:,} records new, {outcome.changed:,} changed, {outcome.unchanged:,} unchanged.")
    return 0
