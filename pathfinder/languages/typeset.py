"""Tagged PDFs, and pictures of words, set by typst, in the packaged fonts only, so that they look the same everywhere."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Any

import typst

from pathfinder.languages.fonts import font_file
from pathfinder.languages.names import direction

FONTS = ("Noto Sans", "Noto Sans Arabic", "Noto Sans Ethiopic")
ARABIC_FOR_PROGRAMS = "IBM Plex Sans Arabic"  # its letters can be copied out of a PDF; Noto sets their dots apart
FIRST_STRONG_ISOLATE, POP_ISOLATE = "\u2068", "\u2069"  # what <bdi> is on a page
_one_at_a_time = Lock()  # a typst compiler refuses a second thread


def typeset(template: Path, data: Mapping[str, Any]) -> bytes:
    """The template with the words of `data`, which it reads and never takes for markup. Some tenths of a second of work."""
    told = json.dumps(data, ensure_ascii=False)
    with _one_at_a_time:
        return bytes(_compiler(template).compile(format="pdf", sys_inputs={"data": told}))


def typeset_picture(template: Path, data: Mapping[str, Any]) -> bytes:
    """The same as a PNG, a pixel for each point of the one page. A tenth of a second of work."""
    told = json.dumps(data, ensure_ascii=False)
    with _one_at_a_time:
        return bytes(_compiler(template).compile(format="png", ppi=72, sys_inputs={"data": told}))


@lru_cache(maxsize=8)
def _compiler(template: Path) -> Any:
    """Fonts are found once for each template."""
    folders = sorted({str(font_file(name).parent) for name in (*FONTS, ARABIC_FOR_PROGRAMS)})
    return typst.Compiler(str(template), root=str(template.parent), font_paths=folders, ignore_system_fonts=True)


def apart(part: object, language: str) -> str:
    """Foreign words, and numbers such as a phone's, keep their own direction in a line that runs from right to left."""
    return f"{FIRST_STRONG_ISOLATE}{part}{POP_ISOLATE}" if direction(language) == "rtl" else str(part)
