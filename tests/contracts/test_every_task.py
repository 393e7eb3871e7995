"""What every task folder must keep to, walked over the tasks that are there."""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from random import Random
from typing import Any

import pytest
from pydantic import ValidationError

from prompts.base import Strictness, TaskSpec
from prompts.discover import discover_tasks
from prompts.render import Renderer
from prompts.style import StyleGuide
from validators.base import Item, Refusal
from validators.chain import Chain

TASKS = tuple(discover_tasks().values())
READ_BACK = re.compile(r"\((\w+)\):\s*([^\n—]+)")
SEEDS = 120

every_task = pytest.mark.parametrize("task", TASKS, ids=lambda task: task.name)


def read_examples(task: TaskSpec, name: str) -> list[dict[str, Any]]:
    """Return the lines of one example file."""
    text = (task.folder / "examples" / name).read_text("utf-8")
    return [json.loads(line) for line in text.split("\n") if line]


def flatten(value: object) -> list[str]:
    """Return the texts of a field, those of a list without the letters before them."""
    return [str(part)[3:] for part in value] if isinstance(value, list) else [str(value)]


def judge(task: TaskSpec, reply: object, wanted: Mapping[str, str]) -> Item | str:
    """Return the finished item, or the code of its refusal."""
    try:
        parsed = task.reply_model.model_validate(reply)
    except ValidationError:
        return "wrong_shape"
    built = task.build(parsed, wanted)
    arranged = built if isinstance(built, Refusal) else task.arrange(built, wanted)
    if isinstance(arranged, Refusal):
        return arranged.code
    refusal = Chain((*task.checks(Strictness()), *task.last_checks(Strictness()))).judge(task.read(arranged)).refusal
    return arranged if refusal is None else refusal.code


def list_wanted(task: TaskSpec) -> list[dict[str, str]]:
    """Return wanted values that name every value of every dimension once, the other dimensions turning with it."""
    longest = max(len(dimension.weights) for dimension in task.dimensions)
    values = {dimension.name: list(dimension.weights) for dimension in task.dimensions}
    return [{name: each[turn % len(each)] for name, each in values.items()} for turn in range(longest)]


