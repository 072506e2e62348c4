"""Every template parses, is used, and keeps to the content security policy."""

import re
from collections.abc import Callable, Iterable
from pathlib import Path

from django.contrib.staticfiles import finders
from django.template import engines

from tests.house.the_house import files, name

TEMPLATES = tuple(path for path in files("*.html") if "templates" in path.parts)
SHOWN_BY_DJANGO = {"400.html", "403.html", "404.html", "500.html"}
# No browser runs a data block, and search engines read schema.org only from inside the page
DATA_BLOCKS = {'<script type="application/ld+json">'}

NAMED_STATIC = re.compile(r"""{% static ["']([^"']+)["']""")
LOADED = re.compile(
    r"""<(?:script|img|iframe|video|audio|source|embed|object)\b[^>]*\s(?:src|data)=["']?(?:https?:)?//"""
    r"""|<link\b[^>]*\shref=["']?(?:https?:)?//"""
)


def template_name(path: Path) -> str:
    return path.as_posix().rpartition("/templates/")[2]


def without_comments(path: Path) -> str:
    text = path.read_text(encoding="utf-8")
    return re.sub(r"{% comment.*?{% endcomment %}|{#.*?#}", "", text, flags=re.DOTALL)


def in_templates(wrong: Callable[[str], Iterable[str]]) -> list[str]:
    """What is wrong in the text of any template, each with its place."""
    return [f"{name(path)}: {found}" for path in TEMPLATES for found in wrong(without_comments(path))]


def test_every_template_parses() -> None:
    problems = {}
    for path in TEMPLATES:
        try:
            engines["django"].get_template(template_name(path))
        except Exception as problem:
            problems[name(path)] = str(problem)

    assert problems == {}


def test_every_template_is_used() -> None:
    """By a view, or by another template that extends or includes it."""
    texts = [without_comments(path) for path in TEMPLATES]
    texts += [path.read_text(encoding="utf-8") for path in files("pathfinder/**/*.py")]
    named = set(re.findall(r"""["']([\w/.-]+\.html)["']""", "\n".join(texts)))

    assert {template_name(path) for path in TEMPLATES} - named - SHOWN_BY_DJANGO == set()


def test_no_template_holds_a_script_or_a_style_of_its_own() -> None:
    assert in_templates(lambda text: re.findall(r"<style\b|\sstyle=|\son[a-z]+=[\"']|javascript:", text)) == []
    assert in_templates(lambda text: set(re.findall(r"<script\b(?![^>]*src=)[^>]*>", text)) - DATA_BLOCKS) == []


def test_no_template_loads_anything_from_elsewhere() -> None:
    assert in_templates(LOADED.findall) == []


def test_every_static_file_that_a_template_names_exists() -> None:
    def missing(text: str) -> list[str]:
        return [static for static in NAMED_STATIC.findall(text) if finders.find(static) is None]

    assert in_templates(missing) == []
