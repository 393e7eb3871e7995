"""The OpenAI chat-completions wire: a prompt to one POST, and a response to a reply or an error kind."""

from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from math import isnan
from typing import Any

import orjson

from engine.records import HttpRequest, HttpResponse, Reply, Usage
from engine.schedule.pause import MAX_PAUSE_S
from engine.schedule.retry import ErrorKind
from prompts.base import Prompt


@dataclass(frozen=True, slots=True)
class Generation:
    """Sampling settings of a model.

    Attributes:
        max_tokens: Longest reply, in tokens.
    """

    temperature: float
    top_p: float
    max_tokens: int


class ChatWire:
    """Writes requests for one model at one endpoint and reads its responses."""

    def __init__(
        self, base_url: str, model: str, generation: Generation, schemas: Mapping[str, Mapping[str, Any]]
    ) -> None:
        self._url = f"{base_url.rstrip('/')}/chat/completions"
        self._headers = {"content-type": "application/json"}
        self._common = {
            "model": model,
            "temperature": generation.temperature,
            "top_p": generation.top_p,
            "max_tokens": generation.max_tokens,
        }
        self._formats = {task: orjson.Fragment(_response_format(task, schema)) for task, schema in schemas.items()}

    def encode(self, prompt: Prompt, task: str, seed: int) -> HttpRequest:
        """Return the request that asks for one reply of `task`; `seed` is a 63-bit number."""
        body = {
            **self._common,
            "seed": seed,
            "messages": [
                {"role": "system", "content": prompt.system},
                {"role": "user", "content": prompt.user},
            ],
            "response_format": self._formats[task],
        }
        return HttpRequest(self._url, self._headers, orjson.dumps(body))

    def decode(self, response: HttpResponse) -> Reply | None:
        """Return the reply in a 200 response, or None where the body is no chat completion."""
        try:
            body = orjson.loads(response.body)
            choice = body["choices"][0]
            message = choice["message"]
            text = message.get("content") or message.get("refusal") or ""
            reason = "refusal" if message.get("refusal") else str(choice.get("finish_reason") or "")
            if not isinstance(text, str):
                return None
        except (orjson.JSONDecodeError, KeyError, IndexError, TypeError, AttributeError):
            return None
        return Reply(text, reason, _read_usage(body.get("usage")))

    def classify(self, response: HttpResponse) -> ErrorKind | None:
        """Return the error kind of a status; what no later try can mend is fatal: key, credit, an unknown model."""
        status = response.status
        if 200 <= status < 300:
            return None
        if status in {401, 402, 403, 404}:
            return ErrorKind.FATAL
        if status == 429:
            return ErrorKind.FATAL if b"insufficient_quota" in response.body else ErrorKind.RATE_LIMITED
        if status in {408, 409, 425} or status >= 500:
            return ErrorKind.SERVER_ERROR
        return ErrorKind.BAD_REQUEST

    def read_retry_after(self, response: HttpResponse, now: float) -> float | None:
        """Return the seconds in `Retry-After`, a number or an HTTP date, from 0 to an hour; None for anything else."""
        said = response.headers.get("retry-after", "")
        try:
            seconds = float(said)
        except ValueError:
            try:
                seconds = parsedate_to_datetime(said).timestamp() - now
            except (ValueError, OverflowError):
                return None
        return None if isnan(seconds) else min(max(seconds, 0.0), MAX_PAUSE_S)


def _response_format(task: str, schema: Mapping[str, Any]) -> bytes:
    return orjson.dumps(
        {
            "type": "json_schema",
            "json_schema": {"name": task, "strict": True, "schema": schema},
        }
    )


def _read_usage(usage: object) -> Usage:
    if not isinstance(usage, dict):
        return Usage()
    return Usage(_read_count(usage.get("prompt_tokens")), _read_count(usage.get("completion_tokens")))


def _read_count(value: object) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**40 else 0
