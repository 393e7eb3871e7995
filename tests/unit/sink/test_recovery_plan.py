"""Recovery cuts what was never committed, refuses where committed bytes are missing, and decides before it acts."""

from pathlib import Path

import pytest

from engine.errors import DamagedFileError
from engine.journal.disk import LocalDisk
from engine.journal.events import Accepted, Event, Opened, Refused
from engine.journal.reader import JournalTail
from engine.journal.replay import RunHistory, fold
from engine.sink.recovery import plan_recovery

OPENED = Opened(1, "pilot", 42, "c0ffee", 1.0)
EVENTS: list[Event] = [
    OPENED,
    Accepted("exams", 0, 0, "a", (), 0, 0, 4, 0, 0, 0, 1),
    Accepted("exams", 1, 0, "b", (), 0, 4, 4, 0, 0, 0, 1),
    Accepted("exams", 2, 0, "c", (), 1, 0, 4, 0, 0, 0, 1),
    Refused("exams", 3, 0, "leak", 0, 0, 6, 0, 0, 1),
]
WHOLE = {
    "data/exams/part-00000.jsonl": b"one\ntwo\n",
    "data/exams/part-00001.jsonl": b"six\n",
    "rejects/exams/part-00000.jsonl": b"wrong\n",
    "journal.jsonl": b"j" * 100,
}


@pytest.fixture
def history() -> RunHistory:
    """What the journal knows of the run."""
    return fold(EVENTS)


def lay(folder: Path, files: dict[str, bytes]) -> None:
    """Write files."""
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)


def read(folder: Path) -> dict[str, bytes]:
    """Return all files."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_an_orderly_end_leaves_nothing_to_do(tmp_path: Path, history: RunHistory) -> None:
    """Files that are as long as the journal says are left alone."""
    lay(tmp_path, WHOLE)
    recovery = plan_recovery(tmp_path, history, JournalTail(100, 100))
    assert (recovery.cuts, recovery.leftovers) == ((), ())


def test_uncommitted_bytes_are_cut(tmp_path: Path, history: RunHistory) -> None:
    """Torn rows, whole but uncommitted rows, parts beyond the last, a torn journal and temporary files all go."""
    torn = {name: content + b"torn" for name, content in WHOLE.items()}
    beyond = {"data/exams/part-00002.jsonl": b"next\n", "data/exams/part-00007.jsonl": b""}
    hidden = {".manifest.json.77.tmp": b"{", "data/exams/.part-00000.jsonl.77.tmp": b"x"}
    lay(tmp_path, {**torn, **beyond, **hidden})
    recovery = plan_recovery(tmp_path, history, JournalTail(100, 104))
    assert recovery.uncommitted_bytes == 4 * 4 + 5
    recovery.apply(LocalDisk())
    assert read(tmp_path) == WHOLE


def test_a_plan_changes_nothing(tmp_path: Path, history: RunHistory) -> None:
    """Planning leaves every file as it is, so that a reader may ask for it."""
    files = {name: content + b"torn" for name, content in WHOLE.items()}
    lay(tmp_path, files)
    plan_recovery(tmp_path, history, JournalTail(100, 104))
    assert files == read(tmp_path)


@pytest.mark.parametrize(
    ("name", "left", "line", "byte"),
    [
        ("data/exams/part-00000.jsonl", b"one\ntw", 2, 6),
        ("data/exams/part-00001.jsonl", b"", 1, 0),
        ("data/exams/part-00001.jsonl", None, 1, 0),
        ("rejects/exams/part-00000.jsonl", b"wrong", 1, 5),
    ],
)
def test_missing_bytes_stop_with_their_place(
    tmp_path: Path, history: RunHistory, name: str, left: bytes | None, line: int, byte: int
) -> None:
    """A part that is shorter than its journalled end, or gone, is damage, named by file, line and byte."""
    files = {**WHOLE, "data/exams/part-00002.jsonl": b"uncommitted\n"}
    lay(tmp_path, files)
    if left is None:
        (tmp_path / name).unlink()
    else:
        (tmp_path / name).write_bytes(left)
    before = read(tmp_path)
    with pytest.raises(DamagedFileError, match="nothing was changed") as caught:
        plan_recovery(tmp_path, history, JournalTail(100, 100))
    assert (tmp_path / name, line, byte) == (caught.value.path, caught.value.line, caught.value.byte)
    assert before == read(tmp_path)


def test_rows_without_a_journal_are_never_cut(tmp_path: Path) -> None:
    """Where the journal is missing but rows exist, somebody took it away: recovery refuses."""
    lay(tmp_path, {"data/exams/part-00000.jsonl": b"precious\n"})
    with pytest.raises(DamagedFileError, match="the journal is missing or empty"):
        plan_recovery(tmp_path, fold([]), JournalTail(), ["exams"])


def test_a_task_that_was_just_added_starts_clean(tmp_path: Path) -> None:
    """Uncommitted parts of a task that the journal does not know are removed; folders that are no task's stay."""
    lay(tmp_path, {"data/grammar/part-00000.jsonl": b"uncommitted\n", "data/mine/part-00000.jsonl": b"mine\n"})
    plan_recovery(tmp_path, fold([OPENED]), JournalTail(), ["grammar"]).apply(LocalDisk())
    assert read(tmp_path) == {"data/mine/part-00000.jsonl": b"mine\n"}


def test_files_beside_the_parts_stay(tmp_path: Path, history: RunHistory) -> None:
    """A file that is no part is not touched, whatever its name."""
    extra = {"data/exams/notes.txt": b"mine", "data/exams/part-2.jsonl": b"mine", "seeds_audit.json": b"{}"}
    lay(tmp_path, {**WHOLE, **extra})
    plan_recovery(tmp_path, history, JournalTail(100, 100)).apply(LocalDisk())
    assert {**WHOLE, **extra} == read(tmp_path)
