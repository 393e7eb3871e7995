"""Limits of words in a config are for texts that some task of the run has."""

from collections.abc import Callable

import pytest

from engine.config.load import LoadedConfig
from engine.errors import ConfigError

Load = Callable[..., LoadedConfig]
BOTH = "tasks: [{task: exams, target: 1}, {task: sentiment, target: 1}]\n"


def test_limits_of_words_are_read_by_text(load: Load) -> None:
    """Texts of every task of the run can be named."""
    words = load(BOTH + "validators: {words: {question: [4, 60], text: [20, 70]}}").config.validators.words
    assert {"question": (4, 60), "text": (20, 70)} == words


@pytest.mark.parametrize("name", ["questoin", "text", "answer", "options"])
def test_a_text_that_no_task_has_is_an_error(load: Load, name: str) -> None:
    """It is named with its place: passed over, it would change nothing or starve the run."""
    with pytest.raises(ConfigError, match=rf"pilot\.yaml:3:\d+: validators\.words\.{name}: no text of this run"):
        load("task: exams\ntarget: 1\nvalidators: {words: {" + name + ": [1, 9]}}")


@pytest.mark.parametrize("limits", ["5", "[5]", "[9, 5]", "[-1, 5]", "[1.5, 5]", "[true, 5]", "[1, 2, 3]", "{a: 1}"])
def test_what_is_no_pair_of_bounds_is_an_error(load: Load, limits: str) -> None:
    """Least and most are whole numbers in this order."""
    with pytest.raises(ConfigError, match=r"must be \[least, most\]"):
        load("task: exams\ntarget: 1\nvalidators: {words: {question: " + limits + "}}")
