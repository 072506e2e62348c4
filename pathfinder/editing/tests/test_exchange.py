"""Texts go to translators' tools and come back; what would do harm, or was not seen, is refused."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from pathfinder.accounts.tests.people import AT, olena
from pathfinder.directory.actions import Given, take_over
from pathfinder.directory.models import Metadata
from pathfinder.editing.exchange.catalogue import interface_wordings
from pathfinder.editing.exchange.pack_files import with_reviewed
from pathfinder.editing.exchange.pack_texts import pack_wordings, translations_of
from pathfinder.editing.exchange.returned import Unreadable
from pathfinder.editing.exchange.sending_out import READERS
from pathfinder.editing.exchange.wording import Wording
from pathfinder.editing.exchange.xliff import read as read_xliff
from pathfinder.editing.tests.records import by_machine, document, reviewed
from rulebook.load import countries_with_a_pack, parse_yaml
from tests.house.the_house import ROOT

pytestmark = pytest.mark.django_db

SERVICES = """\
- id: xx-course
  name: {en: "Course of Dutch"}
  steps: [{en: "Call us."}, {en: "Come in {n} days."}, {en: "Begin."}]
  notes: [xx-amb-1, {text: {en: "Bring a paper."}}]
  locations: [{name: {en: "Desk"}}]
- id: xx-other
  name: {nl: "Huis"}
"""
VOCABULARY = "concepts: [{id: work-permit, scheme: work, label: {en: work permit, uk: дозвіл на роботу}}]\n"
TEXTS = """\
# Ukrainian. Translated by a machine.
state: machine
texts:
  # courses
  xx-course:
    name: 'Курс'  # short
    steps: ["Подзвоніть.", null]
"""
CATALOGUE = """\
# Words.
msgid ""
msgstr ""
"Language: uk\\n"
"Content-Type: text/plain; charset=utf-8\\n"

msgid "Find help"
msgstr "Знайти допомогу"

msgid "one"
msgid_plural "{n} things"
msgstr[0] "a"
msgstr[1] "b"
msgstr[2] "c"

"""


@pytest.fixture
def packs(tmp_path: Path, settings: Any) -> Path:
    """One country with two services, half translated, and a catalogue."""
    files = {
        "packs/shared/facts.yaml": '- {id: age, label: {en: "your age"}}\n',
        "packs/shared/vocabulary/work.yaml": VOCABULARY,
        "packs/xx/pack.yaml": "country: xx\n",
        "packs/xx/services.yaml": SERVICES,
        "packs/xx/texts/uk.services.yaml": TEXTS,
        "locale/uk/LC_MESSAGES/django.po": CATALOGUE,
    }
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    settings.PACKS_DIR, settings.LOCALE_PATHS = tmp_path / "packs", [tmp_path / "locale"]
    return tmp_path / "packs"


@pytest.fixture(params=["xlf", "po"])
def ending(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def sent_out(folder: Path, ending: str, **options: Any) -> Path:
    path = folder / f"uk.{ending}"
    told = {"format": "po" if ending == "po" else "xliff", "to": path, "stderr": StringIO(), **options}
    call_command("export_translations", lang="uk", **told)
    return path


def taken_back(path: Path, **options: Any) -> tuple[str, str]:
    out, err = StringIO(), StringIO()
    call_command("import_translations", path, stdout=out, stderr=err, **options)
    return out.getvalue(), err.getvalue()


def translated(path: Path, id_: str, words: str) -> None:
    """What a translator's tool does with one text: new words, and a mark that it is done."""
    text = path.read_text("utf-8")
    if path.suffix == ".po":
        found = re.search(rf'(?:#,[^\n]*\n)?msgctxt "{re.escape(id_)}"\nmsgid "[^\n]*\nmsgstr "[^\n]*\n', text)
        assert found
        done = re.sub(r"#,[^\n]*\n", "", found[0])
        done = re.sub(r'msgstr "[^\n]*\n', lambda _: f'msgstr "{words}"\n', done)
    else:
        found = re.search(rf'<unit id="{re.escape(id_)}">.*?</unit>', text, re.DOTALL)
        assert found
        done = re.sub(r"\s*<target>.*?</target>", "", found[0])
        done = re.sub(r"<segment[^>]*>", '<segment state="final">', done)
        done = done.replace("</source>", f"</source><target>{words}</target>")
    path.write_text(text.replace(found[0], done), "utf-8")


