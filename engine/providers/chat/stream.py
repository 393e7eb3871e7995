"""Joins a reply that came as server-sent events into the object that it would have been without streaming."""

from collections.abc import Iterator
from typing import Any

import orjson

_FIELDS = (b"data:", b":", b"event:", b"id:", b"retry:")
_MOST_LINES = 16


def is_stream(body: bytes) -> bool:
    """Return whether a body, which is no JSON, begins like a stream of events."""
    return body[:256].removeprefix(b"\xef\xbb\xbf").lstrip().startswith(_FIELDS)


def read_chunks(body: bytes) -> Iterator[Any]:
    """Yield the decoded data of every event, None for what is no JSON, and `"[DONE]"` where the server says so."""
    pending: list[bytes] = []
    lines = body.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")
    for line in (*lines, b""):
        data = line[5:].strip() if line.startswith(b"data:") else b""
        if data:
            # An event may have several lines of data; some servers put no empty line between events.
            pending.append(data)
            chunk = _load_chunk(pending)
            if chunk is not None:
                yield chunk
                pending.clear()
        if len(pending) > _MOST_LINES or (pending and not line):
            yield None
            pending.clear()


def join_chunks(body: bytes) -> dict[str, Any] | None:
    """Return a chat completion made of the events in `body`, or None where they make none.

    A stream that neither names a finish reason nor says that it is done was cut off and makes none.
    """
    joined = _Joined()
    for chunk in read_chunks(body):
        if chunk == "[DONE]":
            joined.is_done = True
            break
        if not isinstance(chunk, dict) or chunk.get("error"):
            return None
        joined.add(chunk)
    return joined.complete()


class _Joined:
    """What the events have said so far."""

    def __init__(self) -> None:
        self.is_done = False
        self._seen = False
        self._reason: str = ""
        self._usage: Any = None
        self._texts: dict[str, list[str]] = {"content": [], "refusal": []}
        self._arguments: dict[int, list[str]] = {}

    def add(self, chunk: dict[str, Any]) -> None:
        self._usage = chunk.get("usage") or self._usage
        choices = chunk.get("choices")
        choice = choices[0] if isinstance(choices, list) and choices else None
        if not isinstance(choice, dict) or choice.get("index") not in {0, None}:
            return
        self._reason = str(choice.get("finish_reason") or self._reason)
        delta = choice.get("delta") or choice.get("message")
        if isinstance(delta, dict):
            self._seen = True
            self._add_delta(delta)

    def _add_delta(self, delta: dict[str, Any]) -> None:
        for name, texts in self._texts.items():
            value = delta.get(name)
            parts = value if isinstance(value, list) else [{"text": value}]
            texts += [part["text"] for part in parts if isinstance(part, dict) and isinstance(part.get("text"), str)]
        calls = delta.get("tool_calls")
        for call in calls if isinstance(calls, list) else [{"function": delta.get("function_call")}]:
            function = call.get("function") if isinstance(call, dict) else None
            arguments = function.get("arguments") if isinstance(function, dict) else None
            if isinstance(arguments, str):
                number = call.get("index")
                self._arguments.setdefault(number if isinstance(number, int) else 0, []).append(arguments)

    def complete(self) -> dict[str, Any] | None:
        if not self._seen or not (self._reason or self.is_done):
            return None
        message: dict[str, Any] = {name: "".join(texts) for name, texts in self._texts.items()}
        message["tool_calls"] = [{"function": {"arguments": "".join(parts)}} for parts in self._arguments.values()]
        return {"choices": [{"message": message, "finish_reason": self._reason}], "usage": self._usage}


def _load_chunk(lines: list[bytes]) -> Any:
    data = b"\n".join(lines)
    if data == b"[DONE]":
        return "[DONE]"
    try:
        return orjson.loads(data)
    except orjson.JSONDecodeError:
        return None
