"""What the program says to one item as a model would have returned it, under the default config but for lengths."""

from dataclasses import replace
from functools import cache
from typing import NamedTuple

from pydantic import ValidationError

from engine.config.load import load_config
from engine.config.sections import ValidatorsConfig
from engine.inputs import Inputs, read_inputs
from engine.judges import make_chain, make_checks
from prompts.base import TaskSpec
from prompts.discover import discover_tasks
from scripts.faults.fault import Row
from validators.base import Refusal
from validators.chain import Chain

_SETTINGS = {"sentiment": ("validators.words={text: [8, 120]}",)}
"""Task to settings beside the defaults: most tweets are shorter than the opinions that are asked for."""


class _Court(NamedTuple):
    spec: TaskSpec
    chain: Chain


def judge(task: str, row: Row, *, foreign: bool = False) -> str | None:
    """Return the reason code with which a row is refused, None where it is accepted.

    Args:
        task: Task of the row; `text` for a row with the field `text` that only the checks of any text judge.
        row: Fields as a model would return them.
        foreign: True to judge the row as one that people wrote, which is spared what real text commonly holds.
    """
    court = _open_court(task, foreign)
    try:
        reply = court.spec.reply_model.model_validate(row if task != "text" else {**row, "sentiment": "neutral"})
    except ValidationError:
        return "wrong_shape"
    item = court.spec.build(reply, {})
    item = item if isinstance(item, Refusal) else court.spec.arrange(item, {})
    if isinstance(item, Refusal):
        return item.code
    refusal = court.chain.judge(court.spec.read(item)).refusal
    return None if refusal is None else refusal.code


@cache
def _open_court(task: str, foreign: bool) -> _Court:
    spec = discover_tasks()["sentiment" if task == "text" else task]
    settings = [f"task={spec.name}", "target=1", "model=mock", *_SETTINGS.get(task, ())]
    config = load_config(None, settings, env={}).config
    judged = replace(spec, checks=lambda _: (), standard_arabic=True) if task == "text" else spec
    if foreign:
        return _Court(judged, Chain(make_checks(ValidatorsConfig(), judged, foreign=True)))
    return _Court(judged, make_chain(config, judged, _read_nothing(judged)))


def _read_nothing(spec: TaskSpec) -> Inputs:
    return read_inputs(None, 0, (), {spec.name: spec}, 0)
