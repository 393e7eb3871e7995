"""One call with all its tries, on a virtual clock."""

import anyio
import orjson
import pytest

from engine.clock import Clock, SystemClock
from engine.journal.events import Reserved
from engine.providers.chat.request import Generation
from engine.providers.chat.wire import ChatWire
from engine.providers.prices import FREE, FROM_THE_FIRST_TOKEN, Price, Rate
from engine.records import Ask, ErrorKind, HttpRequest, HttpResponse, Usage
from engine.schedule.budget import Budget
from engine.schedule.lane import LaneSettings
from engine.schedule.outage import AT_FIRST_S
from engine.testing import ScriptedTransport, VirtualClock
from engine.transport import Transport, TransportError
from engine.work.caller import CallEnd, Caller, Lane
from engine.work.gate import Gate
from engine.work.purse import Purse
from engine.work.stopping import INTERRUPTED, StopSignal
from prompts.base import Prompt

ASK = Ask(Prompt("نظام", "سؤال", "h"), "exams", 7)
GOOD = HttpResponse(
    200,
    {},
    orjson.dumps(
        {
            "choices": [{"message": {"content": "نص"}, "finish_reason": "stop"}],
            "usage": {"prompt_tokens": 100, "completion_tokens": 10},
        }
    ),
)
LIMITED = HttpResponse(429, {"retry-after": "7"}, b"")
BROKEN = HttpResponse(500, {}, b"")
DROPPED = TransportError(ErrorKind.CONNECTION, "closed")
PRICE = Price((Rate(FROM_THE_FIRST_TOKEN, 1000, 2000),))
"""One billionth of a US dollar for a token of a prompt, two for one of a reply."""


class Bench:
    """A caller with everything that it needs, and what it left behind."""

    def __init__(
        self,
        transport: Transport,
        clock: Clock | None = None,
        signal: StopSignal | None = None,
        lanes: int = 1,
        price: Price = FREE,
        limit: int | None = None,
    ) -> None:
        clock, self.signal, self.told = clock or VirtualClock(), signal or StopSignal(), list[str]()
        generation = Generation(0.9, 0.95, 800)
        made = [
            Lane(
                f"lane {n}",
                f"m{n}",
                ChatWire("http://host.invalid", f"m{n}", generation, {"exams": {}}, {}),
                price,
                "sk/secret+1",
            )
            for n in range(lanes)
        ]
        settings = [LaneSettings(lane.name, 1, None, None) for lane in made]
        self.budget = Budget(limit, 0)
        purse = Purse([price], self.budget, self._commit, self.signal, self.signal.set)
        gate = Gate(settings, None, None, 8, clock, self.signal, lambda: 0.0, self.told.append)
        self.caller = Caller(
            made, transport, gate, purse, self.signal, clock, lambda: 0.0, max_tokens=800, tell=self.told.append
        )

    async def call(self) -> CallEnd:
        """Make one call."""
        return await self.caller.call(ASK, 1)

    @staticmethod
    async def _commit(event: Reserved) -> None:
        pass


async def _call(*script: HttpResponse | TransportError, clock: VirtualClock | None = None) -> CallEnd:
    return await Bench(ScriptedTransport(*script), clock).call()


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
    assert 7.0 <= clock.now - 1000.0 < 7.1


async def test_one_workers_429_holds_back_every_other() -> None:
    """While one call's 429 is waited out, a second call that comes later sends nothing before the pause is over."""
    clock, transport = VirtualClock(), ScriptedTransport(LIMITED, GOOD)
    sent_at: list[float] = []

    class Watching:
        async def send(self, request: HttpRequest) -> HttpResponse:
            sent_at.append(clock.now)
            return await transport.send(request)

    bench = Bench(Watching(), clock)
    async with anyio.create_task_group() as group:
        group.start_soon(bench.call)
        await anyio.wait_all_tasks_blocked()
        group.start_soon(bench.call)
    assert [False, True, True] == [at >= 1007.0 for at in sent_at]


async def test_a_stop_ends_a_rest_at_once() -> None:
    """A call that waits out an hour's pause ends as soon as the run is told to stop, without another request."""
    signal, transport = StopSignal(), ScriptedTransport(HttpResponse(429, {"retry-after": "3600"}, b""))
    bench = Bench(transport, SystemClock(), signal)
    with anyio.fail_after(5):
        async with anyio.create_task_group() as group:
            ends: list[CallEnd] = []

            async def call() -> None:
                ends.append(await bench.call())

            group.start_soon(call)
            await anyio.wait_all_tasks_blocked()
            signal.set(INTERRUPTED)
    assert [CallEnd(None, "m0", 1, Usage())] == ends
    assert 1 == len(transport.requests)


async def test_a_stopped_run_sends_nothing() -> None:
    """A call that has not sent its request when the run stops does not send it."""
    signal, transport = StopSignal(), ScriptedTransport(GOOD)
    signal.set(INTERRUPTED)
    end = await Bench(transport, signal=signal).call()
    assert (CallEnd(None, "", 0, Usage()), []) == (end, transport.requests)


async def test_hours_of_429_end_in_a_failure_and_not_in_a_loop() -> None:
    """A server that never lets anything through ends the call after two hours of its time."""
    clock = VirtualClock()
    end = await _call(LIMITED, clock=clock)
    assert ErrorKind.RATE_LIMITED == end.kind
    assert 7200 <= clock.now - 1000.0 < 7300


