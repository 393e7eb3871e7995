"""Whatever ends a process, a resume finds every durable event and no attempt is made twice."""

import json
import os
import shutil
import signal
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from engine.journal.events import Accepted, Event, Failed, Refused
from engine.journal.replay import replay
from engine.sink.recovery import plan_recovery
from engine.sink.rows import RowReader

Ask = Callable[..., dict[str, Any]]
POWER_CUT = 9
ATTEMPTS = {(slot, 1) for slot in range(5)} | {(slot, 0) for slot in (0, 2, 4)}


def replay_attempts(folder: Path) -> list[tuple[int, int]]:
    """Read the journal, check every row that it names, and return the attempts in order."""
    attempts = []

    def watch(event: Event) -> None:
        if isinstance(event, Accepted | Refused):
            with RowReader(folder / ("data" if isinstance(event, Accepted) else "rejects") / event.task) as rows:
                assert event.slot == int("".join(filter(str.isdigit, rows.read(event).decode()[:14])))
        if isinstance(event, Accepted | Refused | Failed):
            attempts.append((event.slot, event.attempt))

    replay(folder / "journal.jsonl", watch)
    return attempts


def check_whole(folder: Path) -> None:
    """Assert that the run in `folder` ended as if nothing had ever happened."""
    assert Counter(replay_attempts(folder)) == Counter(ATTEMPTS)
    history, tail = replay(folder / "journal.jsonl")
    recovery = plan_recovery(folder, history, tail)
    assert (recovery.cuts, recovery.leftovers) == ((), ())
    rows = b"".join(path.read_bytes() for path in sorted((folder / "data" / "exams").iterdir()))
    assert [json.loads(row)["id"] for row in rows.splitlines()] == [f"exams-{slot}" for slot in range(5)]
    assert json.loads((folder / "manifest.json").read_bytes()) == {"complete": True}


def list_crossings(ask: Ask, folder: Path) -> Iterator[tuple[str, int]]:
    """Yield every boundary of an undisturbed run with its occurrence."""
    folder.mkdir()
    counts: Counter[str] = Counter()
    for boundary in ask(folder)["crossed"]:
        counts[boundary] += 1
        yield boundary, counts[boundary]


def die_and_resume(ask: Ask, folder: Path, expected: int, **request: Any) -> None:
    """Let a run die and go on, asserting that nothing durable was lost in between."""
    folder.mkdir()
    answer = ask(folder, **request)
    assert answer["status"] == expected, request
    history, _ = replay(folder / "journal.jsonl")
    assert history.events >= answer["durable"], request
    replay_attempts(folder)
    resumed = ask(folder)
    assert (resumed["status"], resumed["error"]) == (0, ""), request
    check_whole(folder)
    shutil.rmtree(folder)


def test_an_undisturbed_run_is_whole(ask: Ask, fast_folder: Path) -> None:
    """The loop that the other tests interrupt is right by itself, and starting it again adds nothing."""
    assert ask(fast_folder)["status"] == 0
    check_whole(fast_folder)
    assert ask(fast_folder)["status"] == 0
    check_whole(fast_folder)


@pytest.mark.parametrize("when", ["before", "middle", "after"])
def test_a_run_survives_sigkill_at_every_boundary(ask: Ask, fast_folder: Path, when: str) -> None:
    """Killed before, in or after any disk operation, a run resumes to the same whole."""
    for boundary, occurrence in list_crossings(ask, fast_folder / "whole"):
        if when == "middle" and not boundary.endswith((".append", ".replace")):
            continue  # an operation without bytes has no middle
        if when == "after" and not boundary.endswith((".sync", ".replace")):
            continue  # the next operation follows at once: the same as before that one
        args = [boundary, occurrence, when]
        die_and_resume(ask, fast_folder / "killed", -signal.SIGKILL, disk="kill", args=args)


@pytest.mark.parametrize("lost", [["shard", "rejects"], ["shard", "rejects", "journal"]])
def test_a_run_survives_a_power_cut_at_every_boundary(ask: Ask, fast_folder: Path, lost: list[str]) -> None:
    """Whichever unsynced bytes a power cut takes, every event that is left points at a whole row."""
    for boundary, occurrence in list_crossings(ask, fast_folder / "whole"):
        if boundary.endswith((".close", ".folder")):
            continue  # nothing is written there
        args = [boundary, occurrence, "after", lost]
        die_and_resume(ask, fast_folder / "cut", POWER_CUT, disk="power", args=args)


def test_a_resume_survives_sigkill_at_every_boundary(ask: Ask, fast_folder: Path) -> None:
    """A resume that has to cut and is killed at any step of it leaves a run that still resumes."""
    torn = fast_folder / "torn"
    torn.mkdir()
    ask(torn, disk="kill", args=["journal.append", 3, "middle"])
    shutil.copytree(torn, fast_folder / "crossed")
    counts: Counter[str] = Counter()
    boundaries = ask(fast_folder / "crossed")["crossed"]
    assert {"journal.truncate", "shard.truncate", "shard.remove", "rejects.truncate"} & set(boundaries)
    for boundary in boundaries:
        counts[boundary] += 1
        shutil.copytree(torn, fast_folder / "again")
        answer = ask(fast_folder / "again", disk="kill", args=[boundary, counts[boundary], "before"])
        assert answer["status"] == -signal.SIGKILL
        assert ask(fast_folder / "again")["status"] == 0
        check_whole(fast_folder / "again")
        shutil.rmtree(fast_folder / "again")


def test_a_run_survives_a_disk_that_is_full_at_any_byte(ask: Ask, fast_folder: Path) -> None:
    """Wherever the disk runs full, the run ends with a storage error and resumes when there is room."""
    for capacity in range(0, 1800, 97):
        die_and_resume(ask, fast_folder / "full", 1, disk="full", args=[capacity])


@pytest.mark.parametrize("limit", [0, 100, 250, 400, 700])
def test_a_file_size_limit_is_a_full_disk(ask: Ask, tmp_path: Path, limit: int) -> None:
    """A write that the system itself refuses for size is named with its file, and the run resumes without the limit."""
    folder = tmp_path / "run"
    folder.mkdir()
    answer = ask(folder, limit=limit)
    assert (answer["status"], str(folder) in answer["error"]) == (1, True)
    assert "File too large" in answer["error"]
    assert ask(folder)["status"] == 0
    check_whole(folder)


def test_a_read_only_folder_is_named(ask: Ask) -> None:
    """A run directory that may not be written to ends the run with its path, and nothing is made in it."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o555)
        answer = ask(folder, **({"uid": 65534} if os.getuid() == 0 else {}))
        assert (answer["status"], list(folder.iterdir())) == (1, [])
        assert answer["error"] == f"could not lock {folder / 'run.lock'}: Permission denied"
