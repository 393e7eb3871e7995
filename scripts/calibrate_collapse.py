"""Prints figures of a model's replies to one prompt beside those of the mock's profile `collapse`, and its growth.

    .venv/bin/python scripts/calibrate_collapse.py QUESTIONS.jsonl [--batches 40]

The file holds one question a line, as `clean exams` reads it. The mock answers as many requests with one prompt that
names the right letter alone; of so many batches the mean and the middle 90% are shown.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from engine.clock import draw
from engine.config.sections import ValidatorsConfig
from engine.judges import make_checks
from engine.providers.mock.content import MockModel
from engine.providers.mock.profile import BUILT_IN
from prompts.discover import discover_tasks, find_task
from validators.base import Item, Reading
from validators.chain import Chain
from validators.corpus.statistics import CorpusStatistics
from validators.near_dup import NearDuplicates
from validators.text import normalize

PROMPT = (
    "اكتب سؤال اختيار من متعدد بالعربية الفصحى لامتحان مدرسي، له أربعة بدائل، وأعد كائن JSON فيه المفاتيح "
    '"question" و"options" و"answer" و"explanation".\n- حرف الإجابة الصحيحة (answer): {letter}'
)
GROWTH = (120, 500, 1000, 2000, 5000, 10_000)


def ask(first: int, count: int, prompt: str = PROMPT) -> list[dict[str, Any]]:
    """Return the mock's replies to one prompt, with the seeds from `first` on."""
    model = MockModel(discover_tasks(), BUILT_IN["collapse"])
    bodies = [
        {"seed": draw("collapse", seed), "messages": [{"content": prompt.format(letter="ABCD"[seed % 4])}]}
        for seed in range(first, first + count)
    ]
    return [json.loads(model.reply(body)[0]) for body in bodies]


def measure(rows: Sequence[dict[str, Any]]) -> dict[str, float]:
    """Return shares of rows, 0 to 1: what is commonest, and what was there before."""
    task = find_task("exams")
    readings = [task.read(Item("exams", row)) for row in rows]
    statistics, seen = CorpusStatistics(task.profile), Counter(normalize(row["question"]) for row in rows)
    for reading in readings:
        statistics.admit(reading)
    figures = statistics.figures()
    return {
        **{name: figures[f"{name}_share"] for name in ("top_opening", "top_opening_bigram", "top_topic")},
        "stem_again": 1 - len(seen) / len(rows),
        **{f"likeness_{least}": _count_alike(readings, least) / len(rows) for least in (0.5, 0.6, 0.7)},
        "distinct_2": figures["distinct_2"],
    }


def _count_alike(readings: Sequence[Reading], least: float) -> int:
    check = NearDuplicates(find_task("exams").sketch, least)
    return sum(1 for _ in _refuse(check, readings))


def _refuse(check: NearDuplicates, readings: Sequence[Reading]) -> Iterator[Reading]:
    for reading in readings:
        if check.judge(reading, {}):
            yield reading
        else:
            check.admit(reading)


def _share_sound(rows: Sequence[dict[str, Any]]) -> float:
    task = find_task("exams")
    chain = Chain(make_checks(ValidatorsConfig(), task, foreign=False))
    return sum(chain.judge(task.read(Item("exams", row))).refusal is None for row in rows) / len(rows)


def main() -> None:
    """Print the two tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--batches", type=int, default=40)
    asked = parser.parse_args()
    real = [json.loads(line) for line in asked.file.read_text("utf-8").splitlines() if line]
    batches = [measure(ask(number * len(real), len(real))) for number in range(asked.batches)]
    print(f"| figure | real, {len(real)} rows | mock, mean | mock, middle 90% |\n|---|---|---|---|")
    for name, value in measure(real).items():
        values = sorted(batch[name] for batch in batches)
        edge = len(values) // 20
        mean = sum(values) / len(values)
        print(f"| {name} | {value:.3f} | {mean:.3f} | {values[edge]:.3f} to {values[-1 - edge]:.3f} |")
    print("\n| replies | sound | stem_again | likeness_0.7 | calls per kept row |\n|---|---|---|---|---|")
    for count in GROWTH:
        rows = ask(10**6, count)
        figures = measure(rows)
        print(
            f"| {count} | {_share_sound(rows):.3f} | {figures['stem_again']:.3f} | {figures['likeness_0.7']:.3f} "
            f"| {1 / (1 - figures['likeness_0.7']):.2f} |"
        )


if __name__ == "__main__":
    main()
