"""Python literals with arrays inside, and everything that is none."""

import warnings
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.dataset.python_repr import MAX_LENGTH, read_repr

PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=10,
)


@given(PLAIN)
def test_a_repr_is_read_back(value: object) -> None:
    """Whatever plain value Python wrote comes back the same."""
    assert value == read_repr(repr(value))


def test_arrays_are_lists() -> None:
    """Numpy's arrays, over several lines and inside each other, become lists."""
    text = "{'text': array(['أ', 'ب'],\n      dtype=object), 'deep': array([array([1, 2]), array([3])], dtype=object)}"
    assert {"text": ["أ", "ب"], "deep": [[1, 2], [3]]} == read_repr(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "open('x')",
        "__import__('os').system('true')",
        "array(open('x'))",
        "array([(lambda: 1)()])",
        "np.array([1])",
        "array()",
        "[x for x in (1,)]",
        "f'{1}'",
        "{'a': b}",
        "{'a': 1",
        "{[]: 1}",
        "1 +",
        "a = 1",
        "'a\0b'",
        "9" * 5000,
    ],
)
def test_what_is_no_literal_is_refused(text: str) -> None:
    """Calls, names, comprehensions, half literals and doubtful escapes are errors in one line."""
    with pytest.raises(ValueError, match=r"^not a Python literal \(\w+\)$"):
        read_repr(text)


@pytest.mark.parametrize(
    "text",
    [
        "(" * 90_000,
        "[" * 40_000 + "]" * 40_000,
        "{1:" * 30_000,
        "-" * 90_000 + "1",
        "not " * 20_000 + "1",
        "1" + "+1" * 40_000,
        "a" + ".b" * 40_000,
        "a" + "[0]" * 30_000,
        "array(" * 10_000,
        "lambda:" * 12_000 + "1",
    ],
    ids=lambda text: text[:8],
)
def test_deep_nesting_is_refused(text: str) -> None:
    """However deep a text is nested, it is an error like any other."""
    with pytest.raises(ValueError, match=r"^not a Python literal"):
        read_repr(text)


def test_a_long_text_is_refused() -> None:
    """The limit is told."""
    with pytest.raises(ValueError, match=r"^longer than 100,000 characters$"):
        read_repr(" " * (MAX_LENGTH + 1))


def test_nothing_is_executed(tmp_path: Path) -> None:
    """A text that would write a file if it were run leaves no file."""
    path = tmp_path / "proof"
    call = f"open({str(path)!r}, 'w')"
    for text in (call, f"array([{call}])", f"{{'a': {call}}}", f"array([1], dtype={call}) + 1"):
        with pytest.raises(ValueError, match="not a Python literal"):
            read_repr(text)
    assert not path.exists()


def test_a_doubtful_escape_is_refused_in_silence() -> None:
    """Python warns of it, whatever the program does with warnings; a repr has none."""
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        with pytest.raises(ValueError, match="not a Python literal"):
            read_repr("'\\d'")
    assert [] == warned
