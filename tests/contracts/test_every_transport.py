"""What every transport must keep to: the mock, the scripted fake and the real one against a server on loopback."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

import anyio
import orjson
import pytest

from engine.clock import SystemClock
from engine.providers.http import make_http_transport
from engine.providers.mock.profile import MockProfile
from engine.providers.mock.transport import MockTransport
from engine.records import ErrorKind, HttpRequest, HttpResponse
from engine.testing import ScriptedTransport
from engine.transport import Transport, TransportError
from prompts.discover import discover_tasks

Opened = AbstractAsyncContextManager[tuple[Transport, str]]
Open = Callable[[str], Opened]
TOTAL_S = 0.2


def make_request(url: str, text: str = "سؤال") -> HttpRequest:
    """Return a chat completion's request, which echo servers answer with its own bytes."""
    schema = {"name": "sentiment", "schema": {"type": "object"}, "strict": True}
    body = {
        "model": "m",
        "messages": [{"role": "user", "content": text}],
        "seed": 7,
        "response_format": {"type": "json_schema", "json_schema": schema},
    }
    return HttpRequest(url, {"content-type": "application/json"}, orjson.dumps(body))


@asynccontextmanager
async def open_mock(manner: str) -> AsyncIterator[tuple[Transport, str]]:
    """Open the mock model's transport."""
    faults = {"answer": {}, "drop": {"dropped_connections": 1.0}, "hang": {"hangs": 1.0, "hang_s": 60}}
    profile = MockProfile.model_validate(faults[manner])
    yield MockTransport(discover_tasks(), profile, SystemClock(), TOTAL_S), "http://mock.invalid/v1/chat/completions"


@asynccontextmanager
async def open_scripted(manner: str) -> AsyncIterator[tuple[Transport, str]]:
    """Open the fake that says what it is told."""
    script: dict[str, HttpResponse | TransportError] = {
        "answer": HttpResponse(200, {"content-type": "application/json"}, b'{"choices":[]}'),
        "drop": TransportError(ErrorKind.CONNECTION, "dropped"),
        "hang": TransportError(ErrorKind.TIMEOUT, "timed out"),
    }
    yield ScriptedTransport(script[manner]), "http://script.invalid/v1"


@asynccontextmanager
async def open_http(manner: str) -> AsyncIterator[tuple[Transport, str]]:
    """Open the real transport, with a server that sends every body back to its sender."""

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                size = int(head.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0])
                body = await reader.readexactly(size)
                if manner == "drop":
                    break
                await asyncio.sleep(60 if manner == "hang" else 0)
                writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n")
                writer.write(b"Content-Length: %d\r\n\r\n" % size + body)
        except (asyncio.CancelledError, asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    async with (
        await asyncio.start_server(talk, "127.0.0.1", 0) as server,
        make_http_transport(connect_s=2, first_byte_s=TOTAL_S, total_s=TOTAL_S * 2, connections=64) as transport,
    ):
        yield transport, f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/v1"


every_transport = pytest.mark.parametrize("opening", [open_mock, open_scripted, open_http])


@every_transport
async def test_a_response_comes_back_whole(opening: Open) -> None:
    """Status, headers and body have the types of the port, and the body is whole JSON."""
    async with opening("answer") as (transport, url):
        response = await transport.send(make_request(url))
    assert (HttpResponse, int, bytes) == (type(response), type(response.status), type(response.body))
    assert 200 == response.status
    assert isinstance(orjson.loads(response.body), dict)


@every_transport
async def test_header_names_are_lower_case(opening: Open) -> None:
    """Names of headers are lower-case text, whatever the server wrote."""
    async with opening("answer") as (transport, url):
        headers = (await transport.send(make_request(url))).headers
    assert "application/json" == headers["content-type"]
    assert [name.lower() for name in headers] == list(headers)


@every_transport
@pytest.mark.parametrize(("manner", "kind"), [("drop", ErrorKind.CONNECTION), ("hang", ErrorKind.TIMEOUT)])
async def test_no_response_is_an_error_of_its_kind(opening: Open, manner: str, kind: ErrorKind) -> None:
    """A dropped connection is CONNECTION and a server that hangs is TIMEOUT, both in time and with a reason."""
    async with opening(manner) as (transport, url):
        with anyio.fail_after(5), pytest.raises(TransportError) as caught:
            await transport.send(make_request(url))
    assert kind == caught.value.kind
    assert str(caught.value)


@pytest.mark.parametrize("opening", [open_mock, open_http])
async def test_sends_at_the_same_time_get_their_own_answers(opening: Open) -> None:
    """Fifty sends at once get what they get one after the other."""
    async with opening("answer") as (transport, url):
        requests = [make_request(url, f"سؤال {number} " * (number + 1)) for number in range(50)]
        together = await asyncio.gather(*[transport.send(request) for request in requests])
        assert [(await transport.send(request)).body for request in requests] == [one.body for one in together]
    assert len(requests) == len({response.body for response in together})


@every_transport
async def test_a_send_can_be_cancelled(opening: Open) -> None:
    """Cancellation passes through a send as itself, not as an error, and the transport goes on working."""
    async with opening("answer") as (transport, url):
        with anyio.CancelScope() as scope:
            scope.cancel()
            await transport.send(make_request(url))
            await anyio.lowlevel.checkpoint()
        assert 200 == (await transport.send(make_request(url))).status
    assert scope.cancelled_caught
