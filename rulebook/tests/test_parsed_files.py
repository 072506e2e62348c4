import json

import pytest

from rulebook.parsed_files import ParsedFiles


@pytest.fixture
def text(tmp_path):
    path = tmp_path / "a.yaml"
    path.write_text("[1]")
    return path


class Counted:
    def __init__(self):
        self.calls = 0

    def __call__(self, text):
        self.calls += 1
        return json.loads(text)


def test_what_was_parsed_is_not_parsed_again_also_in_the_next_process(text, tmp_path):
    first, second = Counted(), Counted()
    files = ParsedFiles(first, tmp_path / "kept")
    files.read("xx", text)
    files.read("xx", text)
    files.keep()

    again = ParsedFiles(second, tmp_path / "kept").read("xx", text)

    assert (again, first.calls, second.calls) == ([1], 1, 0)


def test_a_file_that_changed_is_parsed_anew(text, tmp_path):
    files = ParsedFiles(json.loads, tmp_path / "kept")
    files.read("xx", text)
    files.keep()
    text.write_text("[2]")

    assert ParsedFiles(json.loads, tmp_path / "kept").read("xx", text) == [2]


def test_what_was_kept_and_is_damaged_is_made_anew(text, tmp_path):
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept" / "xx.pickle").write_bytes(b"no pickle")
    files = ParsedFiles(json.loads, tmp_path / "kept")

    assert files.read("xx", text) == [1]

    files.keep()
    assert ParsedFiles(Counted(), tmp_path / "kept").read("xx", text) == [1]


def test_a_folder_that_cannot_be_written_costs_only_time(text, tmp_path):
    (tmp_path / "kept").write_text("a file stands in the way")
    files = ParsedFiles(json.loads, tmp_path / "kept")

    assert files.read("xx", text) == [1]
    files.keep()


def test_what_is_forgotten_is_read_from_the_disk_again(text, tmp_path):
    files = ParsedFiles(json.loads, tmp_path / "kept")
    first = files.read("xx", text)
    files.keep()

    files.forget("xx")

    assert files.read("xx", text) == first
    assert files.read("xx", text) is not first
