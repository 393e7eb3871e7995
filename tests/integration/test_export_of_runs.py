"""`export` of run directories: complete ones, half-finished ones, changed ones, and an export that is killed."""

import hashlib
import json
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from random import Random
from typing import Any

import orjson
import pytest

from engine.journal.lock import RunLock
from prompts.discover import find_task
from tests.inside import run_inside


def export(folder: Path, *arguments: str | Path, code: int = 0) -> subprocess.CompletedProcess[str]:
    """Run the program in a folder; check its exit code."""
    done = run_inside("export", *arguments, cwd=folder)
    assert code == done.returncode, done.stderr
    return done


def check_manifest(manifest: Path, folder: Path) -> dict[str, Any]:
    """Return a manifest whose hashes, lengths and rows are those of the files that it lists."""
    content: dict[str, Any] = orjson.loads(manifest.read_bytes())
    for each in content["files"]:
        data = (folder / each["path"]).read_bytes()
        assert (each["sha256"], each["bytes"]) == (hashlib.sha256(data).hexdigest(), len(data))
    assert content["rows"] == sum(each.get("rows", 0) for each in content["files"])
    assert content["rows"] == sum(each["rows"] for each in content["sources"])
    return content


def make_rows(count: int) -> list[dict[str, Any]]:
    """Return exam questions."""
    return [{"id": f"q{n}", **find_task("exams").compose({"answer": "ABCD"[n % 4]}, Random(n))} for n in range(count)]


def write(path: Path, rows: list[dict[str, Any]]) -> Path:
    """Write rows as JSON lines."""
    path.write_bytes(b"".join(orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE) for row in rows))
    return path


def read(path: Path) -> list[dict[str, Any]]:
    """Return the rows of a file of JSON lines."""
    return [orjson.loads(line) for line in path.read_bytes().split(b"\n")[:-1]]


