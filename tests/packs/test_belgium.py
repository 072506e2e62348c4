"""The Belgian pack: complete, checked, and true to Kleene over its own threshold cells."""

import datetime as dt
import random
from functools import cache
from pathlib import Path

import pytest

from rulebook.cells import cells
from rulebook.conditions import Context
from rulebook.dates import parse_partial_date
from rulebook.facts import Person
from rulebook.law import Answer
from rulebook.load import load_rulebook
from rulebook.questions import interview, undecided
from rulebook.situations import load_situations

PACKS = Path(__file__).parents[2] / "packs"
TODAY = dt.date(2026, 11, 25)
DAYS = [dt.date(2018, 9, 15), dt.date(2022, 6, 1), TODAY]


@pytest.fixture(scope="module")
def belgium():
    return load_rulebook(PACKS, "be")


def test_every_service_has_a_step(belgium):
    assert len(belgium.pack["services"]) == 96
    assert [s for s in belgium.pack["services"] if s not in belgium.steps] == []


def test_there_are_at_least_forty_whole_lives(belgium):
    lives = (PACKS / "be" / "situations" / "lives.yaml").read_text(encoding="utf-8").count("person:")

    assert lives >= 40


@pytest.mark.parametrize(
    ("answer", "territories"),
    [
        ("2000", {"be-vlg", "be-vgem", "be-11002"}),
        ("Anvers", {"be-vlg", "be-11002"}),
        ("gent", {"be-vlg", "be-44021"}),
        ("1000", {"be-bru", "be-fwb", "be-vgem"}),
        ("Lüttich", {"be-wal", "be-fwb"}),
        ("4700", {"be-dg", "be-wal"}),
        ("Saint-Vith", {"be-dg"}),
        ("St. Vith", {"be-dg"}),
        ("be-wal", {"be-wal", "be-fwb"}),
    ],
)
def test_a_postcode_or_a_name_in_any_language_gives_region_and_community(belgium, answer, territories):
    assert territories <= belgium.gazetteer.find(answer).surely


def test_the_german_speaking_municipalities_are_outside_the_french_community(belgium):
    nine = [t for t in belgium.territories.values() if t.parent == "be-dg"]

    assert len(nine) == 9
    assert all("be-fwb" not in belgium.gazetteer.find(t.id).maybe for t in nine)


@pytest.mark.parametrize("day", DAYS)
def test_no_provision_is_unknown_where_every_completion_agrees(belgium, day):
    """Random people with some answers missing: an unknown is only said where both a yes and a no are still possible."""
    law, chance = belgium.on(day), random.Random(7)
    needless = []
    for provision in belgium.provisions.values():
        if not provision.is_evaluable or law.in_force(provision.validity) is not True:
            continue
        persons = partial_persons(law, provision, chance, 10)
        undecided_ones = [known for known in persons if provision.value(Context(law, known)) is None]
        needless += [
            (provision.id, known)
            for known in undecided_ones
            if reachable(law, provision, known, chance) != {True, False}
        ]

    assert needless == []


@pytest.mark.parametrize("day", DAYS)
def test_no_question_is_asked_that_cannot_change_an_answer(belgium, day):
    law, chance = belgium.on(day), random.Random(11)
    idle = []
    for _ in range(10):
        given = {"role": "newcomer"}
        for name, options in BELIEVABLE.items():
            if chance.random() < 0.4:
                given[name] = chance.choice(options)
        person = belgium.person(given, TODAY, day)
        questions = interview(law, person).questions
        idle += [(fact.id, given) for fact in questions if not can_change_an_answer(law, person, fact, chance)]

    assert idle == []


BELIEVABLE = {
    "place": ["2000", "1000", "4000", "4700", "9000"],
    "residence_ground": ["refugee", "applicant", "worker", "family", "student", "citizen", "temporary_protection"],
    "nationality": [["SY"], ["BE"], ["FR"], ["TR"]],
    "birth_date": ["1953-01-01", "1990-05-02", "2008-01-01"],
    "registered_on": ["2017-12-15", "2018-02-01", "2018-08-01"],
    "resident_since": ["2014-01-01", "2017-11-01"],
    "permit_months": [3, 12, 60],
    "works": ["none", "employed"],
    "registered_with_pes": ["none", "be-vdab", "be-actiris"],
    "minister_of_religion": [False],
    "medically_unable": [False],
    "education_level": ["2", "6"],
    "languages.nl": ["none", "B1"],
}  # fmt: skip


def options_of(law, provision, known=None):
    leaves = list(provision.leaves())
    compares_dates = any(leaf.until for leaf in leaves)
    return cells_of(law, provision, leaves, known) if compares_dates else usual_cells(law, provision)


