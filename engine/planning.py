"""What a config asks for, before anything is spent: cells, marginals, prompts, and what it is expected to take."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from engine import assembly
from engine.clock import Clock, SystemClock
from engine.config.load import LoadedConfig
from engine.config.model import Config
from engine.estimate import Assumed, Estimate, Load, add_loads, estimate_task, price_load
from engine.journal.disk import LocalDisk
from engine.opening import open_inputs, open_session
from engine.pricing import find_prices
from engine.providers.prices import Price, take_dearest
from engine.rundir import RunDir
from engine.session import Session
from engine.work.progress import count_cells
from prompts.base import Prompt
from quotas.audit import measure_deviations

CPU_S_PER_CALL = 0.0005
"""Seconds of our own work for one call; the floor of every duration."""

ASSUMED_FIRST_TOKEN_S = 0.7
"""Seconds until a provider's reply begins."""

ASSUMED_TOKENS_PER_S = 50
"""Tokens of a reply that arrive in a second."""

PROMPTS_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Preview:
    """What a run would do.

    Attributes:
        cells: `{cell, target}` for every planned cell.
        marginals: Dimension to value to rows; runs of several tasks put `task.` before the dimension.
        deviations: Pair of dimensions to the largest difference between its rows and their expectation.
        notes: What could not be estimated, for people.
    """

    target: int
    accepted: int
    cells: Sequence[Mapping[str, Any]]
    marginals: Mapping[str, Mapping[str, int]]
    deviations: Mapping[str, float]
    estimate: Estimate
    prompts: Sequence[Prompt]
    notes: Sequence[str] = ()


def preview(loaded: LoadedConfig, clock: Clock | None = None) -> Preview:
    """Return what a run of this config would do; reads its inputs and its run directory, and changes nothing.

    Raises:
        ArabicSynthError: As `run` would.
    """
    session = open_session(loaded, open_inputs(loaded), RunDir(loaded.config.output), LocalDisk())
    price = _find_price(session, clock or SystemClock())
    counts = count_cells(session.books)
    return Preview(
        target=sum(count.target for count in counts),
        accepted=sum(count.accepted for count in counts),
        cells=[{"cell": count.cell, "target": count.target} for count in counts],
        marginals=_list_marginals(session),
        deviations=_list_deviations(session),
        estimate=_estimate(session, price),
        prompts=_render(session),
        notes=() if price is not None else ("what it will cost is not known: there is no price for the model",),
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


def _estimate(session: Session, price: Price | None) -> Estimate:
    rows, tasks = session.loaded.config.generation.items_per_call, session.memory.history.tasks
    loads = []
    for task, book in session.books.items():
        missing = book.ledger.plan.target - book.ledger.accepted
        prompt = assembly.estimate_prompt_tokens(session.renderers[task], book)
        assumed = Assumed(rows, prompt, book.spec.completion_tokens)
        loads.append(estimate_task(missing, tasks.get(task), assumed, session.revision.items_before))
    money = [price_load(load, price) for load in loads]
    load = add_loads(loads)
    cost = None if price is None else sum(filter(None, money), 0.0)
    return Estimate(*load, cost_usd=cost, duration_s=_estimate_duration(session, load))


def _find_price(session: Session, clock: Clock) -> Price | None:
    """Return the price of a call, the dearest of them where several models share the calls."""
    known = find_prices(session.loaded.config, session.loaded.env, clock.wall()).values()
    prices = [price for price in known if price is not None]
    return take_dearest(prices) if len(prices) == len(known) else None


def _estimate_duration(session: Session, load: Load) -> float:
    config = session.loaded.config
    tokens = load.prompt_tokens + load.completion_tokens
    ways = [
        load.calls * CPU_S_PER_CALL,
        load.calls * _assume_latency(session, load) / assembly.count_workers(config),
        *(60 * load.calls / rpm for rpm in (config.limits.rpm, _add_up(config, "rpm")) if rpm),
        *(60 * tokens / tpm for tpm in (config.limits.tpm, _add_up(config, "tpm")) if tpm),
    ]
    return round(max(ways), 1)


def _assume_latency(session: Session, load: Load) -> float:
    """Return the seconds that one call is taken to last."""
    if session.loaded.config.is_mock:
        return assembly.make_profile(session.loaded.config, session.inputs).latency_ms.median_ms / 1000
    return ASSUMED_FIRST_TOKEN_S + load.completion_tokens / max(load.calls, 1) / ASSUMED_TOKENS_PER_S


def _add_up(config: Config, limit: Literal["rpm", "tpm"]) -> int | None:
    """Return what the keys of all models allow together; None where one of them tells no limit."""
    entries = [config.providers.get(model.provider) for model in config.models]
    told = [
        getattr(entry, limit) * max(len(entry.api_key_env), 1) for entry in entries if entry and getattr(entry, limit)
    ]
    return sum(told) if told and len(told) == len(entries) else None


def _render(session: Session) -> list[Prompt]:
    books = [(task, book) for task, book in session.books.items()]
    shown = [
        (task, book, slot) for slot in range(PROMPTS_SHOWN) for task, book in books if slot < book.ledger.plan.target
    ]
    seed = session.loaded.config.seed
    return [
        assembly.render_first(session.renderers[task], book, slot, seed) for task, book, slot in shown[:PROMPTS_SHOWN]
    ]
