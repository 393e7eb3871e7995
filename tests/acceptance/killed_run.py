"""Runs of the engine in processes of their own, made by fork so that each takes milliseconds to start.

Reads requests from standard input, one JSON object a line: `{"config": path}`, with `"kill": [point, occurrence, when]`
for a disk that kills the process there, `"record": true` for one that notes its boundaries, `"until": [path, lines]` or
`"after": seconds` for a kill once that file has so many lines, and that much later. Answers each with
`{"code": exit code, minus the signal that ended it; "crossed": [boundary, …]}`.
"""

import json
import os
import signal
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from engine.config.load import load_config
from engine.journal.disk import Disk, LocalDisk
from engine.run import run
from engine.testing import KillingDisk, RecordingDisk


def answer(request: dict[str, Any]) -> dict[str, Any]:
    """Carry out one request in a child."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        _live(request, writer)
    os.close(writer)
    if {"after", "until"} & request.keys():
        _kill(child, **{name: request[name] for name in ("after", "until") if name in request})
    with os.fdopen(reader) as pipe:
        crossed = pipe.read().split()
    return {"code": os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), "crossed": crossed}


def _kill(child: int, after: float = 0, until: tuple[str, int] | None = None) -> None:
    """Kill a child in time, unless it ends before."""
    while until and _count_lines(Path(until[0])) < until[1]:
        if os.waitid(os.P_PID, child, os.WEXITED | os.WNOHANG | os.WNOWAIT):
            break
        time.sleep(0.005)
    time.sleep(after)
    os.kill(child, signal.SIGKILL)


def _count_lines(path: Path) -> int:
    return path.read_bytes().count(b"\n") if path.exists() else 0


def _live(request: dict[str, Any], writer: int) -> None:
    config = Path(request["config"])
    os.chdir(config.parent)
    code = 1
    try:
        recorder = RecordingDisk()
        disk: Disk = recorder if "record" in request else LocalDisk()
        if "kill" in request:
            disk = KillingDisk(*request["kill"])
        code = run(load_config(config), disk=disk).stop.exit_code
        os.write(writer, "\n".join(recorder.crossed).encode())
    finally:
        os._exit(code)


def main() -> None:
    """Answer requests until there are no more; a run of one row loads what every child needs."""
    with TemporaryDirectory() as folder:
        run(load_config(None, ["task=sentiment", "target=1", f"output={folder}/out"]))
    for line in sys.stdin:
        sys.stdout.write(json.dumps(answer(json.loads(line))) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
