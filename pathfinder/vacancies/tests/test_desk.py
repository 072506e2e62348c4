"""Employers enter, change, copy and close; an editor publishes what waits; nothing typed is lost."""

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone

from pathfinder.accounts.models import AuditEvent
from pathfinder.accounts.tests.people import HOUSE, amina, olena, person, piet, samir, signed_in
from pathfinder.directory.tests.records import ORGANIZATION, give
from pathfinder.vacancies.models import TrustedEmployer, Vacancy
from pathfinder.vacancies.tests.vacancies import form, make_vacancy

pytestmark = pytest.mark.django_db
NEW = "/en/desk/vacancies/new/"


@pytest.fixture(autouse=True)
def house() -> None:
    give("organization", HOUSE, ORGANIZATION)


def soon(days: int = 30) -> dt.date:
    return timezone.localdate() + dt.timedelta(days=days)


def edit(one: Vacancy) -> str:
    return f"/en/desk/vacancies/{one.key}/"


def page_of(one: Vacancy, client: Client | None = None) -> str:
    return (client or Client()).get(f"/en/vacancies/{one.key}/").content.decode()


def test_what_a_provider_enters_waits_and_an_editor_publishes_it() -> None:
    provider, editor = signed_in(Client(), amina()), signed_in(Client(), piet())

    provider.post(NEW, form(soon()))
    one = Vacancy.objects.get()
    before = Client().get(f"/en/vacancies/{one.key}/")
    seen = editor.get(edit(one)).context["seen"]
    editor.post(edit(one), {"publish": "1", "seen": seen})

    assert before.status_code == 404
    assert "Sewing workshop" in page_of(one)
    assert [event.what for event in AuditEvent.objects.filter(on=f"vacancy:{one.key}")] == [
        "vacancy_published",
        "vacancy_entered",
    ]


def test_words_pasted_from_a_web_page_become_plain_and_the_place_gets_a_point_and_its_nuts_code() -> None:
    signed_in(Client(), amina()).post(NEW, form(soon()))

    one = Vacancy.objects.get()

    assert one.text == {"en": "You sew clothes."}
    assert (one.nuts, one.territory, round(one.latitude or 0)) == ("BE23", "be-vlg-ovl", 51)
    assert (one.languages, one.highest_level, one.currency) == ({"nl": "A2"}, 2, "EUR")


def test_a_vacancy_of_a_trusted_employer_appears_at_once_until_the_trust_ends() -> None:
    provider, editor = signed_in(Client(), amina()), signed_in(Client(), piet())
    provider.post(NEW, form(soon()))
    first = Vacancy.objects.get()
    editor.post(edit(first), {"publish": "1", "trust": "1", "seen": editor.get(edit(first)).context["seen"]})

    provider.post(NEW, form(soon(), title="At once"))
    editor.post("/en/desk/vacancies/", {"no_trust": HOUSE})
    provider.post(NEW, form(soon(), title="Waits again"))

    states = {one.title["en"]: one.state for one in Vacancy.objects.all()}
    assert states == {"Sewing workshop": "open", "At once": "open", "Waits again": "waiting"}


def test_a_change_of_a_published_one_waits_while_visitors_see_the_old_words() -> None:
    one = make_vacancy(editor := piet(), on=timezone.localdate(), valid_through=soon())
    provider = signed_in(Client(), amina())

    provider.post(edit(one), form(soon(), title="Sewing and ironing", pay_from="2200.50"))
    before, form_again = page_of(one), provider.get(edit(one)).content.decode()
    desk = signed_in(Client(), editor)
    desk.post(edit(one), {"publish": "1", "seen": desk.get(edit(one)).context["seen"]})

    assert "Sewing workshop" in before
    assert 'value="Sewing and ironing"' in form_again
    assert "Sewing and ironing" in page_of(one)
    assert "€2,200.50 a month" in page_of(one)


def test_an_editor_does_not_publish_what_changed_meanwhile() -> None:
    provider, editor = signed_in(Client(), amina()), signed_in(Client(), piet())
    provider.post(NEW, form(soon()))
    one = Vacancy.objects.get()
    seen = editor.get(edit(one)).context["seen"]
    provider.post(edit(one), form(soon(), title="Something else"))

    editor.post(edit(one), {"publish": "1", "seen": seen})

    assert Vacancy.objects.get().state == "waiting"


