"""A run at one moment."""

from collections.abc import Callable

import pytest

from engine.display.snapshot import CellCount, Snapshot

USUAL = Snapshot(
    name="exams-pilot",
    target=200,
    accepted=50,
    attempts=90,
    in_flight=32,
    calls=95,
    elapsed_s=65.2,
    rows_per_s=2.5,
    refused={"too_short": 3, "duplicate": 1200},
    failed={"timeout": 7},
    cells=tuple(CellCount({"answer": letter}, 50, 5 * n) for n, letter in enumerate("ABCD")),
)


@pytest.fixture
def snapshot() -> Snapshot:
    """A quarter of two hundred rows is accepted."""
    return USUAL


@pytest.fixture
def make_cells() -> Callable[[int, int], tuple[CellCount, ...]]:
    """Make many cells with long names; every third is full, the others are the emptier the later they stand."""

    def make(count: int, target: int) -> tuple[CellCount, ...]:
        accepted = [target if n % 3 == 0 else target * (count - n) // (2 * count) for n in range(count)]
        names = [{"answer": "ABCD"[n % 4], "subject": f"islamic_studies_{n:02}"} for n in range(count)]
        return tuple(CellCount(name, target, done) for name, done in zip(names, accepted, strict=True))

    return make
