"""What the working process says of itself, and what is known of a process that died."""

import os
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import anyio.lowlevel
import orjson
import pytest

from engine.journal.events import Closed, Epoch
from engine.journal.replay import RunHistory
from engine.schedule.failures import FailureGuard
from engine.testing import VirtualClock
from engine.work.beat import Beat, describe_death, read_beat
from engine.work.corpus_watch import CorpusWatch
from engine.work.head import Head
from engine.work.heartbeat import HEARTBEAT_S, Heartbeat

Beater = Callable[[float], Heartbeat]

SAID = {"pid": 1, "epoch": 2, "in_flight": 8, "time": 900.0, "elapsed_s": 12.5, "warnings": ["much alike"]}
NONSENSE: tuple[Any, ...] = ("x", None, {}, "1e999", "nan")
CLOSED = Closed("complete", 950.0, 40.0, (), "")


def make_history(epoch: int | None = 2, closed: Closed | None = None) -> RunHistory:
    """Return the history of a run whose last process began at 1,000 seconds."""
    last = None if epoch is None else Epoch(epoch, 1000.0, "", (), "mock", {}, {})
    return RunHistory(opened=None, epochs=3, epoch=last, closed=closed, elapsed_s=0.0, tasks={}, events=1)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the process says it."""
    return tmp_path / "heartbeat.json"


@pytest.fixture
def beat(path: Path) -> Beater:
    """Lets a heart beat until so many virtual seconds have passed."""

    def run(seconds: float) -> Heartbeat:
        clock = VirtualClock()
        heartbeat = Heartbeat(
            path, 2, Head({}, 0, 2, None, FailureGuard(1)), CorpusWatch({}), clock, clock.monotonic() - 60
        )
        anyio.run(_run_until, heartbeat, clock, seconds)
        return heartbeat

    return run


async def _run_until(heartbeat: Heartbeat, clock: VirtualClock, seconds: float) -> None:
    async with anyio.create_task_group() as group:
        group.start_soon(heartbeat.run)
        while sum(clock.slept) < seconds:
            await anyio.lowlevel.checkpoint()
        group.cancel_scope.cancel()


def test_a_process_says_what_only_it_knows(beat: Beater, path: Path) -> None:
    """Its number, what is in flight, and how long it has worked by a clock that nobody sets."""
    beat(10 * HEARTBEAT_S)
    said = orjson.loads(path.read_bytes())
    assert (os.getpid(), 2, 0) == (said["pid"], said["epoch"], said["in_flight"])
    assert 60 + 10 * HEARTBEAT_S >= said["elapsed_s"] >= 60 + 8 * HEARTBEAT_S


def test_nobody_sees_half_of_it(beat: Beater, path: Path) -> None:
    """Whoever reads while it is written reads it whole, and no other file is left beside it."""
    seen, done = set[bool](), threading.Event()

    def watch() -> None:
        while not done.is_set():
            if path.exists():
                seen.add(read_beat(path, make_history()) is not None)

    watcher = threading.Thread(target=watch)
    watcher.start()
    beat(100 * HEARTBEAT_S)
    done.set()
    watcher.join()
    assert ({True}, [path]) == (seen, list(path.parent.iterdir()))


def test_a_disk_that_refuses_does_not_end_the_run(beat: Beater, path: Path) -> None:
    """Where it cannot be written it is left out, and nothing half-made stays."""
    path.mkdir()
    beat(3 * HEARTBEAT_S)
    assert [path] == list(path.parent.iterdir())


def test_an_orderly_end_takes_it_away(beat: Beater, path: Path) -> None:
    """Nothing is in flight then; doing it twice is no error."""
    heartbeat = beat(HEARTBEAT_S)
    before = path.exists()
    heartbeat.close()
    heartbeat.close()
    assert (True, False) == (before, path.exists())


def test_the_beat_of_a_process_that_died_is_read(path: Path) -> None:
    """Though the wall clock was set back meanwhile: its number tells whose it is."""
    path.write_bytes(orjson.dumps(SAID))
    assert Beat(8, 900.0, 12.5, ("much alike",)) == read_beat(path, make_history())


@pytest.mark.parametrize("history", [make_history(3), make_history(closed=CLOSED), make_history(None)])
def test_the_beat_of_a_process_before_is_not_read(path: Path, history: RunHistory) -> None:
    """Nor that of one which wrote its own end, nor one without a journal."""
    path.write_bytes(orjson.dumps(SAID))
    assert read_beat(path, history) is None


@pytest.mark.parametrize(
    "said",
    [
        *(b"", b"[]", b"null", b"{", b"\xff", b"{}", b"[" * 100_000),
        *(orjson.dumps({**SAID, key: value}) for key in SAID if key != "pid" for value in NONSENSE),
        orjson.dumps(SAID).replace(b"12.5", b"1e999"),
        orjson.dumps(SAID).replace(b"900.0", b"-1e999"),
    ],
)
def test_a_beat_that_makes_no_sense_is_no_beat(path: Path, said: bytes) -> None:
    """Whatever stands in the file."""
    path.write_bytes(said)
    assert read_beat(path, make_history()) is None


def test_a_death_lasted_as_long_as_its_last_beat_says(path: Path) -> None:
    """Seconds worked are the process's own, not a difference of wall clocks; without a beat there are none."""
    path.write_bytes(orjson.dumps(SAID))
    history = make_history()
    deaths = [describe_death(history, beat) for beat in (read_beat(path, history), None)]
    assert [12.5, 0.0] == [death.elapsed_s for death in deaths if death]
    assert {"interrupted"} == {death.state for death in deaths if death}


def test_what_a_death_left_unsettled_is_lost() -> None:
    """Nobody knows which of its calls were charged, so that all of its tranches count as spent."""
    death = describe_death(replace(make_history(), unsettled=1234), None)
    assert death is not None
    assert 1234 == death.lost


@pytest.mark.parametrize("history", [make_history(closed=CLOSED), make_history(None)])
def test_who_wrote_its_end_did_not_die(history: RunHistory) -> None:
    """There is nothing to be added to the journal."""
    assert describe_death(history, None) is None
