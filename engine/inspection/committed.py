"""What the journal says was committed, in a form that rows can be held against."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from engine.journal.events import Accepted, Epoch, Event
from engine.journal.reader import JournalTail
from engine.journal.replay import RunHistory, replay
from engine.rundir import RunDir


@dataclass(slots=True)
class Committed:
    """The journal's account.

    Attributes:
        places: Row id to a digest of place and checksum; ids are taken out as their rows are found.
        config_hashes: Of every process that worked on the run.
        inputs: Path to SHA-256 of the seed and protected files.
    """

    history: RunHistory
    tail: JournalTail
    places: dict[str, int]
    config_hashes: set[str]
    inputs: Mapping[str, str] = field(default_factory=dict)


def read_committed(run_dir: RunDir) -> Committed:
    """Read a journal.

    Raises:
        DamagedFileError: If it was changed.
    """
    places: dict[str, int] = {}
    hashes: set[str] = set()

    def watch(event: Event) -> None:
        if isinstance(event, Accepted):
            places[event.id] = digest_place(event.task, event.shard, event.offset, event.checksum)
        elif isinstance(event, Epoch):
            hashes.add(event.config_hash)

    history, tail = replay(run_dir.journal, watch)
    return Committed(history, tail, places, hashes, history.opened.inputs if history.opened else {})


def digest_place(task: str, shard: int, offset: int, checksum: int) -> int:
    """Return a number that tells a row's place and bytes from any other's within this process."""
    return hash((task, shard, offset, checksum))
