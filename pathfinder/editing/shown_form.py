"""A record's form as its page shows it: for each field its words, its name and id, what stands in it, and what is wrong."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field as having
from typing import Any

from django.utils.translation import get_language, gettext as _, gettext_noop

from pathfinder.editing.field import WORDS, Field
from pathfinder.editing.fields import FORMS
from pathfinder.editing.form import KEPT, YES, RecordForm
from pathfinder.editing.texts import SOURCE, before, state_in, words_in
from pathfinder.languages.names import direction, language_name

PUBLISH_LATER = gettext_noop("Publish on a day to come")
LONG = 60  # letters from which words get more than one line


def state_words(state: str) -> str:
    return {
        "source": _("as the source says it"),
        "reviewed": _("read by a person"),
        "machine": _("translated by a machine"),
        "outdated": _("outdated: the original has changed"),
        "missing": _("not translated"),
    }[state]


@dataclass
class Input:
    """One place to type."""

    path: str
    typed: str
    problem: str = ""
    language: str = ""
    language_name: str = ""
    direction: str = ""
    state: str = ""
    state_words: str = ""
    is_long: bool = False

    @property
    def id(self) -> str:
        return id_of(self.path)


@dataclass
class Node:
    """One field, with what stands in it."""

    kind: str
    path: str
    label: str
    help: str
    typed: str = ""
    problem: str = ""
    is_needed: bool = False
    inputs: list[Input] = having(default_factory=list)  # of words: the languages one works in
    others: list[Input] = having(default_factory=list)  # of words: the rest, folded away
    options: list[tuple[str, str, bool]] = having(default_factory=list)  # code, words, whether chosen
    items: list[Item] = having(default_factory=list)  # of a list
    nodes: list[Node] = having(default_factory=list)  # of a group
    list_id: str = ""  # of the suggestions for a record
    has_focus: bool = False

    @property
    def id(self) -> str:
        return id_of(self.path)

    @property
    def is_inner(self) -> bool:
        """Whether it stands in another field, so that no heading of the page names it."""
        return "." in self.path

    @property
    def has_problem_folded(self) -> bool:
        return any(place.problem for place in self.others)


@dataclass
class Item:
    """One row of a list."""

    path: str
    number: int
    kept: str
    nodes: list[Node]
    has_focus: bool = False

    @property
    def id(self) -> str:
        return id_of(self.path)


@dataclass
class ShownSection:
    name: str
    title: str
    nodes: list[Node]


def id_of(path: str) -> str:
    return "f-" + path.replace(".", "-").replace("~", "kept")


def shown_sections(form: RecordForm, now: Mapping[str, Any]) -> list[ShownSection]:
    """Everything the template needs; `now` says how good the translations are."""
    found = []
    for section in FORMS[form.kind]:
        nodes = [
            _Builder(form, field, now.get(field.name)).node(field, form.typed[field.name], field.name)
            for field in section.fields
            if form.is_for_editor or not field.for_editors
        ]
        if nodes:
            found.append(ShownSection(section.name, _(section.title), nodes))
    return found


def problem_lines(form: RecordForm) -> list[tuple[str, str, str]]:
    """Id, where, and what is wrong, in the order of the form."""
    fields = [field for section in FORMS[form.kind] for field in section.fields]
    order = [*(field.name for field in fields), "publish_at"]
    found = []
    for path, sentence in form.problems.items():
        name = path.partition(".")[0]
        label = _(_label(fields, path))
        found.append((order.index(name) if name in order else -1, id_of(path), label, sentence))
    return [line[1:] for line in sorted(found)]


def _label(fields: Sequence[Field], path: str) -> str:
    """Of the innermost field that a path leads to; languages and numbers of rows stand in it too."""
    first, *steps = path.split(".")
    field = next((field for field in fields if field.name == first), None)
    if field is None:
        return PUBLISH_LATER if first == "publish_at" else gettext_noop("Another language")
    for step in steps:
        field = next((inner for inner in field.fields if inner.name == step), field)
    return field.label


class _Builder:
    def __init__(self, form: RecordForm, field: Field, value: Any) -> None:
        self.form = form
        self.states = {
            (language, words_in(words)): state_in(words)
            for told in before(field, value).told
            for language, words in told.items()
        }

    def node(self, field: Field, typed: Any, path: str) -> Node:
        node = Node(
            field.kind, path, _(field.label), _(field.help) if field.help else "",
            problem=self.form.problems.get(path, ""), is_needed=field.is_needed, has_focus=self.form.focus == path,
        )  # fmt: skip
        match field.kind:
            case "words":
                shown_first = {*self.form.languages, get_language()}
                for place in self._inputs(field, typed, path):
                    is_first = place.language in shown_first or not node.inputs
                    (node.inputs if is_first else node.others).append(place)
            case "word_list":
                one = Field(WORDS, "", field.label, is_long=True)
                node.items = [
                    self._item(f"{path}.{number}", number, "", [self.node(one, texts, f"{path}.{number}")])
                    for number, texts in enumerate(typed)
                ]
                for item in node.items:
                    item.nodes[0].label = f"{node.label} {item.number + 1}"
            case "rows":
                node.items = [
                    self._item(
                        f"{path}.{number}", number, row.get(KEPT, ""),
                        [self.node(f, row.get(f.name), f"{path}.{number}.{f.name}") for f in field.fields],
                    )
                    for number, row in enumerate(typed)
                ]  # fmt: skip
            case "group":
                node.nodes = [self.node(f, typed.get(f.name), f"{path}.{f.name}") for f in field.fields]
            case "choice":
                known = dict(field.options) if typed in field.options else {**field.options, typed: typed}
                node.options = [(code, _(words), code == typed) for code, words in known.items()]
            case "choices":
                node.options = [(code, _(words), code in (typed or ())) for code, words in field.options.items()]
            case "flag":
                node.typed = YES if typed == YES else ""
            case _:
                node.typed = str(typed or "")
                node.list_id = f"known-{field.check}" if field.kind == "record" else ""
        return node

    def _item(self, path: str, number: int, kept: str, nodes: list[Node]) -> Item:
        return Item(path, number, kept, nodes, has_focus=self.form.focus == path)

    def _inputs(self, field: Field, typed: Mapping[str, str], path: str) -> Iterator[Input]:
        typed = typed or {}
        for language in dict.fromkeys([*self.form.languages, *typed]):
            words = typed.get(language, "")
            state = self.states.get((language, words), "") if words else ""
            place = f"{path}.{language}"
            yield Input(
                place, words, self.form.problems.get(place, ""), language,
                language_name(language, get_language()), direction(language), state,
                state_words(state) if state and state != SOURCE else "",
                is_long=field.is_long or len(words) > LONG or "\n" in words,
            )  # fmt: skip
