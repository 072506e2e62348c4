"""What a profile leads to: a tailor from Aleppo, in Arabic, to two countries and three vacancies; a nurse to the rules of Ireland.

How the profile itself is told, up to the CV, is in test_profile.py; the employer in Ghent in test_matching.py; the candidate abroad in
pathfinder/talent/tests/test_a_life_abroad.py.
"""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from pathfinder.matching.at_hand import forget
from pathfinder.matching.tests.cast import ALTERS, LEVELS, SELLS, SEWS, organizations, vacancy
from pathfinder.skills.queries import Experience, LanguageSkill, Profile, Skill, Wishes, read_profile
from tests.journeys.test_profile import KEPT, NAME
from tests.journeys.walking import is_too_wide
from tests.packs.foreign_words import foreign_words

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

BOOKS = "task:keep-books"
CARDS = (SEWS, ALTERS, "task:sew-at-home", SELLS, "task:run-small-shop", BOOKS)
SHOP = "محل الخياطة في حلب"
# As test_profile.py tells it: six skills, no diploma, no paper but one
TAILOR = Profile(
    lang="ar",
    experiences=(Experience(key="e1", kind="own_business", title="خياط", employer=SHOP, country="SY", since="2009", until="2014", tasks=CARDS),),
    skills=(
        Skill(what=SEWS, experience="e1", proof="shown_at_work", shown_by=SHOP),
        Skill(what=ALTERS, experience="e1", proof="shown_at_work", shown_by=SHOP),
        Skill(what=SELLS, experience="e1", proof="documented"),
        *(Skill(what=what, experience="e1") for what in ("task:sew-at-home", "task:run-small-shop", BOOKS)),
    ),
    languages={"ar": LanguageSkill(**dict.fromkeys(LEVELS, "native")), "nl": LanguageSkill(**dict.fromkeys(LEVELS, "A2"))},
    wishes=Wishes(aim="work", country="BE", place="9000"),
)  # fmt: skip


def vacancies_in_ghent() -> None:
    """Three that ask for what he brings, each for something else; one that asks for more Dutch than he has."""
    organizations()
    vacancy("Tailor in Ghent")
    vacancy("Repairs of clothes", skills=[asked(ALTERS), asked("task:iron-clothes")], languages={})
    vacancy("Market stall", skills=[asked(BOOKS), asked("task:drive-delivery-van")])
    vacancy("Sewing teacher", languages={"nl": "C1"})
    forget()


def asked(what: str) -> dict[str, object]:
    return {"what": what, "words": "", "importance": "must", "is_suggested": False}


def is_arabic(page: Page) -> bool:
    """On a small phone: nothing too wide, no words of another language that do not say so."""
    return not is_too_wide(page) and not foreign_words(page.content(), "ar")


def has_no_barrier(page: Page, axe: Axe) -> bool:
    """Of the pages that come of a form alone; the others are looked at in test_access.py."""
    return not axe.run(page).response["violations"]


def with_what_the_device_keeps(page: Page) -> None:
    page.goto("/ar/skills/")
    page.evaluate("([name, told]) => localStorage.setItem(name, told)", [NAME, TAILOR.text()])
    page.reload()
    page.locator("[data-offer] button").first.click()
    expect(page).to_have_url(re.compile("/ar/skills/overview/$"))


def go_to(page: Page, room: str) -> None:
    page.locator(f"main button[formaction$='/{room}/']:visible").first.click()


def back(page: Page) -> None:
    page.locator("main .top button").click()


def route_of_the_first_skill(page: Page, place: str) -> Locator:
    page.locator("#r-where").select_option(place)
    page.locator("main .panel button").click()
    page.locator("button[formaction*='what=task%3Atailor']").click()
    return page.locator("main")


def test_a_tailor_without_papers_reads_how_two_countries_recognise_what_he_can_do_and_who_needs_it(
    phone: Page, axe: Axe
) -> None:
    vacancies_in_ghent()
    with_what_the_device_keeps(phone)

    go_to(phone, "recognition")
    expect(phone.locator("#r-where")).to_have_value("be-vlg")
    expect(phone.locator("main li button")).to_have_count(len(CARDS))
    assert is_arabic(phone)
    assert has_no_barrier(phone, axe)
    in_flanders = route_of_the_first_skill(phone, "be-vlg")
    expect(in_flanders.locator("h2", has_text="EVC")).to_be_visible()
    expect(in_flanders.locator(".verdict.may")).to_be_visible()
    expect(in_flanders.get_by_text("غير معروف لنا:")).to_contain_text("التكلفة")
    assert is_arabic(phone)

    back(phone)
    in_slovenia = route_of_the_first_skill(phone, "si")
    expect(in_slovenia.locator("h2", has_text="NPK")).to_be_visible()
    expect(in_slovenia.locator(".verdict.unknown + .quiet")).to_contain_text("تاريخ ميلادك")
    assert is_arabic(phone)

    back(phone)
    back(phone)
    go_to(phone, "matching/for-me")
    fitting = phone.locator("main ol.steps > li")
    expect(fitting.locator(".what a")).to_have_text(["Tailor in Ghent", "Repairs of clothes", "Market stall"])
    expect(fitting.nth(0)).to_contain_text("الهولندية: المطلوب A2، والموجود A2.")
    expect(fitting.nth(1).get_by_role("listitem")).to_have_text(
        [re.compile("^موجود بالفعل:.*إصلاح الملابس"), re.compile(".")]
    )
    expect(phone.locator("main ul.steps > li", has_text="Sewing teacher")).to_contain_text("المطلوب C1، والموجود A2.")
    assert is_arabic(phone)
    assert has_no_barrier(phone, axe)
    assert read_profile(phone.evaluate(KEPT)) == TAILOR


def test_a_nurse_comes_from_a_diploma_to_the_board_of_ireland_and_counts_the_papers_without_scripts(
    without_scripts: Page,
) -> None:
    page = without_scripts
    page.goto("/en/skills/diplomas/")
    page.get_by_label("Its name, in its own language or in yours").fill("Bachelor of Nursing")
    page.locator("#country").select_option("PH")
    page.locator("#level").select_option("6")
    page.locator("#field").select_option(label="Nurse or midwife")
    page.locator("input[name=papers][value=original]").check()
    page.locator("summary", has_text="My profile:").click()
    go_to(page, "wishes")
    page.locator("input[name=aim][value=regulated_profession]").check()
    page.locator("#country").select_option("IE")
    page.locator("summary", has_text="My profile:").click()
    go_to(page, "overview")
    go_to(page, "recognition")
    page.get_by_role("button", name=re.compile("How to have this diploma recognised.*Bachelor of Nursing")).click()

    route = page.locator("main")
    expect(route).to_contain_text("This profession is regulated here: you need a decision before you may work in it.")
    expect(route.get_by_role("link", name="Nursing and Midwifery Board of Ireland").first).to_be_visible()
    expect(route.locator("dt")).to_have_text(
        ["What the law says", "Translation", "Language", "Cost", "Time", "What comes after"]
    )
    expect(route).to_contain_text("Not known to us: If papers are missing, Who pays less or nothing, If they say no")
    expect(route).not_to_contain_text("no law keeps you from working")
    assert not is_too_wide(page)

    page.get_by_label("English translations").check()
    page.get_by_role("button", name="What is missing?").click()
    expect(page.get_by_role("status")).to_have_text("3 papers are still missing.")
    back(page)
    back(page)
    expect(page.locator("main")).to_contain_text("Bachelor of Nursing, Philippines")
