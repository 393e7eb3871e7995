"""What every contender sends, and how it is measured; standard library only, so that any venv can read it."""

import json
import resource
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

STATUS = Path("/proc/self/status")


@dataclass(frozen=True, slots=True)
class Job:
    """One contender's work: so many requests to a server, so many at once, rows and figures into a folder.

    Attributes:
        rpm: Requests a minute that it is told to keep to, if it can be told.
    """

    url: str
    requests: int
    concurrency: int
    folder: Path
    rpm: int | None = None

    @property
    def rows(self) -> Path:
        """Where the rows go, one JSON object a line."""
        return self.folder / "rows.jsonl"


def read_job() -> Job:
    """Return the job on the command line: URL, requests, concurrency, folder, and requests a minute if told."""
    url, requests, concurrency, folder, *rpm = sys.argv[1:]
    return Job(url, int(requests), int(concurrency), Path(folder), *map(int, rpm))


class Asks:
    """The requests of a job, made one at a time from a few prompts that the product's own renderer wrote."""

    def __init__(self, folder: Path) -> None:
        stored = json.loads((folder / "asks.json").read_text("utf-8"))
        self.system: str = stored["system"]
        self.response_format: dict[str, Any] = stored["response_format"]
        self._users: list[str] = stored["users"]

    def write_user(self, number: int) -> str:
        """Return the user message of a request; no two are the same."""
        return f"{self._users[number % len(self._users)]}\n- رقم الطلب: {number}"

    def write_messages(self, number: int) -> list[dict[str, str]]:
        """Return both messages of a request."""
        return [{"role": "system", "content": self.system}, {"role": "user", "content": self.write_user(number)}]


@contextmanager
def measured(folder: Path) -> Iterator[None]:
    """Write into `folder/measured.json` what the enclosed work took, and what came before it as the start."""
    start_s, started = read_cpu_s(), time.monotonic()
    yield
    figures = {
        "start_cpu_s": start_s,
        "cpu_s": read_cpu_s() - start_s,
        "wall_s": time.monotonic() - started,
        "peak_kib": read_peak_kib(),
    }
    (folder / "measured.json").write_text(json.dumps(figures))


def read_cpu_s() -> float:
    """Return the CPU seconds of this process and of its children that have ended."""
    taken = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in taken)


def read_peak_kib() -> int:
    """Return the largest memory that this process has held, in KiB."""
    if STATUS.is_file():
        # Linux hands `ru_maxrss` of the starting process down to the started one; this line is the process's own.
        line = next(line for line in STATUS.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1])
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak // 1024 if sys.platform == "darwin" else peak
