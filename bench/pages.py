"""Part (d): the guide's pages from a real server on this machine: latency, throughput, bytes, memory.

`pathfinder serve` with two processes on the loopback address, with a database and files of its own in a temporary
folder. Pages are found as a visitor finds them, by links: first by someone who told nothing yet, then by someone whose
answers are in the browser. One page of each kind is measured.
"""

import contextlib
import http.client
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag, urlencode, urljoin, urlsplit

from bench.measure import percentile, shown, table

ROOT = Path(__file__).parents[1]
HOST = "127.0.0.1"
PROCESSES = 2
PREPARATIONS = (("migrate", "--no-input"), ("load_packs",), ("collectstatic", "--no-input", "--verbosity=0"))
FIRST_PAGE = "/en/"
FIRST_PAGE_WITH_ANSWERS = "/en/be/way/"
LINK_PAGE = "/en/be/guide/open/"
MOST_PAGES = 8  # for each of the two visitors
AMINA = {
    "place": "2000",
    "residence_ground": "refugee",
    "nationality": ["SY"],
    "birth_date": "1990-05-02",
    "registered_on": "2026-06-01",
    "resident_since": "2026-05-10",
    "permit_months": 60,
    "stay_can_exceed_one_year": True,
    "works": "none",
    "registered_with_pes": "be-vdab",
    "languages.nl": "A1",
    "languages.fr": "none",
    "education_level": "6",
    "diploma_country": "SY",
}
REQUESTS = 300  # for latency, one after the other
LOAD_SECONDS = 5
CONNECTIONS = 8
KILO = 1024


class ServerError(RuntimeError):
    """The server did not come up, or a page was not there."""


@dataclass(frozen=True)
class Answer:
    """What came back for one address."""

    status: int
    body: bytes
    content_type: str
    bytes_on_the_wire: int
    location: str | None = None
    cookies: tuple[str, ...] = ()


def run() -> tuple[str, dict[str, Any]]:
    """The whole part: Markdown and figures."""
    with tempfile.TemporaryDirectory() as folder, serving(Path(folder)) as (port, pid):
        visitors = {
            "nothing told": (Visitor(port), FIRST_PAGE),
            f"{len(AMINA)} answers": (with_answers(port, AMINA), FIRST_PAGE_WITH_ANSWERS),
        }
        figures = {
            kind: {page: {**measure_page(visitor, page), **weigh(visitor, page)} for page in find_pages(visitor, start)}
            for kind, (visitor, start) in visitors.items()
        }
        memory = {process: _resident_mib(process) for process in _descendants(pid)}
    rows = [_row(kind, page, figure) for kind, pages in figures.items() for page, figure in pages.items()]
    header = ["visitor", "page", "p50, ms", "p95, ms", "requests/s", "next page, kB", "first page, all in, kB"]
    tool = "wrk" if shutil.which("wrk") else "a plain Python client"
    text = f"""## Pages

`pathfinder serve` with {PROCESSES} processes, asked from the same machine: {REQUESTS} requests one after the other for the
latency, then {LOAD_SECONDS} s over {CONNECTIONS} connections with {tool} for the requests per second; client and server share the
cores. Bytes are compressed as a browser gets them, heads included: a first page brings its styles, scripts, fonts and
images, the next ones find them in the browser. The largest process of the server holds {max(memory.values(), default=0):,.0f} MiB
after the load.

{table(header, rows)}
"""
    return text, {"pages": figures, "resident_mib": sorted(memory.values())}


def _row(kind: str, page: str, figure: dict[str, float]) -> list[str]:
    return [
        kind,
        page,
        shown(figure["p50_ms"]),
        shown(figure["p95_ms"]),
        f"{figure['per_second']:,.0f}",
        f"{figure['page_bytes'] / KILO:.1f}",
        f"{figure['first_page_bytes'] / KILO:.1f}",
    ]


# --- The server


