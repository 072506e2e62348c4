"""A file that is too large is never kept: its bytes are let go as they come, and the rest of the form is read all the same."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.files.uploadhandler import SkipFile, TemporaryFileUploadHandler
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt, csrf_protect

MOST_BYTES = 10_000_000
MOST_BYTES_READ = 64_000_000  # of a whole form: more is refused before a byte is read


class SmallFile(TemporaryFileUploadHandler):
    """Writes a file to the disk, as far as it is small enough."""

    is_too_large = False
    received = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.received += len(raw_data)
        if self.received > MOST_BYTES:
            self.is_too_large = True
            raise SkipFile
        super().receive_data_chunk(raw_data, start)


def takes_small_files(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Outermost: nobody reads the form before the files in it are guarded. The view gets `request.small_file`."""

    @csrf_exempt  # checked a line below, once the guard stands
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **named: Any) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if request.method == "POST" and length.isdecimal() and int(length) > MOST_BYTES_READ:
            return render(request, "library/pictures/too_large.html", {"most": MOST_BYTES // 1_000_000}, status=413)
        guard = SmallFile(request)
        request.upload_handlers = [guard]
        setattr(request, "small_file", guard)  # noqa: B010  # of this view alone, so no type of request knows it
        return csrf_protect(view)(request, *args, **named)

    return guarded
