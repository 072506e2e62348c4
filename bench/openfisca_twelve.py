# ruff: noqa: N801, N805 (openfisca-core names a variable by its class and passes the population, not self)
"""The peer: the twelve rules as an openfisca-core system, the way its own country template writes one.

One entity, a variable for each fact and each outcome, figures as dated parameters, a reference on every variable,
formulas over whole arrays. What several outcomes need is a variable of its own, so that the engine computes it once.
An answer that is missing takes the variable's default: openfisca-core has no unknown.

Where there was a choice it was made in the peer's favour: whole numbers and not texts are handed over for an Enum,
levels compare by index, the trace is recorded and not rendered.
"""

from collections.abc import Mapping
from typing import Any, cast

import numpy as np
import numpy.typing as npt
import polars as pl
from openfisca_core.entities import build_entity
from openfisca_core.indexed_enums import Enum, EnumArray
from openfisca_core.parameters import ParameterNode
from openfisca_core.periods import DateUnit, period
from openfisca_core.reforms import Reform
from openfisca_core.simulations import Simulation, SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

from bench.population import CODES, COLUMNS, FLAGS
from bench.reference import OUTCOMES

Array = npt.NDArray[Any]
Booleans = npt.NDArray[np.bool_]
MONTH = period("2018-09")
REFERENCE = "https://www.emnbelgium.be"

Person = build_entity(key="person", plural="persons", label="Person", is_person=True)


# --- The facts


class NationalityGroup(Enum):
    be = "Belgian"
    eu_eea_swiss = "Citizen of the EU, the EEA or Switzerland"
    eu_family = "Third-country family member of an EU citizen"
    third_country = "Other third-country national"


class Status(Enum):
    citizen = "Citizen"
    bip_refugee = "Refugee"
    bip_subsidiary = "Subsidiary protection"
    applicant = "Applicant for international protection"
    family = "Family"
    work = "Work"
    student = "Student"
    other = "Other"


class Region(Enum):
    flanders = "Flanders"
    brussels = "Brussels"
    wallonia = "Wallonia"
    german_speaking = "German-speaking Community"


class Level(Enum):
    none = "None"
    A1 = "A1"
    A2 = "A2"
    B1 = "B1"
    B2 = "B2"
    C1 = "C1"
    C2 = "C2"


ENUMS: dict[str, type[Enum]] = {
    "nationality_group": NationalityGroup,
    "status": Status,
    "region": Region,
    "dutch_level": Level,
    "french_level": Level,
    "german_level": Level,
}
INDEX_DTYPE = NationalityGroup.encode(["be"]).dtype


def _input(name: str) -> type[Variable]:
    """The input variable of one fact; its default is what the engine assumes for an unknown."""
    attributes: dict[str, Any] = {
        "entity": Person,
        "definition_period": DateUnit.MONTH,
        "label": name.replace("_", " "),
        "reference": REFERENCE,
    }
    if name in CODES:
        enum = ENUMS[name]
        attributes |= {
            "value_type": Enum,
            "possible_values": enum,
            "default_value": next(iter(enum)),
        }
    else:
        attributes["value_type"] = bool if name in FLAGS else int
    return type(name, (Variable,), attributes)


def _order(level: EnumArray) -> Array:
    """The rank of each level: an EnumArray itself refuses `<`."""
    return level.view(np.ndarray)


# --- What several outcomes need


