"""Runs that share their calls among several servers and keys on loopback, some of which die or refuse on the way."""

import json
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from engine.closing import RunEnd
from engine.config.load import load_config
from engine.inspection.verify import verify_run
from engine.run import run
from engine.rundir import RunDir

KEYS = {"FIRST_KEY": "sk-first-0123456789abcdef", "SECOND_KEY": "sk-second-0123456789abcdef"}
FIRST, SECOND = KEYS.values()
SPENT = {"error": {"message": "You exceeded your current quota.", "code": "insufficient_quota"}}
StandBefore = Callable[..., AbstractContextManager[Any]]
AT_ONCE = 8
"""Calls in flight at most: a number that is left open grows while a busy machine answers nothing."""


@dataclass
class Server:
    """A `serve-mock` in a process of its own."""

    url: str
    process: "subprocess.Popen[str]"

    @property
    def port(self) -> str:
        """Where it listens."""
        return str(httpx.URL(self.url).port)

    @property
    def answered(self) -> int:
        """Completions that it gave since it was started; none while it is not there."""
        with suppress(httpx.TransportError):
            return int(httpx.get(self.url.removesuffix("/v1") + "/stats").json()["ok"])
        return 0


@contextmanager
def _serve(*options: str, port: str = "0") -> Iterator[Server]:
    command = [sys.executable, "-m", "engine", "serve-mock", "--port", port, "--json", *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout
            yield Server(json.loads(process.stdout.readline())["url"], process)
        finally:
            process.kill()


@dataclass(frozen=True)
class Ended:
    """A run that has ended, and what it said meanwhile."""

    end: RunEnd
    said: list[str]

    @property
    def code(self) -> int:
        """Exit code."""
        return self.end.stop.exit_code

    @property
    def text(self) -> str:
        """All that a person is told."""
        return "\n".join([*self.said, self.end.stop.reason, *self.end.warnings])


def _run(
    folder: Path, url: str = "", keys: tuple[str, ...] = tuple(KEYS), limit: int | None = None, **more: Any
) -> Ended:
    provider = {"base_url": url, "api_key_env": keys}
    config = {"task": "sentiment", "target": 60, "model": "local:m", "providers": {"local": provider}, **more}
    (folder / "run.json").write_text(json.dumps(config))  # JSON is YAML
    loaded = load_config(folder / "run.json", [f"output={folder / 'run'}"], env=KEYS)
    said: list[str] = []
    return Ended(run(loaded, limit=limit, tell=said.append), said)


def _judge(folder: Path) -> tuple[bool, bool, int, int, int]:
    """Return whether a run is sound and complete, its rows, and of them those that stand there twice."""
    found = verify_run(RunDir(folder / "run"))
    return found.ok, found.complete, found.accepted, found.duplicate_ids, found.duplicate_texts


def _find_key(folder: Path) -> list[Path]:
    files = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    return [path for path, data in files.items() if any(key.encode() in data for key in KEYS.values())]


def _count_failed(folder: Path) -> int:
    return (folder / "run/journal.jsonl").read_bytes().count(b'"type":"failed"')


def test_calls_are_shared_by_weight(tmp_path: Path) -> None:
    """Of two servers with the weights 3 and 1 that could both take more, one gets three calls for each of the other."""
    with _serve("--latency-ms", "5") as heavy, _serve("--latency-ms", "5") as light:
        providers = {"heavy": {"base_url": heavy.url, "weight": 3}, "light": {"base_url": light.url, "weight": 1}}
        ended = _run(
            tmp_path, target=120, model="heavy:m", pool="light:m", providers=providers, limits={"concurrency": 8}
        )
        shares = heavy.answered, light.answered
    assert (0, (True, True, 120, 0, 0)) == (ended.code, _judge(tmp_path))
    assert 0.75 == pytest.approx(shares[0] / sum(shares), abs=0.03)


def _wait_until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + 30
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.02)


