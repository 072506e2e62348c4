"""The screens of the profile: each takes what was told into the document that the form carries, and loses nothing."""

from __future__ import annotations

import html
import json
import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from pathfinder.skills.profile.all_screens import SCREENS
from pathfinder.skills.profile_document import (
    Diploma,
    Experience,
    LanguageSkill,
    Licence,
    Profile,
    Skill,
    Wishes,
    read_profile,
)

pytestmark = pytest.mark.django_db

TAILOR = Profile(
    lang="ar",
    experiences=(
        Experience(key="e1", kind="own_business", title="خياط", words="كنت أخيط الفساتين", employer="محل في حلب", since="2009-03", tasks=("task:tailor",)),
    ),
    skills=(Skill(what="task:tailor", experience="e1"), Skill(what="task:sell-at-market")),
    diplomas=(Diploma(key="d1", title="بكالوريا", country="SY", level=3, papers="lost"),),
    licences=(Licence(what="driving B", country="SY"),),
    languages={"ar": LanguageSkill(**dict.fromkeys(LanguageSkill.__struct_fields__, "native"))},
    wishes=Wishes(aim="work", country="BE", place="9000"),
    limits="لا أحمل أثقالاً",
)  # fmt: skip
NEW = {"profile": ""}
every_screen = pytest.mark.parametrize("screen", SCREENS)


def send(client: Client, screen: str, profile: Profile | None = None, language: str = "en", **sent: Any) -> Any:
    """As the form of that screen does: to its own address unless `to` says another."""
    to = sent.pop("to", screen)
    data = {"profile": profile.text() if profile else "", "from": screen, **sent}
    return client.post(f"/{language}/skills/{to}/", data, follow=True)


def carried(answer: Any) -> Profile:
    """The document that the page carries on."""
    found = re.search(r'name="profile" value="([^"]*)"', answer.content.decode())
    assert found, "the page carries no document"
    return read_profile(html.unescape(found[1]))


# what every screen does


@every_screen
def test_the_document_goes_on_with_every_screen_and_to_every_screen(client: Client, screen: str) -> None:
    shown = client.post(f"/ar/skills/{screen}/", {"profile": TAILOR.text()})

    assert carried(shown) == TAILOR
    assert shown["Cache-Control"] == "private, no-store"


@every_screen
def test_a_screen_can_be_opened_with_nothing_told(client: Client, screen: str) -> None:
    page = client.get(f"/en/skills/{screen}/")

    assert page.status_code == 200
    assert 'name="profile" value=""' in page.content.decode()


@every_screen
def test_a_second_language_stands_beside_the_first_and_says_which_it_is(client: Client, screen: str) -> None:
    page = client.post(f"/nl/skills/{screen}/", {"profile": TAILOR.text(), "second": "ar"}).content.decode()

    assert re.search(r'lang="ar" dir="rtl"|\u2068\u2069? · \u2068|· \u2068', page)


def test_the_language_is_changed_without_a_script_and_the_document_comes_along(client: Client) -> None:
    page = send(client, "person", TAILOR, first="ar", name="Amina")

    assert page.redirect_chain == [("/ar/skills/person/", 307)]
    assert carried(page).person.name == "Amina"


def test_a_form_without_its_token_loses_nothing(strict_csrf_client: Client) -> None:
    page = send(strict_csrf_client, "person", TAILOR, name="Amina")

    assert page.status_code == 403
    assert carried(page).person.name == "Amina"
    assert 'data-profile="carried"' not in page.content.decode()  # no device keeps what another site may have sent


def test_a_page_that_was_made_without_the_document_erases_nothing_of_it(client: Client) -> None:
    """As when a device adds what it kept to a page that was opened anew."""
    page = send(client, "wishes", TAILOR, fresh="yes", hours="part_time")

    assert carried(page).wishes == Wishes(aim="work", country="BE", place="9000", hours="part_time")
    assert carried(page).limits == TAILOR.limits


# experiences and cards


def test_a_card_that_is_chosen_is_a_skill_that_is_claimed(client: Client) -> None:
    page = send(client, "experiences", kind="paid", title="Tailor", task=["task:tailor", "task:nothing"])

    told = carried(page)
    assert [(one.kind, one.title, one.tasks) for one in told.experiences] == [("paid", "Tailor", ("task:tailor",))]
    assert told.skills == (Skill(what="task:tailor", experience="e1"),)


