"""Asking one address: HEAD, then GET where that says too little, through redirects, within a time."""

from __future__ import annotations

import hashlib
import http.client
import re
import socket
import ssl
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import urlsplit

from pathfinder.checking.links.addresses import NotAsked, Target, addresses_of, target_of
from pathfinder.checking.links.problems import problem_of_status

MOST_REDIRECTS = 8
MOST_BYTES = 65_536  # of a page: enough for its title
REDIRECTS = frozenset({301, 302, 303, 307, 308})
_TITLE = re.compile(rb"<title[^>]*>(.*?)</title", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True)
class Manner:
    """How we ask: who we say we are, and how long we wait."""

    user_agent: str
    seconds: float = 20.0  # for one address, all redirects included
    may_be_private: bool = False
    trusted: ssl.SSLContext = field(default_factory=ssl.create_default_context)


@dataclass(frozen=True)
class Answer:
    """What was found at an address; a code of PROBLEMS when it does not work."""

    url: str
    problem: str = ""
    status: int | None = None
    final_url: str = ""  # when that is another one
    fingerprint: str = ""


@dataclass(frozen=True)
class _Page:
    status: int
    location: str
    validator: str  # what the server says about the version of the page
    title: str


def ask(url: str, manner: Manner) -> Answer:
    """Never raises for anything that an address or a server can do. Cost: up to `manner.seconds`."""
    deadline = time.monotonic() + manner.seconds
    try:
        target, page = _follow(target_of(url), manner, deadline)
    except NotAsked as refusal:
        return Answer(url, refusal.problem, fingerprint=_mark(refusal.problem))
    final = target.url if _differs(url, target) else ""
    says = page.title or page.validator
    return Answer(url, problem_of_status(page.status), page.status, final, _mark(page.status, target.url, says))


def _follow(target: Target, manner: Manner, deadline: float) -> tuple[Target, _Page]:
    """To where the redirects lead."""
    seen = {target.url}
    for _ in range(MOST_REDIRECTS + 1):
        page = _page_at(target, manner, deadline)
        if page.status not in REDIRECTS or not page.location:
            return target, page
        target = target_of(page.location, base=target.url)
        if target.url in seen:
            raise NotAsked("redirect_loop")
        seen.add(target.url)
    raise NotAsked("too_many_redirects")


def _page_at(target: Target, manner: Manner, deadline: float) -> _Page:
    """HEAD costs the server least; but many answer it wrongly, and not all say with it which version they have."""
    try:
        page = _request("HEAD", target, manner, min(deadline, time.monotonic() + manner.seconds / 3))
        if page.status in REDIRECTS or (page.status < 400 and page.validator):
            return page
    except NotAsked as refusal:
        if refusal.problem not in ("bad_answer", "timeout"):
            raise
    return _request("GET", target, manner, deadline)


def _request(method: str, target: Target, manner: Manner, deadline: float) -> _Page:
    left = max(0.1, deadline - time.monotonic())
    reached = _reach(addresses_of(target, may_be_private=manner.may_be_private), target.port, left)
    kind = http.client.HTTPSConnection if target.scheme == "https" else http.client.HTTPConnection
    connection = kind(target.host, target.port, timeout=left)
    with _Alarm(deadline) as alarm:
        try:
            if target.scheme == "https":
                reached = manner.trusted.wrap_socket(
                    reached, server_hostname=target.host, do_handshake_on_connect=False
                )
            connection.sock = reached  # the address that was checked, whatever the name stands for by now
            alarm.watch(reached)
            if isinstance(reached, ssl.SSLSocket):
                reached.do_handshake()
            headers = {"User-Agent": manner.user_agent, "Accept": "text/html,*/*;q=0.5", "Connection": "close"}
            connection.request(method, target.path, headers=headers)
            response = connection.getresponse()
            start = response.read(MOST_BYTES) if method == "GET" and response.status not in REDIRECTS else b""
            return _Page(response.status, response.headers.get("Location", ""), _validator(response), _title(start))
        except Exception as error:  # a server may answer anything, and a closed socket raises many things
            raise NotAsked("timeout" if alarm.has_rung else _problem_of(error)) from None
        finally:
            reached.close()
            connection.close()


def _problem_of(error: Exception) -> str:
    if isinstance(error, ssl.SSLError):
        return "tls"
    return "timeout" if isinstance(error, TimeoutError) else "bad_answer"


def _reach(addresses: list[str], port: int, seconds: float) -> socket.socket:
    for address in addresses:
        try:
            reached = socket.create_connection((address, port), timeout=seconds / len(addresses))
        except OSError:
            continue
        reached.settimeout(seconds)
        return reached
    raise NotAsked("no_connection")


class _Alarm:
    """Ends a conversation that is too slow as a whole, although each single word comes in time."""

    def __init__(self, deadline: float) -> None:
        self.has_rung = False
        self._socket: socket.socket | None = None
        self._timer = threading.Timer(max(0.0, deadline - time.monotonic()), self._ring)
        self._timer.daemon = True

    def __enter__(self) -> _Alarm:
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()

    def watch(self, connected: socket.socket) -> None:
        self._socket = connected
        if self.has_rung:
            self._ring()

    def _ring(self) -> None:
        self.has_rung = True
        if self._socket is not None:
            with suppress(OSError):  # it was over already
                self._socket.shutdown(socket.SHUT_RDWR)


def _validator(response: http.client.HTTPResponse) -> str:
    return response.headers.get("Last-Modified") or response.headers.get("ETag") or ""


def _title(start: bytes) -> str:
    found = _TITLE.search(start)
    return " ".join(unescape(found[1].decode("utf-8", "replace")).split())[:300] if found else ""


def _differs(url: str, target: Target) -> bool:
    try:
        return target_of(url) != target
    except NotAsked:
        return True


def _mark(*parts: object) -> str:
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:32]


def host_of(url: str) -> str:
    """For taking turns: the name of the site, or nothing."""
    try:
        return (urlsplit(url).hostname or "").lower()[:255]
    except ValueError:
        return ""


Ask = Callable[[str, Manner], Answer]
