"""A page as somebody reads it."""

import re
from typing import Any


def text_of(response: Any) -> str:
    """Its words with one space between them, without the tags."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def page_of(answer: Any) -> str:
    """The same with its tags."""
    return re.sub(r"\s+", " ", answer.content.decode())
