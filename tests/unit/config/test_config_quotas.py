"""The quotas that are planned: a task's own, those of the config in their place, and the user's after them."""

from collections.abc import Callable

import pytest

from engine.config.load import LoadedConfig

Load = Callable[..., LoadedConfig]
BASE = "task: exams\ntarget: 20\n"


@pytest.mark.parametrize(
    ("quotas", "expected"),
    [
        ("", {"answer": {"A": 5, "B": 5, "C": 5, "D": 5}}),
        ("quotas:", {"answer": {"A": 5, "B": 5, "C": 5, "D": 5}}),
        ("quotas: {answer: {B: 1, A: 3}}", {"answer": {"A": 15, "B": 5}}),
        ("quotas: {answer: {counts: {B: 19, A: 1}}}", {"answer": {"A": 1, "B": 19}}),
        (
            "quotas: {subject: {history: 1, botany: 1}}",
            {"answer": {"A": 5, "B": 5, "C": 5, "D": 5}, "subject": {"history": 10, "botany": 10}},
        ),
        (
            "quotas: {region: {NO: 1, 1: 2, true: 1}, subject: {x: 0.1}, answer: {D: 1}}",
            {"answer": {"D": 20}, "subject": {"x": 20}, "region": {"NO": 5, "1": 10, "true": 5}},
        ),
        ("quotas: {answer: {A: 1, B: 0}}", {"answer": {"A": 20, "B": 0}}),
        (
            "quotas: {region: {counts: 3, x: 1}, answer: {A: 1}}",
            {"answer": {"A": 20}, "region": {"counts": 15, "x": 5}},
        ),
    ],
)
def test_quotas_are_the_tasks_unless_the_config_names_the_dimension(
    load: Load, quotas: str, expected: dict[str, dict[str, int]]
) -> None:
    """Known dimensions come first in the task's order, closed values in its order, keys as they were typed."""
    [settings] = load(BASE + quotas).settings
    planned = {each.name: dict(zip(each.values, each.apportion(20), strict=True)) for each in settings.quotas}
    assert list(expected.items()) == list(planned.items())
    assert [list(values) for values in expected.values()] == [list(values) for values in planned.values()]


def test_each_data_set_has_its_own_settings(load: Load) -> None:
    """Several data sets keep their order, each with its task's spec, target and quotas."""
    settings = load("tasks: [{task: sentiment, target: 10}, {task: exams, target: 5}]").settings
    assert [(each.task, each.spec.name, each.target, each.quotas[0].name) for each in settings] == [
        ("sentiment", "sentiment", 10, "sentiment"),
        ("exams", "exams", 5, "answer"),
    ]


def test_aliases_and_merges_are_read(load: Load) -> None:
    """An anchor may be used again, and `<<` brings keys that the mapping does not have itself."""
    one = "&one {task: exams, target: 5, quotas: {answer: {A: 1}}}"
    text = f"tasks:\n- {one}\n- {{<<: *one, task: sentiment, quotas: }}\n"
    exams, sentiment = load(text).config.tasks
    assert (
        sentiment.target,
        list(exams.quotas["answer"].amounts),
        list(sentiment.quotas["sentiment"].amounts),
    ) == (5, ["A"], ["positive", "negative", "neutral"])
