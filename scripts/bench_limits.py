"""Measures how much of a rate limit is used and how often it is overrun: told, read from headers, and found by trying.

    .venv/bin/python scripts/bench_limits.py [--seconds 60] [--only rpm-told rpm-headers …] [--peers openai curator]

Each scenario has a `serve-mock` of its own with a token bucket and 200 ms latency. The engine works at a target that it
cannot reach, is interrupted at the end of the window, and all counts are the server's own, read every second. A window
begins at the first answer. A bucket that is full at the start lets a share go slightly above 100%.
"""

import argparse
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from scripts.bench.contenders import CONTENDERS, ROOT, find_python
from scripts.bench.prompts import write_asks
from scripts.bench.server import read_stats, serve, stop

RPM, TPM = 1_200, 1_000_000
LATENCY = ("--latency-ms", "200")
MOST_A_MINUTE = 2 * RPM
"""More requests than any limit here lets through; a token limit lets about as many through as that of requests."""

START_S = 120
"""How long a client may take to its first answer."""

STOP_S = 30
"""How long an interrupted client may take to end."""

SETTLE_S = 10
"""Refusals are held against the share that is allowed only after so many seconds."""


@dataclass(frozen=True, slots=True)
class Scenario:
    """One server and what the engine is told of it.

    Attributes:
        server: Flags of `serve-mock`.
        told: Overrides of the engine's config.
        unit: What the server counts of what is accepted: `ok` or `tokens`.
        limit: How many of these a minute.
        accepted: Least share of the limit that has to be accepted.
        refused: Largest share of 429s among the requests after the first ten seconds.
    """

    name: str
    server: tuple[str, ...]
    told: tuple[str, ...]
    unit: str
    limit: int
    accepted: float
    refused: float


_RPM, _TPM = ("--rpm", f"{RPM}", "--burst", "10"), ("--tpm", f"{TPM}")
SCENARIOS = (
    Scenario("rpm-told", _RPM, (f"limits.rpm={RPM}",), "ok", RPM, 0.98, 0),
    Scenario("rpm-headers", _RPM, (), "ok", RPM, 0.95, 0.01),
    Scenario("rpm-silent", (*_RPM, "--no-headers"), (), "ok", RPM, 0.95, 0.05),
    Scenario("tpm-told", _TPM, (f"limits.tpm={TPM}",), "tokens", TPM, 0.98, 0),
    Scenario("tpm-headers", _TPM, (), "tokens", TPM, 0.95, 0.01),
    Scenario("tpm-silent", (*_TPM, "--no-headers"), (), "tokens", TPM, 0.95, 0.05),
    Scenario("burst-1", ("--rpm", f"{RPM}", "--burst", "1"), (f"limits.rpm={RPM}",), "ok", RPM, 0.9, 0.01),
)


@dataclass(frozen=True, slots=True)
class Window:
    """What the server counted: in the whole window, and after its first seconds."""

    seconds: float
    accepted: int
    refused: int
    late_requests: int
    late_refused: int


def write_engine(scenario: Scenario, url: str, folder: Path, rows: int) -> list[str]:
    """Return the command of a run that cannot be finished in time, after writing its config."""
    config = folder / "config.yaml"
    config.write_text(
        f"name: limits\ntask: exams\ntarget: {rows}\noutput: {folder / 'run'}\nmodel: local:mock\n"
        f"providers: {{local: {{base_url: '{url}'}}}}\n",
        "utf-8",
    )
    told = [part for override in scenario.told for part in ("--set", override)]
    return [sys.executable, "-m", "engine", "run", str(config), "--display", "none", *told]


def write_peer(name: str, url: str, folder: Path, rows: int) -> list[str]:
    """Return the command of a peer that sends, 64 at once, told the limit where it can be told."""
    (folder / "asks.json").write_text(write_asks(), "utf-8")
    python = find_python(CONTENDERS[name])
    return [str(python), "-m", f"scripts.bench.run_{name}", url, str(rows), "64", str(folder), str(RPM)]


