"""Part (a): the twelve rules beside openfisca-core. Engines are checked equal before any time is taken."""

import datetime as dt
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import polars as pl

from bench import openfisca_twelve as openfisca, reference
from bench.measure import Timing, measure, shown, table
from bench.population import as_rows, make_population
from rulebook.columns import changes, columns, difference
from rulebook.facts import Person
from rulebook.law import Law
from rulebook.load import load_rulebook, parse_yaml
from rulebook.reform import read_reform

PACKS = Path(__file__).parent / "twelve"
ON = dt.date(2018, 9, 15)
SIZES = (10_000, 100_000, 1_000_000)
UNKNOWN_SHARE = 0.05
PERSONS = 200
REFERENCED = 5_000  # persons that the slow reference also answers
OUTCOMES = reference.OUTCOMES


class EnginesDifferError(AssertionError):
    """Two engines gave different answers: nothing is timed."""


def load_law() -> Law:
    return load_rulebook(PACKS, "x2").on(ON)


def load_reformed_law() -> Law:
    """Wallonia also exempts French of B1 or more and lowers the upper age to 60."""
    reform = read_reform(parse_yaml((PACKS / "french-exempts.yaml").read_text(encoding="utf-8")))
    return load_rulebook(PACKS, "x2", reform).on(ON)


def with_reasons(law: Law, person: Person) -> list[tuple[Any, ...]]:
    """All answers with what a page shows: verdict, deciding leaves, exemption, open facts."""
    return [(a.verdict, a.deciding, a.exemption, a.open_facts) for a in law.answers(person)]


# --- Equal first


def check_equal(law: Law, reformed: Law, size: int = 100_000, referenced: int = REFERENCED) -> dict[str, Any]:
    """Compare all engines on complete and incomplete persons. Raises EnginesDifferError; returns what was compared."""
    complete = make_population(size)
    incomplete = make_population(size, unknown_share=UNKNOWN_SHARE)
    inputs = openfisca.prepare(complete)
    _same("openfisca-core, bare", openfisca.run_population_bare(inputs), columns(law, complete))
    _same("openfisca-core, documented", openfisca.run_population(openfisca.plain(inputs)), columns(law, complete))
    differences = difference(law, reformed, complete)
    gain, lose = openfisca.run_reform(inputs, bare=True)
    before, after = differences["wa_mandatory.before"], differences["wa_mandatory.after"]
    _same("reform", {"gain": gain, "lose": lose}, pl.DataFrame({"gain": ~before & after, "lose": before & ~after}))
    for frame in (complete.head(referenced), incomplete.head(referenced)):
        for changed, which in ((False, law), (True, reformed)):
            _check_reference(which, frame, reformed=changed)
    for row in as_rows(complete.head(PERSONS)):
        if openfisca.run_one(row) != reference.verdicts(row):
            raise EnginesDifferError(f"openfisca-core and the reference differ for {row}")
    return {"persons_compared": complete.height, "persons_compared_with_unknowns": referenced}


def _same(name: str, theirs: Mapping[str, Any], ours: pl.DataFrame) -> None:
    for outcome, values in theirs.items():
        if not pl.Series(outcome, values).equals(ours[outcome]):
            raise EnginesDifferError(f"{name}: {outcome} is not the same for all persons")


def _check_reference(law: Law, frame: pl.DataFrame, *, reformed: bool) -> None:
    rows = as_rows(frame)
    expected = [reference.verdicts(row, reformed=reformed) for row in rows]
    schema = dict.fromkeys(OUTCOMES, pl.Boolean)
    if not columns(law, frame).equals(pl.DataFrame(expected, schema=schema)):
        raise EnginesDifferError("the columns and the reference differ")
    for row, wanted in zip(rows, expected, strict=True):
        person = law.rulebook.person(row, ON)
        context = law.context(person)
        if {name: p.value(context) for name, p in law.rulebook.provisions.items()} != wanted:
            raise EnginesDifferError(f"the trees and the reference differ for {row}")
        if law.verdicts(law.prepare(person)) != wanted:
            raise EnginesDifferError(f"the compiled law and the reference differ for {row}")


