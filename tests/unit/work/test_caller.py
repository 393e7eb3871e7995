"""One call with all its tries, on a virtual clock."""

import anyio
import orjson
import pytest

from engine.clock import Clock, SystemClock
from engine.providers.openai import ChatWire, Generation
from engine.records import HttpRequest, HttpResponse
from engine.schedule.retry import ErrorKind
from engine.testing import ScriptedTransport, VirtualClock
from engine.transport import Transport, TransportError
from engine.work.caller import CallEnd, Caller
from engine.work.pacer import FreePacer
from engine.work.stopping import INTERRUPTED, StopSignal

REQUEST = HttpRequest("http://host.invalid", {}, b"{}")
GOOD = HttpResponse(
    200, {}, orjson.dumps({"choices": [{"message": {"content": "نص"}, "finish_reason": "stop"}], "usage": {}})
)
LIMITED = HttpResponse(429, {"retry-after": "7"}, b"")
BROKEN = HttpResponse(500, {}, b"")
DROPPED = TransportError(ErrorKind.CONNECTION, "closed")


def _make_caller(transport: Transport, clock: Clock, signal: StopSignal | None = None) -> Caller:
    wire = ChatWire("http://host.invalid", "m", Generation(0.9, 0.95, 800), {})
    return Caller(transport, wire, FreePacer(), signal or StopSignal(), clock, lambda: 0.0)


async def _call(*script: HttpResponse | TransportError, clock: VirtualClock | None = None) -> CallEnd:
    caller = _make_caller(ScriptedTransport(*script), clock or VirtualClock())
    return await caller.call(REQUEST, tokens=1)


async def test_a_good_answer_ends_the_call_at_once() -> None:
    """One request, one reply."""
    end = await _call(GOOD)
    assert end.reply is not None
    assert ("نص", 1) == (end.reply.text, end.calls)


@pytest.mark.parametrize("error", [LIMITED, BROKEN, DROPPED, HttpResponse(200, {}, b"<html>")])
async def test_an_error_that_passes_is_tried_again(error: HttpResponse | TransportError) -> None:
    """The reply after an error counts, and so do both requests."""
    end = await _call(error, GOOD)
    assert end.reply is not None
    assert 2 == end.calls


async def test_an_error_that_stays_ends_the_call_with_its_kind() -> None:
    """After the last try the kind and the calls are told."""
    end = await _call(BROKEN)
    assert (None, ErrorKind.SERVER_ERROR, 6) == (end.reply, end.kind, end.calls)


@pytest.mark.parametrize("status", [401, 402, 403, 404])
async def test_a_fatal_answer_is_not_tried_again(status: int) -> None:
    """A key that is not taken once is not sent twice."""
    end = await _call(HttpResponse(status, {}, b""), GOOD)
    assert (None, ErrorKind.FATAL, 1) == (end.reply, end.kind, end.calls)


async def test_retry_after_is_waited_for() -> None:
    """A 429 that asks for seven seconds holds the next request back for seven."""
    clock = VirtualClock()
    await _call(LIMITED, GOOD, clock=clock)
    assert 7.0 == clock.now - 1000.0


async def test_one_workers_429_holds_back_every_other() -> None:
    """While one call's 429 is waited out, a second call that comes later sends nothing before the pause is over."""
    clock, transport = VirtualClock(), ScriptedTransport(LIMITED, GOOD)
    sent_at: list[float] = []

    class Watching:
        async def send(self, request: HttpRequest) -> HttpResponse:
            sent_at.append(clock.now)
            return await transport.send(request)

    caller = _make_caller(Watching(), clock)
    async with anyio.create_task_group() as group:
        group.start_soon(caller.call, REQUEST, 1)
        await anyio.wait_all_tasks_blocked()
        group.start_soon(caller.call, REQUEST, 1)
    assert [1000.0, 1007.0] == sent_at[:2]
    assert 1007.0 <= sent_at[2]


async def test_a_stop_ends_a_rest_at_once() -> None:
    """A call that waits out an hour's pause ends as soon as the run is told to stop, without another request."""
    signal, transport = StopSignal(), ScriptedTransport(HttpResponse(429, {"retry-after": "3600"}, b""))
    caller = _make_caller(transport, SystemClock(), signal)
    with anyio.fail_after(5):
        async with anyio.create_task_group() as group:
            ends: list[CallEnd] = []

            async def call() -> None:
                ends.append(await caller.call(REQUEST, tokens=1))

            group.start_soon(call)
            await anyio.wait_all_tasks_blocked()
            signal.set(INTERRUPTED)
    assert [CallEnd(None, 1)] == ends
    assert 1 == len(transport.requests)


async def test_a_stopped_run_sends_nothing() -> None:
    """A call that has not sent its request when the run stops does not send it."""
    signal, transport = StopSignal(), ScriptedTransport(GOOD)
    signal.set(INTERRUPTED)
    end = await _make_caller(transport, VirtualClock(), signal).call(REQUEST, tokens=1)
    assert (CallEnd(None, 0), []) == (end, transport.requests)


async def test_hours_of_429_end_in_a_failure_and_not_in_a_loop() -> None:
    """A server that never lets anything through ends the call after two hours of its time."""
    clock = VirtualClock()
    end = await _call(LIMITED, clock=clock)
    assert ErrorKind.RATE_LIMITED == end.kind
    assert 7200 <= clock.now - 1000.0 < 7300
