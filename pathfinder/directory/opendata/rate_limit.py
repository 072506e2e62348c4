"""How much one address may ask for. Counted in the memory of each process; no address is kept, only a mark made of it
with a secret that ends with the process.
"""

from __future__ import annotations

import hashlib
import ipaddress
import os
import threading
import time
from collections import OrderedDict
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest

MOST_ADDRESSES = 20_000  # remembered at once; the one that was silent longest is forgotten first
BURST_SECONDS = 30  # so many seconds' worth may come at once


class RateLimit:
    """A bucket for each address that fills steadily and from which every request takes."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.clock = clock
        self.secret = os.urandom(32)
        self.lock = threading.Lock()
        self.buckets: OrderedDict[bytes, tuple[float, float]] = OrderedDict()  # mark to (requests left, at)

    def wait_seconds(self, address: str, per_minute: int, cost: int = 1) -> float:
        """0 when the request may be answered, and it is counted; else the seconds until it may. 0 a minute: no limit."""
        if per_minute <= 0:
            return 0.0
        speed = per_minute / 60
        size = max(speed * BURST_SECONDS, float(cost))
        mark = hashlib.blake2b(_network(address).encode(), key=self.secret, digest_size=16).digest()
        with self.lock:
            now = self.clock()
            left, at = self.buckets.pop(mark, (size, now))
            left = min(size, left + (now - at) * speed)
            is_allowed = left >= cost
            self.buckets[mark] = (left - cost if is_allowed else left, now)
            while len(self.buckets) > MOST_ADDRESSES:
                self.buckets.popitem(last=False)
        return 0.0 if is_allowed else (cost - left) / speed


def address_of(request: HttpRequest) -> str:
    """Who asks. Behind a proxy it is the address that the proxy has put last; what stands before it anybody can write."""
    if settings.BEHIND_PROXY:
        forwarded = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
        if forwarded:
            return forwarded
    return str(request.META.get("REMOTE_ADDR", ""))


def _network(address: str) -> str:
    """One household has one address of version 4, and a whole network of version 6."""
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return address[:100]
    if known.version == 6:
        return str(ipaddress.ip_network((known, 64), strict=False))
    return str(known)
