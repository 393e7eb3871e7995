"""Seeds and protected files of a run."""

from collections import Counter
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import Any

import orjson
import pytest

from engine.errors import InputError
from engine.inputs import Inputs, hash_file, list_protected, read_inputs
from prompts.discover import discover_tasks
from validators.leak.companions import fold_texts
from validators.text import normalize

Record = Callable[..., dict[str, Any]]
Write = Callable[[str, str | bytes], Path]

SPECS = discover_tasks()


def read(seeds: Path | None, most: int = 10, tasks: tuple[str, ...] = ("exams",), *, seed: int = 1) -> Inputs:
    """Read a seed file for some tasks."""
    return read_inputs(seeds, most, (), {task: SPECS[task] for task in tasks}, seed)


def dump(*rows: object) -> bytes:
    """Return rows as JSONL."""
    return b"".join(orjson.dumps(row) + b"\n" for row in rows)


def make_exams(record: Record, **subjects: int) -> list[dict[str, Any]]:
    """Return EXAMS records of some subjects, no two with the same words."""
    return [
        {**record(info={"subject": subject}), "question": make_question(f"{subject}{number}")}
        for subject, size in subjects.items()
        for number in range(size)
    ]


def make_question(word: str) -> dict[str, Any]:
    """Return the question of an EXAMS record, of which every word begins with another one."""
    choices = [{"text": f"{word}خيار{number}", "label": label} for number, label in enumerate("ABCD")]
    return {"stem": f"{word}سؤال {word}قصير", "choices": choices}


def make_rows(task: str, count: int) -> list[dict[str, Any]]:
    """Return our own rows of a task."""
    return [SPECS[task].compose({}, Random(n)) for n in range(count)]


def test_a_run_may_have_no_inputs() -> None:
    """Without files there is nothing."""
    inputs = read(None)
    assert ({"exams": ()}, 0, 0, {}) == (inputs.seeds, inputs.choice.unused, len(inputs.protected), inputs.hashes)


@pytest.mark.parametrize("most", [1, 4, 10])
def test_seeds_are_drawn_evenly_over_subjects(write: Write, record: Record, most: int) -> None:
    """At most so many are used, no subject has two more than another, and the rest is counted."""
    path = write("seeds.jsonl", dump(*make_exams(record, a=40, b=10, c=5, d=5)))
    inputs = read(path, most)
    counts = Counter(item.fields["subject"] for item in inputs.seeds["exams"])
    assert (most, 60 - most) == (counts.total(), inputs.choice.unused)
    assert max(counts.values()) - min(counts.values()) <= 1
    assert min(most, 4) == len(counts)


def test_the_same_item_is_used_once(write: Write, record: Record) -> None:
    """Copies of one item in a file, whatever the order of their options, are one seed."""
    first = record()
    turned = {**first, "question": {**first["question"], "choices": first["question"]["choices"][::-1]}}
    inputs = read(write("seeds.jsonl", dump(first, first, turned)))
    assert (1, 2) == (len(inputs.seeds["exams"]), inputs.choice.unused)


def test_few_seeds_are_all_used(write: Write, record: Record) -> None:
    """Where there are no more than allowed, none is left over."""
    inputs = read(write("seeds.jsonl", dump(*make_exams(record, a=2, b=1))))
    assert (3, 0) == (len(inputs.seeds["exams"]), inputs.choice.unused)


def test_the_draw_follows_the_run_seed(write: Write, record: Record) -> None:
    """The same seed uses the same seeds, another one others."""
    path = write("seeds.jsonl", dump(*make_exams(record, a=200)))
    first, same, other = (read(path, seed=seed).seeds["exams"] for seed in (1, 1, 2))
    assert first == same
    assert first != other


@pytest.mark.parametrize("tasks", [("exams", "sentiment", "grammar"), ("grammar", "exams", "sentiment")])
def test_seeds_of_several_tasks_are_shared_out_evenly(write: Write, record: Record, tasks: tuple[str, ...]) -> None:
    """Ten over all tasks; a task with fewer leaves its share to the others."""
    rows = [*make_exams(record, a=50), *make_rows("sentiment", 2), *make_rows("grammar", 20)]
    inputs = read(write("seeds.jsonl", dump(*rows)), 10, tasks)
    assert {"exams": 4, "sentiment": 2, "grammar": 4} == {task: len(items) for task, items in inputs.seeds.items()}
    assert 62 == inputs.choice.unused


