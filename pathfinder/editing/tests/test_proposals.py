"""What a provider changes waits for an editor, who sees what is different and decides; the provider hears of it."""

from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from pathfinder.accounts.actions import erase_account
from pathfinder.accounts.models import AuditEvent, User
from pathfinder.accounts.tests.people import HOUSE, amina, person, piet, samir, signed_in
from pathfinder.directory.actions import edit_record
from pathfinder.directory.models import Metadata, Service
from pathfinder.editing.models import Proposal
from pathfinder.editing.tests.records import COURSE, OTHER_COURSE, document, fields_in, form_of, outdated

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("records")]

PROPOSALS = "/en/desk/proposals/"


@pytest.fixture
def provider(client: Client) -> Client:
    client.force_login(amina())
    return client


@pytest.fixture
def editor() -> Client:
    return signed_in(Client(), piet())


def propose(provider: Client, **typed: Any) -> Any:
    sent = form_of(provider, COURSE) | {name.replace("__", "."): value for name, value in typed.items()}
    return provider.post(f"/en/desk/record/{COURSE}/", sent, follow=True)


def page_of(proposal: Proposal) -> str:
    return f"{PROPOSALS}{proposal.pk}/"


def decide(editor: Client, **typed: Any) -> Any:
    proposal = Proposal.objects.get()
    page = editor.get(page_of(proposal))
    taken = {"take": list(proposal.changes), "seen": page.context["seen"]}
    return editor.post(page_of(proposal), taken | typed, follow=True)


def test_what_a_provider_changes_waits(provider: Client) -> None:
    before = document(COURSE)

    page = propose(provider, name__en="Dutch course", note="We renamed it.")

    assertContains(page, "An editor looks at it")
    assert document(COURSE) == before
    proposal = Proposal.objects.get()
    assert (proposal.state, proposal.note, proposal.changes) == (
        "waiting",
        "We renamed it.",
        {"name": {"en": "Dutch course", "nl": "Cursus Nederlands"}},
    )


def test_the_editor_sees_the_difference_word_by_word(provider: Client, editor: Client) -> None:
    propose(provider, description__en="Learn Dutch in four months.", minimum_age="16", note="We renamed it.")
    assertContains(editor.get("/en/desk/"), "1 proposal waits for an editor")

    page = editor.get(page_of(Proposal.objects.get()))

    assertContains(page, "Learn Dutch in <del>three</del> months.")
    assertContains(page, "Learn Dutch in <ins>four</ins> months.")
    assertContains(page, "<del>18</del>")
    assertContains(page, "We renamed it.")
    assertContains(page, "Amina")


def test_an_approved_change_is_in_the_directory_signed_by_both(provider: Client, editor: Client) -> None:
    propose(provider, description__en="Learn Dutch in four months.")

    page = decide(editor, approve="1")

    assertContains(page, "Decided")
    assert document(COURSE)["description"]["en"] == "Learn Dutch in four months."
    assert document(COURSE)["description"]["nl"] == outdated("Leer Nederlands in drie maanden.")
    told = Metadata.objects.get(key=COURSE, last_action_type="update").updated_by
    assert told == f"provider {str(User.objects.get(name='Amina').pk)[:8]} via editor {str(User.objects.get(name='Piet').pk)[:8]}"  # fmt: skip
    assert list(AuditEvent.objects.filter(on=f"record:{COURSE}").values_list("what", "role")) == [
        ("approved", "editor"),
        ("proposed", "provider"),
    ]


def test_the_provider_gets_a_letter_in_an_own_language(provider: Client, editor: Client, letterbox: Any) -> None:
    User.objects.filter(name="Amina").update(language="nl")
    propose(provider, name__en="Dutch course")

    decide(editor, approve="1")

    letter = letterbox.letters[0]
    words = letter.get_payload(decode=True).decode()
    assert letter["to"] == "amina@example.org"
    assert "Cursus Nederlands" in words
    assert f"http://testserver/nl/desk/proposals/{Proposal.objects.get().pk}/" in words


