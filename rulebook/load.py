"""Reads a country's pack over the shared one. The only module of the engine that touches files."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import yaml

from rulebook.facts import Reader, nearest
from rulebook.law import Implication, Rulebook
from rulebook.parse import Builder, PackError, PackProblem, values_of_fact
from rulebook.parse_provisions import read_provision
from rulebook.parse_recognition import check_recognition
from rulebook.parsed_files import ParsedFiles
from rulebook.places import Gazetteer, Territory
from rulebook.provisions import DECIDING_KINDS, Provision, Step
from rulebook.reform import Reform
from rulebook.texts import MachineText, ReviewedText
from rulebook.towns import towns_of

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
parse_yaml = partial(yaml.load, Loader=_Loader)


class _PersonLoader(_Loader):  # type: ignore[misc, valid-type]  # the fast loader is not always there
    """Leaves dates as they were typed, so that 30 February is a wrong answer and not a broken file."""

    yaml_implicit_resolvers = {  # noqa: RUF012  # PyYAML's own name and type
        first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(":timestamp")]
        for first, resolvers in _Loader.yaml_implicit_resolvers.items()
    }

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        """YAML says that a fact told twice is an error; the library would silently keep the last one."""
        seen: set[str] = set()
        for key, _ in node.value:
            if not isinstance(key.value, str):
                continue  # a list or a mapping is no key: refused below
            if key.value in seen:
                raise yaml.constructor.ConstructorError(
                    problem=f"{key.value} is told twice", problem_mark=key.start_mark
                )
            seen.add(key.value)
        return dict(super().construct_mapping(node, deep))


parse_person_file = partial(yaml.load, Loader=_PersonLoader)


def parsed_files(folder: Path | None = None) -> ParsedFiles:
    """For `load_rulebook`: files that were parsed before, kept in `folder` from one process to the next."""
    return ParsedFiles(parse_yaml, folder)


def load_rulebook(
    packs: Path, country: str, reform: Reform | None = None, files: ParsedFiles | None = None
) -> Rulebook:  # fmt: skip
    """The rulebook of one country, or what a reform would make of it.

    Raises PackError with every problem of the pack, not the first; ReformError for a reform without effect.

    Cost: about a fifth of a second for Belgium, a fifth of that when its files were parsed before. The result is immutable:
    load once per process.
    """
    return _Loading(packs, country, reform, files or parsed_files()).rulebook()


def read_items(path: Path) -> list[Any]:
    """The list of items in a YAML file; an absent file is an empty list. Raises yaml.YAMLError."""
    if not path.exists():
        return []
    return as_items(parse_yaml(path.read_text(encoding="utf-8")))


def as_items(data: Any) -> list[Any]:
    """A list as it is, below its one heading; `{id: {…}}` as a list of items with their ids."""
    if isinstance(data, Mapping) and len(data) == 1:
        (data,) = data.values()
    if isinstance(data, Mapping):
        return [{"id": item_id, **fields} for item_id, fields in data.items()]
    return list(data or [])


def countries_with_a_pack(packs: Path) -> list[str]:
    return sorted(path.parent.name for path in packs.glob("*/pack.yaml"))


def has_law(packs: Path, country: str) -> bool:
    """Whether a pack holds provisions, or only the directory of a country."""
    return any((packs / country / "provisions").glob("*.yaml"))


def pack_files(packs: Path, country: str) -> list[Path]:
    return sorted(p for folder in ("shared", country) for p in (packs / folder).rglob("*.yaml"))


def checksum(packs: Path, country: str) -> str:
    """A fingerprint of all files that make up a country's rulebook."""
    digest = hashlib.sha256()
    for path in pack_files(packs, country):
        digest.update(path.relative_to(packs).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]


