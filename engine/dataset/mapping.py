"""A mapping of columns: which of a foreign file's columns are which fields of a task, and what its values mean."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from engine.config.suggestion import hint
from engine.dataset import pairs
from engine.dataset.dialect import Dialect
from engine.dataset.field import coerce_text
from engine.dataset.own import list_required, list_structured
from engine.dataset.python_repr import read_repr
from engine.errors import UsageError
from prompts.base import Dimension, FieldError, TaskSpec
from prompts.discover import UnknownTaskError, discover_tasks, find_task
from prompts.values import FieldReader, value_key

_PAIR = {"input", "correction"}


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """How a file states the items of a task.

    Attributes:
        task: The task.
        columns: Field to its columns; several for a field that is a list, such as one for each option. A column may
            lead into objects, as `question.stem`. A field without an entry is read under its own name.
        values: Field to its values in the file, folded, each with ours.
        benchmark: Name of the benchmark that the file is, or an empty text.
    """

    task: TaskSpec
    columns: Mapping[str, tuple[str, ...]]
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    benchmark: str = ""

    @property
    def dialect(self) -> Dialect:
        """The mapping as a dialect."""
        return Dialect(self.convert, {name: ", ".join(columns) for name, columns in self.columns.items()})

    def list_missing(self, names: Sequence[str]) -> list[str]:
        """Return the columns that a table with columns of these names lacks."""
        wanted = [column for columns in self.columns.values() for column in columns]
        wanted += [name for name in self._needed if name not in self.columns]
        return [column for column in wanted if column not in names]

    def convert(self, record: Mapping[str, Any]) -> dict[str, Any]:
        """Return the fields of a record under our names.

        Raises:
            FieldError: If a column is missing that no item can lack, or a label is none that is known.
        """
        fields = {name: found for name in self._list_names(record) if (found := self._read(record, name)) is not None}
        for name in self._needed:
            if name not in fields:
                raise FieldError(", ".join(self.columns.get(name, (name,))), "missing")
        fields |= {name: self._translate(name, str(value)) for name, value in fields.items() if name in self._labels}
        if fields.keys() >= _PAIR and "explanation" not in fields:
            fields = {**pairs.convert_record({**fields, "edits": []}), **fields}
        return {**fields, "meta": {"benchmark": self.benchmark}}

    @property
    def _needed(self) -> list[str]:
        required = list_required(self.task)
        return sorted(required - {"explanation"} if required >= _PAIR else required)

    @property
    def _labels(self) -> dict[str, Dimension]:
        return {dimension.name: dimension for dimension in self.task.dimensions}

    def _list_names(self, record: Mapping[str, Any]) -> list[str]:
        taken = {column for columns in self.columns.values() for column in columns}
        own = [name for name in ("id", *self.task.reply_model.model_fields) if name in record and name not in taken]
        return list(dict.fromkeys((*self.columns, *own)))

    def _read(self, record: Mapping[str, Any], name: str) -> Any:
        """Return the value of a field, None where there is none; columns make a list up to the last filled one."""
        found = [_reach(record, column) for column in self.columns.get(name, (name,))]
        is_list = name in list_structured(self.task)
        if is_list and len(found) > 1:
            texts = [(coerce_text(value) or "").strip() for value in found]
            while texts and not texts[-1]:  # one that is empty between others is told
                texts.pop()
            return texts
        (value,) = found
        if is_list and isinstance(value, str) and value.startswith(("[", "{")):
            try:
                return read_repr(value)
            except ValueError as error:
                raise FieldError(", ".join(self.columns.get(name, (name,))), str(error)) from None
        text = coerce_text(value)
        return value if text is None else text.strip() or None

    def _translate(self, name: str, stated: str) -> str:
        """Return our value for a label of the file."""
        dimension = self._labels[name]
        known = self.values.get(name, {})
        if (ours := known.get(value_key(stated) or stated)) is not None:
            return ours
        read = FieldReader((dimension,)).read(name, stated, {}) or stated
        if dimension.closed and not dimension.movable and read not in dimension.weights:
            column = ", ".join(self.columns.get(name, (name,)))
            values = ", ".join(dimension.weights)
            raise FieldError(column, f"{stated[:20]!r} is none of {values}; say which: --value OURS={stated[:20]}")
        return read


def make_mapping(
    columns: Iterable[str], values: Iterable[str] = (), task: str | None = None, benchmark: str = ""
) -> ColumnMapping:
    """Return the mapping that a command line states.

    Args:
        columns: `FIELD=COLUMN`, or `FIELD=COLUMN,COLUMN,…` for a field that is a list.
        values: `OURS=THEIRS`, or `FIELD:OURS=THEIRS` where no or more than one field of the task has our value.
        task: Name of the task; by default the only one with fields of these names.
        benchmark: Name of the benchmark that the file is.

    Raises:
        UsageError: If one of them cannot be read, or the task is not clear.
    """
    told = [_split("--map", text, "FIELD=COLUMN") for text in columns]
    spec = find_named_task(task) if task else _guess_task([name for name, _ in told])
    lists = list_structured(spec)
    stated: dict[str, tuple[str, ...]] = {}
    for name, column in told:
        if name in stated:
            raise UsageError(f"--map {name}: stands twice")
        if not name.isidentifier() or name == "meta":
            raise UsageError(f"--map {name}: is no name of a field")
        stated[name] = tuple(part.strip() for part in column.split(",")) if name in lists else (column,)
    meanings: dict[str, dict[str, str]] = {}
    for text in values:
        ours, theirs = _split("--value", text, "OURS=THEIRS")
        name, value = _find_dimension(spec, ours)
        meanings.setdefault(name, {})[value_key(theirs) or theirs] = value
    return ColumnMapping(spec, stated, meanings, benchmark)


def _split(option: str, text: str, form: str) -> tuple[str, str]:
    name, sign, rest = text.partition("=")
    if not (name.strip() and sign and rest.strip()):
        raise UsageError(f"{option} {text}: must be {form}")
    return name.strip(), rest.strip()


def find_named_task(name: str) -> TaskSpec:
    """Return the task that `--task` names.

    Raises:
        UsageError: If there is none of this name.
    """
    try:
        return find_task(name)
    except UnknownTaskError as error:
        raise UsageError(f"--task: {error}") from None


def _guess_task(names: Sequence[str]) -> TaskSpec:
    specs, given = discover_tasks().values(), set(names)
    whole = [spec for spec in specs if list_required(spec) <= given]
    part = [spec for spec in specs if given and given <= {"id", *spec.reply_model.model_fields}]
    for found in (whole, part):
        if len(found) == 1:
            return found[0]
    told = "; ".join(f"{spec.name}: {', '.join(spec.reply_model.model_fields)}" for spec in specs)
    raise UsageError(f"--map: these fields are those of no one task; name it with --task ({told})")


def _find_dimension(spec: TaskSpec, ours: str) -> tuple[str, str]:
    """Return field and value that a `--value` speaks of."""
    name, sign, value = ours.partition(":")
    known = {dimension.name: dimension for dimension in spec.dimensions}
    if sign:
        if name not in known:
            raise UsageError(f"--value {ours}: {name!r} has no set values{hint(name, known)}")
        if known[name].closed and value not in known[name].weights:
            raise UsageError(f"--value {ours}: unknown value{hint(value, known[name].weights)}")
        return name, value
    found = [dimension.name for dimension in spec.dimensions if ours in dimension.weights]
    if len(found) != 1:
        every = [value for dimension in spec.dimensions for value in dimension.weights]
        raise UsageError(f"--value {ours}: which field? FIELD:OURS=THEIRS names it{'' if found else hint(ours, every)}")
    return found[0], ours


def _reach(record: Mapping[str, Any], column: str) -> Any:
    """Return what a column holds: by its name, or by the names of objects inside each other."""
    if column in record:
        return record[column]
    here: Any = record
    for step in column.split("."):
        if not isinstance(here, Mapping) or step not in here:
            return None
        here = here[step]
    return here
