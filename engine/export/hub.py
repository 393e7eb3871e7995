"""The Hugging Face layout: a folder with a card, one file for each split, and a manifest."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import orjson
from numpy.typing import NDArray

from engine.export.card import SplitFile, write_card
from engine.export.chat import ChatWriter
from engine.export.groups import find_groups
from engine.export.measured import FileFigures, MeasuredOutput
from engine.export.order import Format, Order
from engine.export.origin import Origin
from engine.export.parquet import ParquetWriter, find_pyarrow
from engine.export.split import Strata, split_rows
from engine.export.survey import Survey
from engine.export.writers import AlignedWriter, Writer
from engine.journal.disk import map_errors

_CARD = "README.md"


@dataclass(frozen=True, slots=True)
class Division:
    """Which split each row goes to.

    Attributes:
        names: Of the splits that get rows.
        chosen: Number of each row's split among them.
        groups: How many sets of rows that must not be divided there are.
    """

    names: tuple[str, ...]
    chosen: NDArray[np.int8]
    groups: int


class SplitWriter:
    """Writes one split: Parquet, or JSON lines for conversations and where there is no pyarrow."""

    def __init__(self, folder: Path, name: str, order: Order, survey: Survey) -> None:
        packed = order.format is Format.hf and find_pyarrow()
        self.name, self.path = name, f"data/{name}.{'parquet' if packed else 'jsonl'}"
        self.rows = 0
        self._file = (folder / self.path).open("wb")
        self._output = MeasuredOutput(self.path, self._file.write)
        self._writer: Writer
        if order.format is Format.chat:
            self._writer = ChatWriter(self._output, order)
        else:
            self._writer = (ParquetWriter if packed else AlignedWriter)(self._output, survey.kind)
        self._values = {name: Counter[str]() for name in survey.values}

    def write(self, line: bytes) -> None:
        """Write a row, and count its planned values."""
        self._writer.write(line)
        self.rows += 1
        row = orjson.loads(line)
        for name, counts in self._values.items():
            if (value := row.get(name)) is not None:
                counts[str(value)] += 1

    def close(self) -> tuple[SplitFile, FileFigures]:
        """End the file; return what is in it."""
        self._writer.close()
        self._file.close()
        figures = self._output.describe(self.rows)
        memory = self._writer.memory if isinstance(self._writer, ParquetWriter) else figures.bytes
        return SplitFile(self.name, self.path, self.rows, figures.bytes, memory, self._values), figures

    def discard(self) -> None:
        """Let go of a file that is not wanted any more."""
        self._output.discard()
        with suppress(OSError):  # a full disk refuses what is still held, too
            self._file.close()


def divide(order: Order, survey: Survey) -> Division:
    """Return which split each row goes to; splits that get none are left out."""
    groups, keys = find_groups(survey.ids, (survey.parents, survey.families), survey.contents)
    strata = Strata(survey.labels.rank(), survey.topics.rank(), groups, keys)
    chosen = split_rows(strata, tuple(order.shares.values()), order.seed)
    used = np.unique(chosen)
    names = tuple(order.shares)
    return Division(tuple(names[split] for split in used), np.searchsorted(used, chosen).astype(np.int8), len(keys))


def write_folder(
    folder: Path,
    order: Order,
    origin: Origin,
    survey: Survey,
    lines: Iterable[bytes],
    describe: Callable[[Sequence[FileFigures], Mapping[str, object]], bytes],
) -> None:
    """Fill an empty folder; `describe` gives the manifest of its files, and of the split.

    Raises:
        StorageError: If the disk refuses.
    """
    division = divide(order, survey)
    with map_errors(order.output, "write"):
        (folder / "data").mkdir()
        writers: list[SplitWriter] = []
        try:
            for name in division.names:
                writers.append(SplitWriter(folder, name, order, survey))  # noqa: PERF401 - to be discarded, whatever fails
            for line, split in zip(lines, division.chosen, strict=True):
                writers[split].write(line)
            closed = [writer.close() for writer in writers]
        finally:
            for writer in writers:
                writer.discard()
        splits, figures = [each[0] for each in closed], [each[1] for each in closed]
        card = write_card(order, origin, survey, splits, division.groups).encode()
        with (folder / _CARD).open("wb") as file:
            output = MeasuredOutput(_CARD, file.write)
            output.write(card)
        figures.append(output.describe(None))
        split = {
            "seed": order.seed,
            "shares": {name: float(share) for name, share in order.shares.items()},
            "rows": {each.name: each.rows for each in splits},
            "groups": division.groups,
            "stratified_by": survey.stratum or None,
        }
        (folder / "manifest.json").write_bytes(describe(figures, split))
