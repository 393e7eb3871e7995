"""The port to a provider's protocol: what is asked to requests, and responses to replies or error kinds."""

from collections.abc import Hashable
from typing import Protocol

from engine.records import Ask, ErrorKind, HttpRequest, HttpResponse, Limits, Reply


class Wire(Protocol):
    """Speaks one protocol with one model at one endpoint. Pure but for its dialect, which it learns."""

    @property
    def dialect(self) -> Hashable:
        """How it asks now: which parameters, under which names, in which mode; a value that changes by learning."""
        ...

    @property
    def bounds_replies(self) -> bool:
        """Whether requests still say how long a reply may be."""
        ...

    def encode(self, ask: Ask) -> HttpRequest:
        """Return the request that asks, in the dialect of now."""
        ...

    def classify(self, response: HttpResponse) -> ErrorKind | None:
        """Return the error kind that a response stands for, or None for a success."""
        ...

    def decode(self, response: HttpResponse) -> Reply | None:
        """Return the reply in a successful response, or None where it holds none."""
        ...

    def learn(self, used: Hashable, response: HttpResponse) -> str | None:
        """Change the dialect after a response that refused the way in which it was asked.

        Args:
            used: The dialect in which the refused request was encoded.
            response: What came back, of the kind BAD_REQUEST.

        Returns:
            What was learned, one line for people; empty where it was learned from another response meanwhile, so that
            asking again is all there is to do; None where asking in another way makes no sense.
        """
        ...

    def read_retry_after(self, response: HttpResponse, now: float) -> float | None:
        """Return the seconds that a response asks to wait, or None where it asks for nothing; `now` is wall time."""
        ...

    def read_limits(self, response: HttpResponse) -> Limits | None:
        """Return what a response says about limits, or None where it says nothing."""
        ...
