"""The most tokens that a call can take, before it is sent: from the length of its prompt, and from what was seen."""

from dataclasses import dataclass
from math import ceil
from typing import NamedTuple

MARGIN = 1.3
"""How far above everything seen so far the next call may lie."""

UNSEEN_BYTES = 4096
"""Bytes that a request may have beside its prompt: the schema of the reply, and the signs of a chat template."""


class Tokens(NamedTuple):
    """Tokens of one call, at most."""

    prompt: int
    completion: int


@dataclass(slots=True)
class _Seen:
    per_byte: float = 0.0
    completion: int = 0


class Ceiling:
    """Bounds the tokens of calls by task, because calls of one task resemble each other.

    No tokenizer makes more tokens of a text than it has bytes in UTF-8: that is the bound of the first calls. A reply
    has at most as many tokens as were asked for, unless the provider was seen to pass over that.
    """

    def __init__(self) -> None:
        self._seen: dict[str, _Seen] = {}

    def bound(self, task: str, size: int, max_tokens: int) -> Tokens:
        """Return the most tokens of a call whose prompt has `size` bytes and that asks for `max_tokens` at most."""
        seen = self._seen.get(task)
        if seen is None:
            return Tokens(size + UNSEEN_BYTES, max_tokens)
        # What was seen to pass a bound is believed, and the bound no more.
        prompt = max(min(size + UNSEEN_BYTES, ceil(MARGIN * seen.per_byte * size)), ceil(seen.per_byte * size))
        beyond = ceil(MARGIN * seen.completion) if seen.completion > max_tokens else 0
        return Tokens(prompt, max(max_tokens, beyond))

    def learn(self, task: str, size: int, prompt_tokens: int, completion_tokens: int) -> None:
        """Take what a provider counted for a call whose prompt has `size` bytes; nonsense is passed over."""
        if size <= 0 or prompt_tokens <= 0:
            return
        seen = self._seen.setdefault(task, _Seen())
        seen.per_byte = max(seen.per_byte, prompt_tokens / size)
        seen.completion = max(seen.completion, completion_tokens)