def texts_in(packs: Path) -> dict[str, tuple[str, str]]:
    return {one.id: (one.words, one.state) for one in pack_wordings(packs, "xx", "uk")}


# there and back


def test_a_pack_comes_back_with_its_new_words_read_by_a_person(packs: Path, tmp_path: Path, ending: str) -> None:
    path = sent_out(tmp_path, ending)
    translated(path, "xx:xx-course:name", "Курс нідерландської")
    translated(path, "xx:xx-course:steps.3", "Почніть.")

    out, err = taken_back(path)

    assert "2 taken as read by a person" in out
    assert err == ""
    texts = texts_in(packs)
    assert texts["xx:xx-course:name"] == ("Курс нідерландської", "reviewed")
    assert texts["xx:xx-course:steps.1"] == ("Подзвоніть.", "machine")
    assert texts["xx:xx-course:steps.2"] == ("", "missing")
    assert texts["xx:xx-course:steps.3"] == ("Почніть.", "reviewed")


def test_a_file_that_nobody_touched_changes_nothing(packs: Path, tmp_path: Path, ending: str) -> None:
    out, err = taken_back(sent_out(tmp_path, ending))

    assert "0 taken as read by a person" in out
    assert err == ""
    assert (packs / "xx/texts/uk.services.yaml").read_text("utf-8") == TEXTS


def test_a_machines_words_that_are_right_are_read_by_a_person(packs: Path, tmp_path: Path, ending: str) -> None:
    path = sent_out(tmp_path, ending)
    translated(path, "xx:xx-course:name", "Курс")

    taken_back(path)

    assert texts_in(packs)["xx:xx-course:name"] == ("Курс", "reviewed")


def test_the_second_time_changes_nothing(packs: Path, tmp_path: Path, ending: str) -> None:
    path = sent_out(tmp_path, ending)
    translated(path, "xx:xx-course:name", "Курс мови")
    taken_back(path)
    written = (packs / "xx/texts/uk.services.yaml").read_bytes()

    assert "0 taken" in taken_back(path)[0]
    assert (packs / "xx/texts/uk.services.yaml").read_bytes() == written


def test_a_trial_writes_nothing(packs: Path, tmp_path: Path, ending: str) -> None:
    path = sent_out(tmp_path, ending)
    translated(path, "xx:xx-course:name", "Курс мови")

    assert "1 would be taken" in taken_back(path, trial=True)[0]
    assert texts_in(packs)["xx:xx-course:name"] == ("Курс", "machine")


def test_a_first_text_of_a_shared_pack_gets_a_file(packs: Path, tmp_path: Path, ending: str) -> None:
    path = sent_out(tmp_path, ending, place=["shared"])
    translated(path, "shared:age:label", "ваш вік")

    taken_back(path)

    assert translations_of(packs, "shared", "uk")["age", "label"][:2] == ("ваш вік", "reviewed")


@pytest.mark.usefixtures("packs")
def test_a_record_of_the_desk_comes_back_with_its_history(tmp_path: Path, ending: str) -> None:
    told = {"country": "be", "name": {"en": "House"}, "description": {"en": "Helps.", "uk": by_machine("Помагає.")}}
    take_over([Given("organization", "be-house", told)], origin="editor", at=AT, by="editor")
    path = sent_out(tmp_path, ending, place=["record"])
    translated(path, "record:be-house:description", "Допомагає.")

    taken_back(path, by=olena().email)

    assert document("be-house")["description"]["uk"] == reviewed("Допомагає.")
    assert Metadata.objects.get(key="be-house", last_action_type="update").updated_by.startswith("translator ")


