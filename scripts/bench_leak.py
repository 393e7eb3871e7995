"""Measures the leak guard on real files: what it finds of altered copies, what it refuses of other data, what it costs.

    python scripts/bench_leak.py --protect exams.csv --distinct other.csv

Copies are made of the protected items by a seeded generator; where a kind needs eight words, shorter texts are left
out. The first figure is of copies with the same options in another order, the second of copies with other options.
The distinct items are taken to share nothing with the protected ones: each refusal is printed, for a person to judge.
"""

import argparse
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from random import Random
from typing import Any

from engine.dataset.reader import read_items
from engine.dataset.source import SourceItem
from engine.inputs import list_protected
from prompts.base import TaskSpec
from prompts.discover import discover_tasks
from validators.base import Item, Reading, Refusal
from validators.leak.builder import build_index
from validators.leak.guard import SIMILARITY, Finder, LeakGuard
from validators.leak.index import ProtectedIndex
from validators.text import normalize

SPECS = discover_tasks()
MARKS = "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652"
Change = Callable[[list[str], Random], list[str]]
LEAST_WORDS = 8


def main() -> None:
    """Print one line for each kind of copy, then the refusals of the distinct items and the costs."""
    options = read_options()
    items = [item for path in options.protect for item in list_protected(path)]
    start = time.process_time()
    index = build_index(items)
    seconds = time.process_time() - start
    print(f"{len(index)} items, {seconds:.2f} s ({seconds / len(index) * 1e5:.1f} s for 100,000), ", end="")
    print(f"{index.arrays.size / len(index):.0f} bytes an item")
    protected = [item for path in options.protect for item in read_sound(path)]
    distinct = [item for path in options.distinct for item in read_sound(path)]
    print_recall(index, protected, options.similarity)
    rows = [read_row(item.task, item.fields) for item in distinct]
    print_refusals(index, distinct, rows, options.similarity)
    print(f"{time_rows(index, rows, options.similarity):.0f} µs a row")


def read_options() -> argparse.Namespace:
    """Return what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--protect", type=Path, action="append", required=True, help="file of items that must not leak")
    parser.add_argument("--distinct", type=Path, action="append", required=True, help="file of other items")
    parser.add_argument("--similarity", type=float, default=SIMILARITY, help="evidence of a near copy (%(default)s)")
    return parser.parse_args()


def read_sound(path: Path) -> list[SourceItem]:
    """Return the items of a file that have the shape of rows."""
    items = [item for item in read_items(path) if isinstance(item, SourceItem)]
    return [item for item in items if _has_texts(SPECS[item.task], item.fields)]


def _has_texts(spec: TaskSpec, fields: Mapping[str, Any]) -> bool:
    try:
        return bool(spec.texts(fields))
    except (ValueError, KeyError, TypeError):
        return False


def read_row(task: str, fields: Mapping[str, Any]) -> Reading:
    """Return a row as checks get it."""
    return SPECS[task].read(Item(task, fields))


def make_guard(index: ProtectedIndex, task: str, similarity: float) -> LeakGuard:
    """Return the guard of a task's rows."""
    return LeakGuard(Finder(index, SPECS[task].protected, SPECS[task].companions, similarity))


def print_recall(index: ProtectedIndex, items: Sequence[SourceItem], similarity: float) -> None:
    """Print how many altered copies are refused, with the options as they were and without."""
    words = [word for item in items for text in SPECS[item.task].protected(item.fields) for word in text.split()]
    for name, (change, least) in list_changes(words).items():
        line = [f"{name:34}"]
        for bare in (False, True):
            rng = Random(0)
            copies = list(_alter(items, change, least, rng, bare=bare))
            refused = sum(judge(index, *copy, similarity) is not None for copy in copies)
            if copies:
                line.append(f"{refused:6} of {len(copies):6} = {refused / len(copies):6.1%}")
        print("  ".join(line))


