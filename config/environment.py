"""Reads settings from the environment: typed, with a default, and with a sentence when a value cannot be used."""

import os
import secrets
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

KEEP_CONNECTION_SECONDS = 60  # for the next request of the same thread


def text(name: str, default: str) -> str:
    return os.environ.get(name, "").strip() or default


def flag(name: str, *, default: bool) -> bool:
    value = text(name, "yes" if default else "no").lower()
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off"}:
        return False
    raise ImproperlyConfigured(f"{name} is “{value}”. Use yes or no.")


def whole(name: str, default: int) -> int:
    value = text(name, str(default))
    if not value.isdecimal():
        raise ImproperlyConfigured(f"{name} is “{value}”. Use a whole number, such as {default}.")
    return int(value)


def words(name: str, default: str) -> list[str]:
    """A list written with commas or spaces."""
    return text(name, default).replace(",", " ").split()


def folder(name: str, default: Path) -> Path:
    return Path(text(name, str(default))).resolve()


def secret(name: str, kept_in: Path) -> str:
    """A secret from the environment; without one, a random secret made once and kept in a file only its owner reads."""
    if value := text(name, ""):
        return value
    if not kept_in.exists():
        _keep_new_secret(kept_in)
    return kept_in.read_text(encoding="ascii").strip()


def _keep_new_secret(path: Path) -> None:
    """Linked into place whole, so that two processes starting together end up with the same secret."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(50) + "\n")
    with suppress(FileExistsError):  # another process was first: its secret stands
        path.hardlink_to(draft)
    draft.unlink()


def database(name: str, default: Path) -> dict[str, Any]:
    """Django's description of the database behind a URL.

    `sqlite:////absolute/path` or `sqlite:///path/from/here`; `postgresql://user:password@host:5432/name`,
    with `?host=/folder` for a Unix socket. Without the setting: an SQLite file at `default`.
    """
    url = urlsplit(text(name, f"sqlite:///{default}"))
    if url.scheme == "sqlite" and len(url.path) > 1:
        return _sqlite(Path(unquote(url.path[1:])).resolve())
    if url.scheme in {"postgresql", "postgres"} and len(url.path) > 1:
        return _postgresql(url)
    raise ImproperlyConfigured(
        f"{name} does not say which database to use. "
        "Write sqlite:////srv/pathfinder.sqlite3 or postgresql://user:password@host:5432/pathfinder."
    )


def _sqlite(path: Path) -> dict[str, Any]:
    path.parent.mkdir(parents=True, exist_ok=True)
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "OPTIONS": {
            # Readers never wait for the writer. `synchronous` stays FULL, SQLite's own default: a write that was
            # acknowledged survives a power cut.
            "init_command": "PRAGMA journal_mode=WAL",
            # A transaction takes the write lock when it starts and waits its turn, instead of failing half-way.
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,  # seconds to wait for that turn
        },
        "CONN_MAX_AGE": KEEP_CONNECTION_SECONDS,
    }


def _postgresql(url: SplitResult) -> dict[str, Any]:
    # Compiling a question pays when it takes minutes; ours take milliseconds, and some seconds to compile.
    options = {"options": "-c jit=off", **dict(parse_qsl(url.query))}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(url.path[1:]),
        "USER": unquote(url.username or ""),
        "PASSWORD": unquote(url.password or ""),
        "HOST": options.pop("host", url.hostname or ""),
        "PORT": str(url.port or ""),
        "OPTIONS": options,
        "CONN_MAX_AGE": KEEP_CONNECTION_SECONDS,
        "CONN_HEALTH_CHECKS": True,
    }


@dataclass(frozen=True)
class MailServer:
    """What takes our letters: a server, or a folder where they are kept as files."""

    backend: str
    host: str = ""
    port: int = 0
    user: str = ""
    password: str = ""
    starts_tls: bool = False
    is_tls: bool = False
    folder: Path | None = None


def email(name: str, kept_in: Path) -> MailServer:
    """The mail server behind a URL.

    `smtp://user:password@host:587` speaks in the clear and then starts TLS; `?tls=no` never starts it, for a server on the
    same machine. `smtps://user:password@host:465` is TLS from the first word. Without the setting: files in `kept_in`.
    """
    if not (written := text(name, "")):
        kept_in.mkdir(mode=0o700, parents=True, exist_ok=True)  # the links in the letters are secrets
        return MailServer("django.core.mail.backends.filebased.EmailBackend", folder=kept_in)
    url = urlsplit(written)
    options = dict(parse_qsl(url.query))
    try:
        port = url.port
    except ValueError:  # letters, or a number that no port has
        port = -1
    is_known = url.scheme in {"smtp", "smtps"} and url.hostname and options in ({}, {"tls": "no"}, {"tls": "yes"})
    if not is_known or port == -1:
        raise ImproperlyConfigured(
            f"{name} does not say which mail server to use. "
            "Write smtp://user:password@host:587 or smtps://user:password@host:465."
        )
    is_tls = url.scheme == "smtps"
    return MailServer(
        "django.core.mail.backends.smtp.EmailBackend",
        host=url.hostname or "",
        port=port or (465 if is_tls else 587),
        user=unquote(url.username or ""),
        password=unquote(url.password or ""),
        starts_tls=not is_tls and options.get("tls") != "no",
        is_tls=is_tls,
    )
