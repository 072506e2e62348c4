from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import override_settings

from pathfinder.content.actions import PackChange, load_packs
from pathfinder.content.models import LoadedPack
from pathfinder.content.queries import content_state
from rulebook.parse import PackError

pytestmark = pytest.mark.django_db

MONDAY = datetime(2018, 9, 10, 9, tzinfo=UTC)
TUESDAY = datetime(2018, 9, 11, 9, tzinfo=UTC)


@pytest.fixture
def packs(tmp_path: Path) -> Path:
    """A made-up country with one organization."""
    country = tmp_path / "xx"
    country.mkdir()
    (country / "pack.yaml").write_text("country: xx\nversion: '2018.9'\nupdates_checked: 2018-09-01\n")
    (country / "sources.yaml").write_text(
        "- {id: act, title: An Act, publisher: XX, date: 2018, url: 'https://x.example'}\n"
    )
    (country / "territories.yaml").write_text("- {id: xx, name: {en: Xanadu}}\n")
    (country / "organizations.yaml").write_text("- {id: xx-desk, name: {en: Desk}, territory: xx, sources: [act]}\n")
    return tmp_path


def test_a_new_pack_is_recorded_with_its_version_and_counts(packs: Path) -> None:
    changes = load_packs(packs, at=MONDAY)

    pack = LoadedPack.objects.get(country="xx")
    assert changes == [PackChange("xx", "2018.9", "loaded")]
    assert pack.loaded_at == MONDAY
    assert pack.counts == {"provisions": 0, "services": 0, "organizations": 1, "sources": 1}


def test_loading_the_same_pack_again_changes_nothing(packs: Path) -> None:
    load_packs(packs, at=MONDAY)

    changes = load_packs(packs, at=TUESDAY)

    assert changes == [PackChange("xx", "2018.9", "unchanged")]
    assert LoadedPack.objects.get(country="xx").loaded_at == MONDAY


def test_a_changed_file_is_noticed(packs: Path) -> None:
    load_packs(packs, at=MONDAY)
    (packs / "xx" / "pack.yaml").write_text("country: xx\nversion: '2018.10'\n")

    changes = load_packs(packs, at=TUESDAY)

    pack = LoadedPack.objects.get(country="xx")
    assert changes == [PackChange("xx", "2018.10", "loaded")]
    assert (pack.version, pack.loaded_at) == ("2018.10", TUESDAY)


def test_a_pack_that_is_gone_is_no_longer_listed(packs: Path) -> None:
    load_packs(packs, at=MONDAY)
    (packs / "xx" / "pack.yaml").unlink()

    changes = load_packs(packs, at=TUESDAY)

    assert changes == [PackChange("xx", "2018.9", "removed")]
    assert not LoadedPack.objects.exists()


def test_an_unsound_pack_leaves_the_record_as_it_was(packs: Path) -> None:
    load_packs(packs, at=MONDAY)
    (packs / "xx" / "organizations.yaml").write_text(
        "- {id: xx-desk, name: {en: Desk}, territory: yy, sources: [act]}\n"
    )

    with pytest.raises(PackError, match="yy"):
        load_packs(packs, at=TUESDAY)

    assert LoadedPack.objects.get(country="xx").loaded_at == MONDAY


def test_the_command_says_what_it_loaded(packs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with override_settings(PACKS_DIR=packs):
        call_command("load_packs")

    assert capsys.readouterr().out == "xx 2018.9: loaded (1 new)\nsearch: 1 records can be found\n"


def test_the_command_says_where_it_looked_when_there_is_nothing(tmp_path: Path) -> None:
    with override_settings(PACKS_DIR=tmp_path), pytest.raises(CommandError, match=str(tmp_path)):
        call_command("load_packs")


def test_the_state_of_the_content_adds_up_all_packs_and_takes_the_oldest_check(django_assert_num_queries) -> None:
    common = {"checksum": "0", "counts": {"services": 2}}
    LoadedPack.objects.create(country="xx", version="1", loaded_at=MONDAY, updates_checked="2018-09-01", **common)
    LoadedPack.objects.create(country="yy", version="1", loaded_at=TUESDAY, updates_checked="2018-08", **common)

    with django_assert_num_queries(1):
        state = content_state()

    assert state.countries == ["xx", "yy"]
    assert state.counts == {"services": 4}
    assert state.loaded_at == TUESDAY
    assert state.updates_checked == "2018-08"


def test_without_any_pack_the_state_is_empty() -> None:
    state = content_state()

    assert (state.packs, state.counts, state.loaded_at, state.updates_checked) == ([], {}, None, "")
