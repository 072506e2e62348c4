"""Every template parses, is used, and keeps to the content security policy."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.template import engines

from tests.house.the_house import files, name

TEMPLATES = tuple(path for path in files("*.html") if "templates" in path.parts)
SHOWN_BY_DJANGO = {"400.html", "403.html", "404.html", "500.html"}
# No browser runs a data block, and search engines read schema.org only from inside the page
DATA_BLOCKS = {'<script type="application/ld+json">'}

every_template = pytest.mark.parametrize("path", TEMPLATES, ids=name)


def template_name(path: Path) -> str:
    return path.as_posix().rpartition("/templates/")[2]


def without_comments(path: Path) -> str:
    text = path.read_text(encoding="utf-8")
    return re.sub(r"{% comment.*?{% endcomment %}|{#.*?#}", "", text, flags=re.DOTALL)


@every_template
def test_a_template_parses(path: Path) -> None:
    engines["django"].get_template(template_name(path))


def test_every_template_is_used() -> None:
    """By a view, or by another template that extends or includes it."""
    texts = [without_comments(path) for path in TEMPLATES]
    texts += [path.read_text(encoding="utf-8") for path in files("pathfinder/**/*.py")]
    named = set(re.findall(r"""["']([\w/.-]+\.html)["']""", "\n".join(texts)))

    assert {template_name(path) for path in TEMPLATES} - named - SHOWN_BY_DJANGO == set()


@every_template
def test_a_template_holds_no_script_and_no_style_of_its_own(path: Path) -> None:
    text = without_comments(path)

    assert re.findall(r"<style\b|\sstyle=|\son[a-z]+=[\"']|javascript:", text) == []
    scripts = [tag for tag in re.findall(r"<script\b[^>]*>", text) if tag not in DATA_BLOCKS]
    assert [tag for tag in scripts if "src=" not in tag] == []


@every_template
def test_a_template_loads_nothing_from_elsewhere(path: Path) -> None:
    loading = r"""<(?:script|img|iframe|video|audio|source|embed|object)\b[^>]*\s(?:src|data)=["']?(?:https?:)?//|<link\b[^>]*\shref=["']?(?:https?:)?//"""

    assert re.findall(loading, without_comments(path)) == []


@every_template
def test_a_static_file_that_a_template_names_exists(path: Path) -> None:
    named = re.findall(r"""{% static ["']([^"']+)["']""", without_comments(path))

    assert [static for static in named if finders.find(static) is None] == []
