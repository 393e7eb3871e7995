"""Measures what `clean` costs: CPU seconds of the whole process, for growing files.

    .venv/bin/python scripts/bench_clean.py [--task exams] [--rows 10000 20000 40000] [--in-path FILE]

Rows are composed as the built-in mock writes them, with all fields of ours, or taken from a JSONL file.
"""

import argparse
import os
import sys
from collections.abc import Iterator
from itertools import count, islice
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import orjson

sys.path.insert(0, str(Path(__file__).parents[1]))

from prompts.discover import find_task
from validators.base import Refusal


def compose_rows(task: str) -> Iterator[bytes]:
    """Yield JSON lines of a task's rows, without end."""
    spec = find_task(task)
    for number in count():
        rng = Random(number)
        wanted = {each.name: rng.choice(list(each.weights)) for each in spec.dimensions}
        item = spec.build(spec.reply_model.model_validate(spec.compose(wanted, rng)), wanted)
        if not isinstance(item, Refusal):
            row = {"id": f"{task}-{number}", **item.fields, "meta": {"model": "mock"}}
            yield orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE)


def measure(task: str, source: Path) -> tuple[float, int]:
    """Return the CPU seconds that cleaning a file takes, start of the process included, and the rows that are kept."""
    output = source.with_suffix(".clean.jsonl")
    command = [sys.executable, "-m", "engine", "clean", task, "--in-path", str(source), "--out-path", str(output)]
    child = os.posix_spawn(
        command[0], command, os.environ, file_actions=[(os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0)]
    )
    _, status, used = os.wait4(child, 0)
    if status:
        sys.exit(f"clean ended with status {status}")
    return used.ru_utime + used.ru_stime, output.read_bytes().count(b"\n")


def main() -> None:
    """Print a line for each size."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--task", default="exams")
    parser.add_argument("--rows", type=int, nargs="+", default=[10_000, 20_000, 40_000])
    parser.add_argument("--in-path", type=Path)
    arguments = parser.parse_args()
    with TemporaryDirectory() as folder:
        for rows in arguments.rows:
            source = Path(folder) / f"{rows}.jsonl"
            lines = arguments.in_path.open("rb") if arguments.in_path else compose_rows(arguments.task)
            source.write_bytes(b"".join(islice(lines, rows)))
            seconds, kept = measure(arguments.task, source)
            print(f"{rows:>9,} rows  {seconds:6.2f} s  {1e6 * seconds / rows:6.1f} µs a row  {kept:,} kept", flush=True)


if __name__ == "__main__":
    main()
