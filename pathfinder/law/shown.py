"""A change of the law in the words of one language."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from django.urls import reverse
from django.utils.translation import gettext as _

from pathfinder.languages.localized_text import LocalizedText, localized
from pathfinder.languages.names import country_name
from pathfinder.law.changes import Change
from pathfinder.law.queries import provision_url
from pathfinder.rulebooks.loaded import rulebook_of
from pathfinder.rulebooks.words import Source, figure_in_words, sources_named
from rulebook.conditions import Derived, Leaf, Node, Not


@dataclass(frozen=True)
class ShownChange:
    change: Change
    language: str

    @property
    def country_name(self) -> str:
        return country_name(self.change.country.upper(), self.language)

    @property
    def what(self) -> str:
        """What happened, in a few words."""
        return {
            "begins": _("New rule"),
            "replaces": _("Changed rule"),
            "ends": _("Rule ended"),
            "figure": _("New figure"),
            "service_begins": _("New service"),
            "service_ends": _("Service ended"),
        }[self.change.kind]

    @cached_property
    def title(self) -> LocalizedText:
        return localized(self.change.title, self.language)

    @cached_property
    def says(self) -> LocalizedText:
        return localized(self.change.says, self.language)

    @property
    def figures(self) -> str:
        """“6 months, before: 9 months”."""
        parameter, period, previous = self.change.figure, self.change.period, self.change.previous
        if not (parameter and period and previous):
            return ""
        return _("%(new)s, before: %(old)s") % {
            "new": figure_in_words(period.value, parameter.unit, self.language),
            "old": figure_in_words(previous.value, parameter.unit, self.language),
        }

    @property
    def for_whom(self) -> list[LocalizedText]:
        """The residence grounds that the provision names."""
        provision = self.change.provision
        if provision is None or provision.tree is None:
            return []
        grounds = rulebook_of(self.change.country).facts["residence_ground"].values
        named = _grounds(provision.tree)
        return [localized(label, self.language) for code, label in grounds.items() if code in named]

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        return sources_named(rulebook_of(self.change.country).pack, self.change.sources)

    @property
    def url(self) -> str:
        """The provision's own page, or the record of the service; nothing for a figure."""
        if self.change.provision:
            return provision_url(self.change.provision, self.change.country, self.language)
        if self.change.kind.startswith("service"):
            return reverse("directory:record", args=[self.language, self.change.id])
        return ""


def _grounds(node: Node) -> set[str]:
    if isinstance(node, Leaf):
        if node.fact != "residence_ground" or node.op not in ("eq", "in"):
            return set()
        return {node.operand} if isinstance(node.operand, str) else set(node.operand)
    if isinstance(node, Derived):
        return _grounds(node.tree) if node.wanted else set()
    if isinstance(node, Not):
        return set()
    return {ground for child in node.children for ground in _grounds(child)}