# --- Then timed


def run() -> tuple[str, dict[str, Any]]:
    """The whole part: Markdown and figures."""
    law, reformed = load_law(), load_reformed_law()
    compared = check_equal(law, reformed)
    one, one_data = _one_person(law)
    population, population_data = _populations(law)
    reform, reform_data = _reform(law, reformed)
    wrong, wrong_data = _defaults(law)
    text = f"""## Twelve rules beside openfisca-core

Engines agreed before any time was taken: {compared["persons_compared"]:,} complete persons with openfisca-core, and
{REFERENCED:,} complete and {REFERENCED:,} incomplete ones with a plain reference. Milliseconds: least / median / greatest of
15 runs, five rounds of three in turn, after a warm-up; "times" are medians. openfisca-core stands twice: *documented* is what its users write
(SimulationBuilder, plain values), *bare* has prepared everything that can be prepared outside the measured time.

### One person, all twelve

{one}

### A population, all twelve

Ours takes a frame of Enums and small integers. With unknowns, ours keeps them; openfisca-core has none and runs on defaults.

{population}

### A reform, who gains and who loses (1,000,000 persons)

Wallonia also exempts French of B1 or more and lowers the upper age to 60: one rule, before and after.

{reform}

### What defaults cost

{wrong}
"""
    return text, {**compared, "one": one_data, "population": population_data, "reform": reform_data, **wrong_data}


def _one_person(law: Law) -> tuple[str, dict[str, Any]]:
    rows = as_rows(make_population(PERSONS))
    persons = [law.rulebook.person(row, ON) for row in rows]
    prepared = [openfisca.prepare_one(row) for row in rows]
    rulebook = law.rulebook
    taken = measure(
        {
            "ours": lambda: [law.verdicts(law.prepare(person)) for person in persons],
            "ours, from plain answers": lambda: [law.verdicts(law.prepare(rulebook.person(r, ON))) for r in rows],
            "ours, with reasons": lambda: [with_reasons(law, person) for person in persons],
            "ours, with reasons, from plain answers": lambda: [with_reasons(law, rulebook.person(r, ON)) for r in rows],
            "documented": lambda: [openfisca.run_one(row) for row in rows],
            "documented, with trace": lambda: [openfisca.run_one(row, trace=True) for row in rows],
            "bare": lambda: [openfisca.run_one_bare(inputs) for inputs in prepared],
            "bare, with trace": lambda: [openfisca.run_one_bare(inputs, trace=True) for inputs in prepared],
        },
        each=PERSONS,
    )
    pairs = [
        ("verdicts only, answers already read", "ours", "documented", "bare"),
        ("verdicts only, from plain answers", "ours, from plain answers", "documented", None),
        ("with reasons, answers already read", "ours, with reasons", "documented, with trace", "bare, with trace"),
        (
            "with reasons, from plain answers",
            "ours, with reasons, from plain answers",
            "documented, with trace",
            None,
        ),
    ]
    return _pairs("one person", taken, pairs), _as_json(taken)


def _populations(law: Law) -> tuple[str, dict[str, Any]]:
    rows, data = [], {}
    for size in SIZES:
        for share in (0.0, UNKNOWN_SHARE):
            frame = make_population(size, unknown_share=share)
            taken = measure(_contenders(law, frame))
            kind = f"{size:,}, {'5 % unknown' if share else 'complete'}"
            rows.append(_row(kind, taken["ours"], taken["documented"], taken["bare"]))
            data[kind] = _as_json(taken)
    return _table("persons", rows), data


def _contenders(law: Law, frame: pl.DataFrame) -> dict[str, Callable[[], object]]:
    inputs = openfisca.prepare(frame)
    plain = openfisca.plain(inputs)
    return {
        "ours": lambda: columns(law, frame),
        "documented": lambda: openfisca.run_population(plain),
        "bare": lambda: openfisca.run_population_bare(inputs),
    }


