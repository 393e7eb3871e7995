"""What is remembered of texts."""

from validators.recent import LONGEST, remember_recent


def count_calls(text: str) -> int:
    """Return how often a text is looked at by a function that is asked about it twice."""
    seen: list[str] = []
    look = remember_recent(1)(seen.append)
    look(text)
    look(text)
    return len(seen)


def test_a_short_text_is_looked_at_once() -> None:
    """What it came to is still known."""
    assert 1 == count_calls("ا" * LONGEST)


def test_a_long_text_is_not_held() -> None:
    """It is looked at again."""
    assert 2 == count_calls("ا" * (LONGEST + 1))
