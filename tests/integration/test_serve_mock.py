"""`serve-mock` as a process of its own, reached through its socket."""

import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import httpx
import pytest

CHAT = "/chat/completions"
QUESTION: dict[str, Any] = {
    "model": "gpt-4o",
    "messages": [{"role": "user", "content": '{"text", "sentiment"}\n- (sentiment): negative\n'}],
    "seed": 7,
}
PROFILES = """
task: sentiment
target: 1
providers:
  mock:
    profiles:
      dropping: {dropped_connections: 1}
      hanging: {hangs: 1}
      failing: {http_500: 1}
      slow: {latency_ms: 300}
"""


@contextmanager
def _start(*options: str, env: dict[str, str] | None = None) -> Iterator["subprocess.Popen[str]"]:
    """Yield a process that does not outlive the test."""
    with subprocess.Popen(
        [sys.executable, "-m", "engine", "serve-mock", *options],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, **(env or {})},
    ) as process:
        try:
            yield process
        finally:
            process.kill()


@contextmanager
def _serve(*options: str, env: dict[str, str] | None = None) -> Iterator[str]:
    """Yield the base URL of a server that ends cleanly, with nothing on its standard error."""
    with _start("--port", "0", "--json", *options, env=env) as process:
        assert process.stdout
        yield str(json.loads(process.stdout.readline())["url"])
        assert process.poll() is None
        process.send_signal(signal.SIGTERM)
        assert ("", "", 0) == (*process.communicate(timeout=20), process.returncode)


@pytest.fixture(scope="module")
def plain() -> Iterator[str]:
    """The base URL of a server without any option."""
    with _serve() as url:
        yield url


@pytest.fixture(scope="module")
def faulty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The base URL of a server that knows the profiles of a config."""
    config = tmp_path_factory.mktemp("faulty") / "faulty.yaml"
    config.write_text(PROFILES, "utf-8")
    with _serve("--config", str(config), "--profile", "failing") as url:
        yield url


def _ask(url: str, **more: Any) -> httpx.Response:
    return httpx.post(url + CHAT, json={**QUESTION, **more}, timeout=10)


def _dial(url: str) -> socket.socket:
    return socket.create_connection(("127.0.0.1", httpx.URL(url).port), timeout=5)


def _talk(url: str, data: bytes) -> bytes:
    """Return all that a server says to these bytes until it closes, or falls silent for half a second."""
    with _dial(url) as connection:
        connection.sendall(data)
        connection.settimeout(0.5)
        heard = b""
        with suppress(TimeoutError):
            while part := connection.recv(65_536):
                heard += part
        return heard


def _frame(body: bytes, *headers: str) -> bytes:
    head = "\r\n".join(["POST /v1/chat/completions HTTP/1.1", "host: x", *headers])
    return f"{head}\r\ncontent-length: {len(body)}\r\n\r\n".encode() + body


def test_a_plain_client_is_answered(plain: str) -> None:
    """The standard library's HTTP client gets a completion over one connection, again and again."""
    connection = http.client.HTTPConnection("127.0.0.1", httpx.URL(plain).port, timeout=10)
    statuses = []
    for _ in range(3):
        connection.request("POST", f"/v1{CHAT}", json.dumps(QUESTION), {"content-type": "application/json"})
        response = connection.getresponse()
        statuses.append((response.status, json.loads(response.read())["object"]))
    assert [(200, "chat.completion")] * 3 == statuses
    connection.close()


def test_a_stream_comes_in_events(plain: str) -> None:
    """The answer is chunked server-sent events up to DONE."""
    with httpx.stream("POST", plain + CHAT, json={**QUESTION, "stream": True}) as response:
        lines = [line for line in response.iter_lines() if line]
    assert "chunked" == response.headers["transfer-encoding"]
    assert ("data: [DONE]", True) == (lines[-1], len(lines) > 4)


def test_answers_of_a_pipeline_keep_their_order(plain: str) -> None:
    """Requests sent in one piece are answered one after the other."""
    bodies = [json.dumps({**QUESTION, "model": f"m{number}"}).encode() for number in range(20)]
    heard = _talk(plain, b"".join(map(_frame, bodies)))
    assert [f"m{number}" for number in range(20)] == re.findall(r'"model":"(m\d+)"', heard.decode())