@pytest.fixture(scope="module")
def run_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A complete run of sixty rows in three parts."""
    folder = tmp_path_factory.mktemp("run")
    config = folder / "c.yaml"
    config.write_text("{name: small, task: exams, target: 60, sink: {rows_per_shard: 25}}")
    run_inside("run", config, "--output", "done", "--display", "none", cwd=folder).check_returncode()
    return folder / "done"


@pytest.fixture
def half_run(tmp_path: Path) -> Path:
    """A run that stopped at twenty of sixty rows, with a torn line behind them."""
    config = tmp_path / "c.yaml"
    config.write_text("{name: half, task: exams, target: 60}")
    run_inside("run", config, "--output", "half", "--limit", "20", cwd=tmp_path).check_returncode()
    with (tmp_path / "half" / "data" / "exams" / "part-00000.jsonl").open("ab") as file:
        file.write(b'{"id": "torn')
    return tmp_path / "half"


def test_a_run_is_exported_as_it_stands(run_dir: Path, tmp_path: Path) -> None:
    """The rows of a complete run come out in order and unchanged, with hashes of its parts and its own account."""
    export(tmp_path, "exams", "--in-path", run_dir, "--out-path", "all.jsonl")
    parts = sorted((run_dir / "data" / "exams").iterdir())
    assert b"".join(part.read_bytes() for part in parts) == (tmp_path / "all.jsonl").read_bytes()
    manifest = check_manifest(tmp_path / "all.jsonl.manifest.json", tmp_path)
    hashes = [hashlib.sha256(part.read_bytes()).hexdigest() for part in parts]
    assert (False, 3, hashes) == (manifest["partial"], len(parts), [each["sha256"] for each in manifest["sources"]])
    assert ("small", 60) == (manifest["run"]["name"], manifest["run"]["accepted"])


def test_the_card_says_what_the_run_was(run_dir: Path, tmp_path: Path) -> None:
    """The page holds counts, model, refusals and licence, in a header that YAML reads, and nothing is left unfilled."""
    export(tmp_path, "exams", "--in-path", run_dir, "--out-format", "hf", "--out-path", "x", "--license", "دار النشر")
    card = (tmp_path / "x" / "README.md").read_text("utf-8")
    for line in (
        "| A | 15 | 25.0% |",
        "built-in mock model",
        "60 of 60 planned rows accepted",
        "“دار النشر”, as stated",
    ):
        assert line in card
    for line in ("license: other", "license_name: دار-النشر", "- ar", "- synthetic", "- multiple-choice", "- n<1K"):
        assert f"\n{line}\n" in card
    assert ("{{" in card, "None" in card, "\n\n\n\n" in card) == (False, False, False)


def test_a_half_finished_run_is_refused(half_run: Path) -> None:
    """Without --allow-partial nothing is written and the exit code is 2; with it, card and manifest are marked."""
    place = half_run.parent
    done = export(place, "exams", "--in-path", "half", "--out-format", "hf", code=2)
    assert "the run is not complete (stopped: 20 of 60 rows); --allow-partial" in done.stderr
    assert not (place / "half-exams-hf").exists()
    export(place, "exams", "--in-path", "half", "--out-format", "hf", "--allow-partial")
    manifest = check_manifest(place / "half-exams-hf" / "manifest.json", place / "half-exams-hf")
    card = (place / "half-exams-hf" / "README.md").read_text("utf-8")
    assert (True, 20, True) == (manifest["partial"], manifest["rows"], "\npartial: true\n" in card)
    assert "> **Unfinished.** The run is not complete (stopped: 20 of 60 rows)." in card


def test_a_run_without_a_manifest_is_half_finished(half_run: Path) -> None:
    """A run whose manifest is gone may hold anything: it is refused as well."""
    (half_run / "manifest.json").unlink()
    done = export(half_run.parent, "exams", "--in-path", "half", code=2)
    assert "has no manifest.json" in done.stderr
    export(half_run.parent, "exams", "--in-path", "half", "--allow-partial")
    assert 20 == len(read(half_run.parent / "half-exams.jsonl"))


def test_a_changed_part_is_refused(half_run: Path) -> None:
    """A row of a complete run that was edited is named by its line, and nothing is written."""
    run_inside("run", "c.yaml", "--output", "half", "--display", "none", cwd=half_run.parent).check_returncode()
    part = half_run / "data" / "exams" / "part-00000.jsonl"
    part.write_bytes(part.read_bytes().replace("ال".encode(), "لا".encode(), 1))
    done = export(half_run.parent, "exams", "--in-path", "half", code=2)
    assert "part-00000.jsonl:1: is not the row that the journal knows" in done.stderr
    assert not (half_run.parent / "half-exams.jsonl").exists()


def test_a_run_that_bars_evaluation_says_so(run_dir: Path, tmp_path: Path) -> None:
    """`evaluation_use: false` of a run's manifest reaches the header, the page and the manifest."""
    copy = tmp_path / "run"
    (copy / "data" / "exams").mkdir(parents=True)
    for part in (run_dir / "data" / "exams").iterdir():
        (copy / "data" / "exams" / part.name).write_bytes(part.read_bytes())
    manifest = orjson.loads((run_dir / "manifest.json").read_bytes())
    (copy / "manifest.json").write_bytes(orjson.dumps({**manifest, "evaluation_use": False}))
    export(tmp_path, "exams", "--in-path", "run", "--out-format", "hf", "--out-path", "x")
    card = (tmp_path / "x" / "README.md").read_text("utf-8")
    assert ("\nevaluation_use: false\n" in card, "**Not for evaluation**" in card) == (True, True)
    assert orjson.loads((tmp_path / "x" / "manifest.json").read_bytes())["evaluation_use"] is False


def test_a_base_is_a_data_set_of_its_own(tmp_path: Path) -> None:
    """The parents of a combined run's rows are exported by the name of their data set, and card and manifest say so."""
    (tmp_path / "c.yaml").write_text("{name: two, task: exams, target: 10, workflow: combined}")
    run_inside("run", "c.yaml", "--output", "two", "--display", "none", cwd=tmp_path).check_returncode()
    for name in ("exams", "exams-base"):
        export(tmp_path, name, "--in-path", "two", "--out-format", "hf", "--out-path", f"{name}-hf")
        export(tmp_path, name, "--in-path", "two")
    parents = {row["meta"]["parent_id"] for row in read(tmp_path / "two-exams.jsonl")}
    assert parents == {row["id"] for row in read(tmp_path / "two-exams-base.jsonl")}
    manifest = orjson.loads((tmp_path / "exams-hf" / "manifest.json").read_bytes())
    assert {"children": 10, "with_parent": 0, "data_set": "exams-base", "rewritten_in": ""} == manifest["parents"]
    assert "`arabic-synth export exams-base` writes" in (tmp_path / "exams-hf" / "README.md").read_text("utf-8")
    assert "data set `exams` of the same run rewrite these" in (tmp_path / "exams-base-hf" / "README.md").read_text(
        "utf-8"
    )


