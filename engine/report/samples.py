"""Rows to be read by people: drawn by the seed, spread over the cells as the rows are."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from hashlib import blake2b
from heapq import heappush, heappushpop, nlargest
from pathlib import Path
from typing import Any

from engine.cleaning.row import Drop, Row
from engine.evaluate.source import read_rows
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


class Draw:
    """Draws rows of a stream to be shown: the same ones for the same seed, each cell with its share.

    Args:
        spec: Their task.
        names: Fields whose values together are a cell.
        most: Rows to draw at most; so many of each cell are held.
        seed: Decides the draw.
    """

    def __init__(self, spec: TaskSpec, names: Sequence[str], most: int, seed: int) -> None:
        self._spec, self._names, self._most, self._seed = spec, names, most, seed
        self._cells: dict[tuple[str, ...], list[tuple[int, int, Row]]] = {}
        self._sizes: Counter[tuple[str, ...]] = Counter()
        self._seen = 0

    def see(self, row: Row) -> None:
        """Look at the next row."""
        fields = row.item.fields
        cell = tuple(str(fields.get(name)) for name in self._names)
        digest = blake2b(b"%d %d" % (self._seed, self._seen), digest_size=8).digest()
        held, entry = self._cells.setdefault(cell, []), (-int.from_bytes(digest, "big"), self._seen, row)
        self._seen += 1
        self._sizes[cell] += 1
        if len(held) < self._most:
            heappush(held, entry)
        elif held:
            heappushpop(held, entry)

    def list(self, count: int) -> list[Sample]:
        """Return so many of the rows, in their order, at most those that were to be drawn."""
        sizes = [*self._sizes.values()]
        shares = apportion(min(count, self._most, sum(sizes)), sizes) if sizes else ()
        drawn = [
            (number, row)
            for cell, share in zip(self._sizes, shares, strict=True)
            for _, number, row in nlargest(share, self._cells[cell])
        ]
        return [describe_row(self._spec, row.item.fields, row.source.fields) for _, row in sorted(drawn, key=_number)]


def draw_samples(path: Path, draw: Draw, spec: TaskSpec) -> Draw:
    """Return a draw that has seen every row of a file or run directory."""
    for found in read_rows(path, spec):
        if not isinstance(found, Drop):
            draw.see(found)
    return draw


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


def _number(drawn: tuple[int, Row]) -> int:
    return drawn[0]


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
