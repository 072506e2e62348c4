"""What can be shared: kinds of records, in the words of those who share."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _, gettext_noop

STORY = "story"
KINDS = {
    "program": gettext_noop("A practice: a project or a way of working that helps newcomers to work"),
    STORY: gettext_noop("A story: of a newcomer who found work, or of an employer"),
    "event": gettext_noop("An event: a conference, a fair, a meeting"),
    "publication": gettext_noop("A document: a study, a guide, a law"),
}
NAMES = {
    "program": gettext_noop("Practice"),
    STORY: gettext_noop("Story"),
    "event": gettext_noop("Event"),
    "publication": gettext_noop("Document"),
}
LONGEST_TITLE = 80  # letters


def title_of(kind: str, typed: Mapping[str, Any]) -> str:
    """What its author calls it so far, else its kind."""
    names = typed.get("name") or {}
    told = next((" ".join(words.split()) for words in names.values() if words.strip()), "")
    return told[:LONGEST_TITLE] or _(NAMES[kind])
