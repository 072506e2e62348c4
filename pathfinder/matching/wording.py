"""The sentences of rules and of skills: the same for the person and for the employer, so that both read the same reasons."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext, gettext_noop as _

from pathfinder.languages.names import country_name, language_name
from pathfinder.matching.closeness import SAME, SHARED, TABLE
from pathfinder.matching.rules import Ruled

LANGUAGE, LICENCE, KM, COUNTRY = ("language", "asked", "told"), ("licence", "day"), ("km", "most"), ("country",)
# Code of a rule to its sentence, and the names of what stands in it
SAID: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "permit_yes": (_("The law allows this work, by what was answered in the guide."), COUNTRY),
    "permit_no": (_("The law does not allow this work yet, by what was answered in the guide."), COUNTRY),
    "permit_after": (_("The law allows this work from a later day. The guide says from when."), COUNTRY),
    "permit_unknown": (_("Whether the law allows this work: that depends on the person's stay."), COUNTRY),
    "not_known_whether_regulated": (_("Whether this is a regulated profession: our sources do not say."), COUNTRY),
    "regulated_and_recognised": (
        _("This profession is regulated. A diploma is recognised: look whether it is for this profession."),
        COUNTRY,
    ),
    "regulated_and_asked": (_("This profession is regulated. Recognition was asked for, with no answer yet."), COUNTRY),
    "regulated_and_not_recognised": (_("This profession is regulated, and no diploma is recognised for it yet."), COUNTRY),
    "language_enough": (_("%(language)s: %(asked)s is asked, %(told)s is there."), LANGUAGE),
    "language_too_low": (_("%(language)s: %(asked)s is asked, %(told)s is there."), LANGUAGE),
    "language_not_told": (_("%(language)s: %(asked)s is asked, no level was told."), LANGUAGE),
    "licence_held": (_("Licence asked for: %(licence)s. It is there."), LICENCE),
    "licence_over": (_("Licence asked for: %(licence)s. It ended (%(day)s)."), LICENCE),
    "licence_not_told": (_("Licence asked for: %(licence)s. None was told."), LICENCE),
    "near": (_("About %(km)s km away; at most %(most)s km are wished."), KM),
    "too_far": (_("About %(km)s km away; at most %(most)s km are wished."), KM),
    "distance_not_known": (_("How far away it is: we do not know the place."), KM),
    "other_country": (_("It is in %(country)s, which is not the country wished."), COUNTRY),
    # for employers: how many kilometres would tell where the person lives
    "near_enough": (_("It is as near as is wished."), ()),
    "not_near_enough": (_("It is farther away than is wished."), ()),
}  # fmt: skip
STANDINGS = {
    "have": _("There already"),
    "close": _("Something close is there"),
    "can_be_learnt": _("Can be learnt"),
    "missing": _("Missing"),
}
IMPORTANCE = {"must": _("needed"), "wish": _("welcome"), "can_be_learnt": _("can be learnt there")}
WHY_NEAR = {
    SAME: _("the same"),
    TABLE: _("close, by our table of tasks"),
    SHARED: _("close, by the skills both need (ESCO)"),
}
LEVELS = {"none": _("not at all"), "native": _("own language")}


def sentence_of(one: Ruled, language: str) -> str:
    said, names = SAID[one.said]
    detail = dict(zip(names, one.detail, strict=False))
    if "country" in detail:
        detail["country"] = country_name(detail["country"].upper(), language)
    if "language" in detail:
        detail["language"] = language_name(detail["language"], language)
        detail = {name: level_in_words(value) if name == "told" else value for name, value in detail.items()}
    return gettext(said) % detail


def level_in_words(level: str) -> str:
    return gettext(LEVELS[level]) if level in LEVELS else level
