"""Ctrl-C and a polite kill, as calls of a function, on every platform."""

import signal
from collections.abc import Callable
from types import FrameType

import anyio


async def listen(act: Callable[[], None]) -> None:
    """Call `act` for every SIGINT and SIGTERM until cancelled; only in the main thread."""
    try:
        with anyio.open_signal_receiver(signal.SIGINT, signal.SIGTERM) as signals:
            async for _ in signals:
                act()
    except NotImplementedError:  # event loops of Windows know no signals
        await _listen_without_a_loop(act)


async def _listen_without_a_loop(act: Callable[[], None]) -> None:
    def handle(_number: int, _frame: FrameType | None) -> None:
        act()

    before = {number: signal.signal(number, handle) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        await anyio.sleep_forever()
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
