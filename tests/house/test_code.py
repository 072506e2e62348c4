"""What the linter cannot see."""

import re

import pytest

from tests.house.the_house import files, name

pytestmark = pytest.mark.pure

IGNORED = re.compile(
    r"#\s*(?:noqa(?::\s*[A-Z]+\d+(?:,\s*[A-Z]+\d+)*)?|type:\s*ignore(?:\[[\w, -]+\])?|pragma:)(?P<rest>.*)$"
)
HALF_DONE = re.compile(r"#\s*(?:TODO|FIXME|XXX|HACK)\b")


def lines_of_programs() -> list[tuple[str, str]]:
    return [
        (f"{name(path)}:{number}", line)
        for path in files("*.py")
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
    ]


def test_an_ignored_rule_gives_its_reason_on_the_same_line() -> None:
    silent = [
        where
        for where, line in lines_of_programs()
        if (found := IGNORED.search(line)) and not found.group("rest").strip(" #")
    ]

    assert silent == []


def test_nothing_is_left_half_done_in_a_comment() -> None:
    assert [where for where, line in lines_of_programs() if HALF_DONE.search(line)] == []
