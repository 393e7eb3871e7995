"""The fold of a journal is what the run has done, and contradictions in it stop with their place."""

from dataclasses import replace
from pathlib import Path

import pytest

from engine.errors import DamagedFileError
from engine.journal.disk import LocalDisk
from engine.journal.events import Accepted, Closed, Epoch, Event, Failed, Opened, Planned, Refused
from engine.journal.reader import JournalTail
from engine.journal.replay import PartEnd, TaskHistory, fold, replay
from engine.journal.writer import JournalWriter
from engine.records import Usage

OPENED = Opened(1, "pilot", 42, "c0ffee", 1.5)
EPOCH = Epoch(0, 1.5, "c0ffee", (), "mock", {"exams": "abc"}, {"seeds.file": "ab12"})
ROW = Accepted("exams", 0, 1, "exams-1", ("A",), 0, 0, 20, 123, 10, 20, 1, 500)
EVENTS: tuple[Event, ...] = (
    OPENED,
    EPOCH,
    Planned("exams", (4,)),
    Refused("exams", 0, 0, "leak", 0, 0, 30, 10, 20, 2),
    ROW,
    Failed("exams", 1, 0, "timeout", 1, 0, 3),
    replace(ROW, slot=1, attempt=1, cell=("B",), offset=20),
    Closed("interrupted", 2.5, 1.25, (), "Ctrl-C"),
    replace(EPOCH, number=1),
    Planned("exams", (4, 6)),
    replace(ROW, slot=2, shard=1, size=25),
    Closed("stopped", 3.5, 0.5, (), "limit"),
)


def test_a_task_is_the_sum_of_its_events() -> None:
    """Counts, costs and ends of a task are those of its events over all epochs."""
    expected = TaskHistory(
        steps=(4, 6),
        cells={("A",): 2, ("B",): 1},
        attempts=5,
        refusals={"leak": 1},
        failures={"timeout": 1},
        calls=8,
        usage=Usage(41, 80, 1500),
        shards=(PartEnd(40, 2), PartEnd(25, 1)),
        rejects=(PartEnd(30, 1),),
    )
    assert expected == fold(EVENTS).tasks["exams"]


def test_accepted_rows_are_the_sum_of_the_cells() -> None:
    """A task has accepted as many rows as its cells hold."""
    assert fold(EVENTS).tasks["exams"].accepted == 3


def test_the_last_epoch_tells_the_state() -> None:
    """The state is how the last epoch ended, and elapsed seconds add up over epochs."""
    history = fold(EVENTS)
    assert (history.closed and history.closed.state, history.epochs, history.elapsed_s) == ("stopped", 2, 1.75)


def test_an_epoch_that_did_not_end_has_no_state() -> None:
    """A run that works or died has no closing event, whatever came before."""
    assert fold(EVENTS[:9]).closed is None


@pytest.mark.parametrize(
    ("event", "reason"),
    [
        (replace(ROW, offset=5), "ends at byte 0"),
        (replace(ROW, shard=1), "out of order"),
        (replace(ROW, shard=10**18), "out of order"),
        (replace(ROW, task="../elsewhere"), "plain folder name"),
        (replace(ROW, task=""), "plain folder name"),
        (replace(ROW, task=".."), "plain folder name"),
        (OPENED, "first line"),
        (EPOCH, "epoch 0 stands where epoch 1 is due"),
    ],
)
def test_a_contradiction_stops_with_its_place(tmp_path: Path, event: Event, reason: str) -> None:
    """An event that cannot follow those before it is damage at its own line."""
    path = tmp_path / "journal.jsonl"
    writer = JournalWriter(path, LocalDisk(), JournalTail())
    for part in (OPENED, EPOCH, event):
        writer.add(part)
    writer.write(writer.take())
    writer.close()
    with pytest.raises(DamagedFileError, match=f"line 3, .*{reason}"):
        replay(path)


def test_a_journal_begins_by_opening() -> None:
    """A first event of any other kind is refused."""
    with pytest.raises(ValueError, match="first line"):
        fold([EPOCH])


def test_every_event_is_shown_in_order(tmp_path: Path) -> None:
    """The watcher of a replay sees every event once, in the order of the file."""
    path = tmp_path / "journal.jsonl"
    writer = JournalWriter(path, LocalDisk(), JournalTail())
    for event in EVENTS:
        writer.add(event)
    writer.write(writer.take())
    writer.close()
    seen: list[Event] = []
    history, tail = replay(path, seen.append)
    assert (list(EVENTS), fold(EVENTS)) == (seen, history)
    assert path.stat().st_size == tail.valid_bytes


def test_a_contradiction_that_a_watcher_finds_is_damage(tmp_path: Path) -> None:
    """An event that contradicts what the watcher rebuilds stops the replay at its line."""
    path = tmp_path / "journal.jsonl"
    writer = JournalWriter(path, LocalDisk(), JournalTail())
    for event in EVENTS:
        writer.add(event)
    writer.write(writer.take())
    writer.close()

    def watch(event: Event) -> None:
        if isinstance(event, Accepted):
            raise ValueError("slot 0 is filled twice")  # noqa: TRY004  the event is of the right type

    with pytest.raises(DamagedFileError, match=r"line 5, .*slot 0 is filled twice"):
        replay(path, watch)
