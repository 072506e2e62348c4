"""A pack with faults: every one is told, with file, item, what was expected and the nearest valid word."""

import pytest

from rulebook.facts import LEVELS
from rulebook.load import load_rulebook
from rulebook.parse import PackError
from rulebook.tests.conftest import FACTS, LAW, TODAY, write_pack

ADULT = {"fact": "age", "ge": 18}


def problems(folder, **files):
    with pytest.raises(PackError) as caught:
        load_rulebook(write_pack(folder, **files), "xx")
    return [str(problem) for problem in caught.value.problems]


def duty(**more):
    return {"id": "duty", "kind": "duty", "title": {"en": "A duty"}, "when": ADULT, **LAW, **more}


def test_all_problems_of_a_pack_are_told_at_once(tmp_path):
    wrong = [duty(kind="dutty"), duty(id="b", sources=["actt"]), duty(id="c", when={"fact": "aeg", "ge": 18})]

    found = problems(tmp_path, provisions=wrong)

    assert found == [
        'packs/xx/provisions/all.yaml, duty: kind "dutty" is not known. Did you mean "duty"?',
        'packs/xx/provisions/all.yaml, b: source "actt" is not in sources.yaml. Did you mean "act"?',
        'packs/xx/provisions/all.yaml, c: fact "aeg" is not known. Did you mean "age"?',
    ]


@pytest.mark.parametrize(
    ("when", "said"),
    [
        ({"fact": "age"}, "exactly one test is needed"),
        ({"fact": "age", "ge": 18, "lt": 65}, "exactly one test is needed"),
        ({"fact": "age", "gte": 18}, '"gte" is no test'),
        ({"fact": "age", "ge": 18, "valid": {"from": "2020"}}, '"valid" is no test'),
        ({"fact": "age", "ge": "old"}, "expected a whole number"),
        ({"fact": "age", "is": True}, '"is" cannot test it'),
        ({"fact": "works", "is": "yes"}, "needs true or false"),
        ({"fact": "ground", "eq": "refuge"}, 'Did you mean "refugee"?'),
        ({"fact": "ground", "in": "refugee"}, "needs a list of codes"),
        ({"fact": "place", "within": "xx-norht"}, 'Did you mean "xx-north"?'),
        ({"fact": "since", "months_since": 3}, "months_since needs one comparison"),
        ({"fact": "since", "months_since": {"eq": 3}}, "months_since cannot compare"),
        ({"fact": "since", "months_before": {"date": "age", "lt": 3}}, "months_before needs"),
        ({"fact": "since", "lt": "2018"}, "compares with a whole date"),
        ({"fact": "age", "ge": {"param": "limmit"}}, 'parameter "limmit" is not known'),
        ({"fact": "languages.nl", "ge": "B4"}, "is no CEFR level"),
        ({"unsure": "amb"}, "is no ambiguity of this pack"),
        ({"al": []}, "needs one of fact, all, any, not"),
        ({"all": []}, "all needs a list of conditions"),
        ({"at_least": [ADULT]}, "at_least needs {count: N, of: [conditions]}"),
        ({"at_least": {"count": "two", "of": [ADULT]}}, "at_least needs {count: N, of: [conditions]}"),
        ({"all": [ADULT], "not": ADULT}, '"not" beside "all" means nothing'),
        ("adult", "a condition is a mapping"),
    ],
)
def test_a_condition_that_cannot_be_read(tmp_path, when, said):
    assert said in problems(tmp_path, provisions=[duty(when=when)])[0]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"sources": []}, "needs at least one source"),
        ({"checked_on": None}, "checked_on is missing"),
        ({"titel": {}}, 'Did you mean "title"?'),
        ({"unless": [ADULT]}, "needs an id and a label"),
        ({"valid": {"from": "soon"}}, "valid.from: expected a date"),
        ({"valid": {"from": "2020", "to": "2019"}}, "before it starts"),
        ({"notes": ["amb"]}, "is no ambiguity of this pack"),
        ({"services": ["cours"]}, 'service "cours" is not known'),
        ({"of": "someone-else"}, '"someone-else" is no step of its own'),
        ({"due": {"months": 3, "after": "age"}}, "due.after needs a date fact"),
        ({"kind": "information", "when": ADULT, "where": "yy"}, 'territory "yy" is not known'),
    ],
)
def test_a_provision_that_cannot_be_read(tmp_path, change, said):
    assert any(said in problem for problem in problems(tmp_path, provisions=[duty(**change)]))


