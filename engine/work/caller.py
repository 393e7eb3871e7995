"""One call to a model: paid for, paced, timed, retried by the kind of its error, and ended in a reply or a failure."""

from collections.abc import Callable, Sequence
from functools import partial
from math import inf
from typing import NamedTuple
from urllib.parse import quote

from engine.clock import Clock
from engine.providers.base import Wire
from engine.providers.prices import Price
from engine.records import Ask, ErrorKind, HttpResponse, Reply, Usage
from engine.schedule.outage import TOLD_S, Outage, OutageGuard
from engine.schedule.retry import decide_retry
from engine.transport import Transport, TransportError
from engine.work.gate import Gate, Pass
from engine.work.purse import Purse
from engine.work.stopping import Stop, StopSignal
from engine.work.usage import believe, estimate_usage

MAX_QUOTED = 300
"""Characters of an error response that are shown."""

UNBOUNDED = 32_768
"""Tokens that are reserved for the reply of an endpoint that can be told no limit."""

LONGEST_REST_S = 10.0
"""Seconds between tries to reach a server, once they have grown."""

MAX_TRIES = 1000
"""Requests sent for one call, whatever their ends; a bound for servers that contradict themselves."""

LONG_REST_S = 60.0
"""A pause that a server asks for is worth a line from here on, in seconds."""

_TELLS_NOTHING = frozenset({None, ErrorKind.BAD_REQUEST, ErrorKind.BAD_RESPONSE})
"""Ends of a call without a response from which nothing follows for its lane: cancelled, or never fit to be sent."""


class Lane(NamedTuple):
    """One key at one endpoint, as the gate numbers them.

    Attributes:
        name: For people; holds no secret.
        model: What rows name, such as `openai:gpt-4o`.
        wire: How to speak with it.
        price: What it costs, if that is known.
        secret: The key, which a server may quote in an error and nobody else may; empty where there is none.
    """

    name: str
    model: str
    wire: Wire
    price: Price | None
    secret: str = ""

    def quote(self, response: HttpResponse) -> str:
        """Return the beginning of an error response for people, without the key."""
        text = self.hide(response.body[: 16 * MAX_QUOTED].decode("utf-8", "replace"))
        return f"HTTP {response.status}: {text[:MAX_QUOTED]}"

    def hide(self, text: str) -> str:
        """Return a server's text without the key, in whatever way it is written there."""
        if self.secret:
            for form in (self.secret, self.secret.replace("/", "\\/"), quote(self.secret, safe="")):
                text = text.replace(form, "***") if form in text else text
        return text


class CallEnd(NamedTuple):
    """How a call ended after all its tries.

    Attributes:
        reply: The model's reply, or None.
        model: Who answered last; empty where nothing was sent.
        calls: Requests sent.
        usage: Tokens and money of all of them, as far as they are known.
        kind: What ended the last try, where there is no reply; None where the run was told to stop before the next.
        detail: What was seen then; untrusted text.
    """

    reply: Reply | None
    model: str
    calls: int
    usage: Usage
    kind: ErrorKind | None = None
    detail: str = ""


class _Answer(NamedTuple):
    """How one try ended: with a reply, or with a kind of error."""

    reply: Reply | None
    kind: ErrorKind | None = None
    detail: str = ""
    response: HttpResponse | None = None
    sent: bool = True


