"""The story of cleaning: a file is read line by line, each row is dropped for one reason or its JSON is kept."""

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from engine.cleaning.anonymiser import Anonymiser
from engine.cleaning.judge import Judge
from engine.cleaning.row import OTHER_TASK, Drop, Row, RowShapes
from engine.dataset.lines import BadLine, decode_lines, find_place, open_bytes
from engine.dataset.reader import SourceRecord, read_source
from engine.errors import InputError, UsageError
from engine.inputs import read_inputs
from engine.judges import make_cleaning
from engine.outputs.places import check_places
from engine.outputs.staged import StagedFile, stage
from prompts.base import TaskSpec
from validators.personal.replace import Replacer

if TYPE_CHECKING:
    from io import BufferedReader

_EVERY = 256  # rows between two glances at how far it is
_AT_ONCE, _MOST_BYTES = 64, 1 << 18  # rows that are judged together, and about how much of their JSON


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be cleaned, and how.

    Attributes:
        spec: The task whose rows are kept.
        source: File that is read: JSONL of any origin, or a CSV.
        output: JSONL of what is kept, in UTF-8 with LF; may be `source`.
        dropped: JSONL of what is not, with line, reason and detail; None writes none.
        protect: Files of items whose copies are dropped.
        replacer: Takes personal data out and writes the rows that hold some anew; None drops them.
        generated: True where a model wrote all rows, False where people did; None takes the word of each row.
        threshold: Likeness from which a row is a near duplicate of an earlier one, 0 to 1.
    """

    spec: TaskSpec
    source: Path
    output: Path
    dropped: Path | None = None
    protect: Sequence[Path] = ()
    replacer: Replacer | None = None
    generated: bool | None = None
    threshold: float = 0.7


@dataclass(frozen=True, slots=True)
class Cleaned:
    """What came of it: `read` is `kept` and all of `dropped`.

    Attributes:
        read: Records of the file, those that could not be read among them; blank lines are none.
        kept: Rows in the output.
        dropped: Reason code to rows, the commonest first.
        replaced: Rows in which personal data was replaced, whatever became of them.
        unmarked: Rows judged as written by people because they name no model.
        warnings: What is to be said of the kept rows together, one sentence each.
    """

    read: int
    kept: int
    dropped: Mapping[str, int]
    replaced: int
    unmarked: int
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Position:
    """How far it is: rows read, and bytes read of how many; 0 of 0 where a file does not tell."""

    rows: int
    done: int
    size: int


def clean(order: Order, watch: Callable[[Position], None] = lambda _: None) -> Cleaned:
    """Write what is worth keeping of a file to another; nothing is changed on disk before both are whole.

    Args:
        order: What is to be done.
        watch: Told how far it is, every 256 rows.

    Raises:
        InputError: If the file or a protected one cannot be read.
        UsageError: If two files that must differ are the same, the output is a folder, or it is there already and
            would be emptied, because nothing is kept.
        StorageError: If the output cannot be written.
    """
    _check_places(order)
    with open_bytes(order.source) as file:
        size = os.fstat(file.fileno()).st_size
        shapes = RowShapes(order.source, order.spec)
        judge = _make_judge(order)
        anonymiser = Anonymiser(order.replacer, shapes, order.spec) if order.replacer else None
        records = read_source(order.source, decode_lines(file), shapes.shapes)
        first = list(islice(records, 1))  # a file that cannot be read changes nothing on disk
        rows = map(shapes.read, _watch(chain(first, records), file, size, watch))
        if anonymiser:
            rows = map(anonymiser.replace, rows)
        with stage(order.output, *([order.dropped] if order.dropped else [])) as files:
            counts = _sort(rows, judge, *files)
            if order.output.is_file() and counts and not counts[""]:  # a slip empties nobody's file
                raise UsageError(_explain_nothing(order, counts))
    dropped = dict(counts.most_common())
    kept = dropped.pop("", 0)
    replaced = anonymiser.replaced if anonymiser else 0
    return Cleaned(counts.total(), kept, dropped, replaced, judge.unmarked, judge.warnings())


def _sort(
    rows: Iterator[Row | Drop], judge: Judge, kept: StagedFile, dropped: StagedFile | None = None
) -> Counter[str]:
    """Write each row to its file; return reason code to rows, with an empty code for those that are kept."""
    counts: Counter[str] = Counter()
    for batch in _gather(rows):
        judged = iter(judge.judge([read for read in batch if isinstance(read, Row)]))
        for read in batch:
            found = next(judged) if isinstance(read, Row) else read
            if isinstance(found, Row):
                counts[""] += 1
                kept.write(found.source.json + b"\n")
            else:
                counts[found.refusal.code] += 1
                if dropped is not None:
                    dropped.write(found.write())
    return counts


def _gather(rows: Iterable[Row | Drop]) -> Iterator[list[Row | Drop]]:
    """Yield rows in batches that are small whatever they hold."""
    batch: list[Row | Drop] = []
    size = 0
    for row in rows:
        batch.append(row)
        size += len(row.source.json if isinstance(row, Row) else row.row)
        if len(batch) == _AT_ONCE or size >= _MOST_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _explain_nothing(order: Order, counts: Counter[str]) -> str:
    if counts.keys() == {OTHER_TASK}:
        return f"{order.source} holds rows of another task only, none of {order.spec.name}"
    [(reason, rows)] = counts.most_common(1)
    told = f"nothing of {order.source} would be kept ({reason} in {rows:,} of {counts.total():,} rows)"
    return f"{told}; {order.output} is left as it is"


def _make_judge(order: Order) -> Judge:
    inputs = read_inputs(None, 0, order.protect, {order.spec.name: order.spec}, 0)
    cleaning = make_cleaning(order.spec, inputs, order.threshold, personal=order.replacer is None)
    return Judge(order.spec, cleaning, generated=order.generated, threshold=order.threshold)


def _watch(
    records: Iterable[SourceRecord | BadLine], file: "BufferedReader[Any]", size: int, watch: Callable[[Position], None]
) -> Iterator[SourceRecord | BadLine]:
    """Pass records on, and tell now and then how far into the file they reach."""
    for number, record in enumerate(records):
        if number % _EVERY == 0:
            watch(Position(number, find_place(file, size), size))
        yield record


def _check_places(order: Order) -> None:
    """Raise where what is read is no file, or where writing would destroy what must stay.

    Raises:
        InputError: If the input is a folder.
        UsageError: If an output is one, or is the same file as another that must stay, or a file is called `-`.
    """
    _expect_names(order)
    if order.source.is_dir():
        rows = order.source / "data" / order.spec.name
        hint = f"; its rows are the files in {rows}" if rows.is_dir() else ""
        raise InputError(order.source, f"is a folder, and one file is cleaned at a time{hint}")
    staying = [("--protect", path) for path in order.protect]
    check_places([("--out-path", order.output)], staying)
    if order.dropped is not None:
        staying += [("--in-path", order.source), ("--out-path", order.output)]
        check_places([("--dropped", order.dropped)], staying)


def _expect_names(order: Order) -> None:
    """Raise where a place is called as other tools call the standard streams."""
    places = {"--in-path": (order.source, "stdin"), "--out-path": (order.output, "stdout")}
    if order.dropped is not None:
        places["--dropped"] = order.dropped, "stdout"
    for name, (path, stream) in places.items():
        if str(path) == "-":
            raise UsageError(f"{name} -: is no file; name one, or /dev/{stream} where the system has it")
