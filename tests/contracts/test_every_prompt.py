"""What the prompts of every task must keep to: their templates, the schema of a reply, and the facets of a brief."""

import re

import pytest

from prompts.base import TaskSpec
from prompts.discover import discover_tasks
from prompts.render import Renderer, json_schema, make_environment

TASKS = tuple(discover_tasks().values())
VALUES = ("count", "items", "lines", "style", "persona", "parent")

every_task = pytest.mark.parametrize("task", TASKS, ids=lambda task: task.name)


@every_task
def test_prompt_names_labels(task: TaskSpec) -> None:
    """Every labelled value stands in the prompt with its Arabic label behind it."""
    renderer = Renderer(task)
    for dimension in task.dimensions:
        for value, label in dimension.labels.items():
            assert f"({dimension.name}): {value} — {label}\n" in renderer.render({dimension.name: value}, {}).user


@every_task
def test_prompt_asks_for_every_reply_field(task: TaskSpec) -> None:
    """The format part of a prompt names every key of the reply model."""
    user = Renderer(task).render({}, {}).user
    assert [name for name in task.reply_model.model_fields if f'"{name}"' not in user] == []


@every_task
def test_templates_compile(task: TaskSpec) -> None:
    """Every template of a task and of the shared folder compiles."""
    environment = make_environment(task.folder)
    names = [path.name for path in task.folder.glob("*.j2")]
    assert {"system.ar.j2", "user.ar.j2"} <= set(names)
    for name in names:
        environment.get_template(name)


@every_task
def test_schema_is_strict(task: TaskSpec) -> None:
    """The schema of a reply requires every key, allows no other, and offers just the values of closed dimensions."""
    schema = json_schema(task)
    assert set(task.reply_model.model_fields) == set(schema["required"]) == set(schema["properties"])
    assert schema["additionalProperties"] is False
    closed = {dimension.name: list(dimension.weights) for dimension in task.dimensions if dimension.closed}
    assert closed == {name: schema["properties"][name]["enum"] for name in closed}


@every_task
def test_facets_offer_choice(task: TaskSpec) -> None:
    """Every list of phrases has four or more, all different, none of which breaks a prompt's line or a key."""
    for facet in task.facets.values():
        for phrases in facet.values.values():
            assert 4 <= len(set(phrases)) == len(phrases)
            assert [phrase for phrase in phrases if re.search(r"[\n—|]|\):", phrase)] == []


@every_task
def test_facets_go_by_dimensions(task: TaskSpec) -> None:
    """A facet is no field of a row; one that goes by a dimension has phrases for each of its values, and no other."""
    values = {dimension.name: set(dimension.weights) for dimension in task.dimensions}
    assert set() == task.facets.keys() & {*values, *task.reply_model.model_fields, "style", "temperature_shift"}
    for facet in task.facets.values():
        wanted = values[facet.by] if facet.by else {""}
        assert wanted == set(facet.values) - ({""} - wanted)


@every_task
def test_facets_have_names(task: TaskSpec) -> None:
    """Every planned or drawn value and every facet has an Arabic name in the prompt."""
    names = vars(make_environment(task.folder).get_template("user.ar.j2").make_module(dict.fromkeys(VALUES, "")))[
        "names"
    ]
    assert names.keys() == {*task.facets, *(dimension.name for dimension in task.dimensions)}
