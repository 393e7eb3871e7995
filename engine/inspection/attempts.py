"""Replays every attempt of a journal into fresh ledgers, as a resume does, so that what verifies can also go on."""

from collections.abc import Mapping

from engine.config.settings import is_base
from engine.errors import DamagedFileError
from engine.identity import name_row, number_attempt
from engine.journal.events import Accepted, Event
from engine.journal.replay import replay
from engine.rundir import RunDir
from engine.session import account
from quotas.ledger import Ledger
from quotas.plan import Plan


def check_attempts(run_dir: RunDir, plans: Mapping[str, Plan], run_seed: int) -> list[str]:
    """Return what no run could have written: a slot filled twice, an id of another attempt, an end that is none."""
    ledgers = {task: Ledger(plan) for task, plan in plans.items()}
    final = [ledger for task, ledger in ledgers.items() if not is_base(task)]

    def take(event: Event) -> None:
        account(event, ledgers)
        if isinstance(event, Accepted):
            _check_id(event, run_seed)

    try:
        history, _ = replay(run_dir.journal, take)
    except DamagedFileError as error:
        return [str(error)]
    filled = all(ledger.complete for ledger in final)
    if history.closed is not None and (history.closed.state == "complete") > filled:
        return [f"{run_dir.journal}: the run is said to be complete, and is not"]
    return []


def _check_id(event: Accepted, run_seed: int) -> None:
    number = number_attempt(run_seed, event.task, event.slot, event.attempt)
    if event.id != name_row(event.task, event.slot, event.attempt, number):
        raise ValueError(f"row {event.id!r} is not that of slot {event.slot}, attempt {event.attempt}")
