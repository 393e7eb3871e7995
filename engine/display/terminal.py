"""The live picture on a terminal: bars for cells, refusals by reason, speed and time to go."""

from collections.abc import Sequence
from heapq import nsmallest
from typing import ClassVar

from rich.console import Console, Group, RenderableType
from rich.live import Live
from rich.progress_bar import ProgressBar
from rich.table import Table
from rich.text import Text

from engine.display.snapshot import CellCount, Snapshot, format_share, list_reasons, list_speeds

EVERY_S = 0.25
_MOST_CELLS = 24
_LINES_BESIDE_CELLS = 5  # two of the head, the cells left out, the reasons, the cursor


class TerminalDisplay:
    """Redraws the picture four times a second; the last one stays on the screen.

    What else is printed on the same console while it is open appears above the picture.
    """

    every_s: ClassVar[float] = EVERY_S
    first_s: ClassVar[float] = 0.0
    shows_cells: ClassVar[bool] = True

    def __init__(self, console: Console) -> None:
        self._live = Live(console=console, auto_refresh=False, redirect_stdout=False, redirect_stderr=False)

    def show(self, snapshot: Snapshot) -> None:
        """Draw the picture."""
        self._live.start()
        size = self._live.console.size
        self._live.update(render(snapshot, size.width, size.height), refresh=True)

    def close(self) -> None:
        """Leave the last picture on the screen and give the cursor back."""
        self._live.stop()


def render(snapshot: Snapshot, width: int, height: int) -> RenderableType:
    """Return the picture of a snapshot, less than `height` lines of at most `width` columns."""
    room = max(0, min(_MOST_CELLS, height - _LINES_BESIDE_CELLS))
    bar = 20 if width >= 80 else 10
    parts = [_render_head(snapshot, bar), _line("  " + "   ".join(list_speeds(snapshot)))]
    cells = [cell for cell in snapshot.cells if cell.target]
    if room and len(cells) > 1:
        parts += _render_cells(cells, room, bar)
    return Group(*parts, _render_reasons(snapshot, width))


def _render_head(snapshot: Snapshot, bar: int) -> RenderableType:
    table = _make_grid()
    table.add_row(
        _line(snapshot.name, "bold"),
        _bar(snapshot.accepted, snapshot.target, bar + 10),
        _line(f"{snapshot.accepted:,}/{snapshot.target:,} rows"),
        _line(format_share(snapshot)),
    )
    return table


def _render_cells(cells: Sequence[CellCount], room: int, bar: int) -> list[RenderableType]:
    # The emptiest cells are the ones a user waits for; they keep their order, so that lines do not jump.
    shown = sorted(nsmallest(room, range(len(cells)), key=lambda place: cells[place].accepted / cells[place].target))
    table = _make_grid()
    for cell in map(cells.__getitem__, shown):
        counts = _line(f"{cell.accepted:,}/{cell.target:,}")
        table.add_row(_line(f"  {cell.name}"), _bar(cell.accepted, cell.target, bar), counts)
    if len(shown) == len(cells):
        return [table]
    full = sum(cell.accepted >= cell.target for cell in cells)
    return [table, _line(f"  … and {len(cells) - len(shown):,} more of {len(cells):,} cells, {full:,} full", "dim")]


def _render_reasons(snapshot: Snapshot, width: int) -> RenderableType:
    reasons = [f"{code} {count:,}" for code, count in list_reasons(snapshot)]
    if not reasons:
        return _line("  not accepted: none", "dim")
    shown = "  not accepted: " + reasons[0]
    for place, reason in enumerate(reasons[1:], start=1):
        more = f", and {len(reasons) - place} more reasons"
        last = place == len(reasons) - 1
        if len(shown) + 2 + len(reason) + (0 if last else len(more)) > width:
            shown += more
            break
        shown += f", {reason}"
    return _line(shown, "dim")


def _make_grid() -> Table:
    table = Table.grid(padding=(0, 1))
    table.add_column(no_wrap=True, overflow="ellipsis")
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True, justify="right")
    return table


def _bar(done: int, total: int, width: int) -> ProgressBar:
    return ProgressBar(total=max(1, total), completed=done, width=width)


def _line(text: str, style: str = "") -> Text:
    """Return a text that takes one line, whatever it holds; never read as markup."""
    plain = "".join(char if char.isprintable() else "\ufffd" for char in text)
    return Text(plain, style=style, no_wrap=True, overflow="ellipsis")
