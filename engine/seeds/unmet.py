"""Says which limits the seeds of a run meet and which they do not, and what the file has."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any

from engine.seeds.band import ESTIMATED
from engine.seeds.chosen import TaskChoice
from engine.seeds.limits import SeedLimits
from prompts.base import TaskSpec

_ALL_ALIKE = next(each.default for each in fields(TaskSpec) if each.name == "stratum")
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Unmet:
    """Limits that are not met, one sentence each.

    Attributes:
        set: Those that somebody set.
        defaults: The others, and that fewer seeds are used than could be.
    """

    set: tuple[str, ...]
    defaults: tuple[str, ...]


def list_unmet(chosen: Mapping[str, TaskChoice], limits: SeedLimits, tasks: Mapping[str, TaskSpec]) -> Unmet:
    """Return what the seeds of each task lack; a task without subjects lacks none, unless there is no other."""
    is_set, defaults = list[str](), list[str]()
    knowing = {name for name in chosen if tasks[name].stratum is not _ALL_ALIKE}
    for name, seeds in chosen.items():
        if name in knowing or (limits.min_subjects is not None and not knowing):
            text = _miss("subject", name, seeds, seeds.subjects, limits.fit(seeds.wanted).subjects, limits.min_subjects)
            (defaults if limits.min_subjects is None else is_set).extend(text)
        text = _miss("band", name, seeds, seeds.bands, limits.fit(seeds.wanted).bands, limits.min_bands)
        if limits.min_bands is not None:
            is_set.extend(text)
        elif seeds.band_field != ESTIMATED:  # what a file does not tell, nobody asked for
            defaults.extend(text)
        defaults.extend(_explain_few(name, seeds, limits))
    return Unmet(tuple(is_set), tuple(defaults))


def describe_choice(seeds: TaskChoice, limits: SeedLimits) -> dict[str, Any]:
    """Return what the file has, what the seeds are together, and which limits they meet, as JSON-ready values."""
    subjects, bands = len(set(seeds.subjects) - {""}), len(set(seeds.bands) - {""})
    return {
        "wanted": seeds.wanted,
        "in_file": dict(seeds.in_file),
        "band_field": seeds.band_field,
        "used": {
            "seeds": len(seeds.items),
            "subjects": subjects,
            "bands": bands,
            "max_similarity": round(seeds.most_alike, 4),
        },
        "met": {
            "min_subjects": subjects >= limits.subjects,
            "min_bands": bands >= limits.bands,
            "max_similarity": seeds.most_alike <= limits.similarity,
        },
    }


def _miss(
    noun: str, task: str, seeds: TaskChoice, values: tuple[str, ...], looked_for: int, told: int | None
) -> Iterator[str]:
    held = sorted(set(values) - {""})
    wanted = looked_for if told is None else told
    if len(held) < wanted:
        names = f" ({', '.join(held[:_SHOWN])}{', …' if len(held) > _SHOWN else ''})" if held else ""
        field = " by " + seeds.band_field.replace(ESTIMATED, "estimate") if noun == "band" else ""
        yield (
            f"seeds.min_{noun}s: the {len(seeds.items)} seeds of {task} are of {_count(len(held), noun)}{names}, not of"
            f" {wanted}; the file has {_count(seeds.in_file[f'{noun}s'], noun)}{field}"
        )


def _explain_few(task: str, seeds: TaskChoice, limits: SeedLimits) -> Iterator[str]:
    if len(seeds.items) < min(seeds.wanted, seeds.in_file["different"]):
        yield (
            f"seeds.max_similarity: only {_count(len(seeds.items), 'seed')} of {task} can be used, not {seeds.wanted}:"
            f" every other item shares more than {limits.similarity:.0%} of its words with one of them"
        )


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
