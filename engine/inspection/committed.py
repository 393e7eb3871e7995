"""What the journal says was committed, in a form that rows, rejects, config and manifest can be held against."""

from array import array
from collections.abc import Mapping
from dataclasses import dataclass, field

from engine.errors import DamagedFileError
from engine.journal.events import Accepted, Closed, Epoch, Event, Failed, Opened, Refused
from engine.journal.reader import JournalTail, read_journal
from engine.journal.replay import Fold, RunHistory
from engine.records import Cell
from engine.rundir import RunDir


@dataclass(slots=True)
class Committed:
    """The journal's account.

    Attributes:
        history: The whole journal, folded.
        tail: Where its whole events end.
        described: The journal folded up to the byte that was asked for; None where no event ends there.
        places: Task to row id to a digest of the row's place, bytes and cell; ids are taken out as rows are found.
        refusals: Task to a digest of every refused candidate, in the order of the journal.
        config_hashes: Of the last process that got to work, and of those after it that died before they did.
        worked_from: Byte at which the last process that got to work began; None where none did.
    """

    history: RunHistory
    tail: JournalTail = field(default_factory=JournalTail)
    described: RunHistory | None = None
    places: dict[str, dict[str, int]] = field(default_factory=dict)
    refusals: dict[str, "array[int]"] = field(default_factory=dict)
    config_hashes: set[str] = field(default_factory=set)
    worked_from: int | None = None

    @property
    def inputs(self) -> Mapping[str, str]:
        """Name of each seed and protected file to its SHA-256, as the last process read them."""
        return self.history.epoch.inputs if self.history.epoch else {}


def read_committed(run_dir: RunDir, moment: int | None) -> Committed:
    """Read a journal, folding it once more up to byte `moment`.

    Raises:
        DamagedFileError: If it was changed.
    """
    fold, reader = Fold(), read_journal(run_dir.journal)
    found = Committed(fold.freeze())
    begun: tuple[int, str] | None = None
    for event, line, byte in reader:
        if byte == moment:
            found.described = fold.freeze()
        try:
            fold.add(event)
        except ValueError as error:
            raise DamagedFileError(run_dir.journal, line, byte, str(error)) from None
        if isinstance(event, Opened | Epoch):
            begun = byte, event.config_hash
            found.config_hashes.add(event.config_hash)
        elif begun and _shows_work(event):
            found.worked_from, found.config_hashes, begun = begun[0], {begun[1]}, None
        _note_place(event, found)
    found.history, found.tail = fold.freeze(), reader.tail
    if moment == found.tail.valid_bytes:
        found.described = found.history
    return found


def _shows_work(event: Event) -> bool:
    # A process that died is closed, as interrupted, by the next one, which says nothing of how far it got.
    if isinstance(event, Closed):
        return event.state != "interrupted"
    return isinstance(event, Accepted | Refused | Failed)


def _note_place(event: Event, found: Committed) -> None:
    if isinstance(event, Accepted):
        place = digest_row(event.shard, event.offset, event.checksum, event.cell)
        found.places.setdefault(event.task, {})[event.id] = place
    elif isinstance(event, Refused):
        place = digest_refusal(event.shard, event.offset, event.size, event.slot, event.attempt, event.reason)
        found.refusals.setdefault(event.task, array("q")).append(place)


def digest_row(shard: int, offset: int, checksum: int, cell: Cell) -> int:
    """Return a number that tells a row's place, bytes and cell from any other's of its task within this process."""
    return hash((shard, offset, checksum, cell))


def digest_refusal(shard: int, offset: int, size: int, slot: object, attempt: object, reason: object) -> int:
    """Return a number that tells a refused candidate from any other of its task within this process."""
    return hash((shard, offset, size, str(slot), str(attempt), reason))
