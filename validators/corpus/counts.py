"""Everything that is counted over the rows of one task, in memory that does not grow with them."""

from collections import Counter, deque
from collections.abc import Mapping

from validators.corpus.features import Features
from validators.corpus.frequent import Frequent
from validators.corpus.phrases import Phrases
from validators.corpus.traits import Traits

_LABELS = 64  # labels that are looked at by themselves
_RECENT = 256  # rows whose texts are kept: what one row in twenty holds is missing from them once in 500,000 runs


class CorpusCounts:
    """The counts behind the figures; deterministic in the order in which rows are added.

    Attributes:
        rows: Rows counted.
        questions: Those of them that have a right option.
        places: Name of the right option to rows.
        labels: Label to rows.
        label_openings: Label to its rows' first words.
        phrases: Words and content phrases of the main texts.
        recent: Traits and texts of the latest rows.
    """

    __slots__ = (
        "answers", "bigrams", "label_openings", "labels", "longest", "openings", "options", "phrases", "places",
        "questions", "recent", "rows",
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

    def add(self, traits: Traits, row: Features, texts: Mapping[str, str]) -> None:
        """Count one row."""
        self.rows += 1
        self.recent.append((traits, texts))
        self.openings.add(row.opening)
        self.bigrams.add(row.bigram)
        self.phrases.add(row.words)
        if traits.right:
            self._add_options(traits, row)
        if traits.label:
            self._add_label(traits.label, row.opening)

    def _add_options(self, traits: Traits, row: Features) -> None:
        self.questions += 1
        self.longest += row.longest
        self.places[traits.right] += 1
        self.answers.add(row.answer)
        self.options.add_all(row.options)

    def _add_label(self, label: str, opening: str) -> None:
        if label not in self.labels:
            if len(self.labels) >= _LABELS:
                return
            self.label_openings[label] = Frequent(512)
        self.labels[label] += 1
        self.label_openings[label].add(opening)
