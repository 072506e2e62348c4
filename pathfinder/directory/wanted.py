"""What the address of a search says, read and cleaned once; and the address of the same search with something changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import quote_plus, urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _

from pathfinder.directory.codes import AUDIENCES, COSTS, GROUNDS, KINDS, MODES, THEMES
from pathfinder.directory.place_words import territories_serving
from pathfinder.directory.places import Place, places_of, plain
from pathfinder.search.queries import LONGEST_QUERY, Near

PAGE_SIZE = 20
LAST_PAGE = 500
DISTANCES_KM = (5, 10, 25, 50, 100)
NEAR_KM = 25  # when a place is told without a distance

# Parameter of the address to facet of the index
FACETS = {
    "country": "country", "territory": "territory", "kind": "kind", "theme": "theme", "for": "audience", "stay": "ground",
    "cost": "cost", "spoken": "language", "how": "mode", "checked": "checked",
}  # fmt: skip
CODES = {
    "kind": KINDS, "theme": THEMES, "for": AUDIENCES, "stay": GROUNDS, "cost": COSTS, "how": MODES,
}  # fmt: skip


@dataclass
class Wanted:
    """A search as somebody asked for it. `problems` are sentences about what could not be used."""

    words: str = ""
    codes: dict[str, list[str]] = field(default_factory=dict)  # parameter to codes
    place_typed: str = ""
    place: Place | None = None
    km: int | None = None
    serves: bool = False
    is_open_now: bool = False
    page: int = 1
    problems: list[str] = field(default_factory=list)
    is_cut: bool = False

    @property
    def near(self) -> Near | None:
        if self.place is None or self.km is None:
            return None
        return Near(self.place.latitude, self.place.longitude, self.km)

    @property
    def offset(self) -> int:
        return (self.page - 1) * PAGE_SIZE

    @property
    def filters(self) -> dict[str, list[str]]:
        """Facet to codes, as the index knows them."""
        found = {FACETS[name]: codes for name, codes in self.codes.items()}
        if self.serves and self.place:
            found["territory"] = territories_serving(self.place)
        return found

    @property
    def is_empty(self) -> bool:
        return not (self.words.strip() or self.codes or self.place_typed or self.is_open_now)

    def address(self, **changes: object) -> str:
        """The query string of this search with some parameters changed; None leaves one out. Always from page 1."""
        told: dict[str, object] = {
            "q": self.words, **self.codes, "place": self.place_typed, "km": self.km if self.place_typed else None,
            "serves": "1" if self.serves else None, "open": "now" if self.is_open_now else None, **changes,
        }  # fmt: skip
        return urlencode({name: value for name, value in told.items() if value not in (None, "", [])}, doseq=True)

    def addresses(self, name: str) -> tuple[Callable[[str], str], str]:
        """`address` with any code for one parameter, and without it. What they have in common is written once."""
        before, _here, after = self.address(**{name: "code"}).partition(f"{name}=code")
        return lambda code: f"{before}{name}={quote_plus(code)}{after}", self.address(**{name: None})


def read_wanted(query: QueryDict | Mapping[str, object], countries: list[str]) -> Wanted:
    """Never fails: what cannot be used is left out, and `problems` says so."""
    asked = query if isinstance(query, QueryDict) else QueryDict(urlencode(query, doseq=True))
    typed = asked.get("q", "").replace("\x00", " ")
    wanted = Wanted(words=typed[:LONGEST_QUERY].strip(), is_cut=len(typed) > LONGEST_QUERY)
    if wanted.is_cut:
        wanted.problems.append(
            _("Your text is long. We searched for its first %(count)s letters.") % {"count": LONGEST_QUERY}
        )
    for name in FACETS:
        _read_codes(wanted, name, asked.getlist(name), countries)
    _read_place(wanted, asked, countries)
    wanted.is_open_now = asked.get("open") == "now"
    wanted.page = _page(wanted, asked.get("page", "1"))
    return wanted


def _read_codes(wanted: Wanted, name: str, typed: list[str], countries: list[str]) -> None:
    known = set(countries) if name == "country" else CODES.get(name)
    for code in dict.fromkeys(code.strip() for code in typed if code.strip()):
        is_plain = len(code) <= 60 and code.isprintable() and code.replace("-", "").replace("_", "").isalnum()
        if is_plain and (known is None or code in known):
            wanted.codes.setdefault(name, []).append(code)
        else:
            wanted.problems.append(
                _("We left out the filter “%(code)s”: there is no such choice here.") % {"code": code[:40]}
            )


def _read_place(wanted: Wanted, asked: QueryDict, countries: list[str]) -> None:
    wanted.place_typed = " ".join(asked.get("place", "")[:80].split())
    if not wanted.place_typed:
        return
    chosen = wanted.codes.get("country") or countries
    wanted.place = find_place(wanted.place_typed, chosen)
    if wanted.place is None:
        wanted.problems.append(
            _("We do not know the place “%(place)s”. Write a town or a postcode, and choose the country.")
            % {"place": wanted.place_typed}
        )
        return
    wanted.serves = asked.get("serves") == "1"
    distance = asked.get("km", "")
    if distance.isdecimal() and 0 < int(distance[:6]) <= 300:
        wanted.km = int(distance)
    elif not wanted.serves:
        wanted.km = NEAR_KM


def find_place(typed: str, countries: list[str]) -> Place | None:
    """The place that was meant: an exact name or postcode before one that is only near; the largest of several."""
    found = [place for country in countries if (place := places_of(country).find(typed))]
    # “9000 Gent”: the code and the name say the same
    for part in plain(typed).split() if not found or all(place.is_near for place in found) else ():
        found += [place for country in countries if (place := places_of(country).find(part))]
    return min(found, key=lambda place: (place.is_near, -place.population), default=None)


def _page(wanted: Wanted, typed: str) -> int:
    if not typed.isdecimal() or int(typed[:10]) < 1:
        return 1
    if len(typed) > 9 or int(typed) > LAST_PAGE:
        wanted.problems.append(_("There is no page %(page)s. This is the first one.") % {"page": typed[:12]})
        return 1
    return int(typed)
