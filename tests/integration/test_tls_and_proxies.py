"""Runs over HTTPS on loopback: certificates that are trusted or refused, and proxies that lead to a server or not."""

import json
import socket
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from socketserver import BaseServer, StreamRequestHandler, ThreadingTCPServer
from ssl import PROTOCOL_TLS_SERVER, SSLContext
from threading import Thread
from typing import Any

import anyio
import pytest

from engine.clock import SystemClock
from engine.closing import RunEnd
from engine.config.load import load_config
from engine.errors import ConfigError
from engine.inspection.verify import verify_run
from engine.providers.reqwest_transport import ReqwestTransport
from engine.records import HttpRequest
from engine.run import run
from engine.rundir import RunDir
from engine.transport import TransportError

KEY = "sk-hidden-0123456789abcdef"
PASSWORD = "p-word-do-not-tell"  # noqa: S105
CERTIFICATE = """
-----BEGIN CERTIFICATE-----
MIIBdzCCAR2gAwIBAgIBATAKBggqhkjOPQQDAjAdMRswGQYDVQQDDBJhcmFiaWMt
c3ludGggdGVzdHMwIBcNMjAwMTAxMDAwMDAwWhgPMjA5OTEyMzEyMzU5NTlaMB0x
GzAZBgNVBAMMEmFyYWJpYy1zeW50aCB0ZXN0czBZMBMGByqGSM49AgEGCCqGSM49
AwEHA0IABMZr6+zA8L9+oeC5wYm7f8x/06OPLNOalzDw85Jfb/N7nyfGXuNrR+6e
8H1Omi9MwpT4/X+2TFGF430eMzya06WjTDBKMAwGA1UdEwEB/wQCMAAwGwYDVR0R
BBQwEoIKbW9kZWwudGVzdIcEfwAAATAdBgNVHQ4EFgQUmuaRsFDQbwgJEe+vzgUo
DIBmXFcwCgYIKoZIzj0EAwIDSAAwRQIhAI/fxHdo2vDg0gJ4oCNu5SIA4xEikK1k
8dJiGnf/z9yrAiBCJzpjQ4LE1PX0LYdNwSp8eAamoneFv1n5oSrDFAP/9A==
-----END CERTIFICATE-----
"""
"""Signed by itself for model.test and 127.0.0.1, from 2020 to 2099."""
PRIVATE_KEY = """
-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgWu6yq5jZLhPTT2mt
TTvhgP0PHTCOf+lqTZVrSfqbqk2hRANCAATGa+vswPC/fqHgucGJu3/Mf9OjjyzT
mpcw8POSX2/ze58nxl7ja0funvB9TpovTMKU+P1/tkxRheN9HjM8mtOl
-----END PRIVATE KEY-----
"""
"""Guards nothing but these tests."""
TRUST = ("SSL_CERT_FILE", "SSL_CERT_DIR")
PROXIES = ("http_proxy", "https_proxy", "all_proxy", "no_proxy")

StandBefore = Callable[..., AbstractContextManager[Any]]
SetProxy = Callable[["Proxy"], AbstractContextManager[None]]

on_linux = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the system alone says whom it trusts")


class FastClock(SystemClock):
    """A minute of it is a third of a second."""

    SPEED = 180

    def monotonic(self) -> float:
        """Return seconds that fly."""
        return time.monotonic() * self.SPEED

    async def sleep(self, seconds: float) -> None:
        """Wait as long as that takes here."""
        await anyio.sleep(seconds / self.SPEED)


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no proxy and no authorities of the machine's own environment into a test."""
    for name in (*TRUST, *PROXIES):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture(scope="module")
