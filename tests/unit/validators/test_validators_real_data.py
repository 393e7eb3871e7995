"""Real, sound text passes: false alarms of the text checks over public benchmarks."""

import csv
import json
import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from validators.base import Item, Reading
from validators.chain import Chain
from validators.length import Length
from validators.prose import text_checks

ROOT = Path(os.environ.get("ARABIC_SYNTH_REAL_DATA", Path(__file__).parents[4] / "shared" / "data"))
Row = dict[str, str]


def read_exams(path: Path) -> Iterator[Row]:
    """Yield stems and options."""
    for line in path.read_bytes().splitlines():
        question = json.loads(line)["question"]
        yield {"question": question["stem"], **{choice["label"]: choice["text"] for choice in question["choices"]}}


def read_school_exams(path: Path) -> Iterator[Row]:
    """Yield stems and options."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            yield {"question": row["Question"], **{f: row[f] for f in ("Option 1", "Option 2", "Option 3") if row[f]}}


def read_corrections(path: Path) -> Iterator[Row]:
    """Yield corrected sentences."""
    for row in json.loads(path.read_bytes()):
        yield {"correction": row["target"]}


def read_tweets(path: Path) -> Iterator[Row]:
    """Yield every fourth tweet."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        for number, row in enumerate(csv.DictReader(file)):
            if number % 4 == 0:
                yield {"text": row["tweet"]}


def pick_texts(fields: Mapping[str, Any]) -> Mapping[str, str]:
    """Return every field as a free text."""
    return fields


STEM_LIMITS = {"question": (3, 80)}


@pytest.mark.real_data
@pytest.mark.parametrize(
    ("path", "read", "limits"),
    [
        ("exams_ar/exams_ar_test.jsonl", read_exams, STEM_LIMITS),
        ("arabicmmlu_egypt/ArabicMMLUs.csv", read_school_exams, STEM_LIMITS),
        ("fasih/fasih_v4.1__fasih_test.json", read_corrections, {}),
        ("arsarcasm_v2/training_data.csv", read_tweets, {}),
    ],
)
def test_real_text_passes(
    path: str, read: Callable[[Path], Iterator[Row]], limits: Mapping[str, tuple[int, int]]
) -> None:
    """Of real rows that people wrote, at most one in a hundred is refused."""
    if not (ROOT / path).exists():
        pytest.skip(f"{path} is not here")
    checks = Chain((Length(limits), *text_checks(foreign=True, msa="tweets" not in read.__name__)))
    verdicts = [checks.judge(Reading(Item("any", row), pick_texts)) for row in read(ROOT / path)]
    assert len(verdicts) > 500
    assert sum(not verdict.accepted for verdict in verdicts) <= len(verdicts) / 100
