"""Taking time, and writing it down: where it was measured goes with what was measured.

Machines are noisy, so what is compared is run in turn within one run, and the least, median and greatest are kept. The
ratios of medians are what counts; the milliseconds are of this machine.
"""

import gc
import importlib.metadata
import json
import os
import platform
import re
import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

RESULTS = Path(__file__).parent / "RESULTS.md"
RESULTS_JSON = Path(__file__).parent / "results.json"
PACKAGES = ("polars", "numpy", "OpenFisca-Core", "Django", "granian")


@dataclass(frozen=True)
class Timing:
    """Milliseconds of the runs of one thing."""

    runs: tuple[float, ...]

    @property
    def least(self) -> float:
        return min(self.runs)

    @property
    def median(self) -> float:
        return statistics.median(self.runs)

    @property
    def greatest(self) -> float:
        return max(self.runs)

    def __str__(self) -> str:
        return " / ".join(shown(value) for value in (self.least, self.median, self.greatest))

    def as_json(self) -> dict[str, float]:
        return {"min_ms": self.least, "median_ms": self.median, "max_ms": self.greatest}


def measure(
    contenders: Mapping[str, Callable[[], object]], *, rounds: int = 5, runs: int = 3, each: int = 1
) -> dict[str, Timing]:
    """Run the contenders in turn, each `rounds` times: once to warm up, then `runs` times with the watch.

    Milliseconds per call, or per one of the `each` things that a call does. The collector of garbage rests meanwhile.
    """
    taken: dict[str, list[float]] = {name: [] for name in contenders}
    for _ in range(rounds):
        for name, contender in contenders.items():
            gc.collect()
            contender()
            taken[name] += [_time(contender) / each for _ in range(runs)]
    return {name: Timing(tuple(values)) for name, values in taken.items()}


def _time(contender: Callable[[], object]) -> float:
    gc.disable()
    try:
        start = time.perf_counter_ns()
        contender()
        return (time.perf_counter_ns() - start) / 1e6
    finally:
        gc.enable()


def percentile(values: Sequence[float], share: float) -> float:
    """The value that `share` of the values do not exceed (nearest rank)."""
    ordered = sorted(values)
    return ordered[max(0, -(-len(ordered) * int(share * 100) // 100) - 1)]


def shown(value: float) -> str:
    """Three significant digits, no exponent."""
    if value == 0:
        return "0"
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}" if value >= 1 else f"{value:.2g}"


def machine() -> dict[str, Any]:
    """What the figures depend on, from what the system says about itself."""
    cpu = re.search(r"model name\s*:\s*(.+)", _read("/proc/cpuinfo"))
    memory = re.search(r"MemTotal:\s*(\d+)", _read("/proc/meminfo"))
    return {
        "cpu": cpu.group(1) if cpu else platform.processor() or "unknown",
        "cores": len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count(),
        "memory_gib": round(int(memory.group(1)) / 2**20) if memory else None,
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        "packages": {name: _version(name) for name in PACKAGES},
        "measured_on": time.strftime("%Y-%m-%d"),
        "load_average": round(os.getloadavg()[0], 2),
    }


def machine_line(about: Mapping[str, Any]) -> str:
    packages = ", ".join(f"{name} {version}" for name, version in about["packages"].items() if version)
    return (
        f"Measured on {about['measured_on']}: {about['cores']} cores of {about['cpu']}, {about['memory_gib']} GiB, "
        f"{about['system']}, Python {about['python']}, {packages}; load average at the start {about['load_average']}."
    )


def table(header: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """A Markdown table; numbers are expected to be formatted already."""
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join("| " + " | ".join(str(cell) for cell in line) + " |" for line in lines)


def write(section: str, markdown: str, data: Mapping[str, Any]) -> None:
    """Put a section's part into RESULTS.md, between its markers, and its figures into results.json."""
    begin, end = f"<!-- {section}: written by bench.run -->", f"<!-- {section}: end -->"
    part = f"{begin}\n{markdown.strip()}\n{end}"
    text = RESULTS.read_text(encoding="utf-8") if RESULTS.exists() else "# What was measured\n"
    before, found, rest = text.partition(begin)
    text = before + part + rest.partition(end)[2] if found else f"{text.rstrip()}\n\n{part}\n"
    RESULTS.write_text(text, encoding="utf-8")
    figures = json.loads(RESULTS_JSON.read_text(encoding="utf-8")) if RESULTS_JSON.exists() else {}
    figures[section] = data
    RESULTS_JSON.write_text(json.dumps(figures, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def _read(path: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8")
    except OSError:
        return ""


def _version(package: str) -> str | None:
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return None
