"""Public fakes: ports that fail on purpose, so that tests, ours and yours, need not patch anything."""

import errno
import os
import signal
from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Literal, NoReturn, TypeVar

import anyio.lowlevel

from engine.errors import StorageError
from engine.journal.disk import AppendFile, Disk, LocalDisk, name_temporary
from engine.records import HttpRequest, HttpResponse
from engine.transport import TransportError

T = TypeVar("T")
When = Literal["before", "middle", "after"]


class WatchedDisk(ABC):
    """A disk that forwards to another one and lets a subclass act at every boundary."""

    def __init__(self, disk: Disk | None = None) -> None:
        self.disk: Disk = disk or LocalDisk()

    @abstractmethod
    def cross(self, boundary: str, whole: Callable[[], T], half: Callable[[], object]) -> T:
        """Carry out one operation by calling `whole`; `half` does as much of it as a crash might."""

    def open(self, path: Path, role: str) -> AppendFile:
        """Boundary `<role>.open`."""
        return self.cross(f"{role}.open", lambda: self.disk.open(path, role), _do_nothing)

    def append(self, file: AppendFile, data: bytes) -> None:
        """Boundary `<role>.append`; half of it is half the bytes."""
        half = data[: len(data) // 2]
        boundary = f"{file.role}.append"
        self.cross(boundary, lambda: self.disk.append(file, data), lambda: self.disk.append(file, half))

    def sync(self, file: AppendFile) -> None:
        """Boundary `<role>.sync`."""
        self.cross(f"{file.role}.sync", lambda: self.disk.sync(file), _do_nothing)

    def check(self, file: AppendFile, size: int) -> None:
        """Look through to the real file; nothing is written, so this is no boundary."""
        self.disk.check(file, size)

    def close(self, file: AppendFile) -> None:
        """Boundary `<role>.close`."""
        self.cross(f"{file.role}.close", lambda: self.disk.close(file), _do_nothing)

    def truncate(self, path: Path, size: int, role: str) -> None:
        """Boundary `<role>.truncate`."""
        self.cross(f"{role}.truncate", lambda: self.disk.truncate(path, size, role), _do_nothing)

    def remove(self, path: Path, role: str) -> None:
        """Boundary `<role>.remove`."""
        self.cross(f"{role}.remove", lambda: self.disk.remove(path, role), _do_nothing)

    def replace(self, path: Path, data: bytes | Iterable[bytes], role: str) -> None:
        """Boundary `<role>.replace`; half of it is half the bytes in the temporary file."""
        content = data if isinstance(data, bytes) else b"".join(data)
        half = content[: len(content) // 2]
        self.cross(
            f"{role}.replace",
            lambda: self.disk.replace(path, content, role),
            lambda: name_temporary(path).write_bytes(half),
        )

    def make_folder(self, path: Path, role: str) -> None:
        """Boundary `<role>.folder`."""
        self.cross(f"{role}.folder", lambda: self.disk.make_folder(path, role), _do_nothing)


class RecordingDisk(WatchedDisk):
    """Keeps the names of all boundaries crossed, in order."""

    def __init__(self, disk: Disk | None = None) -> None:
        super().__init__(disk)
        self.crossed: list[str] = []

    def cross(self, boundary: str, whole: Callable[[], T], half: Callable[[], object]) -> T:  # noqa: ARG002
        """Write the name down and go on."""
        self.crossed.append(boundary)
        return whole()


class StoppingDisk(WatchedDisk):
    """Ends everything at one boundary.

    Args:
        point: Name of the boundary, such as `journal.append`.
        occurrence: Which crossing of it, from 1.
        when: Before it, in the middle of it (half the bytes), or after it.
    """

    def __init__(self, point: str, occurrence: int = 1, when: When = "before", disk: Disk | None = None) -> None:
        super().__init__(disk)
        self.point, self.occurrence, self.when = point, occurrence, when
        self._crossed: Counter[str] = Counter()

    @abstractmethod
    def stop(self) -> NoReturn:
        """End it."""

    def cross(self, boundary: str, whole: Callable[[], T], half: Callable[[], object]) -> T:
        """Stop if this is the place."""
        self._crossed[boundary] += 1
        if boundary != self.point or self._crossed[boundary] != self.occurrence:
            return whole()
        if self.when == "middle":
            half()
        elif self.when == "after":
            whole()
        return self.stop()


class KillingDisk(StoppingDisk):
    """Kills the process at one boundary, as `kill -9` would."""

    def stop(self) -> NoReturn:
        """Send SIGKILL to this process; where there is none, leave without any cleaning up."""
        if hasattr(signal, "SIGKILL"):
            os.kill(os.getpid(), signal.SIGKILL)
        os._exit(137)


class PowerCutError(Exception):
    """The power of a `PowerCutDisk` went."""


class PowerCutDisk(StoppingDisk):
    """Cuts the power at one boundary: bytes that were not synced are lost, and PowerCutError is raised.

    Args:
        lost: Roles whose unsynced bytes are lost; those of other roles happened to reach the disk in time.
    """

    def __init__(
        self, point: str, occurrence: int = 1, when: When = "before", lost: Iterable[str] = ("journal", "shard")
    ) -> None:
        super().__init__(point, occurrence, when)
        self._lost = frozenset(lost)
        self._durable: dict[Path, int] = {}

    def open(self, path: Path, role: str) -> AppendFile:
        """Remember how long the file is on the disk itself."""
        file = super().open(path, role)
        if role in self._lost:
            self._durable.setdefault(path, file.size)
        return file

    def sync(self, file: AppendFile) -> None:
        """Everything in the file is durable once this has happened, not before."""
        super().sync(file)
        if file.path in self._durable:
            self._durable[file.path] = file.path.stat().st_size

    def stop(self) -> NoReturn:
        """Lose what was not synced."""
        for path, size in self._durable.items():
            if path.exists():
                os.truncate(path, min(size, path.stat().st_size))
        raise PowerCutError(f"{self.point} #{self.occurrence}")


class FullDisk(WatchedDisk):
    """Takes `capacity` bytes in all, then says that no space is left, in the middle of a write if it comes so."""

    def __init__(self, capacity: int, disk: Disk | None = None) -> None:
        super().__init__(disk)
        self.left = capacity

    def cross(self, boundary: str, whole: Callable[[], T], half: Callable[[], object]) -> T:  # noqa: ARG002
        """Let everything happen that takes no space."""
        return whole()

    def append(self, file: AppendFile, data: bytes) -> None:
        """Write what fits."""
        taken = data[: self.left]
        self.left -= len(taken)
        super().append(file, taken)
        if len(taken) < len(data):
            raise _say_full(file.path, "append to")

    def replace(self, path: Path, data: bytes | Iterable[bytes], role: str) -> None:
        """Replace the file if the new content fits."""
        content = data if isinstance(data, bytes) else b"".join(data)
        if len(content) > self.left:
            raise _say_full(path, "replace")
        self.left -= len(content)
        super().replace(path, content, role)


def _do_nothing() -> None:
    return


def _say_full(path: Path, action: str) -> StorageError:
    return StorageError(path, action, os.strerror(errno.ENOSPC))


class VirtualClock:
    """Time that passes only while somebody sleeps; `slept` keeps every wait, in seconds."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.slept: list[float] = []

    def monotonic(self) -> float:
        """Return virtual seconds."""
        return self.now

    def wall(self) -> float:
        """Return virtual seconds since the Unix epoch."""
        return 1_700_000_000.0 + self.now

    async def sleep(self, seconds: float) -> None:
        """Let the time pass at once."""
        self.slept.append(seconds)
        self.now += seconds
        await anyio.lowlevel.checkpoint()


class ScriptedTransport:
    """Answers requests with the given responses and errors, one after the other, the last one for ever.

    Attributes:
        requests: What was sent, in order.
    """

    def __init__(self, *script: HttpResponse | TransportError) -> None:
        self._script = script
        self.requests: list[HttpRequest] = []

    async def send(self, request: HttpRequest) -> HttpResponse:
        """Return or raise what comes next."""
        self.requests.append(request)
        answer = self._script[min(len(self.requests), len(self._script)) - 1]
        if isinstance(answer, TransportError):
            raise answer
        return answer
