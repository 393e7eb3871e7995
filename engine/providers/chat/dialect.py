"""How an endpoint is asked: the form of the reply, the parameters that are left out, and other habits of servers."""

from dataclasses import dataclass
from typing import Literal

Format = Literal["json_schema", "json_object", "text"]
"""Ways to say which form a reply has, strictest first."""

TOKEN_LIMITS = ("max_tokens", "max_completion_tokens")
"""Names of the longest reply, in the order in which they are tried."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """A way of asking. It only ever gets poorer, so that learning ends.

    Attributes:
        format: How the form of the reply is asked for.
        refused: Parameters that the endpoint does not take, by their names on the wire.
        stream: True where the reply is asked for as a stream.
        merged: True where the system message stands at the head of the user's.
        most_tokens: The longest reply that the endpoint lets one ask for, in tokens; None where it has named none.
    """

    format: Format = "json_schema"
    refused: frozenset[str] = frozenset()
    stream: bool = False
    merged: bool = False
    most_tokens: int | None = None

    @property
    def token_limit(self) -> str | None:
        """The name under which the longest reply is sent, or None where the endpoint takes no name of it."""
        return next((name for name in TOKEN_LIMITS if name not in self.refused), None)

    def takes(self, name: str) -> bool:
        """Return whether a request in this dialect holds the parameter `name`; `system` is the message of that role."""
        if name == "system":
            return not self.merged
        if name == "response_format":
            return self.format != "text"
        if name == "stream_options":
            return self.stream and name not in self.refused
        if name in TOKEN_LIMITS:
            return name == self.token_limit
        return name not in self.refused
