"""One JSON object a line."""

from dataclasses import replace
from io import StringIO

import orjson

from engine.display.jsonlines import make_json_display, to_json
from engine.display.snapshot import Snapshot


def test_a_snapshot_is_json(snapshot: Snapshot) -> None:
    """Counts, seconds and reasons under the names that `status --json` uses."""
    assert {
        "name": "exams-pilot",
        "target": 200,
        "accepted": 50,
        "attempts": 90,
        "in_flight": 32,
        "calls": 95,
        "elapsed_s": 65.2,
        "rows_per_s": 2.5,
        "eta_s": 60.0,
        "rejected": {"too_short": 3, "duplicate": 1200},
        "failed": {"timeout": 7},
    } == to_json(snapshot)


def test_no_time_to_go_is_null(snapshot: Snapshot) -> None:
    """Before the first row there is none."""
    assert to_json(replace(snapshot, rows_per_s=0.0))["eta_s"] is None


def test_every_line_is_an_object_and_the_last_says_done(snapshot: Snapshot) -> None:
    """Programs read line by line, and need no other sign of the end."""
    stream = StringIO()
    display = make_json_display(stream)
    for done in (False, True):
        display.show(replace(snapshot, name="\u2028\n", done=done))
    assert ["progress", "done"] == [orjson.loads(line)["event"] for line in stream.getvalue().split("\n")[:-1]]


def test_an_object_is_written_at_once_and_then_every_second() -> None:
    """A program that watches knows from the start that there is something to watch; no cell is counted for it."""
    display = make_json_display(StringIO())
    assert (0.0, 1.0, False) == (display.first_s, display.every_s, display.shows_cells)
