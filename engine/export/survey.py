"""What all rows together are: their types, their figures for the card, and the fingerprints that a split is made of."""

import hashlib
from array import array
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.export.kinds import Kind
from engine.export.reading import ExportRow
from prompts.base import TaskSpec

_NEAREST = ("protected_similarity", "seed_similarity", "meaning_similarity", "nearest")
_LINEAGE = ("model", "prompt_hash", "workflow", "persona_id")
TOLD = (
    "model",
    "prompt_hash",
    "workflow",
    "persona_id",
    "parent_id",
    "family",
    "rule",
    "benchmark",
    "evaluation_use",
    "batch_id",
)
"""What a table tells of `meta`: where a row comes from, and what it must not be used for."""

_PARENTS = ("parent_id", "source_id")
_FAMILIES = ("family",)
_LETTERS = "ABCDEF"


class Survey:
    """Looks at every row once; 36 bytes a row stay, and a count for every value of the planned fields.

    Attributes:
        kind: Type of a row.
        rows: Rows seen.
        values: Planned or drawn field to its values' counts, in the task's order.
        words: Free text to the counts of its lengths in words; of a list of texts, of each of them.
        lineage: Of `meta`: `model`, `prompt_hash`, `workflow`, `persona_id` to counts.
        told: Those of `TOLD` that some row has.
        nearest: Measure of the checks to the largest that a row has.
        children: Rows that name a parent.
        ids, parents, families: Fingerprints of the names that each row has and gives; 0 where it names none.
        contents: Fingerprint of what each row says.
        barred: Rows that say they must not be used to evaluate models.
        borrowed: Rows of a benchmark that no model is named for.
        lettered: Field with a list to how many texts it has, where each begins with its letter in every row; else 0.
        stratum: Field by which a split is stratified; empty where the task plans none.
        labels: Its value in each row.
        topics: The value of the task's next field in each row, over which splits are spread too.
    """

    def __init__(self, spec: TaskSpec) -> None:
        self.kind = Kind()
        self.rows = 0
        self.values: dict[str, Counter[str]] = {dimension.name: Counter() for dimension in spec.dimensions}
        self.words: defaultdict[str, Counter[int]] = defaultdict(Counter)
        self.lineage: dict[str, Counter[str]] = {name: Counter() for name in _LINEAGE}
        self.told: set[str] = set()
        self.nearest: dict[str, float] = {}
        self.children = self.barred = self.borrowed = 0
        self.lettered: dict[str, int] = {}
        self.ids, self.parents, self.families, self.contents = (array("Q") for _ in range(4))
        self.labels, self.topics = Codes(), Codes()
        self._texts = spec.text_fields
        names = sorted(spec.dimensions, key=lambda dimension: not dimension.quota)
        self.stratum, self._topic, *_ = (*(each.name for each in names), "", "")

    def add(self, row: ExportRow) -> None:
        """Count a row."""
        self.rows += 1
        self.kind.observe(row.to_json())
        self._count_fields(row.fields)
        self._count_meta(row.meta)
        parent, family = _name_first(row.meta, _PARENTS), _name_first(row.meta, _FAMILIES)
        self.children += bool(parent)
        self.ids.append(fingerprint(row.id))
        self.parents.append(fingerprint(parent) if parent else 0)
        self.families.append(fingerprint(family) if family else 0)
        self.contents.append(int.from_bytes(row.content))
        self.labels.add(row.fields.get(self.stratum))
        self.topics.add(row.fields.get(self._topic))

    def _count_fields(self, fields: Mapping[str, object]) -> None:
        for name, counts in self.values.items():
            value = fields.get(name)
            if value is not None:
                counts[str(value)] += 1
        for name, value in fields.items():
            if isinstance(value, str) and name in self._texts:
                self.words[name][len(value.split())] += 1
            elif isinstance(value, list):
                self._count_list(name, value)

    def _count_list(self, name: str, value: list[object]) -> None:
        texts = [text for text in value if isinstance(text, str)]
        self.words[name].update(len(text.split()) for text in texts)
        starts = zip(texts, _LETTERS, strict=False)
        known = self.lettered.setdefault(name, len(texts))
        if len(value) != known or known > len(_LETTERS) or not all(text.startswith(f"{a}. ") for text, a in starts):
            self.lettered[name] = 0

    def _count_meta(self, meta: Mapping[str, Any]) -> None:
        for name, counts in self.lineage.items():
            value = meta.get(name)
            if isinstance(value, str) and value:
                counts[value] += 1
        self.told.update(name for name in TOLD if meta.get(name) is not None)
        self.barred += bool(meta.get("benchmark")) or meta.get("evaluation_use") is False
        self.borrowed += bool(meta.get("benchmark")) and not meta.get("model")
        checks = meta.get("checks")
        if not isinstance(checks, dict):
            return
        for name in _NEAREST:
            value = checks.get(name)
            if isinstance(value, int | float):
                self.nearest[name] = max(value, self.nearest.get(name, value))


class Codes:
    """A value for each row, held as a number; values beyond the 65,535th, in order of appearance, count as one."""

    def __init__(self) -> None:
        self._known: dict[str, int] = {}
        self._codes = array("H")

    def add(self, value: object) -> None:
        """Take the value of the next row; None is a value too."""
        text = "" if value is None else str(value)
        self._codes.append(min(self._known.setdefault(text, len(self._known)), 0xFFFF))

    def rank(self) -> NDArray[np.int64]:
        """Return for each row the place of its value among all in order, which the order of rows does not change."""
        ranks = np.empty(len(self._known), dtype=np.int64)
        ranks[[self._known[text] for text in sorted(self._known)]] = np.arange(len(ranks))
        return ranks[np.asarray(self._codes, dtype=np.int64)]


def fingerprint(name: str) -> int:
    """Return 64 bits of a name, never 0."""
    return int.from_bytes(hashlib.blake2b(name.encode(), digest_size=8).digest()) or 1


def _name_first(meta: Mapping[str, object], names: Sequence[str]) -> str:
    found = (meta.get(name) for name in names)
    return next((str(value) for value in found if value is not None and value != ""), "")
