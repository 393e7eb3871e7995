"""One line every few seconds."""

from dataclasses import replace
from io import StringIO

import anyio

from engine.display.plain import EVERY_S, PlainDisplay, format_line
from engine.display.snapshot import Snapshot
from engine.testing import VirtualClock


def test_a_line_says_everything(snapshot: Snapshot) -> None:
    """Rows, share, speed, time to go, and why attempts were not accepted."""
    assert (
        "exams-pilot: 50/200 rows (25%), 2.5 rows/s, ETA 1:00, 32 in flight, 1:05 elapsed, "
        "1,210 not accepted (duplicate 1,200, failed:timeout 7, too_short 3)"
    ) == format_line(snapshot)


def test_a_line_names_four_reasons_at_most(snapshot: Snapshot) -> None:
    """The others are counted; all attempts are."""
    line = format_line(replace(snapshot, refused={f"code_{n}": 9 - n for n in range(6)}, failed={}))
    assert line.endswith("39 not accepted (code_0 9, code_1 8, code_2 7, code_3 6, 2 more reasons)")


def test_a_line_without_refusals_is_short(snapshot: Snapshot) -> None:
    """No empty brackets."""
    assert format_line(replace(snapshot, refused={}, failed={})).endswith(", 0 not accepted")


def test_a_million_rows_are_readable(snapshot: Snapshot) -> None:
    """Large numbers have separators."""
    assert "370,000/1,000,000 rows (37%)" in format_line(replace(snapshot, accepted=370_000, target=1_000_000))


def test_a_line_is_one_line_without_control_codes(snapshot: Snapshot) -> None:
    """Whatever a name holds."""
    assert format_line(replace(snapshot, name="a\n\x1b[31m\u202eb")).isprintable()


async def test_lines_are_written_every_few_seconds_and_at_the_end(snapshot: Snapshot) -> None:
    """Two waits give two lines, and closing a third."""
    stream, clock = StringIO(), VirtualClock()
    display = PlainDisplay(lambda: snapshot, clock, stream)
    async with anyio.create_task_group() as group:
        group.start_soon(display.run)
        while len(clock.slept) < 3:
            await anyio.lowlevel.checkpoint()
        group.cancel_scope.cancel()
    written = len(stream.getvalue().splitlines())
    display.close()
    assert {EVERY_S} == set(clock.slept)
    assert [format_line(snapshot)] * (written + 1) == stream.getvalue().splitlines()
