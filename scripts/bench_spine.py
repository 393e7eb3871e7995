"""Measures what one accepted row costs: CPU beside a bare floor loop, and memory, at two sizes, in one run.

    .venv/bin/python scripts/bench_spine.py [--rows 10000 100000] [--task exams] [--profile]

Every size runs in a process of its own: the fault-free mock at zero latency through the whole engine (render, send,
parse, judge, commit). The mock's own time is taken out and shown apart. The floor builds the same request, parses and
validates the same kind of reply, and appends JSONL, without network, checks, journal or crash safety.
"""

import argparse
import asyncio
import cProfile
import json
import pstats
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from random import Random
from statistics import median

import orjson

from engine.clock import SystemClock
from engine.config.load import load_config
from engine.providers.chat.request import Generation
from engine.providers.chat.wire import ChatWire
from engine.providers.mock.profile import MockProfile
from engine.providers.mock.transport import MockTransport
from engine.records import Ask, HttpRequest, HttpResponse
from engine.run import run
from prompts.discover import discover_tasks, find_task
from prompts.render import Renderer, json_schema

FLOOR_ROWS = 50_000
"""The floor is so quick that fewer rows measure little but noise."""


SAMPLED = 16
"""The mock's own time is taken at every so many-th call: asking for thread time costs a good part of a call."""


class TimedMock:
    """The fault-free mock, with its own CPU time estimated apart."""

    def __init__(self) -> None:
        self._mock = MockTransport(discover_tasks(), MockProfile(), SystemClock(), total_s=60)
        self.cpu_s = 0.0
        self.calls = 0

    async def send(self, request: HttpRequest) -> HttpResponse:
        """Answer at once."""
        await asyncio.sleep(0)
        self.calls += 1
        if self.calls % SAMPLED:
            return self._mock.answer(request)
        before = time.thread_time()
        response = self._mock.answer(request)
        self.cpu_s += SAMPLED * (time.thread_time() - before)
        return response


def measure_engine(task: str, rows: int, folder: Path, *, profile: bool) -> dict[str, float]:
    """Return CPU and memory of one run of `rows` rows."""
    loaded = load_config(None, [f"task={task}", f"target={rows}", f"output={folder / 'run'}", "model=mock"])
    mock = TimedMock()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    profiler = cProfile.Profile()
    if profile:
        profiler.enable()
    started = time.process_time()
    end = run(loaded, transport=mock)
    cpu_s = time.process_time() - started
    if profile:
        profiler.disable()
        pstats.Stats(profiler, stream=sys.stderr).sort_stats("tottime").print_stats(30)
    if end.accepted != rows:
        raise SystemExit(f"{end.accepted} of {rows} rows")
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - memory
    return {
        "rows": rows,
        "calls_per_row": mock.calls / rows,
        "us": 1e6 * (cpu_s - mock.cpu_s) / rows,
        "mock_us": 1e6 * mock.cpu_s / rows,
        "grown_kib": grown,
    }


def measure_floor(task: str, rows: int, folder: Path) -> dict[str, float]:
    """Return the CPU microseconds that the bare loop spends on a row."""
    spec = find_task(task)
    wanted = {dimension.name: next(iter(dimension.weights)) for dimension in spec.dimensions}
    prompt = Renderer(spec).render(wanted, {})
    wire = ChatWire("http://floor.invalid", "floor", Generation(0.9, 0.95, 800), {task: json_schema(spec)}, {})
    mock = MockTransport(discover_tasks(), MockProfile(), SystemClock(), total_s=60)
    replies = [mock.answer(wire.encode(Ask(prompt, task, seed))).body for seed in range(200)]
    common = {"model": "floor", "temperature": 0.9, "top_p": 0.95, "max_tokens": 800}
    messages = [{"role": "system", "content": prompt.system}, {"role": "user", "content": prompt.user}]
    rng = Random(0)
    started = time.process_time()
    with (folder / "floor.jsonl").open("ab") as out:
        for seed in range(rows):
            orjson.dumps({**common, "seed": seed, "messages": messages})
            body = orjson.loads(replies[rng.randrange(200)])
            item = spec.reply_model.model_validate_json(body["choices"][0]["message"]["content"])
            out.write(orjson.dumps({"id": seed, **item.model_dump()}) + b"\n")
    return {"us": 1e6 * (time.process_time() - started) / rows}


def main() -> None:
    """Run every size in a child of its own and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--task", default="exams")
    parser.add_argument("--runs", type=int, default=3, help="pairs of floor and engine for each size")
    parser.add_argument("--profile", action="store_true", help="print where the time goes (slows the run)")
    parser.add_argument("--child", choices=("engine", "floor"), help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        if arguments.child == "engine":
            print(json.dumps(measure_engine(arguments.task, arguments.rows[0], Path(name), profile=arguments.profile)))
        elif arguments.child == "floor":
            print(json.dumps(measure_floor(arguments.task, arguments.rows[0], Path(name))))
        else:
            print_table(arguments.task, arguments.rows, runs=arguments.runs, profile=arguments.profile)


def print_table(task: str, sizes: list[int], *, runs: int, profile: bool) -> None:
    """Measure every size and print it beside the floor."""
    measured = []
    print(f"{task}, fault-free mock, zero latency; CPU microseconds for each accepted row, medians of {runs} runs")
    print(
        f"{'rows':>9} {'floor':>7} {'engine':>8} {'ratio':>6} {'mock apart':>11} {'calls/row':>10} {'peak grew by':>13}"
    )
    for rows in sizes:
        # In turn, so that a machine that gets slower or quicker meanwhile does so for both.
        pairs = []
        for _ in range(runs):
            floor = _run_child("floor", task, max(rows, FLOOR_ROWS), profile=False)
            pairs.append((floor, _run_child("engine", task, rows, profile=profile)))
        engine = {name: median(pair[1][name] for pair in pairs) for name in pairs[0][1]}
        ratio = median(pair[1]["us"] / pair[0]["us"] for pair in pairs)
        measured.append(engine)
        print(
            f"{rows:>9,} {median(pair[0]['us'] for pair in pairs):>7.1f} {engine['us']:>8.1f} {ratio:>6.1f} "
            f"{engine['mock_us']:>11.1f} {engine['calls_per_row']:>10.3f} {engine['grown_kib']:>9,.0f} KiB"
        )
    if len(measured) > 1:
        first, last = measured[0], measured[-1]
        grown = 1024 * (last["grown_kib"] - first["grown_kib"]) / (last["rows"] - first["rows"])
        print(f"memory: {grown:,.0f} bytes for each further row")


def _run_child(kind: str, task: str, rows: int, *, profile: bool) -> dict[str, float]:
    command = [sys.executable, __file__, "--child", kind, "--task", task, "--rows", str(rows)]
    command += ["--profile"] if profile else []
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE)
    answer: dict[str, float] = json.loads(done.stdout)
    return answer


if __name__ == "__main__":
    main()
