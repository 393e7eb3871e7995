"""Replays every attempt of a journal into fresh ledgers, as a resume would, so that what verifies can also go on."""

from collections.abc import Mapping

from engine.journal.events import Accepted, Failed, Refused
from engine.journal.reader import read_journal
from engine.rundir import RunDir
from quotas.ledger import Ledger
from quotas.plan import Plan


def check_attempts(run_dir: RunDir, plans: Mapping[str, Plan]) -> list[str]:
    """Return the first event that no run could have written after those before it: a slot filled twice, say."""
    ledgers = {task: Ledger(plan) for task, plan in plans.items()}
    for event, line, _ in read_journal(run_dir.journal):
        if isinstance(event, Accepted | Refused | Failed):
            ledger = ledgers.get(event.task)
            if ledger is None:
                return [f"{run_dir.journal}:{line}: task {event.task!r} is not in the config"]
            try:
                _replay(event, ledger)
            except ValueError as error:
                return [f"{run_dir.journal}:{line}: {error}"]
    return []


def _replay(event: Accepted | Refused | Failed, ledger: Ledger) -> None:
    if isinstance(event, Accepted):
        ledger.replay_accept(event.slot, event.attempt, event.cell)
    else:
        ledger.replay_refuse(event.slot, event.attempt)
