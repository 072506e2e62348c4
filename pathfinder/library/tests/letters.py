"""Letters that came, as the person reads them."""

import re
from typing import Any


def words_of(letter: Any) -> str:
    return letter.get_payload(decode=True).decode().replace("\r\n", "\n")


def link_in(letter: Any) -> str:
    return re.findall(r"http://testserver(\S+\?key=\S+)", words_of(letter))[0]
