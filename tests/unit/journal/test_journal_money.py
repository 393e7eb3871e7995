"""What a journal says was spent: never less than what was, after an orderly end and after a crash."""

from dataclasses import replace

import pytest

from engine.journal.events import Accepted, Closed, Epoch, Event, Failed, Opened, Refused, Reserved
from engine.journal.replay import RunHistory, fold

OPENED = Opened(1, "pilot", 42, "c0ffee", 1.5)
FIRST = Epoch(0, 1.5, "c0ffee", (), "openai:gpt-4o", {}, {})
SECOND = replace(FIRST, number=1)
ROW = Accepted("exams", 0, 0, "exams-1", ("A",), 0, 0, 20, 123, 10, 20, 1, 300)
REFUSED = Refused("exams", 1, 0, "leak", 0, 0, 30, 10, 20, 2, 200)
FAILED = Failed("exams", 2, 0, "bad_response", 10, 0, 3, 50)
CLOSED = Closed("stopped", 3.5, 0.5, (), "limit", 70)


def _fold(*events: Event) -> RunHistory:
    return fold((OPENED, FIRST, *events))


@pytest.mark.parametrize(
    ("events", "spent"),
    [
        ((), 0),
        ((ROW, REFUSED, FAILED), 550),
        ((Reserved(1000), ROW, REFUSED, FAILED, CLOSED), 620),
        ((Reserved(1000),), 1000),
        ((Reserved(1000), ROW, Reserved(400), REFUSED), 1400),
        ((Reserved(1000), ROW, SECOND), 1000),
        ((Reserved(1000), ROW, CLOSED, SECOND, Reserved(500)), 870),
        ((Reserved(1000), ROW, CLOSED, SECOND, Reserved(500), REFUSED, replace(CLOSED, lost=0)), 570),
    ],
)
def test_what_was_spent(events: tuple[Event, ...], spent: int) -> None:
    """Costs of attempts, what ended processes lost, and of one that works or died every tranche as a whole."""
    assert spent == _fold(*events).spent


def test_a_provider_may_charge_more_than_was_reserved() -> None:
    """A cost above its tranche is the cost; nothing becomes negative."""
    history = _fold(Reserved(100), ROW)
    assert (300, 0, 300) == (history.settled, history.unsettled, history.spent)


def test_a_cost_is_that_of_its_task() -> None:
    """Tasks carry what their attempts cost, whatever became of them."""
    assert 550 == _fold(ROW, REFUSED, FAILED).tasks["exams"].usage.cost


def test_a_death_that_is_written_down_changes_nothing() -> None:
    """Whether the next process has closed the dead one or not, the same is spent."""
    dead = _fold(Reserved(1000), ROW)
    closed = _fold(Reserved(1000), ROW, replace(CLOSED, lost=dead.unsettled), SECOND)
    assert (1000, 1000, 0) == (dead.spent, closed.spent, closed.unsettled)
