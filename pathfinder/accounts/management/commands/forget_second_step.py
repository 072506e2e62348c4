"""`manage.py forget_second_step amina@example.org`: for somebody who lost the phone and the spare codes."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from pathfinder.accounts.actions import forget_second_step
from pathfinder.accounts.queries import account_with


class Command(BaseCommand):
    help = "Take the second step off an account; the person sets it up anew at the next sign-in."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")

    def handle(self, *args: Any, **options: Any) -> None:
        user = account_with(options["email"])
        if user is None:
            raise CommandError(f"There is no account with “{options['email']}”.")
        forget_second_step(user, at=timezone.now())
        self.stdout.write(f"{user.email} signs in with the password alone, and then sets up the second step again.")
