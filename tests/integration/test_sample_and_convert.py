"""`sample-and-convert` as a program: files in, seed items out, everything else on standard error."""

import json
import subprocess
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from engine.dataset.lines import BadLine
from engine.dataset.reader import read_items
from tests.inside import run_inside

HEADER = "id,question,answerKey,info"
TEXTS = "array(['الرياض', 'القاهرة', 'بغداد', 'تونس'],\n dtype=object)"
CHOICES = f"'choices': {{'text': {TEXTS}, 'label': array(['A', 'B', 'C', 'D'], dtype=object)}}"


def write_csv(path: Path, subjects: dict[str, int], *bad: str) -> Path:
    """Write a benchmark CSV with so many questions of each subject, and bad records behind them."""
    names = [subject for subject, size in subjects.items() for _ in range(size)]
    stems = [f"'stem': 'ما عاصمة مصر {n}؟'" for n in range(len(names))]
    rows = [f"q,\"{{{stem}, {CHOICES}}}\",B,{{'subject': '{name}'}}" for stem, name in zip(stems, names, strict=True)]
    path.write_bytes("\r\n".join([HEADER, *rows, *bad, ""]).encode("utf-8-sig"))
    return path


def sample(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the program in a folder."""
    return run_inside("sample-and-convert", *arguments, cwd=folder)


def read_rows(path: Path) -> list[dict[str, Any]]:
    """Return the rows of a file."""
    return [json.loads(line) for line in path.read_text("utf-8").split("\n")[:-1]]


def test_seed_items_are_drawn_from_a_glob(tmp_path: Path) -> None:
    """A quoted glob is matched by the program; every subject is present, and nothing is on standard output."""
    write_csv(tmp_path / "test-1.csv", {"Social": 30, "Physics": 2})
    write_csv(tmp_path / "test-2.csv", {"Biology": 1})
    done = sample(tmp_path, "--input-file", "test-*.csv", "--output-file", "out/seeds.jsonl", "--mode", "stratified")
    subjects = Counter(row["subject"] for row in read_rows(tmp_path / "out" / "seeds.jsonl"))
    assert (0, "", {"social": 8, "physics": 1, "biology": 1}) == (done.returncode, done.stdout, subjects)
    assert "33 records read, 0 unreadable; 10 written to out/seeds.jsonl" in done.stderr


def test_an_unquoted_glob_works_too(tmp_path: Path) -> None:
    """Files that the shell put behind the first one are read as well."""
    files = [write_csv(tmp_path / f"test-{n}.csv", {"Social": 2}).name for n in range(3)]
    done = sample(tmp_path, "--input-file", *files, "--output-file", "seeds.jsonl", "--n", "6")
    sources = Counter(row["meta"]["source"] for row in read_rows(tmp_path / "seeds.jsonl"))
    assert (0, dict.fromkeys(files, 2)) == (done.returncode, sources)


def test_the_seed_decides_the_draw(tmp_path: Path) -> None:
    """The same command writes the same bytes, another seed others."""
    write_csv(tmp_path / "test.csv", {"Social": 50, "Physics": 50})
    written = []
    for seed in ("1", "1", "2"):
        sample(tmp_path, "--input-file", "test.csv", "--output-file", "seeds.jsonl", "--seed", seed)
        written.append((tmp_path / "seeds.jsonl").read_bytes())
    assert written[0] == written[1]
    assert written[0] != written[2]


def test_more_than_there_is_gives_all_with_a_note(tmp_path: Path) -> None:
    """Bad records are told by line, the rest is written, and the exit code is 0."""
    write_csv(tmp_path / "test.csv", {"Social": 3}, "x,print(1),B,{}")
    done = sample(tmp_path, "--input-file", "test.csv", "--output-file", "seeds.jsonl", "--n", "100", "--json")
    report = json.loads(done.stdout)
    unread = [{"place": "test.csv:8", "reason": "field 'question': not a Python literal (ValueError)"}]
    assert (0, 3, 3, unread) == (done.returncode, report["read"], report["written"], report["unread"])
    assert "warning: test.csv:8: field 'question': not a Python literal" in done.stderr
    assert "warning: 100 items were asked for; there are only 3, and all of them were written" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--input-file", "bad.csv"], "error: bad.csv: no record could be read; bad.csv:2: field 'question': not a"),
        (["--input-file", "absent-*.csv"], "error: absent-*.csv: no such file"),
        (["--input-file", "."], "error: .: Is a directory"),
        (
            ["--input-file", "good.csv", "--stratify-col", "color"],
            "error: --stratify-col color: no item has this field",
        ),
        (["--input-file", "good.csv", "--n", "0"], "Invalid value for '--n'"),
    ],
)
def test_what_cannot_be_read_is_a_usage_error(tmp_path: Path, arguments: list[str], message: str) -> None:
    """One message on standard error, exit code 2, and nothing is written."""
    write_csv(tmp_path / "bad.csv", {}, "x,print(1),B,{}")
    write_csv(tmp_path / "good.csv", {"Social": 1})
    done = sample(tmp_path, *arguments, "--output-file", "out/seeds.jsonl")
    assert (2, "", False) == (done.returncode, done.stdout, (tmp_path / "out").exists())
    assert message in done.stderr
    assert "Traceback" not in done.stderr


def test_a_file_with_other_columns_is_mapped(tmp_path: Path) -> None:
    """Flags say which column is which field, and what its values mean."""
    (tmp_path / "q.csv").write_text("Stem,A,B,C,D,Key\nما عاصمة مصر؟,الرياض,القاهرة,بغداد,تونس,1\n", "utf-8")
    columns = ("--map", "question=Stem", "--map", "options=A,B,C,D", "--map", "answer=Key", "--value", "B=1")
    files = ("--input-file", "q.csv", "--output-file", "seeds.jsonl")
    done = sample(tmp_path, *files, *columns, "--benchmark", "capitals")
    (row,) = read_rows(tmp_path / "seeds.jsonl")
    assert (0, "B", "capitals") == (done.returncode, row["answer"], row["meta"]["benchmark"])


@pytest.mark.real_data
def test_tweets_are_drawn_by_their_label(real_data: Path, tmp_path: Path) -> None:
    """ArSarcasm has no subject: without a column named, every sentiment is present."""
    path = real_data / "arsarcasm_v2" / "training_data.csv"
    done = sample(tmp_path, "--input-file", str(path), "--output-file", "seeds.jsonl", "--n", "9")
    labels = Counter(row["sentiment"] for row in read_rows(tmp_path / "seeds.jsonl"))
    assert (0, {"positive", "negative", "neutral"}, 9) == (done.returncode, set(labels), labels.total())


@pytest.mark.real_data
def test_both_forms_of_the_benchmark_hold_the_same_items(real_data: Path) -> None:
    """The public CSV and the source JSONL of Arabic EXAMS are 562 equal items, and no line is bad."""
    names = ("test-00000-of-00001.arabic.csv", "exams_ar_test.jsonl")
    table, source = (list(read_items(real_data / "exams_ar" / name)) for name in names)
    assert 562 == len(source)
    assert not any(isinstance(item, BadLine) for item in (*table, *source))
    assert [(item.id, item.fields) for item in source if not isinstance(item, BadLine)] == [
        (item.id, item.fields) for item in table if not isinstance(item, BadLine)
    ]


@pytest.mark.real_data
def test_ten_seeds_cover_every_subject(real_data: Path, tmp_path: Path) -> None:
    """A stratified draw of ten has all five subjects of the benchmark."""
    path = real_data / "exams_ar" / "test-00000-of-00001.arabic.csv"
    done = sample(tmp_path, "--input-file", str(path), "--output-file", "seeds.jsonl", "--n", "10")
    subjects = {row["subject"] for row in read_rows(tmp_path / "seeds.jsonl")}
    assert (0, {"biology", "islamic_studies", "physics", "science", "social"}) == (done.returncode, subjects)


@pytest.mark.real_data
def test_every_four_option_question_of_arabic_mmlu_is_read(real_data: Path) -> None:
    """The others are refused for the number of their options and for nothing else."""
    items = list(read_items(real_data / "arabicmmlu_egypt" / "ArabicMMLUs.csv"))
    reasons = Counter(item.reason for item in items if isinstance(item, BadLine))
    wanted = {f"field 'Option 1 …': {n} options, 4 are expected": size for n, size in ((2, 533), (3, 253), (5, 1))}
    assert (2506, wanted) == (len(items), reasons)
