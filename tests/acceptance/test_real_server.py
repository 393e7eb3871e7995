"""Whole runs over HTTP against a server in a process of its own: exact, paid for, and without a trace of the key."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest

KEY = "sk-hidden-0123456789abcdef"
PRICE = 0.0001
"""US dollars for every prompt and every completion token of the priced runs."""

PROFILES = """
task: exams
target: 1
providers:
  mock:
    profiles:
      faulty: {http_500: 0.02, dropped_connections: 0.01, malformed: 0.02, hangs: 0.01, hang_s: 60}
      uneven: {missing_items: 0.3, surplus_items: 0.3, truncated: 0.1, duplicates: 0.1}
"""


@contextmanager
def _serve(folder: Path, *options: str) -> Iterator[str]:
    """Yield the base URL of a mock server whose key, if it wants one, is KEY."""
    (folder / "profiles.yaml").write_text(PROFILES)
    command = [sys.executable, "-m", "engine", "serve-mock", "--port", "0", "--json", "--config", "profiles.yaml"]
    env = {**os.environ, "SERVER_KEY": KEY}
    with subprocess.Popen([*command, *options], stdout=subprocess.PIPE, text=True, cwd=folder, env=env) as process:
        try:
            assert process.stdout
            yield json.loads(process.stdout.readline())["url"]
        finally:
            process.kill()


def _write_config(folder: Path, url: str, **more: Any) -> Path:
    providers = {"local": {"base_url": url, **more.pop("provider", {})}}
    config = {"task": "exams", "target": 60, "output": "out", "model": "local:m", "providers": providers, **more}
    (folder / "run.yaml").write_text(json.dumps(config))
    return folder / "run.yaml"


def _read_stats(url: str) -> dict[str, int]:
    # Asked again and again: httpx would read the certificates of the machine each time.
    with urlopen(url.removesuffix("/v1") + "/stats") as answer:  # noqa: S310 - a server of our own
        stats: dict[str, int] = json.load(answer)
    return stats


def test_faults_of_the_wire_leave_every_slot_filled(invoke: Callable[..., Any], tmp_path: Path) -> None:
    """With 2% 500s, 1% resets, 2% malformed and 1% hangs, a run is complete and doubles nothing."""
    with _serve(tmp_path, "--profile", "faulty") as url:
        _write_config(tmp_path, url, target=400, timeouts={"total_s": 1})
        assert 0 == invoke("run", "run.yaml", "--display", "none").code
    found = invoke("verify", "out", "--json").json
    assert (True, True, 400, 0) == (found["ok"], found["complete"], found["accepted"], found["duplicate_texts"])


def test_several_items_a_call_stay_exact(invoke: Callable[..., Any], tmp_path: Path) -> None:
    """Calls for seven items, of which some bring fewer or more, end in exactly the planned rows with fewer calls."""
    with _serve(tmp_path, "--profile", "uneven") as url:
        _write_config(tmp_path, url, target=100, generation={"items_per_call": 7})
        assert 0 == invoke("run", "run.yaml", "--display", "none").code
        calls = _read_stats(url)["requests"]
    found, status = invoke("verify", "out", "--json").json, invoke("status", "out", "--json").json
    assert (True, [25] * 4) == (found["ok"], [cell["accepted"] for cell in found["cells"]])
    assert (calls, True) == (status["calls"], calls < 50)


@pytest.mark.parametrize(
    "options",
    [
        ["--refuse", "response_format.json_schema"],
        ["--refuse", "response_format"],
        ["--refuse", "max_tokens"],
        ["--refuse", "temperature"],
        ["--stream-only"],
        ["--no-usage"],
    ],
)
def test_a_picky_endpoint_is_learned_to_be_asked(
    options: list[str], invoke: Callable[..., Any], tmp_path: Path
) -> None:
    """An endpoint that refuses a way of asking gets another, and the run is complete."""
    with _serve(tmp_path, *options) as url:
        _write_config(tmp_path, url, target=20)
        done = invoke("run", "run.yaml", "--display", "none")
    assert 0 == done.code
    assert 0 < invoke("status", "out", "--json").json["tokens"]["completion"]


def _find_key(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file() and KEY.encode() in path.read_bytes()]


@pytest.mark.parametrize(("key", "code"), [(KEY, 0), (f"{KEY}-wrong", 4)])
def test_the_key_stands_nowhere(key: str, code: int, tmp_path: Path) -> None:
    """Neither a run that works nor one whose key is refused leaves the key in a file or says it."""
    with _serve(tmp_path, "--require-key", "SERVER_KEY") as url:
        _write_config(tmp_path, url, target=20, provider={"api_key_env": "LOCAL_KEY"})
        command = [sys.executable, "-m", "engine", "run", "run.yaml", "--display", "json", "--json"]
        env = {**os.environ, "LOCAL_KEY": key}
        done = subprocess.run(command, capture_output=True, cwd=tmp_path, env=env, timeout=60, check=False)
    assert (code, []) == (done.returncode, _find_key(tmp_path))
    assert KEY.encode() not in done.stdout + done.stderr


def _price(limit: float, target: int) -> dict[str, Any]:
    usd = PRICE * 1e6
    prices = {"prompt_usd_per_mtok": usd, "completion_usd_per_mtok": usd}
    return {"target": target, "provider": {"prices": prices}, "budget": {"usd": limit}}


def test_a_budget_ends_the_run_and_a_larger_one_goes_on(invoke: Callable[..., Any], tmp_path: Path) -> None:
    """At the budget the run ends with 5, has spent no more, and says what the rest would cost; it can be resumed."""
    with _serve(tmp_path) as url:
        _write_config(tmp_path, url, **_price(4.0, 100))
        done = invoke("run", "run.yaml", "--display", "none")
        status = invoke("status", "out", "--json").json
        tokens = _read_stats(url)["tokens"]
        assert 5 == done.code
        assert "per accepted row" in done.err
        assert PRICE * tokens == pytest.approx(status["cost_usd"])
        assert 2.0 < status["cost_usd"] <= 4.0
        assert 0 == invoke("run", "run.yaml", "--max-cost", 100, "--display", "none").code
        assert PRICE * _read_stats(url)["tokens"] == pytest.approx(invoke("status", "out", "--json").json["cost_usd"])


def test_kills_do_not_spend_more_than_the_budget(invoke: Callable[..., Any], tmp_path: Path) -> None:
    """A run that is killed again and again counts at least what the server answered, and never passes its budget."""
    command = [sys.executable, "-m", "engine", "run", "run.yaml", "--display", "none"]
    with _serve(tmp_path, "--latency-ms", "40") as url:
        _write_config(tmp_path, url, **_price(20.0, 400), limits={"concurrency": 8})
        for _ in range(4):
            with subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.DEVNULL) as process:
                answered, wait_until = _read_stats(url)["ok"], time.monotonic() + 20
                while _read_stats(url)["ok"] < answered + 25 and time.monotonic() < wait_until:
                    time.sleep(0.02)
                process.send_signal(signal.SIGKILL)
            assert PRICE * _read_stats(url)["tokens"] <= invoke("status", "out", "--json").json["cost_usd"] + 1e-9
        assert 5 == invoke("run", "run.yaml", "--display", "none").code
        assert PRICE * _read_stats(url)["tokens"] <= invoke("status", "out", "--json").json["cost_usd"] <= 20.0
    assert invoke("verify", "out", "--json").json["ok"]
