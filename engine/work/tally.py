"""Running counts of a run, cumulative over resumes: what `status` and the progress display show."""

from collections import Counter
from dataclasses import dataclass, field

from engine.journal.replay import RunHistory


@dataclass(slots=True)
class Tally:
    """Counts of attempts that have ended.

    Attributes:
        refused: Reason code to attempts.
        failed: Error kind to attempts.
        calls: HTTP requests sent.
        prompt_tokens: Tokens sent.
        completion_tokens: Tokens received.
        cost: Billionths of a US dollar that the journal knows of, with everything that earlier processes lost.
        lost: The same, of what this process spent and no attempt accounts for.
    """

    refused: Counter[str] = field(default_factory=Counter)
    failed: Counter[str] = field(default_factory=Counter)
    calls: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0
    cost: int = 0
    lost: int = 0

    @property
    def spent(self) -> int:
        """Billionths of a US dollar, as far as they are known."""
        return self.cost + self.lost


def start_tally(history: RunHistory) -> Tally:
    """Return the counts of all earlier processes, to be counted on."""
    tally = Tally()
    for task in history.tasks.values():
        tally.refused.update(task.refusals)
        tally.failed.update(task.failures)
        tally.calls += task.calls
        tally.prompt_tokens += task.usage.prompt_tokens
        tally.completion_tokens += task.usage.completion_tokens
    tally.cost = history.spent
    return tally
