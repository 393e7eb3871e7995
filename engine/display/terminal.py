"""The live picture on a terminal: bars for cells, refusals by reason, speed and time to go."""

import os

from rich.console import Console, Group, RenderableType
from rich.live import Live
from rich.progress_bar import ProgressBar
from rich.table import Table
from rich.text import Text

from engine.clock import Clock
from engine.display.snapshot import CellCount, Look, Snapshot, format_duration, list_reasons

EVERY_S = 0.25
_MOST_CELLS = 16


class TerminalDisplay:
    """Redraws the picture four times a second; the last one stays on the screen."""

    def __init__(self, look: Look, clock: Clock) -> None:
        self._look, self._clock = look, clock
        console = Console(stderr=True, no_color="NO_COLOR" in os.environ)
        self._live = Live(console=console, auto_refresh=False, transient=False)

    async def run(self) -> None:
        """Draw until cancelled."""
        self._live.start()
        while True:
            self._draw()
            await self._clock.sleep(EVERY_S)

    def close(self) -> None:
        """Draw the end and leave the screen in order."""
        self._draw()
        self._live.stop()

    def _draw(self) -> None:
        self._live.update(render(self._look(), self._live.console.size.height), refresh=True)


def render(snapshot: Snapshot, height: int) -> RenderableType:
    """Return the picture of a snapshot, cut to `height` lines; names are codes, never Arabic text."""
    room = max(3, min(_MOST_CELLS, height - 8))
    return Group(_render_head(snapshot), _render_cells(snapshot.cells, room), _render_reasons(snapshot))


def _render_head(snapshot: Snapshot) -> RenderableType:
    head = Table.grid(padding=(0, 1))
    head.add_row(
        Text(snapshot.name, style="bold"),
        ProgressBar(total=snapshot.target, completed=snapshot.accepted, width=30),
        f"{snapshot.accepted:,}/{snapshot.target:,} rows",
        f"{snapshot.rows_per_s:,.1f} rows/s",
        f"ETA {format_duration(snapshot.eta_s)}",
        f"{snapshot.in_flight} in flight",
    )
    return head


def _render_cells(cells: tuple[CellCount, ...], room: int) -> RenderableType:
    table = Table.grid(padding=(0, 1))
    # The emptiest cells are the ones a user waits for.
    shown = sorted(cells, key=lambda cell: cell.accepted / max(1, cell.target))[:room]
    for cell in [cell for cell in cells if cell in shown]:
        bar = ProgressBar(total=max(1, cell.target), completed=cell.accepted, width=20)
        table.add_row(f"  {cell.name}", bar, f"{cell.accepted:,}/{cell.target:,}")
    if len(cells) > len(shown):
        table.add_row(f"  … {len(cells) - len(shown)} fuller cells", "", "")
    return table


def _render_reasons(snapshot: Snapshot) -> RenderableType:
    reasons = "   ".join(f"{code} {count:,}" for code, count in list_reasons(snapshot, 6))
    return Text(f"  not accepted: {reasons or 'none'}", style="dim", overflow="ellipsis", no_wrap=True)