def test_a_card_that_is_not_chosen_any_more_is_no_skill(client: Client) -> None:
    page = send(client, "experiences", TAILOR, key="e1", kind="own_business", title="خياط")

    assert [skill.what for skill in carried(page).skills] == ["task:sell-at-market"]


def test_looking_for_a_card_keeps_what_was_typed(client: Client) -> None:
    page = send(client, "experiences", kind="paid", words="I sewed", task="task:tailor", word="market", do="find")

    text = page.content.decode()
    assert 'value="task:sell-at-market"' in text
    assert 'value="task:tailor" checked' in text
    assert "I sewed</textarea>" in text
    assert carried(page).experiences == ()


def test_what_was_told_can_be_changed_and_removed(client: Client) -> None:
    opened = send(client, "experiences", TAILOR, do="change:e1")
    removed = send(client, "experiences", TAILOR, do="remove:e1")

    assert 'name="key" value="e1"' in opened.content.decode()
    assert "كنت أخيط الفساتين</textarea>" in opened.content.decode()
    assert carried(removed).experiences == ()


# from words to skills


def test_a_suggestion_is_a_skill_only_when_the_person_says_so(client: Client) -> None:
    sewing = Profile(experiences=(Experience(key="e1", kind="paid", words="I sold vegetables at the market"),))

    shown = send(client, "suggestions", sewing)
    answers = {
        "shown": ["task:sell-at-market", "task:sell-in-shop", "task:drive-truck"],
        "of:task:sell-at-market": "e1",
    }
    told = carried(send(client, "suggestions", sewing, **answers, **{"say:task:sell-at-market": "yes", "own:task:sell-in-shop": "My stall", "say:task:drive-truck": "no"}))  # fmt: skip

    assert 'name="shown" value="task:sell-at-market"' in shown.content.decode()
    assert carried(shown).skills == ()
    assert told.skills == (
        Skill(what="task:sell-at-market", experience="e1"),
        Skill(what="task:sell-in-shop", words="My stall"),
    )
    assert told.rejected == ("task:drive-truck",)


def test_none_of_these_comes_not_again(client: Client) -> None:
    selling = Profile(experiences=(Experience(key="e1", kind="paid", words="I sold vegetables at the market"),))

    page = send(client, "suggestions", selling, shown="task:sell-at-market", do="none:e1", **{"of:task:sell-at-market": "e1"})  # fmt: skip

    assert carried(page).rejected == ("task:sell-at-market",)
    assert 'name="shown" value="task:sell-at-market"' not in page.content.decode()


def test_names_and_numbers_are_noticed_and_taken_out_when_the_person_wants_it(client: Client) -> None:
    told = Profile(
        experiences=(Experience(key="e1", kind="paid", words="I cooked. Ask amina@example.org, 0470 12 34 56"),)
    )

    shown = send(client, "suggestions", told)
    cleaned = send(client, "suggestions", told, do="without")

    assert "<bdi>amina@example.org</bdi>" in shown.content.decode()
    assert carried(shown) == told
    assert "amina" not in cleaned.content.decode()
    assert "0470" not in cleaned.content.decode()


@pytest.mark.parametrize("language", ["so", "ti", "ps"])
def test_a_language_that_is_not_read_says_so_and_offers_the_cards(client: Client, language: str) -> None:
    told = Profile(lang=language, experiences=(Experience(key="e1", kind="paid", words="xyz xyz xyz"),))

    page = send(client, "suggestions", told, language="en").content.decode()

    assert f'<p class="why" lang="{language}"' in page
    assert 'formaction="/en/skills/experiences/"' in page


def test_a_skill_says_how_it_is_proved_and_by_whom(client: Client) -> None:
    sent = {
        "k0-proof": "shown_at_work",
        "k1-proof": "documented",
        "k1-shown_by": "A letter",
        "k1-shown_on-year": "2014",
    }

    told = carried(send(client, "proof", TAILOR, **sent))

    assert told.skills == (
        Skill(what="task:tailor", experience="e1", proof="shown_at_work", shown_by="محل في حلب"),
        Skill(what="task:sell-at-market", proof="documented", shown_by="A letter", shown_on="2014"),
    )


# languages


def test_one_level_fills_all_five(client: Client) -> None:
    told = carried(send(client, "languages", **{"n0-code": "nl", "n0-quick": "A2"}))

    assert told.languages == {"nl": LanguageSkill(**dict.fromkeys(LanguageSkill.__struct_fields__, "A2"))}


