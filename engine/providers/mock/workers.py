"""The mock server in several processes, which share a port and their counters."""

import asyncio
import signal
import socket
from collections.abc import Callable, MutableSequence
from multiprocessing import connection, get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess

from engine.clock import SystemClock
from engine.errors import ArabicSynthError, UsageError
from engine.providers.mock.app import MockApp, Offer
from engine.providers.mock.counters import Counters, count_cells
from engine.providers.mock.server import MockServer, name_url, open_socket, take_signals
from prompts.discover import discover_tasks

_TICK_S = 0.1
_PATIENCE_S = 5.0


def serve_many(offer: Offer, port: int, workers: int, announce: Callable[[str], None]) -> None:
    """Serve in several processes until this one is told to end by SIGINT or SIGTERM.

    The kernel spreads connections over them; each keeps its own buckets, so `offer` must have no limits.

    Raises:
        UsageError: If the port cannot be had, or the system cannot share one.
        ArabicSynthError: If a process ends by itself.
    """
    if not hasattr(socket, "SO_REUSEPORT"):
        raise UsageError("--workers: this system cannot share a port between processes; use one")
    # A port that others share is in use all the same, which only a plain socket is told.
    open_socket(port).close()
    held = open_socket(port, shared=True)
    stopped: list[int] = []
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda caught, _: stopped.append(caught))
    context = get_context("spawn")
    rows = context.RawArray("q", count_cells(workers))
    ends: list[Connection] = []
    processes: list[BaseProcess] = []
    try:
        for own in range(workers):
            near, far = context.Pipe()
            process = context.Process(
                target=_work, args=(offer, held.getsockname()[1], rows, own, far), name=f"mock-{own}", daemon=True
            )
            process.start()
            far.close()
            ends.append(near)
            processes.append(process)
        for end in ends:
            _await_word(end)
        announce(name_url(held))
        while not stopped and not (ended := connection.wait([one.sentinel for one in processes], _TICK_S)):
            pass
        if not stopped and any(one.exitcode for one in processes if one.sentinel in ended):
            raise ArabicSynthError("a process of the mock server ended unexpectedly")
    finally:
        _end(processes, ends)
        held.close()


def _await_word(end: Connection) -> None:
    try:
        end.recv_bytes()
    except EOFError:
        raise ArabicSynthError("a process of the mock server could not start") from None


def _end(processes: list[BaseProcess], ends: list[Connection]) -> None:
    for end in ends:
        end.close()
    for process in processes:
        process.join(_PATIENCE_S)
        if process.is_alive():
            process.kill()
            process.join()


def _work(offer: Offer, port: int, rows: MutableSequence[int], own: int, far: Connection) -> None:
    """Serve in a process of its own, until told to end or until the first process is gone."""
    take_signals()

    def say_ready() -> None:
        asyncio.get_running_loop().add_reader(far.fileno(), leave)
        far.send_bytes(b"ready")

    def leave() -> None:
        asyncio.get_running_loop().remove_reader(far.fileno())
        server.should_exit = True

    opened = open_socket(port, shared=True)
    server = MockServer(MockApp(offer, discover_tasks(), Counters(rows, own), SystemClock()), say_ready)
    server.run([opened])