def test_rows_that_the_journal_does_not_know_are_refused(half_run: Path) -> None:
    """A row that was edited, in the length that it had, is named by its line, though the run has no hashes yet."""
    part = half_run / "data" / "exams" / "part-00000.jsonl"
    lines = part.read_bytes().split(b"\n")
    lines[6] = lines[6].replace("ال".encode(), "لا".encode(), 1)
    part.write_bytes(b"\n".join(lines))
    done = export(half_run.parent, "exams", "--in-path", "half", "--allow-partial", code=2)
    assert "part-00000.jsonl:7: is not the row that the journal knows" in done.stderr
    assert not (half_run.parent / "half-exams.jsonl").exists()


def test_a_run_that_somebody_works_on_says_so(half_run: Path) -> None:
    """While its lock is held, the refusal says so, and what is committed can be exported and is marked."""
    with RunLock(half_run):
        done = export(half_run.parent, "exams", "--in-path", "half", code=2)
        assert "another process is working on it now" in done.stderr
        export(half_run.parent, "exams", "--in-path", "half", "--allow-partial")
    assert orjson.loads((half_run.parent / "half-exams.jsonl.manifest.json").read_bytes())["partial"] is True


def make_lineage() -> list[dict[str, Any]]:
    """Return eighty rows in eight families: a row, three rewrites of it, and two variants of each of these."""
    rows = make_rows(80)
    for number, row in enumerate(rows):
        family, place = divmod(number, 10)
        root, rewrite = f"root-{family}", f"rewrite-{family}-{(place - 1) % 3}"
        row["id"] = root if not place else rewrite if place < 4 else f"variant-{family}-{place}"
        row["meta"] = {} if not place else {"parent_id": root} if place < 4 else {"parent_id": rewrite, "family": root}
    return rows


@pytest.mark.parametrize("kept", ["root rewrite variant", "root variant", "rewrite variant", "variant", "rewrite"])
def test_no_family_stands_in_two_splits(kept: str, tmp_path: Path) -> None:
    """Roots, rewrites and variants of rewrites share a split, with or without those between them in the file."""
    rows = [row for row in make_lineage() if row["id"].split("-")[0] in kept.split()]
    write(tmp_path / "rows.jsonl", rows)
    export(tmp_path, "exams", "--in-path", "rows.jsonl", "--out-format", "hf", "--out-path", "x", "--split", "2,1,1")
    table = pytest.importorskip("polars")
    places: dict[str, set[str]] = {}
    for name in ("train", "validation", "test"):
        for row in table.read_parquet(tmp_path / "x" / "data" / f"{name}.parquet").to_dicts():
            places.setdefault(row["id"].split("-")[1], set()).add(name)
    assert [1] * 8 == [len(splits) for splits in places.values()]
    assert {"train", "validation", "test"} == set().union(*places.values())


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="nothing ends a process at once here")
@pytest.mark.parametrize("chosen", ["hf", "csv"])
def test_a_killed_export_leaves_the_old_one(chosen: str, tmp_path: Path) -> None:
    """Killed while it writes, an export leaves what stood there before, whole; the next one takes its place."""
    write(tmp_path / "few.jsonl", make_rows(30))
    rows = make_rows(200)
    write(tmp_path / "many.jsonl", [{**row, "id": f"{row['id']}-{turn}"} for turn in range(50) for row in rows])
    arguments = ("exams", "--out-format", chosen, "--out-path", "x", "--in-path")
    export(tmp_path, *arguments, "few.jsonl")
    manifest, folder = ("x/manifest.json", "x") if chosen == "hf" else ("x.manifest.json", ".")
    command = [sys.executable, "-m", "engine", "export", *arguments, "many.jsonl"]
    with subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.DEVNULL) as process:
        while not any(path.stat().st_size for path in tmp_path.rglob(".x.*.tmp")):
            assert process.poll() is None
            time.sleep(0.005)
        process.send_signal(signal.SIGKILL)
    assert 30 == check_manifest(tmp_path / manifest, tmp_path / folder)["rows"]
    export(tmp_path, *arguments, "many.jsonl")
    assert 10_000 == check_manifest(tmp_path / manifest, tmp_path / folder)["rows"]


def test_json_says_what_was_written(run_dir: Path, tmp_path: Path) -> None:
    """`--json` prints the manifest with places and warnings, and a run exported twice gives the same bytes."""
    arguments = ("exams", "--in-path", run_dir, "--out-format", "hf", "--json", "--out-path", "x")
    one, two = (json.loads(export(tmp_path, *arguments).stdout) for _ in range(2))
    assert one == two
    assert ("x", 60, []) == (one["out_path"], one["rows"], one["warnings"])
    assert Counter({"train": 48, "validation": 6, "test": 6}) == Counter(one["split"]["rows"])
