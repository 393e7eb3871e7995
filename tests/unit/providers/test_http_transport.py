"""The real transport against a server on loopback: what goes out, what comes back, and what becomes of connections."""

import asyncio
import gzip
import logging
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from zlib import compress

import anyio
import pytest

from engine.providers.http import make_http_transport
from engine.providers.httpx_transport import HttpxTransport
from engine.providers.reqwest_transport import ReqwestTransport
from engine.records import ErrorKind, HttpRequest, HttpResponse
from engine.transport import TransportError

Behaviour = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]
KEY = "sk-do-not-tell-0123456789"
BODY = '{"سؤال": "ما عاصمة الأردن؟"}'.encode()
OK = b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok"

Transports = type[ReqwestTransport] | type[HttpxTransport]
CHOSEN: list[Transports] = []


@pytest.fixture(autouse=True, params=[ReqwestTransport, HttpxTransport])
def transport_class(request: pytest.FixtureRequest) -> None:
    """Let every test run once through reqwest and once through aiohttp behind httpx's interface."""
    CHOSEN[:] = [request.param]


class Server:
    """Reads requests and answers them as it is told; `open` are its live connections."""

    def __init__(self, behave: Behaviour) -> None:
        self._behave = behave
        self.requests: list[bytes] = []
        self.connections = 0
        self.open: set[asyncio.Task[None]] = set()
        self.port = 0

    @asynccontextmanager
    async def serve(self) -> AsyncIterator[str]:
        """Yield the URL to send to."""
        async with await asyncio.start_server(self._accept, "127.0.0.1", 0) as server:
            self.port = server.sockets[0].getsockname()[1]
            try:
                yield f"http://127.0.0.1:{self.port}/v1/chat/completions"
            finally:
                for task in self.open:
                    task.cancel()
                await asyncio.gather(*self.open, return_exceptions=True)

    def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        task = asyncio.create_task(self._run(reader, writer))
        self.open.add(task)
        task.add_done_callback(self.open.discard)

    async def _run(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                size = int(head.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0])
                self.requests.append(head + await reader.readexactly(size))
                await self._behave(reader, writer)
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()


