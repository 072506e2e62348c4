"""Which addresses may be asked at all: the public web, and nothing inside our own network.

Who can write a record can write any address into it. So the name is looked up here, every address it stands for is
checked, and the connection goes to the one that was checked: a name that means something else a moment later does not help.
"""

from __future__ import annotations

import ipaddress
import socket
from dataclasses import dataclass
from urllib.parse import SplitResult, quote, urljoin, urlsplit

PORTS = {"http": 80, "https": 443}
LOWEST_FREE_PORT = 1024
_NAT64 = ipaddress.ip_network("64:ff9b::/96")

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address


class NotAsked(Exception):
    """An address that is not asked, with a code of PROBLEMS."""

    def __init__(self, problem: str) -> None:
        super().__init__(problem)
        self.problem = problem


@dataclass(frozen=True)
class Target:
    """An address of the web, taken apart for asking."""

    scheme: str
    host: str  # as the network knows it: ASCII
    port: int
    path: str  # with the question

    @property
    def url(self) -> str:
        return f"{self.scheme}://{self.authority}{self.path}"

    @property
    def authority(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"


def target_of(url: str, base: str = "") -> Target:
    """Raises NotAsked for what is no address of the web."""
    try:
        parts = urlsplit(urljoin(base, url.strip()))
        host = _ascii_host(parts)
        port = parts.port or PORTS.get(parts.scheme, 0)
    except (ValueError, UnicodeError):
        raise NotAsked("not_web") from None
    if parts.scheme not in PORTS or not host or parts.username is not None:
        raise NotAsked("not_web")
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    question = f"?{quote(parts.query, safe='/%:@!$&()*+,;=~-._?')}" if parts.query else ""
    return Target(parts.scheme, host, port, path + question)


def _ascii_host(parts: SplitResult) -> str:
    host = (parts.hostname or "").rstrip(".")
    return host if host.isascii() else host.encode("idna").decode("ascii")


def addresses_of(target: Target, *, may_be_private: bool = False) -> list[str]:
    """What the name stands for, checked. Raises NotAsked when the name is not known or leads inside."""
    if not may_be_private and target.port < LOWEST_FREE_PORT and target.port not in PORTS.values():
        raise NotAsked("not_public")
    try:
        found = socket.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP)
    except (OSError, UnicodeError):
        raise NotAsked("no_such_host") from None
    addresses = list(dict.fromkeys(str(where[0]) for _family, _type, _proto, _name, where in found))
    if not may_be_private and not all(map(is_public, addresses)):
        raise NotAsked("not_public")
    return addresses


def is_public(address: str) -> bool:
    """Whether an address is one of the public internet, also when it is written inside another one."""
    ip: IPAddress = ipaddress.ip_address(address.partition("%")[0])
    inner = _address_inside(ip)
    if inner is not None:
        return is_public(str(inner))
    return ip.is_global and not ip.is_multicast


def _address_inside(ip: IPAddress) -> IPAddress | None:
    if isinstance(ip, ipaddress.IPv4Address):
        return None
    if ip.ipv4_mapped or ip.sixtofour:
        return ip.ipv4_mapped or ip.sixtofour
    if ip.teredo:
        return ip.teredo[1]
    return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF) if ip in _NAT64 else None
