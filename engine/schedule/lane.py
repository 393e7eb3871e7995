"""All limits of one key at one endpoint: whether it can take a call now, and what each ended call teaches."""

from dataclasses import dataclass
from math import inf
from typing import NamedTuple

from engine.records import ErrorKind, Limits
from engine.schedule.adaptive import AdaptiveConcurrency
from engine.schedule.breaker import Breaker
from engine.schedule.learned import LearnedRate
from engine.schedule.pause import SharedPause
from engine.schedule.rate import SHARE, Pace, TokenPace

_TROUBLE = frozenset({ErrorKind.SERVER_ERROR, ErrorKind.CONNECTION, ErrorKind.TIMEOUT})


class LaneSettings(NamedTuple):
    """What was told of one key at one endpoint.

    Attributes:
        name: For people; holds no secret.
        weight: Share of the calls; 0 for one that helps out whenever no other can take a call at once.
        rpm: Requests a minute; None where nobody told.
        tpm: Tokens a minute, prompt and reply together.
        learns: Whether refusals show a limit; the mock's are drawn by chance.
    """

    name: str
    weight: float
    rpm: float | None
    tpm: float | None
    learns: bool = True


@dataclass(frozen=True, slots=True)
class LaneStatus:
    """Where a lane stands, for displays.

    Attributes:
        in_flight: Calls sent and not ended.
        concurrency: Calls that may be in flight; None where the run's own number says so.
        rpm: Requests a minute that are paced now, told or learned; None for no limit.
        tpm: The same for tokens.
        paused_s: Rest that is left.
        broken: Whether it answers nothing, and is only tried now and then.
        closed: Whether its key or model was refused for good.
    """

    name: str
    in_flight: int
    concurrency: int | None
    rpm: float | None
    tpm: float | None
    paused_s: float
    broken: bool
    closed: bool


