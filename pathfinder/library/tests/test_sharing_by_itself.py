"""What happens to submissions without anybody doing anything: forgetting."""

from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from pathfinder.library.consents.actions import take_consent_back
from pathfinder.library.models import Consent, Submission
from pathfinder.library.tests.sharing import AMINA, PRACTICE, begin, decide, drafted, press, sent, some_round, the_one

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nobody_sent_yet")]


def erased_after(*days: int) -> list[int]:
    return [some_round(days=one).erased for one in days]


def test_a_draft_whose_link_nobody_used_is_erased_after_a_week(client: Client, letterbox: Any) -> None:
    drafted(client, letterbox)

    assert erased_after(6, 8) == [0, 1]


def test_a_draft_that_nobody_touched_is_erased_after_ninety_days(client: Client, letterbox: Any) -> None:
    press(client, drafted(client, letterbox), "keep", PRACTICE)

    assert erased_after(8, 89, 91) == [0, 0, 1]


def test_what_waits_for_an_editor_is_not_erased(client: Client, letterbox: Any) -> None:
    sent(client, letterbox)

    assert erased_after(400) == [0]


@pytest.mark.parametrize("button", ["decline", "ask"])
def test_what_was_declined_or_never_answered_is_erased_after_ninety_days(
    client: Client, letterbox: Any, editor: Client, button: str
) -> None:
    sent(client, letterbox)
    decide(editor, button, words="How many people cook?")

    assert erased_after(89, 91) == [0, 1]


def test_what_was_taken_back_is_erased_after_ninety_days(client: Client, letterbox: Any) -> None:
    link = sent(client, letterbox)
    client.post(link, {"key": link.partition("?key=")[2], "take_back": "1"})

    assert erased_after(89, 91) == [0, 1]


def test_the_address_is_erased_ninety_days_after_the_publication(
    client: Client, letterbox: Any, editor: Client
) -> None:
    link = sent(client, letterbox)
    decide(editor, "publish")

    assert [some_round(days=days).addresses_erased for days in (89, 91, 92)] == [0, 1, 0]
    assert AMINA not in str(list(Submission.objects.values()))
    assert client.get(link).status_code == 200


def test_the_address_stays_while_a_consent_may_need_its_link(client: Client, letterbox: Any, editor: Client) -> None:
    sent(client, letterbox, "story")
    decide(editor, "publish")

    before = some_round(days=91).addresses_erased
    take_consent_back(Consent.objects.get(), at=timezone.now())

    assert before == 0
    assert some_round(days=91).addresses_erased == 1


def test_who_has_no_address_any_more_gets_no_letter(client: Client, letterbox: Any, editor: Client) -> None:
    sent(client, letterbox)
    Submission.objects.update(email="")

    decide(editor, "ask", words="How many people cook?")

    assert some_round().letters == 0


def test_a_letter_that_is_not_true_any_more_is_not_sent(client: Client, letterbox: Any, editor: Client) -> None:
    """The mail server was away while an editor asked and the author answered."""
    link = sent(client, letterbox)
    before = len(letterbox.letters)
    decide(editor, "ask", words="How many people cook?")
    press(client, link, "send", {"answer": "Forty"})

    some_round()

    assert [letter["subject"] for letter in letterbox.letters[before:]] == ["We have it: Cooking together"]


def test_a_timer_may_do_it_where_no_server_of_ours_runs(client: Client, letterbox: Any) -> None:
    begin(client)
    said = StringIO()

    call_command("look_after_submissions", stdout=said)

    assert said.getvalue().startswith("0 submissions published. 1 letters sent.")
    assert the_one().letters.get().sent_at
