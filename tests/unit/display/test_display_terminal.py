"""The live picture on a terminal."""

import re
from collections.abc import Callable
from dataclasses import replace
from io import StringIO

import pytest
from rich.console import Console

from engine.display.snapshot import CellCount, Snapshot
from engine.display.terminal import TerminalDisplay, render

MakeCells = Callable[[int, int], tuple[CellCount, ...]]


def draw(snapshot: Snapshot, width: int = 80, height: int = 24) -> list[str]:
    """Return the lines of the picture on a terminal of this size, without colours."""
    console = Console(file=StringIO(), width=width, height=height, force_terminal=True, record=True)
    console.print(render(snapshot, width, height))
    return console.export_text().splitlines()


def test_the_picture_says_everything(snapshot: Snapshot) -> None:
    """Rows of the run, speeds, a bar for each cell, and why attempts were not accepted."""
    lines = ["".join(char for char in line if char.isascii()).split() for line in draw(snapshot)]
    assert [
        ["exams-pilot", "50/200", "rows", "25%"],
        ["2.5", "rows/s", "ETA", "1:00", "32", "in", "flight", "1:05", "elapsed"],
        ["A", "0/50"],
        ["B", "5/50"],
        ["C", "10/50"],
        ["D", "15/50"],
        ["not", "accepted:", "duplicate", "1,200,", "failed:timeout", "7,", "too_short", "3"],
    ] == lines


@pytest.mark.parametrize("count", [1, 2, 15, 16, 60, 1000])
@pytest.mark.parametrize("height", [2, 5, 6, 10, 24, 60])
@pytest.mark.parametrize("width", [20, 60, 80, 200])
def test_the_picture_fits_the_terminal(
    snapshot: Snapshot, make_cells: MakeCells, count: int, height: int, width: int
) -> None:
    """Whatever the number of cells, it is lower than the terminal (but for three lines) and no wider."""
    large = replace(snapshot, target=1_000_000, accepted=999_999, cells=make_cells(count, 1_000_000 // count))
    lines = draw(large, width, height)
    assert max(3, height - 1) >= len(lines)
    assert width >= max(map(len, lines))


def test_sixty_columns_show_whole_numbers(snapshot: Snapshot, make_cells: MakeCells) -> None:
    """On a narrow terminal no number and no name of a million rows in sixty cells is cut."""
    large = replace(snapshot, target=1_000_000, accepted=370_000, cells=make_cells(60, 16_666))
    lines = draw(large, 60, 24)
    assert [] == [line for line in lines[:-2] if "…" in line]
    assert "370,000/1,000,000 rows 37%" in lines[0]
    assert all(line.endswith("/16,666") for line in lines[2:-2])


def test_the_emptiest_cells_are_shown_in_their_order(snapshot: Snapshot, make_cells: MakeCells) -> None:
    """The rest is counted, and so are the full ones."""
    lines = draw(replace(snapshot, cells=make_cells(60, 100)), height=10)
    assert [53, 55, 56, 58, 59] == [int(line.split()[0][-2:]) for line in lines[2:7]]
    assert "  … and 55 more of 60 cells, 20 full" == lines[7]


def test_a_single_cell_is_not_shown_twice(snapshot: Snapshot) -> None:
    """It would say what the head says; cells without a target say nothing."""
    cells = (CellCount({}, 200, 50), CellCount({"answer": "E"}, 0, 0))
    assert 3 == len(draw(replace(snapshot, cells=cells)))


def test_reasons_are_shown_whole_or_counted(snapshot: Snapshot) -> None:
    """As many as fit, and how many more there are."""
    many = replace(snapshot, refused={f"reason_number_{n}": 10 - n for n in range(9)}, failed={})
    assert "  not accepted: reason_number_0 10, reason_number_1 9, and 7 more reasons" == draw(many, 80)[-1]
    assert "  not accepted: none" == draw(replace(snapshot, refused={}, failed={}))[-1]


@pytest.mark.parametrize("name", ["[/bold]", "[red]x", "a\nb", "\x1b[31mred", "\u202eabc", ":smile:"])
def test_names_are_shown_as_they_are(snapshot: Snapshot, name: str) -> None:
    """Brackets are no markup, and control codes do not reach the terminal."""
    cells = (CellCount({"subject": name}, 100, 1), CellCount({"subject": "x"}, 100, 2))
    lines = draw(replace(snapshot, name=name, cells=cells))
    shown = "".join(char if char.isprintable() else "\ufffd" for char in name)
    assert (5, True, True) == (len(lines), lines[0].startswith(shown), lines[2].startswith(f"  {shown}"))


def test_no_colour_is_used_where_none_is_wanted(snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch) -> None:
    """With NO_COLOR set, bars tell what is done by their length: no code that sets a colour is written."""
    written: dict[str, str] = {}
    for wish in ("", "1"):
        monkeypatch.setenv("NO_COLOR", wish)
        stream = StringIO()
        console = Console(file=stream, width=80, force_terminal=True, color_system="truecolor")
        console.print(render(snapshot, 80, 24))
        written[wish] = stream.getvalue()
    coloured = {wish: re.search(r"\x1b\[[39]\d", text) is not None for wish, text in written.items()}
    assert {"": True, "1": False} == coloured
    assert written["1"].count("━") < written[""].count("━")


@pytest.fixture
def terminal() -> Console:
    """Make a terminal whose text can be read."""
    return Console(file=StringIO(), width=80, height=24, force_terminal=True, color_system=None)


def _read(terminal: Console) -> str:
    assert isinstance(terminal.file, StringIO)
    return terminal.file.getvalue()


def test_the_last_picture_stays(snapshot: Snapshot, terminal: Console) -> None:
    """Closing draws the end once more below nothing else, and gives the cursor back."""
    display = TerminalDisplay(terminal)
    for accepted in (50, 50, 200):
        display.show(replace(snapshot, accepted=accepted))
    display.close()
    assert "200/200 rows 100%" in _read(terminal).rpartition("rows/s")[0][-120:]
    assert _read(terminal).endswith("\x1b[?25h")


def test_what_is_told_meanwhile_stands_above_the_picture(snapshot: Snapshot, terminal: Console) -> None:
    """A sentence on the same terminal is not overwritten by the next picture, and leaves no half of one behind."""
    display = TerminalDisplay(terminal)
    display.show(snapshot)
    terminal.print("stopping")
    display.show(snapshot)
    display.close()
    before, told, after = _read(terminal).partition("stopping\n")
    assert ("stopping\n", True, True) == (told, before.endswith("\x1b[2K"), after.startswith("exams-pilot"))


def test_a_terminal_shows_cells(terminal: Console) -> None:
    """It asks for them, four times a second from the start."""
    display = TerminalDisplay(terminal)
    assert (True, 0.0, 0.25) == (display.shows_cells, display.first_s, display.every_s)
