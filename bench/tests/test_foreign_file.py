"""The file that is imported in the benchmark is one that another system could give."""

from pathlib import Path

import pytest

from bench.foreign_file import write_foreign_file
from pathfinder.directory.imports.tests.importing import take
from pathfinder.directory.models import Attribute, Phone, Service


@pytest.mark.django_db
def test_every_service_of_it_is_taken(tmp_path: Path) -> None:
    write_foreign_file(tmp_path / "file.ndjson", 72)

    imported = take(tmp_path / "file.ndjson")

    assert (imported.refused, imported.notes) == ([], [])
    assert imported.counts("service") == (72, 0, 0)
    assert Service.objects.filter(service_at_locations__isnull=False).exists()
    assert Phone.objects.exists()
    assert Attribute.objects.exists()


def test_it_is_the_same_every_time(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_foreign_file(tmp_path / name, 16)

    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