class _Loading:
    def __init__(self, packs: Path, country: str, reform: Reform | None, files: ParsedFiles) -> None:
        self.files = files
        self.reform = reform
        self.packs = packs
        self.country = country
        self.build = Builder(country)
        self.texts: dict[str, dict[str, dict[str, Any]]] = {}
        self.list_labels: dict[str, Any] = {}

    def rulebook(self) -> Rulebook:
        if not (self.packs / self.country / "pack.yaml").exists():
            hint = nearest(self.country, countries_with_a_pack(self.packs))
            raise PackError([PackProblem(f"packs/{self.country}", "", f"there is no pack. {hint}")])
        build = self.build
        head = self._mapping("pack.yaml")
        self._read_texts()
        for data in self._items("sources.yaml"):
            build.sources[str(data["id"])] = data
        library = self._library()
        build.ambiguities = {str(a["id"]): a for a in library.get("ambiguities", [])}
        country_codes = self._lists()
        self._territories()
        for data in self._items("parameters.yaml"):
            build.parameters[str(data["id"])] = build.parameter(data)
        implied = self._facts()
        self._derived()
        implications = [i for file, data in implied for i in self._implications(file, data)]
        provisions = self._provisions()
        services = {str(s["id"]): s for s in self._items("services.yaml")}
        organizations = {str(o["id"]): o for o in self._items("organizations.yaml")}
        steps = self._steps(provisions, services)
        self._check_references(services, organizations)
        self._check_provisions(provisions, organizations)
        desks = self._desks(services, organizations)
        questions = {str(q["id"]): q for q in self._items("questions.yaml")}
        answers = self._comparable_answers(questions, provisions, services)
        employers = self._employers(services, organizations, steps)
        recognition = self._recognition(services, organizations, provisions)
        gazetteer = self._gazetteer()
        if build.problems:
            raise PackError(build.problems)
        if self.reform:
            self.reform.check_all_applied([*build.parameters, *provisions])
        pack = {
            **head,
            "lists": build.lists, "list_labels": self.list_labels, "sources": build.sources, "services": services, "organizations": organizations,
            "desks": desks, "library": library, "questions": questions, "answers": answers, "employers": employers,
            "recognition": recognition,
            "sentences": self._shared("sentences.yaml"), "stages": self._shared("stages.yaml"),
        }  # fmt: skip
        return Rulebook(
            country=self.country,
            version=f"{self.country} {head.get('version', '')}".strip(),
            facts=build.facts,
            gazetteer=gazetteer,
            reader=Reader(build.facts, gazetteer, country_codes),
            parameters=build.parameters,
            provisions=provisions,
            steps=steps,
            implications=implications,
            slot_count=len(build.slots),
            pack=pack,
        )

    # files

    def _read(self, path: Path) -> Any:
        try:
            return self.files.read(path.relative_to(self.packs).parts[0], path)
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            where = f"line {mark.line + 1}, column {mark.column + 1}" if mark else ""
            self.build.enter(self._name(path), where)
            self.build.problem(f"not readable as YAML: {getattr(error, 'problem', error)}")
            return None

    def _name(self, path: Path) -> str:
        return f"packs/{path.relative_to(self.packs).as_posix()}"

    def _mapping(self, name: str) -> dict[str, Any]:
        data = self._read(self.packs / self.country / name)
        return dict(data) if isinstance(data, Mapping) else {}

    def _paths(self, name: str) -> Iterator[Path]:
        for folder in ("shared", self.country):
            yield from sorted((self.packs / folder).glob(name))

    def _items(self, name: str) -> Iterator[dict[str, Any]]:
        """Items of a file in the shared and the country's pack, translated; `enter`s each for the messages."""
        seen: set[str] = set()
        for path in self._paths(name):
            for item in as_items(self._read(path)):
                self.build.enter(self._name(path), item.get("id", "?") if isinstance(item, Mapping) else "?")
                if not isinstance(item, Mapping) or "id" not in item:
                    self.build.problem(f"every item needs an id, got {str(item)[:60]}")
                    continue
                if str(item["id"]) in seen:
                    self.build.problem("this id is used twice")
                seen.add(str(item["id"]))
                patched = self.reform.patch(dict(item)) if self.reform else dict(item)
                yield self._translated(patched)

    # texts

    def _read_texts(self) -> None:
        for path in self._paths("texts/*.yaml"):
            data = self._read(path) or {}
            machine = data.get("state", "machine") == "machine"
            reviewed = set(map(str, data.get("reviewed") or ()))  # items, or single texts: “duty”, “duty notes.1”
            language = path.stem.partition(".")[0]
            for item_id, fields in (data.get("texts") or {}).items():
                keep = _with_states(fields, str(item_id), reviewed if machine else {str(item_id)}, self.files.once)
                self.texts.setdefault(str(item_id), {}).setdefault(language, {}).update(keep)

    def _translated(self, item: dict[str, Any]) -> dict[str, Any]:
        item_id = str(item["id"])
        if isinstance(item.get("unless"), list):
            item["unless"] = [
                self._overlay(dict(e), f"{item_id}.{e.get('id')}") if isinstance(e, Mapping) else e
                for e in item["unless"]
            ]
        return self._overlay(item, item_id)

    def _overlay(self, item: dict[str, Any], key: str) -> dict[str, Any]:
        for rows in ("locations", "sessions"):  # they have no id: their place in the list stands for it
            if isinstance(item.get(rows), list):
                item[rows] = [self._overlay(dict(row), f"{key}.{n}") for n, row in enumerate(item[rows], 1)]
        for language, fields in self.texts.get(key, {}).items():
            for name, translation in fields.items():
                base = item.get(name)
                if isinstance(base, Mapping) and isinstance(translation, Mapping):  # values of a code, says of a flag
                    words = {("none" if key is None else str(key)): text for key, text in translation.items()}
                    item[name] = {
                        key: _with(text, language, words.get("none" if key is None else str(key)))
                        for key, text in base.items()
                    }
                elif isinstance(base, list) and isinstance(translation, list):
                    item[name] = [
                        _with(t, language, translation[n] if n < len(translation) else None) for n, t in enumerate(base)
                    ]
                elif isinstance(base, Mapping):
                    item[name] = _with(base, language, translation)
        return item

    # parts of the pack

    def _library(self) -> dict[str, list[dict[str, Any]]]:
        return {
            heading: [self._translated(dict(item)) for item in items]
            for heading, items in self._lists_of("library.yaml").items()
        }

    def _lists_of(self, name: str) -> dict[str, list[Any]]:
        """The lists in a file of the country's pack by their headings; an absent file has none."""
        data = self._mapping(name) if (self.packs / self.country / name).exists() else {}
        return {heading: items for heading, items in data.items() if isinstance(items, list)}

    def _lists(self) -> frozenset[str]:
        """Reads all lists; gives the one of the codes of countries."""
        for data in self._items("lists.yaml"):
            self.build.lists[str(data["id"])] = frozenset(map(_code, data.get("codes") or ()))
            self.list_labels[str(data["id"])] = data.get("label") or {}
        return self.build.lists.get("iso_3166_1", frozenset())

    def _territories(self) -> None:
        for name in ("territories.yaml", "municipalities.yaml"):
            for data in self._items(name):
                self.build.territories[str(data["id"])] = Territory(
                    id=str(data["id"]),
                    names=data.get("name") or {},
                    parent=data.get("parent"),
                    postcodes=tuple(map(str, data.get("postcodes") or ())),
                    members=tuple(data.get("members") or ()),
                    excluded=tuple(data.get("except") or ()),
                    as_answer_without=tuple(data.get("as_answer_without") or ()),
                    nuts=data.get("nuts"),
                )
        for territory in self.build.territories.values():
            for other in (territory.parent, *territory.members, *territory.excluded, *territory.as_answer_without):
                if other and other not in self.build.territories:
                    self.build.enter(f"packs/{self.country}/territories.yaml", territory.id)
                    self.build.problem(f'territory "{other}" is not known')

    def _gazetteer(self) -> Gazetteer:
        """A pack that lists its municipalities knows them all; the others look into the towns of the country."""
        territories = self.build.territories
        if (self.packs / self.country / "municipalities.yaml").exists():
            return Gazetteer(territories)
        inside = self._shared("places/serves.yaml")
        return Gazetteer(territories, partial(towns_of, self.packs, self.country), inside)

    def _facts(self) -> list[tuple[str, Mapping[str, Any]]]:
        implied: list[tuple[str, Mapping[str, Any]]] = []
        for data in self._items("facts.yaml"):
            base = self.build.facts.get(str(data.get("extends")))
            if base is not None:  # a country adds values, for example its own employment services
                self.build.facts[base.id] = replace(base, values={**base.values, **values_of_fact(data)})
                if data.get("implied"):
                    implied.append((self.build.file, {**data, "id": base.id}))
                continue
            fact = self.build.fact(data)
            if fact is not None:
                self.build.facts[fact.id] = fact
            if data.get("implied"):
                implied.append((self.build.file, data))
        return implied

    def _implications(self, file: str, data: Mapping[str, Any]) -> list[Implication]:
        self.build.enter(file, data["id"])
        return self.build.implications(data)

    def _derived(self) -> None:
        items = [(self.build.file, data) for data in self._items("derived.yaml")]
        self.build.derived_data.update({str(data["id"]): data for _, data in items})
        for file, data in items:
            self.build.enter(file, data["id"])
            if not self.build.check_sources(data.get("sources")):
                self.build.problem("a derived fact needs a source")
            self.build.derived_tree(str(data["id"]))

    def _provisions(self) -> dict[str, Provision]:
        found = {}
        for data in self._items("provisions/*.yaml"):
            provision = read_provision(self.build, data)
            if provision is not None:
                found[provision.id] = provision
        return found

    def _check_provisions(self, provisions: Mapping[str, Provision], organizations: Mapping[str, Any]) -> None:
        for provision in provisions.values():
            self.build.enter(f"packs/{self.country}/provisions", provision.id)
            for name in provision.ask:
                if name not in organizations:
                    self.build.problem(f'ask: organization "{name}" is not known. {nearest(name, organizations)}')
            if provision.follows and provision.follows not in provisions:
                hint = nearest(provision.follows, provisions)
                self.build.problem(f'follows: provision "{provision.follows}" is not known. {hint}')

    def _steps(self, provisions: Mapping[str, Provision], services: Mapping[str, Any]) -> dict[str, Step]:
        by_service: dict[str, list[Provision]] = {}
        for provision in provisions.values():
            self.build.enter(f"packs/{self.country}/provisions", provision.id)
            for service in provision.services:
                if service not in services:
                    self.build.problem(f'service "{service}" is not known. {nearest(service, services)}')
                elif provision.kind in DECIDING_KINDS:
                    by_service.setdefault(service, []).append(provision)
        steps = {}
        for service_id, service in services.items():
            self.build.enter(f"packs/{self.country}/services.yaml", service_id)
            own = by_service.get(service_id, [])
            if own:
                steps[service_id] = _step(service_id, service.get("name") or {}, own, service, self.build)
        alone = [p for p in provisions.values() if not p.services and p.kind in DECIDING_KINDS]
        owners = {p.id for p in alone if p.step_of is None}
        for provision in alone:
            if provision.step_of is None:
                own = [provision, *(p for p in alone if p.step_of == provision.id)]
                steps[provision.id] = _step(provision.id, provision.title, own, None, self.build)
            elif provision.step_of not in owners:
                self.build.enter(f"packs/{self.country}/provisions", provision.id)
                hint = nearest(provision.step_of, owners)
                self.build.problem(f'of: "{provision.step_of}" is no step of its own. {hint}')
        return steps

    def _comparable_answers(
        self, questions: Mapping[str, Any], provisions: Mapping[str, Provision], services: Mapping[str, Any]
    ) -> dict[str, dict[str, Any]]:
        """What this pack says to each question that is asked of every country."""
        known = {"provisions": provisions, "services": services, "figures": self.build.parameters}
        answers = {}
        for data in self._items("answers.yaml"):
            if data["id"] not in questions:
                self.build.problem(f'"{data["id"]}" is no question of every country. {nearest(data["id"], questions)}')
            for key in data.keys() - {"id", "gap", *known}:
                self.build.problem(f'"{key}" is not part of an answer. {nearest(key, ["gap", *known])}')
            for kind, items in known.items():
                for name in data.get(kind) or ():
                    if name not in items:
                        self.build.problem(f'{kind}: "{name}" is not known. {nearest(name, items)}')
            if not (data.get("provisions") or data.get("services") or data.get("gap")):
                self.build.problem("an answer names provisions or services, or says in `gap` what is not known")
            answers[str(data["id"])] = data
        return answers

    def _employers(
        self, services: Mapping[str, Any], organizations: Mapping[str, Any], steps: Mapping[str, Step]
    ) -> dict[str, list[Any]]:
        """What only employers need: where the right to work stands, papers and what they prove, forms of learning at work."""
        file = "employers.yaml"
        papers = self.build.facts["documents_shown"].values if "documents_shown" in self.build.facts else {}
        known = {
            "right_to_work": steps, "documents": papers, "workplace_learning": services, "incentives": services,
            "call": organizations,
        }  # fmt: skip
        found: dict[str, list[Any]] = {heading: [] for heading in known}
        for heading, items in self._lists_of(file).items():
            self.build.enter(f"packs/{self.country}/{file}", heading)
            if heading not in known:
                self.build.problem(f'"{heading}" is not known. {nearest(heading, known)}')
                continue
            for item in items:
                name = str(item.get("id") if isinstance(item, Mapping) else item)
                self.build.enter(f"packs/{self.country}/{file}", f"{heading}, {name}")
                if name not in known[heading]:
                    self.build.problem(f'"{name}" is not known. {nearest(name, known[heading])}')
                if isinstance(item, Mapping) and not self.build.check_sources(item.get("sources")):
                    self.build.problem("it needs at least one source")
                found[heading].append(self._translated(dict(item)) if isinstance(item, Mapping) else name)
        return found

    def _recognition(
        self, services: Mapping[str, Any], organizations: Mapping[str, Any], provisions: Mapping[str, Provision]
    ) -> dict[str, list[Any]]:
        """The routes to a recognised diploma or skill, each text with its translations."""
        lists = self._lists_of("recognition.yaml")
        check_recognition(self.build, lists, services, organizations, provisions)
        return {
            heading: [
                self._translated(dict(item)) if isinstance(item, Mapping) and "id" in item else item for item in items
            ]
            for heading, items in lists.items()
        }

    def _check_references(self, services: Mapping[str, Any], organizations: Mapping[str, Any]) -> None:
        for kind, items in (("services", services), ("organizations", organizations)):
            for item_id, item in items.items():
                self.build.enter(f"packs/{self.country}/{kind}.yaml", item_id)
                if not self.build.check_sources(item.get("sources")):
                    self.build.problem("it needs at least one source")
                owner = item.get("organization")
                if kind == "services" and owner not in organizations:
                    self.build.problem(f'organization "{owner}" is not known. {nearest(owner, organizations)}')
                if item.get("territory") not in self.build.territories:
                    self.build.problem(f'territory "{item.get("territory")}" is not known')

    def _desks(self, services: Mapping[str, Any], organizations: Mapping[str, Any]) -> dict[str, list[dict[str, Any]]]:
        desks: dict[str, list[dict[str, Any]]] = {}
        for path in self._paths("desks.yaml"):
            for entry in as_items(self._read(path)):
                if not isinstance(entry, Mapping):
                    self.build.enter(self._name(path), "")
                    self.build.problem(f"expected {{services: […], choose: […]}}, got {entry!r}")
                    continue
                self.build.enter(self._name(path), ", ".join(entry.get("services", ())))
                for line in entry.get("choose", ()):
                    self.build.check_sources(line.get("sources"))
                    for organization in line.get("organizations", ()):
                        if organization not in organizations:
                            hint = nearest(organization, organizations)
                            self.build.problem(f'organization "{organization}" is not known. {hint}')
                choices = [
                    {**line, "tree": self.build.condition(line["when"]) if "when" in line else None}
                    for line in entry.get("choose", ())
                ]
                for service in entry.get("services", ()):
                    if service not in services:
                        self.build.problem(f'service "{service}" is not known. {nearest(service, services)}')
                    desks[service] = choices
        return desks

    def _shared(self, name: str) -> dict[str, Any]:
        path = self.packs / "shared" / name
        return dict(self._read(path) or {}) if path.exists() else {}


