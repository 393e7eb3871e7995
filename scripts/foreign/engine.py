"""Runs the engine against a server and tells what came of it."""

import json
import signal
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
GRACE_S = 120
"""Seconds in which a run that was asked to stop has to end."""


@dataclass(frozen=True, slots=True)
class Ended:
    """How a run ended.

    Attributes:
        code: Exit code.
        said: What it said to a person.
        ends: How its attempts ended, with their numbers.
        calls: Requests that its journal knows of.
        verified: What `verify` found.
    """

    code: int
    said: str
    ends: Counter[str]
    calls: int
    verified: dict[str, Any]

    def tell(self, title: str) -> str:
        """Return what happened, in a few lines."""
        sound = "ok" if self.verified["ok"] else f"NOT OK: {self.verified['problems']}"
        ends = ", ".join(f"{end} {count}" for end, count in self.ends.most_common())
        last = "\n".join(f"    {line}" for line in self.said.splitlines()[-6:])
        rows = f"{self.verified['accepted']} of {self.verified['target']} rows"
        return f"{title}: exit {self.code}, {rows}, {self.calls} calls, verify {sound}\n    {ends}\n{last}"


def run_engine(config: dict[str, Any], folder: Path, seconds: float, *options: str) -> Ended:
    """Make the run of a config, and ask it to stop after so many seconds."""
    folder.mkdir()
    path, run_dir = folder / "config.json", folder / "run"
    path.write_text(json.dumps(config), "utf-8")  # JSON is YAML
    command = [sys.executable, "-m", "engine", "run", str(path), "--output", str(run_dir), "--display", "none"]
    with subprocess.Popen(
        [*command, *options], cwd=ROOT, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True, encoding="utf-8"
    ) as process:
        try:
            _, said = process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGINT)
            _, said = process.communicate(timeout=GRACE_S)
    with (run_dir / "journal.jsonl").open("rb") as file:
        events = [json.loads(line) for line in file]
    ends = Counter(event.get("reason") or event.get("kind") or "accepted" for event in events if "try" in event)
    verify = [sys.executable, "-m", "engine", "verify", str(run_dir), "--json"]
    found = json.loads(subprocess.run(verify, cwd=ROOT, check=False, stdout=subprocess.PIPE).stdout)
    return Ended(process.returncode, said, ends, sum(event.get("calls", 0) for event in events), found)
