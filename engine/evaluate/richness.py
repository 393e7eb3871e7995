"""How varied the words of a corpus are, by measures that do not sink as it grows."""

from collections.abc import Iterable, Sequence

SEGMENT = 1000
"""Words of a segment of which the type-token ratio is taken."""

_FLOOR = 0.72  # of the ratio, where a factor ends


class SegmentRatio:
    """Mean type-token ratio of segments of 1,000 words (Johnson, 1944), as words come."""

    __slots__ = ("_buffer", "_segments", "_sum")

    def __init__(self) -> None:
        self._buffer: list[str] = []
        self._segments = 0
        self._sum = 0.0

    def add(self, words: Iterable[str]) -> None:
        """Count the words of one text."""
        self._buffer.extend(words)
        while len(self._buffer) >= SEGMENT:
            self._sum += len(set(self._buffer[:SEGMENT])) / SEGMENT
            self._segments += 1
            del self._buffer[:SEGMENT]

    def measure(self) -> float:
        """Return the ratio, 0 to 1; that of all words where there is no whole segment."""
        if self._segments:
            return round(self._sum / self._segments, 4)
        return round(len(set(self._buffer)) / len(self._buffer), 4) if self._buffer else 0.0


def measure_mtld(words: Sequence[str]) -> float:
    """Return the measure of textual lexical diversity, forwards and backwards (McCarthy and Jarvis, 2010).

    The mean length, in words, of stretches that end where their type-token ratio reaches 0.72. As in the paper they
    may be of any length; some programs let none end before its tenth word, and find higher values.
    """
    return round((_count_factors(words) + _count_factors(words[::-1])) / 2, 1) if words else 0.0


def _count_factors(words: Sequence[str]) -> float:
    factors, seen, length = 0.0, set[str](), 0
    for word in words:
        seen.add(word)
        length += 1
        if len(seen) / length <= _FLOOR:
            factors, seen, length = factors + 1, set(), 0
    if length:
        factors += (1 - len(seen) / length) / (1 - _FLOOR)
    return len(words) / factors if factors else float(len(words))
