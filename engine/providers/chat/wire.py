"""The OpenAI-compatible wire: a prompt to one POST, and a response to a reply, an error kind, limits or a lesson."""

from collections.abc import Hashable, Mapping
from typing import Any

from engine.providers.chat.address import complete_address, complete_headers
from engine.providers.chat.complaint import read_complaint
from engine.providers.chat.dialect import Dialect
from engine.providers.chat.kind import classify_response
from engine.providers.chat.lesson import draw_lesson
from engine.providers.chat.limits import read_limits
from engine.providers.chat.reply import read_reply
from engine.providers.chat.request import Generation, RequestWriter, Target
from engine.providers.chat.retry_after import read_retry_after
from engine.records import Ask, ErrorKind, HttpRequest, HttpResponse, Limits, Reply


class ChatWire:
    """Writes chat-completion requests for one model at one endpoint and reads its responses.

    Args:
        base_url: Where `/chat/completions` lies; a query is kept, a user and a password become basic authorization.
        model: Name of the model, as the endpoint knows it.
        generation: Sampling settings.
        schemas: Task name to the JSON schema of one object.
        headers: Sent with every request (authorization); they appear in no text that this wire makes.
    """

    def __init__(
        self,
        base_url: str,
        model: str,
        generation: Generation,
        schemas: Mapping[str, Mapping[str, Any]],
        headers: Mapping[str, str],
    ) -> None:
        url = complete_address(base_url)
        self._target = Target(url, complete_headers(base_url, headers), model, generation, schemas)
        self._dialect = Dialect()
        self._writer = RequestWriter(self._target, self._dialect)

    @property
    def dialect(self) -> Dialect:
        """How it asks now."""
        return self._dialect

    @property
    def bounds_replies(self) -> bool:
        """Whether requests still say how long a reply may be."""
        return self._dialect.token_limit is not None

    def encode(self, ask: Ask) -> HttpRequest:
        """Return the request that asks, in the dialect of now.

        Raises:
            KeyError: If there is no schema of its task.
        """
        return self._writer.write(ask)

    def classify(self, response: HttpResponse) -> ErrorKind | None:
        """Return the error kind that a response stands for, or None for a success."""
        return classify_response(response)

    def decode(self, response: HttpResponse) -> Reply | None:
        """Return the reply in a successful response, streamed or whole, or None where it holds none."""
        return read_reply(response.body)

    def learn(self, used: Hashable, response: HttpResponse) -> str | None:
        """Change the dialect after a response that refused the way in which it was asked; see `Wire.learn`."""
        lesson = draw_lesson(used, read_complaint(response)) if isinstance(used, Dialect) else None
        if lesson is None:
            return None
        if used != self._dialect:
            return ""
        self._dialect = lesson.dialect
        self._writer = RequestWriter(self._target, self._dialect)
        return lesson.line

    def read_retry_after(self, response: HttpResponse, now: float) -> float | None:
        """Return the seconds that a response asks to wait, from 0 to an hour; `now` is wall time."""
        return read_retry_after(response, now)

    def read_limits(self, response: HttpResponse) -> Limits | None:
        """Return what the headers of a response say about limits, or None where they say nothing."""
        return read_limits(response.headers)