async def test_a_reply_is_priced_by_its_tokens() -> None:
    """A hundred tokens and ten cost what the price says, and nothing stays reserved."""
    bench = Bench(ScriptedTransport(GOOD), price=PRICE)
    end = await bench.call()
    assert (Usage(100, 10, 120), 120, 0) == (end.usage, bench.budget.spent, bench.budget.unsettled)


async def test_a_call_whose_end_is_unknown_counts_at_its_worst() -> None:
    """A connection that broke after sending may have been charged: its worst case counts, and not in the usage."""
    bench = Bench(ScriptedTransport(DROPPED, GOOD), price=PRICE)
    end = await bench.call()
    assert 120 == end.usage.cost
    assert 120 + 2 * 800 < bench.budget.spent


async def test_a_request_that_was_never_sent_costs_nothing() -> None:
    """A refused connection is not paid for."""
    refused = TransportError(ErrorKind.CONNECTION, "refused", sent=False)
    bench = Bench(ScriptedTransport(refused, GOOD), price=PRICE)
    await bench.call()
    assert 120 == bench.budget.spent


async def test_a_budget_that_cannot_pay_sends_nothing() -> None:
    """The run is told to stop with exit code 5 before the first request."""
    transport = ScriptedTransport(GOOD)
    bench = Bench(transport, price=PRICE, limit=100)
    end = await bench.call()
    assert (None, []) == (end.reply, transport.requests)
    assert bench.signal.stop is not None
    assert 5 == bench.signal.stop.exit_code


async def test_a_refused_parameter_is_learned_once_and_costs_no_try() -> None:
    """After a 400 that names a parameter the request comes again without it, with one line for people."""
    refusal = {"error": {"message": "Unsupported parameter: 'temperature'", "param": "temperature"}}
    transport = ScriptedTransport(HttpResponse(400, {}, orjson.dumps(refusal)), GOOD)
    bench = Bench(transport)
    end = await bench.call()
    assert end.reply is not None
    assert [True, False] == [b'"temperature"' in request.body for request in transport.requests]
    assert 1 == len(bench.told)


async def test_a_lane_that_is_refused_for_good_hands_over_to_the_next() -> None:
    """The second key answers where the first one is not taken."""
    bench = Bench(ScriptedTransport(HttpResponse(401, {}, b""), GOOD), lanes=2)
    end = await bench.call()
    assert ("m1", 2) == (end.model, end.calls)


@pytest.mark.parametrize("written", ["sk/secret+1", "sk\\/secret+1", "sk%2Fsecret%2B1"])
async def test_a_key_in_an_error_is_hidden(written: str) -> None:
    """A server that quotes the key, in whatever way, does not make us quote it."""
    end = await _call(HttpResponse(401, {}, f"no such key: {written}".encode()))
    assert "HTTP 401: no such key: ***" == end.detail


async def test_a_key_in_a_reply_is_hidden() -> None:
    """A model that was shown the key, and says it, does not bring it into a row or a reject."""
    said = HttpResponse(200, {}, orjson.dumps({"choices": [{"message": {"content": "key: sk/secret+1"}}]}))
    end = await _call(said)
    assert end.reply is not None
    assert "key: ***" == end.reply.text


async def test_a_server_that_was_never_reached_costs_no_attempt() -> None:
    """While nothing was sent the call goes on until the run ends, and is then given back."""
    end = await _call(TransportError(ErrorKind.CONNECTION, "refused", sent=False))
    assert (None, None) == (end.reply, end.kind)


async def test_an_address_that_nobody_answers_ends_the_run() -> None:
    """A run whose calls have all failed from the first on ends after two minutes, to be resumed."""
    clock = VirtualClock()
    bench = Bench(ScriptedTransport(TransportError(ErrorKind.CONNECTION, "refused", sent=False)), clock)
    while bench.signal.stop is None:
        await bench.call()
    assert 3 == bench.signal.stop.exit_code
    assert AT_FIRST_S <= clock.now - 1000.0 < 3 * AT_FIRST_S


async def test_missing_usage_is_estimated_from_the_texts() -> None:
    """A server that counts nothing is still paid for."""
    silent = HttpResponse(200, {}, orjson.dumps({"choices": [{"message": {"content": "نص من بضع كلمات"}}]}))
    end = await _call(silent)
    assert 0 < end.usage.prompt_tokens
    assert 0 < end.usage.completion_tokens


async def test_a_long_rest_is_told_once() -> None:
    """A server that asks for minutes is named with its wish, and a second refusal within them says nothing new."""
    limited = HttpResponse(429, {"retry-after": "90"}, b"")
    bench = Bench(ScriptedTransport(limited, GOOD))
    await bench.call()
    assert ["lane 0 asks for a rest of 90 s"] == bench.told


async def test_a_provider_that_counts_too_much_is_told() -> None:
    """A reply longer than a request allows is paid for, and a line says that the budget cannot hold such a provider."""
    usage = {"prompt_tokens": 1, "completion_tokens": 5000}
    body = {"choices": [{"message": {"content": "نص"}, "finish_reason": "stop"}], "usage": usage}
    bench = Bench(ScriptedTransport(HttpResponse(200, {}, orjson.dumps(body))), price=PRICE)
    await bench.call()
    assert ["lane 0 counts more than a call can take: the budget may be passed by as much"] == bench.told
