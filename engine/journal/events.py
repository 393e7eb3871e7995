"""What the journal remembers: one frozen noun per kind of event, known by its name under the key `type`."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from engine.journal.shape import Shape
from engine.records import Cell

FORMAT = 1
"""Version of the journal that this code writes, and the newest that it reads."""


@dataclass(frozen=True, slots=True)
class Opened:
    """The first line of every journal.

    Attributes:
        format: Version of the journal's own format.
        name: Name of the run.
        seed: Run seed.
        config_hash: Hash of the config that made the directory.
        time: Seconds since the Unix epoch.
    """

    format: int
    name: str
    seed: int
    config_hash: str
    time: float


@dataclass(frozen=True, slots=True)
class Epoch:
    """A process starts to work on the run.

    Attributes:
        number: Count of epochs before this one.
        changes: What differs from the epoch before, for people.
        prompt_hashes: Task to hash of its templates.
        inputs: Name of a seed or protected file in the config, such as `protect.0`, to its SHA-256.
    """

    number: int
    time: float
    config_hash: str
    changes: tuple[str, ...]
    model: str
    prompt_hashes: Mapping[str, str]
    inputs: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Planned:
    """A task's target was set or grown; durable before any row that it makes room for.

    Attributes:
        steps: Every target so far in the order in which it was planned; the last one is in force.
    """

    task: str
    steps: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Reserved:
    """A tranche of money was set aside; durable before any call that is paid from it.

    Attributes:
        amount: Billionths of a US dollar.
    """

    amount: int


@dataclass(frozen=True, slots=True)
class Accepted:
    """A row was committed.

    Attributes:
        cell: The cell that the row really has, which need not be its slot's.
        shard, offset, size: Which bytes of `data/<task>` are the row, line end included.
        checksum: CRC-32 of those bytes.
        calls: HTTP requests sent for it, retries included.
        cost: What these cost, in billionths of a US dollar; 0 where no price is known.
    """

    task: str
    slot: int
    attempt: int
    id: str
    cell: Cell
    shard: int
    offset: int
    size: int
    checksum: int
    prompt_tokens: int
    completion_tokens: int
    calls: int
    cost: int = 0


@dataclass(frozen=True, slots=True)
class Refused:
    """A candidate was paid for and not accepted; it lies in `rejects/<task>` at shard, offset and size.

    Attributes:
        parent: Id of the item that it rewrites; empty where it rewrites none.
        topic: What a copy was about; empty for every other reason.
    """

    task: str
    slot: int
    attempt: int
    reason: str
    shard: int
    offset: int
    size: int
    prompt_tokens: int
    completion_tokens: int
    calls: int
    cost: int = 0
    parent: str = ""
    topic: str = ""


@dataclass(frozen=True, slots=True)
class Failed:
    """An attempt brought no reply; `kind` is the error that ended its last try, `parent` as for `Refused`."""

    task: str
    slot: int
    attempt: int
    kind: str
    prompt_tokens: int
    completion_tokens: int
    calls: int
    cost: int = 0
    parent: str = ""


@dataclass(frozen=True, slots=True)
class Closed:
    """A process ends its work in an orderly way.

    Attributes:
        state: `complete`, `stopped`, `interrupted`, `starved` or `failed`.
        elapsed_s: Seconds that this process worked.
        reason: Why it ended, for people; may quote a provider.
        lost: Billionths of a US dollar that were spent, or may have been, and stand in no other event: calls whose end
            was never learned, or that were answered and not judged any more.
    """

    state: str
    time: float
    elapsed_s: float
    warnings: tuple[str, ...]
    reason: str
    lost: int = 0


Event = Opened | Epoch | Planned | Reserved | Accepted | Refused | Failed | Closed

_PLACE = {"attempt": "try", "shard": "part", "offset": "at", "checksum": "sum"}
_USAGE = {"prompt_tokens": "in", "completion_tokens": "out"}

_SHAPES: dict[Any, Shape[Any]] = {
    Opened: Shape("opened", Opened, {}),
    Epoch: Shape("epoch", Epoch, {}),
    Planned: Shape("planned", Planned, {}),
    Reserved: Shape("reserved", Reserved, {}),
    Accepted: Shape("accepted", Accepted, _PLACE | _USAGE),
    Refused: Shape("refused", Refused, _PLACE | _USAGE),
    Failed: Shape("failed", Failed, _PLACE | _USAGE),
    Closed: Shape("closed", Closed, {}),
}
_READERS = {shape.name: shape.read for shape in _SHAPES.values()}


def write_event(event: Event) -> bytes:
    """Return an event as one JSON object, not yet sealed."""
    return _SHAPES[type(event)].write(event)


def read_event(record: dict[str, Any]) -> Event:
    """Return the event of a JSON object; unknown keys are ignored, anything else unknown is a ValueError."""
    try:
        read = _READERS[record["type"]]
    except (KeyError, TypeError):
        raise ValueError("an event of unknown type") from None
    event: Event = read(record)
    return event