def test_a_server_that_dies_is_missed_by_nobody_and_used_again_when_it_is_back(tmp_path: Path) -> None:
    """The other server takes its calls, the run ends complete with nothing doubled, and it works from its return on."""
    with _serve("--latency-ms", "600") as slow, _serve("--latency-ms", "50") as mortal:
        providers = {"mortal": {"base_url": mortal.url, "weight": 3}, "slow": {"base_url": slow.url}}
        config = {"task": "sentiment", "target": 110, "model": "mortal:m", "pool": "slow:m", "providers": providers}
        (tmp_path / "run.json").write_text(json.dumps({**config, "output": "run", "limits": {"concurrency": 4}}))
        command = [sys.executable, "-m", "engine", "run", "run.json", "--display", "none"]
        with subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE, text=True) as process:
            _wait_until(lambda: mortal.answered >= 20)
            mortal.process.send_signal(signal.SIGKILL)
            mortal.process.wait()
            before = slow.answered
            _wait_until(lambda: slow.answered >= before + 4)
            with _serve(port=mortal.port) as risen:
                said = process.communicate(timeout=60)[1]
                answered = risen.answered
    assert (0, (True, True, 110, 0, 0), 0) == (process.returncode, _judge(tmp_path), _count_failed(tmp_path))
    assert "mortal:m does not answer" in said
    assert answered > 10


def test_a_refused_key_leaves_its_calls_to_the_other(stand_before: StandBefore, tmp_path: Path) -> None:
    """A 401 to one of two keys closes it after a few requests, is told once with its reason, and costs no attempt."""
    with stand_before(lambda key, _: (401, {}) if key == SECOND else None) as front:
        ended = _run(tmp_path, front.url, limits={"concurrency": AT_ONCE})
    assert (0, (True, True, 60, 0, 0), 0) == (ended.code, _judge(tmp_path), _count_failed(tmp_path))
    assert ["local:m (SECOND_KEY) was refused for good and is used no more: HTTP 401: {}"] == ended.said
    assert 0 < front.asked[SECOND] <= AT_ONCE


def test_a_key_whose_credit_ends_leaves_the_rest_to_the_other(stand_before: StandBefore, tmp_path: Path) -> None:
    """A key that answered and then has no quota left is used no more; what it brought stays."""
    with stand_before(lambda key, number: (429, SPENT) if key == FIRST and number > 12 else None) as front:
        ended = _run(tmp_path, front.url, limits={"concurrency": AT_ONCE})
    assert (0, (True, True, 60, 0, 0), 0) == (ended.code, _judge(tmp_path), _count_failed(tmp_path))
    assert (1, True) == (ended.text.count("(FIRST_KEY) was refused for good"), 12 < front.asked[FIRST] <= 12 + AT_ONCE)


def test_all_keys_refused_end_a_run_that_can_be_resumed(stand_before: StandBefore, tmp_path: Path) -> None:
    """The run ends with 4 and keeps its rows; nothing counts as an attempt, and a key that is taken completes it."""
    taken = {FIRST}
    with stand_before(lambda key, _: None if key in taken else (401, {})) as front:
        assert 0 == _run(tmp_path, front.url, limit=20).code
        taken.clear()
        refused = _run(tmp_path, front.url)
        assert (4, 20, (True, False, 20, 0, 0)) == (refused.code, refused.end.accepted, _judge(tmp_path))
        taken.add(SECOND)
        again = _run(tmp_path, front.url)
    assert (0, (True, True, 60, 0, 0), 0) == (again.code, _judge(tmp_path), _count_failed(tmp_path))
    assert ("HTTP 401" in refused.text, []) == (True, _find_key(tmp_path))


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (401, {"error": {"message": f"Incorrect API key provided: {FIRST}", "code": "invalid_api_key"}}),
        (402, {"error": {"message": "Insufficient credits", "code": 402}}),
        (403, {"detail": f"{FIRST} may not use this model"}),
        (429, SPENT),
    ],
    ids=["401", "402", "403", "insufficient_quota"],
)
def test_a_single_key_that_is_refused_ends_the_run_at_once(
    stand_before: StandBefore, tmp_path: Path, status: int, body: Mapping[str, Any]
) -> None:
    """Exit code 4 after no more requests than were in flight; the message names the status and not the key."""
    with stand_before(lambda _key, _number: (status, body)) as front:
        ended = _run(tmp_path, front.url, ("FIRST_KEY",), limits={"concurrency": AT_ONCE})
    assert (4, True, 0) == (ended.code, f"HTTP {status}" in ended.text, _count_failed(tmp_path))
    assert (True, False, []) == (0 < front.asked[FIRST] <= AT_ONCE, FIRST in ended.text, _find_key(tmp_path))