def test_seeds_of_other_tasks_are_not_used(write: Write, record: Record) -> None:
    """They are counted as unused."""
    inputs = read(write("seeds.jsonl", dump(*make_rows("sentiment", 3), record())))
    assert (["exams"], 3) == ([item.task for item in inputs.seeds["exams"]], inputs.choice.unused)


def test_a_seed_file_of_other_tasks_is_an_error(write: Write) -> None:
    """The tasks that are wanted are named."""
    path = write("seeds.jsonl", dump(*make_rows("sentiment", 3)))
    with pytest.raises(InputError, match=r"seeds\.jsonl: holds no item of exams or grammar$"):
        read(path, tasks=("exams", "grammar"))


def test_a_bad_seed_is_an_error(write: Write, record: Record) -> None:
    """File, line and field are named."""
    path = write("seeds.jsonl", dump(record(), record(answerKey="E")))
    with pytest.raises(InputError, match=r"seeds\.jsonl:2: field 'answerKey': 'E' is none of the options$"):
        read(path)


def test_protected_texts_are_found(write: Write, record: Record) -> None:
    """A stem of any protected file is found under its file's name, however it is vowelled."""
    first, second = write("a.jsonl", dump(record())), write("b.jsonl", dump(*make_rows("sentiment", 2)))
    protected = read_inputs(None, 0, [first, second], {"exams": SPECS["exams"]}, 1).protected
    text = SPECS["sentiment"].protected(make_rows("sentiment", 1)[0])[0]
    marks = [fold_texts([normalize(each)], ())[0] for each in ("ما عاصِمةُ مِصر", text, "سؤال آخر تماما")]
    assert [0, 1, None] == list(map(protected.find_same, marks))
    assert ("a.jsonl:1", "b.jsonl:1") == (protected.describe(0), protected.describe(1))


@pytest.mark.parametrize("content", [b"", b"{}\n", b'{"text": 1, "sentiment": "positive"}\n'])
def test_a_protected_file_is_read_whole_or_refused(write: Write, content: bytes) -> None:
    """A file with a line that cannot be read, or without items, protects nothing and is an error."""
    path = write("bench.jsonl", dump(*make_rows("sentiment", 1)) * bool(content) + content)
    with pytest.raises(InputError, match=r"bench\.jsonl(:2: f|: holds no item$)"):
        read_inputs(None, 0, [path], SPECS, 1)


def test_protected_items_are_read_one_at_a_time(write: Write, record: Record) -> None:
    """The first text is there before a bad line behind it is met."""
    first = next(list_protected(write("bench.jsonl", dump(record(), {}))))
    assert ("bench.jsonl", 1, ("ما عاصمة مصر؟",)) == (first.source, first.line, first.texts)


def test_every_file_is_hashed(write: Write, record: Record) -> None:
    """Path to SHA-256 of the bytes, seeds and protected files alike."""
    seeds, protect = write("seeds.jsonl", dump(record())), write("bench.jsonl", dump(record(), record()))
    hashes = read_inputs(seeds, 10, [protect], {"exams": SPECS["exams"]}, 1).hashes
    assert {str(path): sha256(path.read_bytes()).hexdigest() for path in (seeds, protect)} == hashes


def test_a_folder_has_no_hash(tmp_path: Path) -> None:
    """It is an input error that names the folder."""
    with pytest.raises(InputError, match=f"^{tmp_path}: "):
        hash_file(tmp_path)


@pytest.mark.parametrize(("items", "warnings"), [(10, 0), (11, 1)])
def test_seeds_that_are_not_used_are_told(write: Write, record: Record, items: int, warnings: int) -> None:
    """A file with more than ten seeds is used in part, with a warning; one with ten is not."""
    inputs = read(write("seeds.jsonl", dump(*make_exams(record, a=items - 2, b=1, c=1))))
    assert warnings == len(inputs.warnings)
