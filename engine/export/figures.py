"""Figures for a card, as tables that a template only has to lay out."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

_MOST_VALUES = 30

NEAREST = {
    "protected_similarity": "Largest similarity of a row to a protected item",
    "seed_similarity": "Largest similarity of a row to a seed",
    "meaning_similarity": "Largest similarity of meaning to a protected item",
    "nearest": "Largest similarity of a row to an earlier one that was near enough to be compared (0: none was)",
}
"""Measure of the checks to what it is called on a card."""

_COPIES = ("duplicate", "near_duplicate")


@dataclass(frozen=True, slots=True)
class Count:
    """How many rows have a value, in all and in each split."""

    value: str
    count: int
    splits: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """The values of one field; `more` of them are not listed."""

    name: str
    rows: tuple[Count, ...]
    splits: tuple[str, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Lengths:
    """How long the texts of a field are, in words."""

    name: str
    least: int
    median: int
    mean: float
    most: int


def tabulate(name: str, counts: Mapping[str, int], order: Iterable[str] = ()) -> Table:
    """Return values with their counts: those of `order` first, then the commonest."""
    known = [value for value in order if value in counts]
    rest = sorted(counts.keys() - set(known), key=lambda value: (-counts[value], value))
    every = [*known, *rest]
    return Table(
        name, tuple(Count(value, counts[value]) for value in every[:_MOST_VALUES]), (), len(every[_MOST_VALUES:])
    )


def divide(table: Table, splits: Mapping[str, Counter[str]]) -> Table:
    """Return a table with the counts of each split beside the whole."""
    rows = [Count(row.value, row.count, tuple(each[row.value] for each in splits.values())) for row in table.rows]
    return Table(table.name, tuple(rows), tuple(splits), table.more)


def list_counts(counts: Mapping[str, int]) -> tuple[Count, ...]:
    """Return the commonest values."""
    return tabulate("", counts).rows


def measure_lengths(name: str, words: Counter[int]) -> Lengths:
    """Return the figures of texts, given how many of them have so many words; the median is the lower one."""
    total = words.total()
    passed, median = 0, 0
    for length in sorted(words):
        passed += words[length]
        if 2 * passed >= total:
            median = length
            break
    return Lengths(name, min(words), median, sum(length * count for length, count in words.items()) / total, max(words))


def summarize_run(run: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a card says of a run, from its manifest; empty where there is none."""
    if not run:
        return {}
    rejected: Mapping[str, int] = run["rejected"]
    guarded = [name for name in run["inputs"] if name.startswith(("protect", "seeds"))]
    return {
        "name": run["name"],
        "config_hash": run["config_hash"],
        "accepted": run["accepted"],
        "target": run["target"],
        "refused": sum(rejected.values()),
        "leaks": sum(count for reason, count in rejected.items() if "leak" in reason and reason != "answer_leak"),
        "copies": sum(rejected.get(reason, 0) for reason in _COPIES),
        "guarded": _tell_guarded(guarded),
        "cost_usd": run["cost_usd"],
        "tasks": len(run["prompt_hashes"]),
        **{name: run["usage"].get(name, 0) for name in ("calls", "prompt_tokens", "completion_tokens")},
    }


def _tell_guarded(names: Sequence[str]) -> str:
    if not names:
        return "The run had neither seeds nor protected benchmarks, so rows were held against one another only."
    files = "one file" if len(names) == 1 else f"{len(names)} files"
    return f"Rows were held against {files} of seeds and protected items, whose hashes the run's manifest keeps."
