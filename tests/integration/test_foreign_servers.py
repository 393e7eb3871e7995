"""Runs against llmock, a server of other people: its faults, its limits, and its own verdict on its client.

llmock lives in a venv of its own, made once in the cache folder; where no package index can be reached, all is skipped.
"""

import fcntl
import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.inside import run_inside

pytestmark = pytest.mark.timeout(300)  # the first time, an installation comes before the first test

PACKAGE = "llmock==0.2.*"
NO_INDEX = "(from versions: none)"
TARGET = 20
ROWS = 3 * TARGET
"""Rows that the server has to give: more than are wanted, for a broken stream takes one with it."""


@pytest.fixture(scope="session")
def llmock() -> Path:
    """The interpreter of a venv that holds llmock."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "arabic-synth-foreign"
    cache.mkdir(parents=True, exist_ok=True)
    venv = cache / "llmock"
    python, stamp = venv / "bin" / "python", venv / "packages"
    with (cache / "llmock.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # test processes side by side make it once
        if not stamp.is_file() or stamp.read_text() != PACKAGE:
            subprocess.run([sys.executable, "-m", "venv", "--clear", str(venv)], check=True)
            install = [str(python), "-m", "pip", "install", "--quiet", "--retries", "1", "--timeout", "10", PACKAGE]
            done = subprocess.run(install, check=False, capture_output=True, text=True)
            if NO_INDEX in done.stderr and not os.environ.get("CI"):
                pytest.skip(f"pip finds no {PACKAGE}: no package index can be reached")
            assert (0, "") == (done.returncode, done.stderr if done.returncode else "")
            stamp.write_text(PACKAGE)
    return python


@dataclass(frozen=True)
class Server:
    """A running llmock."""

    url: str

    def script(self, *behaviors: dict[str, Any]) -> None:
        """Queue what its next requests meet."""
        httpx.post(f"{self.url}/_llmock/scenario", json={"behaviors": behaviors}).raise_for_status()

    def list_requests(self) -> list[dict[str, Any]]:
        """Return all that it was asked, in order."""
        listed: list[dict[str, Any]] = httpx.get(f"{self.url}/_llmock/requests").json()["requests"]
        return listed

    def count(self, status: int) -> int:
        """Return the requests that it answered with `status`."""
        return sum(request["status"] == status for request in self.list_requests())

    def judge(self) -> list[str]:
        """Return what it has against its client, warnings included."""
        verdict = httpx.get(f"{self.url}/_llmock/verdict").json()
        return [f"{finding['code']}: {finding['title']}" for finding in verdict["findings"]]


@contextmanager
def serve(python: Path, folder: Path, *options: str) -> Iterator[Server]:
    """Yield a server on a free port of 127.0.0.1 that ends with the test."""
    log = folder / "llmock.log"
    command = [str(python), "-c", "from llmock.cli import app; app()"]
    command += ["serve", "--host", "127.0.0.1", "--port", "0", *options]
    with log.open("wb") as out, subprocess.Popen(command, stdout=out, stderr=out) as process:
        try:
            yield Server(find_address(log, process))
        finally:
            process.terminate()


def find_address(log: Path, process: "subprocess.Popen[bytes]") -> str:
    """Return where a server listens, as soon as it says so."""
    end = time.monotonic() + 60
    while not (found := re.search(r"running on (http://127\.0\.0\.1:\d+)", log.read_text("utf-8", "replace"))):
        assert process.poll() is None, log.read_text("utf-8", "replace")
        assert time.monotonic() < end
        time.sleep(0.05)
    return found[1]


@pytest.fixture(scope="module")
def plain(llmock: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server without limits."""
    with serve(llmock, tmp_path_factory.mktemp("plain")) as server:
        yield server


@pytest.fixture
def server(plain: Server) -> Server:
    """The same, with nothing remembered and nothing queued."""
    httpx.post(f"{plain.url}/_llmock/reset").raise_for_status()
    return plain


@pytest.fixture(scope="session")
def replies(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, Any], ...]:
    """Opinions for a server to give, one a request."""
    run_dir = tmp_path_factory.mktemp("replies") / "run"
    config = run_dir.with_suffix(".yaml")
    config.write_text(f"task: sentiment\ntarget: {ROWS}\nseed: 5\nmodel: mock\n", "utf-8")
    assert 0 == run_inside("run", config, "--output", run_dir, "--display", "none").returncode
    rows = read_lines(run_dir / "data/sentiment/part-00000.jsonl")
    texts = [json.dumps({name: row[name] for name in row if name not in {"id", "meta"}}) for row in rows]
    return tuple({"type": "reply", "text": text} for text in texts)


def read_lines(path: Path) -> list[dict[str, Any]]:
    """Return the objects of a JSONL file."""
    with path.open("rb") as file:
        return [json.loads(line) for line in file]


@dataclass(frozen=True)
class Ended:
    """A run that has ended."""

    code: int
    said: str
    events: tuple[dict[str, Any], ...]
    verified: dict[str, Any]

    @property
    def calls(self) -> int:
        """Requests that its journal knows of."""
        return sum(event.get("calls", 0) for event in self.events)

    @property
    def sound(self) -> tuple[int, bool, bool]:
        """Exit code, whether `verify` finds nothing wrong, and whether the run is complete."""
        return self.code, self.verified["ok"], self.verified["complete"]


