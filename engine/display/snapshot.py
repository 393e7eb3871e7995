"""One look at a run in progress: what every display shows, and in which words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class CellCount:
    """How far one cell is.

    Attributes:
        cell: Dimension to value, with the task's name first where a run has several tasks.
        target: Rows planned.
        accepted: Rows committed or about to be.
    """

    cell: Mapping[str, str]
    target: int
    accepted: int

    @property
    def name(self) -> str:
        """The cell's values, as one word."""
        return "/".join(self.cell.values()) or "rows"


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A run at one moment; counts are cumulative over resumes.

    Attributes:
        elapsed_s: Seconds worked, over all resumes.
        rows_per_s: Accepted rows a second in this process.
        refused: Reason code to attempts.
        failed: Error kind to attempts.
        cells: Where they were asked for and are not too many.
        done: Whether this is the last one.
    """

    name: str
    target: int
    accepted: int
    attempts: int
    in_flight: int
    calls: int
    elapsed_s: float
    rows_per_s: float
    refused: Mapping[str, int]
    failed: Mapping[str, int]
    cells: tuple[CellCount, ...] = ()
    done: bool = False

    @property
    def eta_s(self) -> float | None:
        """Seconds to go at the present rate, or None where there is no rate yet."""
        return (self.target - self.accepted) / self.rows_per_s if self.rows_per_s else None


class Look(Protocol):
    """Takes a snapshot now."""

    def __call__(self, *, cells: bool) -> Snapshot:
        """Return it, with cells or, cheaper, without."""
        ...


def format_share(snapshot: Snapshot) -> str:
    """Return the accepted share in whole percent; 100% only where every row is accepted."""
    return f"{100 * snapshot.accepted // max(1, snapshot.target)}%"


def list_speeds(snapshot: Snapshot) -> list[str]:
    """Return rate, time to go (where there are both a rate and rows to go), calls in flight, and time worked."""
    to_go = snapshot.accepted < snapshot.target and snapshot.eta_s is not None
    return [
        f"{snapshot.rows_per_s:,.1f} rows/s",
        *([f"ETA {format_duration(snapshot.eta_s)}"] if to_go else []),
        f"{snapshot.in_flight:,} in flight",
        f"{format_duration(snapshot.elapsed_s)} elapsed",
    ]


def format_duration(seconds: float | None) -> str:
    """Return `1:02:03` or `2:03`; a dash for None."""
    if seconds is None:
        return "-"
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:,}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def list_reasons(snapshot: Snapshot) -> list[tuple[str, int]]:
    """Return the reasons for which attempts were not accepted with their counts, commonest first."""
    reasons = {**snapshot.refused, **{f"failed:{kind}": count for kind, count in snapshot.failed.items()}}
    return sorted(reasons.items(), key=lambda pair: (-pair[1], pair[0]))
