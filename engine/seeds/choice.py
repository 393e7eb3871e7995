"""Which items of a seed file lend their style: a few over all subjects and bands, no two of them alike."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from engine.dataset.reader import read_whole
from engine.dataset.source import SourceItem
from engine.errors import InputError
from engine.seeds.band import list_bands
from engine.seeds.chosen import Choice, TaskChoice
from engine.seeds.limits import SeedLimits
from engine.seeds.unmet import list_unmet
from engine.seeds.walk import Candidates, walk
from engine.seeds.words import WordTable
from prompts.base import TaskSpec
from validators.text import normalize_all


def choose_seeds(path: Path, most: int, limits: SeedLimits, tasks: Mapping[str, TaskSpec], seed: int) -> Choice:
    """Return the seeds that a run uses of a file; the same ones for the same arguments and content.

    Every task gets an even share of the `most` that are used; what a small one leaves over goes to the others.

    Raises:
        InputError: If the file cannot be read whole or holds no item of the tasks, or cannot meet a limit that was set.
    """
    items = list(read_whole(path, prefer=tasks))
    by_task = {name: usable for name in tasks if (usable := [item for item in items if item.task == name])}
    if not by_task:
        raise InputError(path, f"holds no item of {' or '.join(tasks)}")
    chosen: dict[str, TaskChoice] = {}
    rest, left = most, sorted(by_task, key=lambda name: len(by_task[name]))
    while left:
        share = -(-rest // len(left))
        name = left.pop(0)
        chosen[name] = choose_for_task(tasks[name], by_task[name], share, limits, seed)
        rest -= len(chosen[name].items)
    unmet = list_unmet(chosen, limits, tasks)
    if unmet.set:
        raise InputError(path, "; ".join(unmet.set))
    return Choice(chosen, len(items) - (most - rest), limits, unmet.defaults)


def choose_for_task(spec: TaskSpec, items: Sequence[SourceItem], n: int, limits: SeedLimits, seed: int) -> TaskChoice:
    """Return at most `n` of some items of one task; of those with the same texts, only the first can be chosen."""
    rows = [item.fields for item in items]
    band_field, bands = list_bands(spec, rows)
    subjects = [" ".join(spec.stratum(row).split()) for row in rows]
    first: dict[str, int] = {}
    for place, row in enumerate(rows):
        first.setdefault(_fold(spec, row), place)
    keys, places = list(first), list(first.values())
    candidates = Candidates(keys, [subjects[place] for place in places], [bands[place] for place in places])
    chosen = sorted(walk(candidates, n, limits.fit(n), seed))
    table = WordTable([keys[number] for number in chosen])
    alike = [float(table.measure(one)[:one].max()) for one in range(1, len(chosen))]
    found = [places[number] for number in chosen]
    return TaskChoice(
        items=tuple(items[place] for place in found),
        subjects=tuple(subjects[place] for place in found),
        bands=tuple(bands[place] for place in found),
        band_field=band_field,
        wanted=n,
        most_alike=max(alike, default=0.0),
        in_file={
            "items": len(items),
            "different": len(keys),
            "subjects": len(set(subjects) - {""}),
            "bands": len(set(bands) - {""}),
        },
    )


def _fold(spec: TaskSpec, row: Mapping[str, Any]) -> str:
    """Return the folded texts of an item: the main ones, and beside them the others, whatever their order."""
    main, beside = spec.protected(row), spec.companions(row)
    keys = normalize_all([*main, *beside])
    return " \n".join((*keys[: len(main)], *sorted(keys[len(main) :])))