def same_values(wanted: Mapping[str, str], fields: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the row's values of the wanted fields."""
    return {name: fields.get(name) for name in wanted}


@every_task
def test_accepts_good_examples(task: TaskSpec) -> None:
    """Every accept example becomes a row with the fields it states."""
    examples = read_examples(task, "accept.jsonl")
    assert len(examples) >= 8
    for example in examples:
        item = judge(task, example["reply"], example["wanted"])
        assert isinstance(item, Item), (item, example)
        assert example["row"] == same_values(example["row"], item.fields)


@every_task
def test_refuses_bad_examples(task: TaskSpec) -> None:
    """Every reject example is refused with the code it states."""
    examples = read_examples(task, "reject.jsonl")
    assert len(examples) >= 8
    for example in examples:
        assert example["code"] == judge(task, example["reply"], example["wanted"]), example


@every_task
def test_examples_cover_every_check(task: TaskSpec) -> None:
    """Every reason code of a task's checks has a reject example."""
    shown = {example["code"] for example in read_examples(task, "reject.jsonl")}
    assert set() == set(Chain((*task.checks(Strictness()), *task.last_checks(Strictness()))).codes) - shown


@every_task
def test_composed_replies_pass(task: TaskSpec) -> None:
    """Every composed reply becomes a row with the wanted values, for every value and many seeds."""
    for wanted in list_wanted(task):
        for seed in range(SEEDS):
            reply = task.compose(wanted, Random(seed))
            item = judge(task, reply, wanted)
            assert isinstance(item, Item), (item, wanted, seed, reply)
            assert wanted == same_values(wanted, item.fields)


@every_task
def test_composes_whole_replies(task: TaskSpec) -> None:
    """A composed reply states every field of the reply model, even where nothing is wanted, for many seeds."""
    for seed in range(SEEDS):
        reply = task.compose({}, Random(seed))
        assert set() == set(task.reply_model.model_fields) - reply.keys()
        assert isinstance(judge(task, reply, {}), Item), (seed, reply)


@every_task
def test_composes_from_arguments_alone(task: TaskSpec) -> None:
    """The same wanted values and seed compose the same reply."""
    wanted = list_wanted(task)[0]
    assert task.compose(wanted, Random(7)) == task.compose(wanted, Random(7))


@every_task
def test_composes_for_unknown_values(task: TaskSpec) -> None:
    """A value that no task knows, in an open or an added field, still gives a row that carries it."""
    added = {dimension.name: "قيمة أخرى" for dimension in task.dimensions if not dimension.closed} | {"region": "الشام"}
    wanted = {**list_wanted(task)[0], **added}
    item = judge(task, task.compose(wanted, Random(3)), wanted)
    assert isinstance(item, Item)
    assert wanted == same_values(wanted, item.fields)


@every_task
def test_prompt_states_all_that_is_wanted(task: TaskSpec) -> None:
    """The lines of a prompt, read back, are the wanted values and the facets, and nothing else."""
    renderer = Renderer(task)
    for wanted in list_wanted(task):
        facets = {name: facet.list_phrases(wanted.get(facet.by, ""))[-1] for name, facet in task.facets.items()}
        wanted |= {"region": "الخليج العربي"}
        prompt = renderer.render(wanted, facets)
        assert {**wanted, **facets} == {name: value.strip() for name, value in READ_BACK.findall(prompt.user)}


@every_task
def test_identity_and_protected_texts(task: TaskSpec) -> None:
    """Two composed rows differ in identity, a row does not differ from itself, and protected texts are its own."""
    first, second = (judge(task, task.compose({}, Random(seed)), {}) for seed in (1, 2))
    assert isinstance(first, Item)
    assert isinstance(second, Item)
    assert task.identity(task.read(first)) == task.identity(task.read(Item(task.name, dict(first.fields))))
    assert task.identity(task.read(first)) != task.identity(task.read(second))
    assert set(task.protected(first.fields)) <= set(task.texts(first.fields).values())


def hide_words(value: Any) -> Any:
    """Return a value in which every Arabic letter is the same one."""
    if isinstance(value, str):
        return re.sub("[ء-غف-ي]", "ز", value)
    return [hide_words(each) for each in value] if isinstance(value, list) else value


@every_task
def test_style_depends_on_figures_alone(task: TaskSpec) -> None:
    """A seed whose words are hidden gives the same guidance: none of them can have come through."""
    for seed in range(SEEDS):
        item = judge(task, task.compose({}, Random(seed)), {})
        assert isinstance(item, Item)
        hidden = {name: hide_words(value) for name, value in item.fields.items()}
        shown, blind = (StyleGuide.of(task, [fields]).describe(0) for fields in (item.fields, hidden))
        assert shown == blind
        assert shown.startswith("- ")


@every_task
def test_moves_items_without_changing_them(task: TaskSpec) -> None:
    """A composed row is moved to any value of a movable field, and stays the row that it was."""
    for name, values in ((each.name, each.weights) for each in task.dimensions if each.movable):
        for seed, value in enumerate(values):
            item = judge(task, task.compose({}, Random(seed)), {})
            moved = judge(task, task.compose({}, Random(seed)), {name: value})
            assert isinstance(item, Item)
            assert isinstance(moved, Item)
            assert value == moved.fields[name]
            assert task.identity(task.read(item)) == task.identity(task.read(moved))


@every_task
def test_spoils_keys_alone(task: TaskSpec) -> None:
    """A spoilt reply still becomes a row, and says the same but for its key."""
    for seed in range(SEEDS):
        reply = task.compose({}, Random(seed))
        sound, spoilt = judge(task, reply, {}), judge(task, task.spoil(dict(reply), Random(seed)), {})
        assert isinstance(sound, Item)
        assert isinstance(spoilt, Item)
        assert task.texts(sound.fields) == task.texts(spoilt.fields)


@every_task
def test_reads_its_own_rows_as_they_are(task: TaskSpec) -> None:
    """A finished row, read as one that somebody else wrote, is the same row."""
    for seed in range(SEEDS):
        item = judge(task, task.compose({}, Random(seed)), {})
        assert isinstance(item, Item)
        assert dict(item.fields) == task.read_foreign(item.fields)


@every_task
def test_whatever_a_row_says_is_judged(task: TaskSpec) -> None:
    """A field of the task is a label or one of the texts that checks read: personal data is looked for nowhere else."""
    labels = {dimension.name for dimension in task.dimensions}
    for example in read_examples(task, "accept.jsonl"):
        item = judge(task, example["reply"], example["wanted"])
        assert isinstance(item, Item)
        said = [value for name in task.reply_model.model_fields.keys() - labels for value in flatten(item.fields[name])]
        assert [] == [text for text in said if text not in task.read(item).text]


@every_task
def test_names_strata_by_values(task: TaskSpec) -> None:
    """The stratum of a row is empty or one of the row's own planned or drawn values."""
    for wanted in list_wanted(task):
        item = judge(task, task.compose(wanted, Random(1)), wanted)
        assert isinstance(item, Item)
        assert task.stratum(item.fields) in {"", *wanted.values()}


@every_task
def test_has_readme(task: TaskSpec) -> None:
    """A task folder explains itself."""
    readme: Path = task.folder / "README.md"
    assert task.name in readme.read_text("utf-8")
