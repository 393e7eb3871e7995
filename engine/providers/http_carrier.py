"""aiohttp behind httpx's transport interface: cheap, and any other httpx transport can take its place."""

from collections.abc import AsyncIterator
from functools import cache
from io import BytesIO
from ssl import SSLContext
from types import TracebackType
from typing import Self
from urllib.request import getproxies, proxy_bypass

import aiohttp
import httpx
from aiohttp.connector import Connection
from aiohttp.tracing import Trace

from engine.providers.http_errors import Timeouts
from engine.providers.target import is_loopback

_PIECE = 16_384
"""Most bytes of a body at a time, so that a tightly packed one cannot unpack to more than some megabytes at once."""
_HEADER = 65_536
_WHOLE = 1 << 20
"""Bodies above this are handed over as a file: aiohttp warns of writing them at once."""


class AiohttpCarrier(httpx.AsyncBaseTransport):
    """Carries requests with aiohttp, whose own timers keep the timeouts.

    Proxies of the environment (`HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY`, `NO_PROXY`) are used, never for loopback.
    It raises aiohttp's errors as they are.

    Args:
        timeouts: Kept whatever a request's extensions say.
        connections: Most connections at a time; further requests wait for one.
    """

    def __init__(self, timeouts: Timeouts, connections: int) -> None:
        self._timeouts, self._connections = timeouts, connections
        self._proxies = getproxies()
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        connect_s, first_byte_s, total_s = self._timeouts
        self._session = aiohttp.ClientSession(
            connector=_Connector(limit=self._connections),
            timeout=aiohttp.ClientTimeout(total=total_s, sock_connect=connect_s, sock_read=first_byte_s),
            cookie_jar=aiohttp.DummyCookieJar(),
            auto_decompress=False,
            max_line_size=_HEADER,
            max_field_size=_HEADER,
        )
        return self

    async def __aexit__(
        self,
        exc_type: type[BaseException] | None = None,
        exc_value: BaseException | None = None,
        traceback: TracebackType | None = None,
    ) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        """Close all connections."""
        if self._session is not None:
            await self._session.close()

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request that was read, and return the response with its body still to be read."""
        if self._session is None:
            raise RuntimeError("the carrier is used inside `async with`")
        url, body = request.url, request.content
        response = await self._session.request(
            request.method,
            str(url),
            headers=[(name.decode("latin-1"), value.decode("latin-1")) for name, value in request.headers.raw],
            data=body if len(body) <= _WHOLE else BytesIO(body),
            allow_redirects=False,
            proxy=find_proxy(url, self._proxies) if self._proxies else None,
            ssl=_load_certificates() if url.scheme == "https" else True,
        )
        return httpx.Response(response.status, headers=response.raw_headers, stream=_Body(response))


class _Connector(aiohttp.TCPConnector):
    async def connect(
        self,
        req: aiohttp.ClientRequest,
        traces: list[Trace],
        timeout: aiohttp.ClientTimeout,  # noqa: ASYNC109  aiohttp names it so
    ) -> Connection:
        """Return a connection on which the server has said nothing yet.

        What came while it was idle (a 408, a second answer) would be taken for the answer to the next request.
        """
        connection = await super().connect(req, traces, timeout)
        while connection.protocol is not None and connection.protocol.should_close:
            connection.close()
            connection = await super().connect(req, traces, timeout)
        return connection


class _Body(httpx.AsyncByteStream):
    def __init__(self, response: aiohttp.ClientResponse) -> None:
        self._response = response

    def __aiter__(self) -> AsyncIterator[bytes]:
        return aiter(self._response.content.iter_chunked(_PIECE))

    async def aclose(self) -> None:
        # A body read to its end has given its connection back; any other takes its connection with it.
        self._response.close()


def find_proxy(url: httpx.URL, proxies: dict[str, str]) -> str | None:
    """Return the address of the proxy for `url`, or None where it is reached directly, as loopback always is."""
    proxy = proxies.get(url.scheme) or proxies.get("all")
    return None if proxy is None or is_loopback(url.host) or proxy_bypass(url.host) else proxy


@cache
def _load_certificates() -> SSLContext:
    """Return httpx's TLS settings: certifi's authorities, or those of SSL_CERT_FILE and SSL_CERT_DIR; 20 ms to make."""
    return httpx.create_ssl_context()
