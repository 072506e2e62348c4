"""The routes to a recognised diploma or skill: which steps of a pack, in which order, for whom. They decide nothing themselves."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from rulebook.facts import nearest
from rulebook.parse import Builder

LEVELS = ("school", "higher", "doctorate")
PROFESSIONS = (
    "doctor", "nurse", "midwife", "dentist", "pharmacist", "physiotherapist", "health_social", "care_assistant", "teacher",
    "architect", "engineer", "other",
)  # fmt: skip
ASKED: Mapping[str, tuple[str, ...]] = {
    "has": ("diploma", "skill"),
    "aim": ("work", "study", "regulated"),
    "level": LEVELS,
    "papers": ("original", "copy", "lost"),
    "profession": PROFESSIONS,
}
PARTS = ("way", "other", "help")
# What a route tells of a step; where neither the service nor the route says it, it is not known
ASPECTS = (
    "law", "missing", "translation", "language", "preparation", "centres", "cost", "waiver", "duration", "appeal",
    "outcome", "after",
)  # fmt: skip
KEYS: Mapping[str, frozenset[str]] = {
    "facts": frozenset({"when", "is"}),
    "professions": frozenset({"id", "regulated", "body", "sources", "confidence"}),
    "steps": frozenset({
        "id", "part", "service", "body", "when", "unless", "where", "writes_in", "rules", "papers", "sources", "confidence",
        *ASPECTS,
    }),
    "meanwhile": frozenset({"id", "service", "rule", "when", "unless", "where", "says", "sources", "confidence"}),
    "gaps": frozenset({"id", "when", "where", "says", "rule", "ask", "sources"}),
    "places": frozenset(),
}  # fmt: skip


def check_recognition(
    build: Builder,
    lists: Mapping[str, list[Any]],
    services: Collection[str],
    organizations: Collection[str],
    provisions: Collection[str],
) -> None:
    """Notes in `build` every name that nobody knows and every statement without a source."""
    file = f"packs/{build.country}/recognition.yaml"
    for heading, items in lists.items():
        build.enter(file, heading)
        if heading not in KEYS:
            build.problem(f'"{heading}" is not known. {nearest(heading, KEYS)}')
            continue
        for item in items:
            if not isinstance(item, Mapping):
                _named(build, "territory", [item], build.territories)
                continue
            build.enter(file, f"{heading}, {item.get('id') or item.get('when')}")
            for key in item.keys() - KEYS[heading]:
                build.problem(f'"{key}" is not part of this. {nearest(key, KEYS[heading])}')
            _asked(build, item)
            _named(build, "territory", [item.get("where")], build.territories)
            _named(build, "service", [item.get("service")], services)
            _named(build, "organization", [item.get("body"), *(item.get("ask") or ())], organizations)
            said = [name for names in (item.get("rules") or {}).values() for name in names]
            _named(build, "provision", [item.get("rule"), *said], provisions)
            _named(build, "aspect", item.get("rules") or {}, ASPECTS)
            _named(build, "fact", item.get("is") or {}, build.facts)
            _sourced(build, heading, item)


def _asked(build: Builder, item: Mapping[str, Any]) -> None:
    """What the form asks: a condition on anything else would never hold."""
    for key, values in {**(item.get("when") or {}), **(item.get("unless") or {})}.items():
        if key not in ASKED:
            build.problem(f'when: "{key}" is not asked. {nearest(key, ASKED)}')
            continue
        _named(build, key, values, ASKED[key])


def _named(build: Builder, kind: str, names: Iterable[Any], known: Collection[str]) -> None:
    for name in names:
        if name is not None and name not in known:
            build.problem(f'{kind} "{name}" is not known. {nearest(str(name), known)}')


def _sourced(build: Builder, heading: str, item: Mapping[str, Any]) -> None:
    if heading == "professions":
        _named(build, "profession", [item.get("id")], PROFESSIONS)
    elif heading == "steps":
        _named(build, "part", [item.get("part")], PARTS)
        if not item.get("service"):
            build.problem("a step names a service of this pack")
    found = build.check_sources(item.get("sources"))
    says_something = heading == "professions" or item.keys() & {*ASPECTS, "papers", "says"}
    if says_something and heading != "gaps" and not found:
        build.problem("it needs at least one source")
