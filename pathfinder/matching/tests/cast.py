"""Samir, a tailor from Aleppo; Olena, a nurse from Kharkiv; the House of Work in Ghent, which looks for people; another employer, in the Netherlands."""

from __future__ import annotations

import datetime as dt
import itertools
from typing import Any

from django.test import Client
from django.utils import timezone

from pathfinder.accounts.models import User
from pathfinder.accounts.tests.people import AT, HOUSE, amina, person, signed_in
from pathfinder.directory.actions import Given, take_over
from pathfinder.matching.actions import offer
from pathfinder.matching.models import OfferedProfile
from pathfinder.skills.queries import Diploma, Experience, LanguageSkill, Licence, Person, Profile, Skill, Wishes
from pathfinder.vacancies.models import Vacancy

SEWS, ALTERS, SELLS, NURSES = "task:tailor", "task:alter-clothes", "task:sell-at-market", "task:nurse"
OTHER = "nl-firm"
NAME, EMAIL, PHONE, EMPLOYER, WORDS = (
    "Samir of Aleppo",
    "samir@example.org",
    "+32 470 11 22 33",
    "محل في حلب",
    "كنت أخيط الفساتين",
)
LEVELS = LanguageSkill.__struct_fields__
NATIVE = LanguageSkill(**dict.fromkeys(LEVELS, "native"))
TAILOR = Profile(
    lang="ar",
    person=Person(name=NAME, email=EMAIL, phone=PHONE, place="Gent"),
    experiences=(Experience(key="e1", kind="own_business", title="خياط", words=WORDS, employer=EMPLOYER, country="SY", since="2009"),),
    skills=(Skill(what=SEWS, words="خياطة", experience="e1", proof="shown_at_work", shown_by=EMPLOYER),),
    diplomas=(Diploma(key="d1", title="بكالوريا", country="SY", level=3, school="مدرسة حلب"),),
    licences=(Licence(what="driving B", country="SY"), Licence(what="رخصة", country="SY")),
    languages={"ar": NATIVE, "nl": LanguageSkill(**dict.fromkeys(LEVELS, "A2"))},
    wishes=Wishes(country="BE", place="9000", distance_km=20),
    limits="لا أحمل أثقالاً",
)  # fmt: skip
NURSE = Profile(
    lang="uk",
    person=Person(name="Olena of Kharkiv", email="olena@example.org", phone="+32 470 44 55 66", place="Gent"),
    skills=(Skill(what=NURSES, proof="documented", shown_by="Лікарня"),),
    diplomas=(Diploma(key="d1", title="Медсестра", country="UA", level=6, field="0913", papers="original"),),
    languages={"uk": NATIVE, "nl": LanguageSkill(**dict.fromkeys(LEVELS, "B2"))},
    wishes=Wishes(country="BE", aim="regulated_profession"),
)
PRIVATE_OF_NURSE = ("Olena of Kharkiv", "olena@example.org", "+32 470 44 55 66", "Лікарня", "Медсестра", "Ukrain")
PRIVATE = (
    NAME,
    EMAIL,
    PHONE,
    EMPLOYER,
    WORDS,
    "خياط",
    "بكالوريا",
    "مدرسة حلب",
    "رخصة",
    "لا أحمل أثقالاً",
    "Syria",
    "Arabic",
    "9000",
)
_numbers = itertools.count()


def organizations() -> None:
    names = {HOUSE: ("be", "House of Work"), OTHER: ("nl", "The Firm")}
    given = [
        Given("organization", key, {"country": country, "name": {"en": name}}) for key, (country, name) in names.items()
    ]
    take_over(given, origin="pack", at=AT, by="pack")


def vacancy(title: str = "Tailor", **changes: Any) -> Vacancy:
    """Open, of the House of Work in Ghent, unless told otherwise."""
    today = timezone.localdate()
    told: dict[str, Any] = {
        "kind": "job", "state": "open", "organization_key": HOUSE, "organization_name": "House of Work", "country": "be",
        "place": "Gent", "postcode": "9000", "latitude": 51.05, "longitude": 3.72, "isco": "7531", "regulated": "no", "pay": "not_told",
        "skills": [{"what": SEWS, "words": "", "importance": "must", "is_suggested": False},
                   {"what": SELLS, "words": "", "importance": "wish", "is_suggested": False}],
        "languages": {"nl": "A2"}, "published_on": today, "open_until": today + dt.timedelta(days=30),
        "created_at": timezone.now(), "changed_at": timezone.now(),
    }  # fmt: skip
    key = changes.pop("key", f"vacancy-{next(_numbers)}")
    return Vacancy.objects.create(key=key, title={"en": title}, **told | changes)


def samir(profile: Profile = TAILOR, *, countries: tuple[str, ...] = ("be",), days: int = 30) -> OfferedProfile:
    """A person without a role who offered his profile."""
    return _offered("Samir", profile, countries, days)


def olena() -> OfferedProfile:
    """A nurse whose diploma nobody has recognised yet."""
    return _offered("Olena", NURSE, ("be",), 30)


def _offered(name: str, profile: Profile, countries: tuple[str, ...], days: int) -> OfferedProfile:
    until = timezone.localdate() + dt.timedelta(days=days)
    return offer(person(name), profile, countries=countries, until=until, at=timezone.now())


def employer() -> Client:
    """Amina at the desk of the House of Work."""
    return signed_in(Client(), amina())


def other_employer() -> Client:
    return signed_in(Client(), person("Olena", "provider", organization_key=OTHER))


def at_home(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client
