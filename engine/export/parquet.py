"""Rows as Parquet, column types learned from all of them; needs pyarrow, which comes with the extra `export`."""

from importlib import import_module
from typing import Any

import orjson

from engine.errors import UsageError
from engine.export.kinds import Kind
from engine.export.measured import MeasuredOutput

_BATCH_ROWS, _BATCH_BYTES = 1_000, 4 * 1024 * 1024
_GROUP_ROWS, _GROUP_BYTES = 50_000, 32 * 1024 * 1024


def find_pyarrow() -> Any:
    """Return pyarrow, or None where it is not installed."""
    try:
        import_module("pyarrow.parquet")
        return import_module("pyarrow")
    except ImportError:
        return None


def expect_pyarrow() -> None:
    """Raise UsageError where pyarrow is not installed."""
    if find_pyarrow() is None:
        raise UsageError("Parquet is written with pyarrow: pip install 'arabic-synth[export]'")


def make_type(kind: Kind) -> Any:
    """Return the Arrow type of a column."""
    arrow = find_pyarrow()
    match kind.final:
        case "list":
            return arrow.list_(make_type(kind.element or Kind()))
        case "struct":
            return arrow.struct([(name, make_type(each)) for name, each in kind.fields.items()])
        case "bool":
            return arrow.bool_()
        case "json":
            return arrow.string()
        case name:
            return getattr(arrow, name)()


class ParquetWriter:
    """Writes row groups of about 50,000 rows or 32 MB of Arrow memory, which is all that is held.

    Attributes:
        memory: Bytes of the rows as Arrow holds them.
    """

    def __init__(self, output: MeasuredOutput, kind: Kind) -> None:
        self.memory = 0
        self._arrow = find_pyarrow()
        self._columns = dict(kind.columns())
        self._schema = self._arrow.schema([(name, make_type(each)) for name, each in self._columns.items()])
        options = {"compression": "zstd", "write_page_index": True}
        self._file = self._arrow.parquet.ParquetWriter(output, self._schema, **options)
        self._rows: list[dict[str, Any]] = []
        self._packed: list[Any] = []
        self._size = 0

    def write(self, line: bytes) -> None:
        """Take a row."""
        row = orjson.loads(line)
        self._rows.append({name: kind.fit(row.get(name)) for name, kind in self._columns.items()})
        self._size += len(line)
        if len(self._rows) >= _BATCH_ROWS or self._size >= _BATCH_BYTES:
            self._pack()

    def close(self) -> None:
        """Write what is held, and the end of the file."""
        self._pack()
        self._flush()
        self._file.close()

    def _pack(self) -> None:
        """Turn rows into Arrow memory, a tenth of what they take as Python objects."""
        if self._rows:
            self._packed.append(self._arrow.Table.from_pylist(self._rows, schema=self._schema))
        self._rows, self._size = [], 0
        held = sum(table.nbytes for table in self._packed)
        if held >= _GROUP_BYTES or sum(table.num_rows for table in self._packed) >= _GROUP_ROWS:
            self._flush()

    def _flush(self) -> None:
        if self._packed:
            table = self._arrow.concat_tables(self._packed).combine_chunks()
            self._file.write_table(table, row_group_size=table.num_rows)
            self.memory += table.nbytes
        self._packed = []