def _reform(law: Law, reformed: Law) -> tuple[str, dict[str, Any]]:
    rows, data = [], {}
    for share in (0.0, UNKNOWN_SHARE):
        frame = make_population(SIZES[-1], unknown_share=share)
        inputs = openfisca.prepare(frame)
        plain = openfisca.plain(inputs)
        contenders = _reform_contenders(law, reformed, frame, plain, inputs)
        taken = measure(contenders)
        kind = "5 % unknown" if share else "complete"
        rows.append(_row(kind, taken["ours"], taken["documented"], taken["bare"]))
        data[kind] = {**_as_json(taken), "changes": changes(difference(law, reformed, frame)).to_dicts()}
    return _table("answers", rows), data


def _reform_contenders(
    law: Law, reformed: Law, frame: pl.DataFrame, plain: openfisca.Inputs, inputs: openfisca.Inputs
) -> dict[str, Callable[[], object]]:
    return {
        "ours": lambda: changes(difference(law, reformed, frame)),
        "documented": lambda: [who.sum() for who in openfisca.run_reform(plain)],
        "bare": lambda: [who.sum() for who in openfisca.run_reform(inputs, bare=True)],
    }


def _defaults(law: Law) -> tuple[str, dict[str, Any]]:
    """What is stated wrongly when unknowns become defaults, and what stays open when they are kept."""
    size = 100_000
    truth = columns(law, make_population(size))
    incomplete = make_population(size, unknown_share=UNKNOWN_SHARE)
    ours = columns(law, incomplete)
    theirs = pl.DataFrame(openfisca.run_population_bare(openfisca.prepare(incomplete)))
    wrong = theirs.select((pl.col(name) != truth[name]) for name in OUTCOMES)
    ours_wrong = ours.select((pl.col(name) != truth[name]).fill_null(value=False) for name in OUTCOMES)
    figures = {
        "defaults_wrong_outcomes": _share(wrong),
        "defaults_persons_with_a_wrong_outcome": wrong.select(pl.any_horizontal(pl.all())).to_series().mean(),
        "kept_wrong_outcomes": _share(ours_wrong),
        "kept_open_outcomes": _share(ours.select(pl.all().is_null())),
    }
    text = (
        f"With 5 % of the answers missing ({size:,} persons), openfisca-core's defaults state "
        f"{figures['defaults_wrong_outcomes']:.2%} of the outcomes wrongly, and "
        f"{figures['defaults_persons_with_a_wrong_outcome']:.1%} of the persons get at least one wrong statement. "
        f"Ours states {figures['kept_wrong_outcomes']:.2%} wrongly and leaves {figures['kept_open_outcomes']:.1%} open."
    )
    return text, {"defaults": figures}


def _share(frame: pl.DataFrame) -> float:
    return sum(float(column.mean() or 0) for column in frame) / frame.width  # type: ignore[arg-type]  # of Booleans


# --- As tables


def _pairs(what: str, taken: Mapping[str, Timing], pairs: list[tuple[str, str, str, str | None]]) -> str:
    rows = [_row(kind, taken[ours], taken[theirs], taken[bare] if bare else None) for kind, ours, theirs, bare in pairs]
    return _table(what, rows)


def _row(kind: str, ours: Timing, documented: Timing, bare: Timing | None) -> list[str]:
    times = [f"{shown(their.median / ours.median)} ×" if their else "" for their in (documented, bare)]
    return [kind, str(ours), str(documented), times[0], str(bare or ""), times[1]]


def _table(what: str, rows: list[list[str]]) -> str:
    return table([what, "ours, ms", "openfisca-core documented, ms", "times", "openfisca-core bare, ms", "times"], rows)


def _as_json(taken: Mapping[str, Timing]) -> dict[str, Any]:
    return {name: timing.as_json() for name, timing in taken.items()}
