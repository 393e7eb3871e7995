"""Kept rows by their lines: which one a dropped copy repeats, and whether the two agree on the answer."""

from array import array

from engine.cleaning.told_lines import ToldLines
from prompts.base import TaskSpec
from validators.base import Reading, Refusal


class Originals:
    """Remembers where kept rows stand and what they are labelled, some 120 bytes each.

    Args:
        spec: The task. Where a label may move within a row (the letter of the right option), it is the text that it
            points at that counts, and only copies of the same texts can be held against it.
    """

    def __init__(self, spec: TaskSpec) -> None:
        keys = [each for each in spec.dimensions if each.quota and each.closed]
        self._label = " or ".join(each.name for each in keys)
        self._names = [each.name for each in keys if not each.movable]
        self._sketch = spec.sketch if any(each.movable for each in keys) else None
        self._lines, self._answers = array("Q"), array("q")
        self._numbers: dict[int, int] = {}
        self._contradicting = ToldLines()

    def admit(self, line: int, mark: int, reading: Reading) -> None:
        """Remember a row that is kept.

        Args:
            line: Its line, from 1.
            mark: What copies of its text share with it.
            reading: The row.
        """
        self._numbers.setdefault(mark, len(self._lines))
        self._lines.append(line)
        self._answers.append(self._read_answer(reading))

    def explain(self, refusal: Refusal, line: int, mark: int, reading: Reading) -> Refusal:
        """Return a refusal as a copy with the line of the row that it repeats, and a word where their labels differ."""
        number = refusal.twin - 1 if refusal.twin else self._numbers.get(mark)
        if number is None:
            return refusal
        named = f"accepted row {refusal.twin}" if refusal.twin else "an accepted row"
        detail = refusal.detail.replace(named, f"line {self._lines[number]}")
        comparable = not (refusal.twin and self._sketch)
        if comparable and self._answers[number] != self._read_answer(reading):
            self._contradicting.add(line)
            detail += f", with another {self._label}"
        return Refusal(refusal.code, detail, refusal.twin)

    def warnings(self) -> tuple[str, ...]:
        """Return what is to be said, one sentence each."""
        if not self._contradicting.count:
            return ()
        return (
            f"dropped as copies, though with another {self._label} than the row that is kept: {self._contradicting}",
        )

    def _read_answer(self, reading: Reading) -> int:
        texts = sorted(self._sketch(reading)) if self._sketch else ()
        return hash((*texts, *map(reading.fields.get, self._names)))
