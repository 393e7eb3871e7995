"""Questions whose answer is a whole number that is worked out from drawn ones."""

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from random import Random

from prompts.bank import Entry, read_bank
from prompts.tasks.exams.content.facts import FOLDER

_OPERATORS: Mapping[str, Callable[[int, int], int]] = {"+": operator.add, "-": operator.sub, "*": operator.mul}
_MISSES = (1, 2, 3, 5, 10, 20)
"""By how much a wrong option may miss the result, beside the numbers of the question."""


@dataclass(frozen=True, slots=True)
class Sum:
    """A question with slots for numbers.

    Attributes:
        stem: The question.
        explanation: How its answer is worked out.
        ranges: Name of a number to the least and the largest that is drawn, both in it.
        formulas: Name of a number to its formula in reverse Polish notation, of numbers before it; `r` is the answer.
    """

    stem: str
    explanation: str
    ranges: tuple[tuple[str, int, int], ...]
    formulas: tuple[tuple[str, tuple[str, ...]], ...]

    def draw(self, rng: Random) -> dict[str, int]:
        """Return all numbers of one question."""
        numbers = {name: low + int(rng.random() * (high - low + 1)) for name, low, high in self.ranges}
        for name, formula in self.formulas:
            numbers[name] = _work_out(formula, numbers)
        return numbers


@cache
def load_sums() -> Mapping[str, tuple[Sum, ...]]:
    """Return subject to its questions."""
    return {
        subject: tuple(_read_sum(entry) for entry in entries)
        for subject, entries in read_bank(FOLDER / "sums.txt").items()
    }


def draw_sum(subject: str, count: int, rng: Random) -> tuple[str, list[str], str]:
    """Return a question of a subject that has sums, its options, the right one first, and its explanation."""
    sums = load_sums()[subject]
    chosen = sums[int(rng.random() * len(sums))]
    numbers = chosen.draw(rng)
    options = [str(number) for number in _draw_options(numbers, count, rng)]
    return chosen.stem.format_map(numbers), options, chosen.explanation.format_map(numbers)


def _draw_options(numbers: Mapping[str, int], count: int, rng: Random) -> list[int]:
    """Return the result and different positive numbers that miss it by little or by a number of the question."""
    right = numbers["r"]
    misses = [*_MISSES, *numbers.values()]
    options = [right]
    while len(options) < count:
        miss = misses[int(rng.random() * len(misses))]
        option = right + miss if rng.random() < 0.5 else right - miss
        if option > 0 and option not in options:
            options.append(option)
    return options


def _read_sum(entry: Entry) -> Sum:
    stem, explanation, numbers = entry
    ranges: list[tuple[str, int, int]] = []
    formulas: list[tuple[str, tuple[str, ...]]] = []
    for part in numbers.split(", "):
        name, *rest = part.split()
        if rest[0] == "=":
            formulas.append((name, tuple(rest[1:])))
        else:
            ranges.append((name, int(rest[0]), int(rest[1])))
    return Sum(stem, explanation, tuple(ranges), tuple(formulas))


def _work_out(formula: tuple[str, ...], numbers: Mapping[str, int]) -> int:
    stack: list[int] = []
    for token in formula:
        if token in _OPERATORS:
            second = stack.pop()
            stack.append(_OPERATORS[token](stack.pop(), second))
        else:
            stack.append(numbers[token] if token in numbers else int(token))
    return stack.pop()
