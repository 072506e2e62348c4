"""When a source or the law changes, what rests on it is queued."""

from pathlib import Path

import pytest

from pathfinder.checking.law_changes import fingerprint
from pathfinder.checking.models import ProvisionMark, Reason
from pathfinder.content.actions import load_packs
from pathfinder.directory.tests.records import LATER, NOW
from rulebook.load import load_rulebook

pytestmark = pytest.mark.django_db

PROVISION = """
- id: xx-duty
  kind: duty
  services: [xx-course]
  title: {en: Course}
  valid: {from: 2018-01-01}
  when: {fact: age, ge: {param: xx-age}}
  sources: [act#4]
  checked_on: 2018-09-01
"""
FILES = {
    "pack.yaml": "country: xx\nversion: '1'\n",
    "sources.yaml": "- {id: act, title: An Act, publisher: XX, date: 2018}\n- {id: study, title: A study, publisher: XX}\n",
    "territories.yaml": "- {id: xx, name: {en: Xanadu}}\n",
    "organizations.yaml": "- {id: xx-desk, name: {en: Desk}, territory: xx, sources: ['study#1']}\n",
    "services.yaml": "- {id: xx-course, name: {en: Course}, organization: xx-desk, territory: xx, sources: [act, study]}\n"
    "- {id: xx-other, name: {en: Other}, organization: xx-desk, territory: xx, sources: [act]}\n",
    "facts.yaml": "- {id: age, type: whole, label: {en: age}, question: {en: How old are you?}}\n",
    "parameters.yaml": "- {id: xx-age, label: {en: age}, unit: years, values: [{from: 2018-01-01, value: 18, sources: [act]}]}\n",
    "provisions/all.yaml": PROVISION,
    "texts/nl.yaml": "state: machine\ntexts: {xx-duty: {title: Cursus}}\n",
}  # fmt: skip


@pytest.fixture
def packs(tmp_path: Path) -> Path:
    """A made-up country with one service that the law decides about."""
    (tmp_path / "xx" / "provisions").mkdir(parents=True)
    (tmp_path / "xx" / "texts").mkdir()
    for name, text in FILES.items():
        (tmp_path / "xx" / name).write_text(text)
    load_packs(tmp_path, at=NOW)
    return tmp_path


def change(packs: Path, name: str, old: str, new: str) -> None:
    path = packs / "xx" / name
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new))
    load_packs(packs, at=LATER)


def waiting() -> set[tuple[str, str, str]]:
    return set(Reason.objects.values_list("key", "why", "about"))


def test_a_first_load_queues_nothing(packs: Path) -> None:
    assert waiting() == set()
    assert ProvisionMark.objects.count() == 1


def test_a_changed_source_queues_all_that_cite_any_part_of_it_and_nothing_else(packs: Path) -> None:
    change(packs, "sources.yaml", "A study", "A study, second edition")

    assert waiting() == {("xx-desk", "source_changed", "study"), ("xx-course", "source_changed", "study")}


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("provisions/all.yaml", "title: {en: Course}", "title: {en: Long course}"),
        ("provisions/all.yaml", "from: 2018-01-01", "from: 2019-01-01"),
        ("provisions/all.yaml", "ge: {param: xx-age}", "gt: {param: xx-age}"),
        ("parameters.yaml", "value: 18", "value: 16"),
        ("provisions/all.yaml", "sources: [act#4]", "sources: [act#5]"),
    ],
)
def test_law_that_changed_queues_the_service_it_decides_about(packs: Path, name: str, old: str, new: str) -> None:
    change(packs, name, old, new)

    assert waiting() == {("xx-course", "law_changed", "xx-duty")}


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("texts/nl.yaml", "title: Cursus", "title: Leergang"),
        ("texts/nl.yaml", "state: machine", "state: reviewed"),
        ("provisions/all.yaml", "checked_on: 2018-09-01", "checked_on: 2018-10-01"),
        ("pack.yaml", "version: '1'", "version: '2'"),
    ],
)
def test_what_is_no_change_of_the_law_queues_nothing(packs: Path, name: str, old: str, new: str) -> None:
    change(packs, name, old, new)

    assert waiting() == set()


def test_a_record_that_the_pack_dropped_does_not_wait_any_more(packs: Path) -> None:
    change(packs, "provisions/all.yaml", "from: 2018-01-01", "from: 2019-01-01")
    service = "- {id: xx-course, name: {en: Course}, organization: xx-desk, territory: xx, sources: [act, study]}\n"
    (packs / "xx" / "provisions" / "all.yaml").write_text("")

    change(packs, "services.yaml", service, "")

    assert waiting() == set()


def test_the_mark_of_a_provision_is_the_same_in_every_process(packs: Path) -> None:
    first, second = (load_rulebook(packs, "xx") for _ in range(2))

    assert fingerprint(first.provisions["xx-duty"], first) == fingerprint(second.provisions["xx-duty"], second)
