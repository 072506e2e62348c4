"""The index follows the records, survives what happens to its files, and is shared by processes."""

import os
import shutil
import time
from pathlib import Path

import pytest

from pathfinder.search import index as index_module
from pathfinder.search.index import FIRST, SearchIndex, cell_of, cells_around
from pathfinder.search.one_writer import one_writer
from pathfinder.search.ranking import narrowed, query_for
from pathfinder.search.tests.small import Shelf, believable_shelf, entry, small_vocabulary
from pathfinder.search.understanding import understand

pytestmark = pytest.mark.pure

VOCABULARY = small_vocabulary()


@pytest.fixture(autouse=True)
def always_looking(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index_module, "LOOK_EVERY_SECONDS", 0)


@pytest.fixture
def shelf() -> Shelf:
    return believable_shelf()


@pytest.fixture
def index(tmp_path: Path, shelf: Shelf) -> SearchIndex:
    return SearchIndex(tmp_path / "search", {"shelf": shelf}, VOCABULARY)


def keys(index: SearchIndex, typed: str, **filters: list[str]) -> list[str]:
    searcher = index.searcher()
    schema = index.index.schema
    understood = understand(
        typed, "en", VOCABULARY, is_indexed=lambda w: bool(searcher.doc_freq("name", w) or searcher.doc_freq("body", w))
    )
    query = narrowed(query_for(understood, VOCABULARY, schema, searcher), filters, schema)
    hits = searcher.search(query, limit=20, weight_by_field="weight").hits
    return [searcher.doc(address)["key"][0] for _score, address in hits]


def test_a_concept_finds_the_record_that_the_vocabulary_names(index: SearchIndex) -> None:
    assert keys(index, "معادلة الشهادة")[0] == "be-naric"


def test_for_whom_something_is_counts_less_than_what_it_is(index: SearchIndex) -> None:
    assert keys(index, "refugee") == ["be-council"]
    assert keys(index, "refugee work permit")[:2] == ["be-permit", "be-council"]


def test_words_of_name_and_text_find_too_the_name_first(index: SearchIndex) -> None:
    assert keys(index, "mentor")[0] == "ie-mentor"
    assert set(keys(index, "beginners")) == {"be-course"}


def test_what_is_over_comes_after_what_is_not(index: SearchIndex) -> None:
    assert keys(index, "mentoring first job") == ["ie-mentor", "be-old"]


def test_a_typing_error_still_finds(index: SearchIndex) -> None:
    assert keys(index, "mentorng") != []


def test_filters_narrow_and_an_unknown_code_leaves_nothing(index: SearchIndex) -> None:
    assert keys(index, "mentoring", country=["be"]) == ["be-old"]
    assert keys(index, "mentoring", country=["xx"]) == []


def test_no_words_find_everything_and_meaningless_words_nothing(index: SearchIndex, shelf: Shelf) -> None:
    assert len(keys(index, "")) == len(shelf.kept)
    assert keys(index, "?!") == []


def test_a_changed_record_is_found_by_its_new_words_and_no_longer_by_the_old(index: SearchIndex, shelf: Shelf) -> None:
    assert keys(index, "beginners") == ["be-course"]

    shelf.put(entry("be-course", "Evening school", "Pottery."))

    assert keys(index, "beginners") == []
    assert keys(index, "pottery") == ["be-course"]


def test_a_new_record_appears_and_a_removed_one_goes(index: SearchIndex, shelf: Shelf) -> None:
    keys(index, "x")

    shelf.put(entry("be-new", "Welding academy"))
    shelf.take("be-course")

    assert keys(index, "welding") == ["be-new"]
    assert keys(index, "evening school") == []


def test_a_change_of_everything_builds_a_new_index(index: SearchIndex, shelf: Shelf) -> None:
    keys(index, "x")
    before = index.state.generation

    shelf.kept["be-new"] = entry("be-new", "Welding academy")
    shelf.changes.append("*")

    assert keys(index, "welding") == ["be-new"]
    assert index.state.generation != before


