"""Measures what each check costs on rows of the built-in mock: CPU microseconds a row, in the order of the chain.

    .venv/bin/python scripts/bench_checks.py [--rows 2000] [--runs 5] [--protect FILE]

A check is timed alone, on readings whose texts and keys were made before, at its best of several runs over all rows;
making them is the line "folding". Near duplicates and the figures of all rows are timed with their admission.
"""

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
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


def measure(work: Step, readings: Sequence[Reading]) -> float:
    """Return the CPU microseconds a row of one pass."""
    began = process_time()
    for reading in readings:
        work(reading)
    return 1e6 * (process_time() - began) / len(readings)


def list_steps(spec: TaskSpec, protect: Sequence[Path]) -> Iterator[tuple[str, Begin]]:
    """Yield the name of each step and what begins it anew: those that remember rows begin empty in every run."""
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
        total = min(measure(partial(fold, spec), [spec.read(item) for item in items]) for _ in range(arguments.runs))
        print(f"{spec.name}: {len(items):,} rows\n  {'folding':<20} {total:6.1f} µs")
        for name, begin in list_steps(spec, arguments.protect):
            readings = [spec.read(item) for item in items]
            for reading in readings:
                fold(spec, reading)
            best = min(measure(begin(), readings) for _ in range(arguments.runs))
            total += best
            print(f"  {name:<20} {best:6.1f} µs")
        print(f"  {'together':<20} {total:6.1f} µs", flush=True)


if __name__ == "__main__":
    main()