class Caller:
    """Sends requests for all workers, through one gate and out of one purse.

    Once the run is told to stop, calls that wait for their turn or rest after an error end at once; only requests
    that were sent are waited for.

    Args:
        lanes: Who is called, in the gate's order.
        transport: Carries the bytes.
        gate: Holds back what limits forbid, and picks the lane.
        purse: Holds back what the budget forbids.
        signal: Says that the run is to stop.
        clock: Time.
        jitter: Draws from [0, 1).
        max_tokens: The longest reply that a request allows for each item, in tokens.
        tell: Takes what a person should know.
    """

    def __init__(
        self,
        lanes: Sequence[Lane],
        transport: Transport,
        gate: Gate,
        purse: Purse,
        signal: StopSignal,
        clock: Clock,
        jitter: Callable[[], float],
        *,
        max_tokens: int,
        tell: Callable[[str], None],
    ) -> None:
        self._lanes, self._transport, self._gate, self._purse = tuple(lanes), transport, gate, purse
        self._outage, self._answers = OutageGuard(), 0
        self._told_until, self._told_dear = -inf, False
        self._signal, self._clock, self._jitter, self._max_tokens, self._tell = signal, clock, jitter, max_tokens, tell

    async def call(self, ask: Ask, tokens: int) -> CallEnd:
        """Send what is asked, of about `tokens` tokens with its reply, until it is answered or its kind of error ends.

        A 429 is waited out for hours; a way of asking that was refused is mended and costs no try.
        """
        failing: tuple[int, float] | None = None
        tries: dict[ErrorKind, int] = {}
        usage, model, calls = Usage(), "", 0
        for _ in range(MAX_TRIES):
            worst = self._bound(ask)
            entered = await self._enter(worst, tokens)
            if entered is None:
                return CallEnd(None, model, calls, usage)
            model, calls = self._lanes[entered.lane].model, calls + 1
            answer, spent = await self._try_once(ask, entered, worst)
            usage = spent if calls == 1 else Usage(*map(sum, zip(usage, spent, strict=True)))
            if answer.reply is not None:
                self._outage.succeed()
                self._answers += 1
                return CallEnd(answer.reply, model, calls, usage)
            if answer.kind is None:  # asked in a way that was refused, and a better one was learned
                continue
            kind = answer.kind
            if kind is ErrorKind.FATAL and self._gate.is_open:
                continue
            tries[kind] = tries.get(kind, 0) + 1
            self._heed_outage(answer)
            # While other calls are answered, a place far back in the line is no reason to give up.
            if failing is None or failing[0] != self._answers:
                failing = self._answers, self._clock.monotonic()
            wait = decide_retry(kind, tries[kind], self._clock.monotonic() - failing[1], self._jitter())
            if wait is None and (answer.sent or kind is ErrorKind.BAD_REQUEST):
                return CallEnd(None, model, calls, usage, kind, answer.detail)
            wait = LONGEST_REST_S if wait is None else wait  # nothing was sent, so no attempt is spent
            if kind is not ErrorKind.RATE_LIMITED and not await self._signal.allows(partial(self._clock.sleep, wait)):
                return CallEnd(None, model, calls, usage)
        return CallEnd(None, model, calls, usage, ErrorKind.BAD_RESPONSE, f"no reply after {MAX_TRIES} tries")

    async def _enter(self, worst: int, tokens: int) -> Pass | None:
        """Wait until a call may be sent and is paid for; None where the run stops, with nothing left reserved.

        Money comes last: what waits in line must not count as spent when the process dies.
        """
        entered = await self._gate.enter(tokens)
        paid = False
        try:
            paid = entered is not None and await self._purse.reserve(worst)
        finally:
            if entered is not None and not paid:
                self._gate.abandon(entered)
        return entered if paid else None

    def _bound(self, ask: Ask) -> int:
        """Return the most that a call can cost; an endpoint that takes no limit may write as much as it likes."""
        if self._purse.is_free:
            return 0
        bounded = all(lane.wire.bounds_replies for lane in self._lanes)
        return self._purse.bound(ask, self._max_tokens * ask.items if bounded else max(UNBOUNDED, self._max_tokens))

    def _heed_outage(self, answer: _Answer) -> None:
        """Tell of an outage, and end the run where it has lasted too long."""
        if answer.response is not None and answer.kind is not ErrorKind.SERVER_ERROR:
            self._outage.succeed()
            return
        outage = self._outage.fail(self._clock.monotonic())
        if outage is Outage.TO_BE_TOLD:
            self._tell(f"nothing is answered since {TOLD_S:g} s, it is tried on: {answer.detail}")
        elif outage is Outage.TOO_LONG:
            self._signal.set(Stop("failed", f"the provider is out of reach: {answer.detail}", 3))

    async def _try_once(self, ask: Ask, entered: Pass, worst: int) -> tuple[_Answer, Usage]:
        """Send one request; whatever comes of it, the gate learns of it and its money is settled or lost."""
        lane = self._lanes[entered.lane]
        dialect, learned = lane.wire.dialect, False
        answer, usage = _Answer(None), Usage()  # cancelled, unless more is known below
        try:
            answer = await self._send(lane, ask)
            if answer.kind is ErrorKind.BAD_REQUEST and answer.response is not None:
                lesson = lane.wire.learn(dialect, answer.response)
                learned = lesson is not None
                if lesson:
                    self._tell(f"{lane.name}: {lesson}")
            usage = _count(lane, ask, answer)
            if answer.reply is not None and not self._purse.is_free and believe(ask, answer.reply.usage):
                self._purse.learn(ask, usage)
        finally:
            if answer.response is None and answer.sent:
                self._purse.lose(worst)
            else:
                if answer.reply is not None and answer.reply.usage is not None:
                    usage = self._weigh(lane, ask, worst, answer.reply.usage, usage)
                self._purse.settle(worst, usage.cost)
            self._leave(entered, lane, answer, usage)
        return (_Answer(None) if learned else answer), usage

    async def _send(self, lane: Lane, ask: Ask) -> _Answer:
        try:
            response = await self._transport.send(lane.wire.encode(ask))
        except TransportError as error:
            return _Answer(None, error.kind, str(error), sent=error.sent)
        kind = lane.wire.classify(response)
        if kind is not None:
            return _Answer(None, kind, lane.quote(response), response)
        reply = lane.wire.decode(response)
        if reply is None:
            return _Answer(None, ErrorKind.BAD_RESPONSE, "the body is no chat completion", response)
        return _Answer(reply._replace(text=lane.hide(reply.text)) if lane.secret else reply, response=response)

    def _leave(self, entered: Pass, lane: Lane, answer: _Answer, usage: Usage) -> None:
        response, kind = answer.response, answer.kind
        if response is None and kind in _TELLS_NOTHING:
            self._gate.abandon(entered)
            return
        limited = response is not None and kind in {ErrorKind.RATE_LIMITED, ErrorKind.SERVER_ERROR}
        rest = lane.wire.read_retry_after(response, self._clock.wall()) if response and limited else None
        self._tell_rest(lane, rest or 0.0)
        closed = self._gate.leave(
            entered,
            kind=None if kind in {ErrorKind.BAD_REQUEST, ErrorKind.BAD_RESPONSE} else kind,
            tokens=usage.prompt_tokens + usage.completion_tokens if answer.reply is not None else None,
            retry_after=rest,
            limits=lane.wire.read_limits(response) if response else None,
        )
        if closed:
            why = f": {answer.detail}" if self._gate.is_open else ""  # of the last one, the run's own end says why
            self._tell(f"{lane.name} was refused for good and is used no more{why}")

    def _tell_rest(self, lane: Lane, rest: float) -> None:
        """Say once for each long rest why nothing is sent."""
        now = self._clock.monotonic()
        if rest >= LONG_REST_S and now >= self._told_until:
            self._told_until = now + rest
            self._tell(f"{lane.name} asks for a rest of {rest:,.0f} s")

    def _weigh(self, lane: Lane, ask: Ask, worst: int, said: Usage, usage: Usage) -> Usage:
        """Return what a call counts as: a count that nobody can believe costs the worst case; one too dear is told."""
        if believe(ask, said) is None:
            usage = usage._replace(cost=max(usage.cost, worst))
        elif usage.cost <= worst:
            return usage
        if not (self._told_dear or self._purse.is_free):
            self._told_dear = True
            self._tell(f"{lane.name} counts more than a call can take: the budget may be passed by as much")
        return usage


def _count(lane: Lane, ask: Ask, answer: _Answer) -> Usage:
    """Return what a try took: as the provider says, or as its texts let one estimate; an error takes nothing."""
    if answer.reply is not None:
        said = believe(ask, answer.reply.usage) or estimate_usage(ask, answer.reply.text)
    elif answer.kind is ErrorKind.BAD_RESPONSE and answer.response is not None:
        said = estimate_usage(ask, answer.response.body.decode("utf-8", "replace"))
    else:
        return Usage()
    cost = lane.price.cost(said.prompt_tokens, said.completion_tokens) if lane.price else 0
    return Usage(said.prompt_tokens, said.completion_tokens, cost)
