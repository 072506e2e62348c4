import stat
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from config import environment as env

NAME = "A_MADE_UP_SETTING"


@pytest.mark.parametrize(
    ("written", "means"), [("yes", True), ("ON", True), ("1", True), ("no", False), ("false", False), ("0", False)]
)
def test_a_flag_is_yes_or_no(monkeypatch: pytest.MonkeyPatch, written: str, means: bool) -> None:
    monkeypatch.setenv(NAME, written)

    assert env.flag(NAME, default=not means) is means


@pytest.mark.parametrize("written", [None, "", "  "])
def test_a_flag_that_is_not_set_has_its_default(monkeypatch: pytest.MonkeyPatch, written: str | None) -> None:
    if written is not None:
        monkeypatch.setenv(NAME, written)

    assert env.flag(NAME, default=True) is True


def test_a_flag_that_is_neither_says_what_to_write(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(NAME, "perhaps")

    with pytest.raises(ImproperlyConfigured, match=r"“perhaps”\. Use yes or no"):
        env.flag(NAME, default=True)


def test_a_list_is_written_with_commas_or_spaces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(NAME, "a.example, b.example c.example")

    assert env.words(NAME, "") == ["a.example", "b.example", "c.example"]


def test_a_secret_is_made_once_and_only_its_owner_may_read_it(tmp_path: Path) -> None:
    kept = tmp_path / "var" / "secret"

    first, second = env.secret(NAME, kept), env.secret(NAME, kept)

    assert first == second
    assert len(first) >= 50
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert list(kept.parent.iterdir()) == [kept]


def test_a_secret_from_the_environment_leaves_no_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(NAME, "given")

    assert env.secret(NAME, tmp_path / "secret") == "given"
    assert not (tmp_path / "secret").exists()


def test_without_a_database_setting_there_is_a_file(tmp_path: Path) -> None:
    database = env.database(NAME, tmp_path / "site.sqlite3")

    assert database["ENGINE"] == "django.db.backends.sqlite3"
    assert database["NAME"] == tmp_path / "site.sqlite3"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("sqlite:////srv/site.sqlite3", {"NAME": Path("/srv/site.sqlite3")}),
        ("sqlite:///site.sqlite3", {"NAME": Path("site.sqlite3").resolve()}),
        (
            "postgresql://amina:p%40ss@db.example:5433/pathfinder?sslmode=require",
            {"NAME": "pathfinder", "USER": "amina", "PASSWORD": "p@ss", "HOST": "db.example", "PORT": "5433"},
        ),
        (
            "postgres://amina@/pathfinder?host=/run/postgresql",
            {"HOST": "/run/postgresql", "PORT": "", "OPTIONS": {"options": "-c jit=off"}},
        ),
    ],
)
def test_a_database_is_one_url(monkeypatch: pytest.MonkeyPatch, url: str, expected: dict[str, Any]) -> None:
    monkeypatch.setenv(NAME, url)

    database = env.database(NAME, Path("/nowhere"))

    assert {key: database[key] for key in expected} == expected


@pytest.mark.parametrize("url", ["mysql://localhost/x", "postgresql://localhost", "pathfinder", "sqlite://"])
def test_an_unusable_database_url_is_refused_with_an_example(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setenv(NAME, url)

    with pytest.raises(ImproperlyConfigured, match="Write sqlite:"):
        env.database(NAME, Path("/nowhere"))


def test_without_a_mail_server_letters_are_files_that_only_the_owner_reads(tmp_path: Path) -> None:
    server = env.email(NAME, tmp_path / "emails")

    assert server.backend.endswith("filebased.EmailBackend")
    assert server.folder == tmp_path / "emails"
    assert stat.S_IMODE((tmp_path / "emails").stat().st_mode) == 0o700


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("smtp://amina:p%40ss@mail.example", ("mail.example", 587, "amina", "p@ss", True, False)),
        ("smtp://mail.example:2525", ("mail.example", 2525, "", "", True, False)),
        ("smtp://localhost:25?tls=no", ("localhost", 25, "", "", False, False)),
        ("smtps://amina:pass@mail.example", ("mail.example", 465, "amina", "pass", False, True)),
    ],
)
def test_a_mail_server_is_one_url(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, url: str, expected: Any) -> None:
    monkeypatch.setenv(NAME, url)

    server = env.email(NAME, tmp_path / "emails")

    assert (server.host, server.port, server.user, server.password, server.starts_tls, server.is_tls) == expected
    assert not (tmp_path / "emails").exists()


@pytest.mark.parametrize(
    "url",
    ["mail.example", "http://mail.example", "smtp://", "smtp://mail.example?tls=perhaps", "smtp://mail.example:post"],
)
def test_a_mail_server_that_is_none_says_what_to_write(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, url: str
) -> None:
    monkeypatch.setenv(NAME, url)

    with pytest.raises(ImproperlyConfigured, match="smtp://user:password@host:587"):
        env.email(NAME, tmp_path)
