"""One line every few seconds."""

from dataclasses import replace
from io import StringIO

from engine.display.plain import format_line, make_plain_display
from engine.display.snapshot import Snapshot


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


def test_every_snapshot_is_a_line(snapshot: Snapshot) -> None:
    """The last one too; a log can be followed while it grows."""
    stream = StringIO()
    display = make_plain_display(stream)
    for done in (False, True):
        display.show(replace(snapshot, done=done))
    display.close()
    assert [format_line(snapshot)] * 2 == stream.getvalue().splitlines()


def test_lines_are_seconds_apart() -> None:
    """Five seconds each, the first one too: a run that is shorter has one line; no cell is counted for it."""
    display = make_plain_display(StringIO())
    assert (5.0, 5.0, False) == (display.first_s, display.every_s, display.shows_cells)
