"""Postings of other systems: taken once, hostile ones refused with a sentence, everything told in a report."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from pathfinder.directory.queries import Unusable
from pathfinder.directory.tests.records import ORGANIZATION, give
from pathfinder.vacancies.check import Wish
from pathfinder.vacancies.importing import Report, run_import
from pathfinder.vacancies.models import Vacancy, VacancyChange
from pathfinder.vacancies.postings_out import posting_of
from pathfinder.vacancies.tests.vacancies import AT, TODAY

pytestmark = pytest.mark.django_db
POSTING: dict[str, Any] = {
    "@context": "https://nowhere.example/context.jsonld", "@type": "JobPosting",
    "identifier": {"@type": "PropertyValue", "name": "Board", "value": "17"},
    "title": "Tailor", "description": "<p>You <b>repair</b> clothes.</p>", "inLanguage": "en", "datePosted": "2026-11-20",
    "validThrough": "2026-12-20T23:59:00+01:00", "employmentType": ["PART_TIME", "INTERN"],
    "hiringOrganization": {"@type": "Organization", "name": "Career House"},
    "jobLocation": {"@type": "Place", "address": {"@type": "PostalAddress", "addressLocality": "Gent", "postalCode": "9000", "addressCountry": "Belgium"}},
    "baseSalary": {"@type": "MonetaryAmount", "currency": "EUR", "value": {"@type": "QuantitativeValue", "minValue": 14.5, "maxValue": 16, "unitText": "HOUR"}},
    "skills": ["Work as a tailor", {"@type": "DefinedTerm", "name": "care", "url": "http://data.europa.eu/esco/skill/abc-1"}],
    "occupationalCategory": "7531.2", "workHours": "30 hours a week", "url": "https://board.example/17", "industry": "fashion",
}  # fmt: skip


def taken(tmp_path: Path, text: str | bytes, form: str = "json", **wish: Any) -> tuple[Report, list[str]]:
    path = tmp_path / "file"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    said: list[str] = []
    report = run_import(path, form, Wish("board", TODAY, **wish), at=AT, say=said.append)
    return report, said


def posting(**changes: Any) -> str:
    return json.dumps({**POSTING, **changes})


def test_a_posting_becomes_a_vacancy_and_what_was_not_read_is_told(tmp_path: Path) -> None:
    give("organization", "be-house", {**ORGANIZATION, "name": {"en": "Career House"}})

    report, _said = taken(tmp_path, posting())

    one = Vacancy.objects.get()
    assert (one.title, one.text) == ({"en": "Tailor"}, {"en": "You repair clothes."})
    assert (one.kind, one.employment, one.isco, str(one.hours_a_week)) == ("internship", "part_time", "7531", "30.0")
    assert (one.country, one.nuts, one.organization_key) == ("be", "BE23", "be-house")
    assert (str(one.pay_from), str(one.pay_to), one.currency, one.pay_per) == ("14.50", "16.00", "EUR", "hour")
    assert (one.published_on, one.open_until) == (dt.date(2026, 11, 20), dt.date(2026, 12, 20))
    assert one.skills[1] == {"what": "http://data.europa.eu/esco/skill/abc-1", "words": "care", "importance": "must", "is_suggested": False}  # fmt: skip
    assert report.unknown == {"industry": 1}


def test_skills_in_words_get_the_reference_that_a_machine_is_sure_of_and_say_so(tmp_path: Path) -> None:
    taken(tmp_path, posting(skills="Work as a tailor; zxqv wvut"))

    sure, unknown = Vacancy.objects.get().skills

    assert sure["what"].startswith("task:")
    assert sure["is_suggested"]
    assert (unknown["what"], unknown["words"], unknown["is_suggested"]) == ("", "zxqv wvut", False)


def test_the_same_file_again_changes_nothing_and_a_change_changes_one(tmp_path: Path) -> None:
    taken(tmp_path, posting())
    again, _said = taken(tmp_path, posting())
    changed, _said = taken(tmp_path, posting(title="Master tailor"))

    assert (again.taken.unchanged, again.taken.created, again.taken.changed) == (1, 0, 0)
    assert (changed.taken.changed, Vacancy.objects.get().title) == (1, {"en": "Master tailor"})
    assert VacancyChange.objects.count() == 2


def test_what_an_editor_closed_stays_closed_and_what_was_over_opens_again(tmp_path: Path) -> None:
    taken(tmp_path, json.dumps([{**POSTING, "identifier": "1"}, {**POSTING, "identifier": "2"}]))
    Vacancy.objects.filter(identifier="1").update(state="closed")
    Vacancy.objects.filter(identifier="2").update(state="over")

    taken(tmp_path, json.dumps([{**POSTING, "identifier": nth, "validThrough": "2027-01-31"} for nth in ("1", "2")]))

    assert dict(Vacancy.objects.values_list("identifier", "state")) == {"1": "closed", "2": "open"}


@pytest.mark.parametrize(
    ("text", "form"),
    [
        (json.dumps({"@context": ["https://schema.org", {"x": "y"}], "@graph": [{"@type": "Organization", "name": "x"}, POSTING]}), "json"),
        (json.dumps([POSTING]), "json"),
        (json.dumps({"schema:title" if name == "title" else name: value for name, value in POSTING.items()} | {"@type": ["http://schema.org/JobPosting"]}), "json"),
        (json.dumps(POSTING) + "\n\n" + json.dumps({"@type": "WebPage"}) + "\n", "ndjson"),
    ],
    ids=["graph", "array", "prefixed", "lines"],
)  # fmt: skip
def test_every_usual_form_of_json_ld_is_read(tmp_path: Path, text: str, form: str) -> None:
    report, said = taken(tmp_path, text, form)

    assert (report.taken.created, report.refused, said) == (1, 0, [])


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"validThrough": "2026-11-25"}, "its last day was 2026-11-25: it is no longer open"),
        ({"jobLocation": {"address": {"addressCountry": "US"}}}, "the work is in “US”"),
        ({"title": ""}, "it has no title"),
        ({"hiringOrganization": None}, "it names no employer"),
        ({"employmentType": "VOLUNTEER"}, "it is voluntary work"),
    ],
)
def test_what_cannot_be_taken_is_refused_with_a_sentence(
    tmp_path: Path, changes: dict[str, Any], sentence: str
) -> None:
    report, said = taken(tmp_path, json.dumps([{**POSTING, **changes}, {**POSTING, "identifier": "18"}]))

    assert (report.refused, report.taken.created) == (1, 1)
    assert sentence in said[0]


@pytest.mark.parametrize(
    ("changes", "note"),
    [
        ({"baseSalary": {"currency": "EUR", "value": {"value": float("nan"), "unitText": "HOUR"}}}, "pay_from: “nan” is no such number"),
        ({"baseSalary": {"currency": "EUR", "value": {"value": 1e300, "unitText": "HOUR"}}}, "pay_from: “1e+300” is no such number"),
        ({"baseSalary": {"currency": "EUR", "value": {"value": 2000}}}, "it does not say for how long the pay is"),
        ({"datePosted": "2030-01-01"}, "published on 2030-01-01, which is still to come"),
        ({"url": "javascript:alert(1)"}, "url: no address of a page"),
        ({"description": "x" * 30_000}, "30,000 letters"),
        ({"workHours": "900 hours"}, "hours_a_week: “900” is no such number"),
    ],
)  # fmt: skip
def test_a_value_that_cannot_be_used_is_left_out_with_a_note(
    tmp_path: Path, changes: dict[str, Any], note: str
) -> None:
    report, said = taken(tmp_path, posting(**changes))

    assert report.taken.created == 1
    assert any(note in sentence for sentence in said)


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        '{"@type":"JobPosting","title":' + '{"@value":' * 5_000 + '"x"' + "}" * 5_000 + "}",
        '[{"@type":"JobPosting","title":"\\ud800","hiringOrganization":"x","jobLocation":{"address":{"addressCountry":"BE"}}}]',
        '{"@type":"JobPosting","title":["a",["b"]],"skills":{"name":{"name":"x"}},"baseSalary":[[]],"hiringOrganization":7,"jobLocation":[[1]]}',
        "<html></html>",
        "",
    ],
    ids=["deep list", "deep object", "half a letter", "odd shapes", "html", "empty"],
)
def test_hostile_files_end_in_sentences(tmp_path: Path, text: str) -> None:
    try:
        report, said = taken(tmp_path, text)
    except Unusable as refusal:
        said, report = [str(refusal)], Report()

    assert said
    assert report.taken.created == 0


def test_a_file_that_is_too_large_is_refused_before_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pathfinder.vacancies.importing.LARGEST_FILE", 10)

    with pytest.raises(Unusable, match="larger than"):
        taken(tmp_path, posting())


def test_a_table_is_read_by_its_columns(tmp_path: Path) -> None:
    table = (
        "identifier;title;organization;country;place;skills;skills_to_learn;languages;pay;valid_through;color\n"
        "1;Tailor;Atelier;be;Gent;Work as a tailor;Repair bicycles;nl:b1 fr:A2;unpaid;2026-12-24;red\n"
        "2;;Atelier;be;;;;;;;\n"
    )

    report, said = taken(tmp_path, table, "csv")

    one = Vacancy.objects.get()
    assert (one.languages, one.highest_level, one.pay) == ({"nl": "B1", "fr": "A2"}, 3, "unpaid")
    assert [skill["importance"] for skill in one.skills] == ["must", "can_be_learnt"]
    assert (report.unknown, said) == ({"color": 1}, ["row 3: it has no title"])


def test_what_we_give_we_take_again(tmp_path: Path) -> None:
    taken(tmp_path, posting(skills=["Work as a tailor"]))
    one = Vacancy.objects.get()
    one.languages = {"nl": "B1"}
    one.save()
    line = json.dumps(posting_of(one, "https://site.example/en/vacancies/x/"))
    Vacancy.objects.all().delete()

    taken(tmp_path, line, "ndjson")

    back = Vacancy.objects.get()
    same = (
        "kind",
        "title",
        "text",
        "country",
        "place",
        "nuts",
        "languages",
        "employment",
        "hours_a_week",
        "isco",
        "open_until",
    )
    assert [getattr(back, name) for name in same] == [getattr(one, name) for name in same]
    assert (back.pay_from, back.pay_to, back.pay_per) == (one.pay_from, one.pay_to, one.pay_per)
    assert [skill["what"] for skill in back.skills] == [skill["what"] for skill in one.skills]


def test_a_dry_run_writes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_text(posting())

    report = run_import(path, "json", Wish("board", TODAY), at=AT, say=print, is_dry=True)

    assert (report.read, Vacancy.objects.count()) == (1, 0)
