"""The story of an export: rows are read once into a scratch file and surveyed, then written in the shape asked for."""

import os
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from importlib.metadata import version
from pathlib import Path
from typing import BinaryIO, cast

import numpy as np
import orjson

from engine import __version__
from engine.errors import InputError, UsageError
from engine.export.card import is_barred
from engine.export.chat import ChatWriter
from engine.export.folder import MANIFEST, stage_folder
from engine.export.hub import write_folder
from engine.export.kinds import MOST_FIELDS
from engine.export.measured import FileFigures, MeasuredOutput
from engine.export.order import Exported, Format, Order
from engine.export.origin import Origin, find_origin
from engine.export.parents import find_parents
from engine.export.parquet import ParquetWriter, expect_pyarrow, find_pyarrow
from engine.export.reading import RowReader, Watch
from engine.export.survey import Survey
from engine.export.wording import load_chat
from engine.export.writers import CsvWriter, LineWriter, Writer
from engine.journal.disk import map_errors
from engine.outputs.places import check_places
from engine.outputs.staged import stage

_EVERY = 512  # rows between two glances at how far it is
_BUFFER = 1 << 20


def export(order: Order, watch: Watch = lambda *_: None) -> Exported:
    """Write a data set in the format asked for; nothing is changed on disk before all of it is whole.

    The order of rows is that of the input. About 40 bytes a row are held in memory, and some 400 while the `hf` layout
    is divided; the rest waits in a scratch file on the disk of the output, which has no name and so leaves no trace.

    Raises:
        UsageError: If the run is not complete and that is not allowed, or the output is no place for it.
        InputError: At the first line that is no row of the task.
        StorageError: If the disk refuses.
    """
    _check_order(order)
    origin = find_origin(order.source, order.data_set, allow_partial=order.allow_partial)
    with _take_back_folders(order.output), _open_scratch(order.output) as scratch:
        survey = Survey(order.spec)
        reader = RowReader(origin, order.spec, order.batch_id, watch)
        with map_errors(order.output, "write"):  # what fails in reading is an InputError already
            for row in reader:
                survey.add(row)
                scratch.write(orjson.dumps(row.to_json(), option=orjson.OPT_APPEND_NEWLINE))
            scratch.flush()
        _check_rows(order, survey)
        job = _Job(order, origin, survey, reader, scratch, watch)
        return job.write_folder() if order.shares else job.write_file()


class _Job:
    """An export whose rows are read."""

    def __init__(
        self, order: Order, origin: Origin, survey: Survey, reader: RowReader, scratch: BinaryIO, watch: Watch
    ) -> None:
        self._order, self._origin, self._survey, self._reader = order, origin, survey, reader
        self._scratch, self._watch = scratch, watch
        self._warnings = list(_list_warnings(order, origin, survey, reader))

    def write_file(self) -> Exported:
        """Write one file, and its manifest beside it."""
        order = self._order
        beside = _name_manifest(order)
        with stage(order.output, beside) as (data, manifest):
            output = MeasuredOutput(order.output.name, data.write)
            writer = self._make_writer(output)
            try:
                for line in self._read_lines():
                    writer.write(line)
                writer.close()
            finally:
                output.discard()
            if isinstance(writer, CsvWriter):
                self._warnings += _list_cell_warnings(writer)
            content = self._describe([output.describe(self._survey.rows)], {})
            manifest.write(content)
        return self._finish(content, beside)

    def write_folder(self) -> Exported:
        """Write a folder with splits."""
        order = self._order
        if order.format is Format.hf and not find_pyarrow():
            self._warnings.append("without pyarrow the splits are JSON lines; pip install 'arabic-synth[export]'")
        with stage_folder(order.output) as folder:
            write_folder(folder, order, self._origin, self._survey, self._read_lines(), self._describe)
            content = (folder / MANIFEST).read_bytes()
        rows = orjson.loads(content)["split"]["rows"]
        empty = [name for name in order.shares if name not in rows]
        self._warnings += [f"there are too few families of rows for a split {name}; it was left out" for name in empty]
        return self._finish(content, order.output / MANIFEST)

    def _make_writer(self, output: MeasuredOutput) -> Writer:
        order = self._order
        match order.format:
            case Format.csv:
                return CsvWriter(output, self._survey, bom=order.bom)
            case Format.parquet:
                return ParquetWriter(output, self._survey.kind)
            case Format.chat:
                return ChatWriter(output, order)
            case _:
                return LineWriter(output)

    def _read_lines(self) -> Iterator[bytes]:
        with map_errors(self._order.output, "write"):
            self._scratch.seek(0)
            for number, line in enumerate(self._scratch):
                if number % _EVERY == 0:
                    self._watch("writing", number, number, self._survey.rows)
                yield line

    def _describe(self, files: Sequence[FileFigures], split: Mapping[str, object]) -> bytes:
        """Return the manifest."""
        order, run = self._order, self._origin.run
        related = find_parents(order, self._origin, self._survey).to_json()
        known = ("name", "state", "complete", "target", "accepted", "config_hash", "model", "prompt_hashes")
        content = {
            "format": order.format,
            **({"chat_style": order.style} if order.format is Format.chat else {}),
            "task": order.spec.name,
            "data_set": order.data_set,
            "rows": self._survey.rows,
            "partial": bool(self._origin.unfinished),
            **({"unfinished": self._origin.unfinished} if self._origin.unfinished else {}),
            **({"evaluation_use": False} if is_barred(self._origin, self._survey) else {}),
            "batch_id": order.batch_id or None,
            **({"parents": related} if related else {}),
            **({"privacy": self._origin.privacy} if self._origin.privacy else {}),
            **({"split": split} if split else {}),
            "files": [each.to_json() for each in files],
            "sources": [each.to_json() for each in self._reader.files],
            **({"run": {name: run[name] for name in known if name in run}} if run else {}),
            "versions": {"arabic-synth": __version__, **_list_versions(files)},
        }
        return orjson.dumps(content, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)

    def _finish(self, content: bytes, place: Path) -> Exported:
        return Exported(self._survey.rows, orjson.loads(content), place, tuple(self._warnings))


