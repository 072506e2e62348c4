"""The figures of a practice: indicators of the packs that belong to it, as a table and, where that is fair, a picture."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from babel.numbers import format_decimal, format_percent
from babel.units import format_unit
from django.utils.translation import gettext as _, gettext_noop, ngettext

from pathfinder.languages.localized_text import LocalizedText, localized
from pathfinder.languages.names import direction, locale_of, partial_date_in_words
from pathfinder.library import charts
from pathfinder.library.charts import Chart, Series
from pathfinder.library.content import Item, as_texts, by_id
from pathfinder.rulebooks.words import Source

# Which indicators are of which practice. A common source is not enough: a country report speaks of much else too.
INDICATORS = {
    "be-p1-vdab": ("be-vdab-cohorts", "be-vdab-reach", "be-vdab-status-2018"),
    "be-p2-level2work": ("be-level2work-results",),
    "be-p3-connect2work": ("be-connect2work-results",),
    "be-p4-acorjob": ("be-acorjob-results",),
    "be-p5-duo": ("be-duo-duos", "be-duo-outcomes", "be-duo-funding-2017", "be-duo-profile"),
    "gb-practice-rtof": ("gb-ind-rtof",),
    "gb-practice-rep": ("gb-ind-rep",),
    "gb-practice-breaking-barriers": ("gb-ind-bb",),
    "gb-practice-tern": ("gb-ind-tern",),
    "hu-p-mighelp": ("hu-i-mighelp",),
    "hu-p-bmszki": ("hu-i-bmszki-jobs",),
    "it-practice-welcome": ("it-ind-welcome-companies", "it-ind-welcome-placements"),
    "si-p-ojt": ("si-i-ojt",),
}
SKILLS = ("low_skilled_pct", "secondary_pct", "highly_qualified_pct")
Observation = Sequence[Any]


@dataclass(frozen=True)
class Plan:
    """How an indicator is drawn: which dimension runs across, which makes the series, and which numbers compare."""

    form: str
    across: str
    series: str = ""
    keep: Callable[[Mapping[str, Any]], bool] = lambda _told: True
    is_table_whole: bool = False  # the table keeps every dimension, since the picture leaves some out


# An indicator without a plan mixes measures or periods that overlap: its numbers stand in a table only.
PLANS = {
    "be-vdab-cohorts": Plan("lines", "months_after_registration", "cohort"),
    "be-vdab-reach": Plan("bars", "item", "year", lambda told: told["item"] in SKILLS),
    "be-duo-duos": Plan("columns", "year", keep=lambda told: told["place"] == "all" and isinstance(told["year"], int)),
    "be-duo-outcomes": Plan("bars", "months_after_end", "outcome"),
    "be-duo-funding-2017": Plan("bars", "funder"),
    "be-duo-profile": Plan("bars", "item", "", lambda told: told["year"] == 2017, is_table_whole=True),
    "hu-i-mighelp": Plan("bars", "course"),
    "it-ind-welcome-companies": Plan("columns", "edition"),
}
DIMENSIONS = {
    "year": gettext_noop("Year"),
    "date": gettext_noop("Date"),
    "period": gettext_noop("Period"),
    "edition": gettext_noop("Edition"),
    "cohort": gettext_noop("Cohort"),
    "months_after_registration": gettext_noop("Months after registration"),
    "months_after_end": gettext_noop("Months after the end"),
    "item": gettext_noop("What was counted"),
    "measure": gettext_noop("What was counted"),
    "outcome": gettext_noop("Result"),
    "funder": gettext_noop("Paid by"),
    "course": gettext_noop("Course"),
    "group": gettext_noop("Group"),
    "place": gettext_noop("Place"),
}
MONTHS = ("months_after_registration", "months_after_end")
ITEMS = {
    "all": gettext_noop("all together"),
    "persons": gettext_noop("people"),
    "low_skilled_pct": gettext_noop("low level of education"),
    "secondary_pct": gettext_noop("secondary school"),
    "highly_qualified_pct": gettext_noop("higher education"),
    "aged_25_54_pct": gettext_noop("25 to 54 years old"),
    "no_longer_looking_for_work": gettext_noop("no longer looking for work"),
    "still_unemployed_two_years_after_registration": gettext_noop("still without work two years after registration"),
    "persons_one_stop_shop": gettext_noop("people at the one-stop shop"),
    "nationalities": gettext_noop("nationalities"),
    "men_pct": gettext_noop("men"),
    "women_pct": gettext_noop("women"),
    "master_degree_pct_more_than": gettext_noop("with a master’s degree, more than"),
    "working_after_one_year_pct": gettext_noop("in work after a year"),
    "outflow_to_work_highly_skilled_pct_about": gettext_noop("highly skilled people who found work, about"),
    "testing_grounds": gettext_noop("testing grounds"),
    "actions_about": gettext_noop("actions, about"),
    "duos": gettext_noop("duos"),
    "new_duos": gettext_noop("new duos"),
    "mentors": gettext_noop("mentors"),
    "mentees": gettext_noop("mentees"),
    "mentees_job_at_level_right_after_pct": gettext_noop("mentees with a job at their level right after"),
    "mentees_in_training_or_internship_pct": gettext_noop("mentees in training or an internship"),
    "participants": gettext_noop("participants"),
    "positive_outcome": gettext_noop("positive result"),
    "positive": gettext_noop("positive result"),
    "job": gettext_noop("in a job"),
    "foundations": gettext_noop("foundations"),
    "sponsorship": gettext_noop("sponsorship"),
    "public_subsidies": gettext_noop("public subsidies"),
    "corporate_donations": gettext_noop("donations of companies"),
    "small_medium_donors": gettext_noop("small and medium donors"),
    "permit_family_reasons": gettext_noop("permit for family reasons"),
    "international_protection_status": gettext_noop("international protection"),
    "belgian_with_migration_background": gettext_noop("Belgians with a migration background"),
    "no_or_not_recognised_qualification": gettext_noop("no qualification, or none that is recognised"),
    "of these: secondary or college-level qualification in country of origin": gettext_noop(
        "of these: a secondary or higher diploma of their country"
    ),
    "higher chance of work": gettext_noop("higher chance of work"),
    "attributed job entries": gettext_noop("job entries that are its effect"),
    "clients": gettext_noop("clients"),
    "hours of support": gettext_noop("hours of support"),
    "positive outcomes percent": gettext_noop("positive results"),
    "entrepreneurs supported": gettext_noop("entrepreneurs supported"),
    "businesses launched": gettext_noop("businesses launched"),
    "three-year survival percent": gettext_noop("businesses that live after three years"),
    "ecdl": gettext_noop("ECDL computer certificate"),
    "family_day_care": gettext_noop("family day care"),
    "driving_b": gettext_noop("driving licence B"),
    "completed_total": gettext_noop("finished, all courses"),
    "participants_total": gettext_noop("took part, all courses"),
    "no_job_on_entry": gettext_noop("without a job on entry"),
    "informal_only_on_entry": gettext_noop("informal work only on entry"),
}
PERCENT_ITEMS = ("higher chance of work",)


@dataclass(frozen=True)
class ShownFigure:
    """An indicator in one language: its table, and its picture where it has one."""

    id: str
    title: LocalizedText
    unit: LocalizedText
    note: LocalizedText
    heads: tuple[str, ...]
    rows: tuple[tuple[LocalizedText, tuple[str, ...]], ...]  # the head of each row, then its cells
    chart: Chart | None
    sources: tuple[Source, ...]


def figures_of(practice: str, language: str) -> list[ShownFigure]:
    return [shown_figure(by_id("indicators")[one], language) for one in INDICATORS.get(practice, ())]


def shown_figure(indicator: Item, language: str) -> ShownFigure:
    plan = PLANS.get(indicator.id)
    names = [str(name) for name in indicator.data["dimensions"] if name != "value"]
    told = [(dict(zip(names, one, strict=False)), one[-1]) for one in indicator.data["observations"]]
    say = _saying(indicator, language)
    chart, heads, rows = None, _heads(names), _rows(told, names, say, language)
    if plan:
        kept = [(at, value) for at, value in told if plan.keep(at)]
        chart, *table = _drawn(indicator, plan, kept, say, language)
        if not plan.is_table_whole:
            heads, rows = table[0], table[1] + _other_rows(plan, told, say, language)
    return ShownFigure(
        indicator.id, localized(indicator.title, language), indicator.text("unit", language),
        indicator.text("note", language), heads, rows, chart, indicator.sources,
    )  # fmt: skip


Told = tuple[dict[str, Any], Any]
SayAt = Callable[[Mapping[str, Any], Any], str]
Rows = tuple[tuple[LocalizedText, tuple[str, ...]], ...]


def _drawn(
    indicator: Item, plan: Plan, kept: Sequence[Told], say: SayAt, language: str
) -> tuple[Chart | None, tuple[str, ...], Rows]:  # fmt: skip
    """The picture, and the same numbers as rows: one a category, one column a series."""
    across = list(dict.fromkeys(at[plan.across] for at, _value in kept))
    named = list(dict.fromkeys(at[plan.series] for at, _value in kept)) if plan.series else [None]
    by_place = {(at[plan.across], at.get(plan.series) if plan.series else None): (at, v) for at, v in kept}
    series = [
        Series(
            _word(plan.series, {plan.series: name}, language).words if name is not None else "",
            [by_place[one, name][1] if (one, name) in by_place else None for one in across],
        )
        for name in named
    ]
    labels = [_word(plan.across, {plan.across: one}, language) for one in across]
    sample = kept[0][0]
    title, words = localized(indicator.title, language).words, [label.words for label in labels]
    if plan.form == "lines" and plan.across in MONTHS:  # little room under the axis
        words = [format_unit(one, "duration-month", length="short", locale=locale_of(language)) for one in across]
    is_rtl = direction(language) == "rtl"

    def number(value: float) -> str:
        return say(sample, value)

    chart = None
    if charts.is_worth_a_picture(series):
        if plan.form == "lines":
            chart = charts.lines(title, across, words, series, number, is_rtl=is_rtl)
        elif plan.form == "columns":
            chart = charts.columns(title, words, [v for v in series[0].values if v is not None], number, is_rtl=is_rtl)
        else:
            chart = charts.bars(title, words, series, number, is_rtl=is_rtl)
    columns = [one.name for one in series] if plan.series else [_("Value")]
    rows = tuple(
        (label, tuple("" if (v := one.values[n]) is None else number(v) for one in series))
        for n, label in enumerate(labels)
    )
    return chart, (_dimension(plan.across), *columns), rows


def _other_rows(plan: Plan, told: Sequence[Told], say: SayAt, language: str) -> Rows:
    """What is no part of the picture, such as a total, and fits the same table."""
    rest = [(at, value) for at, value in told if not plan.keep(at) and at.get("place") in (None, "all")]
    named = list(dict.fromkeys(at[plan.series] for at, _value in told)) if plan.series else [None]
    by_place = {(at[plan.across], at[plan.series] if plan.series else None): say(at, value) for at, value in rest}
    return tuple(
        (_word(plan.across, {plan.across: one}, language), tuple(by_place.get((one, name), "") for name in named))
        for one in dict.fromkeys(at[plan.across] for at, _value in rest)
    )


def _heads(names: Sequence[str]) -> tuple[str, ...]:
    return (*[_dimension(name) for name in names], _("Value"))


def _rows(told: Sequence[Told], names: Sequence[str], say: SayAt, language: str) -> Rows:
    return tuple(
        (
            _word(names[0], at, language),
            (*[_word(name, at, language).words for name in names[1:]], say(at, value)),
        )
        for at, value in told
    )


def _dimension(name: str) -> str:
    return _(DIMENSIONS[name]) if name in DIMENSIONS else name.replace("_", " ")


def _word(dimension: str, at: Mapping[str, Any], language: str) -> LocalizedText:
    """A code of the packs in words; one that has none yet stays English and says so."""
    code = at[dimension]
    if dimension in MONTHS:
        return LocalizedText(ngettext("%(n)s month", "%(n)s months", code) % {"n": code}, language)
    if dimension == "cohort":
        return LocalizedText(_("cohort %(year)s") % {"year": code}, language)
    text = str(code)
    if text in ITEMS:
        return LocalizedText(_(ITEMS[text]), language)
    if dimension in ("year", "date", "period", "edition") and text[:4].isdigit():
        ends = [partial_date_in_words(part, language) for part in text.split("/")]
        return LocalizedText(" – ".join(ends), language)
    return localized(as_texts(text.replace("_", " ")), language)


def _saying(indicator: Item, language: str) -> SayAt:
    """A number of an indicator in words: a percentage where the unit, or the name of the item, says so."""
    locale = locale_of(language)
    unit = str(as_texts(indicator.data.get("unit")).get("en", ""))

    def say(at: Mapping[str, Any], value: Any) -> str:
        if not isinstance(value, (int, float)):
            return str(value)
        item = str(at.get("item") or at.get("measure") or "")
        is_share = "_pct" in item or item.endswith(" percent") or item in PERCENT_ITEMS
        if is_share or (unit.startswith("percent") and "and" not in unit):
            return format_percent(Decimal(str(value)) / 100, locale=locale, decimal_quantization=False)
        return format_decimal(value, locale=locale)

    return say