@contextlib.contextmanager
def serving(folder: Path) -> Iterator[tuple[int, int]]:
    """A server of its own on a free port: the port and the process id. Raises ServerError."""
    environment = {**os.environ, "PATHFINDER_VAR": str(folder), "DJANGO_SETTINGS_MODULE": "config.settings"}
    for preparation in PREPARATIONS:
        _manage(preparation, environment)
    # the vectors of skills are made once, beside the work of the first server: here nobody shall pay for it
    subprocess.run(
        [sys.executable, "-m", "pathfinder.cli", "esco", "ready"],
        cwd=ROOT,
        env=environment,
        check=True,
        capture_output=True,
    )
    port = _free_port()
    command = [sys.executable, "-m", "pathfinder.cli", "serve", "--host", HOST, "--port", str(port)]
    with (folder / "server.log").open("w+") as log:
        server = subprocess.Popen(
            [*command, "--processes", str(PROCESSES)],
            cwd=ROOT,
            env=environment,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            _wait_until_up(server, port, Path(log.name))
            yield port, server.pid
        finally:
            os.killpg(server.pid, signal.SIGTERM)  # the group of this server alone
            try:
                server.wait(timeout=10)
            except subprocess.TimeoutExpired:
                os.killpg(server.pid, signal.SIGKILL)
                server.wait()


def _manage(arguments: tuple[str, ...], environment: dict[str, str]) -> None:
    done = subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise ServerError(f"manage.py {' '.join(arguments)} failed: {done.stderr[-800:]}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def _wait_until_up(server: subprocess.Popen[bytes], port: int, log: Path) -> None:
    for _ in range(1_200):
        if server.poll() is not None:
            break
        with contextlib.suppress(OSError):
            Visitor(port).get("/")
            return
        time.sleep(0.1)
    raise ServerError(f"the server did not come up: {log.read_text()[-800:]}")


# --- One visitor, one page


@dataclass(frozen=True)
class Visitor:
    """A browser without a screen: the server it asks and the cookies it holds."""

    port: int
    cookies: str = ""

    @property
    def headers(self) -> dict[str, str]:
        always = {"Accept": "text/html,*/*", "Accept-Encoding": "br, gzip"}
        return {**always, "Cookie": self.cookies} if self.cookies else always

    def get(self, path: str, encoding: str = "identity") -> Answer:
        return self.ask("GET", path, {"Accept-Encoding": encoding})

    def ask(self, method: str, path: str, headers: dict[str, str], body: str | None = None) -> Answer:
        """One request with a connection of its own; redirects are not followed."""
        connection = http.client.HTTPConnection(HOST, self.port, timeout=10)
        try:
            connection.request(method, path, body, {**self.headers, **headers})
            response = connection.getresponse()
            head = sum(len(name) + len(value) + 4 for name, value in response.getheaders()) + 17
            content = response.read()
            cookies = tuple(line.partition(";")[0] for line in response.headers.get_all("Set-Cookie", []))
            kind, location = response.headers.get_content_type(), response.headers.get("Location")
            return Answer(response.status, content, kind, head + len(content), location, cookies)
        finally:
            connection.close()


def with_answers(port: int, given: dict[str, Any]) -> Visitor:
    """A visitor who opened a link with these answers, as the guide hands it out. Raises ServerError."""
    page = Visitor(port).get(LINK_PAGE)
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.body.decode())
    form = urlencode({"csrfmiddlewaretoken": token.group(1) if token else "", "link": f"#a={_fragment(given)}"})
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Origin": f"http://{HOST}:{port}"}
    opened = Visitor(port, "; ".join(page.cookies)).ask("POST", LINK_PAGE, headers, form)
    if opened.status != http.client.FOUND:
        raise ServerError(f"{LINK_PAGE} did not take the answers: {opened.status}")
    return Visitor(port, "; ".join([*page.cookies, *opened.cookies]))


def _fragment(given: dict[str, Any]) -> str:
    """The answers as the guide writes them into a link; in a process of its own, which has the guide's settings."""
    code = (
        "import json, sys, django; django.setup(); "
        "from pathfinder.rulebooks.answers import Answers; from pathfinder.guide.link import to_fragment; "
        "given = json.load(sys.stdin); print(to_fragment(Answers(given, {}, list(given))))"
    )
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "PATHFINDER_VAR": folder, "DJANGO_SETTINGS_MODULE": "config.settings"}
        done = subprocess.run(
            [sys.executable, "-c", code],
            input=json.dumps(given),
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )
    return done.stdout.strip()


def measure_page(visitor: Visitor, path: str) -> dict[str, float]:
    """Latency over one kept connection, then throughput over several."""
    connection = http.client.HTTPConnection(HOST, visitor.port, timeout=10)
    taken = []
    for at in range(REQUESTS + 20):
        start = time.perf_counter()
        connection.request("GET", path, headers=visitor.headers)
        response = connection.getresponse()
        response.read()
        if response.status != http.client.OK:
            raise ServerError(f"{path} answered {response.status} at request {at + 1}")
        if at >= 20:  # the first ones warm the server up
            taken.append((time.perf_counter() - start) * 1e3)
    connection.close()
    latency = {"p50_ms": percentile(taken, 0.5), "p95_ms": percentile(taken, 0.95)}
    return {**latency, "per_second": _throughput(visitor, path)}


def processor_milliseconds(visitor: Visitor, path: str, pid: int) -> float:
    """Of the server's processes, for one page. Cost: as many requests as for the latency."""
    before = processor_seconds(pid)
    for _ in range(REQUESTS):
        visitor.get(path, "br, gzip")
    return (processor_seconds(pid) - before) / REQUESTS * 1e3


