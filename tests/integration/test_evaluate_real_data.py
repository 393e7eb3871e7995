"""Sanity of evaluation on real data: it does as well as itself, a copy is caught, collapse is told."""

import csv
from pathlib import Path
from random import Random

import pytest

from tests.integration.test_evaluate import check_targets, evaluate


def _split_tweets(folder: Path, source: Path, size: int) -> tuple[Path, Path, Path]:
    """Write two parts of a file of tweets, of which as many teach, and the first one with its labels dealt out anew."""
    with source.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    rng = Random(1)
    rng.shuffle(rows)
    first, second = rows[: size * 4 // 5], rows[size : 2 * size]  # of the second a fifth will be for tests
    labels = [row["sentiment"] for row in first]
    rng.shuffle(labels)
    dealt = [row | {"sentiment": label} for row, label in zip(first, labels, strict=True)]
    paths = tuple(folder / f"{name}.csv" for name in ("first", "second", "dealt"))
    for path, part in zip(paths, (first, second, dealt), strict=True):
        with path.open("w", encoding="utf-8", newline="") as out:
            writer = csv.DictWriter(out, list(rows[0]))
            writer.writeheader()
            writer.writerows(part)
    return paths[0], paths[1], paths[2]


@pytest.mark.real_data
@pytest.mark.timeout(400)
def test_real_training_data_does_as_well_as_itself_and_shuffled_labels_fall_to_chance(
    real_data: Path, tmp_path: Path
) -> None:
    """Real tweets as synthetic data reach the real baseline within its interval; dealt labels are noise."""
    first, second, dealt = _split_tweets(tmp_path, real_data / "arsarcasm_v2" / "training_data.csv", 4000)
    found, noise = (
        evaluate("evaluate-style", "sentiment", "--in-path", path, "--real", second)["utility"]
        for path in (first, dealt)
    )
    low, high = found["trtr_ci"]
    assert low <= found["tstr"] <= high
    assert 0.55 < found["trtr"] < 0.72
    assert noise["ci"][1] < found["ci"][0]
    assert abs(noise["tstr"] - noise["chance"]) < 0.05


@pytest.mark.real_data
def test_a_copy_of_the_real_set_is_caught(real_data: Path) -> None:
    """Protected questions given as synthetic ones fail every privacy target, and nearly all are leaks by themselves."""
    source = real_data / "exams_ar" / "exams_ar_test.jsonl"
    report = evaluate("evaluate-style", "exams", "--in-path", source, "--protect", source)
    met = check_targets(report)
    assert [False] * 3 == [met[name] for name in ("protected_max", "protected_mean", "protected_share_near")]
    assert sum(report["privacy"]["leaks"].values()) > 500


@pytest.mark.real_data
def test_a_part_of_a_real_set_that_was_copied_is_told_from_another_part(real_data: Path, tmp_path: Path) -> None:
    """Members that stand in the data lie closer to it than real items that do not."""
    first, second, _ = _split_tweets(tmp_path, real_data / "arsarcasm_v2" / "training_data.csv", 600)
    arguments = ("--in-path", first, "--protect", first, "--real", second)
    membership = evaluate("evaluate-style", "sentiment", *arguments)["privacy"]["membership"]
    assert "protected items" == membership["members"]
    assert (True, True) == (membership["ci"][0] > 0.55, membership["p_value"] < 0.001)


@pytest.mark.real_data
def test_questions_of_a_model_without_steering_are_reported_as_collapsed(real_data: Path) -> None:
    """Of 120 questions of one fixed prompt nine in ten open alike, where real ones open alike one in seven times."""
    report = evaluate(
        "evaluate-style", "exams", "--in-path", real_data / "llm_outputs" / "gpt4o_exams_120.jsonl",
        "--real", real_data / "exams_ar" / "exams_ar_test.jsonl",
    )  # fmt: skip
    diversity = report["diversity"]
    assert (True, "ما", 0.9167) == (diversity["collapsed"], diversity["top_opening"], diversity["top_opening_share"])
    assert diversity["real"]["top_opening_share"] < 0.16
    assert not check_targets(report)["top_opening_share"]
    assert report["fidelity"]["distance"]["mmd_p_value"] <= 0.01
