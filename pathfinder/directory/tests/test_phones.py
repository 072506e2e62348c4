"""A number that a phone can dial."""

import pytest

from pathfinder.directory.phones import dialled

pytestmark = pytest.mark.pure


@pytest.mark.parametrize(
    ("written", "extension", "link"),
    [
        ("+32 2 555 01 00", None, "+3225550100"),
        ("+32 (0)2 555 01 00", None, "+3225550100"),
        ("(02) 555-01.00", None, "025550100"),
        ("1700", None, "1700"),
        ("030/555 01", 12, "03055501;ext=12"),
        ("02 555 01 00 / 02 555 01 01", None, ""),
        ("ask at the desk", None, ""),
        ("0800 HELP", None, ""),
        ("", None, ""),
        ("-", None, ""),
    ],
)
def test_one_number_is_dialled_and_anything_else_is_only_shown(written: str, extension: int | None, link: str) -> None:
    assert dialled(written, extension) == link
