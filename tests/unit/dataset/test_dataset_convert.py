"""Benchmark files to a file of seed items."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import orjson
import pytest

from engine.dataset.convert import Conversion, convert
from engine.errors import InputError, StorageError, UsageError
from engine.journal.disk import LocalDisk
from engine.testing import FullDisk

Record = Callable[..., dict[str, Any]]
Write = Callable[[str, str | bytes], Path]


def draw(output: Path, *patterns: Path | str, n: int = 10, stratum: str | None = "subject") -> Conversion:
    """Convert with the usual seed."""
    return convert([str(pattern) for pattern in patterns], output, n=n, stratum=stratum, seed=1, disk=LocalDisk())


def read_rows(path: Path) -> list[dict[str, Any]]:
    """Return the rows of a file."""
    return [orjson.loads(line) for line in path.read_bytes().split(b"\n")[:-1]]


@pytest.fixture
def benchmark(write: Write, record: Record) -> Path:
    """Six records of two subjects."""
    subjects = ["Social"] * 4 + ["Physics"] * 2
    rows = [record(id=f"e-{n}", info={"subject": subject}) for n, subject in enumerate(subjects)]
    return write("bench.jsonl", b"".join(orjson.dumps(row) + b"\n" for row in rows))


def test_seed_items_say_where_they_come_from(tmp_path: Path, benchmark: Path) -> None:
    """Each row has its id, its fields and a meta with file, line and benchmark."""
    draw(tmp_path / "out" / "seeds.jsonl", benchmark, n=1, stratum=None)
    (row,) = read_rows(tmp_path / "out" / "seeds.jsonl")
    assert ["id", "question", "options", "answer", "subject", "meta"] == list(row)
    assert {"source": "bench.jsonl", "line": int(row["id"][2:]) + 1, "benchmark": "exams"} == row["meta"]


def test_what_was_done_is_told(tmp_path: Path, benchmark: Path) -> None:
    """Items read, unread, written, and how many of each stratum."""
    with benchmark.open("ab") as file:
        file.write(b"{}\n")
    done = draw(tmp_path / "seeds.jsonl", benchmark, n=3)
    unread = [(f"{benchmark}:7", "fields none are those of no known task")]
    assert Conversion(6, unread, 3, {"physics": 1, "social": 2}) == done


def test_a_uniform_draw_is_told_by_the_strata_of_its_task(tmp_path: Path, benchmark: Path) -> None:
    """Where no field makes the strata, those of the items' own task are counted."""
    assert {"physics": 2, "social": 4} == draw(tmp_path / "seeds.jsonl", benchmark, n=6, stratum=None).strata


def test_rows_without_an_id_are_named_by_their_place(tmp_path: Path, write: Write) -> None:
    """File and line make an id."""
    source = write("rows.jsonl", orjson.dumps({"text": "الخدمة ممتازة", "sentiment": "positive"}))
    draw(tmp_path / "seeds.jsonl", source, stratum=None)
    assert ["rows-1"] == [row["id"] for row in read_rows(tmp_path / "seeds.jsonl")]


def test_a_seed_file_can_be_read_again(tmp_path: Path, benchmark: Path) -> None:
    """What was written is an input like any other, and stays marked as a benchmark's."""
    draw(tmp_path / "seeds.jsonl", benchmark)
    draw(tmp_path / "again.jsonl", tmp_path / "seeds.jsonl")
    first, second = read_rows(tmp_path / "seeds.jsonl"), read_rows(tmp_path / "again.jsonl")
    assert [
        {**row, "meta": {**row["meta"], "source": "seeds.jsonl", "line": n}} for n, row in enumerate(first, 1)
    ] == second


def test_patterns_may_match_many_files(tmp_path: Path, benchmark: Path, write: Write) -> None:
    """Globs and paths are read together, each file once, whatever folders stand between."""
    write("bench-2.jsonl", benchmark.read_bytes())
    assert 6 == draw(tmp_path / "a", benchmark, tmp_path / "bench.jsonl").read
    assert 12 == draw(tmp_path / "a", tmp_path / "ben*.jsonl", benchmark).read
    assert 12 == draw(tmp_path / "a", tmp_path.parent / "**" / tmp_path.name / "*.jsonl").read


def test_a_file_named_like_a_pattern_is_a_file(tmp_path: Path, benchmark: Path, write: Write) -> None:
    """A path that exists is not read as a glob."""
    assert 6 == draw(tmp_path / "a", write("b[1].jsonl", benchmark.read_bytes())).read


@pytest.mark.parametrize("content", ["", "{}\n", "\0"])
def test_nothing_is_written_where_nothing_can_be_read(write: Write, content: str) -> None:
    """The first reason is told, and an output that was there stays."""
    output = write("seeds.jsonl", "old")
    with pytest.raises(InputError, match="no record could be read"):
        draw(output, write("rows.jsonl", content))
    assert "old" == output.read_text("utf-8")


def test_a_folder_among_the_inputs_is_an_error(tmp_path: Path, benchmark: Path) -> None:
    """It is named, and nothing is written."""
    with pytest.raises(InputError, match=r"Is a directory|Permission denied"):
        draw(tmp_path / "seeds.jsonl", benchmark, tmp_path)
    assert not (tmp_path / "seeds.jsonl").exists()


def test_a_pattern_that_matches_nothing_is_an_error(tmp_path: Path) -> None:
    """It is named as it was given."""
    with pytest.raises(InputError, match=r"absent-\*\.csv: no such file$"):
        draw(tmp_path / "seeds.jsonl", "absent-*.csv")


def test_a_stratum_that_no_item_has_is_an_error(tmp_path: Path, benchmark: Path) -> None:
    """The fields that there are, and the way out, are told."""
    with pytest.raises(UsageError, match=r"only answer, options, question, subject; --mode uniform needs none$"):
        draw(tmp_path / "seeds.jsonl", benchmark, stratum="color")


def test_a_full_disk_leaves_the_old_output(tmp_path: Path, benchmark: Path, write: Write) -> None:
    """The output is replaced as a whole or not at all."""
    output = write("seeds.jsonl", "old")
    with pytest.raises(StorageError):
        convert([str(benchmark)], output, n=6, stratum=None, seed=1, disk=FullDisk(10))
    assert ("old", []) == (output.read_text("utf-8"), list(tmp_path.glob(".*")))
