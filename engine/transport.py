"""The port to the network: one POST as bytes in, status, headers and bytes out."""

from typing import Protocol

from engine.records import ErrorKind, HttpRequest, HttpResponse


class TransportError(Exception):
    """No response came back; every foreign network error becomes this at the transport's edge.

    Attributes:
        kind: What kind of error it was.
        sent: Whether the request may have reached a server, which then may charge for it.
    """

    def __init__(self, kind: ErrorKind, detail: str, *, sent: bool = True) -> None:
        super().__init__(detail)
        self.kind, self.sent = kind, sent


class Transport(Protocol):
    """Carries requests to a model."""

    async def send(self, request: HttpRequest) -> HttpResponse:
        """Return the whole response to `request`.

        Raises:
            TransportError: If no whole response came back in time; timeouts are the transport's own.
        """
        ...