class Lane:
    """One lane's state. Times are monotonic seconds.

    Args:
        settings: What was told.
        adaptive: Whether the lane finds its own number of calls in flight.
        alone: Whether there is no other lane. Then an endpoint that never answered is not spared: its calls fail, and
            the run ends soon.
    """

    __slots__ = (
        "_alone", "_answered", "_breaker", "_calls", "_concurrency", "_free", "_learned", "_pause", "_return",
        "_return_until", "_said", "_tokens", "closed", "in_flight", "settings",
    )  # fmt: skip

    def __init__(self, settings: LaneSettings, *, adaptive: bool, alone: bool = True) -> None:
        self.settings = settings
        self.in_flight, self.closed = 0, False
        self._alone, self._answered, self._said = alone, False, (settings.rpm, settings.tpm)
        self._concurrency = AdaptiveConcurrency() if adaptive else None
        self._learned, self._breaker, self._pause = LearnedRate(), Breaker(), SharedPause()
        self._learned.most = to_rate(settings.rpm) * SHARE
        self._calls, self._tokens = Pace(self._learned.most), TokenPace()
        self._tokens.limit(to_rate(settings.tpm))
        self._return, self._return_until = Pace(), -inf
        # While nothing but the number in flight can hold a call back, nothing else is asked.
        self._free = self._calls.rate == inf == self._tokens.rate

    def wait(self, now: float, tokens: float) -> float:
        """Return the seconds until a call of `tokens` may go, at most 0 for now; infinite: when a call has ended."""
        if self.closed:
            return inf
        if self._free:
            return 0.0 if self._concurrency is None else self._concurrency.wait(now, self.in_flight)
        wait = max(self._calls.wait(now, 1.0), self._tokens.wait(now, tokens), self._pause.remaining(now))
        if self._concurrency is not None:
            wait = max(wait, self._concurrency.wait(now, self.in_flight))
        if self._breaker.is_open:
            wait = max(wait, self._breaker.wait(now))
        if now < self._return_until:
            wait = max(wait, self._return.wait(now, 1.0))
        return wait

    def enter(self, now: float, tokens: float) -> None:
        """Take one call."""
        self.in_flight += 1
        if self._free:
            if self.settings.learns:
                self._learned.send(now)
            return
        calls = self._calls
        self._learned.send(now, pressed=calls.wait(now, 1.5) > 0)
        calls.rate = min(self._learned.most, self._learned.rate)
        calls.take(now, 1.0)
        self._tokens.take(now, tokens)
        if self._breaker.is_open:
            self._breaker.enter()
        if now < self._return_until:
            self._return.take(now, 1.0)

    def withdraw(self, entered: float, tokens: float) -> None:
        """Take back a call that was not sent after all."""
        self.in_flight -= 1
        self._learned.withdraw(entered)
        self._calls.give(1.0)
        self._tokens.give(tokens)
        self._breaker.withdraw()

    def leave(self, now: float, entered: float, kind: ErrorKind | None, rest: float, jitter: float) -> bool:
        """Learn from the end of a call.

        Args:
            now: Time.
            entered: When it was sent.
            kind: What it failed by; None for a success.
            rest: Seconds of pause that the server asked for.
            jitter: A draw from [0, 1).

        Returns:
            Whether the lane has just stopped to be used, and may come back.
        """
        self.in_flight -= 1
        if rest > 0:
            self._rest(now, rest * (1 + jitter / 10))
        if kind in _TROUBLE:
            if self._concurrency is not None:
                self._concurrency.trouble(now, entered)
            if self._alone and not self._answered:
                return False
            broke = self._breaker.fail(now, entered, jitter)
            self._free = self._free and not self._breaker.is_open
            return broke
        self._answered = True
        if self._breaker.is_shaken:
            self._breaker.succeed(entered)
        if kind is ErrorKind.FATAL:
            self.closed = True
        elif kind is ErrorKind.RATE_LIMITED:
            self._refuse(now, entered, rest)
        elif self._concurrency is not None:
            self._concurrency.succeed(now, entered, self.in_flight + 1)
        return False

    def settle(self, surplus: float) -> None:
        """Give back tokens that were reserved and not used; a negative surplus is owed."""
        self._tokens.give(surplus)

    def heed(self, now: float, entered: float, limits: Limits) -> None:
        """Keep to what a response says, where it is less than what was told; rest where nothing is left."""
        said = limits.rpm or self._said[0], limits.tpm or self._said[1]
        if said != self._said:
            self._free = False
            self._said = said
            self._learned.most = min(to_rate(said[0]), to_rate(self.settings.rpm)) * SHARE
            self._calls.rate = min(self._learned.most, self._learned.rate)
            self._tokens.limit(min(to_rate(said[1]), to_rate(self.settings.tpm)))
        # The server looked when the call came in: its seconds count from there.
        reset = max(
            _rest_of(limits.requests_left, limits.requests_reset_s, limits.rpm),
            _rest_of(limits.tokens_left, limits.tokens_reset_s, limits.tpm),
        )
        if entered + reset > now:
            self._rest(now, entered + reset - now)

    def show(self, now: float) -> LaneStatus:
        """Return the status."""
        return LaneStatus(
            self.settings.name,
            self.in_flight,
            None if self._concurrency is None else int(self._concurrency.limit),
            None if self._calls.rate == inf else self._calls.rate * 60,
            None if self._tokens.rate == inf else self._tokens.rate * 60,
            self._pause.remaining(now),
            self._breaker.is_open,
            self.closed,
        )

    def _rest(self, now: float, seconds: float) -> None:
        self._free = False
        self._pause.extend(now, seconds)
        if self._calls.rate == inf and self.settings.learns:
            # No pace is known yet: those who come back are spread over a second, unless more went before.
            flying = self.in_flight if self._concurrency is None else self._concurrency.limit
            self._return.rate = max(1.0, flying, self._learned.count_recent(now))
            self._return_until = now + self._pause.remaining(now) + 1.0

    def _refuse(self, now: float, entered: float, rest: float) -> None:
        self._free = False
        if not self.settings.learns:
            return
        self._learned.refuse(now, entered, rest)
        self._calls.rate = min(self._learned.most, self._learned.rate)
        # A learned rate makes up for lateness by itself; a server that holds one call forgives no catching up.
        self._calls.late = 0.0
        self._return_until = -inf
        if self._concurrency is not None:
            self._concurrency.refuse(now, entered, self._calls.rate)


def _rest_of(left: int | None, reset_s: float | None, per_minute: float | None) -> float:
    """Return the seconds for which nothing may be sent.

    A bucket that is filled evenly says when it is full again, a minute after it was empty; the next call is free long
    before, and the pace sees to that.
    """
    if left != 0 or reset_s is None or (per_minute and abs(reset_s - 60) <= 3):
        return 0.0
    return reset_s


def to_rate(per_minute: float | None) -> float:
    """Return an amount a second; infinite for no limit."""
    return per_minute / 60 if per_minute else inf
