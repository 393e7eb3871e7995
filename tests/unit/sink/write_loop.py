"""A small run that writes, dies where it is told to, and goes on when it is started again.

Started as a script it reads requests, one JSON object a line, and runs each in a process of its own, made by fork so
that it takes milliseconds. A request names a folder and, if it wants, a disk that fails, a file size limit or a user.
The answer: how the process ended, its error, the events it knew to be durable, and the boundaries it crossed.
"""

import json
import os
import resource
import sys
from pathlib import Path
from typing import Any

from engine.errors import ArabicSynthError
from engine.journal.disk import Disk
from engine.journal.events import Accepted, Closed, Event, Failed, Opened, Planned, Refused
from engine.journal.lock import RunLock
from engine.journal.replay import RunHistory, replay
from engine.journal.writer import NAME, JournalWriter
from engine.sink.commit import GroupCommit
from engine.sink.recovery import plan_recovery
from engine.sink.shards import REJECTS, SHARD, ShardWriter, name_folder
from engine.testing import FullDisk, KillingDisk, PowerCutDisk, PowerCutError, RecordingDisk

SLOTS = 5
ROWS_PER_SHARD = 2
DISKS: dict[str, Any] = {"kill": KillingDisk, "power": PowerCutDisk, "full": FullDisk, "record": RecordingDisk}
POWER_CUT = 9


class Loop:
    """Accepts five rows, the even ones after one refusal, in batches of two slots."""

    def __init__(self, folder: Path, disk: Disk, report: int) -> None:
        self.folder, self.disk, self.report = folder, disk, report
        self.done: set[tuple[int, int]] = set()

    def run(self) -> None:
        """Start or go on, to the end."""
        with RunLock(self.folder):
            history, tail = replay(self.folder / NAME, self._remember)
            plan_recovery(self.folder, history, tail, ["exams"]).apply(self.disk)
            ends = history.tasks.get("exams")
            shards = ShardWriter(name_folder(self.folder, SHARD, "exams"), ROWS_PER_SHARD, self.disk, SHARD,
                                 ends.shards if ends else ())  # fmt: skip
            rejects = ShardWriter(name_folder(self.folder, REJECTS, "exams"), ROWS_PER_SHARD, self.disk, REJECTS,
                                  ends.rejects if ends else ())  # fmt: skip
            journal = JournalWriter(self.folder / NAME, self.disk, tail)
            self.commit, self.events = GroupCommit(journal, [shards, rejects]), history.events
            self._begin(history, journal)
            for slot in range(SLOTS):
                self._fill(slot, journal, shards, rejects)
                if slot % 2:
                    self._write()
            journal.add(Closed("complete", 2.0, 1.0, (), ""))
            self._write()
            self.commit.close()
            self.disk.replace(self.folder / "manifest.json", b'{"complete": true}\n', "manifest")

    def _remember(self, event: Event) -> None:
        if isinstance(event, Accepted | Refused | Failed):
            self.done.add((event.slot, event.attempt))

    def _begin(self, history: RunHistory, journal: JournalWriter) -> None:
        if history.opened is None:
            journal.add(Opened(1, "pilot", 42, "c0ffee", 1.0))
            journal.add(Planned("exams", (SLOTS,)))
            self._write()

    def _fill(self, slot: int, journal: JournalWriter, shards: ShardWriter, rejects: ShardWriter) -> None:
        if slot % 2 == 0 and (slot, 0) not in self.done:
            place = rejects.add(make_reject(slot))
            journal.add(Refused("exams", slot, 0, "leak", place.shard, place.offset, place.size, 5, 5, 1))
        if (slot, 1) not in self.done:
            place = shards.add(make_row(slot))
            where = (place.shard, place.offset, place.size, place.checksum)
            journal.add(Accepted("exams", slot, 1, f"exams-{slot}", ("A",), *where, 5, 5, 1))

    def _write(self) -> None:
        batch = self.commit.take_batch()
        self.commit.write(batch)
        self.events += batch.events
        os.write(self.report, f"durable {self.events}\n".encode())


def make_row(slot: int) -> bytes:
    """Return the row of a slot."""
    return f'{{"id":"exams-{slot}","question":"{"سؤال " * (slot + 3)}"}}'.encode()


def make_reject(slot: int) -> bytes:
    """Return what was refused for a slot."""
    return f'{{"slot":{slot},"reason":"leak"}}'.encode()


def run_child(request: dict[str, Any], report: int) -> int:
    """Do what a request asks for and return the exit code."""
    if "limit" in request:
        resource.setrlimit(resource.RLIMIT_FSIZE, (request["limit"], resource.RLIM_INFINITY))
    if "uid" in request:
        os.setgroups([])
        os.setgid(request["uid"])
        os.setuid(request["uid"])
    disk = DISKS[request.get("disk", "record")](*request.get("args", ()))
    try:
        Loop(Path(request["folder"]), disk, report).run()
    except PowerCutError:
        return POWER_CUT
    except ArabicSynthError as error:
        os.write(report, f"error {error}\n".encode())
        return error.exit_code
    if isinstance(disk, RecordingDisk):
        os.write(report, f"crossed {' '.join(disk.crossed)}\n".encode())
    return 0


def fork(request: dict[str, Any]) -> dict[str, Any]:
    """Run a request in a child and return how it ended."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os._exit(run_child(request, writing))
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as pipe:
        words = [line.rstrip("\n").partition(" ") for line in pipe]
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    said = {kind: rest for kind, _, rest in words}
    return {
        "status": status,
        "error": said.get("error", ""),
        "durable": int(said.get("durable", 0)),
        "crossed": said.get("crossed", "").split(),
    }


if __name__ == "__main__":
    for line in sys.stdin:
        print(json.dumps(fork(json.loads(line))), flush=True)  # noqa: T201  the answer