def list_changes(words: Sequence[str]) -> dict[str, tuple[Change, int]]:
    """Return each kind of change with the least number of words that it needs."""

    def replace(count: int) -> Change:
        return lambda text, rng: _replace(text, count, words, rng)

    return {
        "verbatim (other options beside it)": (lambda text, _: text, 1),
        "without diacritics": (lambda text, _: "".join(c for c in " ".join(text) if c not in MARKS).split(), 1),
        "with diacritics and tatweel": (lambda text, rng: ["ـ".join(w + rng.choice(MARKS)) for w in text], 1),
        "words shuffled": (lambda text, rng: rng.sample(text, len(text)), 3),
        "eight words in another text": (_enclose, LEAST_WORDS),
        "one word changed": (replace(1), LEAST_WORDS),
        "two words changed": (replace(2), LEAST_WORDS),
        "three words changed": (replace(3), LEAST_WORDS),
        "three words left out": (
            lambda text, rng: [text[i] for i in sorted(rng.sample(range(len(text)), len(text) - 3))],
            8,
        ),
    }


def _replace(text: Sequence[str], count: int, words: Sequence[str], rng: Random) -> list[str]:
    found = list(text)
    for place in rng.sample(range(len(found)), count):
        found[place] = rng.choice(words)
    return found


def _enclose(text: Sequence[str], rng: Random) -> list[str]:
    keys = normalize(" ".join(text)).split()
    start = rng.randrange(max(len(keys) - LEAST_WORDS, 0) + 1)
    return ["وكتب", "المعلم", "لتلاميذه:", *keys[start : start + LEAST_WORDS], "ثم", "سألهم", "عنه"]


def _alter(
    items: Iterable[SourceItem], change: Change, least: int, rng: Random, *, bare: bool
) -> Iterable[tuple[str, Mapping[str, Any]]]:
    """Yield task and fields of copies whose main text is changed; `bare` ones have other companions."""
    for item in items:
        spec = SPECS[item.task]
        text, companions = spec.protected(item.fields)[0], spec.companions(item.fields)
        if len(normalize(text).split()) < least or (bare and not companions):
            continue
        new = {text: " ".join(change(text.split(), rng))}
        order = rng.sample(companions, len(companions))
        fields = _put(item.fields, new)
        if companions:
            texts = [f"غير ذلك {place}" for place in range(len(order))] if bare else order
            fields["options"] = [f"{letter}. {each}" for letter, each in zip("ABCDEF", texts, strict=False)]
        yield item.task, fields


def _put(fields: Mapping[str, Any], new: Mapping[str, str]) -> dict[str, Any]:
    return {name: new.get(value, value) if isinstance(value, str) else value for name, value in fields.items()}


def judge(index: ProtectedIndex, task: str, fields: Mapping[str, Any], similarity: float) -> Refusal | None:
    """Return why a row is refused."""
    return make_guard(index, task, similarity).judge(read_row(task, fields), {})


def print_refusals(
    index: ProtectedIndex, items: Sequence[SourceItem], rows: Sequence[Reading], similarity: float
) -> None:
    """Print how many distinct items are refused, and each of them."""
    refusals = [make_guard(index, row.item.task, similarity).judge(row, {}) for row in rows]
    count = sum(refusal is not None for refusal in refusals)
    print(f"{count} of {len(rows)} distinct items refused = {count / max(len(rows), 1):.2%}")
    for item, row, refusal in zip(items, rows, refusals, strict=True):
        if refusal:
            print(f"  {item.path.name}:{item.line} {refusal.code}, {refusal.detail} | {row.text[:160]!r}")


def time_rows(index: ProtectedIndex, rows: Sequence[Reading], similarity: float) -> float:
    """Return microseconds of CPU for a row whose texts are folded already, the least of five rounds."""
    guards = {task: make_guard(index, task, similarity) for task in SPECS}
    pairs = [(guards[row.item.task], row) for row in rows if row.tokens]
    best = float("inf")
    for _ in range(5):
        start = time.process_time()
        for guard, row in pairs:
            guard.judge(row, {})
        best = min(best, time.process_time() - start)
    return best / max(len(pairs), 1) * 1e6


if __name__ == "__main__":
    main()
