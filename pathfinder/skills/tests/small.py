"""A vocabulary of a few tasks, and a package of ESCO of a few concepts. None of its words are ESCO's."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from pathlib import Path

from pathfinder.skills.tasks import Task

ESCO = "http://data.europa.eu/esco"
TAILOR, COOK, SEW = f"{ESCO}/occupation/tailor-1", f"{ESCO}/occupation/cook-1", f"{ESCO}/skill/sew-1"
GONE = f"{ESCO}/skill/gone-1"


def task(
    key: str, isco: str, label: str, *phrases: str, other: Mapping[str, tuple[str, ...]] | None = None,
    skills: tuple[str, ...] = (), occupations: tuple[str, ...] = (),
) -> Task:  # fmt: skip
    """One task; `other` are its label and phrases in other languages."""
    other = other or {}
    return Task(
        id=key, area="trade", isco=isco, skills=skills, occupations=occupations, picture="shop", close={},
        labels={"en": label} | {language: words[0] for language, words in other.items()},
        phrases={"en": phrases} | {language: words[1:] for language, words in other.items()},
    )  # fmt: skip


def small_tasks() -> dict[str, Task]:
    found = [
        task(
            "tailor", "7531", "Make clothes", "I sewed dresses", "worked as a tailor",
            other={"ar": ("خياطة الملابس", "كنت أخيط الفساتين"), "de": ("Kleider nähen", "Kleider genäht")},
            occupations=(TAILOR,), skills=(SEW,),
        ),
        task(
            "sell-at-market", "5211", "Sell goods at a market", "I sold vegetables at the market", "had a stall",
            other={"ar": ("البيع في السوق", "بعت الخضار في السوق")},
        ),
        task("repair-phones", "7422", "Repair mobile phones", "I fixed phones in a small shop", "changed broken screens"),
        task("cook", "5120", "Cook in a restaurant", "I cooked for guests", "worked in a kitchen", occupations=(COOK,)),
    ]  # fmt: skip
    return {one.id: one for one in found}


def write_csv(path: Path, rows: Iterable[Mapping[str, str]], columns: Iterable[str] = ()) -> Path:
    """A CSV file as ESCO's are: UTF-8 with a mark at its beginning."""
    rows = list(rows)
    names = list(columns) or list(dict.fromkeys(name for row in rows for name in row))
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, names, restval="")
        writer.writeheader()
        writer.writerows(rows)
    return path


def small_package(folder: Path) -> Path:
    """Two occupations and a skill, in English and French, with what they need."""
    write_csv(
        folder / "occupations_en.csv",
        [
            {"conceptUri": TAILOR, "iscoGroup": "7531", "preferredLabel": "maker of garments", "altLabels": "dress maker\nstitcher", "modifiedDate": "2020-01-01T00:00:00Z", "description": "Makes garments out of cloth."},
            {"conceptUri": COOK, "iscoGroup": "5120", "preferredLabel": "kitchen chef", "altLabels": "", "modifiedDate": "2020-01-01T00:00:00Z", "description": ""},
        ],
    )  # fmt: skip
    write_csv(
        folder / "occupations_fr.csv",
        [{"conceptUri": TAILOR, "iscoGroup": "7531", "preferredLabel": "couturier d'essai/couturière d'essai", "altLabels": ""}],
    )  # fmt: skip
    write_csv(
        folder / "skills_en.csv",
        [{"conceptUri": SEW, "skillType": "skill/competence", "reuseLevel": "sector-specific", "preferredLabel": "stitch cloth", "altLabels": "use a needle"}],
    )  # fmt: skip
    write_csv(
        folder / "occupationSkillRelations.csv",
        [
            {"occupationUri": TAILOR, "relationType": "essential", "skillType": "", "skillUri": SEW},
            {"occupationUri": COOK, "relationType": "optional", "skillType": "", "skillUri": SEW},
            {"occupationUri": COOK, "relationType": "optional", "skillType": "", "skillUri": GONE},
        ],
    )  # fmt: skip
    return folder