@pytest.mark.parametrize(
    ("fact", "said"),
    [
        ({"order": "first"}, "order: expected a whole number"),
        ({"implied": ["yes"]}, "what is implied needs {value"),
        ({"implied": [{"value": "yes"}]}, "what is implied needs {value"),
        ({"values": {"a": "A"}, "implied": [{"value": "b", "when": ADULT}]}, 'implied value "b" is not known'),
    ],
)
def test_a_fact_that_cannot_be_read(tmp_path, fact, said):
    more = [*FACTS, {"id": "new", "type": "code", "label": {"en": "new"}, **fact}]

    assert any(said in problem for problem in problems(tmp_path, facts=more))


def test_a_desk_that_cannot_be_read(tmp_path):
    assert "expected {services" in problems(tmp_path, desks=["desk"])[0]


def test_a_file_that_is_not_yaml_says_where(tmp_path):
    (problem, *_) = problems(tmp_path, provisions="- id: [")

    assert problem.startswith("packs/xx/provisions/all.yaml, line ")


def test_an_id_used_twice(tmp_path):
    assert "this id is used twice" in problems(tmp_path, provisions=[duty(), duty()])[0]


def test_a_derived_fact_that_needs_itself(tmp_path):
    ring = [
        {"id": "a", "when": {"fact": "b", "is": True}, "sources": ["act"]},
        {"id": "b", "when": {"fact": "a", "is": True}, "sources": ["act"]},
    ]

    assert "needs itself: a → b → a" in problems(tmp_path, derived=ring)[0]


def test_two_figures_in_force_at_the_same_time(tmp_path):
    figure = {
        "id": "limit",
        "sources": ["act"],
        "values": [{"value": 1, "valid": {"to": "2020-06-01"}}, {"value": 2, "valid": {"from": "2020-01-01"}}],
    }

    assert "two values are in force" in problems(tmp_path, parameters=[figure])[0]


def test_a_country_without_a_pack(tmp_path):
    with pytest.raises(PackError, match="there is no pack"):
        load_rulebook(tmp_path, "zz")


def test_a_translation_stands_beside_the_source_and_is_known_to_be_by_machine(tmp_path):
    (tmp_path / "xx" / "texts").mkdir(parents=True)
    texts = "state: machine\nreviewed: [b, c title]\ntexts:\n  duty: {title: Een plicht}\n  b: {title: Ook een}\n"
    texts += "  c: {title: Nog een, says: Doe het}\n"
    (tmp_path / "xx" / "texts" / "nl.provisions.yaml").write_text(texts)
    rulebook = load_rulebook(
        write_pack(tmp_path, provisions=[duty(), duty(id="b"), duty(id="c", says={"en": "must"})]), "xx"
    )

    machine, reviewed, one_text = (rulebook.provisions[name].title["nl"] for name in ("duty", "b", "c"))
    assert (machine, type(machine).__name__) == ("Een plicht", "MachineText")
    assert (reviewed, type(reviewed).__name__) == ("Ook een", "ReviewedText")
    assert (one_text, type(one_text).__name__) == ("Nog een", "ReviewedText")
    assert type(rulebook.provisions["c"].says["nl"]).__name__ == "MachineText"


def test_a_country_may_add_values_to_a_shared_fact(tmp_path):
    more = [*FACTS, {"id": "xx-ground", "extends": "ground", "values": {"stateless": {"en": "stateless"}}}]
    rulebook = load_rulebook(write_pack(tmp_path, facts=more), "xx")

    assert rulebook.person({"ground": "stateless"}, TODAY).values["ground"] == "stateless"


