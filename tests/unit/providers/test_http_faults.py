"""The real transport against servers that break off, lie, stall and flood: which error kind comes of it."""

import asyncio
import gzip
import os
import socket
import struct
import time
import traceback
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from errno import ECONNREFUSED, ECONNRESET
from functools import partial

import httpx
import pytest
from httpx_aiohttp import AiohttpTransport

from engine.providers.http_errors import MOST_BYTES
from engine.providers.httpx_transport import HttpxTransport
from engine.providers.reqwest_transport import ReqwestTransport
from engine.records import ErrorKind, HttpRequest, HttpResponse
from engine.transport import TransportError

Behaviour = Callable[[asyncio.StreamWriter], Awaitable[None]]
KEY = "sk-do-not-tell-0123456789"
PASSWORD = "p-word-do-not-tell"  # noqa: S105
OK = b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok"
NINE = b"HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n"
CHUNKED = b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n"
RESET = f"connection failed: {os.strerror(ECONNRESET)}"

Transports = type[ReqwestTransport] | type[HttpxTransport]
CHOSEN: list[Transports] = []


@pytest.fixture(autouse=True, params=[ReqwestTransport, HttpxTransport])
def transport_class(request: pytest.FixtureRequest) -> None:
    """Let every test run once through reqwest and once through aiohttp behind httpx's interface."""
    CHOSEN[:] = [request.param]


@asynccontextmanager
async def serve(behave: Behaviour) -> AsyncIterator[str]:
    """Yield the address of a server that reads the head of a request, behaves so, and closes the connection."""

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await reader.readuntil(b"\r\n\r\n")
            await behave(writer)
            await writer.drain()
        except (asyncio.CancelledError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, ConnectionError):
            pass
        finally:
            writer.close()

    async with await asyncio.start_server(talk, "127.0.0.1", 0) as server:
        yield f"127.0.0.1:{server.sockets[0].getsockname()[1]}"


def say(*pieces: bytes, pause_s: float = 0, stay_s: float = 0) -> Behaviour:
    """Write the pieces one after the other, and stay silent for a while before the connection is closed."""

    async def behave(writer: asyncio.StreamWriter) -> None:
        for piece in pieces:
            writer.write(piece)
            await writer.drain()
            await asyncio.sleep(pause_s)
        await asyncio.sleep(stay_s)

    return behave


def reset_after(*pieces: bytes) -> Behaviour:
    """Write the pieces, then tear the connection down."""

    async def behave(writer: asyncio.StreamWriter) -> None:
        await say(*pieces, stay_s=0.02)(writer)
        linger = struct.pack("ii", 1, 0)
        writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        writer.transport.abort()

    return behave


async def send(
    address: str,
    headers: dict[str, str] | None = None,
    *,
    first_byte_s: float = 5,
    total_s: float = 10,
    carrier: httpx.AsyncBaseTransport | None = None,
) -> HttpResponse:
    """Send one request that has secrets in its URL and its headers."""
    request = HttpRequest(f"http://amal:{PASSWORD}@{address}/v1", headers or {"authorization": f"Bearer {KEY}"}, b"{}")
    if "://" in address:
        request = request._replace(url=address)
    open_it = CHOSEN[0] if carrier is None else partial(HttpxTransport, carrier=carrier)
    async with open_it(connect_s=2, first_byte_s=first_byte_s, total_s=total_s, connections=4) as transport:
        return await transport.send(request)


async def fail(
    address: str, headers: dict[str, str] | None = None, *, first_byte_s: float = 5, total_s: float = 10
) -> tuple[ErrorKind, str]:
    """Return the kind of the error and its text after the address, in which no secret may stand."""
    with pytest.raises(TransportError) as caught:
        await send(address, headers, first_byte_s=first_byte_s, total_s=total_s)
    told = "".join(traceback.format_exception(caught.value, chain=True))
    assert (False, False, None) == (KEY in told, PASSWORD in told, caught.value.__context__)
    place, _, words = str(caught.value).partition(": ")
    assert place in {address, "the address"}
    return caught.value.kind, words


