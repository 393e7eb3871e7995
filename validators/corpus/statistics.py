"""Watches all accepted rows of a task together: openings, topics, options and where the right one stands."""

from collections.abc import Callable, Iterable, Iterator

from validators.base import Measures, Reading, Refusal
from validators.corpus.counts import CorpusCounts
from validators.corpus.features import Features, read_features
from validators.corpus.figures import Figures, measure
from validators.corpus.frequent import Frequent
from validators.corpus.limits import CorpusLimits
from validators.corpus.phrases import Phrases
from validators.corpus.topic import find_topics
from validators.corpus.traits import Traits
from validators.corpus.wording import describe

_Seen = Frequent[str] | Phrases


class CorpusStatistics:
    """Counts accepted rows, says what is over-used, and refuses more of it where a limit says so.

    Counts are never too high. They are exact up to 4,096 openings and options and 8,192 phrases, and beyond that too
    low by at most `share_error` of the rows (usually below 0.2%): what is refused or warned of is so.
    It takes up to 20 MB, whatever the number of rows.

    Args:
        profile: Says which texts of a row play which part.
        limits: From which shares on it warns and refuses.
    """

    codes = ("opening_overused", "topic_overused", "option_overused", "longest_option_right")

    def __init__(self, profile: Callable[[Reading], Traits], limits: CorpusLimits | None = None) -> None:
        self._profile = profile
        self._limits = limits or CorpusLimits()
        self._refuses = self._limits.refuses
        self._counts = CorpusCounts()
        self._judged: tuple[Reading, Traits, Features] | None = None

    def judge(self, reading: Reading, measures: Measures) -> Refusal | None:  # noqa: ARG002
        """Return a refusal when the row would make an over-used opening, topic or option still more common."""
        if not self._refuses or self._counts.rows < self._limits.min_rows:
            return None
        traits = self._profile(reading)
        row = read_features(reading, traits)
        self._judged = reading, traits, row
        return next(self._find_overused(traits, row), None)

    def admit(self, reading: Reading) -> None:
        """Count an accepted row; each row is to be admitted once."""
        if self._judged is not None and self._judged[0] is reading:  # its features are read once
            _, traits, row = self._judged
        else:
            traits = self._profile(reading)
            row = read_features(reading, traits)
        self._counts.add(traits, row, reading.texts)

    def figures(self) -> Figures:
        """Return the figures of all rows, ready for JSON."""
        return measure(self._counts)

    def warnings(self) -> tuple[str, ...]:
        """Return a sentence for each figure beyond its limit; none before `min_rows` rows."""
        if self._counts.rows < self._limits.min_rows:
            return ()
        return tuple(describe(self.figures(), self._limits, self._counts.recent[-1][0].noun))

    def _find_overused(self, traits: Traits, row: Features) -> Iterator[Refusal]:
        limits, counts, codes = self._limits, self._counts, self.codes
        counts.settle()
        yield from _refuse(codes[0], [row.opening], counts.openings, counts.rows, limits.refuse_opening)
        if limits.refuse_topic is not None:
            yield from _refuse(codes[1], find_topics(row.words), counts.phrases, counts.rows, limits.refuse_topic)
        if traits.right:
            yield from _refuse(codes[2], [row.answer], counts.answers, counts.questions, limits.refuse_option)
        if row.longest and _is_above(counts.longest, counts.questions, limits.refuse_longest):
            yield Refusal(codes[3], f"in {counts.longest} of {counts.questions} rows before")


def _refuse(code: str, keys: Iterable[str], seen: _Seen, rows: int, limit: float | None) -> Iterator[Refusal]:
    if limit is not None:
        for key in keys:
            if _is_above(seen[key], rows, limit):
                yield Refusal(code, f"{key[:60]}: in {seen[key]} of {rows} rows before")


def _is_above(seen: int, rows: int, limit: float | None) -> bool:
    """Whether one row more would stand above a limit to refuse; a first one never does."""
    return limit is not None and (rows + 1) * limit >= 1 and seen + 1 > limit * (rows + 1)
