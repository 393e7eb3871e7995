"""What the mock server needs of ASGI: its three callables, a request's whole body, and its answers."""

from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from typing import Any

import anyio

from engine.clock import Clock
from engine.providers.mock.api_error import ApiError, Header

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

MOST_BYTES = 4 * 2**20
"""Longest body of a request."""

_MOST_DRAINED = 64 * 2**20
_SHORT_S = 1.0
_JSON: Header = (b"content-type", b"application/json")


class ClientGoneError(Exception):
    """The client closed the connection before it had its answer."""


async def read_whole(receive: Receive, declared: int) -> bytes:
    """Return the body of a request.

    Args:
        receive: Its events.
        declared: Its content-length; 0 where it has none.

    Raises:
        ApiError: 413, if it is above 4 MiB. It is read to its end all the same unless that is far away, because a
            client that is still sending would see a broken connection in place of the answer.
        ClientGoneError: If it ended early.
    """
    parts: list[bytes] = []
    size, more = 0, declared <= _MOST_DRAINED
    while more and size <= _MOST_DRAINED:
        event = await receive()
        if event["type"] == "http.disconnect":
            raise ClientGoneError
        part, more = event.get("body", b""), event.get("more_body", False)
        size += len(part)
        if size <= MOST_BYTES:
            parts.append(part)
    if max(size, declared) > MOST_BYTES:
        message = f"The body of the request is above {MOST_BYTES} bytes."
        raise ApiError(413, message, code="request_too_large", headers=((b"connection", b"close"),))
    return parts[0] if len(parts) == 1 else b"".join(parts)


async def wait(seconds: float, receive: Receive, clock: Clock) -> None:
    """Wait before an answer; where that takes long, no longer than the client does.

    Raises:
        ClientGoneError: If it went.
    """
    if seconds < _SHORT_S:
        await clock.sleep(seconds)
        return
    gone = True
    async with anyio.create_task_group() as group:
        group.start_soon(_watch, receive, group.cancel_scope)
        await clock.sleep(seconds)
        gone = False
        group.cancel_scope.cancel()
    if gone:
        raise ClientGoneError


async def _watch(receive: Receive, scope: anyio.CancelScope) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
    scope.cancel()


async def drop(scope: Scope, receive: Receive) -> None:
    """Close the connection without a word."""
    scope["extensions"]["connection"]["abort"]()
    while (await receive())["type"] != "http.disconnect":
        pass


async def answer(send: Send, status: int, body: bytes, headers: Iterable[Header] = ()) -> None:
    """Send a JSON body."""
    length = (b"content-length", b"%d" % len(body))
    await send({"type": "http.response.start", "status": status, "headers": [_JSON, length, *headers]})
    await send({"type": "http.response.body", "body": body})


async def answer_stream(send: Send, events: Iterable[bytes], headers: Iterable[Header] = ()) -> None:
    """Send server-sent events, each as soon as it is there."""
    kind = ((b"content-type", b"text/event-stream; charset=utf-8"), (b"cache-control", b"no-cache"))
    await send({"type": "http.response.start", "status": 200, "headers": [*kind, *headers]})
    for event in events:
        await send({"type": "http.response.body", "body": event, "more_body": True})
    await send({"type": "http.response.body", "body": b""})
