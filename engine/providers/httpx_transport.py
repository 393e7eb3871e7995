"""One POST over HTTP through any httpx transport, by default aiohttp behind that interface."""

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from functools import partial
from types import TracebackType
from typing import Self

import anyio
import httpx

from engine.providers.http_carrier import AiohttpCarrier
from engine.providers.http_errors import MOST_BYTES, BodyTooLargeError, Timeouts, read_error
from engine.providers.target import Target, read_target
from engine.records import HttpRequest, HttpResponse


class HttpxTransport:
    """Sends requests over HTTP/1.1, inside `async with`; redirects are not followed, nothing is retried or logged.

    Args:
        connect_s: Seconds until there is a connection.
        first_byte_s: Seconds until the first byte of the response, and from then on between any two.
        total_s: Seconds from the call to the last byte.
        connections: Most connections at a time; further requests wait for one, which counts towards `total_s`.
        carrier: The httpx transport to use, opened and closed with this one; it must keep httpx's timeouts.
    """

    def __init__(
        self,
        *,
        connect_s: float,
        first_byte_s: float,
        total_s: float,
        connections: int,
        carrier: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        self._timeouts = timeouts = Timeouts(connect_s, first_byte_s, total_s)
        self._carrier = carrier or AiohttpCarrier(timeouts, connections)
        # Our carrier's own timer for the whole request costs a tenth of a cancel scope.
        self._limit: Callable[[], AbstractContextManager[object]]
        self._limit = partial(anyio.fail_after, total_s) if carrier else nullcontext
        waits = {"connect": connect_s, "pool": total_s, "read": first_byte_s, "write": first_byte_s}
        self._extensions = {"timeout": waits} if carrier else {}

    async def __aenter__(self) -> Self:
        await self._carrier.__aenter__()
        return self

    async def __aexit__(
        self,
        exc_type: type[BaseException] | None,
        exc_value: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self._carrier.__aexit__(exc_type, exc_value, traceback)

    async def send(self, request: HttpRequest) -> HttpResponse:
        """Return the whole response to `request`, its body decoded.

        Raises:
            TransportError: CONNECTION, TIMEOUT, BAD_RESPONSE for a body above `MOST_BYTES` or in a broken encoding,
                BAD_REQUEST for a request that HTTP cannot carry; its text holds no header and no password.
        """
        place = "the address"
        try:
            target = read_target(request)
            place = target.place
            with self._limit():
                return await self._exchange(target, request.body)
        except Exception as error:  # noqa: BLE001  whatever a carrier raises, this call brought no response
            fault = read_error(error, place, self._timeouts)
        # Raised out here, it does not carry the foreign error, in which the request's headers stand.
        raise fault

    async def _exchange(self, target: Target, body: bytes) -> HttpResponse:
        # With `content=` httpx would look up all this anew, at seven times the cost.
        stream = httpx.ByteStream(body)
        request = httpx.Request("POST", target.url, headers=target.headers, stream=stream, extensions=self._extensions)
        request.read()
        if self._extensions:
            request.headers["content-length"] = str(len(body))
        response = await self._carrier.handle_async_request(request)
        try:
            headers = _read_headers(response)
            return HttpResponse(response.status_code, headers, await _read_body(response, headers))
        finally:
            await response.aclose()


def _read_headers(response: httpx.Response) -> dict[str, str]:
    """Return the headers with lower-case names, those of one name joined by commas, as HTTP reads them."""
    headers: dict[str, str] = {}
    for raw_name, raw_value in response.headers.raw:
        name, value = raw_name.decode("latin-1").lower(), raw_value.decode("latin-1")
        headers[name] = f"{headers[name]}, {value}" if name in headers else value
    return headers


async def _read_body(response: httpx.Response, headers: Mapping[str, str]) -> bytes:
    declared = headers.get("content-length", "")
    if len(declared) > 8 or (declared.isdecimal() and int(declared) > MOST_BYTES):
        raise BodyTooLargeError
    pieces: list[bytes] = []
    size = 0
    async for piece in _open_body(response, headers):
        size += len(piece)
        if size > MOST_BYTES:
            raise BodyTooLargeError
        pieces.append(piece)
    return pieces[0] if len(pieces) == 1 else b"".join(pieces)


def _open_body(response: httpx.Response, headers: Mapping[str, str]) -> AsyncIterator[bytes]:
    """Return the pieces of the body; decoded where a server encodes although it was not asked to."""
    stream = response.stream
    if "content-encoding" in headers or not isinstance(stream, httpx.AsyncByteStream):
        return response.aiter_bytes()
    return aiter(stream)
