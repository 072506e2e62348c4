"""`make bench`: measure everything, or the parts named, and write RESULTS.md and results.json.

python -m bench.run [twelve] [belgium] [nine] [questions] [pages] [quality] [imports] [search] [slow_3g] [phone] [skills] [matching]
"""

import argparse
import importlib
import sys
import time

from bench.measure import machine, machine_line, write

SECTIONS = {
    "twelve": "bench.compare_twelve",
    "belgium": "bench.whole_rulebook",
    "nine": "bench.nine_countries",
    "questions": "bench.questions_asked",
    "pages": "bench.pages",
    "quality": "bench.quality_score",
    "imports": "bench.imports",
    "search": "bench.search",
    "slow_3g": "bench.slow_3g",
    "phone": "bench.phone",
    "skills": "bench.skills",
    "matching": "bench.matching",
}


def main() -> int:
    parser = argparse.ArgumentParser(prog="bench.run", description="Measure Pathfinder, beside its peers.")
    parser.add_argument("sections", nargs="*", metavar="section", help=f"one or more of: {', '.join(SECTIONS)}")
    chosen = parser.parse_args().sections or list(SECTIONS)
    unknown = [name for name in chosen if name not in SECTIONS]
    if unknown:
        parser.error(f"there is no section {', '.join(unknown)}: expected {', '.join(SECTIONS)}")
    for name in chosen:
        about = machine()
        start = time.perf_counter()
        text, figures = importlib.import_module(SECTIONS[name]).run()
        write(name, f"{text.rstrip()}\n\n{machine_line(about)}", {**figures, "machine": about})
        print(f"{text}\n({name}: {time.perf_counter() - start:.0f} s)\n", file=sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main())
