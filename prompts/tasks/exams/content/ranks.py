"""Questions that ask which of four names comes first or last in an order that a number gives."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from random import Random

from prompts.bank import Entry, read_bank
from prompts.tasks.exams.content.facts import FOLDER


@dataclass(frozen=True, slots=True)
class Ranking:
    """Names with numbers, and what is asked of them.

    Attributes:
        least: Wordings of the question for the name with the least number.
        most: The same for the largest number.
        order: The order from least to largest, in words.
        gap: Least distance of two numbers in one question, so that no answer hangs on rounding.
        names: Names and numbers.
    """

    least: tuple[str, ...]
    most: tuple[str, ...]
    order: str
    gap: float
    names: tuple[tuple[str, float], ...]


@cache
def load_rankings() -> Mapping[str, tuple[Ranking, ...]]:
    """Return subject to its rankings; the larger one stands there as often as it has tens of names."""
    rankings: dict[str, tuple[Ranking, ...]] = {}
    for head, entries in read_bank(FOLDER / "ranks.txt").items():
        subject, least, most, order, gap = head.split(" | ")
        ranking = Ranking(_split(least), _split(most), order, float(gap), tuple(map(_read_name, entries)))
        rankings[subject] = rankings.get(subject, ()) + (ranking,) * (len(entries) // 10)
    return rankings


def _split(wordings: str) -> tuple[str, ...]:
    return tuple(wordings.split(" / "))


def _read_name(entry: Entry) -> tuple[str, float]:
    name, number = entry
    return name, float(number)


def draw_ranking(subject: str, count: int, rng: Random) -> tuple[str, list[str], str]:
    """Return a question of a subject that has rankings, its options, the right one first, and its explanation."""
    rankings = load_rankings()[subject]
    ranking = rankings[int(rng.random() * len(rankings))]
    drawn = _draw_apart(ranking, count, rng)
    names = [name for name, _ in drawn]
    told = f"بترتيب البدائل {ranking.order} نجد: {'، ثم '.join(names)}."
    wordings = ranking.least if rng.random() < 0.5 else ranking.most
    options = names if wordings is ranking.least else names[::-1]
    return wordings[int(rng.random() * len(wordings))], options, told


def _draw_apart(ranking: Ranking, count: int, rng: Random) -> list[tuple[str, float]]:
    """Return names in order whose numbers lie apart."""
    while True:
        drawn = sorted(rng.sample(ranking.names, count), key=lambda each: each[1])
        if all(low[1] + ranking.gap <= high[1] for low, high in pairwise(drawn)):
            return drawn
