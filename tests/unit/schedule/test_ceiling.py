"""The tokens of a call are bounded before it is sent: loosely at first, then by what was seen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.schedule.ceiling import UNSEEN_BYTES, Ceiling, Tokens

sizes = st.integers(1, 10**6)


def test_no_call_has_more_tokens_than_bytes() -> None:
    """Before anything was seen, bytes bound the prompt and the request the reply."""
    assert Tokens(5000 + UNSEEN_BYTES, 800) == Ceiling().bound("exams", 5000, 800)


@pytest.mark.parametrize(
    ("prompt", "completion", "bound"),
    [
        (1000, 200, Tokens(1300, 800)),
        (3000, 800, Tokens(3900, 800)),
        (7000, 900, Tokens(9096, 1170)),
        (50_000, 801, Tokens(50_000, 1042)),
        (0, 900, Tokens(9096, 800)),
        (-5, -5, Tokens(9096, 800)),
    ],
)
def test_what_was_seen_bounds_the_next_call(prompt: int, completion: int, bound: Tokens) -> None:
    """1.3 times the most tokens a byte that were counted for 5,000 bytes; a bound that was passed is no bound."""
    ceiling = Ceiling()
    ceiling.learn("exams", 5000, prompt, completion)
    assert bound == ceiling.bound("exams", 5000, 800)


def test_tasks_are_apart() -> None:
    """What was seen of one task says nothing of another."""
    ceiling = Ceiling()
    ceiling.learn("exams", 5000, 1000, 100)
    assert Ceiling().bound("grammar", 5000, 800) == ceiling.bound("grammar", 5000, 800)


@given(st.lists(st.tuples(sizes, st.integers(1, 10**6), st.integers(0, 10**6)), min_size=1, max_size=5))
def test_what_was_seen_is_within_the_bound(seen: list[tuple[int, int, int]]) -> None:
    """Every call that was seen lies within the bound for its like, however strange the counts."""
    ceiling = Ceiling()
    for size, prompt, completion in seen:
        ceiling.learn("exams", size, prompt, completion)
    for size, prompt, completion in seen:
        bound = ceiling.bound("exams", size, 800)
        assert (True, True) == (prompt <= bound.prompt + 1e-6 * prompt, completion <= bound.completion)