def find_free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.mark.parametrize(
    ("behave", "words"),
    [
        (say(), "the server closed the connection without a response"),
        (say(b"HTTP/1.1 200 OK\r\ncontent-le"), "the server closed the connection without a response"),
        (reset_after(), RESET),
        (reset_after(b"HTTP/1.1 200 OK\r\ncontent-le"), RESET),
        (reset_after(NINE, b"abc"), "the connection ended in the middle of the body"),
        (say(NINE, b"abc"), "the connection ended in the middle of the body"),
        (say(CHUNKED, b"5\r\nab"), "the connection ended in the middle of the body"),
        (say(CHUNKED, b"5\r\nabcde\r\n"), "the connection ended in the middle of the body"),
        (say(f"\0\xff {KEY}\r\n\r\n".encode("latin-1")), "what came back is not HTTP"),
        (say(b"HTTP/1.1 200 OK\r\ncontent-length: -2\r\n\r\nok"), "what came back is not HTTP"),
        (say(b"HTTP/1.1 200 OK\r\nx: " + b"a" * 1_000_000 + b"\r\n\r\n"), "what came back is not HTTP"),
    ],
)
async def test_a_connection_that_breaks_is_a_connection_error(behave: Behaviour, words: str) -> None:
    """Whatever ends a response early or is no HTTP is of the kind CONNECTION, in words of our own."""
    async with serve(behave) as address:
        assert (ErrorKind.CONNECTION, words) == await fail(address)


async def test_a_refused_port_is_a_connection_error() -> None:
    """The text has the words of the operating system."""
    words = f"connection failed: {os.strerror(ECONNREFUSED)}"
    assert (ErrorKind.CONNECTION, words) == await fail(f"127.0.0.1:{find_free_port()}")


async def test_an_unknown_host_is_a_connection_error() -> None:
    """A name without an address may have one at the next try."""
    words = "connection failed: the host name could not be resolved"
    assert (ErrorKind.CONNECTION, words) == await fail("nowhere.invalid")


