"""Synthetic persons for the twelve rules: seeded, so that every engine and every run sees the same people.

The population is made up: mostly people who came to Belgium, so that every rule has some it applies to and many it does not.

- nationality group: 30 % Belgian, 25 % EU, EEA or Swiss, 8 % third-country family of an EU citizen, 37 % other third country
- region: 52 % Flanders, 24 % Brussels, 22 % Wallonia, 2 % German-speaking
- age: 15 % under 18 (flat), the rest bell-shaped around 36 with a spread of 14, cut at 18 and 95
- months in the register: people with a foreign nationality half within the last three years, else flat up to 20 years or
  their age; Belgians since birth or, born abroad, flat up to 30 years
- validity of the permit: Belgians none (0), others 3 months 10 %, 6 months 10 %, 12 months 40 %, 60 months 30 %, 120 months 10 %
- residence status: Belgians `citizen`; third-country nationals 25 % refugee, 10 % subsidiary protection, 15 % applicant,
  25 % family, 12 % work, 8 % student, 5 % other; EU citizens 60 % work, 25 % family, 10 % student, 5 % other; family of an EU
  citizen `family`
- born abroad: 15 % of Belgians, 92 % of the others
- each language of the country: in its own region 30 % none, rising levels after that; elsewhere 70 % none
- labour migrant follows status `work` (nine in ten); minister of religion 0.3 %; at work 45 % of adults;
  medically unable 3 %; diploma of higher education 28 % of adults; registered with the employment service 35 % of adults out of work
"""

from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl

LEVELS = ("none", "A1", "A2", "B1", "B2", "C1", "C2")
NATIONALITY_GROUPS = ("be", "eu_eea_swiss", "eu_family", "third_country")
STATUSES = (
    "citizen",
    "bip_refugee",
    "bip_subsidiary",
    "applicant",
    "family",
    "work",
    "student",
    "other",
)
REGIONS = ("flanders", "brussels", "wallonia", "german_speaking")

CODES: dict[str, tuple[str, ...]] = {
    "nationality_group": NATIONALITY_GROUPS,
    "status": STATUSES,
    "region": REGIONS,
    "dutch_level": LEVELS,
    "french_level": LEVELS,
    "german_level": LEVELS,
}
WHOLES: dict[str, pl.DataType] = {
    "age": pl.Int8(),
    "registered_months": pl.Int16(),
    "permit_months": pl.Int8(),
}
FLAGS = (
    "labour_migrant",
    "is_minister_of_religion",
    "works",
    "medically_unable",
    "has_diploma_he",
    "registered_at_pes",
    "born_abroad",
)
COLUMNS = (*WHOLES, *CODES, *FLAGS)
SEED = 20180915

Array = npt.NDArray[Any]


def make_population(size: int, *, seed: int = SEED, unknown_share: float = 0.0) -> pl.DataFrame:
    """`size` persons, one row each, in the 16 columns of `COLUMNS`; a share of the cells is null, at random.

    Whole numbers are Int8 or Int16, codes and levels `pl.Enum` in the order of `CODES`, flags Boolean.
    The persons do not depend on `unknown_share`: the same seed gives the same people, with some answers missing.
    """
    rng = np.random.default_rng(seed)
    arrays = _draw(rng, size)
    frame = pl.DataFrame(
        {name: _series(name, arrays[name]) for name in COLUMNS},
    )
    if unknown_share:
        frame = frame.with_columns(
            pl.when(pl.Series(rng.random(size) >= unknown_share)).then(pl.col(name)).alias(name) for name in COLUMNS
        )
    return frame


def as_rows(frame: pl.DataFrame) -> list[dict[str, Any]]:
    """The persons as dictionaries of what they told: an unknown answer is absent."""
    return [{name: value for name, value in row.items() if value is not None} for row in frame.iter_rows(named=True)]


def _series(name: str, values: Array) -> pl.Series:
    if name in CODES:
        return pl.Series(name, values, pl.UInt8).cat.to(pl.Enum(list(CODES[name])))
    if name in FLAGS:
        return pl.Series(name, values, pl.Boolean)
    return pl.Series(name, values).cast(WHOLES[name])


def _draw(rng: np.random.Generator, size: int) -> dict[str, Array]:
    def choose(*shares: float) -> Array:
        return rng.choice(len(shares), size=size, p=shares).astype(np.uint8)

    def happens(share: float) -> Array:
        return rng.random(size) < share

    nationality = choose(0.30, 0.25, 0.08, 0.37)
    belgian, eu, eu_family = nationality == 0, nationality == 1, nationality == 2
    region = choose(0.52, 0.24, 0.22, 0.02)
    grown = np.clip(rng.normal(36, 14, size), 18, 95)
    age = np.where(happens(0.15), rng.integers(0, 18, size), grown).astype(np.int16)
    adult = age >= 18
    born_abroad = np.where(belgian, happens(0.15), happens(0.92))

    lifetime = age * 12 + rng.integers(0, 12, size)
    recent = rng.integers(0, 36, size)
    settled = rng.integers(0, 240, size)
    foreign_months = np.where(happens(0.5), recent, settled)
    belgian_months = np.where(born_abroad, rng.integers(0, 360, size), lifetime)
    registered = np.minimum(np.where(belgian, belgian_months, foreign_months), lifetime)

    permit = np.array([3, 6, 12, 60, 120])[choose(0.10, 0.10, 0.40, 0.30, 0.10)]
    of_third = choose(0.0, 0.25, 0.10, 0.15, 0.25, 0.12, 0.08, 0.05)
    of_eu = choose(0.0, 0.0, 0.0, 0.0, 0.25, 0.60, 0.10, 0.05)
    status = np.select(
        [belgian, eu, eu_family],
        [np.uint8(0), of_eu, np.uint8(STATUSES.index("family"))],
        of_third,
    )

    here = (0.30, 0.15, 0.15, 0.15, 0.10, 0.08, 0.07)
    elsewhere = (0.70, 0.10, 0.07, 0.06, 0.04, 0.02, 0.01)

    def level(*regions: str) -> Array:
        at_home = np.isin(region, [REGIONS.index(each) for each in regions])
        return np.where(at_home, choose(*here), choose(*elsewhere))

    works = adult & happens(0.45)
    return {
        "age": age,
        "registered_months": registered,
        "permit_months": np.where(belgian, 0, permit),
        "nationality_group": nationality,
        "status": status,
        "region": region,
        "dutch_level": level("flanders", "brussels"),
        "french_level": level("wallonia", "brussels"),
        "german_level": level("german_speaking"),
        "labour_migrant": (status == STATUSES.index("work")) & happens(0.9),
        "is_minister_of_religion": happens(0.003),
        "works": works,
        "medically_unable": happens(0.03),
        "has_diploma_he": adult & happens(0.28),
        "registered_at_pes": adult & ~works & happens(0.35),
        "born_abroad": born_abroad,
    }