def test_the_same_change_is_not_read_twice(index: SearchIndex, shelf: Shelf) -> None:
    shelf.changes.append("*")
    keys(index, "x")
    before = index.state.generation

    shelf.put(entry("be-new", "Welding academy"))
    keys(index, "x")

    assert index.state.generation == before  # the “everything” of before the build is not seen again


def test_two_processes_see_the_change_that_one_of_them_read(index: SearchIndex, shelf: Shelf, tmp_path: Path) -> None:
    other = SearchIndex(tmp_path / "search", {"shelf": shelf}, VOCABULARY)
    keys(index, "x")
    keys(other, "x")

    shelf.put(entry("be-new", "Welding academy"))
    keys(index, "welding")

    assert keys(other, "welding") == ["be-new"]


def test_who_cannot_write_now_goes_on_with_what_there_is(index: SearchIndex, shelf: Shelf) -> None:
    keys(index, "x")
    shelf.put(entry("be-new", "Welding academy"))

    with one_writer(index.folder, wait=True):
        blocked = SearchIndex(index.folder, {"shelf": shelf}, VOCABULARY)
        found = keys(blocked, "mentor")

    assert found[0] == "ie-mentor"


@pytest.mark.parametrize("harm", ["deleted", "emptied", "state is no JSON", "segments are gone", "another form"])
def test_a_damaged_index_is_built_anew_and_the_search_goes_on(index: SearchIndex, shelf: Shelf, harm: str) -> None:
    keys(index, "x")
    _harm(index.folder, harm)
    restarted = SearchIndex(index.folder, {"shelf": shelf}, VOCABULARY)

    assert keys(restarted, "mentor")[0] == "ie-mentor"


def _harm(folder: Path, how: str) -> None:
    generation = next(folder.glob("g*"))
    if how == "deleted":
        while folder.exists():  # the library's own watcher may lay a lock beside what is being deleted
            shutil.rmtree(folder, ignore_errors=True)
    elif how == "emptied":
        for path in generation.iterdir():
            path.unlink()
    elif how == "segments are gone":
        for path in generation.glob("*.store"):
            path.unlink()  # not shortened in place: a process that has it mapped would be killed by the system
            path.write_bytes(b"")
    elif how == "another form":
        state = folder / "state.json"
        state.write_text(state.read_text().replace(f'"form": "{index_module.FORM}-', '"form": "0-'))
    else:
        (folder / "state.json").write_text("{")


def test_old_generations_are_cleared_away(index: SearchIndex) -> None:
    keys(index, "x")

    index.rebuild()

    assert len(list(index.folder.glob("g*"))) == 1


def test_nobody_reads_half_a_state(index: SearchIndex) -> None:
    keys(index, "x")

    assert not list(index.folder.glob(f"state.{os.getpid()}"))


def test_an_entry_knows_each_concept_once_where_it_is_surest(index: SearchIndex) -> None:
    found = index._concepts(entry("be-naric", "Recognition of diplomas", "Recognition of diplomas"))

    assert found[FIRST] == {"diploma-recognition"}
    assert [name for name, concepts in found.items() if "diploma-recognition" in concepts] == [FIRST]


def test_a_circle_lies_in_the_squares_around_its_middle() -> None:
    ghent, brussels = (51.05, 3.72), (50.85, 4.35)

    assert cell_of(*brussels) in cells_around(*ghent, 60)
    assert cell_of(*brussels) not in cells_around(*ghent, 10)


def test_a_look_costs_little_while_nothing_changes(index: SearchIndex) -> None:
    keys(index, "x")
    stamp = (index.folder / "state.json").stat().st_mtime_ns
    time.sleep(0.01)

    keys(index, "mentor")

    assert (index.folder / "state.json").stat().st_mtime_ns == stamp
