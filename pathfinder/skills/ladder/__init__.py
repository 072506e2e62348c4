"""From what somebody writes to skills: suggestions with their reasons, which the person confirms, rejects or rewords.

`suggesting.py` is the ladder and its three rungs; `suggest.py` says what it found in the reader's language.
"""

from pathfinder.skills.ladder.suggest import Answer, Concept, Suggestion, answer, suggest

__all__ = ["Answer", "Concept", "Suggestion", "answer", "suggest"]