def test_words_of_the_interface_come_back_to_their_catalogue(packs: Path, tmp_path: Path, ending: str) -> None:
    locale = packs.parent / "locale"
    path = sent_out(tmp_path, ending, place=["interface"])
    translated(path, interface_wordings(locale, "uk")[0].id, "Знайдіть допомогу")

    taken_back(path)

    one = interface_wordings(locale, "uk")[0]
    assert (one.words, one.state) == ("Знайдіть допомогу", "reviewed")
    assert 'msgstr[1] "b"' in (locale / "uk/LC_MESSAGES/django.po").read_text("utf-8")


def test_a_file_says_the_terms_of_the_vocabulary(packs: Path, tmp_path: Path, ending: str) -> None:
    (packs / "xx/services.yaml").write_text('- {id: xx-a, name: {en: "Ask for a work permit"}}\n')

    assert "work permit = дозвіл на роботу" in sent_out(tmp_path, ending).read_text("utf-8")


def test_originals_in_another_language_are_a_file_of_their_own(packs: Path, tmp_path: Path, ending: str) -> None:
    assert "Huis" not in sent_out(tmp_path, ending).read_text("utf-8")
    assert "xx:xx-other:name" in sent_out(tmp_path, ending, source="nl").read_text("utf-8")


# what is not taken


def not_taken(folder: Path, ending: str, words: str, meanwhile: Callable[[], object] = lambda: None) -> str:
    path = sent_out(folder, ending)
    translated(path, "xx:xx-course:steps.2", words)
    meanwhile()
    out, err = taken_back(path)
    assert "0 taken" in out
    return err


def test_what_is_filled_in_must_stay(packs: Path, tmp_path: Path, ending: str) -> None:
    assert "{n}" in not_taken(tmp_path, ending, "Прийдіть за {m} днів.")


def test_an_original_that_changed_is_told(packs: Path, tmp_path: Path, ending: str) -> None:
    services = packs / "xx/services.yaml"

    def change() -> None:
        services.write_text(SERVICES.replace("Come in {n} days.", "Come in {n} weeks."))

    assert "the original has changed" in not_taken(tmp_path, ending, "Прийдіть за {n} днів.", change)


def test_words_that_somebody_changed_meanwhile_stay(packs: Path, tmp_path: Path, ending: str) -> None:
    texts = packs / "xx/texts/uk.services.yaml"

    def change() -> None:
        texts.write_text(TEXTS.replace("null", '"За {n} днів."'), "utf-8")

    assert "somebody changed the translation" in not_taken(tmp_path, ending, "Прийдіть за {n} днів.", change)
    assert texts_in(packs)["xx:xx-course:steps.2"] == ("За {n} днів.", "machine")


def test_a_text_that_is_none_is_told(packs: Path, tmp_path: Path, ending: str) -> None:
    def change() -> None:
        (packs / "xx/services.yaml").write_text("[]")

    assert "there is no such text" in not_taken(tmp_path, ending, "Прийдіть за {n} днів.", change)


def test_what_is_only_begun_is_told(packs: Path, tmp_path: Path) -> None:
    path = sent_out(tmp_path, "po")
    path.write_text(path.read_text("utf-8").replace('msgstr "Курс"', 'msgstr "Кур"'), "utf-8")

    assert "still marked as begun" in taken_back(path)[1]


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><x>&b;</x>'
XLIFF = '<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="en" trgLang="uk">{}</xliff>'


@pytest.mark.parametrize(
    "text",
    [
        BOMB,
        '<!DOCTYPE x SYSTEM "file:///etc/hostname"><x/>',
        "<a>" * 1_000,
        "",
        "<xliff",
        '<xliff version="1.2"/>',
        '<?xml version="1.0" encoding="utf-7"?><x/>',
        XLIFF.format(
            '<file id="f"><unit id="u"><segment><source>a<ph id="1"/></source><target>b</target></segment></unit></file>'
        ),
        "\x00\x01",
    ],
)
def test_a_hostile_or_broken_file_is_refused_as_a_whole(text: str) -> None:
    with pytest.raises(Unreadable):
        read_xliff(text.encode())


