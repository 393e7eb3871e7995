"""One chat completion of the mock: its text and tokens, and the JSON that an OpenAI-compatible server makes of them."""

from collections.abc import Mapping
from typing import Any, NamedTuple

import orjson

from engine.providers.chat.tokens import estimate_tokens
from engine.providers.mock.content import MockModel


class Completion(NamedTuple):
    """What the mock answers to one request.

    Attributes:
        model: As the request named it.
        prompt_tokens: Estimated from the messages.
        completion_tokens: The same for the text.
    """

    model: str
    text: str
    finish_reason: str
    prompt_tokens: int
    completion_tokens: int

    @property
    def tokens(self) -> int:
        """Prompt and reply together."""
        return self.prompt_tokens + self.completion_tokens

    def usage(self) -> dict[str, int]:
        """Return the tokens under the names that OpenAI gives them."""
        return {
            "prompt_tokens": self.prompt_tokens,
            "completion_tokens": self.completion_tokens,
            "total_tokens": self.tokens,
        }

    def encode(self, id_: str, created: int, *, usage: bool = True) -> bytes:
        """Return the body of a response; `created` in seconds since the Unix epoch."""
        message = {"role": "assistant", "content": self.text, "refusal": None}
        body: dict[str, Any] = {
            "id": id_,
            "object": "chat.completion",
            "created": created,
            "model": self.model,
            "choices": [{"index": 0, "message": message, "logprobs": None, "finish_reason": self.finish_reason}],
        }
        if usage:
            body["usage"] = self.usage()
        return orjson.dumps(body)


def complete(model: MockModel, body: Mapping[str, Any]) -> Completion:
    """Return the completion for a chat-completions body whose messages all hold plain text."""
    text, reason = model.reply(body)
    asked = sum(estimate_tokens(message["content"]) for message in body["messages"])
    return Completion(body["model"], text, reason, asked, estimate_tokens(text))