def cells_of(law, provision, leaves, known=None):
    names = dict.fromkeys(n for leaf in leaves for n in (leaf.fact, leaf.until) if n in law.rulebook.facts)
    return {name: cells(law, law.rulebook.facts[name], leaves, known) for name in names}


@cache
def usual_cells(law, provision):
    return cells_of(law, provision, list(provision.leaves()))


def partial_persons(law, provision, chance, count):
    options = options_of(law, provision)
    for _ in range(count):
        told = {name: chance.choice(choices) for name, choices in options.items() if chance.random() < 0.6}
        yield law.prepare(Person(told, {}))  # with what follows from it


def reachable(law, provision, known, chance, walks=60, longest=40):
    """Values that completions of `known` reach, the readings of the source included."""
    options = {name: choices for name, choices in options_of(law, provision, known).items() if name not in known}
    readings = [leaf.slot for leaf in provision.leaves() if leaf.fact.startswith("unsure:")]
    found = set()
    for walk in range(walks):
        values = {**known, **{name: chance.choice(choices) for name, choices in options.items()}}
        sides = read_as(walk, readings, chance)
        for _ in range(longest):
            context = Context(law, values)
            for slot, side in sides:
                context.memo[slot] = side
            truth = provision.value(context)
            found.add(truth)
            if {True, False} <= found:
                return {True, False}
            wrong = [leaf.fact for leaf in provision.deciding(context) if leaf.fact in options]
            if not wrong:
                break
            name = chance.choice(wrong)
            values = {**values, name: chance.choice(options[name])}
    return found - {None}


def read_as(walk, readings, chance):
    """How the source is read on this walk: by turns all one way, all the other way, and at random."""
    return [(slot, (True, False, chance.random() < 0.5)[walk % 3]) for slot in readings]


def can_change_an_answer(law, person, fact, chance):
    """Whether, for some completion of the other answers, two answers to this question lead to two values."""
    rulebook = law.rulebook
    context = Context(law, law.prepare(person, stand_ins=False))
    asked = {fact.id, *(f.id for f in rulebook.facts.values() if f.asked_through == fact.id)}
    open_ones = [
        (provision, name)
        for step in rulebook.steps.values()
        for provision in undecided_in(step, context)
        for name in sorted(asked & {name for leaf in provision.leaves() for name in (leaf.fact, leaf.until)})
    ]
    return any(
        makes_a_difference(law, provision, context.values, name, chance, walks)
        for walks in (2, 80)  # nearly always one of them shows it soon; the long search is for the others
        for provision, name in open_ones
    )


def undecided_in(step, context):
    return undecided(Answer(step, context))


def makes_a_difference(law, provision, known, name, chance, walks, longest=150):
    options = options_of(law, provision, known)
    free = {n: choices for n, choices in options.items() if n not in known and n != name}
    readings = [leaf.slot for leaf in provision.leaves() if leaf.fact.startswith("unsure:")]
    for walk in range(walks):
        values = {**known, **{n: chance.choice(choices) for n, choices in free.items()}}
        sides = read_as(walk, readings, chance)
        for _ in range(longest):
            contexts = [Context(law, {**values, name: option}) for option in options[name]]
            for context in contexts:
                for slot, side in sides:
                    context.memo[slot] = side
            if len({provision.value(context) for context in contexts}) > 1:
                return True
            wrong = [leaf.fact for context in contexts for leaf in provision.deciding(context) if leaf.fact in free]
            if not wrong:
                break
            changed = chance.choice(wrong)
            values = {**values, changed: chance.choice(free[changed])}
    return False


# Taken as "none" until they are asked, and said so in a note: what leads to these facts may turn a verdict around.
PRESUMED = {
    "be_integration_certificate",
    "be_belgian_diploma",
    "be_cgrs_decision",
    "diploma_country",
    "education_level",
}


def test_leaving_out_an_answer_never_turns_a_yes_into_a_no(belgium):
    lives = [s.data for s in load_situations(PACKS, "be") if "person" in s.data][::2]

    turned = [turn for life in lives for turn in turns(belgium, life)]

    assert turned == []


def turns(belgium, life):
    """Verdicts that are settled without an answer, and settled the other way with it."""
    on = parse_partial_date(life["on"]).first
    law = belgium.on(on)
    whole = law.answers(belgium.person(life["person"], dt.date.max, on))
    for left_out in life["person"].keys() - PRESUMED - {"country"}:
        part = {name: told for name, told in life["person"].items() if name != left_out}
        for with_it, without in zip(whole, law.answers(belgium.person(part, dt.date.max, on)), strict=True):
            for before, after in ((without.duty, with_it.duty), (without.access, with_it.access)):
                if before is not None and before is not after:
                    yield left_out, with_it.step.id, life["name"]
