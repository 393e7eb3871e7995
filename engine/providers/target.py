"""Where a request goes: its address without user and password, and the headers that every request there carries."""

from base64 import b64encode
from collections.abc import Mapping
from functools import lru_cache
from ipaddress import ip_address
from typing import NamedTuple

import httpx

from engine.records import HttpRequest

_HEADERS = {"accept-encoding": "identity", "user-agent": "arabic-synth"}


class Target(NamedTuple):
    """What requests share that go to one URL with the same headers.

    Attributes:
        url: Without user and password, which stand in the headers.
        place: `host:port`, for people.
        headers: All headers, their names in lower case.
        address: The URL as text.
        is_loopback: Whether it is this machine, which no proxy stands before.
    """

    url: httpx.URL
    place: str
    headers: Mapping[str, str]
    address: str
    is_loopback: bool


def read_target(request: HttpRequest) -> Target:
    """Return where a request goes; parsed once for all requests that go there.

    Raises:
        httpx.InvalidURL: If that is no address.
        httpx.UnsupportedProtocol: If it is neither http:// nor https://.
    """
    return _read(request.url, tuple(request.headers.items()))


@lru_cache(maxsize=64)
def _read(address: str, items: tuple[tuple[str, str], ...]) -> Target:
    url = httpx.URL(address)
    if url.scheme not in {"http", "https"} or not url.host:
        raise httpx.UnsupportedProtocol("neither http:// nor https://")
    place = url.netloc.decode("ascii")
    headers = httpx.Headers({**_HEADERS, "host": place})
    if url.userinfo:
        headers["authorization"] = "Basic " + b64encode(f"{url.username}:{url.password}".encode()).decode()
        url = url.copy_with(username=None, password=None)
    headers.update(dict(items))
    return Target(url, place, dict(headers), str(url), is_loopback(url.host))


def is_loopback(host: str) -> bool:
    """Return whether a host, by name or by address, is this machine."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")
