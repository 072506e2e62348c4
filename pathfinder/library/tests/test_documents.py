import csv
import io
import re

import pytest

from pathfinder.library.content import Item, items
from pathfinder.library.documents.citations import Cited, bibtex_of, citation_of, tex
from pathfinder.library.documents.laws import laws_of
from pathfinder.library.documents.selection import Selection
from pathfinder.library.documents.shown import is_law
from pathfinder.rulebooks.loaded import countries, rulebook_of
from pathfinder.ui.tests.page_text import text_of

pytestmark = pytest.mark.django_db


def found(**asked):
    return [item.id for item in Selection.asked_for(asked).found]


def test_every_document_of_the_packs_is_in_the_list_at_an_address_of_its_own(client):
    page = client.get("/en/library/documents/").content.decode()

    assert [item.id for item in items("documents") if f'id="{item.id}"' not in page] == []


def test_a_document_is_shown_with_what_it_is_good_for_and_who_published_it(client):
    page = text_of(client.get("/en/library/documents/", {"q": "tapping potential guidelines"}))

    assert "Practical steps for employers." in page
    assert "UNHCR, BITC, IOM · 2019 · English" in page
    assert "1 document" in page


def test_words_are_found_without_their_accents_and_capitals():
    assert "be-d-som-2017" in found(q="SOCIO-ECONOMIQUE")
    assert "be-d-som-2017" in found(q="économique monitoring")


def test_choices_narrow_one_another():
    assert found(country="es", kind="law", year="2009", language="es", q="ley") == ["es-doc-ley-asilo"]
    assert found(country="es", kind="law", year="2009", language="en") == []


@pytest.mark.parametrize(
    "asked", [{"country": "xx"}, {"kind": "novel"}, {"year": "1"}, {"language": "../"}, {"by": "colour"}]
)
def test_what_nobody_offers_counts_as_not_chosen(client, asked):
    assert len(found(**asked)) == len(items("documents"))
    assert client.get("/en/library/documents/", asked).status_code == 200


def test_by_year_the_newest_come_first_and_those_of_no_year_last():
    groups = list(Selection(by_year=True).groups("en"))

    headings = [group["heading"] for group in groups]
    assert headings == sorted(headings, reverse=True)
    assert headings[-1] == ""


def test_only_what_a_gazette_publishes_is_called_a_law():
    laws = {item.id for item in items("documents") if is_law(item)}

    assert {"be-d-law-1976", "es-doc-ley-asilo", "ie-doc-act2026", "it-doc-dpr179", "nl-doc-fines"} <= laws
    assert laws.isdisjoint({"be-d-emn-2018", "gb-doc-code", "nl-doc-plan"})


def test_nothing_in_a_title_is_run_by_tex():
    assert tex(r"50% & $x_1$ #2 ~a^b \input{file}") == (
        r"50\% \& \$x\_1\$ \#2 \textasciitilde{}a\textasciicircum{}b \textbackslash{}input\textbraceleft{}file\textbraceright{}"
    )


@pytest.mark.parametrize("title", ["} @string{x", "{{{", "a\n}\n@comment", "\\}"])
def test_no_text_of_a_document_leaves_its_field(title):
    entry = bibtex_of(Cited("key", title, title, "2018", "en", f"https://example.org/{title}"))

    assert entry.count("{") == entry.count("}")
    assert [line[0] for line in entry.splitlines()] == ["@", " ", " ", " ", " ", " ", "}"]


def test_an_entry_names_only_what_is_known():
    entry = bibtex_of(Cited("gb-doc", "Guide", "Tent", "", "", ""))

    assert entry == "@misc{gb-doc,\n  title = {{Guide}},\n  howpublished = {Tent},\n}\n"


def test_a_citation_is_one_line_to_copy():
    assert citation_of(Cited("k", "Guide.", "Tent", "2018", "en", "https://a.org")) == (
        "Tent (2018). Guide. https://a.org"
    )
    assert citation_of(Cited("k", "Guide", "Tent", "", "en", "")) == "Tent. Guide."


def test_a_selection_can_be_taken_along_for_bibtex(client):
    response = client.get("/en/library/documents.bib", {"country": "gb"})
    entries = re.findall(r"^@misc\{(.+),$", response.content.decode(), flags=re.MULTILINE)

    assert entries == [item.id for item in items("documents") if item.country == "gb"]
    assert "pathfinder-documents.bib" in response["Content-Disposition"]


def test_one_document_can_be_taken_along_for_bibtex(client):
    entry = client.get("/nl/library/documents/be-d-som-2017.bib").content.decode()

    assert "title = {{Monitoring socio-économique 2017: marché du travail et origine}}" in entry
    assert "1215\\_UNIA" not in entry
    assert client.get("/en/library/documents/nothing.bib").status_code == 404


def test_a_selection_can_be_taken_along_for_a_spreadsheet(client):
    response = client.get("/en/library/documents.csv", {"kind": "law", "country": "be"})
    rows = list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))

    assert {row["kind"] for row in rows} == {"law"}
    assert {row["country"] for row in rows} == {"be"}
    assert all(row["sources"] for row in rows)


def test_no_cell_is_run_by_a_spreadsheet(client, monkeypatch):
    data = {"id": "x", "title": {"en": "=HYPERLINK(1)"}, "publisher": "@SUM(1)", "about": {"en": "-"}, "sources": ["s"]}
    monkeypatch.setattr(
        "pathfinder.library.documents.selection.items", lambda shelf: (Item("x", "be", "documents", data),)
    )

    row = client.get("/en/library/documents.csv").content.decode().splitlines()[1]

    assert "'=HYPERLINK(1)" in row
    assert "'@SUM(1)" in row


@pytest.mark.parametrize("country", countries())
def test_every_rule_with_a_legal_basis_stands_under_its_law(client, country):
    provisions = rulebook_of(country).provisions
    under_laws = [rule["id"] for law in laws_of(country, "en") for rule in law.provisions]
    page = client.get("/en/library/documents/laws/", {"country": country}).content.decode()

    assert sorted(under_laws) == sorted(name for name, one in provisions.items() if one.legal_basis)
    assert [name for name in under_laws if f"/law/{name}/" not in page] == []


def test_laws_are_told_with_the_dates_of_their_rules_and_with_their_text(client):
    page = text_of(client.get("/en/library/documents/laws/", {"country": "be"}))

    assert "Decree of the COCOF of 18 July 2013" in page
    assert "in force from 18 July 2013 to 31 May 2022" in page
    assert "Law of 8 July 1976 on the Public Centres for Social Action" in page


@pytest.mark.parametrize("language", ["nl", "fr", "de", "ar"])
def test_every_language_has_the_pages(client, language):
    assert client.get(f"/{language}/library/documents/").status_code == 200
    assert client.get(f"/{language}/library/documents/laws/").status_code == 200