def test_a_declined_change_says_why(provider: Client, editor: Client) -> None:
    propose(provider, name__en="The best course of all")

    decide(editor, decline="1", reason="Please no praise.")

    assert document(COURSE)["name"]["en"] == "Course of Dutch"
    assert Proposal.objects.get().state == "declined"
    assert "Please no praise." in mail.outbox[0].body
    assertContains(provider.get("/en/desk/"), "Please no praise.")


def test_declining_needs_a_reason(provider: Client, editor: Client) -> None:
    propose(provider, name__en="Dutch course")

    page = decide(editor, decline="1", reason="  ")

    assertContains(page, "Write why", status_code=422)
    assert Proposal.objects.get().state == "waiting"


def test_a_part_is_taken_over_with_a_reason_for_the_rest(provider: Client, editor: Client) -> None:
    propose(provider, name__en="The best course", minimum_age="16")
    without = decide(editor, approve="1", take=["minimum_age"])
    assertContains(without, "Write why not the rest", status_code=422)

    decide(editor, approve="1", take=["minimum_age"], reason="No praise in the name.")

    assert (document(COURSE)["name"]["en"], document(COURSE)["minimum_age"]) == ("Course of Dutch", 16)
    assert "No praise in the name." in mail.outbox[0].body


def test_approving_nothing_is_asked_again(provider: Client, editor: Client) -> None:
    propose(provider, name__en="Dutch course")

    assertContains(decide(editor, approve="1", take=[]), "Tick at least one change", status_code=422)


def test_a_second_save_renews_the_proposal_that_waits(provider: Client) -> None:
    propose(provider, name__en="Dutch course")
    shown = form_of(provider, COURSE)
    assert shown["name.en"] == "Dutch course"

    provider.post(f"/en/desk/record/{COURSE}/", shown | {"minimum_age": "16"})

    assert set(Proposal.objects.get().changes) == {"name", "minimum_age"}


def test_putting_everything_back_takes_the_proposal_back(provider: Client) -> None:
    propose(provider, name__en="Dutch course")

    propose(provider, name__en="Course of Dutch")

    assert Proposal.objects.get().state == "withdrawn"


def test_a_provider_takes_a_proposal_back(provider: Client) -> None:
    propose(provider, name__en="Dutch course")

    provider.post(page_of(Proposal.objects.get()), {"withdraw": "1"})

    assert Proposal.objects.get().state == "withdrawn"


def test_a_provider_decides_nothing(provider: Client) -> None:
    propose(provider, name__en="Dutch course")

    page = provider.post(page_of(Proposal.objects.get()), {"approve": "1", "take": ["name"]})

    assert page.status_code == 404
    assert document(COURSE)["name"]["en"] == "Course of Dutch"


@pytest.mark.parametrize("field", ["organization", "sources", "confidence", "checked_on", "checked_by"])
def test_a_provider_is_not_asked_and_not_heard_about_what_editors_vouch_for(provider: Client, field: str) -> None:
    assert field not in form_of(provider, COURSE)

    propose(provider, **{field: "be-other"}, name__en="Dutch course")

    assert set(Proposal.objects.get().changes) == {"name"}


def test_a_provider_does_not_open_the_record_of_another(provider: Client) -> None:
    assert provider.get(f"/en/desk/record/{OTHER_COURSE}/").status_code == 404
    assert provider.post(f"/en/desk/record/{OTHER_COURSE}/", {"name.en": "Mine"}).status_code == 404


def test_a_provider_of_another_house_sees_no_proposal(provider: Client) -> None:
    propose(provider, name__en="Dutch course")
    stranger = Client()
    stranger.force_login(person("Olena", "provider", organization_key="be-other"))

    assert stranger.get(page_of(Proposal.objects.get())).status_code == 404
    assertNotContains(stranger.get(PROPOSALS), COURSE)


def test_an_observer_reads_and_does_not_decide(provider: Client) -> None:
    propose(provider, name__en="Dutch course")
    observer = signed_in(Client(), samir())

    assertNotContains(observer.get(page_of(Proposal.objects.get())), 'name="approve"')
    assert observer.post(page_of(Proposal.objects.get()), {"decline": "1", "reason": "x"}).status_code == 404


