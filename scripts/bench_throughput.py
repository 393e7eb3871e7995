"""Measures what a request costs the client: the whole engine beside a bare floor loop and its peers, in one invocation.

    .venv/bin/python scripts/bench_throughput.py [--sizes 3000 30000] [--concurrency 8 32 128 512] [--runs 1]

One `serve-mock` with 50 ms latency serves all, in a process of its own that is not counted; both share the machine's
cores. Every contender runs in a process of its own, in turn, and sends distinct Arabic prompts (about 4.5 KB a request
with the schema). Its CPU seconds are those of the process and its children from after imports to the last row on disk;
the start is shown apart. The engine's run is then held against `verify`. `core` is the engine with a few checks alone:
what judging adds is the difference. Peers live in venvs under `$XDG_CACHE_HOME/arabic-synth-bench`, made at first use.
Nothing is written into the project.
"""

import argparse
import sys
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from itertools import product
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).parents[1]))

from scripts.bench.contenders import CONTENDERS, Figures, find_python, run_contender
from scripts.bench.prompts import write_asks
from scripts.bench.server import serve

FEW = 100
"""Below this concurrency the latency alone decides the time: only the smallest size is measured."""

OURS = ("core", "engine")

Place = tuple[int, int, str]
"""Concurrency, requests, contender."""


def measure(arguments: argparse.Namespace) -> dict[Place, list[Figures]]:
    """Run every contender at every size and concurrency, in turn, as often as asked."""
    for name in arguments.contenders:
        find_python(CONTENDERS[name])
    asks, found = write_asks(), dict[Place, list[Figures]]()
    with ExitStack() as closes:
        url = arguments.base_url or closes.enter_context(serve("--latency-ms", f"{arguments.latency_ms:g}"))
        for concurrency, size in product(arguments.concurrency, arguments.sizes):
            if concurrency < FEW and size > min(arguments.sizes):
                continue
            # In turn, so that a machine that gets slower or quicker meanwhile does so for all.
            for _, name in product(range(arguments.runs), arguments.contenders):
                with tempfile.TemporaryDirectory() as folder:
                    (Path(folder) / "asks.json").write_text(asks, "utf-8")
                    figures = run_contender(CONTENDERS[name], url, size, concurrency, Path(folder))
                found.setdefault((concurrency, size, name), []).append(figures)
                say_run(concurrency, size, name, figures)
    return found


def say_run(concurrency: int, size: int, name: str, figures: Figures) -> None:
    """Tell on stderr how far the bench is."""
    print(
        f"{concurrency} x {size:,} {name}: {figures.cpu_ms:.3f} ms, {figures.rate:,.0f}/s", file=sys.stderr, flush=True
    )


def print_table(found: dict[Place, list[Figures]]) -> None:
    """Print one line for each place: medians, and whether all rows of all runs are right."""
    print(
        f"{'at once':>7} {'requests':>8} {'contender':<9} {'CPU ms/request':>14} {'requests/s':>10} {'peak MiB':>8} "
        f"{'start CPU s':>11} {'rows right':>10} {'distinct':>8} {'sent':>7}"
    )
    for (concurrency, size, name), runs in found.items():

        def middle(of: Callable[[Figures], float], runs: list[Figures] = runs) -> float:
            return median(map(of, runs))

        right = "yes" if all(run.ok and run.rows == run.correct == size for run in runs) else "NO"
        print(
            f"{concurrency:>7} {size:>8,} {name:<9} {middle(lambda run: run.cpu_ms):>14.3f} "
            f"{middle(lambda run: run.rate):>10,.0f} {middle(lambda run: run.peak_kib) / 1024:>8,.0f} "
            f"{middle(lambda run: run.start_cpu_s):>11.2f} {right:>10} "
            f"{middle(lambda run: run.distinct):>8,.0f} {middle(lambda run: run.requests):>7,.0f}"
        )


def print_memory(found: dict[Place, list[Figures]]) -> None:
    """Print what a further row costs in memory, between the smallest and the largest size at one concurrency."""
    for concurrency, name in dict.fromkeys((place[0], place[2]) for place in found):
        peaks = {
            place[1]: median(run.peak_kib for run in runs)
            for place, runs in found.items()
            if place[::2] == (concurrency, name)
        }
        low, high = min(peaks), max(peaks)
        if low < high:
            grown = (peaks[high] - peaks[low]) / (high - low)
            print(f"memory at {concurrency}: {name} {grown:.2f} KiB for each further row")


def print_ratios(found: dict[Place, list[Figures]]) -> None:
    """Print our CPU a request over that of every other, run by run beside it, and the median of these."""
    for (concurrency, size, name), runs in found.items():
        for own in OURS:
            ours = found.get((concurrency, size, own), [])
            if ours and name not in OURS:
                ratio = median(one.cpu_ms / other.cpu_ms for one, other in zip(ours, runs, strict=True))
                print(f"{own} / {name} at {concurrency}, {size:,}: {ratio:.2f}")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[3_000, 30_000], help="requests of a run")
    parser.add_argument("--concurrency", type=int, nargs="+", default=[8, 32, 128, 512])
    usual = ["floor", "core", "engine", "openai", "curator"]
    parser.add_argument("--contenders", nargs="+", choices=CONTENDERS, default=usual)
    parser.add_argument("--runs", type=int, default=1, help="runs of each; the table shows medians")
    parser.add_argument("--latency-ms", type=float, default=50)
    parser.add_argument("--base-url", help="a server that runs already and has /stats, instead of one of its own")
    arguments = parser.parse_args()
    found = measure(arguments)
    print_table(found)
    print_memory(found)
    print_ratios(found)


if __name__ == "__main__":
    main()
