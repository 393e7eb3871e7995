"""What shows a run beside it: on time, and never in its way."""

from dataclasses import dataclass, field, replace
from threading import Event, current_thread, main_thread

import anyio.lowlevel
import pytest

from engine.display.showing import Aside, Showing
from engine.display.snapshot import Snapshot
from engine.testing import VirtualClock


@dataclass
class FakeDisplay:
    """Keeps what it is shown; fails with `failure` from the call with number `fails_at` on, waits for `free`."""

    fails_at: int = 10**9
    failure: Exception = field(default_factory=BrokenPipeError)
    every_s: float = 2.0
    first_s: float = 7.0
    shows_cells: bool = False
    shown: list[Snapshot] = field(default_factory=list)
    threads: list[bool] = field(default_factory=list)
    closed: int = 0
    free: Event = field(default_factory=Event)

    def __post_init__(self) -> None:
        """Hold nobody up."""
        self.free.set()

    def show(self, snapshot: Snapshot) -> None:
        """Keep it, or fail."""
        self.threads.append(current_thread() is main_thread())
        self.free.wait()
        self.shown.append(snapshot)
        if len(self.shown) >= self.fails_at:
            raise self.failure

    def close(self) -> None:
        """Count; fail where showing does."""
        self.closed += 1
        if len(self.shown) >= self.fails_at:
            raise self.failure


async def _show(display: FakeDisplay, snapshot: Snapshot, sleeps: int) -> tuple[VirtualClock, list[str], list[bool]]:
    """Show a run until it has waited so often, then its end."""
    clock, told, asked = VirtualClock(), list[str](), list[bool]()

    def look(*, cells: bool) -> Snapshot:
        asked.append(cells)
        return snapshot

    showing = Showing(display, look, clock, told.append)
    with anyio.move_on_after(5):
        async with anyio.create_task_group() as group:
            group.start_soon(showing.run)
            while len(clock.slept) < sleeps:
                await anyio.lowlevel.checkpoint()
            group.cancel_scope.cancel()
    showing.close()
    return clock, told, asked


async def test_a_display_is_shown_snapshots_on_time_and_the_end(snapshot: Snapshot) -> None:
    """After its first wait one every so often, drawn in a thread, and a last one that says so; then it is closed."""
    display = FakeDisplay()
    clock, told, _ = await _show(display, snapshot, 3)
    assert [7.0, 2.0, 2.0] == clock.slept[:3]
    assert [snapshot, snapshot] == display.shown[:2]
    assert not any(display.threads[:2])
    assert (replace(snapshot, done=True), 1, []) == (display.shown[-1], display.closed, told)


@pytest.mark.parametrize("wanted", [False, True])
async def test_cells_are_counted_for_those_that_show_them(snapshot: Snapshot, wanted: bool) -> None:
    """A display that shows no cells costs none."""
    _, _, asked = await _show(FakeDisplay(shows_cells=wanted), snapshot, 2)
    assert {wanted} == set(asked)


@pytest.mark.parametrize("failure", [BrokenPipeError(32, "Broken pipe"), ValueError("closed"), RuntimeError("a fault")])
async def test_a_display_that_fails_is_closed_and_left_alone(snapshot: Snapshot, failure: Exception) -> None:
    """It is not called again, nothing is raised, and the end tells why nothing was shown."""
    display = FakeDisplay(fails_at=2, failure=failure)
    _, told, _ = await _show(display, snapshot, 3)
    assert (2, 1, [f"the display was switched off: {failure}"]) == (len(display.shown), display.closed, told)


async def test_a_display_that_fails_at_the_end_raises_nothing(snapshot: Snapshot) -> None:
    """The last picture is worth no more than the others."""
    display = FakeDisplay(fails_at=1)
    _, told, _ = await _show(display, snapshot, 1)
    assert (1, 1, 1) == (len(display.shown), display.closed, len(told))


async def test_a_slow_reader_holds_nobody_up(snapshot: Snapshot) -> None:
    """While a picture cannot be written other work goes on and can end; the end is shown after that picture."""
    display = FakeDisplay(first_s=0.0)
    display.free.clear()
    showing = Showing(display, lambda **_: snapshot, VirtualClock(), lambda _: None)
    async with anyio.create_task_group() as group:
        group.start_soon(showing.run)
        while not display.threads:
            await anyio.lowlevel.checkpoint()
        group.cancel_scope.cancel()
    assert [] == display.shown
    display.free.set()
    showing.close()
    assert [False, True] == [each.done for each in display.shown]


def test_a_sentence_is_told_aside() -> None:
    """Who tells it does not wait for who hears it; in the end everything was told."""
    told, free = list[str](), Event()

    def tell(line: str) -> None:
        free.wait()
        told.append(line)

    aside = Aside(tell)
    aside.tell("stopping")
    before = list(told)
    free.set()
    aside.close()
    assert ([], ["stopping"]) == (before, told)
