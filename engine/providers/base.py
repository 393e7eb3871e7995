"""The port to a provider's protocol: prompts to requests, and responses to replies or error kinds."""

from typing import Protocol

from engine.records import HttpRequest, HttpResponse, Reply
from engine.schedule.retry import ErrorKind
from prompts.base import Prompt


class Wire(Protocol):
    """Speaks one protocol with one model; pure."""

    def encode(self, prompt: Prompt, task: str, seed: int) -> HttpRequest:
        """Return the request that asks for one reply of `task`; `seed` is a 63-bit number."""
        ...

    def classify(self, response: HttpResponse) -> ErrorKind | None:
        """Return the error kind that a response stands for, or None for a success."""
        ...

    def decode(self, response: HttpResponse) -> Reply | None:
        """Return the reply in a successful response, or None where it holds none."""
        ...

    def read_retry_after(self, response: HttpResponse, now: float) -> float | None:
        """Return the seconds that a response asks to wait, or None where it asks for nothing; `now` is wall time."""
        ...
