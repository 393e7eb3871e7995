"""Figures over public benchmarks: varied as people write, and collapsed as one prompt makes a model write."""

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from prompts.discover import find_task
from prompts.tasks.exams.traits import read_traits
from validators.base import Item, Reading
from validators.corpus.statistics import CorpusStatistics

ROOT = Path(os.environ.get("ARABIC_SYNTH_REAL_DATA", Path(__file__).parents[4] / "shared" / "data"))


def read_questions(name: str) -> Iterator[Reading]:
    """Yield the questions of a file of records or of rows as checks get them."""
    task = find_task("exams")
    for line in (ROOT / name).read_bytes().split(b"\n"):
        record = json.loads(line or b"{}")
        if "answerKey" in record:
            options = [f"{choice['label']}. {choice['text']}" for choice in record["question"]["choices"]]
            record = {"question": record["question"]["stem"], "options": options, "answer": record["answerKey"]}
        if record:
            yield task.read(Item("exams", record))


def watch_file(name: str) -> CorpusStatistics:
    """Return the statistics of a file; skips where it is not here."""
    if not (ROOT / name).exists():
        pytest.skip(f"{name} is not here")
    statistics = CorpusStatistics(read_traits)
    for reading in read_questions(name):
        statistics.admit(reading)
    return statistics


@pytest.mark.real_data
def test_real_exams_give_no_warnings() -> None:
    """Questions that people wrote pass without a word, and their commonest opening is a seventh of them."""
    statistics = watch_file("exams_ar/exams_ar_test.jsonl")
    assert ((), True) == (statistics.warnings(), 0.13 < statistics.figures()["top_opening_share"] < 0.16)


@pytest.mark.real_data
def test_a_collapsed_model_is_found() -> None:
    """The opening and the topic that one prompt gave again and again are named with their shares."""
    warnings = watch_file("llm_outputs/gpt4o_exams_120.jsonl").warnings()
    assert {
        '91.7% of the questions begin with "ما" (at most 25% is usual)',
        '15% of the questions are about "الثورة الصناعية" (at most 6% is usual)',
    } <= set(warnings)
