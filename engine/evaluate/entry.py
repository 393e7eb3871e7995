"""One row as the measures see it: its text, words, label and lineage, read once."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from prompts.base import TaskSpec
from validators.base import Item, Reading
from validators.corpus.traits import Traits

Texts = tuple[str, ...]
"""Matching keys of the texts of one row or item, by which it is compared with others."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A row, or an item of a real file.

    Attributes:
        number: Place in its file, from 0.
        text: Its main text as it stands.
        key: Matching key of its main text and its options.
        words: Words of the main text in matching form.
        options: Matching keys of the options, in order; none for a task without.
        right: Place of the right option.
        label: What is balanced: the label, or the letter of the right option.
        groups: Name of an open field (subject, domain) to its value.
        secrets: Matching keys of the texts that may not be copies of protected ones.
        pair: A wrong and a right sentence as they stand, for tasks that hold such.
        id: Its own; empty where it has none.
        parent: Id of the row that it rewrites.
        persona: Id of the persona in whose voice it was written.
    """

    number: int
    text: str
    key: str
    words: list[str]
    options: tuple[str, ...]
    right: int
    label: str
    groups: Mapping[str, str]
    secrets: Texts
    pair: tuple[str, str] | None
    id: str = ""
    parent: str = ""
    persona: str = ""


class EntryReader:
    """Reads rows of one task.

    Args:
        spec: The task.
    """

    def __init__(self, spec: TaskSpec) -> None:
        self.spec = spec
        self._quotas = {each.name: "" for each in spec.dimensions if each.quota}
        self._open = [each.name for each in spec.dimensions if not each.quota]

    def read(self, number: int, fields: Mapping[str, Any]) -> tuple[Entry, Reading]:
        """Return the entry of an item and the reading that it was made of."""
        reading = self.complete(self.spec.read(Item(self.spec.name, fields)))
        return self.make(number, reading), reading

    def complete(self, reading: Reading) -> Reading:
        """Return a reading of an item that has all the labels of its task, empty ones where it lacks them."""
        if self._quotas.keys() <= reading.fields.keys():
            return reading
        return self.spec.read(Item(self.spec.name, {**self._quotas, **reading.fields}), reading.family)

    def make(self, number: int, reading: Reading, name: str = "", parent: str = "", persona: str = "") -> Entry:
        """Return the entry of a complete reading; `name` is its id."""
        traits, keys, fields = self.spec.profile(reading), reading.keys, reading.fields
        options = tuple(keys[name] for name in traits.options)
        stated = self.spec.protected(fields)
        return Entry(
            number=number,
            text=reading.texts[traits.main],
            key=" ".join([keys[traits.main], *options]),
            words=keys[traits.main].split(),
            options=options,
            right=traits.options.index(traits.right) if traits.right in traits.options else 0,
            label=_find_label(traits),
            groups={name: str(fields[name]) for name in self._open if fields.get(name)},
            secrets=tuple(dict.fromkeys(keys[name] for name, text in reading.texts.items() if text in stated)),
            pair=(stated[0], stated[1]) if len(stated) == 2 else None,
            id=name,
            parent=parent,
            persona=persona,
        )


def _find_label(traits: Traits) -> str:
    return traits.right or traits.label