@contextmanager
def start(command: list[str], log: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Run a client, and interrupt it when the enclosed part is over."""
    with log.open("wb") as out:
        client = subprocess.Popen(command, cwd=ROOT, stdout=out, stderr=out)
        try:
            yield client
        finally:
            client.send_signal(signal.SIGINT)
            with suppress(subprocess.TimeoutExpired):
                client.wait(STOP_S)
            stop(client)


def await_answer(url: str, client: subprocess.Popen[bytes]) -> None:
    """Wait for the server's first answer, not for a request: some clients ask for the limits long before they begin."""
    patience = time.monotonic() + START_S
    while not read_stats(url)["ok"] and client.poll() is None and time.monotonic() < patience:
        time.sleep(0.05)


def watch(url: str, unit: str, seconds: float) -> Window:
    """Read the server's counts every second from now on."""
    began = time.monotonic()
    settled = last = read_stats(url)
    elapsed = 0.0
    while elapsed < seconds:
        time.sleep(min(1.0, seconds - elapsed))
        elapsed = time.monotonic() - began
        last = read_stats(url)
        if elapsed <= SETTLE_S + 0.5:
            settled = last
    return Window(
        elapsed,
        last[unit],
        last["refused_429"],
        last["requests"] - settled["requests"],
        last["refused_429"] - settled["refused_429"],
    )


def measure(scenario: Scenario, client: str, seconds: float) -> Window:
    """Run one scenario for a window's length."""
    with tempfile.TemporaryDirectory() as name, serve(*LATENCY, *scenario.server) as url:
        folder, rows = Path(name), round(MOST_A_MINUTE * (seconds / 60 + 1))
        command = (
            write_engine(scenario, url, folder, rows) if client == "engine" else write_peer(client, url, folder, rows)
        )
        log = folder / "log"
        with start(command, log) as process:
            await_answer(url, process)
            window = watch(url, scenario.unit, seconds)
            if client == "engine" and process.poll() is not None:
                raise SystemExit(f"the engine ended too early:\n{log.read_text('utf-8', 'replace')[-3000:]}")
        return window


def judge(scenario: Scenario, client: str, window: Window) -> bool:
    """Print what came of one scenario beside what is wanted, and return whether it was met."""
    share = window.accepted / (scenario.limit * window.seconds / 60)
    late = window.late_refused / max(1, window.late_requests)
    met = share >= scenario.accepted and late <= scenario.refused and bool(scenario.refused or not window.refused)
    print(
        f"{scenario.name:<12} {client:<8} {scenario.limit:>9,} {'requests' if scenario.unit == 'ok' else 'tokens':<8} "
        f"{window.accepted:>9,} {share:>7.1%} {window.refused:>6,} {late:>9.2%} "
        f"{scenario.accepted:>8.0%} / {scenario.refused:<4.0%} {'yes' if met else 'NO'}",
        flush=True,
    )
    return met


def main() -> None:
    """Run the scenarios one after the other; exit code 1 where the engine does not meet one."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=60, help="length of a window")
    parser.add_argument("--only", nargs="+", choices=[each.name for each in SCENARIOS], help="these scenarios")
    parser.add_argument("--peers", nargs="+", default=[], choices=("openai", "curator"), help="also these, rpm-told")
    arguments = parser.parse_args()
    chosen = [each for each in SCENARIOS if not arguments.only or each.name in arguments.only]
    pairs = [(each, "engine") for each in chosen] + [(SCENARIOS[0], peer) for peer in arguments.peers]
    print(
        f"{'scenario':<12} {'client':<8} {'limit/min':>9} {'of':<8} {'accepted':>9} {'share':>7} {'429s':>6} "
        f"{'429 >10 s':>9} {'wanted':>8}        met"
    )
    met = [judge(scenario, client, measure(scenario, client, arguments.seconds)) for scenario, client in pairs]
    if not all(met[: len(chosen)]):
        raise SystemExit(1)


if __name__ == "__main__":
    main()
