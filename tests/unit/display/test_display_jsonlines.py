"""One JSON object a line."""

from dataclasses import replace
from io import StringIO

import anyio
import orjson

from engine.display.jsonlines import EVERY_S, JsonDisplay, to_json
from engine.display.snapshot import Snapshot
from engine.testing import VirtualClock


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


async def test_every_line_is_an_object_and_the_last_says_done(snapshot: Snapshot) -> None:
    """Programs read line by line, and need no other sign of the end."""
    stream, clock = StringIO(), VirtualClock()
    display = JsonDisplay(lambda: replace(snapshot, name="\u2028\n"), clock, stream)
    async with anyio.create_task_group() as group:
        group.start_soon(display.run)
        while not clock.slept:
            await anyio.lowlevel.checkpoint()
        group.cancel_scope.cancel()
    display.close()
    events = [orjson.loads(line)["event"] for line in stream.getvalue().split("\n")[:-1]]
    assert {EVERY_S} == set(clock.slept)
    assert ["progress"] * (len(events) - 1) + ["done"] == events