async def test_a_server_without_tls_behind_https_is_a_connection_error() -> None:
    """TLS that cannot be agreed on is a lost connection."""

    async def talk(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(OK)
        writer.close()

    async with await asyncio.start_server(talk, "127.0.0.1", 0) as server:
        with pytest.raises(TransportError, match="TLS: ") as caught:
            await send(f"https://127.0.0.1:{server.sockets[0].getsockname()[1]}/v1")
    assert ErrorKind.CONNECTION == caught.value.kind


@pytest.mark.parametrize("size", [MOST_BYTES + 1, 10**17])
async def test_a_body_declared_too_large_is_not_even_read(size: int) -> None:
    """A content-length above the bound ends the response at once."""
    head = b"HTTP/1.1 200 OK\r\ncontent-length: %d\r\n\r\nabc" % size
    async with serve(say(head, stay_s=9)) as address:
        assert (ErrorKind.BAD_RESPONSE, "the body is larger than 16 MiB") == await fail(address, first_byte_s=2)


@pytest.mark.parametrize("packed", [False, True])
async def test_a_body_that_grows_too_large_is_cut_off(packed: bool) -> None:
    """Chunks are read up to the bound, which counts bytes after unpacking."""
    content = gzip.compress(bytes(MOST_BYTES + 1)) if packed else bytes(MOST_BYTES + 1)
    head = b"HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\n" if packed else b"HTTP/1.1 200 OK\r\n"
    size = b"transfer-encoding: chunked\r\n\r\n%x\r\n" % len(content)
    async with serve(say(head + size, content)) as address:
        assert (ErrorKind.BAD_RESPONSE, "the body is larger than 16 MiB") == await fail(address)


async def test_a_body_in_a_broken_encoding_is_a_bad_response() -> None:
    """What says gzip and is not cannot be read."""
    sent = b"HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: 4\r\n\r\nabcd"
    expected = (ErrorKind.BAD_RESPONSE, "the body is not encoded as its content-encoding says")
    async with serve(say(sent)) as address:
        assert expected == await fail(address)


@pytest.mark.parametrize("behave", [say(stay_s=9), say(NINE, b"abc", stay_s=9)])
async def test_silence_ends_after_first_byte_s(behave: Behaviour) -> None:
    """A server that says nothing, or nothing more, is given up after that time."""
    started = time.monotonic()
    async with serve(behave) as address:
        expected = (ErrorKind.TIMEOUT, "no byte for 0.2 s (first_byte_s)")
        assert expected == await fail(address, first_byte_s=0.2)
    assert 3 > time.monotonic() - started


@pytest.mark.parametrize("start", [b"HTTP/1.1 200 OK\r\nx: ", b"HTTP/1.1 200 OK\r\ncontent-length: 9999\r\n\r\n"])
async def test_a_trickle_ends_after_total_s(start: bytes) -> None:
    """A response that comes drop by drop, head or body, is given up after the whole time."""
    started = time.monotonic()
    async with serve(say(start, *[b"a"] * 900, pause_s=0.01)) as address:
        expected = (ErrorKind.TIMEOUT, "no whole response within 0.4 s (total_s)")
        assert expected == await fail(address, total_s=0.4)
    assert 3 > time.monotonic() - started


async def test_a_server_that_never_shakes_hands_ends_after_connect_s() -> None:
    """A port that accepts and then keeps silent about TLS is given up after that time."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        request = HttpRequest(f"https://127.0.0.1:{listener.getsockname()[1]}/v1", {}, b"{}")
        async with CHOSEN[0](connect_s=0.2, first_byte_s=5, total_s=10, connections=1) as transport:
            with pytest.raises(TransportError, match=r"no connection within 0.2 s \(connect_s\)") as caught:
                await transport.send(request)
    assert ErrorKind.TIMEOUT == caught.value.kind


@pytest.mark.parametrize("url", ["ftp://host.invalid/", "a://b", "http://", "http://[::1", "file://x/etc/passwd"])
async def test_an_address_that_is_no_http_is_a_bad_request(url: str) -> None:
    """No try can help an address that cannot be used."""
    expected = (ErrorKind.BAD_REQUEST, "the address cannot be used; it must be http:// or https://")
    assert expected == await fail(url)


@pytest.mark.parametrize("value", [f"{KEY}\n", f"{KEY}\r\nx: y", f"{KEY}\0", f"{KEY}ش"])
async def test_a_header_that_http_cannot_carry_is_a_bad_request(value: str) -> None:
    """A key with a line break or a letter beyond ASCII is refused without being told."""
    async with serve(say(OK)) as address:
        kind, words = await fail(address, {"authorization": value})
    assert ErrorKind.BAD_REQUEST == kind
    assert words.startswith("the request cannot be sent")


@pytest.mark.parametrize("make", [httpx.AsyncHTTPTransport, AiohttpTransport], ids=["httpx", "httpx-aiohttp"])
@pytest.mark.parametrize(
    ("kind", "behave"),
    [
        (ErrorKind.CONNECTION, say()),
        (ErrorKind.CONNECTION, say(NINE, b"abc")),
        (ErrorKind.BAD_RESPONSE, say(b"HTTP/1.1 200 OK\r\ncontent-length: 99999999\r\n\r\nabc")),
        (ErrorKind.TIMEOUT, say(stay_s=9)),
        (ErrorKind.TIMEOUT, say(b"HTTP/1.1 200 OK\r\ncontent-length: 999\r\n\r\n", *[b"a"] * 400, pause_s=0.01)),
        (None, say(OK)),
    ],
)
async def test_any_httpx_transport_can_carry(
    make: Callable[[], httpx.AsyncBaseTransport], kind: ErrorKind | None, behave: Behaviour
) -> None:
    """Another carrier gives the same responses and the same kinds of errors, within the same times."""
    async with serve(behave) as address:
        if kind is None:
            assert (200, b"ok") == (await send(address, carrier=make()))[::2]
            return
        with pytest.raises(TransportError) as caught:
            await send(address, carrier=make(), first_byte_s=0.3, total_s=0.4)
    assert kind == caught.value.kind
