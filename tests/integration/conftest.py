"""A model in a process of its own, and a server that stands before it: refuses what it is told to, speaks TLS."""

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socketserver import BaseServer
from ssl import SSLContext
from threading import Lock, Thread
from typing import Any

import httpx
import pytest

Rule = Callable[[str, int], tuple[int, Mapping[str, Any]] | None]
"""A key and the number of its request, from 1, to a refusal, or to None where the model is to answer."""


@dataclass
class Front:
    """What stands before a model; `asked` counts the requests of each key."""

    port: int = 0
    asked: Counter[str] = field(default_factory=Counter)

    @property
    def url(self) -> str:
        """Its base URL where it speaks no TLS."""
        return f"http://127.0.0.1:{self.port}/v1"


class _Server(ThreadingHTTPServer):
    def handle_error(self, *_: object) -> None:
        """Let clients go that refuse a certificate."""


@contextmanager
def live(server: BaseServer) -> Iterator[None]:
    """Let a server answer in a thread."""
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture(scope="session")
def run_server() -> Callable[[BaseServer], AbstractContextManager[None]]:
    """Lets a server answer in a thread."""
    return live


@pytest.fixture(scope="session")
def upstream() -> Iterator[str]:
    """The base URL of a model that asks for no key."""
    command = [sys.executable, "-m", "engine", "serve-mock", "--port", "0", "--json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        yield str(json.loads(process.stdout.readline())["url"])
        process.kill()


@pytest.fixture(scope="session")
def stand_before(upstream: str) -> Callable[..., AbstractContextManager[Front]]:
    """Opens a front before that model, with a rule and, if it is to speak TLS, with a certificate."""

    @contextmanager
    def stand(rule: Rule = lambda _key, _number: None, tls: SSLContext | None = None) -> Iterator[Front]:
        front, lock = Front(), Lock()

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["content-length"]))
                key = self.headers.get("authorization", "").removeprefix("Bearer ")
                with lock:
                    front.asked[key] += 1
                    refusal = rule(key, front.asked[key])
                if refusal is None:
                    answer = client.post("/chat/completions", content=body)
                    self.answer(answer.status_code, answer.content)
                else:
                    self.answer(refusal[0], json.dumps(refusal[1]).encode())

            def answer(self, status: int, body: bytes) -> None:
                self.send_response(status)
                self.send_header("content-length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                pass

        with httpx.Client(base_url=upstream) as client, _Server(("127.0.0.1", 0), Handler) as server:
            if tls:
                # Hands are shaken in the connection's own thread.
                server.socket = tls.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
            front.port = server.server_port
            with live(server):
                yield front

    return stand
