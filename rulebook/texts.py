"""Words that say where they come from. A text is a mapping of language to words; the engine carries it and never reads it."""

from __future__ import annotations


class MachineText(str):
    """Words that a machine translated and no person has reviewed yet; a page says so."""

    __slots__ = ()


class ReviewedText(str):
    """A translation that a person has read beside the original."""

    __slots__ = ()
    state = "reviewed"
