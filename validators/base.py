"""The nouns of judging: an item, a refusal with its reason code, and the two kinds of check."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from validators.text import Texts, normalize_all

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
    """

    code: str
    detail: str = ""


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
    """An item and its free texts, picked and folded at most once for all the checks that judge it.

    Texts are picked when the first check asks for them: the checks before it see to it that the item has a shape.

    Args:
        item: What is judged.
        texts: Picks its free texts by name, the main one first.
        family: Id that this item shares with its relatives: that of the item which it rewrites, or else its own; empty
            where it has none.
    """

    __slots__ = ("_key", "_keys", "_pick", "_text", "_texts", "_tokens", "family", "fields", "item")

    def __init__(self, item: Item, texts: Texts, family: str = "") -> None:
        self.item = item
        self.fields = item.fields
        self.family = family
        self._pick = texts
        self._texts: Mapping[str, str] | None = None
        self._keys: Mapping[str, str] | None = None
        self._text: str | None = None
        self._key: str | None = None
        self._tokens: list[str] | None = None

    @property
    def texts(self) -> Mapping[str, str]:
        """The free texts by name."""
        if self._texts is None:
            self._texts = self._pick(self.fields)
        return self._texts

    @property
    def keys(self) -> Mapping[str, str]:
        """The matching keys of the free texts, by name."""
        if self._keys is None:
            texts = self.texts
            self._keys = dict(zip(texts, normalize_all(texts.values()), strict=True))
        return self._keys

    @property
    def text(self) -> str:
        """All texts as they stand, a line each."""
        if self._text is None:
            self._text = "\n".join(self.texts.values())
        return self._text

    @property
    def key(self) -> str:
        """All matching keys, parted by blanks."""
        if self._key is None:
            self._key = " ".join(self.keys.values())
        return self._key

    @property
    def tokens(self) -> list[str]:
        """The words of all matching keys, in order; not to be changed."""
        if self._tokens is None:
            self._tokens = self.key.split()
        return self._tokens


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
