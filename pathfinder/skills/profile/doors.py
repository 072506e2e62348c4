"""Where a profile leads on: pages of other rooms that take it with a form, as this room's pages do."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pathfinder.skills.profile.fields import Said

_DOORS = (
    ("skills:papers", _("CV and other papers")),
    ("recognition:home", _("How to have it recognised")),
    ("matching:for-me", _("Vacancies for me")),
    ("matching:keep", _("Let employers find me")),
)


@dataclass(frozen=True)
class Door:
    address: str
    label: Said


def doors(language: str) -> tuple[Door, ...]:
    return tuple(Door(reverse(name, args=[language]), label) for name, label in _DOORS)