@pytest.mark.parametrize(
    "data",
    [
        b"\x00\x01\x02\r\n\r\n",
        b"GET\r\n\r\n",
        b"POST /v1/chat/completions HTTP/1.1\r\nhost: x\r\ncontent-length: -5\r\n\r\n{}",
        b"POST /v1/chat/completions HTTP/1.1\r\nhost: x\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n{}",
        b"POST /v1/chat/completions HTTP/1.1\r\nhost: x\r\ncontent-length: 99999999999999999999999\r\n\r\n{}",
        b"GET /health HTTP/1.1\r\nhost: x\r\nx: " + b"y" * 2_000_000,
        _frame(b"\xff\xfe\x00"),
        _frame(b"[" * 1_000_000),
        _frame(b'{"model": "\\ud800", "messages": [{"role": "user", "content": "\\udfff"}]}'),
    ],
    ids=["binary", "torn", "negative", "two-lengths", "huge-length", "huge-head", "encoding", "deep", "surrogate"],
)
def test_hostile_bytes_are_refused(plain: str, data: bytes) -> None:
    """The answer is 400 in the usual shape, and the next client is served."""
    try:
        heard = _talk(plain, data)
    except ConnectionError:  # closed in our face while we were still sending
        heard = b'HTTP/1.1 400 {"error":'
    assert (b"HTTP/1.1 400 ", True) == (heard[:13], b'{"error":' in heard)
    assert 200 == _ask(plain).status_code


def test_a_huge_body_is_refused(plain: str) -> None:
    """413 reaches the client though it sends the body to its end, or as soon as the length is absurd."""
    connection = http.client.HTTPConnection("127.0.0.1", httpx.URL(plain).port, timeout=20)
    connection.request("POST", f"/v1{CHAT}", b" " * 40_000_000)
    assert 413 == connection.getresponse().status
    connection.close()
    head = b"POST /v1/chat/completions HTTP/1.1\r\nhost: x\r\ncontent-length: 99999999999\r\n\r\n"
    assert b"HTTP/1.1 413 " == _talk(plain, head)[:13]


def test_clients_that_leave_are_forgotten(plain: str) -> None:
    """A body that never comes to its end harms nobody."""
    before = httpx.get(plain + "/stats").json()
    for _ in range(5):
        with _dial(plain) as connection:
            connection.sendall(_frame(b"x" * 100)[:-50])
    _await(lambda: 5 == httpx.get(plain + "/stats").json()["errors"] - before["errors"])


def _await(holds: Any) -> None:
    """Fail unless something holds within five seconds."""
    end = time.monotonic() + 5
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.05)


def test_dropped_connections_are_closed_without_a_word(faulty: str) -> None:
    """Not one byte comes back."""
    assert b"" == _talk(faulty, _frame(json.dumps({**QUESTION, "model": "dropping"}).encode()))
    with pytest.raises(httpx.RemoteProtocolError):
        _ask(faulty, model="dropping")


def test_hangs_are_silent(faulty: str) -> None:
    """Nothing comes and nothing is closed, while others are answered; the one who gives up is counted as an error."""
    before = httpx.get(faulty + "/stats").json()["errors"]
    with ThreadPoolExecutor() as pool:
        hanging = pool.submit(httpx.post, faulty + CHAT, json={**QUESTION, "model": "hanging"}, timeout=1)
        assert 200 == _ask(faulty, model="clean").status_code
        assert isinstance(hanging.exception(), httpx.ReadTimeout)
    _await(lambda: before < httpx.get(faulty + "/stats").json()["errors"])


def test_own_profiles_are_known_by_name(faulty: str) -> None:
    """Those of the config answer for models of their name, and the server's own for every other."""
    started = time.monotonic()
    assert [200, 500] == [_ask(faulty, model=model).status_code for model in ("slow", "gpt-4o")]
    assert 0.3 <= time.monotonic() - started


def test_a_server_ends_though_somebody_hangs(tmp_path: Path) -> None:
    """Ctrl-C ends it within seconds, with exit code 0 and without a word."""
    config = tmp_path / "faulty.yaml"
    config.write_text(PROFILES, "utf-8")
    options = ["--port", "0", "--json", "--config", str(config), "--profile", "hanging"]
    with _start(*options) as process, ThreadPoolExecutor() as pool:
        assert process.stdout
        url = json.loads(process.stdout.readline())["url"]
        hanging = pool.submit(_ask, url)
        _await(lambda: 1 == httpx.get(url + "/stats").json()["requests"])
        process.send_signal(signal.SIGINT)
        assert isinstance(hanging.exception(), httpx.TransportError)
        assert ("", "", 0) == (*process.communicate(timeout=8), process.returncode)


