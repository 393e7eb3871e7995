"""A budget is never exceeded, never forgotten by a crash, and does not lie idle in tranches."""

from dataclasses import dataclass, field

import pytest
from hypothesis import assume
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from engine.schedule.budget import Budget, Decision, Verdict, read_usd, to_usd

LIMIT = 100_000


def _ask(budget: Budget, amount: int) -> Verdict:
    """Ask, opening tranches as they are needed, and return the last verdict."""
    while (decision := budget.reserve(amount)).verdict is Verdict.NEEDS_TRANCHE:
        budget.open_tranche(decision.tranche)
    return decision.verdict


def test_nothing_is_granted_before_a_tranche_is_open() -> None:
    """The first wish needs one, and is granted when it is open."""
    budget = Budget(LIMIT, 0)
    decision = budget.reserve(100)
    assert (Verdict.NEEDS_TRANCHE, 0) == (decision.verdict, budget.unsettled)
    budget.open_tranche(decision.tranche)
    assert (Verdict.GRANTED, 100) == (budget.reserve(100).verdict, budget.unsettled)


@pytest.mark.parametrize(
    ("spent", "in_flight", "amount", "verdict"),
    [
        (0, 0, 100, Verdict.GRANTED),
        (0, 0, 101, Verdict.OVER),
        (99, 0, 1, Verdict.GRANTED),
        (99, 0, 2, Verdict.OVER),
        (50, 30, 20, Verdict.GRANTED),
        (50, 30, 21, Verdict.WAIT),
        (50, 30, 50, Verdict.WAIT),
        (50, 30, 51, Verdict.OVER),
        (100, 0, 0, Verdict.GRANTED),
        (200, 0, 0, Verdict.OVER),
    ],
)
def test_verdicts(spent: int, in_flight: int, amount: int, verdict: Verdict) -> None:
    """Of a limit of 100: granted to the last digit, waited for while calls in flight may turn out cheaper."""
    budget = Budget(100, spent)
    assert all(_ask(budget, other) is Verdict.GRANTED for other in (in_flight,) if other)
    assert verdict is _ask(budget, amount)


def test_what_is_not_used_can_be_used_again() -> None:
    """A call that cost less than its worst case frees the rest, one whose end is unknown frees nothing."""
    budget = Budget(100, 0)
    assert [Verdict.GRANTED, Verdict.GRANTED, Verdict.WAIT] == [_ask(budget, 50) for _ in range(3)]
    budget.lose(50)
    assert (Verdict.OVER, 50, 50) == (_ask(budget, 51), budget.spent, budget.lost)
    budget.settle(50, 10)
    assert (Verdict.GRANTED, 60) == (_ask(budget, 40), budget.spent)


def test_without_a_limit_everything_is_granted_from_tranches() -> None:
    """So that a limit given after a crash counts what the crash may have cost."""
    budget = Budget(None, 10**15)
    assert Verdict.NEEDS_TRANCHE is budget.reserve(10**12).verdict
    assert {Verdict.GRANTED} == {_ask(budget, 10**12) for _ in range(1000)}


def test_a_call_may_cost_more_than_was_reserved() -> None:
    """Then the limit is passed by what nobody could know; what follows is over, not broken."""
    budget = Budget(1000, 0)
    assert Verdict.GRANTED is _ask(budget, 100)
    budget.settle(100, 700)
    assert (700, Verdict.GRANTED) == (budget.spent, _ask(budget, 300))
    budget.settle(300, 5000)
    assert (5700, Verdict.OVER) == (budget.spent, _ask(budget, 1))


