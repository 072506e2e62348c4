"""The rulebook on the device: how long the whole pathway takes in Chromium with its processor slowed down, and what a country weighs.

The phone's own page is opened, its modules and files are asked again by their addresses, and a person with fourteen answers is read
and composed: every step with its verdict and reasons, in the order of the way.
"""

from __future__ import annotations

import os
import shutil
import statistics
import tempfile
import urllib.request
from pathlib import Path
from typing import Any

import brotli
from playwright.sync_api import Page, sync_playwright

from bench.measure import shown, table
from bench.pages import AMINA, HOST, KILO, serving

SLOWER, RUNS = 6, 41
COUNTRIES = ("be", "nl", "ie", "gb", "es", "it", "hu", "sk", "si")
DAY = "2026-11-26"
COMPOSE = """async ([given, today, runs]) => {
  const loaded = performance.getEntriesByType("resource").map(one => one.name);
  const moduleOf = name => import(loaded.find(address => address.includes(`/phone/${name}.`)));
  const { read } = await moduleOf("answers"), { compose } = await moduleOf("way");
  const { load } = await moduleOf("files"), { span } = await moduleOf("rulebook");
  const { law: lawAt, places: placesAt, country } = document.querySelector("#phone").dataset;
  const law = await load(lawAt), places = await load(placesAt), day = span(today)[0];
  const person = { role: "newcomer", now_in: country.toUpperCase(), ...given };
  const times = [];
  let steps;
  for (let run = 0; run < runs; run++) {
    const start = performance.now();
    steps = compose(law, read(law, places, person, day, day), day);
    times.push(performance.now() - start);
  }
  return { times, steps: steps.length, decided: steps.filter(({ answer }) => answer.verdict !== "unknown").length };
}"""


def run() -> tuple[str, dict[str, Any]]:
    """The whole part: Markdown and figures."""
    with tempfile.TemporaryDirectory() as folder, serving(Path(folder)) as (port, _), sync_playwright() as playwright:
        flags = ["--no-sandbox"] if os.geteuid() == 0 else []
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--disable-gpu", *flags])
        figures = {}
        for country in COUNTRIES:
            page = browser.new_page()
            page.goto(f"http://{HOST}:{port}/en/{country}/phone/", wait_until="networkidle")
            figures[country] = _measure(page, country)
            page.close()
        browser.close()
    return _report(figures), {"countries": figures, "slower": SLOWER, "goal_ms": 10, "goal_kb": 150}


def _measure(page: Page, country: str) -> dict[str, Any]:
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    given = _given(country)
    told = page.evaluate(COMPOSE, [given, DAY, RUNS])
    first, *others = told["times"]
    files = page.evaluate("(({law, places, texts}) => [law, places, texts])(document.querySelector('#phone').dataset)")
    sizes = [len(brotli.compress(_fetched(page.url, address))) / KILO for address in files]
    return {
        "steps": told["steps"], "decided": told["decided"], "first_ms": first, "median_ms": statistics.median(others),
        "p95_ms": sorted(others)[int(len(others) * 0.95) - 1], "kb": sum(sizes),
    }  # fmt: skip


def _given(country: str) -> dict[str, Any]:
    """Amina's answers, as the phone keeps them; elsewhere without those about Belgium."""
    given: dict[str, Any] = {}
    for name, value in AMINA.items():
        if country != "be" and name in ("place", "registered_with_pes"):
            continue
        first, _, part = name.partition(".")
        if part:
            given.setdefault(first, {})[part] = value
        else:
            given[name] = int(value) if name == "education_level" else value
    return given


def _fetched(page: str, address: str) -> bytes:
    root = page[: page.index("/", len("http://"))]
    with urllib.request.urlopen(f"{root}{address}") as answer:  # the server of this bench
        found: bytes = answer.read()
    return found


def _report(figures: dict[str, dict[str, Any]]) -> str:
    rows = [
        [
            country.upper(), str(one["steps"]), str(one["decided"]), shown(one["first_ms"]), shown(one["median_ms"]),
            shown(one["p95_ms"]), shown(one["kb"]),
        ]
        for country, one in figures.items()
    ]  # fmt: skip
    return f"""## The rulebook on the device

Chromium with its processor {SLOWER} times slower: one person read and the whole way composed, every step with its verdict and reasons,
{RUNS} times in the page of the phone. The first time nothing is compiled yet. Goal: 10 ms; law, places and texts of Belgium in one
language 150 kB by brotli.

{table(["country", "steps", "decided", "first, ms", "median, ms", "95 of 100 within, ms", "files, kB"], rows)}
"""


if __name__ == "__main__":
    print(run()[0])
