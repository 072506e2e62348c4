"""Light: how long the main pages take to be usable on slow 3G, in Chromium with its network slowed down.

`pathfinder serve` on the loopback address with content of its own. Each page is opened in an empty browser (first visit), then
again in the same one (second visit). Usable is when everything that holds up the page is there and the browser has
drawn it with its words: the first contentful paint and the end of `DOMContentLoaded`, whichever is later.
"""

from __future__ import annotations

import os
import shutil
import statistics
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, sync_playwright

from bench.measure import table
from bench.pages import AMINA, HOST, KILO, serving, with_answers

KBIT_A_SECOND, LATENCY_MS = 400, 400  # what browsers call slow 3G
ROUNDS = 5
LIMIT_SECONDS = 3.0
PHONE = {"width": 360, "height": 740}
PAGES = {
    "first page": "/en/",
    "a question": "/en/be/guide/residence_ground/",
    "the way": "/en/be/way/",
    "results of a search": "/en/find/?q=diploma&country=be",
    "a record": "/en/record/be-vlg-programme-2022/",
    "the way, in Arabic": "/ar/be/way/",
}
WHEN_USABLE = """() => new Promise(resolve => new PerformanceObserver(list => {
  const page = performance.getEntriesByType('navigation')[0];
  const painted = list.getEntriesByName('first-contentful-paint')[0].startTime;
  const parts = performance.getEntriesByType('resource');
  resolve({ms: Math.max(painted, page.domContentLoadedEventEnd), requests: 1 + parts.length,
    bytes: page.transferSize + parts.reduce((sum, part) => sum + part.transferSize, 0)});
}).observe({type: 'paint', buffered: true}))"""


def run() -> tuple[str, dict[str, Any]]:
    """The whole section: Markdown and figures."""
    with tempfile.TemporaryDirectory() as folder, serving(Path(folder)) as (port, _), sync_playwright() as playwright:
        root_flags = ["--no-sandbox"] if os.geteuid() == 0 else []
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--disable-gpu", *root_flags]
        )
        cookies = with_answers(port, AMINA).cookies
        figures = {name: _measure(browser, f"http://{HOST}:{port}", path, cookies) for name, path in PAGES.items()}
        browser.close()
    return _report(figures), {"pages": figures, "kbit_a_second": KBIT_A_SECOND, "latency_ms": LATENCY_MS}


def _measure(browser: Browser, server: str, path: str, cookies: str) -> dict[str, float]:
    firsts, seconds = [], []
    for _ in range(ROUNDS):
        context = browser.new_context(viewport=PHONE)
        context.add_cookies(
            [
                {"name": name, "value": value, "url": server}
                for name, _, value in (c.partition("=") for c in cookies.split("; "))
            ]
        )
        firsts.append(_visit(context, server + path))
        seconds.append(_visit(context, server + path))
        context.close()
    return {
        "first_s": statistics.median(one["ms"] for one in firsts) / 1000,
        "slowest_first_s": max(one["ms"] for one in firsts) / 1000,
        "second_s": statistics.median(one["ms"] for one in seconds) / 1000,
        "first_bytes": firsts[0]["bytes"],
        "second_bytes": seconds[0]["bytes"],
        "requests": firsts[0]["requests"],
    }


def _visit(context: BrowserContext, address: str) -> dict[str, float]:
    page = context.new_page()
    network = context.new_cdp_session(page)
    network.send("Network.enable")
    bytes_a_second = KBIT_A_SECOND * 1000 / 8
    network.send(
        "Network.emulateNetworkConditions",
        {
            "offline": False,
            "latency": LATENCY_MS,
            "downloadThroughput": bytes_a_second,
            "uploadThroughput": bytes_a_second,
        },
    )
    answer = page.goto(address, wait_until="load")
    if answer is None or (not answer.ok and answer.status != 304):
        raise RuntimeError(f"{address} is no page that can be measured")
    measured: dict[str, float] = page.evaluate(WHEN_USABLE)
    page.close()
    return measured


def _report(figures: dict[str, dict[str, float]]) -> str:
    header = [
        "page",
        "usable, s",
        "slowest of five, s",
        "second visit, s",
        "first visit, kB",
        "second visit, kB",
        "requests",
    ]
    rows = [
        [
            name,
            f"{one['first_s']:.2f}",
            f"{one['slowest_first_s']:.2f}",
            f"{one['second_s']:.2f}",
            f"{one['first_bytes'] / KILO:.1f}",
            f"{one['second_bytes'] / KILO:.1f}",
            f"{one['requests']:.0f}",
        ]
        for name, one in figures.items()
    ]
    late = [name for name, one in figures.items() if one["first_s"] > LIMIT_SECONDS]
    said = (
        f"Later than {LIMIT_SECONDS:.0f} s: {', '.join(late)}."
        if late
        else f"All are usable within {LIMIT_SECONDS:.0f} s."
    )
    return f"""## Slow 3G

Chromium with its network slowed to {KBIT_A_SECOND} kbit/s and {LATENCY_MS} ms for each request, at 360 px, the server on the same
machine; the median of {ROUNDS} empty browsers. The browser slows requests, not the opening of a connection, which adds two or
three times {LATENCY_MS} ms on a real network. Usable: all that holds up the page is there, and its words are drawn. {said}
Pages with answers are never kept by the browser, so their second visit brings the page again and finds the rest.

{table(header, rows)}
"""
