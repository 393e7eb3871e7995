"""Lengths of the options: measured for every row, refused where one gives the answer away."""

from dataclasses import dataclass

from prompts.tasks.exams.checks.shape import list_option_texts
from validators.base import Measures, Reading, Refusal


@dataclass(frozen=True, slots=True)
class Balance:
    """Refuses a question one of whose options is absurdly longer than the others; measures how their lengths lie.

    Measures `longest_right` (1 where the right option is longer than every other, else 0) and `length_ratio` (letters
    of the right option by the mean of the others).

    Attributes:
        most: Largest allowed `length_ratio`; lower is stricter.
        least_letters: Letters of a right option from where its length is judged at all; lower is stricter.
        most_wrong: Largest allowed length of a wrong option by the mean of the other three; lower is stricter.
        least_wrong: Letters of a wrong option from where its length is judged at all; lower is stricter.
        foreign: Measures, and refuses nothing.
    """

    most: float = 4.0
    least_letters: int = 40
    most_wrong: float = 3.0
    least_wrong: int = 120
    foreign: bool = False
    codes = ("lopsided_options",)

    def judge(self, reading: Reading, measures: Measures) -> Refusal | None:
        """Return a refusal with the option and its ratio."""
        texts, said = list_option_texts(reading), reading.texts[reading.fields["answer"]]
        lengths = list(map(len, texts))
        total, right = sum(lengths), len(said)
        longest = max(lengths)
        ratio = 3 * right / (total - right or 1)
        measures["longest_right"] = float(right == longest and lengths.count(longest) == 1)
        measures["length_ratio"] = round(ratio, 2)
        if self.foreign:
            return None
        if ratio > self.most and right >= self.least_letters:
            return Refusal("lopsided_options", f"{ratio:.1f} times: {said[:100]}")
        if longest < self.least_wrong or 3 * longest <= self.most_wrong * (total - longest):
            return None
        return Refusal("lopsided_options", f"{longest} letters: {texts[lengths.index(longest)][:100]}")
