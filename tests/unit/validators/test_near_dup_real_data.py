"""Near duplicates among public benchmarks: the copies that they hold, and their questions with changes."""

import json
import os
from functools import cache
from pathlib import Path
from random import Random

import pytest

from validators.base import Item, Reading
from validators.near_dup import NearDuplicates
from validators.text import normalize

ROOT = Path(os.environ.get("ARABIC_SYNTH_REAL_DATA", Path(__file__).parents[4] / "shared" / "data"))
EXAMS = ROOT / "exams_ar" / "exams_ar_test.jsonl"
FASIH = ROOT / "fasih" / "fasih_v4.1__fasih_test.json"
Sketch = tuple[str, ...]

pytestmark = [pytest.mark.real_data, pytest.mark.skipif(not EXAMS.exists(), reason="no real data")]


@cache
def read_exams() -> tuple[Sketch, ...]:
    """Return stem, options and right option of every question, folded."""
    rows = []
    for line in EXAMS.read_bytes().splitlines():
        row = json.loads(line)
        choices = {choice["label"]: choice["text"] for choice in row["question"]["choices"]}
        texts = (row["question"]["stem"], *choices.values(), choices[row["answerKey"]])
        rows.append(tuple(map(normalize, texts)))
    return tuple(rows)


def read(sketch: Sketch) -> Reading:
    """Return a sketch as checks get it."""
    return Reading(Item("any", {"parts": sketch}), lambda _: {})


def admit_all(sketches: tuple[Sketch, ...]) -> tuple[NearDuplicates, list[tuple[int, int]]]:
    """Return a check that admitted them all, and those that it would have refused with the one that each is like."""
    check, refused = NearDuplicates(lambda reading: reading.fields["parts"]), []
    for number, reading in enumerate(map(read, sketches)):
        if refusal := check.judge(reading, {}):
            refused.append((number, int(refusal.detail.rsplit(" ", 1)[1]) - 1))
        check.admit(reading)
    return check, refused


def test_the_copies_among_exams() -> None:
    """Of 562 questions the seven are refused that stand there twice, word for word or but for a blank."""
    sketches = read_exams()
    assert 7 == len(admit_all(sketches)[1])


def change_stem(sketch: Sketch, rng: Random, count: int) -> Sketch:
    """Return a question with some words of the stem changed."""
    stem = sketch[0].split()
    for place in rng.sample(range(len(stem)), min(count, len(stem))):
        stem[place] = rng.choice(rng.choice(read_exams())[0].split())
    return (" ".join(stem), *sketch[1:])


def change_option(sketch: Sketch, rng: Random) -> Sketch:
    """Return a question with an option of another one in place of one of its own, the right one at times."""
    stem, *options, right = sketch
    key = options.index(right)
    options[rng.randrange(4)] = rng.choice(read_exams())[1]
    right = options[key]
    rng.shuffle(options)
    return (stem, *options, right)


@pytest.mark.parametrize("change", ["one word", "two words", "an option"])
def test_changed_questions_are_found(change: str) -> None:
    """At least 95% of the questions of 12 words and more are refused with words or an option changed."""
    rng = Random(7)
    check, _ = admit_all(read_exams())
    questions = [sketch for sketch in read_exams() if len(" ".join(sketch[:-1]).split()) >= 12]
    changed = [
        change_option(sketch, rng) if change == "an option" else change_stem(sketch, rng, 1 + (change == "two words"))
        for sketch in questions
    ]
    found = sum(check.judge(read(sketch), {}) is not None for sketch in changed)
    assert found >= 0.95 * len(questions)


def test_sentences_with_another_mistake_are_copies() -> None:
    """Among sentence pairs, only those with all but the same correction are near."""
    rows = json.loads(FASIH.read_bytes())
    sketches = tuple((normalize(row["source"]), normalize(row["target"])) for row in rows)
    for number, other in admit_all(sketches)[1]:
        one, two = (set(sketches[row][1].split()) for row in (number, other))
        assert len(one & two) >= len(one | two) / 2