def say(piece: bytes, *, then_close: bool = False) -> Behaviour:
    """Answer with these bytes."""

    async def behave(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(piece)
        if then_close:
            raise ConnectionAbortedError

    return behave


async def hang(reader: asyncio.StreamReader, _: asyncio.StreamWriter) -> None:
    """Say nothing until the client goes."""
    await reader.read()


def make_transport(connections: int = 8, total_s: float = 10) -> ReqwestTransport | HttpxTransport:
    """Return a transport with short timeouts."""
    return CHOSEN[0](connect_s=2, first_byte_s=5, total_s=total_s, connections=connections)


def make_request(url: str) -> HttpRequest:
    """Return a request with a key in it."""
    return HttpRequest(url, {"content-type": "application/json", "authorization": f"Bearer {KEY}"}, BODY)


async def ask(behave: Behaviour) -> HttpResponse:
    """Return what comes back from a server that behaves so."""
    async with Server(behave).serve() as url, make_transport() as transport:
        return await transport.send(make_request(url))


async def test_a_post_arrives_with_its_headers_and_its_body() -> None:
    """The server sees the path, the headers of the request, its host, its length and its bytes."""
    server = Server(say(OK))
    async with server.serve() as url, make_transport() as transport:
        await transport.send(make_request(url))
    head, _, body = server.requests[0].partition(b"\r\n\r\n")
    lines = {line.lower() for line in head.split(b"\r\n")}
    assert head.startswith(b"POST /v1/chat/completions HTTP/1.1")
    length, host = f"content-length: {len(BODY)}".encode(), f"host: 127.0.0.1:{server.port}".encode()
    assert {length, host, f"authorization: bearer {KEY}".encode(), b"accept-encoding: identity"} <= lines
    assert BODY == body


async def test_header_names_are_lower_case_and_repeated_ones_joined() -> None:
    """Names come back in lower case, and values of one name joined by commas."""
    response = await ask(say(b"HTTP/1.1 200 OK\r\nX-Limit: 1\r\nx-limit: 2\r\nContent-Length: 2\r\n\r\nok"))
    assert {"x-limit": "1, 2", "content-length": "2"} == response.headers


async def test_a_header_beyond_ascii_costs_no_reply() -> None:
    """Bytes of a header value that are no text of any kind leave the other headers and the body as they are."""
    response = await ask(say(b"HTTP/1.1 200 OK\r\nx-name: \xff\xd8\r\ncontent-length: 2\r\n\r\nok"))
    assert ("2", b"ok") == (response.headers["content-length"], response.body)


@pytest.mark.parametrize(
    ("sent", "status", "body"),
    [
        (b"HTTP/1.1 204 No Content\r\n\r\n", 204, b""),
        (b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n", 200, b""),
        (b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\nab\r\n3\r\ncde\r\n0\r\n\r\n", 200, b"abcde"),
        (b"HTTP/1.1 302 Found\r\nlocation: http://127.0.0.1:1/\r\ncontent-length: 0\r\n\r\n", 302, b""),
        (b"HTTP/1.1 100 Continue\r\n\r\n" + OK, 200, b"ok"),
        (b"HTTP/1.1 529 Overloaded\r\ncontent-length: 4\r\n\r\nbusy", 529, b"busy"),
    ],
)
async def test_what_is_http_comes_back_as_it_is(sent: bytes, status: int, body: bytes) -> None:
    """Empty bodies, chunks, redirects and error statuses are responses like any other."""
    response = await ask(say(sent))
    assert (status, body) == (response.status, response.body)


@pytest.mark.parametrize(("encoding", "packed"), [("gzip", gzip.compress(BODY, mtime=0)), ("deflate", compress(BODY))])
async def test_a_body_packed_without_being_asked_is_unpacked(encoding: str, packed: bytes) -> None:
    """A server that compresses although identity was asked for is read all the same."""
    head = f"HTTP/1.1 200 OK\r\ncontent-encoding: {encoding}\r\ncontent-length: {len(packed)}\r\n\r\n"
    assert BODY == (await ask(say(head.encode() + packed))).body


async def test_a_large_body_arrives_whole_in_both_directions() -> None:
    """Two megabytes go out and come back without a warning."""
    large = bytes(range(256)) * 8192
    server = Server(say(b"HTTP/1.1 200 OK\r\ncontent-length: %d\r\n\r\n" % len(large) + large))
    async with server.serve() as url, make_transport() as transport:
        response = await transport.send(HttpRequest(url, {}, large))
    assert server.requests[0].endswith(large)
    assert large == response.body


async def test_user_and_password_of_a_url_become_a_header() -> None:
    """Userinfo is sent as basic authorization, and the request line holds none of it."""
    server = Server(say(OK))
    async with server.serve() as url, make_transport() as transport:
        await transport.send(HttpRequest(url.replace("//", "//amal:p%40ss-word@"), {}, BODY))
        await transport.send(make_request(url.replace("//", "//amal:p%40ss-word@")))
    assert [b"amal" in request for request in server.requests] == [False, False]
    assert b"authorization: basic yw1hbdpwqhnzlxdvcmq=" in server.requests[0].lower()
    assert f"authorization: bearer {KEY}".encode() in server.requests[1].lower()


async def test_one_connection_serves_requests_in_turn() -> None:
    """Ten sends one after the other open one connection."""
    server = Server(say(OK))
    async with server.serve() as url, make_transport() as transport:
        for _ in range(10):
            await transport.send(make_request(url))
    assert (1, 10) == (server.connections, len(server.requests))


async def test_no_more_connections_are_opened_than_allowed() -> None:
    """Twenty sends at a time share the two connections that they may have."""
    server = Server(say(OK))
    async with server.serve() as url, make_transport(connections=2) as transport:
        await asyncio.gather(*[transport.send(make_request(url)) for _ in range(20)])
    assert (2, 20) == (server.connections, len(server.requests))


async def test_a_connection_that_the_server_closed_meanwhile_is_replaced() -> None:
    """The next send after a quiet close by the server works."""
    server = Server(say(OK, then_close=True))
    async with server.serve() as url, make_transport() as transport:
        await transport.send(make_request(url))
        await asyncio.sleep(0.05)
        assert 200 == (await transport.send(make_request(url))).status
    assert 2 == server.connections


async def test_a_response_that_nobody_asked_for_answers_no_later_request() -> None:
    """What a server sends between two requests is never taken for the answer to the second."""

    async def answer(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(OK)
        await asyncio.sleep(0.03)
        writer.write(OK.replace(b"ok", b"no"))

    server = Server(answer)
    async with server.serve() as url, make_transport() as transport:
        await transport.send(make_request(url))
        await asyncio.sleep(0.1)
        assert b"ok" == (await transport.send(make_request(url))).body
    assert 2 == server.connections


@pytest.mark.parametrize("behave", [hang, say(b"HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nabc")])
async def test_a_cancelled_send_leaves_no_connection_when_its_time_is_over(behave: Behaviour) -> None:
    """Cancellation passes through as itself, and at the latest after `total_s` the connection is closed."""
    server = Server(behave)
    async with server.serve() as url, make_transport(total_s=0.3) as transport:
        with anyio.move_on_after(0.1) as scope:
            await transport.send(make_request(url))
        assert scope.cancelled_caught
        await asyncio.wait(server.open, timeout=3)
        assert (1, 0) == (server.connections, len(server.open))


async def test_waiting_for_a_connection_counts_towards_total_s() -> None:
    """A request that never gets its turn ends in time too."""
    async with Server(hang).serve() as url, make_transport(connections=1, total_s=0.3) as transport:
        sends = [transport.send(make_request(url)) for _ in range(2)]
        errors = await asyncio.gather(*sends, return_exceptions=True)
    assert [ErrorKind.TIMEOUT] * 2 == [error.kind for error in errors if isinstance(error, TransportError)]


async def test_nothing_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    """Neither a response nor an error leaves a record at INFO or above."""
    caplog.set_level(logging.INFO)
    await ask(say(OK))
    with pytest.raises(TransportError):
        await ask(say(b"HTTP/1.1 200 O", then_close=True))
    assert [] == caplog.records


def test_it_works_on_uvloop() -> None:
    """Responses and broken connections come out of the faster event loop too."""
    pytest.importorskip("uvloop")

    async def try_both() -> None:
        assert b"ok" == (await ask(say(OK))).body
        with pytest.raises(TransportError, match="the server closed the connection"):
            await ask(say(b"", then_close=True))

    anyio.run(try_both, backend_options={"use_uvloop": True})


async def test_a_proxy_of_the_environment_carries_requests(monkeypatch: pytest.MonkeyPatch) -> None:
    """With HTTP_PROXY set a request for another host goes to the proxy, with the proxy's own password."""
    server = Server(say(OK))
    async with server.serve() as url:
        monkeypatch.setenv("http_proxy", url.replace("//", "//amal:word@").removesuffix("/v1/chat/completions"))
        monkeypatch.delenv("no_proxy", raising=False)
        monkeypatch.delenv("NO_PROXY", raising=False)
        async with make_transport() as transport:
            await transport.send(make_request("http://model.invalid/v1"))
    assert server.requests[0].startswith(b"POST http://model.invalid/v1 HTTP/1.1")
    assert b"proxy-authorization: basic yw1hbdp3b3jk" in server.requests[0].lower()


def test_without_reqwest_aiohttp_takes_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine for which there is no build of reqwest sends over aiohttp."""
    times = {"connect_s": 1.0, "first_byte_s": 1.0, "total_s": 1.0}
    assert "ReqwestTransport" == type(make_http_transport(**times, connections=1)).__name__
    monkeypatch.delitem(sys.modules, "engine.providers.reqwest_transport")
    monkeypatch.setitem(sys.modules, "pyreqwest.client", None)
    assert "HttpxTransport" == type(make_http_transport(**times, connections=1)).__name__
