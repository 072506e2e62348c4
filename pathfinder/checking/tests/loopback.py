"""A web server on this machine that behaves as badly as the web does."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar


class BadWeb(ThreadingHTTPServer):
    """`asked` counts (method, path); `titles` and `statuses` change what a page says."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Page)
        self.asked: Counter[tuple[str, str]] = Counter()
        self.agents: set[str] = set()
        self.times: list[float] = []
        self.titles: dict[str, str] = {}
        self.statuses: dict[str, int] = {}
        self.first_visit: Callable[[], None] = lambda: None
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()

    def at(self, path: str) -> str:
        return f"http://127.0.0.1:{self.server_port}{path}"

    def end(self) -> None:
        self.shutdown()
        self.server_close()

    def handle_error(self, request: object, client_address: object) -> None:
        """The one who asked has gone away in the middle, as some tests do."""


class _Page(BaseHTTPRequestHandler):
    server: BadWeb
    REDIRECTS: ClassVar = {
        "/moved": "/fine",
        "/round": "/and-round",
        "/and-round": "/round",
        "/to-inside": "http://169.254.169.254/latest/meta-data/",
        "/to-file": "file:///etc/passwd",
    }

    def do_HEAD(self) -> None:
        self._answer()

    def do_GET(self) -> None:
        self._answer()

    def _answer(self) -> None:
        self.server.asked[self.command, self.path] += 1
        self.server.agents.add(self.headers.get("User-Agent", ""))
        self.server.times.append(time.monotonic())
        getattr(self, "_" + self.path[1:].partition("/")[0].partition("?")[0].replace("-", "_"), self._page)()

    def _page(self) -> None:
        if self.path in self.REDIRECTS:
            return self._say(302, location=self.REDIRECTS[self.path])
        return self._say(self.server.statuses.get(self.path, 200), title=self.server.titles.get(self.path, "A page"))

    def _gone(self) -> None:
        self._say(404)

    def _broken(self) -> None:
        self._say(500)

    def _closed(self) -> None:
        self._say(403, title=self.server.titles.get(self.path, "No programs, please"))

    def _busy(self) -> None:
        self._say(429)

    def _only_get(self) -> None:
        self._say(405 if self.command == "HEAD" else 200)

    def _has_version(self) -> None:
        self._say(200, last_modified="Wed, 25 Nov 2026 10:00:00 GMT")

    def _slow(self) -> None:
        time.sleep(1.2)
        self._say(200)

    def _drip(self) -> None:
        self.send_response(200)
        self.end_headers()
        for _ in range(40):
            self.wfile.write(b" ")
            time.sleep(0.05)

    def _on(self) -> None:
        number = int(self.path.rpartition("/")[2])
        self._say(302, location=f"/on/{number + 1}")

    def _nonsense(self) -> None:
        self.wfile.write(b"\x16\x03\x01 this is not the web\r\n\r\n")

    def _say(self, status: int, title: str = "", location: str = "", last_modified: str = "") -> None:
        body = f"<html><title>{title}</title></html>".encode()
        self.send_response(status)
        for name, value in (
            ("Location", location),
            ("Last-Modified", last_modified),
            ("Content-Length", str(len(body))),
        ):
            if value:
                self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Nothing: the test looks at `asked`."""
