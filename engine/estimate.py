"""What it will take to fill a task: from what its run has measured so far, before that from assumptions."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from engine.journal.replay import TaskHistory
from engine.providers.prices import Price
from engine.schedule.budget import to_usd

ASSUMED_ACCEPT_RATE = 0.85
"""Share of attempts that are accepted, as long as a run has measured none; it weighs as much as one attempt."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """What it is expected to take to finish a run from where it stands.

    Attributes:
        cost_usd: US dollars; None where no price is known.
        duration_s: Seconds, from limits, latency and the number of workers.
    """

    calls: int
    prompt_tokens: int
    completion_tokens: int
    cost_usd: float | None
    duration_s: float


class Assumed(NamedTuple):
    """What one call is taken to be until some were measured.

    Attributes:
        rows: Rows that it asks for.
        prompt_tokens: Tokens of its prompt.
        completion_tokens: Tokens of the reply for one row.
    """

    rows: int
    prompt_tokens: float
    completion_tokens: float


class Load(NamedTuple):
    """Calls to come, with all their tokens."""

    calls: int
    prompt_tokens: int
    completion_tokens: int


def estimate_task(missing: int, history: TaskHistory | None, assumed: Assumed, rows_before: int | None = None) -> Load:
    """Return what it will take to have `missing` more rows accepted.

    The share that is accepted, the calls for an attempt and its tokens are those of the run itself where it has made
    any: refusals, retries and several rows in one call are counted in. Where a call now asks for another number of
    rows than `rows_before`, as the run was measured with, calls and their prompts change with it.
    """
    attempts, accepted = (history.attempts, history.accepted) if history else (0, 0)
    more = missing * (attempts + 1) / (accepted + ASSUMED_ACCEPT_RATE)
    calls, prompt, completion = 1 / assumed.rows, assumed.prompt_tokens / assumed.rows, assumed.completion_tokens
    if history and attempts:
        share = (rows_before or assumed.rows) / assumed.rows
        calls = share * history.calls / attempts
        # A run whose every call failed knows nothing of lengths.
        prompt = share * history.usage.prompt_tokens / attempts or prompt
        completion = history.usage.completion_tokens / attempts or completion
    return Load(round(more * calls), round(more * prompt), round(more * completion))


def add_loads(loads: Iterable[Load]) -> Load:
    """Return all loads as one."""
    return Load(*map(sum, zip(Load(0, 0, 0), *loads, strict=True)))


def price_load(load: Load, price: Price | None) -> float | None:
    """Return the US dollars that a load costs in calls of one length; None where no price is known."""
    if price is None:
        return None
    calls = max(load.calls, 1)
    return to_usd(load.calls * price.cost(round(load.prompt_tokens / calls), round(load.completion_tokens / calls)))
