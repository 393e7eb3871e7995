"""Rows to be read by people: drawn by the seed, spread over the cells as the rows are."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from hashlib import blake2b
from pathlib import Path
from typing import Any

import orjson

from engine.accepted import read_accepted
from engine.cleaning.row import Drop
from engine.evaluate.source import read_rows
from engine.rundir import RunDir
from prompts.base import TaskSpec
from quotas.apportion import apportion

_LONGEST = 1_500  # characters of a text
_META = ("persona_id", "parent_id", "model")
_WRONG, _RIGHT = "input", "correction"


@dataclass(frozen=True, slots=True)
class Passage:
    """A text of a row, or a list of texts.

    Attributes:
        name: Its field.
        texts: One text, or those of the list.
        listed: Whether it is a list.
        marks: Places, from 0, of what stands out: of a list the texts that the row's key names, of a text the words
            that its counterpart does not have.
    """

    name: str
    texts: tuple[str, ...]
    listed: bool = False
    marks: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Sample:
    """A row as it is shown.

    Attributes:
        values: Planned and drawn fields.
        passages: Everything else that it says.
        lineage: How it came about, of what is known.
    """

    id: str
    task: str
    values: Mapping[str, str]
    passages: Sequence[Passage]
    lineage: Mapping[str, str]


def draw_samples(path: Path, spec: TaskSpec, names: Sequence[str], count: int, seed: int) -> list[Sample]:
    """Return so many rows of a file or run directory, in their order, each cell with its share.

    Args:
        path: Where the rows are.
        spec: Their task.
        names: Fields whose values together are a cell.
        count: Rows at most.
        seed: Decides the draw.
    """
    strata = defaultdict[tuple[str, ...], list[tuple[bytes, int]]](list)
    for number, (fields, _) in enumerate(_read(path, spec)):
        cell = tuple(str(fields.get(name)) for name in names)
        strata[cell].append((blake2b(b"%d %d" % (seed, number), digest_size=8).digest(), number))
    if not strata:
        return []
    sizes = [len(members) for members in strata.values()]
    shares = apportion(min(count, sum(sizes)), sizes)
    wanted = {
        number for members, share in zip(strata.values(), shares, strict=True) for _, number in sorted(members)[:share]
    }
    return [describe_row(spec, *row) for number, row in enumerate(_read(path, spec)) if number in wanted]


def describe_row(spec: TaskSpec, fields: Mapping[str, Any], source: Mapping[str, Any]) -> Sample:
    """Return a row as it is shown; `source` is what stands in its file, `id` and `meta` too."""
    planned = {each.name for each in spec.dimensions}
    values = {name: str(value) for name, value in fields.items() if name in planned and value not in (None, "")}
    meta = source.get("meta")
    known = meta if isinstance(meta, Mapping) else source
    return Sample(
        id=str(source.get("id") or ""),
        task=spec.name,
        values=values,
        passages=[*_list_passages(fields, planned, values.values())],
        lineage={name: str(known[name]) for name in _META if known.get(name)},
    )


def _read(path: Path, spec: TaskSpec) -> Iterator[tuple[Mapping[str, Any], Mapping[str, Any]]]:
    """Yield what each row says, and the row as it stands in its file; the rows of a run need no reader of dialects."""
    if path.is_dir():
        for line in read_accepted(RunDir(path), spec.name):
            row = orjson.loads(line)
            yield row, row
        return
    for found in read_rows(path, spec):
        if not isinstance(found, Drop):
            yield found.item.fields, found.source.fields


def _list_passages(fields: Mapping[str, Any], planned: set[str], keys: Iterable[str]) -> Iterable[Passage]:
    changed = _find_changes(fields)
    starts = tuple(f"{key}." for key in keys)
    for name, value in fields.items():
        if name in planned or name in {"id", "meta"}:
            continue
        if isinstance(value, list):
            texts = tuple(_cut(str(each)) for each in value)
            yield Passage(
                name, texts, listed=True, marks=tuple(n for n, text in enumerate(texts) if text.startswith(starts))
            )
        elif isinstance(value, str | int | float):
            yield Passage(name, (_cut(str(value)),), marks=changed.get(name, ()))


def _find_changes(fields: Mapping[str, Any]) -> dict[str, tuple[int, ...]]:
    """Return the places of the words by which a sentence and its correction differ."""
    wrong, right = fields.get(_WRONG), fields.get(_RIGHT)
    if not isinstance(wrong, str) or not isinstance(right, str):
        return {}
    pair = _cut(wrong).split(), _cut(right).split()
    steps = SequenceMatcher(None, *pair, autojunk=False).get_opcodes()
    changes = [step for step in steps if step[0] != "equal"]
    return {
        _WRONG: tuple(place for _, low, high, _, _ in changes for place in range(low, high)),
        _RIGHT: tuple(place for *_, low, high in changes for place in range(low, high)),
    }


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
