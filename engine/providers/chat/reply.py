"""Reads the model's answer out of the body of a successful response, whatever shape the server gave it."""

from typing import Any

import orjson

from engine.providers.chat.stream import is_stream, join_chunks
from engine.records import Reply, Usage

_BOM = b"\xef\xbb\xbf"
_MOST_TOKENS = 2**24


def read_reply(body: bytes) -> Reply | None:
    """Return the reply in a chat completion or a stream of them, or None where `body` is neither."""
    completion = load_completion(body)
    try:
        choice = completion["choices"][0]
        text, reason = _read_message(choice["message"], choice.get("finish_reason"))
        return Reply(text, reason, _read_usage(completion.get("usage"), text))
    except (KeyError, IndexError, TypeError, AttributeError):
        return None


def load_completion(body: bytes) -> Any:
    """Return the JSON in `body`, a stream joined into one completion; None where there is none."""
    completion = load_json(body)
    return join_chunks(body) if completion is None and is_stream(body) else completion


def load_json(body: bytes) -> Any:
    """Return the JSON in `body`, with or without a byte order mark; None where there is none."""
    try:
        return orjson.loads(body.removeprefix(_BOM))
    except orjson.JSONDecodeError:
        return None


def _read_message(message: dict[str, Any], finish_reason: object) -> tuple[str, str]:
    """Return the text and the finish reason of a message.

    Raises:
        TypeError: If the content is no text.
    """
    content, refusal = message.get("content"), message.get("refusal")
    if isinstance(content, list):
        refusal = refusal or _join_parts(content, "refusal")
        content = _join_parts(content, "text")
    if content is not None and not isinstance(content, str):
        raise TypeError("content")
    text = _leave_out_thoughts(content) if content else ""
    if refusal and isinstance(refusal, str):
        return text or refusal, "refusal"
    if not text:
        text = _read_only_call(message)
    return text, finish_reason if isinstance(finish_reason, str) else ""


def _join_parts(parts: list[Any], name: str) -> str:
    texts = [part.get(name) for part in parts if isinstance(part, dict)]
    return "".join([text for text in texts if isinstance(text, str)])


def _leave_out_thoughts(text: str) -> str:
    if text[0] == "{" or not text.lstrip().startswith("<think>"):
        return text
    _, end, answer = text.partition("</think>")
    return answer.lstrip() if end else text


def _read_only_call(message: dict[str, Any]) -> str:
    """Return the arguments of the one function that was called in place of an answer; empty where there is none."""
    calls = message.get("tool_calls") or [{"function": message.get("function_call")}]
    if not isinstance(calls, list) or len(calls) != 1:
        return ""
    function = calls[0].get("function") or {}
    arguments = function.get("arguments")
    if isinstance(arguments, dict):
        return orjson.dumps(arguments).decode()
    return arguments if isinstance(arguments, str) else ""


def _read_usage(usage: object, text: str) -> Usage | None:
    """Return the tokens that the server counted, or None where one of the counts is missing or cannot be true."""
    if not isinstance(usage, dict):
        return None
    prompt = _read_count(usage.get("prompt_tokens", usage.get("input_tokens")))
    completion = _read_count(usage.get("completion_tokens", usage.get("output_tokens")))
    # Servers that do not count say zero.
    if not prompt or completion is None or (text and not completion):
        return None
    return Usage(prompt, completion)


def _read_count(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < _MOST_TOKENS else None
