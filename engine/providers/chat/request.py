"""Writes the bytes of requests in one dialect; what does not change between rows is encoded once."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import orjson

from engine.providers.chat.dialect import Dialect
from engine.records import Ask, HttpRequest

MOST_TOKENS = 131_072
"""The longest reply that is ever asked for, in tokens."""

_MOST_KEPT = 256

HOTTEST = 2.0
"""Largest temperature that endpoints take."""


@dataclass(frozen=True, slots=True)
class Generation:
    """Sampling settings of a model.

    Attributes:
        max_tokens: Longest reply for one object, in tokens.
    """

    temperature: float
    top_p: float
    max_tokens: int


@dataclass(frozen=True, slots=True)
class Target:
    """Who is asked, and for what.

    Attributes:
        url: Address of the chat completions, without secrets.
        headers: Sent with every request.
        schemas: Task name to the JSON schema of one object.
    """

    url: str
    headers: Mapping[str, str]
    model: str
    generation: Generation
    schemas: Mapping[str, Mapping[str, Any]]


class _Frame(NamedTuple):
    """What stands before and after the messages, and after the seed."""

    head: bytes
    tail: bytes
    end: bytes


class RequestWriter:
    """Writes requests to one target in one dialect."""

    def __init__(self, target: Target, dialect: Dialect) -> None:
        self._target, self._dialect = target, dialect
        self._frames: dict[tuple[str, int, float], _Frame] = {}
        self._openings: dict[str, bytes] = {}

    def write(self, ask: Ask) -> HttpRequest:
        """Return the request for `ask`.

        Raises:
            KeyError: If the target has no schema of its task.
        """
        prompt, task, seed, items, shift = ask
        head, tail, end = self._frames.get((task, items, shift)) or self._keep_frame(task, items, shift)
        opening = self._openings.get(prompt.system) or self._keep_opening(prompt.system)
        # Joining costs less than dumping one dict with fragments, and the only text that is encoded is the user's.
        body = b"".join((head, opening, _dump_text(prompt.user)[1:], tail, b"%d" % seed if end else b"", end or b"}"))
        return HttpRequest(self._target.url, self._target.headers, body)

    def _keep_frame(self, task: str, items: int, shift: float) -> _Frame:
        head = orjson.dumps(self._list_parameters(task, items, shift))[:-1] + b',"messages":['
        seeded = self._dialect.takes("seed")
        frame = _Frame(head, b'}],"seed":' if seeded else b"}]", b"}" if seeded else b"")
        if len(self._frames) >= _MOST_KEPT:
            self._frames.clear()
        self._frames[task, items, shift] = frame
        return frame

    def _keep_opening(self, system: str) -> bytes:
        if len(self._openings) >= _MOST_KEPT:
            self._openings.clear()
        self._openings[system] = opening = _open_messages(system, merged=self._dialect.merged)
        return opening

    def _list_parameters(self, task: str, items: int, shift: float) -> dict[str, Any]:
        dialect, generation = self._dialect, self._target.generation
        parameters: dict[str, Any] = {"model": self._target.model}
        if dialect.takes("temperature"):
            parameters["temperature"] = round(min(max(generation.temperature + shift, 0), HOTTEST), 3)
        if dialect.takes("top_p"):
            parameters["top_p"] = generation.top_p
        if dialect.token_limit:
            most = min(MOST_TOKENS, dialect.most_tokens or MOST_TOKENS)
            parameters[dialect.token_limit] = min(generation.max_tokens * items, most)
        if dialect.stream:
            parameters["stream"] = True
        if dialect.takes("stream_options"):
            parameters["stream_options"] = {"include_usage": True}
        if dialect.format != "text":
            parameters["response_format"] = self._describe_format(task, items)
        return parameters

    def _describe_format(self, task: str, items: int) -> dict[str, Any]:
        schema = self._target.schemas[task]
        if self._dialect.format == "json_object":
            return {"type": "json_object"}
        named = {"name": task, "strict": True, "schema": schema}
        if items > 1:
            named = {"name": f"{task}_items", "strict": True, "schema": _list_schema(schema)}
        return {"type": "json_schema", "json_schema": named}


def _list_schema(schema: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {"items": {"type": "array", "items": schema}},
        "required": ["items"],
        "additionalProperties": False,
    }


def _open_messages(system: str, *, merged: bool) -> bytes:
    """Return the bytes from the first message up to the first character of the user's text."""
    if not system:
        return b'{"role":"user","content":"'
    if merged:
        return b'{"role":"user","content":' + _dump_text(f"{system}\n\n")[:-1]
    return b'{"role":"system","content":' + _dump_text(system) + b'},{"role":"user","content":"'


def _dump_text(text: str) -> bytes:
    try:
        return orjson.dumps(text)
    except orjson.JSONEncodeError:
        # Half a surrogate pair is no character, and no server takes it.
        return orjson.dumps(text.encode("utf-8", "replace").decode())
