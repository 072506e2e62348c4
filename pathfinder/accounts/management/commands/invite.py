"""`manage.py invite amina@example.org --role editor`: how the first editor comes in."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email
from django.utils import timezone

from pathfinder.accounts.actions import Offer, invite, path_of
from pathfinder.accounts.letters import LetterNotSentError, invitation_letter, send_letter
from pathfinder.accounts.roles import EDITOR, PROVIDER, ROLES, TRANSLATOR
from pathfinder.directory.queries import names_of_organizations
from pathfinder.languages.localized_text import localized


class Command(BaseCommand):
    help = "Invite a person: send a letter with a link, or show the link with --print."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--role", choices=list(ROLES), default=EDITOR)
        parser.add_argument("--organization", default="", help="of a provider: its id, such as be-atlas")
        parser.add_argument("--languages", nargs="*", default=[], help="of a translator: codes such as nl ar")
        parser.add_argument("--language", choices=[code for code, _ in settings.LANGUAGES], default="en")
        parser.add_argument("--site", default="http://localhost:8000", help="the address of this Pathfinder")
        parser.add_argument(
            "--print",
            action="store_true",
            help="show the link instead of sending it; you vouch that the address is the person's",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        offer = Offer(options["role"], options["organization"], options["languages"])
        names = names_of_organizations([offer.organization_key])
        try:
            validate_email(options["email"])
        except ValidationError as error:
            raise CommandError(
                f"“{options['email']}” is no e-mail address. Write one such as amina@example.org."
            ) from error
        if (offer.role == PROVIDER) != (offer.organization_key in names):
            raise CommandError("A provider, and nobody else, needs --organization with the id of one in the directory.")
        if (offer.role == TRANSLATOR) != bool(offer.languages):
            raise CommandError("A translator, and nobody else, needs --languages, such as --languages nl ar.")
        made = invite(options["email"], offer, language=options["language"], by=None, at=timezone.now())
        link = options["site"].rstrip("/") + path_of(made)
        if options["print"]:
            self.stdout.write(link)
            return
        organization = localized(names.get(offer.organization_key), made.language).words
        try:
            send_letter(invitation_letter(made, link, organization=organization), made.email)
        except LetterNotSentError as error:
            raise CommandError(
                "The mail server did not take the letter. Look at PATHFINDER_EMAIL_URL, or use --print."
            ) from error
        self.stdout.write(f"The invitation to {made.email} is sent.")
