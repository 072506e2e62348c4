"""What cards, areas and concepts are called."""

from __future__ import annotations

from django.utils.translation import gettext, gettext_noop as _

from pathfinder.languages.localized_text import LocalizedText
from pathfinder.skills.ladder.at_hand import the_ladder
from pathfinder.skills.profile.cards import TASK, task_of
from pathfinder.skills.profile.said import DRIVING
from pathfinder.skills.tasks import label_of

AREAS = {
    "animals": _("Animals"), "arts": _("Arts and crafts"), "beauty": _("Hair and beauty"), "building": _("Building"),
    "care": _("Care for people"), "children": _("Children"), "cleaning": _("Cleaning"),
    "community": _("Helping in the community"), "computers": _("Computers"), "electricity": _("Electricity"),
    "engineering": _("Engineering and science"), "factory": _("Factory"), "farm": _("Farm and garden"),
    "health": _("Health"), "hospitality": _("Hotel and restaurant"), "household": _("Household"),
    "kitchen": _("Kitchen and food"), "languages": _("Languages"), "metal": _("Metal"), "office": _("Office and law"),
    "repair": _("Repairs"), "security": _("Security"), "storage": _("Storage"), "teaching": _("Teaching"),
    "textile": _("Clothes and textiles"), "trade": _("Selling"), "vehicles": _("Vehicles and transport"),
    "wood": _("Wood"),
}  # fmt: skip


def reference_name(reference: str, language: str) -> LocalizedText:
    """In the language, else in English; of a card that a later version took away, its id."""
    if task := task_of(reference):
        return label_of(task, language)
    esco = None if reference.startswith(TASK) else the_ladder().esco()
    if esco and (found := esco.label(reference, (language, "en"))):
        return LocalizedText(*found, is_fallback=found[1] != language)
    return LocalizedText(reference.rpartition(":")[2].rpartition("/")[2].replace("-", " "), "en", is_fallback=True)


def licence_name(what: str) -> str:
    """A licence to drive by its category; any other is in the person's own words."""
    return gettext("Licence to drive: category %(category)s") % {"category": what[8:]} if is_driving(what) else what


def is_driving(what: str) -> bool:
    return what in dict(DRIVING)


def area_name(area: str) -> str:
    return gettext(AREAS[area]) if area in AREAS else area
