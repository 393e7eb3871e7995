"""A completion as server-sent events: the role, the text in pieces, why it ended, and the tokens."""

from collections.abc import Iterator
from typing import Any

import orjson

from engine.providers.mock.completion import Completion

_PIECE = 48
"""Characters in one event."""


def stream_events(completion: Completion, id_: str, created: int, *, usage: bool) -> Iterator[bytes]:
    """Yield the events of one answer, `[DONE]` last; `created` in seconds since the Unix epoch."""
    head = {"id": id_, "object": "chat.completion.chunk", "created": created, "model": completion.model}

    def chunk(choices: list[dict[str, Any]], **more: Any) -> bytes:
        return b"data: " + orjson.dumps({**head, "choices": choices, **more}) + b"\n\n"

    yield chunk([_choose({"role": "assistant", "content": ""})])
    for start in range(0, len(completion.text), _PIECE):
        yield chunk([_choose({"content": completion.text[start : start + _PIECE]})])
    yield chunk([_choose({}, completion.finish_reason)])
    if usage:
        yield chunk([], usage=completion.usage())
    yield b"data: [DONE]\n\n"


def _choose(delta: dict[str, str], finish_reason: str | None = None) -> dict[str, Any]:
    return {"index": 0, "delta": delta, "logprobs": None, "finish_reason": finish_reason}