def test_five_levels_that_differ_stay_as_they_were_told(client: Client) -> None:
    five = {"l0-listening": "B1", "l0-reading": "A2", "l0-spoken_interaction": "B1", "l0-spoken_production": "A2", "l0-writing": ""}  # fmt: skip

    told = carried(send(client, "languages", TAILOR, **{"l0-code": "ar", "l0-quick": "native"}, **five))

    assert told.languages["ar"] == LanguageSkill(
        listening="B1", reading="A2", spoken_interaction="B1", spoken_production="A2"
    )


# what cannot be read


@pytest.mark.parametrize(
    ("screen", "sent", "field"),
    [
        ("experiences", {"words": "x" * 50_001, "kind": "paid"}, "words"),
        ("experiences", {"until-year": "2010", "since-year": "2014", "kind": "paid"}, "until"),
        ("experiences", {"since-year": "2999", "kind": "paid"}, "since"),
        ("experiences", {"since-year": "1393", "kind": "paid"}, "since"),
        ("experiences", {"title": "Tailor"}, "kind"),
        ("diplomas", {"title": "Bac", "country": "QQ"}, "country"),
        ("diplomas", {"title": "Bac", "awarded-day": "31", "awarded-month": "2", "awarded-year": "2010"}, "awarded"),
        ("licences", {"country": "SY"}, "what"),
        ("languages", {"n0-quick": "A2"}, "n0-quick"),
        ("wishes", {"distance_km": "far"}, "distance_km"),
        ("proof", {"k0-shown_on-year": "last", "k0-proof": "shown_at_work"}, "k0-shown_on"),
    ],
)
def test_what_cannot_be_read_is_said_at_its_field_and_stays_typed(client: Client, screen: str, sent: dict[str, str], field: str) -> None:  # fmt: skip
    page = send(client, screen, TAILOR, to="person", **sent)

    text = page.content.decode()
    assert page.status_code == 422
    assert page.redirect_chain[-1] == (f"/en/skills/{screen}/", 307)
    assert f'id="{field}-error"' in text
    assert next(iter(sent.values())) in text
    assert carried(page) == TAILOR


def test_a_profile_that_would_become_too_long_to_be_read_again_is_not_made(client: Client) -> None:
    long = Profile(experiences=tuple(Experience(key=f"e{n}", kind="paid", words="x" * 50_000) for n in range(3)))

    page = send(client, "experiences", long, kind="paid", words="y" * 50_000)

    assert page.status_code == 422
    assert "y" * 50_000 in page.content.decode()
    assert carried(page) == long


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"version": 99}', "newer Pathfinder"),
        ('{"version": 1, "skills": [{"what": "javascript:alert(1)"}]}', "damaged"),
        ("not a profile <script>", "damaged"),
        (json.dumps({"version": 1, "limits": "x" * 200_001}), "too long"),
    ],
)
def test_a_document_that_cannot_be_read_is_given_back_as_it_came(client: Client, text: str, said: str) -> None:
    page = client.post("/en/skills/overview/", {"profile": text})

    assert page.status_code == 422
    assert said in page.content.decode()
    assert html.escape(text) in page.content.decode()


# taking it along


def test_the_profile_is_kept_as_a_file_and_opened_again(client: Client) -> None:
    file = client.post("/en/skills/file/", {"profile": TAILOR.text()})
    again = client.post("/en/skills/open/", {"profile": "", "open": "yes", "file": SimpleUploadedFile("profile.json", file.content)})  # fmt: skip

    assert file["Content-Disposition"].startswith('attachment; filename="pathfinder-profile-')
    assert read_profile(file.content) == carried(again) == TAILOR


def test_a_file_that_is_no_profile_gets_a_sentence_and_what_was_told_stays(client: Client) -> None:
    page = client.post("/en/skills/open/", {"profile": TAILOR.text(), "open": "yes", "file": SimpleUploadedFile("x.json", b"{")})  # fmt: skip

    assert page.status_code == 422
    assert 'id="file-error"' in page.content.decode()
    assert carried(page) == TAILOR


def test_erasing_leaves_nothing_in_the_page(client: Client) -> None:
    page = client.post("/en/skills/erase/", {"profile": TAILOR.text()}).content.decode()

    assert 'data-profile="erased"' in page
    assert "task:tailor" not in page


def test_the_overview_leads_to_recognition_with_the_document(client: Client) -> None:
    page = client.post("/en/skills/overview/", {"profile": TAILOR.text()}).content.decode()

    assert 'formaction="/en/recognition/"' in page