def test_tranches_are_rare_and_small() -> None:
    """64 calls in flight at a fifth of their worst case: a tranche lasts for 50 calls or more, and takes 4% at most."""
    budget, worst, opened, calls = Budget(10**9, 0), 50_000, list[int](), 0
    flight: list[int] = []
    while True:
        decision = budget.reserve(worst)
        if decision.tranche:
            opened.append(decision.tranche)
            budget.open_tranche(decision.tranche)
        if decision.verdict is Verdict.GRANTED:
            flight.append(worst)
            calls += 1
        elif decision.verdict is not Verdict.NEEDS_TRANCHE and not flight:
            break
        if len(flight) == 64 or decision.verdict is Verdict.WAIT:
            budget.settle(flight.pop(), worst // 5)
    assert calls / len(opened) >= 50
    assert max(opened) <= 10**9 // 25
    assert budget.spent > 10**9 - worst


def test_a_tranche_is_asked_for_before_the_last_is_used_up() -> None:
    """A wish that is granted can carry the size of the next tranche, so that nobody has to wait for it."""
    budget = Budget(None, 0)
    budget.open_tranche(1000)
    answers = [budget.reserve(100) for _ in range(10)]
    assert {Verdict.GRANTED} == {answer.verdict for answer in answers}
    assert Decision(Verdict.GRANTED) == answers[0]
    assert all(answer.tranche > 0 for answer in answers[6:])


@pytest.mark.parametrize(("usd", "nano"), [(5.0, 5 * 10**9), (0.1, 10**8), (1e-10, 0), (0.0, 0), (1e9, 10**18)])
def test_dollars_are_read_exactly(usd: float, nano: int) -> None:
    """A limit is what was typed, and never rounded up."""
    assert (nano, nano / 10**9) == (read_usd(usd), to_usd(nano))


@dataclass
class _Process:
    """One process: its budget, what it had the journal remember, and what really happened."""

    budget: Budget
    opened: int = 0
    journalled: int = 0
    flight: list[int] = field(default_factory=list)
    unwritten: list[int] = field(default_factory=list)


class Processes(RuleBasedStateMachine):
    """Processes spend, crash and go on."""

    @initialize(limit=st.integers(0, LIMIT) | st.none())
    def start(self, limit: int | None) -> None:
        """Begin with nothing spent."""
        self.limit, self.before, self.truth = limit, 0, 0
        self.process = _Process(Budget(limit, 0))

    @rule(amount=st.integers(0, LIMIT // 5))
    def reserve(self, amount: int) -> None:
        """Wish for a call, opening the tranches that are asked for."""
        process = self.process
        decision = process.budget.reserve(amount)
        if decision.tranche:
            process.opened += decision.tranche
            process.budget.open_tranche(decision.tranche)
        if decision.verdict is Verdict.NEEDS_TRANCHE:
            decision = process.budget.reserve(amount)
            assert decision.verdict is Verdict.GRANTED
        if decision.verdict is Verdict.GRANTED:
            process.flight.append(amount)
        elif decision.verdict is Verdict.WAIT:
            assert process.flight

    @rule(data=st.data(), known=st.booleans())
    def end(self, data: st.DataObject, known: bool) -> None:
        """End a call that cost its worst case or less; sometimes nobody learns what."""
        process = self.process
        assume(process.flight)
        reserved = process.flight.pop(data.draw(st.integers(0, len(process.flight) - 1)))
        cost = data.draw(st.integers(0, reserved))
        self.truth += cost
        if known:
            process.budget.settle(reserved, cost)
            process.unwritten.append(cost)
        else:
            process.budget.lose(reserved)

    @rule()
    def write(self) -> None:
        """Let the costs so far become durable."""
        self.process.journalled += sum(self.process.unwritten)
        self.process.unwritten.clear()

    @rule(data=st.data())
    def crash(self, data: st.DataObject) -> None:
        """Die, while some of the calls in flight are charged; the next process counts what the journal knows."""
        process = self.process
        self.truth += sum(data.draw(st.integers(0, reserved)) for reserved in process.flight)
        self.before += process.journalled + max(process.opened - process.journalled, 0)
        self.process = _Process(Budget(self.limit, self.before))

    @invariant()
    def nothing_is_exceeded(self) -> None:
        """Spent and reserved are within the limit and the tranches, and the truth within what is counted."""
        budget, process = self.process.budget, self.process
        assert self.limit is None or budget.spent + budget.unsettled <= self.limit
        assert self.limit is None or self.before + process.opened <= self.limit
        assert budget.spent + budget.unsettled <= self.before + process.opened
        assert self.truth <= budget.spent


test_no_order_of_events_exceeds_a_budget = Processes.TestCase
