"""The one module that goes out to the net.

Three doors: `call` for services that the operator names in her settings, `fetch` and `send` for
addresses that a person or a record names. import-linter keeps every other module from an HTTP
client.
"""

import ipaddress
import socket
import time
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import urllib3

SECONDS = 10.0
MOST_BYTES = 2_000_000
USUAL_PORTS = {"http": 80, "https": 443}
# All that is routed in the public net (RFC 4291 §2.4); leaves out what Python calls global
# besides: translators (64:ff9b::/96), IPv4-compatible and site-local addresses.
UNICAST = ipaddress.ip_network("2000::/3")
# 6to4 leads to any IPv4 address.
SIX_TO_FOUR = ipaddress.ip_network("2002::/16")


class Refused(Exception):
    """The address is not one that this server goes to, or the answer is not one that it takes."""


class Unreached(Refused):
    """Nobody answers there now; another try may do better."""


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes


def is_outer(address: str) -> bool:
    """Whether an IP address lies out in the public net and is one machine."""
    ip = ipaddress.ip_address(address)
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped:
            return is_outer(str(ip.ipv4_mapped))
        if ip not in UNICAST or ip in SIX_TO_FOUR:
            return False
    return ip.is_global and not ip.is_multicast


def outer_address(host: str, port: int) -> str:
    """Resolves `host` once. Raises Unreached if it has no address, Refused for any not outer."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (socket.gaierror, UnicodeError) as error:
        raise Unreached(f"No address is known for {host}.") from error
    addresses = [str(entry[4][0]).split("%")[0] for entry in found]
    if not all(is_outer(address) for address in addresses):
        raise Refused(f"{host} is not in the public net.")
    return addresses[0]


def fetch(url: str) -> Answer:
    """Reads `url` from the public net: that very address, no redirects, 10 s, 2 MB.

    Raises Refused.
    """
    return _out("GET", url, headers={}, body=None)


def send(url: str, body: bytes, headers: dict[str, str]) -> Answer:
    """Posts `body` to `url` in the public net, under the limits of `fetch`. Raises Refused."""
    return _out("POST", url, headers=headers, body=body)


def _out(method: str, url: str, *, headers: dict[str, str], body: bytes | None) -> Answer:
    try:
        parts = urlsplit(url)
        port = parts.port or USUAL_PORTS.get(parts.scheme)
    except ValueError as error:
        raise Refused("This is not an address.") from error
    if not port or not parts.hostname or parts.username is not None:
        raise Refused("Only plain http and https addresses are fetched.")
    address = outer_address(parts.hostname, port)
    path = parts.path or "/"
    return _ask(
        _pool(parts.scheme, address, port, parts.hostname),
        method,
        f"{path}?{parts.query}" if parts.query else path,
        headers=headers | {"Host": parts.netloc},
        body=body,
    )


def call(
    service: str,
    path: str,
    *,
    method: str = "POST",
    body: bytes | None = None,
    seconds: float | None = None,
    **headers: str,
) -> Answer:
    """Calls a service that the operator named in her settings: that host only, no redirects.

    Inner addresses are allowed, because the operator's own machines stand there. `seconds` is
    for one that needs longer than the usual 10.
    """
    parts = urlsplit(service)
    port = parts.port or USUAL_PORTS[parts.scheme]
    host = str(parts.hostname)
    pool = _pool(parts.scheme, host, port, host, seconds)
    path = parts.path.rstrip("/") + path
    return _ask(pool, method, path, headers=headers, body=body, seconds=seconds)


def _pool(
    scheme: str, address: str, port: int, host: str, seconds: float | None = None
) -> urllib3.HTTPConnectionPool:
    """Connects to `address` and, over TLS, demands a certificate for `host`."""
    timeout = urllib3.Timeout(total=seconds or SECONDS)
    if scheme == "https":
        return urllib3.HTTPSConnectionPool(
            address, port, timeout=timeout, server_hostname=host, assert_hostname=host
        )
    return urllib3.HTTPConnectionPool(address, port, timeout=timeout)


def _ask(
    pool: urllib3.HTTPConnectionPool,
    method: str,
    path: str,
    *,
    headers: dict[str, str],
    body: bytes | None,
    seconds: float | None = None,
) -> Answer:
    options: dict[str, Any] = {"redirect": False, "retries": False, "preload_content": False}
    try:
        with pool, pool.request(method, path, headers=headers, body=body, **options) as answer:
            return Answer(answer.status, dict(answer.headers), _read(answer, seconds or SECONDS))
    except urllib3.exceptions.HTTPError as error:
        raise Unreached(f"No answer from {pool.host}.") from error


def _read(answer: urllib3.BaseHTTPResponse, seconds: float) -> bytes:
    """The whole body. Raises Refused beyond 2 MB, Unreached when it drips for longer than that."""
    content, end = bytearray(), time.monotonic() + seconds
    while piece := answer.read1(65_536, decode_content=False):
        content += piece
        if len(content) > MOST_BYTES:
            raise Refused(f"The answer is longer than {MOST_BYTES} bytes.")
        if time.monotonic() > end:
            raise Unreached(f"The answer took longer than {seconds:.0f} s.")
    return bytes(content)
