"""Keeps people informed beside a run: slowly read or broken, what shows it never holds up or ends the run itself."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from threading import Lock, Thread
from typing import Protocol

from anyio import to_thread

from engine.clock import Clock
from engine.display.snapshot import Look, Snapshot

Tell = Callable[[str], None]
"""Takes a sentence for a person."""


class Display(Protocol):
    """Shows a run while it works; may block, for it is called in a thread, and may fail.

    Attributes:
        every_s: Seconds between two snapshots.
        first_s: Seconds before the first one.
        shows_cells: Whether its snapshots need cells.
    """

    @property
    def every_s(self) -> float: ...  # noqa: D102  see the attributes
    @property
    def first_s(self) -> float: ...  # noqa: D102
    @property
    def shows_cells(self) -> bool: ...  # noqa: D102

    def show(self, snapshot: Snapshot) -> None:
        """Show it; the last one is `done`."""
        ...

    def close(self) -> None:
        """Leave the screen in order; called once, also after a failure."""
        ...


class Showing:
    """Shows a run on a display until it ends or the display fails, which is told at the end."""

    def __init__(self, display: Display, look: Look, clock: Clock, tell: Tell) -> None:
        self._display, self._look, self._clock, self._tell = display, look, clock, tell
        self._failure: Exception | None = None
        self._turn = Lock()  # a thread that a slow reader holds up may outlive `run`

    async def run(self) -> None:
        """Show snapshots, taken here and drawn in a thread, until cancelled."""
        await self._clock.sleep(self._display.first_s)
        while self._failure is None:
            snapshot = self._look(cells=self._display.shows_cells)
            await to_thread.run_sync(self._show, snapshot, abandon_on_cancel=True)
            await self._clock.sleep(self._display.every_s)

    def close(self) -> None:
        """Show the end; waits for a slow reader, so everything else must be done before."""
        self._show(replace(self._look(cells=self._display.shows_cells), done=True))
        if self._failure is None:
            self._leave()
        else:
            self._tell(f"the display was switched off: {self._failure}")

    def _show(self, snapshot: Snapshot) -> None:
        with self._turn:
            if self._failure is not None:
                return
            try:
                self._display.show(snapshot)
            except Exception as error:  # noqa: BLE001  no picture is worth a run
                self._failure = error
                self._leave()

    def _leave(self) -> None:
        with suppress(Exception):
            self._display.close()


class Aside:
    """Tells sentences in threads, so that whoever has something to tell never waits for a slow reader."""

    def __init__(self, tell: Tell) -> None:
        self._do_tell = tell
        self._threads: list[Thread] = []

    def tell(self, line: str) -> None:
        """Tell a sentence soon."""
        thread = Thread(target=self._do_tell, args=(line,))
        self._threads.append(thread)
        thread.start()

    def close(self) -> None:
        """Wait until everything is told."""
        for thread in self._threads:
            thread.join()
