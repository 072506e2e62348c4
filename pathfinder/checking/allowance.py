"""How often something may be sent, counted in the memory of this process and forgotten with it."""

from __future__ import annotations

import hashlib
import secrets
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from django.conf import settings
from django.http import HttpRequest

EVERYBODY = "everybody"


@dataclass
class Allowance:
    """So many in an hour for one network address, so many for all together. Addresses are kept as marks with a salt of
    this process, so nobody can turn them back."""

    each: int
    together: int
    seconds: float = 3600.0
    clock: Callable[[], float] = time.monotonic
    _times: dict[str, deque[float]] = field(default_factory=dict)
    _salt: bytes = field(default_factory=lambda: secrets.token_bytes(16))
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def minutes_to_wait(self, address: str) -> int:
        """0 when one more is allowed."""
        with self._lock:
            waits = [self._wait(self._mark(address), self.each), self._wait(EVERYBODY, self.together)]
        return -int(-max(waits) // 60)

    def use(self, address: str) -> None:
        """Count one that was sent."""
        with self._lock:
            self._forget_old()
            for name in (self._mark(address), EVERYBODY):
                self._times.setdefault(name, deque()).append(self.clock())

    def _wait(self, name: str, most: int) -> float:
        times = [at for at in self._times.get(name, ()) if at > self.clock() - self.seconds]
        return times[-most] + self.seconds - self.clock() if len(times) >= most else 0.0

    def _forget_old(self) -> None:
        edge = self.clock() - self.seconds
        for name in list(self._times):
            times = self._times[name]
            while times and times[0] <= edge:
                times.popleft()
            if not times:
                del self._times[name]

    def _mark(self, address: str) -> str:
        return hashlib.blake2b(address.encode(), key=self._salt, digest_size=12).hexdigest()


def network_address(request: HttpRequest) -> str:
    """Where a request comes from: what the proxy in front wrote last, if there is one. What a visitor writes is not believed."""
    forwarded = request.headers.get("X-Forwarded-For", "")
    if settings.BEHIND_PROXY and forwarded:
        return forwarded.rpartition(",")[2].strip()
    return str(request.META.get("REMOTE_ADDR", ""))
