"""The pictures of tasks come as one file, which is made when it is asked for."""

from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from django.contrib.staticfiles import finders

from pathfinder.skills.pictures import PictureFinder, kept_sprite, pictures, sprite
from pathfinder.skills.tasks import tasks

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(autouse=True)
def an_empty_folder(settings: Any, tmp_path: Path) -> None:
    settings.VAR_DIR = tmp_path
    kept_sprite.cache_clear()


def test_every_task_has_a_picture_and_they_differ() -> None:
    names = {task.picture for task in tasks().values()}

    assert names <= pictures()
    assert len(names) >= 120


def test_each_picture_has_its_name_and_takes_the_colour_of_the_words() -> None:
    drawn = ElementTree.fromstring(sprite(["soup", "bread", "soup"]))

    assert [symbol.get("id") for symbol in drawn] == ["bread", "soup"]
    assert {symbol.get("stroke") for symbol in drawn} == {"currentColor"}
    assert all(symbol.findall(f"{SVG}path") for symbol in drawn)


def test_a_picture_that_there_is_not_is_an_error() -> None:
    with pytest.raises(KeyError):
        sprite(["unicorn-on-a-bicycle"])


def test_the_file_says_whose_work_it_is() -> None:
    assert "Tabler Icons" in sprite(["soup"])
    assert "MIT licence" in sprite(["soup"])


def test_the_site_finds_the_file_and_collects_it() -> None:
    found = finders.find("skills/pictures.svg")
    collected = list(PictureFinder().list(None))

    assert found is not None
    assert 'id="soup"' in Path(found).read_text(encoding="utf-8")
    assert [(name, storage.prefix, storage.exists(name)) for name, storage in collected] == [
        ("pictures.svg", "skills", True)
    ]


def test_other_files_are_not_its_business() -> None:
    assert PictureFinder().find("skills/other.svg") is None
    assert PictureFinder().find("skills/other.svg", find_all=True) == []
