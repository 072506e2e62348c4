"""What the hard rules need beside a profile: the law from a visitor's answers, what packs say of professions, where a place is."""

from __future__ import annotations

import datetime as dt
from functools import cache

from pathfinder.directory.queries import places_of
from pathfinder.employers.queries import right_to_work
from pathfinder.matching.rules import UNKNOWN, YES, Situation
from pathfinder.recognition.queries import is_regulated
from pathfinder.rulebooks.answers import Answers, readable_person
from pathfinder.rulebooks.loaded import countries, rulebook_of
from pathfinder.skills.queries import Profile


def situation_of(profile: Profile, on: dt.date, answers: Answers | None = None) -> Situation:
    """Without answers that were told in the guide of a country, its permit is unknown. The law is asked once, and only when
    it is needed."""
    told = answers or Answers()
    permit = cache(lambda country: _permit(told.for_country(country), country, on))
    return Situation(on, permit, cache(lambda country, isco: is_regulated(country, isco).answer), _point(profile))


def _permit(answers: Answers, country: str, on: dt.date) -> str:
    if not answers.given or country not in countries():
        return UNKNOWN
    person, forgotten = readable_person(answers, rulebook_of(country), on, on)
    if "place" in forgotten:
        return UNKNOWN  # the first of them were told for another country
    said = right_to_work(rulebook_of(country), person, on)
    return YES if said == "may" else said


def _point(profile: Profile) -> tuple[float, float] | None:
    """The middle of the town or postcode that the person wishes."""
    wishes = profile.wishes
    if not (wishes.place and wishes.country):
        return None
    place = places_of(wishes.country.lower()).find(wishes.place)
    return (place.latitude, place.longitude) if place else None
