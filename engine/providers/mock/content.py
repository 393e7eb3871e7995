"""What the mock model writes: a reply to what a request asks, damaged as its profile says, from the request alone."""

import re
from collections.abc import Mapping
from random import Random
from typing import Any

import orjson

from engine.providers.mock.damage import damage_item, damage_text
from engine.providers.mock.profile import MockProfile
from prompts.base import TaskSpec

_ASKED = re.compile(r"\((\w+)\):[ \t]*([^\n]+)")
_REFUSALS = (
    "عذرًا، لا أستطيع تلبية هذا الطلب.",
    "أعتذر، بصفتي نموذجًا لغويًا لا يمكنني المساعدة في ذلك.",
    "I'm sorry, but I can't help with that request.",
)


class MockModel:
    """Answers chat requests for every discovered task.

    Args:
        tasks: Task name to task; the request names its task in its response format or by the fields it asks for.
        profile: How often the model does what it should not.
    """

    def __init__(self, tasks: Mapping[str, TaskSpec], profile: MockProfile) -> None:
        self._tasks, self._profile = tasks, profile

    def reply(self, body: Mapping[str, Any]) -> tuple[str, str]:
        """Return the text and the finish reason of the answer to a chat-completions body."""
        prompt = str(body["messages"][-1]["content"])
        rng = Random(body["seed"] if isinstance(body.get("seed"), int) else prompt)
        if rng.random() < self._profile.refusals:
            return rng.choice(_REFUSALS), "stop"
        spec = self._recognise(body, prompt)
        asked = _read_asked(spec, prompt)
        item = damage_item(spec, asked, self._profile, rng)
        return damage_text(orjson.dumps(item).decode(), self._profile, rng)

    def _recognise(self, body: Mapping[str, Any], prompt: str) -> TaskSpec:
        named = (body.get("response_format") or {}).get("json_schema", {}).get("name")
        if named in self._tasks:
            return self._tasks[named]
        return max(self._tasks.values(), key=lambda spec: _count_fields(spec, prompt))


def _read_asked(spec: TaskSpec, prompt: str) -> dict[str, str]:
    """Return what the lines `- NAME (FIELD): VALUE` of a prompt ask for, without the ` — LABEL` of a known value."""
    labels = {dimension.name: dimension.labels for dimension in spec.dimensions}
    asked: dict[str, str] = {}
    for name, text in _ASKED.findall(prompt):
        value, _, label = text.strip().rpartition(" — ")
        asked[name] = value if value and labels.get(name, {}).get(value) == label else text.strip()
    return asked


def _count_fields(spec: TaskSpec, prompt: str) -> int:
    return sum(f'"{name}"' in prompt for name in spec.reply_model.model_fields)