def _step(step_id: str, title: Any, own: list[Provision], service: Any, build: Builder) -> Step:
    return Step(
        id=step_id,
        title=title,
        validity=build.validity((service or {}).get("valid")),
        duties=[p for p in own if p.kind == "duty"],
        accesses=[p for p in own if p.kind != "duty"],
        service=service,
    )


def _code(code: Any) -> str:
    return "NO" if code is False else str(code)  # YAML 1.1 reads Norway's code as false


def _with(text: Any, language: str, translation: Any) -> Any:
    """The text with one more language; what the source itself says in that language stays."""
    if translation is None or not isinstance(text, Mapping):
        return text
    if "text" in text and isinstance(text["text"], Mapping):  # a note
        return {**text, "text": _with(text["text"], language, translation)}
    if language in text:
        return text
    # after the source's own words, so that a fallback is those; a name that stays the same is no translation
    return {**text, language: str(translation) if translation in text.values() else translation}


def _with_states(
    fields: Mapping[str, Any], item_id: str, reviewed: set[str], once: Callable[[str], str]
) -> dict[str, Any]:
    """The translations of an item, each knowing whether a person has read it; `once` gives equal words as one object."""
    is_read = item_id in reviewed

    def words(value: Any, name: str) -> Any:
        if isinstance(value, str):
            return once((ReviewedText if is_read or f"{item_id} {name}" in reviewed else MachineText)(value))
        if isinstance(value, Mapping):
            return {key: words(inner, f"{name}.{'none' if key is None else key}") for key, inner in value.items()}
        if isinstance(value, list):
            return [words(inner, f"{name}.{number}") for number, inner in enumerate(value, 1)]
        return value

    return {name: words(value, name) for name, value in fields.items()}
