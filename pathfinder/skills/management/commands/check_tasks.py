from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from pathfinder.skills.checks import check_tasks
from pathfinder.skills.pictures import pictures
from pathfinder.skills.tasks import read_documents


class Command(BaseCommand):
    help = "Tells every problem of the everyday tasks in packs/shared/skills, or those of some languages."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("languages", nargs="*", help="tags such as nl; without any, all that there are")

    def handle(self, *args: Any, **options: Any) -> None:
        documents = read_documents(settings.PACKS_DIR)
        wanted = options["languages"]
        missing = [f"{one}: there is no texts/{one}.yaml." for one in wanted if one not in documents]
        found = check_tasks(documents, pictures())
        if wanted:
            found = missing + [problem for problem in found if problem.partition(":")[0] in wanted]
        for problem in found:
            self.stdout.write(problem)
        if found:
            raise CommandError(f"{len(found)} problems")
        self.stdout.write("0 problems")
