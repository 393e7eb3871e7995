"""What the working process says of itself twice a second, for those who look while it works and after it died."""

import os
from contextlib import suppress
from pathlib import Path

import orjson
from anyio import to_thread

from engine.clock import Clock
from engine.journal.disk import name_temporary
from engine.work.corpus_watch import CorpusWatch
from engine.work.head import Head

HEARTBEAT_S = 0.5


class Heartbeat:
    """Says what only the working process knows: calls in flight, how long it has worked, what its rows are like.

    Args:
        epoch: Number of this process among all that worked on the run.
        watch: Looks at all rows together.
        started: Monotonic seconds at which it began.
    """

    def __init__(self, path: Path, epoch: int, head: Head, watch: CorpusWatch, clock: Clock, started: float) -> None:
        self._path, self._epoch, self._head, self._watch = path, epoch, head, watch
        self._clock, self._started = clock, started

    async def run(self) -> None:
        """Write until cancelled; what was said before stays whole until the new is written."""
        while True:
            said = {
                "pid": os.getpid(),
                "epoch": self._epoch,
                "in_flight": self._head.sent,
                "time": self._clock.wall(),
                "elapsed_s": round(self._clock.monotonic() - self._started, 3),
                "warnings": self._watch.list_warnings(),
            }
            await to_thread.run_sync(self._write, orjson.dumps(said))
            await self._clock.sleep(HEARTBEAT_S)

    def close(self) -> None:
        """Remove it, after an orderly end only: what a process that died said last is all that is known of its end."""
        with suppress(OSError):
            self._path.unlink(missing_ok=True)

    def _write(self, said: bytes) -> None:
        # Nothing waits for the disk itself, and one that refuses is found, and told, by the committer.
        temporary = name_temporary(self._path)
        try:
            temporary.write_bytes(said)
            temporary.replace(self._path)
        except OSError:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)