def model(stand_before: StandBefore, tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """The port of a model behind TLS."""
    pem = tmp_path_factory.mktemp("tls") / "server.pem"
    pem.write_text(CERTIFICATE + PRIVATE_KEY)
    tls = SSLContext(PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(pem)
    with stand_before(tls=tls) as front:
        yield front.port


@pytest.fixture
def trusted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let SSL_CERT_FILE name the certificate of that model."""
    (tmp_path / "trusted.pem").write_text(CERTIFICATE)
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "trusted.pem"))


def _run(folder: Path, place: str) -> RunEnd:
    config = {
        "task": "sentiment",
        "target": 20,
        "model": "local:m",
        "providers": {"local": {"base_url": f"https://{place}/v1", "api_key_env": "LOCAL_KEY"}},
    }
    (folder / "run.json").write_text(json.dumps(config))  # JSON is YAML
    loaded = load_config(folder / "run.json", [f"output={folder / 'run'}"], env={"LOCAL_KEY": KEY})
    return run(loaded, clock=FastClock())


def _judge(folder: Path) -> tuple[bool, bool, int]:
    found = verify_run(RunDir(folder / "run"))
    return found.ok, found.complete, found.accepted


@on_linux
@pytest.mark.usefixtures("trusted")
def test_a_certificate_that_ssl_cert_file_names_is_trusted(model: int, tmp_path: Path) -> None:
    """A server that signed its certificate itself serves a whole run once it is named."""
    assert (0, (True, True, 20)) == (_run(tmp_path, f"127.0.0.1:{model}").stop.exit_code, _judge(tmp_path))


def test_a_certificate_that_nobody_vouches_for_is_refused(model: int, tmp_path: Path) -> None:
    """The run ends as it does when nobody is reached, says why, and can be resumed."""
    end = _run(tmp_path, f"127.0.0.1:{model}")
    assert (3, (True, False, 0)) == (end.stop.exit_code, _judge(tmp_path))
    assert "the certificate was refused: not signed by an authority that is trusted here" in end.stop.reason


@on_linux
@pytest.mark.usefixtures("trusted")
async def test_a_certificate_for_another_name_is_refused(model: int) -> None:
    """A trusted certificate does not vouch for a host that it does not name."""
    assert "the certificate was refused: made for another host name" == await _fail(f"localhost:{model}")


async def _fail(place: str) -> str:
    """Return why one request does not arrive, after the address; it was not sent and holds no secret."""
    async with ReqwestTransport(connect_s=5, first_byte_s=5, total_s=5, connections=1) as transport:
        with pytest.raises(TransportError) as caught:
            await transport.send(HttpRequest(f"https://{place}/v1", {"authorization": KEY}, b"{}"))
    said = str(caught.value)
    assert (False, False, False) == (caught.value.sent, KEY in said, PASSWORD in said)
    return said.removeprefix(f"{place}: ").removeprefix("connection failed: ")


def test_a_machine_without_authorities_trusts_those_of_certifi(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where SSL_CERT_FILE is empty, as in the smallest containers no file is there, a transport can be made."""
    monkeypatch.setenv("SSL_CERT_FILE", "")
    ReqwestTransport(connect_s=1, first_byte_s=1, total_s=1, connections=1)


@on_linux
@pytest.mark.parametrize("text", [None, "", "no certificate"])
@pytest.mark.parametrize("name", TRUST)
def test_named_authorities_that_cannot_be_read_are_a_usage_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, text: str | None
) -> None:
    """Nothing is sent; the message names the variable and what it holds."""
    path = tmp_path / "authorities.pem"
    if text is not None:
        path.write_text(text)
    monkeypatch.setenv(name, str(path))
    with pytest.raises(ConfigError, match=rf"no certificate of an authority can be read: {name}=.*authorities\.pem"):
        _run(tmp_path, "127.0.0.1:9")


class Proxy(ThreadingTCPServer):
    """Reads what it is asked to connect to, and answers as it is told; then leads to `port` where there is one."""

    def __init__(self, answer: bytes, port: int = 0) -> None:
        super().__init__(("127.0.0.1", 0), Connection)
        self.answer, self.port = answer, port
        self.asked: set[str] = set()


class Connection(StreamRequestHandler):
    """One connection to a proxy."""

    server: Proxy

    def handle(self) -> None:
        """Read a head, answer, and carry bytes."""
        head = b"".join(iter(self.rfile.readline, b"\r\n"))
        self.server.asked.add(head.decode().partition("\r\n")[0])
        self.wfile.write(self.server.answer)
        if self.server.port:
            with socket.create_connection(("127.0.0.1", self.server.port)) as server:
                back = Thread(target=_carry, args=(server, self.connection))
                back.start()
                _carry(self.connection, server)
                back.join()


def _carry(source: socket.socket, sink: socket.socket) -> None:
    """Carry bytes until one side closes, and tell the other."""
    with suppress(OSError):
        while piece := source.recv(65_536):
            sink.sendall(piece)
        sink.shutdown(socket.SHUT_WR)


@pytest.fixture
def set_proxy(
    run_server: Callable[[BaseServer], AbstractContextManager[None]], monkeypatch: pytest.MonkeyPatch
) -> SetProxy:
    """Sets a proxy for HTTPS while it answers."""

    @contextmanager
    def set_it(proxy: Proxy) -> Iterator[None]:
        monkeypatch.setenv("HTTPS_PROXY", f"http://amal:{PASSWORD}@127.0.0.1:{proxy.server_address[1]}")
        with run_server(proxy):
            yield

    return set_it


@on_linux
@pytest.mark.usefixtures("trusted")
def test_a_proxy_leads_to_a_host_that_only_it_knows(model: int, tmp_path: Path, set_proxy: SetProxy) -> None:
    """With HTTPS_PROXY set, a whole run goes through tunnels, in which the proxy cannot read."""
    proxy = Proxy(b"HTTP/1.1 200 Connection established\r\n\r\n", model)
    with set_proxy(proxy):
        end = _run(tmp_path, "model.test")
    assert (0, (True, True, 20)) == (end.stop.exit_code, _judge(tmp_path))
    assert {"CONNECT model.test:443 HTTP/1.1"} == proxy.asked


@on_linux
@pytest.mark.usefixtures("trusted")
def test_loopback_needs_no_proxy(model: int, tmp_path: Path, set_proxy: SetProxy) -> None:
    """A run against this machine passes by the proxy that is set."""
    proxy = Proxy(b"HTTP/1.1 403 Forbidden\r\n\r\n")
    with set_proxy(proxy):
        assert 0 == _run(tmp_path, f"127.0.0.1:{model}").stop.exit_code
    assert set() == proxy.asked


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (b"HTTP/1.1 407 Who are you\r\n\r\n", "the proxy wants a user and a password, which its address is to hold"),
        (b"HTTP/1.1 502 Bad Gateway\r\n\r\n", "the proxy did not connect"),
        (b"", "the proxy closed the connection"),
    ],
)
async def test_a_proxy_that_does_not_lead_there_is_named(set_proxy: SetProxy, answer: bytes, words: str) -> None:
    """The text tells a proxy's refusal from a server's, without the proxy's password."""
    with set_proxy(Proxy(answer)):
        assert words == await _fail("model.test")