class is_third_country_national(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Third-country national"
    reference = REFERENCE

    def formula(person, period):
        return person("nationality_group", period) == NationalityGroup.third_country


class is_foreign(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Not Belgian"
    reference = REFERENCE

    def formula(person, period):
        return person("nationality_group", period) != NationalityGroup.be


class is_belgian_born_abroad(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Belgian born abroad"
    reference = REFERENCE

    def formula(person, period):
        return np.logical_not(person("is_foreign", period)) & person("born_abroad", period)


class is_newcomer(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Registered for less than the newcomer's period"
    reference = REFERENCE

    def formula(person, period, parameters):
        return person("registered_months", period) < parameters(period).newcomer_months


class has_long_permit(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Permit longer than three months"
    reference = REFERENCE

    def formula(person, period, parameters):
        return person("permit_months", period) > parameters(period).permit_months


class may_follow_programme(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "May follow the Flemish or the Dutch-speaking Brussels programme"
    reference = REFERENCE

    def formula(person, period, parameters):
        adult = person("age", period) >= parameters(period).age.adult
        foreign = person("is_foreign", period) & person("has_long_permit", period)
        return adult & (foreign | person("is_belgian_born_abroad", period))


# --- The twelve outcomes


class vl_mandatory(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Flanders: must follow the programme"
    reference = REFERENCE

    def formula(person, period, parameters):
        law = parameters(period)
        age = person("age", period)
        newcomer = (
            person("is_third_country_national", period)
            & (age >= law.age.adult)
            & (age <= law.flanders.highest_age)
            & person("has_long_permit", period)
            & (person("registered_months", period) <= law.flanders.registered_months)
            & np.logical_not(person("labour_migrant", period))
        )
        flanders = person("region", period) == Region.flanders
        return flanders & (newcomer | person("is_minister_of_religion", period))


class vl_access(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Flanders: may follow the programme"
    reference = REFERENCE

    def formula(person, period):
        flanders = person("region", period) == Region.flanders
        return flanders & person("may_follow_programme", period)


class bru_nl(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Brussels: may follow the Dutch-speaking programme"
    reference = REFERENCE

    def formula(person, period):
        brussels = person("region", period) == Region.brussels
        return brussels & person("may_follow_programme", period)


class bru_fr(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Brussels: may follow the French-speaking programme"
    reference = REFERENCE

    def formula(person, period, parameters):
        return (
            (person("region", period) == Region.brussels)
            & (person("age", period) >= parameters(period).age.adult)
            & person("is_newcomer", period)
            & person("has_long_permit", period)
        )


class wa_mandatory(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Wallonia: must follow the programme"
    reference = REFERENCE

    def formula(person, period, parameters):
        law = parameters(period)
        age = person("age", period)
        return (
            person("wa_newcomer", period)
            & person("has_long_permit", period)
            & (age >= law.age.adult)
            & (age <= law.wallonia.highest_age)
            & np.logical_not(person("works", period))
            & np.logical_not(person("medically_unable", period))
        )


class wa_access(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Wallonia: may follow the programme"
    reference = REFERENCE

    def formula(person, period):
        return (person("region", period) == Region.wallonia) & person("is_foreign", period)


class de_mandatory(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "German-speaking Community: must follow the programme"
    reference = REFERENCE

    def formula(person, period, parameters):
        law = parameters(period)
        age = person("age", period)
        group = person("nationality_group", period)
        return (
            (person("region", period) == Region.german_speaking)
            & (person("is_third_country_national", period) | (group == NationalityGroup.eu_family))
            & (age >= law.age.adult)
            & (age <= law.german_speaking.highest_age)
            & (person("permit_months", period) >= law.permit_months)
            & (person("registered_months", period) <= law.german_speaking.registered_months)
            & person("is_newcomer", period)
            & (person("status", period) != Status.student)
        )


class de_access(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "German-speaking Community: may follow the programme"
    reference = REFERENCE

    def formula(person, period):
        german_speaking = person("region", period) == Region.german_speaking
        return german_speaking & person("is_foreign", period)


class wa_newcomer(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Wallonia: newcomer"
    reference = REFERENCE

    def formula(person, period):
        return (
            (person("region", period) == Region.wallonia)
            & person("is_third_country_national", period)
            & person("is_newcomer", period)
        )


class duo(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Mentoring for young jobseekers"
    reference = REFERENCE

    def formula(person, period, parameters):
        law = parameters(period)
        age = person("age", period)
        origin = person("is_third_country_national", period) | person("is_belgian_born_abroad", period)
        return (age >= law.age.adult) & (age <= law.duo.highest_age) & origin & person("registered_at_pes", period)


class connect2work(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Mentoring for the highly educated"
    reference = REFERENCE

    def formula(person, period):
        speaks_dutch = _order(person("dutch_level", period)) >= Level.B1.index
        return person("has_diploma_he", period) & speaks_dutch


class course_a2(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Language course up to A2"
    reference = REFERENCE

    def formula(person, period):
        region = person("region", period)
        little_dutch = _order(person("dutch_level", period)) < Level.A2.index
        little_french = _order(person("french_level", period)) < Level.A2.index
        little_german = _order(person("german_level", period)) < Level.A2.index
        return (
            ((region == Region.flanders) & little_dutch)
            | ((region == Region.brussels) & little_french & little_dutch)
            | ((region == Region.wallonia) & little_french)
            | ((region == Region.german_speaking) & little_german)
        )


COMPUTED: tuple[type[Variable], ...] = (
    is_third_country_national,
    is_foreign,
    is_belgian_born_abroad,
    is_newcomer,
    has_long_permit,
    may_follow_programme,
    vl_mandatory,
    vl_access,
    bru_nl,
    bru_fr,
    wa_mandatory,
    wa_access,
    de_mandatory,
    de_access,
    wa_newcomer,
    duo,
    connect2work,
    course_a2,
)


def _figure(value: int, unit: str) -> dict[str, Any]:
    return {
        "values": {"2014-04-28": {"value": value}},
        "metadata": {"unit": unit, "reference": REFERENCE},
    }


PARAMETERS: dict[str, Any] = {
    "newcomer_months": _figure(36, "months"),
    "permit_months": _figure(3, "months"),
    "age": {"adult": _figure(18, "years")},
    "flanders": {"highest_age": _figure(64, "years"), "registered_months": _figure(12, "months")},
    "wallonia": {"highest_age": _figure(65, "years")},
    "german_speaking": {
        "highest_age": _figure(65, "years"),
        "registered_months": _figure(8, "months"),
    },
    "duo": {"highest_age": _figure(30, "years")},
}


class TwelveRules(TaxBenefitSystem):
    """The legislation: sixteen facts, the shared concepts, twelve outcomes."""

    def __init__(self) -> None:
        super().__init__([Person])
        self.parameters = ParameterNode("", data=PARAMETERS)
        self.add_variables(*(_input(name) for name in COLUMNS), *COMPUTED)


# --- The reform


class is_exempt_by_french(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Wallonia: speaks French at B1 or more"
    reference = REFERENCE

    def formula(person, period):
        return _order(person("french_level", period)) >= Level.B1.index


def _lower_the_age(parameters: ParameterNode) -> ParameterNode:
    parameters.wallonia.highest_age.update(start=MONTH.start, value=60)
    return parameters


class FrenchExempts(Reform):
    """Wallonia also exempts those with French of B1 or more, and lowers the upper age to 60."""

    def apply(self) -> None:
        before = COMPUTED[COMPUTED.index(wa_mandatory)].formula

        class reformed_wa_mandatory(Variable):
            value_type = bool
            entity = Person
            definition_period = DateUnit.MONTH
            label = "Wallonia: must follow the programme"
            reference = REFERENCE

            def formula(person, period, parameters):
                exempt = person("is_exempt_by_french", period)
                return before(person, period, parameters) & np.logical_not(exempt)

        reformed_wa_mandatory.__name__ = "wa_mandatory"
        self.add_variable(is_exempt_by_french)
        self.update_variable(reformed_wa_mandatory)
        self.modify_parameters(modifier_function=_lower_the_age)


LAW = TwelveRules()
REFORMED_LAW = FrenchExempts(LAW)


# --- Running it
#
# Two ways: as its documentation shows (SimulationBuilder, plain arrays or a plain situation), which is what a user
# meets; and bare, with everything prepared that can be, which is the least its formulas and tracer can take.

Inputs = Mapping[str, Array]


def prepare(frame: pl.DataFrame) -> dict[str, Array]:
    """The persons as arrays of the engine's own types; a null becomes the variable's default."""
    return {name: _as_array(name, frame[name]) for name in COLUMNS}


def plain(inputs: Inputs) -> dict[str, Array]:
    """The same arrays as a user has them: an Enum as the whole numbers of its members."""
    return {name: array.view(np.ndarray) for name, array in inputs.items()}


def prepare_one(person: Mapping[str, Any]) -> dict[str, Array]:
    """One person as arrays of length one; what she did not say is left to the engine's defaults."""
    return {
        name: ENUMS[name].encode([person[name]])
        if name in CODES
        else np.array([person[name]], dtype=bool if name in FLAGS else np.int32)
        for name in COLUMNS
        if person.get(name) is not None
    }


def run_population(
    inputs: Inputs, *, law: TaxBenefitSystem = LAW, outcomes: tuple[str, ...] = OUTCOMES
) -> dict[str, Booleans]:
    """The outcomes of all persons of `plain`, as documented: a boolean array each, in their order."""
    count = len(next(iter(inputs.values())))
    simulation = SimulationBuilder().build_default_simulation(law, count=count)
    return _calculate(simulation, inputs, outcomes)


def run_population_bare(
    inputs: Inputs, *, law: TaxBenefitSystem = LAW, outcomes: tuple[str, ...] = OUTCOMES
) -> dict[str, Booleans]:
    """The same from the arrays of `prepare`, without the builder: persons have no identifiers."""
    return _calculate(_bare_simulation(law, inputs), inputs, outcomes)


def run_one(person: Mapping[str, Any], *, trace: bool = False) -> dict[str, bool]:
    """The twelve outcomes of one person, from a plain situation as its web interface takes it."""
    situation = {name: {str(MONTH): value} for name, value in person.items()}
    simulation = SimulationBuilder().build_from_entities(LAW, {"persons": {"person": situation}})
    simulation.trace = trace
    return {name: bool(simulation.calculate(name, MONTH)[0]) for name in OUTCOMES}


def run_one_bare(inputs: Inputs, *, trace: bool = False) -> dict[str, bool]:
    """The same from the arrays of `prepare_one`."""
    simulation = _bare_simulation(LAW, inputs)
    simulation.trace = trace
    return {name: bool(outcome[0]) for name, outcome in _calculate(simulation, inputs, OUTCOMES).items()}


def run_reform(inputs: Inputs, *, outcome: str = "wa_mandatory", bare: bool = False) -> tuple[Booleans, Booleans]:
    """Who falls under the outcome only after the reform, and who only before it."""
    run = run_population_bare if bare else run_population
    before = run(inputs, outcomes=(outcome,))[outcome]
    after = run(inputs, law=REFORMED_LAW, outcomes=(outcome,))[outcome]
    return after & ~before, before & ~after


def _bare_simulation(law: TaxBenefitSystem, inputs: Inputs) -> Simulation:
    populations = law.instantiate_entities()
    populations["person"].count = len(next(iter(inputs.values())))
    return Simulation(law, populations)


def _calculate(simulation: Simulation, inputs: Inputs, outcomes: tuple[str, ...]) -> dict[str, Booleans]:
    for name, array in inputs.items():
        simulation.set_input(name, MONTH, array)
    return {name: simulation.calculate(name, MONTH) for name in outcomes}


def _as_array(name: str, column: pl.Series) -> Array:
    if name in CODES:
        codes = column.to_physical().fill_null(0).to_numpy().astype(INDEX_DTYPE)
        return cast(Array, EnumArray(codes, ENUMS[name]))
    if name in FLAGS:
        return column.fill_null(value=False).to_numpy()
    return column.fill_null(0).to_numpy().astype(np.int32)
