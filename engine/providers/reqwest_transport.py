"""One POST over HTTP/1.1 through reqwest, whose event loop runs beside Python's: half the CPU of aiohttp."""

import time
from collections.abc import Callable
from datetime import timedelta
from types import TracebackType
from typing import Self

import anyio
import anyio.lowlevel
from pyreqwest.client import Client, ClientBuilder
from pyreqwest.exceptions import BuilderError
from pyreqwest.http import HeaderMap
from pyreqwest.response import Response

from engine.providers.authorities import list_authorities
from engine.providers.http_errors import MOST_BYTES, BodyTooLargeError, Timeouts, read_error
from engine.providers.reqwest_errors import translate
from engine.providers.target import Target, read_target
from engine.records import HttpRequest, HttpResponse

_WAY_OUT_S = 0.01

_AHEAD = 0
"""Bytes that are read before the headers have been looked at."""

_LONG = len(str(MOST_BYTES))


class ReqwestTransport:
    """Sends requests, inside `async with`; redirects are not followed, nothing is retried or logged.

    A send that is cancelled while it waits for the head of a response keeps its connection until the timeouts end it
    or the transport is closed: reqwest takes no notice before.

    Proxies of the environment (`HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY`, `NO_PROXY`) are used, never for loopback.

    Servers show certificates of the machine's authorities, or of those that `SSL_CERT_FILE` or `SSL_CERT_DIR` holds.

    Args:
        connect_s: Seconds until there is a connection, TLS included.
        first_byte_s: Seconds until the first byte of the response, and from then on between any two.
        total_s: Seconds from the call to the last byte; waiting for a connection has as long again.
        connections: Most connections at a time; further requests wait for one.
    """

    def __init__(self, *, connect_s: float, first_byte_s: float, total_s: float, connections: int) -> None:
        self._timeouts, self._connections = Timeouts(connect_s, first_byte_s, total_s), connections
        self._direct: Client | None = self._build(lambda builder: builder.no_proxy())
        self._proxied: Client | None = self._build(lambda builder: builder)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        exc_type: type[BaseException] | None,
        exc_value: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        clients, self._direct, self._proxied = (self._direct, self._proxied), None, None
        for client in clients:
            if client is not None:
                await client.close()  # which ends what is under way; idle connections go with the last reference
        # An interpreter that ends while reqwest's thread is on its way out is aborted by it.
        await anyio.sleep(_WAY_OUT_S)

    async def send(self, request: HttpRequest) -> HttpResponse:
        """Return the whole response to `request`, its body decoded.

        Raises:
            TransportError: CONNECTION, TIMEOUT, BAD_RESPONSE for a body above `MOST_BYTES` or in a broken encoding,
                BAD_REQUEST for a request that HTTP cannot carry; its text holds no header and no password.
        """
        place, started = "the address", time.monotonic()
        try:
            target = read_target(request)
            place = target.place
            return await self._exchange(target, request.body)
        except anyio.get_cancelled_exc_class():
            # reqwest makes a cancellation of its own, which no cancel scope would know.
            await anyio.lowlevel.checkpoint_if_cancelled()
            raise
        except Exception as error:  # noqa: BLE001  whatever comes of it, this call brought no response
            waited = time.monotonic() - started
            fault = read_error(translate(error, waited, self._timeouts), place, self._timeouts)
        # Raised out here, it does not carry the foreign error, in which the request's headers stand.
        raise fault

    async def _exchange(self, target: Target, body: bytes) -> HttpResponse:
        client = self._direct if target.is_loopback else self._proxied
        if client is None:
            raise RuntimeError("the transport is closed")
        request = client.post(target.address).headers(target.headers).body_bytes(body)
        async with request.streamed_read_buffer_limit(_AHEAD).build_streamed() as response:
            headers = _read_headers(response.headers)
            return HttpResponse(response.status, headers, await _read_body(response, headers))

    def _build(self, finish: Callable[[ClientBuilder], ClientBuilder]) -> Client:
        try:
            return finish(self._configure()).build()
        except BuilderError:  # it wants to know some authority, even where all addresses are http://
            builder = finish(self._configure())
            for certificate in list_authorities():
                builder = builder.add_root_certificate_der(certificate)
            return builder.build()

    def _configure(self) -> ClientBuilder:
        connect_s, first_byte_s, total_s = (timedelta(seconds=each) for each in self._timeouts)
        builder = ClientBuilder().connect_timeout(connect_s).read_timeout(first_byte_s).timeout(total_s)
        builder = builder.pool_timeout(total_s).max_connections(self._connections).http1_only()
        return builder.error_for_status(False).follow_redirects(False).referer(False)


def _read_headers(raw: HeaderMap) -> dict[str, str]:
    """Return the headers with lower-case names, those of one name joined by commas, as HTTP reads them."""
    try:
        items = raw.items()
        headers = dict(items)
        if len(headers) == len(items):
            return headers
        return {name: ", ".join(raw.getall(name)) for name in headers}
    except ValueError:  # bytes that are no text, in a header that nobody needs
        return {name: value for name in raw if (value := _read_value(raw, name)) is not None}


def _read_value(raw: HeaderMap, name: str) -> str | None:
    try:
        return ", ".join(raw.getall(name))
    except ValueError:
        return None


async def _read_body(response: Response, headers: dict[str, str]) -> bytes:
    declared = headers.get("content-length", "")
    if declared.isdecimal() and (len(declared) > _LONG or int(declared) > MOST_BYTES):
        raise BodyTooLargeError
    pieces: list[bytes] = []
    size, read = 0, response.body_reader.read_chunk
    while piece := await read():
        size += len(piece)
        if size > MOST_BYTES:
            raise BodyTooLargeError
        pieces.append(bytes(piece))
    return pieces[0] if len(pieces) == 1 else b"".join(pieces)
