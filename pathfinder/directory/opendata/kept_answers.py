"""Answers that were given lately, kept in the memory of each process under their entity tag.

A tag changes with every change of the data, so nothing kept is ever out of date: it is only no longer asked for, and makes
room for others.
"""

from __future__ import annotations

import threading
from collections import OrderedDict

from django.http import HttpResponse, HttpResponseBase

MOST_BYTES = 16_000_000
LARGEST = 500_000  # bytes of one answer; larger ones would push out many that are asked for more often


class KeptAnswers:
    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self.most_bytes = most_bytes
        self.lock = threading.Lock()
        self.kept: OrderedDict[str, HttpResponse] = OrderedDict()
        self.bytes = 0

    def answer(self, etag: str) -> HttpResponse | None:
        """A new answer with the content and headers of the kept one."""
        with self.lock:
            kept = self.kept.get(etag)
            if kept is None:
                return None
            self.kept.move_to_end(etag)
        return HttpResponse(kept.content, headers=dict(kept.headers))

    def keep(self, etag: str, response: HttpResponseBase) -> None:
        """Unless it is streamed, large or no success."""
        if not isinstance(response, HttpResponse) or response.status_code != 200 or len(response.content) > LARGEST:
            return
        copy = HttpResponse(response.content, headers=dict(response.headers))
        with self.lock:
            if etag not in self.kept:
                self.kept[etag] = copy
                self.bytes += len(copy.content)
            while self.bytes > self.most_bytes:
                _, oldest = self.kept.popitem(last=False)
                self.bytes -= len(oldest.content)
