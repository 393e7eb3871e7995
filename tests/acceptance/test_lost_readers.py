"""Readers of the program's output may leave, be slow, or never have been there; what a command does stands."""

import os
import pty
import re
import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from shutil import which
from typing import Any

import pytest

Invoke = Callable[..., Any]

CONFIG = """
task: sentiment
target: 120
seed: 9
model: mock:own
output: out
providers: {mock: {profiles: {own: {latency_ms: 40, malformed: 0.1}}}}
limits: {concurrency: 4}
"""
BASH = which("bash") or "bash"
PROGRAM = f"{shlex.quote(sys.executable)} -m engine"


@pytest.fixture(autouse=True)
def config(tmp_path: Path) -> Path:
    """Write a config of a run that takes some seconds."""
    (tmp_path / "c.yaml").write_text(CONFIG)
    return tmp_path / "c.yaml"


def _shell(folder: Path, line: str) -> tuple[int, str]:
    """Return the exit code of the program, not that of its readers, and everything said."""
    command = line.replace("PROGRAM", PROGRAM)
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    done = subprocess.run(
        [BASH, "-c", f"{command}; exit ${{PIPESTATUS[0]}}"],
        cwd=folder,
        env=environment,
        capture_output=True,
        check=False,
    )
    return done.returncode, (done.stdout + done.stderr).decode()


@pytest.mark.parametrize(
    ("display", "reader"),
    [
        *(("json", reader) for reader in ("2>&1 >/dev/null | head -1", "2>&-", "2>/dev/full", "2>&1 | true")),
        *(("plain", reader) for reader in ("2>&1 | true", "2>&- >&-")),
        *(("rich", reader) for reader in ("2>&1 | true", "2>/dev/full")),
    ],
)
def test_a_run_is_finished_without_anybody_who_listens(
    invoke: Invoke, tmp_path: Path, display: str, reader: str
) -> None:
    """With standard error closed, full or left after a line, the run ends complete with its own exit code."""
    options = "--model mock:hostile --target 100" if display != "json" else ""
    code, said = _shell(tmp_path, f"PROGRAM run c.yaml {options} --display {display} {reader}")
    assert (0, False) == (code, "Traceback" in said or "Exception" in said)
    found = invoke("verify", "out", "--json").json
    assert (True, True) == (found["ok"], found["complete"])
    assert not (tmp_path / "out/heartbeat.json").exists()


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("PROGRAM run c.yaml --limit 5 --display none --json | true", 0),
        ("PROGRAM run c.yaml --limit 5 --display none --json >&-", 0),
        ("PROGRAM run missing.yaml 2>&1 | true", 2),
        ("PROGRAM run c.yaml --seed 10 2>&-", 2),
        ("PROGRAM verify out --json | true", 6),
        ("PROGRAM verify out 2>&1 | true", 6),
        ("PROGRAM status out | true", 0),
        ("PROGRAM status out --json | head -1", 0),
        ("PROGRAM plan c.yaml | true", 0),
        ("PROGRAM status out --json >/dev/full", 1),
        ("PROGRAM status out >/dev/full", 1),
    ],
)
def test_an_exit_code_stands_whoever_reads(invoke: Invoke, tmp_path: Path, line: str, expected: int) -> None:
    """A reader that leaves changes nothing; only data that could not be written to where it should stay is an error."""
    invoke("run", "c.yaml", "--limit", 5, "--model", "mock", "--display", "none")
    if "verify" in line:
        (tmp_path / "out/data/sentiment/part-00000.jsonl").write_text("{}\n")
    code, said = _shell(tmp_path, line)
    assert (expected, False) == (code, "Traceback" in said or "Exception" in said)
    assert ("/dev/full" in line) == ("could not write to standard output: No space left on device" in said)


def _wait_for(condition: Callable[[], bool], seconds: float = 30) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)


@pytest.mark.parametrize("interrupts", [0, 2])
def test_a_reader_that_never_reads_holds_nothing_up(tmp_path: Path, interrupts: int) -> None:
    """With a full pipe for standard error the run goes on to its end, also when told to stop; its last words wait."""
    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    while True:
        try:
            os.write(writing, b"." * 65536)
        except BlockingIOError:
            break
    os.set_blocking(writing, True)
    hang = ["--set", "providers.mock.profiles.own.latency_ms=600000"] if interrupts else []
    command = [sys.executable, "-m", "engine", "run", "c.yaml", "--display", "json", *hang]
    with subprocess.Popen(command, cwd=tmp_path, stderr=writing) as process:
        os.close(writing)
        try:
            _wait_for(lambda: b'"in_flight":4' in _read(tmp_path / "out/heartbeat.json"))
            for _ in range(interrupts):
                process.send_signal(signal.SIGINT)
                time.sleep(0.3)
            state = b"interrupted" if interrupts else b"complete"
            _wait_for(lambda: b'"state": "' + state in _read(tmp_path / "out/manifest.json"))
            assert process.poll() is None
            with os.fdopen(reading, "rb") as pipe:
                said = pipe.read().lstrip(b".").decode()
            assert (130 if interrupts else 0, True) == (process.wait(30), '"event":"done"' in said)
        finally:
            process.kill()


def _read(path: Path) -> bytes:
    return path.read_bytes() if path.exists() else b""


def test_an_interrupt_on_a_terminal_leaves_it_in_order(tmp_path: Path) -> None:
    """After Ctrl-C the sentence about it is whole, the last picture stands once below it, and the cursor is back."""
    master, slave = pty.openpty()
    command = [sys.executable, "-m", "engine", "run", "c.yaml", "--display", "rich"]
    environment = {**os.environ, "TERM": "xterm", "COLUMNS": "100", "LINES": "30"}
    with subprocess.Popen(command, cwd=tmp_path, stderr=slave, env=environment) as process:
        os.close(slave)
        _wait_for(lambda: b'"in_flight":4' in _read(tmp_path / "out/heartbeat.json"))
        process.send_signal(signal.SIGINT)
        said = b""
        try:
            while chunk := os.read(master, 65536):
                said += chunk
        except OSError:  # the other end was closed
            pass
    os.close(master)
    text = said.decode()
    assert (130, True) == (process.returncode, "\x1b[?25hinterrupted: " in text)
    assert re.search(r"\x1b\[2Kstopping: waiting for \d calls? in flight; press Ctrl-C .* at once\r\n\x1b\[1mc", text)


def test_the_command_to_go_on_works_from_any_folder(tmp_path: Path) -> None:
    """What a stopped run tells a person to type goes on with it, wherever it is typed."""
    folder = tmp_path / "a 'folder' of $ours"
    folder.mkdir()
    (tmp_path / "keys.env").write_text("A_KEY=1\n")
    (folder / "c.yaml").write_text(CONFIG)
    _, said = _shell(folder, "PROGRAM run c.yaml --limit 5 --display none --env-file ../keys.env")
    told = said.rpartition("to go on: ")[2].strip()
    (tmp_path / "other/deep").mkdir(parents=True)
    done = subprocess.run(
        [BASH, "-c", f"{told} --model mock"], cwd=tmp_path / "other/deep", capture_output=True, check=False
    )
    assert (0, True) == (done.returncode, b"complete: 120 of 120 rows" in done.stderr)
    assert (folder / "out/manifest.json").is_file()
