"""Replays every attempt of a journal into fresh ledgers, as a resume does, so that what verifies can also go on."""

from collections.abc import Mapping
from functools import partial

from engine.errors import DamagedFileError
from engine.journal.replay import replay
from engine.rundir import RunDir
from engine.session import account
from quotas.ledger import Ledger
from quotas.plan import Plan


def check_attempts(run_dir: RunDir, plans: Mapping[str, Plan]) -> list[str]:
    """Return the first event that no run could have written after those before it: a slot filled twice, say."""
    ledgers = {task: Ledger(plan) for task, plan in plans.items()}
    try:
        replay(run_dir.journal, partial(account, ledgers=ledgers))
    except DamagedFileError as error:
        return [str(error)]
    return []