def test_levels_are_those_of_the_cefr_in_order():
    assert LEVELS == ("none", "A1", "A2", "B1", "B2", "C1", "C2", "native")


def test_an_answer_for_every_country_names_only_what_the_pack_knows(tmp_path):
    answers = [
        {"id": "who-works", "provisions": ["dutty"], "figure": ["limit"]},
        {"id": "who-pays", "gap": {"en": "Not known."}},
        {"id": "who-knows"},
    ]
    questions = [{"id": "who-works"}, {"id": "who-knows"}]

    found = problems(tmp_path, provisions=[duty()], questions=questions, answers=answers)

    assert found == [
        'packs/xx/answers.yaml, who-works: "figure" is not part of an answer. Did you mean "figures"?',
        'packs/xx/answers.yaml, who-works: provisions: "dutty" is not known. Did you mean "duty"?',
        'packs/xx/answers.yaml, who-pays: "who-pays" is no question of every country. Did you mean "who-works"?',
        "packs/xx/answers.yaml, who-knows: an answer names provisions or services, or says in `gap` what is not known",
    ]


def test_a_route_names_only_what_the_pack_knows_and_has_a_source_for_its_own_words(tmp_path):
    recognition = {
        "steps": [
            {
                "id": "one",
                "service": "curse",
                "when": {"hat": ["diploma"], "aim": ["wurk"]},
                "rules": {"appael": ["dutty"]},
            },
            {"id": "two", "appeal": {"en": "Within a week."}},
        ],
        "professions": [{"id": "nurs", "regulated": True}],
        "stepps": [],
    }

    found = problems(tmp_path, provisions=[duty()], recognition=recognition)

    assert [message.removeprefix("packs/xx/recognition.yaml, ") for message in found] == [
        'steps, one: when: "hat" is not asked. Did you mean "has"?',
        'steps, one: aim "wurk" is not known. Did you mean "work"?',
        'steps, one: service "curse" is not known. ',
        'steps, one: provision "dutty" is not known. Did you mean "duty"?',
        'steps, one: aspect "appael" is not known. Did you mean "appeal"?',
        "steps, two: a step names a service of this pack",
        "steps, two: it needs at least one source",
        'professions, nurs: profession "nurs" is not known. Did you mean "nurse"?',
        "professions, nurs: it needs at least one source",
        'stepps: "stepps" is not known. Did you mean "steps"?',
    ]


def test_what_employers_need_names_only_what_the_pack_knows(tmp_path):
    papers = {"id": "documents_shown", "type": "codes", "values": {"card": {"en": "a card"}}, "label": {"en": "papers"}}
    employers = {
        "right_to_work": ["duty", "dutty"],
        "documents": [{"id": "card", "proves": {"en": "That you live here."}, "sources": ["act"]}, {"id": "cart"}],
        "dokuments": [],
    }

    found = problems(tmp_path, facts=[*FACTS, papers], provisions=[duty()], employers=employers)

    assert found == [
        'packs/xx/employers.yaml, right_to_work, dutty: "dutty" is not known. Did you mean "duty"?',
        'packs/xx/employers.yaml, documents, cart: "cart" is not known. Did you mean "card"?',
        "packs/xx/employers.yaml, documents, cart: it needs at least one source",
        'packs/xx/employers.yaml, dokuments: "dokuments" is not known. Did you mean "documents"?',
    ]


def test_whom_to_ask_and_what_was_the_law_before_must_be_known(tmp_path):
    found = problems(tmp_path, provisions=[duty(ask=["dask"], follows="duti")])

    assert found == [
        'packs/xx/provisions, duty: ask: organization "dask" is not known. Did you mean "desk"?',
        'packs/xx/provisions, duty: follows: provision "duti" is not known. Did you mean "duty"?',
    ]