def test_a_limited_server_refuses_what_is_too_much() -> None:
    """The burst passes, the rest is refused with a wait, and other keys are served."""
    with _serve("--rpm", "60", "--burst", "3", "--latency-ms", "1") as url:
        answers = [_ask(url) for _ in range(5)]
        assert [200, 200, 200, 429, 429] == [answer.status_code for answer in answers]
        assert "0" == answers[-1].headers["x-ratelimit-remaining-requests"]
        assert 0 < int(answers[-1].headers["retry-after-ms"]) <= 1000
        other = httpx.post(url + CHAT, json=QUESTION, headers={"authorization": "Bearer other"})
        assert 200 == other.status_code


def test_options_reach_the_server() -> None:
    """A key out of the environment, refusals, no headers, no wait and no usage all hold at once."""
    options = ["--require-key", "MOCK_KEY", "--refuse", "seed", "--refuse", "response_format.json_schema"]
    quiet = ["--rpm", "1", "--burst", "1", "--no-headers", "--retry-after", "none", "--no-usage", "--stream-only"]
    with _serve(*options, *quiet, "--no-open", env={"MOCK_KEY": "sk-mock"}) as url:
        client = httpx.Client(base_url=url, headers={"authorization": "Bearer sk-mock"})
        assert 401 == _ask(url).status_code
        assert "seed" == client.post(CHAT, json=QUESTION).json()["error"]["param"]
        question = {**QUESTION, "seed": None}
        assert "stream" == client.post(CHAT, json=question).json()["error"]["param"]
        answers = [client.post(CHAT, json={**question, "stream": True}) for _ in range(2)]
        client.close()
    assert [200, 429] == [answer.status_code for answer in answers]
    assert "usage" not in answers[0].text
    assert [] == [name for answer in answers for name in answer.headers if name.startswith(("x-rate", "retry"))]


def test_workers_share_a_port_and_their_counts() -> None:
    """Two processes answer on one port that nobody else gets; every request stands in the statistics."""
    with _serve("--workers", "2") as url:
        assert [200] * 20 == [_ask(url).status_code for _ in range(20)]
        stats = httpx.get(url + "/stats").json()
        assert (20, 20) == (stats["requests"], stats["ok"])
        assert _refuses_port(url, "--workers", "2")


def _refuses_port(url: str, *more: str) -> bool:
    """Return whether another server says that the port of this one is in use."""
    port = str(httpx.URL(url).port)
    with _start("--port", port, *more) as process:
        _, said = process.communicate(timeout=20)
    return process.returncode == 2 and f"port {port} of 127.0.0.1 is in use" in said


def test_a_port_in_use_is_a_usage_error(plain: str) -> None:
    """The message names the port; exit code 2."""
    assert _refuses_port(plain)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--profile", "hostil"], "did you mean 'hostile'?"),
        (["--burst", "3"], "needs --rpm"),
        (["--rpm", "3", "--workers", "2"], "limits are kept by one process"),
        (["--require-key", "NOT_SET_ANYWHERE"], "NOT_SET_ANYWHERE holds no key"),
    ],
)
def test_options_that_cannot_be_are_usage_errors(options: list[str], said: str) -> None:
    """Each is refused before anything is served, with exit code 2."""
    with _start("--port", "0", *options) as process:
        _, error = process.communicate(timeout=20)
    assert (2, True) == (process.returncode, said in error)


def test_a_person_is_told_the_address() -> None:
    """Without --json standard output stays empty and the address stands on standard error."""
    with _start("--port", "0", "--profile", "hostile") as process:
        assert process.stderr
        line = process.stderr.readline()
        process.send_signal(signal.SIGINT)
        assert ("", "", 0) == (*process.communicate(timeout=20), process.returncode)
    assert re.fullmatch(r"mock model at http://127\.0\.0\.1:\d+/v1, profile hostile; Ctrl-C ends it\n", line)
