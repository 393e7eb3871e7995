"""What the rows of a run are like together, looked at now and then while it works."""

from collections.abc import Mapping

from engine.work.book import TaskBook

GROWTH = 1.1
"""Rows are looked at again once there are so many times as many: figures take milliseconds, and change slowly."""


class CorpusWatch:
    """Says in words what is over-used among the accepted rows of each task."""

    def __init__(self, books: Mapping[str, TaskBook]) -> None:
        self._books = books
        self._said: dict[str, tuple[int, tuple[str, ...]]] = {}

    def list_warnings(self) -> tuple[str, ...]:
        """Return a sentence for each figure beyond its limit, as of the latest look, by task where several run."""
        for task, book in self._books.items():
            rows = book.ledger.accepted
            if task not in self._said or rows > self._said[task][0] * GROWTH:
                prefix = f"{task}: " if len(self._books) > 1 else ""
                self._said[task] = rows, tuple(prefix + line for line in book.statistics.warnings())
        return tuple(line for _, lines in self._said.values() for line in lines)
