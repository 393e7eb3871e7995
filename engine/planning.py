"""What a config asks for, before anything is spent: cells, marginals, prompts, and an estimate of calls and time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from engine import assembly
from engine.config.load import LoadedConfig
from engine.journal.disk import LocalDisk
from engine.opening import open_inputs, open_session
from engine.rundir import RunDir
from engine.session import Session
from engine.work.progress import count_cells
from prompts.base import Prompt
from quotas.audit import measure_deviations

ASSUMED_ACCEPT_RATE = 0.85
"""Share of attempts that are accepted, as long as a run has measured none."""

CPU_S_PER_CALL = 0.0005
"""Seconds of our own work for one call; the floor of every duration."""

PROMPTS_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Estimate:
    """What it is expected to take to finish a run from where it stands.

    Attributes:
        duration_s: Seconds, from limits, latency and the number of workers.
    """

    calls: int
    prompt_tokens: int
    completion_tokens: int
    cost_usd: float
    duration_s: float


@dataclass(frozen=True, slots=True)
class Preview:
    """What a run would do.

    Attributes:
        cells: `{cell, target}` for every planned cell.
        marginals: Dimension to value to rows; runs of several tasks put `task.` before the dimension.
        deviations: Pair of dimensions to the largest difference between its rows and their expectation.
    """

    target: int
    accepted: int
    cells: Sequence[Mapping[str, Any]]
    marginals: Mapping[str, Mapping[str, int]]
    deviations: Mapping[str, float]
    estimate: Estimate
    prompts: Sequence[Prompt]


def preview(loaded: LoadedConfig) -> Preview:
    """Return what a run of this config would do; reads its inputs and its run directory, and changes nothing.

    Raises:
        ArabicSynthError: As `run` would.
    """
    session = open_session(loaded, open_inputs(loaded), RunDir(loaded.config.output), LocalDisk())
    counts = count_cells(session.books)
    return Preview(
        target=sum(count.target for count in counts),
        accepted=sum(count.accepted for count in counts),
        cells=[{"cell": count.cell, "target": count.target} for count in counts],
        marginals=_list_marginals(session),
        deviations=_list_deviations(session),
        estimate=_estimate(session),
        prompts=_render(session),
    )


def _list_marginals(session: Session) -> dict[str, Mapping[str, int]]:
    prefix = len(session.books) > 1
    return {
        f"{task}.{name}" if prefix else name: values
        for task, book in session.books.items()
        for name, values in book.ledger.plan.marginals().items()
    }


def _list_deviations(session: Session) -> dict[str, float]:
    return {
        f"{task}: {one} x {other}": round(size, 3)
        for task, book in session.books.items()
        for (one, other), size in measure_deviations(book.ledger.plan).pairs.items()
    }


def _estimate(session: Session) -> Estimate:
    calls = prompt_tokens = completion_tokens = 0
    for task, book in session.books.items():
        missing = book.ledger.plan.target - book.ledger.accepted
        more = round(missing / _measure_accept_rate(session, task))
        calls += more
        prompt_tokens += more * assembly.estimate_prompt_tokens(session.renderers[task], book)
        completion_tokens += more * book.spec.completion_tokens
    duration = _estimate_duration(session, calls, prompt_tokens + completion_tokens)
    return Estimate(calls, prompt_tokens, completion_tokens, 0.0, duration)


def _measure_accept_rate(session: Session, task: str) -> float:
    ledger = session.books[task].ledger
    return ledger.accepted / ledger.attempts if ledger.accepted else ASSUMED_ACCEPT_RATE


def _estimate_duration(session: Session, calls: int, tokens: int) -> float:
    config = session.loaded.config
    latency = assembly.make_profile(config, session.inputs).latency_ms.median_ms / 1000
    ways = (
        calls * CPU_S_PER_CALL,
        calls * latency / assembly.count_workers(config),
        60 * calls / config.limits.rpm if config.limits.rpm else 0.0,
        60 * tokens / config.limits.tpm if config.limits.tpm else 0.0,
    )
    return round(max(ways), 1)


def _render(session: Session) -> list[Prompt]:
    books = [(task, book) for task, book in session.books.items()]
    shown = [
        (task, book, slot) for slot in range(PROMPTS_SHOWN) for task, book in books if slot < book.ledger.plan.target
    ]
    seed = session.loaded.config.seed
    return [
        assembly.render_first(session.renderers[task], book, slot, seed) for task, book, slot in shown[:PROMPTS_SHOWN]
    ]
