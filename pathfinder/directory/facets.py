"""What results can be narrowed by: the choices of each facet with their counts, as links."""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from pathfinder.directory.changed_records import newest_change
from pathfinder.directory.codes import AUDIENCES, COSTS, GROUNDS, KINDS, MODES, THEMES
from pathfinder.directory.models import Territory
from pathfinder.directory.wanted import FACETS, Wanted
from pathfinder.languages.localized_text import localized
from pathfinder.languages.names import country_name, language_name

SHOWN_CODES = 8  # choices of a facet that stand open; the others are one tap away


class Choice(NamedTuple):
    """One value of a facet: its name, how many results have it, and the address with or without it."""

    name: str | SafeString
    number: int
    address: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class FacetShown:
    heading: str
    choices: list[Choice]

    @property
    def open_links(self) -> SafeString:
        return _links(self.choices[:SHOWN_CODES])

    @property
    def more(self) -> int:
        return max(0, len(self.choices) - SHOWN_CODES)

    @property
    def more_links(self) -> SafeString:
        return _links(self.choices[SHOWN_CODES:])


def _links(choices: Iterable[Choice]) -> SafeString:
    """A page has more than a hundred of them: a template for each would take as long as all the rest of the page."""
    return mark_safe("".join(map(_link, choices)))  # noqa: S308  # escaped below


def _link(choice: Choice) -> str:
    chosen = ' aria-current="true"' if choice.is_chosen else ""
    address, name = html.escape(choice.address), conditional_escape(choice.name)
    return f'<li><a href="?{address}"{chosen}>{name}</a> <span class="quiet">{choice.number}</span></li>'


def facets_of(counts: Mapping[str, Mapping[str, int]], wanted: Wanted, language: str) -> Iterator[FacetShown]:
    """`counts`: facet of the index to code to number of results. What leaves no choice is not shown."""
    headings = {
        "country": _("Country"), "kind": _("What"), "theme": _("About"), "for": _("For whom"), "stay": _("Reason of stay"),
        "territory": _("Region"), "cost": _("Cost"), "spoken": _("They speak"), "how": _("How"), "checked": _("Last checked"),
    }  # fmt: skip
    change = newest_change()
    for name, heading in headings.items():
        counted = counts.get(FACETS[name], {})
        chosen = wanted.codes.get(name, [])
        codes = list(dict.fromkeys([*chosen, *_in_order(name, counted)]))
        if len(codes) > 1 or chosen:
            yield FacetShown(heading, list(_choices(name, codes, counted, chosen, wanted, language, change)))


def _choices(
    name: str, codes: Iterable[str], counts: Mapping[str, int], chosen: list[str], wanted: Wanted, language: str, change: int
) -> Iterator[Choice]:  # fmt: skip
    address_with, address_without = wanted.addresses(name)
    for code in codes:
        is_chosen = code in chosen
        address = address_without if is_chosen else address_with(code)
        yield Choice(name_of_code(name, code, language, change), counts.get(code, 0), address, is_chosen)


def _in_order(name: str, counts: Mapping[str, int]) -> list[str]:
    """The most frequent first; years the newest first."""
    if name == "checked":
        return sorted((code for code in counts if code != "never"), reverse=True) + [c for c in counts if c == "never"]
    return sorted(counts, key=lambda code: (-counts[code], code))


WORDS = {"kind": KINDS, "theme": THEMES, "for": AUDIENCES, "stay": GROUNDS, "cost": COSTS, "how": MODES}


@lru_cache(maxsize=8_192)  # the same hundred names stand on every page of a language
def name_of_code(name: str, code: str, language: str, change: int) -> SafeString:
    """A code of a facet in the words of a language, as HTML; `change`: see `newest_change`."""
    if name == "territory":
        return localized(_territory_names(change).get(code) or {"und": code}, language).as_name()
    return mark_safe(html.escape(_words_of_code(name, code, language)))  # noqa: S308  # escaped


def _words_of_code(name: str, code: str, language: str) -> str:
    if name == "country":
        return country_name(code.upper(), language)
    if name == "spoken":
        return language_name(code, language)
    if name == "checked":
        return _("no date") if code == "never" else code
    words = WORDS[name].get(code)
    return _(words) if words else code


@lru_cache(maxsize=1)
def _territory_names(_change: int) -> dict[str, Any]:
    return dict(Territory.objects.values_list("key", "name"))
