"""How the French data·inclusion would grade our directory: our export, their quality function.

A foreign yardstick. It grades what their schema can hold, so it says nothing of translations, sources or residence
grounds; and a date of checking older than two years gets nothing, which is most of what our sources can give.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from data_inclusion.schema.v1 import Service, Structure
from data_inclusion.schema.v1.score_qualite import CRITERES, score

from bench.measure import table

ROOT = Path(__file__).parents[1]
FILE = "data-inclusion.json"
COMMANDS = (("migrate", "--verbosity=0"), ("load_packs",), ("write_open_data", FILE))
CRITERIA = {
    "adresse_bien_definie": "an address, where people are received",
    "modes_mobilisation_bien_definis": "how to get it, and who may ask",
    "au_moins_un_public": "for whom",
    "au_moins_une_thematique": "what it is about",
    "au_moins_un_moyen_de_contact": "any way to reach it",
    "courriel_bien_defini": "a mail address, where one asks by mail",
    "date_maj_recente": "checked within six months; nothing after two years",
    "frais_bien_definis": "whether it costs money",
    "description_bien_definie": "a description of 200 to 2,000 letters",
    "telephone_bien_defini": "a telephone number, where one calls",
}
DATE = "date_maj_recente"

Grades = list[tuple[float, Mapping[str, float | None]]]


def run() -> tuple[str, dict[str, Any]]:
    """The whole part: Markdown and figures."""
    exported = _exported()
    for structure in exported["structures"]:
        Structure.model_validate(structure)  # raises where their own models would refuse us
    grades = [score(Service.model_validate(service)) for service in exported["services"]]
    criteria = {one.__name__: _mean_of(one.__name__, grades) for one in CRITERES}
    overall = statistics.fmean(grade for grade, _ in grades)
    undated = statistics.fmean(_without_date(parts) for _, parts in grades)
    rows = [[CRITERIA.get(name, name), applies, f"{mean:.2f}"] for name, (applies, mean) in criteria.items()]
    text = f"""## Quality by a foreign yardstick

Our directory as data·inclusion (schema 1, all {len(exported["services"])} services and {len(exported["structures"])} organizations valid by
their models), graded by the function of the package data-inclusion-schema: **{overall:.2f}** of 1 in the mean; without the
criterion of the date {undated:.2f}. Services that ended are left out. A check of which only the month or the year is known
counts as of its first day.

{table(["criterion", "services it applies to", "mean"], rows)}
"""
    figures = {
        "services": len(grades),
        "structures": len(exported["structures"]),
        "score": round(overall, 4),
        "score_without_date": round(undated, 4),
        "criteria": {name: {"applies": applies, "mean": round(mean, 4)} for name, (applies, mean) in criteria.items()},
    }
    return text, figures


def _exported() -> dict[str, Any]:
    """The export of the packs, from a database of its own."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "PATHFINDER_VAR": folder, "DJANGO_SETTINGS_MODULE": "config.settings"}
        environment.pop("PATHFINDER_DATABASE_URL", None)
        for command in COMMANDS:
            to = ("--to", folder) if command[0] == "write_open_data" else ()
            arguments = [sys.executable, "manage.py", *command, *to]
            subprocess.run(arguments, cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)
        return json.loads((Path(folder) / FILE).read_text(encoding="utf-8"))


def _mean_of(name: str, grades: Grades) -> tuple[int, float]:
    """To how many services a criterion applies, and what they get for it."""
    told: Sequence[float] = [value for _, parts in grades if (value := parts[name]) is not None]
    return len(told), statistics.fmean(told) if told else 0.0


def _without_date(parts: Mapping[str, float | None]) -> float:
    return statistics.fmean(value for name, value in parts.items() if value is not None and name != DATE)
