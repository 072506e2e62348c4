"""Texts as a small value: language to words. The engine carries them and never reads them."""

from __future__ import annotations


class MachineText(str):
    """Words that a machine translated and no person has reviewed yet; a page says so."""

    __slots__ = ()
