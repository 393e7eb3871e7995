"""What a task whose topics can grow must bring, walked over the tasks that are there."""

import pytest

from prompts.base import TaskSpec
from prompts.discover import discover_tasks

GROWING = [task for task in discover_tasks().values() if task.expansion]

every_growing_task = pytest.mark.parametrize("task", GROWING, ids=lambda task: task.name)


@every_growing_task
def test_an_expansion_is_a_task(task: TaskSpec) -> None:
    """What a task grows by is another task, which itself grows by none."""
    assert "" == discover_tasks()[task.expansion].expansion


@every_growing_task
def test_an_expansion_has_the_dimension_of_the_facet(task: TaskSpec) -> None:
    """Its rows state the value that decides for which rows their phrase is, with the same values by default."""
    facet = task.facets[task.growing]
    values = {each.name: list(each.weights) for each in task.dimensions}
    theirs = {each.name: list(each.weights) for each in discover_tasks()[task.expansion].dimensions}
    assert values[facet.by] == theirs[facet.by]


@every_growing_task
def test_the_first_text_of_an_expansion_is_its_phrase(task: TaskSpec) -> None:
    """The field that briefs take the phrase from is one that text checks read."""
    spec = discover_tasks()[task.expansion]
    assert spec.text_fields[0] in spec.texts(dict.fromkeys(spec.text_fields, "عبارة"))
