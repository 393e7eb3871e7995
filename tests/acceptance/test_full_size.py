"""Ten thousand rows of each task; those of the shipped exams stand in test_growth.py."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

CONFIGS = Path(__file__).parents[2] / "configs"
EXAMS = """
task: exams
target: 10000
model: mock:hostile
output: out
seeds: {file: seeds.jsonl}
protect: [protected.csv]
"""


@pytest.mark.real_data
@pytest.mark.timeout(600)
def test_exams_from_real_seeds_on_a_hostile_model(
    cli: Callable[..., Any], tmp_path: Path, real_data: Path, recount: Callable[..., Any]
) -> None:
    """Ten thousand questions from real seeds are exact by letter, without a double and without a protected one."""
    protected = real_data / "exams_ar/test-00000-of-00001.arabic.csv"
    (tmp_path / "protected.csv").symlink_to(protected)
    sampled = cli("sample-and-convert", "--input-file", protected, "--output-file", "seeds.jsonl", "--n", 10, "--json")
    assert (562, 10, 5) == (sampled.json["read"], sampled.json["written"], len(sampled.json["strata"]))
    (tmp_path / "exams.yaml").write_text(EXAMS)
    assert 0 == cli("run", "exams.yaml", "--display", "none", seconds=500).code
    found = cli("verify", "out", "--json").json
    assert (True, True, 10_000, 0) == (found["ok"], found["complete"], found["accepted"], found["leaks"])
    expected = {
        "rows": 10_000,
        "doubled_ids": 0,
        "doubled_texts": 0,
        "labels": dict.fromkeys("ABCD", 2500),
        "protected": 0,
    }
    assert {"exams": expected} == recount(tmp_path / "out", protected)


@pytest.mark.timeout(600)
def test_sentiment_is_exact_by_label(cli: Callable[..., Any], tmp_path: Path, recount: Callable[..., Any]) -> None:
    """Ten thousand opinions are 4,000 positive, 4,000 negative and 2,000 neutral ones."""
    assert 0 == cli("run", CONFIGS / "sentiment.yaml", "--output", "out", "--display", "none", seconds=500).code
    found = recount(tmp_path / "out")["sentiment"]
    labels = {"negative": 4000, "neutral": 2000, "positive": 4000}
    assert (10_000, 0, 0, labels) == (found["rows"], found["doubled_ids"], found["doubled_texts"], found["labels"])


@pytest.mark.timeout(600)
def test_grammar_is_uniform_over_its_error_types(
    cli: Callable[..., Any], tmp_path: Path, recount: Callable[..., Any]
) -> None:
    """Ten thousand triplets are 666 or 667 of each of the fifteen error types."""
    assert 0 == cli("run", CONFIGS / "grammar.yaml", "--output", "out", "--display", "none", seconds=500).code
    found = recount(tmp_path / "out")["grammar"]
    assert [666] * 5 + [667] * 10 == sorted(found["labels"].values())
    assert (0, 0) == (found["doubled_ids"], found["doubled_texts"])
