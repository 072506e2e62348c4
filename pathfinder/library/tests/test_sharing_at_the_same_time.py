"""Several people at the same time: one submission becomes one record, no letter is sent twice."""

import datetime as dt
from typing import Any
from uuid import UUID

import pytest
from django.utils import timezone

from pathfinder.accounts.tests import people
from pathfinder.directory.models import Program
from pathfinder.library.models import Submission, SubmissionStep
from pathfinder.library.sharing import actions
from pathfinder.library.sharing.actions import Typed
from pathfinder.library.sharing.forms import Begun
from pathfinder.library.tests.sharing import AMINA, some_round

pytestmark = pytest.mark.django_db(transaction=True)

EDITORS = 4


def ready(form: str, name: str = "Cooking together") -> UUID:
    """A practice that waits for an editor."""
    actions.begin(
        Begun("program", "be", f"{form}{AMINA}", "en"), site="http://testserver", form=form, at=timezone.now()
    )
    one = Submission.objects.get(form=form)
    told_by = {"by": "doers", "who": {"en": "House of Work"}, "agreed": ""}
    typed = {"name": {"en": name}, "about": {"need": {"en": "Few meet an employer."}, "told_by": told_by}}
    actions.send(one.pk, Typed(typed, ["en"], {}, 0), at=timezone.now())
    return one.pk


def published(pk: UUID, editor: Any) -> str:
    try:
        return actions.publish(pk, by=editor, at=timezone.now())
    except actions.NotNow:
        return ""


def test_two_editors_who_publish_at_the_same_time_make_one_record(many: Any) -> None:
    [pk], [editor] = many(lambda: ready("one")), many(people.piet)

    keys = many(*(lambda: published(pk, editor) for _ in range(EDITORS)))

    assert sorted(keys) == [*[""] * (EDITORS - 1), "be-cooking-together"]
    assert many(Program.objects.count) == [1]
    assert many(lambda: SubmissionStep.objects.filter(what="published").count()) == [1]


def test_two_of_one_name_published_at_the_same_time_become_two_records(many: Any) -> None:
    [first], [second], [editor] = many(lambda: ready("one")), many(lambda: ready("two")), many(people.piet)

    keys = many(lambda: published(first, editor), lambda: published(second, editor))

    assert len(set(keys)) == 2
    assert many(Program.objects.count) == [2]


def test_what_is_due_is_published_once_by_several_servers(many: Any) -> None:
    [pk], [editor] = many(lambda: ready("one")), many(people.piet)
    soon = timezone.now() + dt.timedelta(minutes=1)
    many(lambda: actions.schedule(pk, soon, by=editor, at=timezone.now()))

    done = many(*(lambda: some_round(minutes=2).published for _ in range(EDITORS)))

    assert sorted(done) == [*[0] * (EDITORS - 1), 1]
    assert many(Program.objects.count) == [1]


def test_several_servers_send_each_letter_once(letterbox: Any, many: Any) -> None:
    many(lambda: ready("one"))
    many(lambda: ready("two"))

    done = many(*(lambda: some_round().letters for _ in range(EDITORS)))

    assert sum(done) == len(letterbox.letters) == 4


def test_the_same_form_sent_twice_at_once_is_one_draft(many: Any) -> None:
    begun = Begun("program", "be", AMINA, "en")

    many(*(lambda: actions.begin(begun, site="http://testserver", form="one", at=timezone.now()) for _ in range(4)))

    assert many(Submission.objects.count) == [1]