def test_a_record_that_changed_since_is_shown_as_it_is_now(provider: Client, editor: Client) -> None:
    propose(provider, name__en="Dutch course")
    opened = editor.get(page_of(Proposal.objects.get())).context["seen"]
    edit_record("service", COURSE, {"name": {"en": "Course for work"}}, at=timezone.now(), by="editor")

    late = decide(editor, approve="1", seen=opened)
    assertContains(late, "changed since you opened this page", status_code=422)
    assertContains(late, "Somebody changed this since it was proposed", status_code=422)

    decide(editor, approve="1")
    assert document(COURSE)["name"]["en"] == "Dutch course"


def test_two_editors_decide_once(provider: Client, editor: Client) -> None:
    propose(provider, name__en="Dutch course")
    decide(editor, approve="1")

    page = editor.post(page_of(Proposal.objects.get()), {"decline": "1", "reason": "Too late."}, follow=True)

    assertContains(page, "This was decided already")
    assert Proposal.objects.get().state == "approved"
    assert len(mail.outbox) == 1


def test_an_editor_who_wrote_the_same_has_decided(provider: Client, editor: Client) -> None:
    propose(provider, minimum_age="16")

    editor.post(f"/en/desk/record/{COURSE}/", form_of(editor, COURSE) | {"minimum_age": "16"})

    assert Proposal.objects.get().state == "approved"


def test_a_record_that_is_gone_can_only_be_declined(provider: Client, editor: Client) -> None:
    propose(provider, name__en="Dutch course")
    Service.objects.filter(key=COURSE).delete()

    page = editor.get(page_of(Proposal.objects.get()))
    assertContains(page, "The record is not there any more")
    assertNotContains(page, 'name="approve"')
    editor.post(page_of(Proposal.objects.get()), {"decline": "1", "reason": "It is gone."})

    assert Proposal.objects.get().state == "declined"


def test_a_letter_that_does_not_leave_undoes_no_decision(provider: Client, editor: Client, settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1  # nobody listens there
    propose(provider, name__en="Dutch course")

    page = decide(editor, approve="1")

    assertContains(page, "did not take the letter to the provider")
    assert document(COURSE)["name"]["en"] == "Dutch course"


def test_the_proposal_of_somebody_who_left_can_still_be_decided(provider: Client, editor: Client) -> None:
    propose(provider, name__en="Dutch course")
    erase_account(User.objects.get(name="Amina"), at=timezone.now())

    decide(editor, approve="1")

    assert document(COURSE)["name"]["en"] == "Dutch course"
    assert mail.outbox == []


def test_a_provider_finds_everything_of_the_house_on_the_first_page(provider: Client) -> None:
    page = provider.get("/en/desk/")

    assertContains(page, f"/en/desk/record/{HOUSE}/")
    assertContains(page, f"/en/desk/record/{COURSE}/")
    assertNotContains(page, OTHER_COURSE)


def test_a_clash_with_an_editor_is_told_to_the_provider_too(provider: Client) -> None:
    opened = form_of(provider, COURSE)
    edit_record("service", COURSE, {"name": {"en": "Course for work"}}, at=timezone.now(), by="editor")

    page = provider.post(f"/en/desk/record/{COURSE}/", opened | {"name.en": "Dutch course"})

    assert page.status_code == 409
    assert fields_in(page)["name.en"] == "Dutch course"
    assertRedirects(provider.post(f"/en/desk/record/{COURSE}/", fields_in(page)), f"/en/desk/record/{COURSE}/")


def test_what_somebody_proposed_is_in_the_file_with_their_data(provider: Client) -> None:
    propose(provider, name__en="Dutch course", note="We renamed it.")

    told = provider.get("/en/account/my-data.json").json()

    assert [(one["record"], one["note"], one["state"]) for one in told["proposals"]] == [
        (COURSE, "We renamed it.", "waiting")
    ]
