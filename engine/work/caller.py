"""One call to the model: paced, timed, retried by the kind of its error, and ended in a reply or a failure."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from engine.clock import Clock
from engine.providers.base import Wire
from engine.records import HttpRequest, HttpResponse, Reply
from engine.schedule.pause import SharedPause
from engine.schedule.retry import ErrorKind, decide_retry
from engine.transport import Transport, TransportError
from engine.work.pacer import Pacer
from engine.work.stopping import StopSignal


class CallEnd(NamedTuple):
    """How a call ended after all its tries.

    Attributes:
        reply: The model's reply, or None.
        calls: Requests sent.
        kind: What ended the last try, where there is no reply; None where the run was told to stop before the next.
        detail: What was seen then; untrusted text.
    """

    reply: Reply | None
    calls: int
    kind: ErrorKind | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class _Error:
    kind: ErrorKind
    detail: str
    retry_after: float | None = None


class Caller:
    """Sends requests for all workers, under one shared pause.

    Once the run is told to stop, calls that wait for their turn or rest after an error end at once; only requests
    that were sent are waited for.

    Args:
        transport: Carries the bytes.
        wire: Reads the responses.
        pacer: Holds back what limits forbid.
        signal: Says that the run is to stop.
        clock: Time.
        jitter: Draws from [0, 1).
    """

    def __init__(
        self,
        transport: Transport,
        wire: Wire,
        pacer: Pacer,
        signal: StopSignal,
        clock: Clock,
        jitter: Callable[[], float],
    ) -> None:
        self._transport, self._wire, self._pacer, self._signal = transport, wire, pacer, signal
        self._clock, self._jitter = clock, jitter
        self._pause = SharedPause()

    async def call(self, request: HttpRequest, tokens: int) -> CallEnd:
        """Send `request`, of about `tokens` tokens, until it succeeds or its error kind is exhausted."""
        started = self._clock.monotonic()
        tries: Counter[ErrorKind] = Counter()
        while await self._may_send(tokens):
            answer = await self._try_once(request)
            calls = tries.total() + 1
            if isinstance(answer, Reply):
                return CallEnd(answer, calls)
            tries[answer.kind] += 1
            elapsed = self._clock.monotonic() - started
            wait = decide_retry(answer.kind, tries[answer.kind], elapsed, self._jitter())
            if wait is None:
                return CallEnd(None, calls, answer.kind, answer.detail)
            # A server's own word is taken as it is once; if it was too short, ours counts as well.
            first = answer.retry_after is not None and tries[answer.kind] == 1
            await self._rest(answer.kind, max(0.0 if first else wait, answer.retry_after or 0.0))
        return CallEnd(None, tries.total())

    async def _may_send(self, tokens: int) -> bool:
        """Wait for this call's turn; return False where the run stops meanwhile."""
        if not self._pacer.is_free and not await self._signal.allows(partial(self._pacer.admit, tokens)):
            return False
        while rest := self._pause.remaining(self._clock.monotonic()):
            # Each worker adds its own jitter, so that the herd does not come back together.
            if not await self._sleep(rest * (1 + self._jitter() / 10)):
                return False
        return self._signal.stop is None

    async def _sleep(self, seconds: float) -> bool:
        return await self._signal.allows(partial(self._clock.sleep, seconds))

    async def _try_once(self, request: HttpRequest) -> Reply | _Error:
        try:
            response = await self._transport.send(request)
        except TransportError as error:
            return _Error(error.kind, str(error))
        kind = self._wire.classify(response)
        if kind is not None:
            asked = self._wire.read_retry_after(response, self._clock.wall())
            return _Error(kind, _quote(response), asked)
        return self._wire.decode(response) or _Error(ErrorKind.BAD_RESPONSE, "the body is no chat completion")

    async def _rest(self, kind: ErrorKind, seconds: float) -> None:
        if kind is ErrorKind.RATE_LIMITED:
            self._pause.extend(self._clock.monotonic(), seconds)
        else:
            await self._sleep(seconds)


def _quote(response: HttpResponse) -> str:
    return f"HTTP {response.status}: {response.body[:200].decode('utf-8', 'replace')}"
