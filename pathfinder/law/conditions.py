"""The tree of a provision as a list that a page can show: each leaf a sentence, each branch with its word."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from pathfinder.languages.localized_text import HonestSpeaker, sentence_as_html
from rulebook.conditions import All, Derived, Leaf, Node, Some
from rulebook.provisions import Provision


@dataclass(frozen=True)
class Line:
    """One line: a sentence, or what of the lines below must hold."""

    words: SafeString | str
    below: tuple[Line, ...] = ()


def lines_of(provision: Provision, speaker: HonestSpeaker) -> tuple[Line, ...]:
    """What must hold, one line for each condition; nothing where the law asks nothing."""
    tree = provision.tree
    if tree is None:
        return ()
    return _lines(tree.children if isinstance(tree, All) else [tree], speaker)


def _lines(nodes: Iterable[Node], speaker: HonestSpeaker) -> tuple[Line, ...]:
    return tuple(_line(node, speaker) for node in nodes)


def _line(node: Node, speaker: HonestSpeaker) -> Line:
    if isinstance(node, Leaf | Derived) or not list(node.children) or all(isinstance(c, Leaf) for c in node.children):
        return Line(sentence_as_html(speaker.condition(node)))
    if isinstance(node, All):
        return Line(_("all of these:"), _lines(node.children, speaker))
    if isinstance(node, Some):
        said = _("one of these:") if node.count == 1 else _("at least %(count)s of these:") % {"count": node.count}
        return Line(said, _lines(node.children, speaker))
    return Line(sentence_as_html(speaker.condition(node)))
