"""Whoever is stopped for want of money reads what was spent, what a row cost, and what the rest would."""

import pytest

from engine.closing import COMPLETE, STARVED, explain_spending
from engine.work.purse import OVER_BUDGET
from engine.work.stopping import INTERRUPTED, Stop

DOLLAR = 10**9
STOP = Stop("stopped", "the next call can cost up to $0.02", OVER_BUDGET)


@pytest.mark.parametrize(
    ("spent", "limit", "accepted", "target", "said"),
    [
        (
            4_983_000_000,
            5 * DOLLAR,
            1234,
            2000,
            ("$4.98 spent of a budget of $5.00", "$0.0040", "766 of 2,000", "$3.09"),
        ),
        (1_234_567 * DOLLAR, None, 10_000, 10_001, ("$1,234,567.00 spent", "$123.46", "1 of 10,001", "$123.46")),
        (12_000, 13_000, 10, 20, ("$0.000012 spent of a budget of $0.000013", "$0.0000012", "10 of 20", "$0.000012")),
    ],
)
def test_an_empty_purse_is_explained(
    spent: int, limit: int | None, accepted: int, target: int, said: tuple[str, str, str, str]
) -> None:
    """State and exit code stay; small amounts keep two digits that say something."""
    first, each, missing, rest = said
    reason = f"{first}; {each} per accepted row; the rest ({missing} rows) would cost about {rest} more"
    assert Stop(STOP.state, reason, 5) == explain_spending(STOP, spent, limit, accepted, target)


def test_without_a_row_nothing_is_foretold() -> None:
    """What the next call can cost is told, and that what the rest would cost is not known."""
    reason = (
        "$0.00 spent of a budget of $0.00; the next call can cost up to $0.02; "
        "no row was accepted, so what the rest (9 of 9 rows) would cost is not known"
    )
    assert reason == explain_spending(STOP, 0, 0, 0, 9).reason


@pytest.mark.parametrize("stop", [COMPLETE, STARVED, INTERRUPTED])
def test_other_ends_speak_for_themselves(stop: Stop) -> None:
    """Only an end for want of money is explained by money."""
    assert stop is explain_spending(stop, 5 * DOLLAR, None, 1, 2)
