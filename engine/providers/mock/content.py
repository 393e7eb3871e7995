"""What the mock model writes: a reply to what a request asks, damaged as its profile says, from the request alone."""

import re
from collections.abc import Mapping
from random import Random
from typing import Any

import orjson

from engine.providers.mock.collapse import collapse
from engine.providers.mock.damage import damage_item, damage_text, miscount
from engine.providers.mock.profile import MockProfile
from prompts.base import TaskSpec

_SECTION = re.compile(r"^العنصر \d+:\n", re.MULTILINE)
"""Heads what a prompt for several items says of one of them."""
_MANY = "_items"
"""Ends the name of a schema for several items of a task."""
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
        self._labels = {name: {each.name: each.labels for each in spec.dimensions} for name, spec in tasks.items()}

    def reply(self, body: Mapping[str, Any]) -> tuple[str, str]:
        """Return the text and the finish reason of the answer to a chat-completions body.

        A prompt for several items is known by its schema's name, `TASK_items`, or where it has no schema by the key
        `"items"`, and gets one object `{"items": [...]}`.
        """
        prompt = str(body["messages"][-1]["content"])
        rng = Random(body["seed"] if isinstance(body.get("seed"), int) else prompt)
        if rng.random() < self._profile.refusals:
            return rng.choice(_REFUSALS), "stop"
        named = (body.get("response_format") or {}).get("json_schema", {}).get("name")
        spec = self._recognise(named, prompt)
        written: dict[str, Any]
        if named == spec.name + _MANY or (named is None and '"items"' in prompt):
            written = {"items": self._write_items(spec, prompt, rng)}
        else:
            written = self._write_item(spec, prompt, _join(body), rng)
        return damage_text(orjson.dumps(written).decode(), self._profile, rng)

    def _write_items(self, spec: TaskSpec, prompt: str, rng: Random) -> list[dict[str, Any]]:
        """Return an item for each section of a prompt, each of a seed of its own, as many as the profile lets it."""
        sections = _SECTION.split(prompt)[1:] or [prompt]
        seed = rng.getrandbits(64)
        return [
            self._write_item(spec, section, section, Random(f"{seed} {place}"))
            for place, section in enumerate(miscount(sections, self._profile, rng))
        ]

    def _write_item(self, spec: TaskSpec, section: str, asking: str, rng: Random) -> dict[str, Any]:
        """Return an item for what a section asks; `asking` is all that leads a collapsed model to what it writes."""
        asked = self._read_asked(spec, section)
        if self._profile.collapse and rng.random() < self._profile.collapse:
            spec = collapse(spec, asking)
        return damage_item(spec, asked, self._profile, rng)

    def _recognise(self, named: object, prompt: str) -> TaskSpec:
        if isinstance(named, str):
            spec = self._tasks.get(named) or self._tasks.get(named.removesuffix(_MANY))
            if spec is not None:
                return spec
        return max(self._tasks.values(), key=lambda spec: _count_fields(spec, prompt))

    def _read_asked(self, spec: TaskSpec, text: str) -> dict[str, str]:
        """Return what the lines `- NAME (FIELD): VALUE` of a prompt ask for, without ` — LABEL` of a known value."""
        labels = self._labels[spec.name]
        asked: dict[str, str] = {}
        for name, said in _ASKED.findall(text):
            value, _, label = said.strip().rpartition(" — ")
            asked[name] = value if value and labels.get(name, {}).get(value) == label else said.strip()
        return asked


def _join(body: Mapping[str, Any]) -> str:
    return "\n".join([str(message["content"]) for message in body["messages"]])


def _count_fields(spec: TaskSpec, prompt: str) -> int:
    return sum(f'"{name}"' in prompt for name in spec.reply_model.model_fields)