def _throughput(visitor: Visitor, path: str) -> float:
    if not shutil.which("wrk"):
        return _throughput_in_python(visitor, path)
    headers = [part for name, value in visitor.headers.items() for part in ("-H", f"{name}: {value}")]
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{LOAD_SECONDS}s", *headers]
    done = subprocess.run([*command, f"http://{HOST}:{visitor.port}{path}"], capture_output=True, text=True, check=True)
    if "Non-2xx" in done.stdout:
        raise ServerError(f"{path} answered with errors under load: {done.stdout}")
    found = re.search(r"Requests/sec:\s*([\d.]+)", done.stdout)
    if not found:
        raise ServerError(f"wrk gave no figure: {done.stdout}")
    return float(found.group(1))


def _throughput_in_python(visitor: Visitor, path: str) -> float:
    """One client process, so a lower bound: the client takes a core of its own."""
    connections = [http.client.HTTPConnection(HOST, visitor.port, timeout=10) for _ in range(CONNECTIONS)]
    count, end = 0, time.perf_counter() + LOAD_SECONDS
    while time.perf_counter() < end:
        for connection in connections:
            connection.request("GET", path, headers=visitor.headers)
        for connection in connections:
            connection.getresponse().read()
            count += 1
    for connection in connections:
        connection.close()
    return count / LOAD_SECONDS


# --- Which pages, and what they weigh


class _Links(HTMLParser):
    """Addresses of a page: where it leads, and what a browser fetches with it."""

    def __init__(self) -> None:
        super().__init__()
        self.pages: list[str] = []
        self.parts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "a" and given.get("href"):
            self.pages.append(given["href"])
        elif tag == "link" and given.get("rel") in ("stylesheet", "icon", "preload", "modulepreload", "manifest"):
            self.parts.append(given["href"])
        elif tag in ("script", "img", "source") and given.get("src"):
            self.parts.append(given["src"])


def _links(page: str, body: bytes) -> _Links:
    links = _Links()
    links.feed(body.decode())
    links.pages = [target for target in (_here(page, link) for link in links.pages) if target]
    links.parts = [target for target in (_here(page, link) for link in links.parts) if target]
    return links


def _here(page: str, link: str) -> str | None:
    """The path of a link on this server, or None for another one."""
    target = urlsplit(urldefrag(urljoin(f"http://{HOST}{page}", link)).url)
    if target.netloc != HOST or target.scheme != "http":
        return None
    return target.path + (f"?{target.query}" if target.query else "")


def find_pages(visitor: Visitor, start: str) -> list[str]:
    """One page of each kind reached by links, nearest first, in one language, no files: at most MOST_PAGES."""
    language = start.split("/")[1]
    found: dict[str, str] = {}
    seen, left = {start}, [start]
    while left and len(found) < MOST_PAGES:
        path = left.pop(0)
        answer = visitor.get(path)
        if answer.status != http.client.OK or answer.content_type != "text/html":
            continue
        found.setdefault(_kind(path), path)
        wanted = [link for link in _links(path, answer.body).pages if link.split("/")[1] == language]
        new = [link for link in dict.fromkeys(wanted) if link not in seen and _kind(link) not in found]
        seen |= set(new)
        left += new
    if not found:
        raise ServerError(f"{start} is no page that can be measured")
    return list(found.values())


def _kind(path: str) -> str:
    """Pages of one kind differ in what they are about: /way/step/X/ and /way/step/Y/."""
    return re.sub(r"(/step/|/guide/)[^/?]+/", r"\1…/", path.partition("?")[0])


def weigh(visitor: Visitor, page: str) -> dict[str, int]:
    """Bytes on the wire, heads included: the page alone, and with all it needs in an empty browser."""
    parts = dict.fromkeys(_links(page, visitor.get(page).body).parts)
    for sheet in [part for part in parts if ".css" in part]:
        inside = re.findall(r"url\(['\"]?([^'\")]+)", visitor.get(sheet).body.decode())
        parts |= dict.fromkeys(target for target in (_here(sheet, link) for link in inside) if target)
    alone = visitor.get(page, "br, gzip").bytes_on_the_wire
    return {
        "page_bytes": alone,
        "first_page_bytes": alone + sum(visitor.get(part, "br, gzip").bytes_on_the_wire for part in parts),
    }


# --- Memory and processor


def _descendants(pid: int) -> list[int]:
    """The process and all below it, from /proc."""
    parents: dict[int, int] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            parents[int(stat.parent.name)] = int(stat.read_text().rpartition(")")[2].split()[1])
    found = [pid]
    for process in found:
        found += [child for child, parent in parents.items() if parent == process]
    return found


def processor_seconds(pid: int) -> float:
    """What the process and all below it have used of the processors so far. Others on the machine hardly change it."""
    ticks = 0
    for process in _descendants(pid):
        with contextlib.suppress(OSError):
            told = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
            ticks += int(told[11]) + int(told[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def _resident_mib(pid: int) -> float:
    with contextlib.suppress(OSError):
        found = re.search(r"VmRSS:\s*(\d+)", Path(f"/proc/{pid}/status").read_text())
        if found:
            return int(found.group(1)) / 1024
    return 0.0
