"""Measures what faults cost a run: the same work against a sound server and against one that fails in several ways.

    .venv/bin/python scripts/bench_faults.py [--rows 6000] [--concurrency 64] [--timeout-s 2] [--runs 1]

The faulty server answers 2% with status 500, resets 1% of the connections, breaks the JSON of 2% and hangs on 1%, which
the engine's timeout ends. Wanted: every slot filled, no row twice, at most 1.3 times the wall time of the sound run.
The time is the run's own, from `status`; rows are held against `verify`, both in processes of their own.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from scripts.bench.contenders import ROOT, list_lines
from scripts.bench.server import read_stats, serve

FAULTY = {"http_500": 0.02, "dropped_connections": 0.01, "malformed": 0.02, "hangs": 0.01, "hang_s": 60}
WANTED_RATIO = 1.3
LIMIT_S = 900
"""A run that takes longer is ended."""


@dataclass(frozen=True, slots=True)
class Figures:
    """How one run went.

    Attributes:
        seconds: Wall time of the work.
        calls: Requests as the server counted them.
        filled: Whether every slot holds a row and `verify` finds nothing wrong.
        doubled: Rows whose id or whose question was there before.
    """

    seconds: float
    calls: int
    filled: bool
    doubled: int


def measure(profile: str, arguments: argparse.Namespace, folder: Path) -> Figures:
    """Make one run against a server with this profile."""
    folder.mkdir()
    config, run_dir = folder / "config.json", folder / "run"
    with serve("--latency-ms", f"{arguments.latency_ms:g}", *write_profile(profile, folder)) as url:
        # JSON is YAML.
        config.write_text(json.dumps(make_config(url, run_dir, arguments)), "utf-8")
        command = ["run", str(config), "--display", "none"]
        for stage in ("first_byte_s", "total_s"):
            command += ["--set", f"timeouts.{stage}={arguments.timeout_s:g}"]
        ended = call_engine(*command)
        if ended.returncode:
            raise SystemExit(
                f"the run against {profile!r} ended with exit code {ended.returncode}:\n{ended.stderr[-3000:]}"
            )
        calls = read_stats(url)["requests"]
    found = json.loads(call_engine("verify", str(run_dir), "--json").stdout)
    return Figures(
        seconds=json.loads(call_engine("status", str(run_dir), "--json").stdout)["elapsed_s"],
        calls=calls,
        filled=found["ok"] and found["complete"] and found["accepted"] == arguments.rows,
        doubled=found["duplicate_ids"] + found["duplicate_texts"] + count_doubled(run_dir),
    )


def make_config(url: str, run_dir: Path, arguments: argparse.Namespace) -> dict[str, Any]:
    """Return the config of a run."""
    return {
        "name": "faults",
        "task": "exams",
        "target": arguments.rows,
        "output": str(run_dir),
        "model": "local:mock",
        "providers": {"local": {"base_url": url}},
        "limits": {"concurrency": arguments.concurrency},
    }


def write_profile(profile: str, folder: Path) -> tuple[str, ...]:
    """Return the server's flags for a profile, after writing the config that it stands in."""
    path = folder / "profiles.json"
    own = {"name": "server", "task": "exams", "target": 1, "providers": {"mock": {"profiles": {"faulty": FAULTY}}}}
    path.write_text(json.dumps(own), "utf-8")
    return "--config", str(path), "--profile", profile


def call_engine(*command: str) -> subprocess.CompletedProcess[str]:
    """Run one of the engine's commands to its end."""
    return subprocess.run(
        [sys.executable, "-m", "engine", *command],
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=LIMIT_S,
    )


def count_doubled(run_dir: Path) -> int:
    """Return how many rows have an id or a question with options that an earlier row has."""
    ids, questions = Counter[str](), Counter[tuple[str, ...]]()
    for line in list_lines(run_dir.glob("data/exams/*.jsonl")):
        row = json.loads(line)
        ids[row["id"]] += 1
        questions[row["question"], *row["options"]] += 1
    return sum(count - 1 for counter in (ids, questions) for count in counter.values())


def main() -> None:
    """Make the runs in turn, print a line for each and the ratio of their medians; exit code 1 for what is not met."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=6_000)
    parser.add_argument("--concurrency", type=int, default=64)
    parser.add_argument("--latency-ms", type=float, default=200)
    parser.add_argument("--timeout-s", type=float, default=2, help="timeouts.first_byte_s and timeouts.total_s")
    parser.add_argument("--runs", type=int, default=1, help="runs of each")
    arguments = parser.parse_args()
    seconds: dict[str, list[float]] = {"clean": [], "faulty": []}
    sound = True
    print(f"{'server':<8} {'wall s':>7} {'calls':>8} {'every slot filled':>18} {'doubled':>8}")
    with tempfile.TemporaryDirectory() as name:
        for number in range(arguments.runs):
            for profile, taken in seconds.items():
                figures = measure(profile, arguments, Path(name) / f"{profile}-{number}")
                taken.append(figures.seconds)
                sound = sound and figures.filled and not figures.doubled
                print(
                    f"{profile:<8} {figures.seconds:>7.1f} {figures.calls:>8,} "
                    f"{'yes' if figures.filled else 'NO':>18} {figures.doubled:>8}",
                    flush=True,
                )
    ratio = median(seconds["faulty"]) / median(seconds["clean"])
    print(f"ratio: {ratio:.2f} (wanted: at most {WANTED_RATIO})")
    if ratio > WANTED_RATIO or not sound:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
