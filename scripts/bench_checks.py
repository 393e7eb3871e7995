"""Measures what each check costs on rows of the built-in mock: CPU microseconds a row, in the order of the chain.

    .venv/bin/python scripts/bench_checks.py [--rows 2000] [--runs 5] [--protect FILE]

Some dozens of rows at a time go through check after check, as they do in `clean`. A check is timed alone, at its best
of several runs over all rows; what all checks share (texts, keys, words) is made first: the line "folding". Near
duplicates and the figures of all rows are timed with their admission.
"""

import argparse
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from random import Random
from time import process_time

sys.path.insert(0, str(Path(__file__).parents[1]))

from engine import judges
from engine.config.sections import CorpusConfig, DedupConfig, LeaksConfig, ValidatorsConfig
from engine.inputs import read_inputs
from prompts.base import TaskSpec
from prompts.discover import discover_tasks
from quotas.plan import Plan
from validators.base import Check, CorpusCheck, Item, Reading, Refusal
from validators.personal.check import PersonalData

AT_ONCE = 64
"""Rows that go through the checks together."""

Step = Callable[[Reading], object]
Begin = Callable[[], Step]


def compose_items(spec: TaskSpec, rows: int) -> list[Item]:
    """Return items as the mock writes them, in the shape of rows."""
    items = []
    for number in range(rows):
        rng = Random(number)
        wanted = {each.name: rng.choice(list(each.weights)) for each in spec.dimensions}
        item = spec.build(spec.reply_model.model_validate(spec.compose(wanted, rng)), wanted)
        if not isinstance(item, Refusal):
            items.append(item)
    return items


def fold(spec: TaskSpec, reading: Reading) -> object:
    """Make everything of a reading that checks share."""
    return reading.text, reading.signs, reading.tokens, reading.distinct, reading.hints, spec.identity(reading)


def measure(spec: TaskSpec, items: Sequence[Item], steps: Mapping[str, Step]) -> dict[str, float]:
    """Return the CPU microseconds a row of each step, in one run over all rows."""
    spent = dict.fromkeys(steps, 0.0)
    for start in range(0, len(items), AT_ONCE):
        readings = [spec.read(item) for item in items[start : start + AT_ONCE]]
        for name, work in steps.items():
            began = process_time()
            for reading in readings:
                work(reading)
            spent[name] += process_time() - began
    return {name: 1e6 * seconds / len(items) for name, seconds in spent.items()}


def list_steps(spec: TaskSpec, protect: Sequence[Path]) -> Iterator[tuple[str, Begin]]:
    """Yield the name of each step and what begins it anew: those that remember rows begin empty in every run."""
    yield "folding", lambda: partial(fold, spec)
    inputs = read_inputs(None, 0, protect, {spec.name: spec}, 0)
    limits = ValidatorsConfig()
    personal = PersonalData(judges.list_kinds(limits))
    leaks = judges.make_leak_checks(LeaksConfig(), spec, inputs)
    for check in (*judges.make_checks(limits, spec, foreign=False), personal, *leaks):
        yield type(check).__name__, partial(_judge, check)
    for place in range(3):
        yield type(_make_corpus(spec)[place]).__name__, partial(_judge_and_admit, spec, place)


def _judge(check: Check) -> Step:
    return lambda reading: check.judge(reading, {})


def _judge_and_admit(spec: TaskSpec, place: int) -> Step:
    check = _make_corpus(spec)[place]

    def work(reading: Reading) -> None:
        check.judge(reading, {})
        check.admit(reading)

    return work


def _make_corpus(spec: TaskSpec) -> tuple[CorpusCheck, ...]:
    statistics = judges.make_statistics(CorpusConfig(), spec, Plan.grow((), (1,), 0))
    return (*judges.make_corpus(DedupConfig(), spec), statistics)


def main() -> None:
    """Print a line for each check of each task, and their sum."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=2000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--protect", type=Path, nargs="*", default=[])
    arguments = parser.parse_args()
    for spec in discover_tasks().values():
        items = compose_items(spec, arguments.rows)
        print(f"{spec.name}: {len(items):,} rows")
        steps = dict(list_steps(spec, arguments.protect))
        runs = [measure(spec, items, {name: begin() for name, begin in steps.items()}) for _ in range(arguments.runs)]
        best = {name: min(run[name] for run in runs) for name in steps}
        for name, spent in [*best.items(), ("together", sum(best.values()))]:
            print(f"  {name:<20} {spent:6.1f} µs", flush=True)


if __name__ == "__main__":
    main()
