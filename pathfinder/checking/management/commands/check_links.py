from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from pathfinder.checking.links.fetching import Manner
from pathfinder.checking.links.rounds import Pace, RoundIsRunning, go_round
from pathfinder.checking.models import LinkRound


class Command(BaseCommand):
    help = "Look whether the addresses in records and sources still work. Stopped, it goes on where it was."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--failed", action="store_true", help="only what did not work the last time")
        parser.add_argument("--at-most", type=int, metavar="N", help="stop after N links; the next call goes on")
        parser.add_argument("--parallel", type=int, default=8, metavar="N", help="hosts at the same time (8)")
        parser.add_argument("--pause", type=float, default=2.0, metavar="S", help="seconds between two requests to a host (2)")  # fmt: skip
        parser.add_argument("--timeout", type=float, default=20.0, metavar="S", help="seconds for one link (20)")

    def handle(self, *args: Any, **options: Any) -> None:
        for name, least in (("parallel", 1), ("pause", 0), ("timeout", 1)):
            if options[name] < least:
                raise CommandError(f"--{name} is {options[name]}. It must be at least {least}.")
        manner = Manner(
            user_agent=settings.LINK_CHECK_USER_AGENT,
            seconds=options["timeout"],
            may_be_private=settings.LINK_CHECK_MAY_GO_INSIDE,
        )
        try:
            this = go_round(
                manner, Pace(options["parallel"], options["pause"]), now=timezone.now, only_failed=options["failed"],
                at_most=options["at_most"], told=self._tell,
            )  # fmt: skip
        except RoundIsRunning:
            raise CommandError(
                "Another program is checking the links right now. Its progress is at the desk."
            ) from None
        except KeyboardInterrupt:
            raise CommandError("Stopped. What was looked at is kept; the next call goes on from here.") from None
        if this.finished_at:
            self.stdout.write(f"All {this.total} links were looked at; {this.broken} do not work.")
        else:
            self.stdout.write(f"{this.done} of {this.total} links were looked at. Call again to go on.")

    def _tell(self, this: LinkRound) -> None:
        self.stderr.write(f"{this.done} of {this.total} ({this.percent} %), {this.broken} do not work")
