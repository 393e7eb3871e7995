"""The mock server's process: one socket on loopback, uvicorn, and an end that leaves nothing open."""

import asyncio
import errno
import gc
import signal
import socket
from collections.abc import Callable

import uvicorn
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from engine.clock import SystemClock
from engine.errors import UsageError
from engine.providers.mock.api_error import ApiError
from engine.providers.mock.app import MockApp, Offer
from engine.providers.mock.counters import Counters, count_cells
from prompts.discover import discover_tasks

HOST = "127.0.0.1"
"""The only address that is served: the mock is no server for a network."""

_BACKLOG = 4096
_KEEP_ALIVE_S = 75
_GRACE_S = 1.0
_MOST_HEAD = 512 * 2**10


class MockServer(uvicorn.Server):
    """One process of the server.

    Args:
        app: The application.
        ready: Called once, as soon as connections are taken.
    """

    def __init__(self, app: MockApp, ready: Callable[[], None]) -> None:
        super().__init__(
            uvicorn.Config(
                app,
                http=_Protocol,
                ws="none",
                lifespan="off",
                interface="asgi3",
                log_config=None,
                log_level="error",
                access_log=False,
                proxy_headers=False,
                server_header=False,
                date_header=False,
                backlog=_BACKLOG,
                timeout_keep_alive=_KEEP_ALIVE_S,
                timeout_graceful_shutdown=3,
            )
        )
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Take connections, and say so."""
        await super().startup(sockets)
        gc.freeze()  # what is loaded by now stays: no collection need look at it again
        if self.started:
            self._ready()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Let answers go out that are nearly there, close every connection, and end."""
        if self.server_state.tasks:
            await asyncio.wait(self.server_state.tasks, timeout=_GRACE_S)
        for connection in list(self.server_state.connections):
            connection.transport.abort()
        await super().shutdown(sockets)


class _Protocol(HttpToolsProtocol):
    """HTTP/1.1 with a bounded head, errors in JSON, and an application that may close the connection."""

    _head = 0

    def data_received(self, data: bytes) -> None:
        self._head += len(data)
        if self._head > _MOST_HEAD:
            self.send_400_response("The head of the request is too long.")
        else:
            super().data_received(data)

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self.scope["extensions"] = {"connection": {"abort": self.transport.abort}}

    def on_headers_complete(self) -> None:
        self._head = 0
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        self._head = 0
        super().on_body(body)

    def send_400_response(self, msg: str) -> None:
        if not self.transport.is_closing():
            body = ApiError(400, msg).encode()
            head = b"HTTP/1.1 400 Bad Request\r\ncontent-type: application/json\r\ncontent-length: %d\r\n" % len(body)
            self.transport.write(head + b"connection: close\r\n\r\n" + body)
            self.transport.close()


def open_socket(port: int, *, shared: bool = False) -> socket.socket:
    """Return a socket on loopback that is bound and does not listen yet; port 0: any that is free.

    Raises:
        UsageError: If the port cannot be had.
    """
    opened = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        if hasattr(socket, "SO_REUSEPORT"):  # where there is none, SO_REUSEADDR would share a port that is in use
            opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT if shared else socket.SO_REUSEADDR, 1)
        opened.bind((HOST, port))
    except OSError as error:
        opened.close()
        if error.errno == errno.EADDRINUSE:
            raise UsageError(f"port {port} of {HOST} is in use; choose another one, or 0 for any") from None
        raise UsageError(f"port {port} of {HOST} cannot be opened: {error.strerror}") from None
    return opened


def name_url(opened: socket.socket) -> str:
    """Return the base URL of a server on this socket, as clients want it."""
    return f"http://{HOST}:{opened.getsockname()[1]}/v1"


def serve(offer: Offer, port: int, announce: Callable[[str], None]) -> None:
    """Serve in this process until it is told to end by SIGINT or SIGTERM.

    Args:
        offer: What is played.
        port: 0 for any.
        announce: Takes the base URL, once connections are taken.

    Raises:
        UsageError: If the port cannot be had.
    """
    take_signals()
    opened = open_socket(port)
    app = MockApp(offer, discover_tasks(), Counters([0] * count_cells(1)), SystemClock())
    MockServer(app, lambda: announce(name_url(opened))).run([opened])


def take_signals() -> None:
    """Let SIGINT and SIGTERM be no error: uvicorn raises them again when it has ended because of them."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: None)
