"""What every display shows, in words."""

from dataclasses import replace

import pytest

from engine.display.snapshot import CellCount, Snapshot, format_duration, format_share, list_reasons, list_speeds


def test_a_cell_is_named_by_its_values() -> None:
    """One word of all values; a task without quotas has rows only."""
    cells = [CellCount({"task": "exams", "answer": "A"}, 1, 0), CellCount({}, 1, 0)]
    assert ["exams/A", "rows"] == [cell.name for cell in cells]


def test_time_to_go_follows_from_the_rate(snapshot: Snapshot) -> None:
    """A hundred and fifty rows at two and a half a second take a minute."""
    assert 60 == snapshot.eta_s


def test_without_a_rate_nobody_knows_the_end(snapshot: Snapshot) -> None:
    """Before the first row there is no time to go."""
    assert replace(snapshot, rows_per_s=0.0).eta_s is None


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [(None, "-"), (0, "0:00"), (59.6, "1:00"), (3599.4, "59:59"), (3723, "1:02:03"), (10**9, "277,777:46:40")],
)
def test_durations_are_shown_as_a_clock_does(seconds: float | None, shown: str) -> None:
    """Minutes and seconds, hours where there are any."""
    assert shown == format_duration(seconds)


@pytest.mark.parametrize(
    ("accepted", "target", "shown"),
    [(0, 200, "0%"), (50, 200, "25%"), (999_999, 1_000_000, "99%"), (200, 200, "100%"), (0, 0, "0%")],
)
def test_a_share_is_whole_only_at_the_end(snapshot: Snapshot, accepted: int, target: int, shown: str) -> None:
    """One row short of a million is not 100%."""
    assert shown == format_share(replace(snapshot, accepted=accepted, target=target))


def test_speeds_are_told_in_one_order(snapshot: Snapshot) -> None:
    """Rate, time to go, calls in flight, time worked."""
    assert ["2.5 rows/s", "ETA 1:00", "32 in flight", "1:05 elapsed"] == list_speeds(snapshot)


@pytest.mark.parametrize("changes", [{"accepted": 200}, {"rows_per_s": 0.0}])
def test_no_time_to_go_is_told_where_there_is_none(snapshot: Snapshot, changes: dict[str, float]) -> None:
    """Neither at the end nor before the first row."""
    told = list_speeds(replace(snapshot, **changes))  # type: ignore[arg-type]
    assert not any("ETA" in part for part in told)


def test_reasons_come_commonest_first(snapshot: Snapshot) -> None:
    """Refusals and failures together; equal ones by name."""
    shown = list_reasons(replace(snapshot, refused={"b": 7, "a": 7, "c": 9}))
    assert [("c", 9), ("a", 7), ("b", 7), ("failed:timeout", 7)] == shown