@pytest.mark.parametrize("content", [b'msgid "a', b"\xff\xfe\x00", b'msgid "a"\nmsgstr[x] "b"\n', b"<a/>"])
def test_a_broken_po_file_is_refused(content: bytes) -> None:
    with pytest.raises(Unreadable):
        READERS[".po"](content)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.txt", b"", "should end in"),
        ("a.xlf", BOMB.encode(), "document type"),
        ("a.po", b'msgid "a"\nmsgstr "b"\n', "does not say its language"),
        ("a.xlf", XLIFF.replace("uk", "../x").format("").encode(), "does not say its language"),
    ],
)
def test_the_command_says_why_it_took_nothing(tmp_path: Path, name: str, content: bytes, said: str) -> None:
    (tmp_path / name).write_bytes(content)

    with pytest.raises(CommandError, match=said):
        taken_back(tmp_path / name)


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="cannot be read"):
        taken_back(tmp_path / "a.po")


def test_units_cut_into_segments_come_back_whole() -> None:
    unit = (
        '<file id="f"><unit id="xx:a:says"><segment state="final"><source>One.</source><target>Eins.</target></segment>'
        "<ignorable><source> </source></ignorable>"
        '<segment state="final"><source>Two.</source><target><mrk id="m">Zwei</mrk>.</target></segment></unit></file>'
    )

    (text,) = read_xliff(XLIFF.format(unit).encode()).texts

    assert (text.original, text.words, text.is_read) == ("One. Two.", "Eins. Zwei.", True)


# files of packs


def wording(path: str, words: str, item: str = "xx-course") -> Wording:
    return Wording("xx", item, path, "en", "…", "uk", words, "reviewed", "uk.services.yaml")


def test_a_file_keeps_its_comments_and_all_other_lines() -> None:
    after = with_reviewed(TEXTS, [wording("name", 'Курс "А1": {n} \\ year: 2026')])

    assert after == TEXTS.replace("'Курс'", '"Курс \\"А1\\": {n} \\\\ year: 2026"').replace(
        "texts:\n", 'reviewed: ["xx-course name"]\ntexts:\n', 1
    )


def test_an_item_that_is_read_as_a_whole_is_named_once() -> None:
    some = with_reviewed(TEXTS, [wording("name", "Курс")])
    after = with_reviewed(some, [wording("steps.1", "Подзвоніть.")])

    assert parse_yaml(after)["reviewed"] == ["xx-course"]
    assert with_reviewed(after, [wording("steps.1", "Подзвоніть.")]) == after


@pytest.mark.parametrize(
    "words",
    [
        "yes",
        "- a",
        "a: b # c",
        "  ends\u00a0",
        "line\nline",
        "\u2028\u0085",
        "'\"\\",
        "2026-01-01",
        "null",
        "{a}",
        "السلام",
    ],
)
def test_any_words_can_be_written(words: str) -> None:
    told = [wording("name", words), wording("values.no", words, "xx-new"), wording("notes.2", words, "xx-new")]

    after = parse_yaml(with_reviewed(TEXTS, told))

    assert after["texts"]["xx-course"]["name"] == words
    assert after["texts"]["xx-new"] == {"values": {"no": words}, "notes": [None, words]}
    assert after["texts"]["xx-course"]["steps"] == ["Подзвоніть.", None]


@pytest.mark.parametrize("country", ["shared", *countries_with_a_pack(ROOT / "packs")])
def test_every_translation_of_our_packs_has_its_original(country: str) -> None:
    """So that nothing is left out of a translator's file."""
    known = {(one.item, one.path) for one in pack_wordings(ROOT / "packs", country, "uk")}
    languages = {path.name.partition(".")[0] for path in (ROOT / "packs" / country / "texts").glob("*.yaml")}

    lost = {at for language in languages for at in translations_of(ROOT / "packs", country, language)} - known

    assert lost == set()


@pytest.mark.parametrize("path", sorted((ROOT / "packs").glob("*/texts/uk*.yaml")), ids=str)
def test_every_file_of_our_packs_can_be_written(path: Path) -> None:
    before = path.read_text("utf-8")
    told = parse_yaml(before)["texts"]
    item = next(item for item, fields in told.items() if isinstance(next(iter(fields.values())), str))

    after = with_reviewed(before, [wording(next(iter(told[item])), "Нове", item)], path.name)

    assert len(after.splitlines()) == len(before.splitlines()) + 1  # what is reviewed
