"""A manifest is read back as it was written, and what is none is refused with the field that is wrong."""

from collections import Counter
from pathlib import Path

import orjson
import pytest

from engine.errors import StorageError
from engine.journal.disk import LocalDisk
from engine.rundir import RunDir
from engine.sink.manifest import (
    FileRecord,
    JournalRecord,
    Manifest,
    describe_run,
    is_manifest_current,
    read_manifest,
    record_files,
    record_journal,
    write_manifest,
)
from engine.work.tally import Tally

EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def make_manifest(journal: JournalRecord, state: str = "complete") -> Manifest:
    """Return the manifest of a small run."""
    return describe_run(
        name="pilot",
        state=state,
        cells=[
            {"cell": {"answer": "A"}, "target": 3, "accepted": 3},
            {"cell": {"answer": "B"}, "target": 2, "accepted": 1},
        ],
        base={"exams-base": {"target": 1, "accepted": 1}},
        workflow="combined",
        evaluation_use=True,
        tally=Tally(Counter(leak=2), Counter(timeout=1), 9, 5, 6, cost=10**9, lost=250_000_000),
        model="mock",
        config_hash="c0ffee",
        prompt_hashes={"exams": "abc"},
        inputs={"seeds.file": EMPTY},
        journal=journal,
        files=[FileRecord("data/exams/part-00000.jsonl", EMPTY, 0, 0)],
    )


@pytest.fixture
def run_dir(tmp_path: Path) -> RunDir:
    """A folder with a journal of one line."""
    (tmp_path / "journal.jsonl").write_bytes(b"line\n")
    return RunDir(tmp_path)


def test_a_manifest_comes_back_as_it_was(run_dir: RunDir) -> None:
    """What is read is what was written."""
    manifest = make_manifest(record_journal(run_dir))
    write_manifest(run_dir, manifest, LocalDisk())
    assert manifest == read_manifest(run_dir)


def test_totals_are_those_of_the_cells() -> None:
    """Target and accepted rows are summed up, and only the state `complete` is complete."""
    manifest = make_manifest(JournalRecord(0, EMPTY))
    assert (5, 4, True, 9) == (manifest.target, manifest.accepted, manifest.complete, manifest.usage["calls"])
    assert not make_manifest(JournalRecord(0, EMPTY), "starved").complete


def test_a_manifest_says_what_the_run_cost() -> None:
    """In US dollars, with what no attempt accounts for."""
    manifest = make_manifest(JournalRecord(0, EMPTY))
    assert 1.25 == manifest.cost_usd


def test_keys_of_a_later_version_are_passed_over() -> None:
    """A key that is not known does not make a manifest unreadable."""
    manifest = make_manifest(JournalRecord(0, EMPTY))
    assert manifest == Manifest.from_bytes(orjson.dumps({**orjson.loads(manifest.to_bytes()), "later": [1]}))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"files": 7}, "not a manifest: files: "),
        ({"target": "5"}, "not a manifest: target: "),
        ({"journal": {"bytes": -1, "sha256": ""}}, "not a manifest: journal.bytes: "),
        ({"files": [{"path": "x"}]}, "not a manifest: files.0.sha256: "),
        ({"usage": {"calls": None}}, "not a manifest: usage.calls: "),
    ],
)
def test_a_wrong_field_is_named(change: dict[str, object], said: str) -> None:
    """A value of another kind is refused with its place."""
    data = orjson.dumps({**orjson.loads(make_manifest(JournalRecord(0, EMPTY)).to_bytes()), **change})
    with pytest.raises(ValueError, match=f"^{said}"):
        Manifest.from_bytes(data)


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"\xff", b"[" * 5000])
def test_what_is_no_object_is_no_manifest(data: bytes) -> None:
    """Whatever stands in the file is refused in one way."""
    with pytest.raises(ValueError, match=r"^not a manifest: "):
        Manifest.from_bytes(data)


def test_a_manifest_is_current_until_the_journal_grows(run_dir: RunDir) -> None:
    """It describes one length of the journal; without one, or with a broken one, nothing is described."""
    assert not is_manifest_current(run_dir)
    write_manifest(run_dir, make_manifest(record_journal(run_dir)), LocalDisk())
    assert is_manifest_current(run_dir)
    run_dir.journal.write_bytes(b"line\nmore\n")
    assert not is_manifest_current(run_dir)
    run_dir.manifest.write_bytes(b"{")
    assert not is_manifest_current(run_dir)


def test_files_are_recorded_as_they_are(run_dir: RunDir) -> None:
    """Every part of every task has its path, hash, length and rows; accepted rows come first."""
    for name in ("rejects/exams/part-00000.jsonl", "data/exams/part-00000.jsonl"):
        (run_dir.path / name).parent.mkdir(parents=True)
        (run_dir.path / name).touch()
    (run_dir.path / "data/exams/part-00001.jsonl").write_bytes(b"a\nb\n")
    records = record_files(run_dir, ["exams"])
    assert ["data/exams/part-00000.jsonl", "data/exams/part-00001.jsonl", "rejects/exams/part-00000.jsonl"] == [
        record.path for record in records
    ]
    assert ((EMPTY, 0, 0), (4, 2)) == (
        (records[0].sha256, records[0].bytes, records[0].rows),
        (records[1].bytes, records[1].rows),
    )


def test_a_missing_journal_has_no_record(tmp_path: Path) -> None:
    """A manifest cannot describe what cannot be read."""
    with pytest.raises(StorageError, match=r"journal\.jsonl"):
        record_journal(RunDir(tmp_path))
