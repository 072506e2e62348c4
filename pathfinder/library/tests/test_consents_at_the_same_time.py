"""The person and an editor take the same story back in the same second: both are told that it is gone, and it goes once."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from pathfinder.accounts.models import AuditEvent
from pathfinder.accounts.tests import people
from pathfinder.directory.models import Metadata, Story
from pathfinder.library.consents.actions import take_consent_back, take_record_back
from pathfinder.library.models import Consent, PictureFile, Withdrawal
from pathfinder.library.pictures.actions import remove_picture
from pathfinder.library.tests.consenting import STORY, agreed, make_story, of_somebody, upload

pytestmark = pytest.mark.django_db(transaction=True)


def prepared() -> tuple[Any, Consent, Consent]:
    editor = people.piet()
    make_story()
    agreed()
    upload(people.signed_in(Client(), editor), **of_somebody())
    of_picture = Consent.objects.select_related("picture").get(what=Consent.PICTURE)
    return editor, Consent.objects.get(what=Consent.STORY), of_picture


def left() -> list[int]:
    """Of the story, its pictures and what was agreed; then how often its going was written down."""
    return [
        Story.objects.count(), PictureFile.objects.count(), Consent.objects.filter(withdrawn_at=None).count(),
        Withdrawal.objects.count(), Metadata.objects.filter(key=STORY, last_action_type="delete").count(),
        AuditEvent.objects.filter(what="record_taken_back").count(),
    ]  # fmt: skip


def test_a_story_goes_once(many: Any) -> None:
    [(editor, of_story, of_picture)] = many(prepared)
    now = timezone.now()

    many(
        lambda: take_consent_back(of_story, at=now),
        lambda: take_record_back(STORY, at=now, by=editor, reason="Asked."),
        lambda: take_consent_back(of_picture, at=now),
        lambda: remove_picture(of_picture.picture.name, by=editor, at=now),
    )

    assert many(left) == [[0, 0, 0, 1, 1, 1]]
