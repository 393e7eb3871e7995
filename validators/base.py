"""The nouns of judging: an item, a refusal with its reason code, and the two kinds of check."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import Any, Protocol

from validators.glance import DIGITS, EVERYDAY, find_rare
from validators.hints import find_hints
from validators.once import made_once
from validators.text import Texts, fold_light_known, fold_texts

Measures = dict[str, float]
"""What checks measured on one item, by check name; kept in the row's `meta`."""


@dataclass(frozen=True, slots=True)
class Item:
    """The content of one row, before it has an id: what the model wrote, put in the task's own shape.

    Attributes:
        task: Name of the task, such as `exams`.
        fields: Column name to value, in the order in which the row is written; no `id`, no `meta`.
    """

    task: str
    fields: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why an item was not accepted.

    Attributes:
        code: Stable snake_case reason code, counted in `status` and kept in the journal.
        detail: What was seen, for people; may hold model output and is therefore untrusted.
        twin: The admitted row that it is nearly the same as, by its number in order of admission, from 1; 0 for none.
    """

    code: str
    detail: str = ""
    twin: int = 0


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome of a chain of checks: accepted when `refusal` is None."""

    refusal: Refusal | None = None
    measures: Measures = field(default_factory=dict)

    @property
    def accepted(self) -> bool:
        """Whether every check let the item pass."""
        return self.refusal is None


class Reading:
    """An item and its free texts, picked, folded and split at most once for all the checks that judge it.

    Texts are picked when the first check asks for them: the checks before it see to it that the item has a shape.
    Nothing of it is to be changed.

    Args:
        item: What is judged.
        texts: Picks its free texts by name, the main one first.
        family: Id that this item shares with its relatives: that of the item which it rewrites, or else its own; empty
            where it has none.
    """

    def __init__(self, item: Item, texts: Texts, family: str = "") -> None:
        self.item = item
        self.fields = item.fields
        self.family = family
        self._pick = texts

    @made_once
    def texts(self) -> Mapping[str, str]:
        """The free texts by name."""
        return self._pick(self.fields)

    @made_once
    def keys(self) -> Mapping[str, str]:
        """The matching keys of the free texts, by name."""
        keys, rare = fold_texts(self.texts.values())
        if rare is not None:
            self.rare = rare  # seen on the way
        return dict(zip(self.texts, keys, strict=True))

    @made_once
    def text(self) -> str:
        """All texts as they stand, a line each."""
        return "\n".join(self.texts.values())

    @made_once
    def key(self) -> str:
        """All matching keys, parted by blanks."""
        return " ".join(self.keys.values())

    @made_once
    def words(self) -> Mapping[str, list[str]]:
        """The words of the matching keys, by name."""
        return {name: key.split() for name, key in self.keys.items()}

    @made_once
    def tokens(self) -> list[str]:
        """The words of all matching keys, in order."""
        return [*chain.from_iterable(self.words.values())]

    @made_once
    def distinct(self) -> int:
        """The number of different words of all matching keys."""
        return len(set(self.tokens))

    @made_once
    def hints(self) -> frozenset[str]:
        """Those of its words that some check watches for."""
        return find_hints(self.tokens)

    @made_once
    def light(self) -> Mapping[str, str]:
        """The light keys of the free texts, by name; each is made when it is first asked for."""
        return _LightKeys(self.texts, self.rare)

    @made_once
    def spelling(self) -> str:
        """The light key of all texts together."""
        return fold_light_known(self.text, self.rare)

    @made_once
    def rare(self) -> frozenset[str]:
        """The characters of all texts that are no everyday letters or punctuation, as `find_rare` tells them."""
        return find_rare(self.text)

    @made_once
    def signs(self) -> frozenset[str]:
        """Those of them that are unusual: no digits and vowel marks either."""
        return self.rare - EVERYDAY

    @made_once
    def numbered(self) -> bool:
        """Whether any of its keys may hold a digit: some unusual characters stand for one."""
        return bool(self.signs) or not DIGITS.isdisjoint(self.rare)

    def split(self, key: str) -> list[str]:
        """Return the words of a matching key; those of its own keys are split already."""
        return self._split.get(key) or key.split()

    @made_once
    def _split(self) -> Mapping[str, list[str]]:
        return dict(zip(self.keys.values(), self.words.values(), strict=True))


class _LightKeys(dict[str, str]):
    def __init__(self, texts: Mapping[str, str], rare: frozenset[str]) -> None:
        super().__init__()
        self._texts, self._rare = texts, rare

    def __missing__(self, name: str) -> str:
        key = self[name] = fold_light_known(self._texts[name], self._rare)
        return key


class Check(Protocol):
    """Judges one item by itself, without knowing any other row. Stateless; runs in the workers."""

    @property
    def codes(self) -> tuple[str, ...]:
        """Every reason code that this check can give."""
        ...

    def judge(self, reading: Reading, measures: Measures) -> Refusal | None:
        """Return why the item is refused, or None; may add its figures to `measures`."""
        ...


class CorpusCheck(Protocol):
    """Judges an item against the rows accepted so far. Stateful; only the committer runs it, in commit order."""

    @property
    def codes(self) -> tuple[str, ...]:
        """Every reason code that this check can give."""
        ...

    def judge(self, reading: Reading, measures: Measures) -> Refusal | None:
        """Return why the item is refused beside the rows admitted so far, or None; changes nothing."""
        ...

    def admit(self, reading: Reading) -> None:
        """Remember an accepted item. Replay on resume calls this with every committed row, in order."""
        ...
