"""Lengths of the options: measured for every row, refused where one gives the answer away."""

from dataclasses import dataclass

from prompts.tasks.exams.checks.shape import find_right, list_option_texts
from validators.base import Measures, Reading, Refusal


@dataclass(frozen=True, slots=True)
class Balance:
    """Refuses a question whose right option is absurdly longer than the others; measures how the options' lengths lie.

    Measures `longest_right` (1 where the right option is longer than every other, else 0) and `length_ratio` (letters
    of the right option by the mean of the others).

    Attributes:
        most: Largest allowed `length_ratio`; lower is stricter.
        least_letters: Letters of a right option from where its length is judged at all; lower is stricter.
        foreign: Measures, and refuses nothing.
    """

    most: float = 4.0
    least_letters: int = 40
    foreign: bool = False
    codes = ("lopsided_options",)

    def judge(self, reading: Reading, measures: Measures) -> Refusal | None:
        """Return a refusal with the right option and its ratio."""
        lengths = [len(text) for text in list_option_texts(reading)]
        right = lengths.pop(find_right(reading))
        ratio = 3 * right / (sum(lengths) or 1)
        measures["longest_right"] = float(right > max(lengths))
        measures["length_ratio"] = round(ratio, 2)
        if self.foreign or ratio <= self.most or right < self.least_letters:
            return None
        return Refusal(
            "lopsided_options", f"{ratio:.1f} times: {list_option_texts(reading)[find_right(reading)][:100]}"
        )
