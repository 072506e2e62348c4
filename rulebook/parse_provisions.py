"""Provisions from the plain data of a pack: `when` and not `unless`, with dates, sources, notes and deadlines."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rulebook.conditions import All, Leaf
from rulebook.facts import nearest
from rulebook.parse import Builder, identity_of
from rulebook.provisions import KINDS, Exemption, Note, Provision

PROVISION_KEYS = {
    "id", "kind", "services", "of", "title", "says", "where", "territory", "valid", "when", "unless", "legal_basis",
    "confidence", "sources", "checked_on", "notes", "due", "stage", "ask_a_counsellor", "because_not_evaluable",
    "ask", "follows",
}  # fmt: skip


def read_provision(build: Builder, data: Mapping[str, Any]) -> Provision | None:
    """A provision, or None when it cannot be made; what is wrong is noted in `build`."""
    for key in data.keys() - PROVISION_KEYS:
        build.problem(f'"{key}" is not part of a provision. {nearest(key, PROVISION_KEYS)}')
    kind = str(data.get("kind"))
    if kind not in KINDS:
        build.problem(f'kind "{kind}" is not known. {nearest(kind, KINDS)}')
        return None
    sources = build.check_sources(data.get("sources"))
    if not sources:
        build.problem("a provision needs at least one source")
    if not data.get("checked_on"):
        build.problem("checked_on is missing: the day the source was read")
    if kind != "information" and "when" not in data and not data.get("ask_a_counsellor"):
        build.problem("without `when` it needs `ask_a_counsellor`: why the tree cannot say it")
    if kind == "information" and "when" not in data and not data.get("because_not_evaluable"):
        build.problem("information needs `because_not_evaluable`")
    scope = build.condition({"fact": "place", "within": data["where"]}) if data.get("where") else None
    when = build.condition(data["when"]) if "when" in data else None
    parts = [node for node in (scope, when) if node is not None and (node is when or isinstance(node, Leaf))]
    tree = (
        All(parts, build.slot("all", 1, *map(identity_of, parts)), sources)
        if len(parts) > 1
        else next(iter(parts), None)
    )
    return Provision(
        id=str(data["id"]),
        slot=build.slot("provision", data["id"]),
        kind=kind,
        title=data.get("title") or {},
        validity=build.validity(data.get("valid")),
        sources=sources,
        scope=scope if isinstance(scope, Leaf) else None,
        tree=tree,
        has_when=when is not None,
        unless=[e for e in (_exemption(build, e) for e in data.get("unless") or ()) if e is not None],
        services=tuple(data.get("services") or ()),
        step_of=data.get("of"),
        territory=data.get("territory"),
        confidence=str(data.get("confidence", "high")),
        checked_on=str(data["checked_on"]) if data.get("checked_on") else None,
        legal_basis=data.get("legal_basis") or {},
        notes=[n for n in (_note(build, n) for n in data.get("notes") or ()) if n is not None],
        due=_due(build, data.get("due")),
        stage=data.get("stage"),
        says=data.get("says") or {},
        ask_a_counsellor=data.get("ask_a_counsellor") or {},
        because_not_evaluable=data.get("because_not_evaluable") or {},
        ask=tuple(map(str, data.get("ask") or ())),
        follows=str(data["follows"]) if data.get("follows") else None,
    )


def _exemption(build: Builder, data: Mapping[str, Any]) -> Exemption | None:
    if "id" not in data or "label" not in data:
        build.problem("each exemption under `unless` needs an id and a label, so that the page can name it")
        return None
    tree = build.condition({k: v for k, v in data.items() if k not in ("id", "label", "valid", "sources")})
    if tree is None:
        return None
    sources = build.check_sources(data.get("sources") or data.get("source"))
    return Exemption(str(data["id"]), data["label"], tree, build.validity(data.get("valid")), sources)


def _note(build: Builder, data: Any) -> Note | None:
    if isinstance(data, str):
        if data not in build.ambiguities:
            build.problem(f'note "{data}" is no ambiguity of this pack. {nearest(data, build.ambiguities)}')
            return None
        return Note(build.ambiguities[data]["text"], ambiguity=data)
    if isinstance(data, Mapping) and ("text" in data or "ambiguity" in data):
        tree = build.condition(data["when"]) if "when" in data else None
        base = _note(build, data["ambiguity"]) if "ambiguity" in data else Note(data["text"])
        return Note(base.text, tree, base.ambiguity) if base else None
    build.problem("a note is the id of an ambiguity or {text: {en: …}}")
    return None


def _due(build: Builder, data: Any) -> Mapping[str, Any] | None:
    if not data:
        return None
    fact = build.facts.get(str(data.get("after")))
    if fact is None or fact.type != "date":
        build.problem(f"due.after needs a date fact, got {data.get('after')!r}")
        return None
    if len(data.keys() & {"months", "days"}) != 1:
        build.problem("due needs months or days")
        return None
    return dict(data)
