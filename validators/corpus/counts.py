"""Everything that is counted over the rows of one task, in memory that does not grow with them."""

from collections import Counter, deque
from collections.abc import Mapping, Sequence

from validators.corpus.features import Features
from validators.corpus.frequent import Frequent
from validators.corpus.phrases import Phrases
from validators.corpus.traits import Traits

_LABELS = 64  # labels that are looked at by themselves
_BATCH = 256  # rows that wait to be counted together, which costs a third of counting them one by one
_RECENT = 256  # rows whose texts are kept: what one row in twenty holds is missing from them once in 500,000 runs


class CorpusCounts:
    """The counts behind the figures; deterministic in the order in which rows are added.

    Before any other than `rows`, `phrases` and `recent` is looked at, they are to be settled.

    Attributes:
        rows: Rows added.
        questions: Those of them that have a right option.
        places: Name of the right option to rows.
        labels: Label to rows.
        label_openings: Label to its rows' first words.
        phrases: Words and content phrases of the main texts.
        recent: Traits and texts of the latest rows.
    """

    __slots__ = (
        "_waiting", "answers", "bigrams", "label_openings", "labels", "longest", "openings", "options", "phrases",
        "places", "questions", "recent", "rows",
    )  # fmt: skip

    def __init__(self) -> None:
        self.rows = self.questions = self.longest = 0
        self.openings, self.bigrams = Frequent[str](), Frequent[str]()
        self.options, self.answers = Frequent[str](8192), Frequent[str]()
        self.phrases = Phrases()
        self.places: Counter[str] = Counter()
        self.labels: Counter[str] = Counter()
        self.label_openings: dict[str, Frequent[str]] = {}
        self.recent: deque[tuple[Traits, Mapping[str, str]]] = deque(maxlen=_RECENT)
        self._waiting: list[tuple[Traits, Features]] = []

    def add(self, traits: Traits, row: Features, texts: Mapping[str, str]) -> None:
        """Count one row, at the latest when counts are settled."""
        self.rows += 1
        self.recent.append((traits, texts))
        self.phrases.add(row.words)
        self._waiting.append((traits, row))
        if len(self._waiting) >= _BATCH:
            self.settle()

    def settle(self) -> None:
        """Count the rows that wait; when this is done, and how often, changes nothing."""
        waiting, self._waiting = self._waiting, []
        if not waiting:
            return
        rows = [row for _, row in waiting]
        self.openings.add_each([row.opening for row in rows])
        self.bigrams.add_each([row.bigram for row in rows])
        rights = [traits.right for traits, _ in waiting if traits.right]
        if rights:
            self.places.update(rights)
            self._add_options([row for traits, row in waiting if traits.right])
        labelled: dict[str, list[str]] = {}
        for traits, row in waiting:
            if traits.label:
                labelled.setdefault(traits.label, []).append(row.opening)
        for label, openings in labelled.items():
            self._add_label(label, openings)

    def _add_options(self, rows: Sequence[Features]) -> None:
        self.questions += len(rows)
        self.longest += sum([row.longest for row in rows])
        self.answers.add_each([row.answer for row in rows])
        self.options.add_rows([row.options for row in rows])

    def _add_label(self, label: str, openings: Sequence[str]) -> None:
        if label not in self.labels:
            if len(self.labels) >= _LABELS:
                return
            self.label_openings[label] = Frequent(512)
        self.labels[label] += len(openings)
        self.label_openings[label].add_each(openings)