def run(server: Server, folder: Path, *options: str) -> Ended:
    """Make a small data set with a server."""
    config, run_dir = folder / "config.json", folder / "run"
    wanted = {
        "task": "sentiment",
        "target": TARGET,
        "model": "local:gpt-4o",
        "providers": {"local": {"base_url": f"{server.url}/v1"}},
        "timeouts": {"first_byte_s": 2, "total_s": 2},
    }
    config.write_text(json.dumps(wanted), "utf-8")  # JSON is YAML
    done = run_inside("run", config, "--output", run_dir, "--display", "none", *options)
    events = tuple(read_lines(run_dir / "journal.jsonl"))
    return Ended(done.returncode, done.stderr, events, json.loads(run_inside("verify", run_dir, "--json").stdout))


def test_it_is_resilient(server: Server, replies: tuple[dict[str, Any], ...], tmp_path: Path) -> None:
    """Of a client that meets refusals with and without a rest and failures of many kinds it has nothing to complain."""
    failures = [{"type": "fail", "status": status} for status in (500, 503, 408, 529, 502, 504, 500, 500)]
    rests = [{"type": "fail", "status": 429, "retry_after": seconds, "times": 2} for seconds in (0.3, 1.5)]
    server.script(*failures, *rests, *replies)
    ended = run(server, tmp_path)
    assert ((0, True, True), []) == (ended.sound, server.judge())
    assert ended.calls == len(server.list_requests())


def test_a_server_of_streams_only_is_read(server: Server, replies: tuple[dict[str, Any], ...], tmp_path: Path) -> None:
    """Streams that are cut, dropped, corrupt or stalled are asked for again, and every row is a whole answer."""
    refusal = {"type": "fail", "status": 400, "message": "stream must be set to true", "match": {"stream": False}}
    faults = [
        {"type": "stream_fault", "kind": kind, "after_chunks": 2, "times": 2}
        for kind in ("truncate", "disconnect", "malformed", "stall")
    ]
    server.script({**refusal, "times": None}, *faults, *replies)
    ended = run(server, tmp_path)
    # It counts a request after a corrupt stream, which it saw end, as a new one: what it says of these is no finding.
    found = [finding for finding in server.judge() if not finding.startswith("malformed_chunk_ignored")]
    assert ((0, True, True), [], len(server.list_requests())) == (ended.sound, found, ended.calls)
    assert 1 == ended.said.count("asking for a stream from now on")
    given = {json.loads(reply["text"])["text"] for reply in replies}
    assert {row["text"] for row in read_lines(tmp_path / "run/data/sentiment/part-00000.jsonl")} <= given


def test_replies_made_of_the_schema_are_journalled(server: Server, tmp_path: Path) -> None:
    """What it makes up from our JSON schema is read as asked for; it is no Arabic, and every attempt is counted."""
    ended = run(server, tmp_path, "--set", "attempts.per_row=1")
    assert ((3, True, False), []) == (ended.sound, server.judge())
    refused = [event for event in ended.events if event["type"] == "refused"]
    assert len(refused) == ended.calls == len(server.list_requests()) == server.count(200)
    assert {"too_short"} == {event["reason"] for event in refused}


@pytest.mark.parametrize(("status", "code"), [(401, 4), (404, 4), (400, 3)])
def test_what_no_retry_mends_is_not_retried(server: Server, tmp_path: Path, status: int, code: int) -> None:
    """A refusal for good ends the run before all attempts are spent, and is named."""
    server.script({"type": "fail", "status": status, "message": "no such thing here", "times": None})
    ended = run(server, tmp_path, "--set", "limits.concurrency=4")
    assert ((code, True, False), []) == (ended.sound, server.judge())
    assert len(server.list_requests()) < 100
    assert f"HTTP {status}" in ended.said or "bad_request" in ended.said


def test_a_told_limit_is_never_passed(llmock: Path, replies: tuple[dict[str, Any], ...], tmp_path: Path) -> None:
    """Told a limit, a run is refused nothing, though others have left it next to nothing of the minute."""
    with serve(llmock, tmp_path, "--rpm", "240") as server:
        spend(server, 234, 1)
        server.script(*replies)
        ended = run(server, tmp_path, "--set", "limits.rpm=240")
        assert ((0, True, True), []) == (ended.sound, server.judge())
        assert (0, ended.calls) == (server.count(429), len(server.list_requests()))


def test_spent_tokens_are_waited_for(llmock: Path, replies: tuple[dict[str, Any], ...], tmp_path: Path) -> None:
    """Where others have used up the tokens of a minute, every refusal is followed by the rest that it asks for."""
    with serve(llmock, tmp_path, "--tpm", "240000") as server:
        spend(server, 1, 239_000)
        server.script(*replies)
        ended = run(server, tmp_path)
        assert ((0, True, True), []) == (ended.sound, server.judge())
        assert 0 < server.count(429) < 2 * TARGET


def spend(server: Server, requests: int, tokens: int) -> None:
    """Use up a limit by so many requests of so many tokens, and let it be forgotten who did."""
    body = {"model": "gpt-4o", "messages": [], "max_tokens": tokens}
    with httpx.Client() as client:
        for _ in range(requests):
            client.post(f"{server.url}/v1/chat/completions", json=body).raise_for_status()
    httpx.delete(f"{server.url}/_llmock/requests").raise_for_status()
