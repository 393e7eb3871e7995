"""Measures the checks on real data as it is and on planted faults, as two Markdown tables.

    .venv/bin/python scripts/measure_checks.py [--data FOLDER] [--kept] [--number 200] [--seed 4] [--missed FILE]

A fault counts only on items that pass undamaged; those that do not are counted beside it. The folder of real data is
that of the environment variable ARABIC_SYNTH_REAL_DATA where none is given. `--kept` adds the kinds of damage that are
kept aside until the checks are done. `--missed` writes every damaged row that was accepted, one JSON object a line.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, zip_longest
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parents[1]))

from scripts.faults.catalogue import OPEN, load_kept
from scripts.faults.fault import Fault, Row
from scripts.faults.items import RealSet, find_folder, read_sets
from scripts.faults.judge import judge

MOST_CODES = 3


@dataclass(slots=True)
class Tally:
    """What became of one kind of damage.

    Attributes:
        fault: The kind.
        codes: Reason code to damaged rows refused with it.
        unsound: Items that lend themselves to it and are refused undamaged.
        missed: Damaged rows that were accepted, with their task.
    """

    fault: Fault
    codes: Counter[str] = field(default_factory=Counter)
    unsound: int = 0
    missed: list[tuple[str, Row]] = field(default_factory=list)

    @property
    def planted(self) -> int:
        """Damaged rows that were judged."""
        return self.codes.total() + len(self.missed)


class Bench:
    """Real items and what is said to them as they are; each is judged once.

    Args:
        sets: The data sets.
        seed: Seed of every draw.
    """

    def __init__(self, sets: Sequence[RealSet], seed: int) -> None:
        self.seed = seed
        self.codes = [[judge(data.task, row) for row in data.rows] for data in sets]
        self._items: dict[str, list[tuple[Row, bool]]] = {}
        for data, codes in zip(sets, self.codes, strict=True):
            if data.base:
                pairs = [(row, code is None) for row, code in zip(data.rows, codes, strict=True)]
                self._items.setdefault(data.task, []).extend(pairs)

    def measure(self, fault: Fault, number: int) -> Tally:
        """Return what becomes of one kind of damage, planted into at most `number` items that pass undamaged."""
        tally = Tally(fault)
        for place, (task, row, sound) in enumerate(self._draw(fault)):
            if tally.planted == number:
                break
            damaged = fault.plant(row, Random(f"{self.seed}:{fault.name}:{place}"))
            if damaged is None:
                continue
            if not sound:
                tally.unsound += 1
                continue
            code = judge(task, damaged)
            if code is None:
                tally.missed.append((task, damaged))
            else:
                tally.codes[code] += 1
        return tally

    def _draw(self, fault: Fault) -> Iterator[tuple[str, Row, bool]]:
        rng = Random(f"{self.seed}:{fault.name}")
        drawn = []
        for task in fault.tasks:
            items = [(task, row, sound) for row, sound in self._items[task]]
            rng.shuffle(items)
            drawn.append(items)
        # In turn from each task, so that a kind of damage of any text is planted into all of them alike.
        return (item for item in chain.from_iterable(zip_longest(*drawn)) if item is not None)


def print_real(sets: Sequence[RealSet], bench: Bench) -> None:
    """Print what is refused of real data as it is."""
    print("| real data | task | rows | refused | share | reasons |\n|---|---|---:|---:|---:|---|")
    for data, found in zip(sets, bench.codes, strict=True):
        codes = Counter(code for code in found if code is not None)
        share = codes.total() / max(1, len(found))
        print(f"| {data.name} | {data.task} | {len(found)} | {codes.total()} | {share:.1%} | {name_codes(codes)} |")


def print_faults(tallies: Sequence[Tally], kept: frozenset[str]) -> None:
    """Print what is noticed of planted damage, the worst first, and all of it together."""
    print("| fault | task | half | planted | refused | share | refused undamaged | commonest reasons |")
    print("|---|---|---|---:|---:|---:|---:|---|")
    for tally in sorted(tallies, key=lambda tally: (recall(tally), tally.fault.name)):
        half = "kept" if tally.fault.name in kept else "open"
        print(
            f"| {tally.fault.name} | {tally.fault.task} | {half} | {tally.planted} | {tally.codes.total()} "
            f"| {recall(tally):.1%} | {tally.unsound} | {name_codes(tally.codes, MOST_CODES)} |"
        )
    planted, refused = sum(tally.planted for tally in tallies), sum(tally.codes.total() for tally in tallies)
    unsound = sum(tally.unsound for tally in tallies)
    low = sum(recall(tally) < 0.95 for tally in tallies)
    print(f"\n{len(tallies)} kinds, {planted} damaged rows, {refused / max(1, planted):.1%} refused; ", end="")
    print(f"{low} kinds below 95%. Precision over the items drawn: {refused / max(1, refused + unsound):.1%}.")


def recall(tally: Tally) -> float:
    """Return the share of the damaged rows that was refused; nothing planted is nothing noticed."""
    return tally.codes.total() / max(1, tally.planted)


def name_codes(codes: Mapping[str, int], most: int | None = None) -> str:
    """Return reason codes with their counts, the commonest first."""
    return ", ".join(f"{code} {count}" for code, count in Counter(codes).most_common(most)) or "–"


def write_missed(path: Path, tallies: Sequence[Tally]) -> None:
    """Write the damaged rows that were accepted; lone surrogates are escaped, as all that is not ASCII."""
    lines = (
        json.dumps({"fault": tally.fault.name, "task": task, "row": row}, ensure_ascii=False)
        for tally in tallies
        for task, row in tally.missed
    )
    path.write_text("".join(f"{line}\n" for line in lines), "utf-8", errors="backslashreplace")


def read_arguments() -> argparse.Namespace:
    """Return what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, help="folder of real data")
    parser.add_argument("--kept", action="store_true", help="with the kinds of damage that are kept aside")
    parser.add_argument("--number", type=int, default=200, help="items damaged in each way, at most")
    parser.add_argument("--seed", type=int, default=4)
    parser.add_argument("--missed", type=Path, help="JSONL file for the damaged rows that were accepted")
    return parser.parse_args()


def main() -> None:
    """Measure and print."""
    arguments = read_arguments()
    folder = find_folder(arguments.data)
    if not folder.is_dir():
        sys.exit(f"no folder of real data at {folder}: give --data or set ARABIC_SYNTH_REAL_DATA")
    sets = read_sets(folder)
    bench = Bench(sets, arguments.seed)
    kept = load_kept() if arguments.kept else ()
    tallies = [bench.measure(fault, arguments.number) for fault in (*OPEN, *kept)]
    print_real(sets, bench)
    print()
    print_faults(tallies, frozenset(fault.name for fault in kept))
    if arguments.missed:
        write_missed(arguments.missed, tallies)


if __name__ == "__main__":
    main()