def _list_versions(files: Sequence[FileFigures]) -> dict[str, str]:
    return {"pyarrow": version("pyarrow")} if any(each.path.endswith(".parquet") for each in files) else {}


def _list_warnings(order: Order, origin: Origin, survey: Survey, reader: RowReader) -> Iterator[str]:
    if origin.unfinished:
        yield f"{origin.unfinished}; the export is marked as partial"
    if is_barred(origin, survey):
        yield "rows are, or were made from, benchmark items; the export is marked with evaluation_use: false"
    if reader.named:
        yield f"{reader.named:,} rows had no id and got one made of their content"
    doubled = survey.rows - len(np.unique(np.asarray(survey.ids, dtype=np.uint64)))
    if doubled:
        yield f"{doubled:,} rows have an id that another row has"
    for dimension in order.spec.dimensions:
        strange = survey.values[dimension.name].keys() - dimension.weights.keys() if dimension.closed else ()
        if strange:
            yield f"{dimension.name} has values that the task does not know, such as {min(strange)[:40]!r}"


def _list_cell_warnings(writer: CsvWriter) -> Iterator[str]:
    if writer.guarded:
        yield f"{writer.guarded:,} cells that a spreadsheet would run as formulas got an apostrophe before them"
    if writer.too_long:
        yield f"{writer.too_long:,} cells are longer than the 32,767 characters that Excel shows"


def _name_manifest(order: Order) -> Path:
    """Return the place of the manifest of a file."""
    return order.output.with_name(f"{order.output.name}.{MANIFEST}")


def _check_order(order: Order) -> None:
    """Raise UsageError where an export could not be written, or would destroy what it is made of."""
    if order.format is Format.parquet:
        expect_pyarrow()
    if order.format is Format.chat:
        load_chat(order.spec)
    staying = [("--in-path", order.source)]
    check_places([("--out-path", order.output)], staying, folders=bool(order.shares))
    if not order.shares:
        if order.output.exists() and not order.output.is_file():
            raise UsageError(f"--out-path {order.output}: is no file, so its manifest has no place beside it")
        check_places([("the manifest of --out-path,", _name_manifest(order))], staying)
    elif Path(os.path.realpath(order.source)).is_relative_to(os.path.realpath(order.output)):
        raise UsageError(f"--out-path {order.output}: holds --in-path {order.source}, and would be replaced")


def _check_rows(order: Order, survey: Survey) -> None:
    """Raise InputError where rows cannot be written as they were asked for."""
    if not survey.rows:
        raise InputError(order.source, "holds no row")
    if order.format in {Format.csv, Format.parquet, Format.hf} and survey.kind.final == "json":
        told = f"rows have over {MOST_FIELDS} different fields, or one with a NUL in its name; only jsonl takes them"
        raise InputError(order.source, told)


@contextmanager
def _take_back_folders(output: Path) -> Iterator[None]:
    """Remove folders that are made for an output, where it comes to nothing."""
    missing = [each for each in Path(os.path.realpath(output)).parents if not each.exists()]
    try:
        yield
    except BaseException:
        for folder in missing:
            with suppress(OSError):
                folder.rmdir()
        raise


@contextmanager
def _open_scratch(output: Path) -> Iterator[BinaryIO]:
    """Open a file beside the output that is gone when it is closed, or the process is."""
    folder = next(each for each in Path(os.path.realpath(output)).parents if each.exists())
    with map_errors(output, "write"):
        file = tempfile.TemporaryFile(dir=folder, prefix=".export-", buffering=_BUFFER)  # noqa: SIM115
    try:
        yield cast("BinaryIO", file)
    finally:
        with suppress(OSError):  # what a full disk refuses is not wanted any more
            file.close()