def test_who_declines_says_why_and_the_employer_reads_it() -> None:
    provider, editor = signed_in(Client(), amina()), signed_in(Client(), piet())
    provider.post(NEW, form(soon()))
    one = Vacancy.objects.get()

    silent = editor.post(edit(one), {"decline": "1"})
    editor.post(edit(one), {"decline": "1", "reason": "Tell what the pay is."})

    assert silent.status_code == 422
    assert "Tell what the pay is." in provider.get(edit(one)).content.decode()
    assert Client().get(f"/en/vacancies/{one.key}/").status_code == 404


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"pay": ""}, "What does it pay? Tell it, or choose that it is not told, or that there is no pay."),
        ({"pay_from": ""}, "How much is it? Write an amount, or choose that the pay is not told."),
        ({"pay": "unpaid"}, "A job without pay? If it is an internship or learning at work, choose that as its kind."),
        ({"valid_through": "2020-01-01"}, "This day has passed. Write one that is still to come."),
        ({"starts_on": "1 May"}, "Write a day, such as 2026-11-25."),
        ({"apply_at": "javascript:alert(1)"}, "Write an address that begins with https://, or an e-mail address."),
        ({"isco": "22"}, "Write four digits, such as 7531."),
        ({"apply_at": ""}, "How can somebody apply? Write an address, or say it in words."),
        ({"organization": "be-other"}, "be-other is not one of the available choices"),
        ({"learning_form": "nl-svc-praktijkverklaring"}, "This form of learning at work is one of another country."),
    ],
)
def test_what_is_missing_or_wrong_is_said_and_nothing_typed_is_lost(changes: dict[str, str], sentence: str) -> None:
    page = signed_in(Client(), amina()).post(NEW, {**form(soon()), **changes})

    assert page.status_code == 422
    assert sentence in page.content.decode()
    assert 'value="Sewing workshop"' in page.content.decode()
    assert 'value="Work as a tailor"' in page.content.decode()
    assert not Vacancy.objects.exists()


def test_an_unpaid_internship_says_so() -> None:
    signed_in(Client(), editor := piet()).post(
        NEW, form(soon(), kind="internship", pay="unpaid", pay_from="", pay_per="")
    )

    assert editor.held[0].role == "editor"
    assert "Without pay" in page_of(Vacancy.objects.get())


def test_words_are_looked_up_and_a_person_chooses_what_they_mean() -> None:
    provider = signed_in(Client(), amina())

    page = provider.post(NEW, form(soon(), look_up="1")).content.decode()
    provider.post(NEW, form(soon(), **{"skill-0-what": "task:tailor"}))
    provider.post(NEW, form(soon(), **{"skill-0-what": ""}))

    assert 'value="task:' in page
    assert [one.skills[0]["what"] for one in Vacancy.objects.order_by("created_at")] == ["task:tailor", ""]


def test_a_copy_begins_with_the_words_of_the_first() -> None:
    one = make_vacancy(piet(), on=timezone.localdate(), valid_through=soon())

    page = signed_in(Client(), amina()).get(f"/nl/desk/vacancies/new/?copy={one.key}").content.decode()

    assert 'value="Sewing workshop"' in page
    assert f'value="{soon().isoformat()}"' in page


def test_a_closed_one_leaves_the_list_and_its_page_says_so() -> None:
    one = make_vacancy(piet(), on=timezone.localdate(), valid_through=soon())

    signed_in(Client(), amina()).post(edit(one), {"close": "1"})

    assert "This vacancy is no longer open." in page_of(one)
    assert "application/ld+json" not in page_of(one)
    assert "Sewing workshop" not in Client().get("/en/vacancies/").content.decode()


def test_who_may_see_and_change_what() -> None:
    one = make_vacancy(piet(), on=timezone.localdate(), valid_through=soon())
    stranger = signed_in(Client(), person("Stranger", "provider", organization_key="be-atlas"))
    observer, translator = signed_in(Client(), samir()), signed_in(Client(), olena())

    assert stranger.get(edit(one)).status_code == 404
    assert stranger.get(f"{NEW}?copy={one.key}").status_code == 404
    assert observer.get(edit(one)).status_code == 200
    assert observer.post(edit(one), {"close": "1"}).status_code == 404
    assert observer.post("/en/desk/vacancies/", {"no_trust": HOUSE}).status_code == 404
    assert translator.get("/en/desk/vacancies/").status_code == 404
    assert Client().get("/en/desk/vacancies/").status_code == 302
    assert Vacancy.objects.get().state == "open"


def test_a_provider_cannot_publish_or_trust() -> None:
    provider = signed_in(Client(), amina())
    provider.post(NEW, form(soon()))
    one = Vacancy.objects.get()

    provider.post(edit(one), {"publish": "1", "trust": "1", "seen": provider.get(edit(one)).context["seen"]})

    assert Vacancy.objects.get().state == "waiting"
    assert not TrustedEmployer.objects.exists()
