"""Decides from counts whether a gate is open, and says in words what keeps it shut; pure."""

from collections.abc import Iterator
from dataclasses import dataclass

from engine.config.sections import GateConfig
from engine.evaluate.interval import Bounds, bound_share


@dataclass(frozen=True, slots=True)
class Sample:
    """What some rows of a data set, and the attempts that led to them, came to.

    Attributes:
        name: Which rows these are, for people.
        accepted: Rows.
        copied: Candidates refused as copies, of rows, seeds or protected items.
        faulty: Candidates refused for what they are themselves.
        opening: The word that most rows begin with, and how many do.
        topic: The phrase that most rows hold, and how many do.
    """

    name: str
    accepted: int
    copied: int
    faulty: int
    opening: tuple[str, int] = ("", 0)
    topic: tuple[str, int] = ("", 0)

    @property
    def candidates(self) -> int:
        """Replies that were judged; those that merely found no room do not count."""
        return self.accepted + self.copied + self.faulty


@dataclass(frozen=True, slots=True)
class Criterion:
    """One thing that a gate asks of a sample.

    Attributes:
        sample: Which rows it looked at.
        name: Key of the config's `gate`.
        value: Measured share, 0 to 1.
        bound: End of its interval that was held against the limit; the value itself where that is asked for.
        limit: From the config.
        met: Whether it is kept.
        line: The same in words.
    """

    sample: str
    name: str
    value: float
    bound: float
    limit: float
    met: bool
    line: str


def judge_sample(sample: Sample, gate: GateConfig) -> Iterator[Criterion]:
    """Yield every criterion of a gate, kept or not."""
    total = sample.candidates
    accepted = bound_share(sample.accepted, total)
    yield from _judge(sample, gate, "accept_rate", accepted, "of the candidates were accepted", at_least=True)
    yield from _judge(sample, gate, "copies", bound_share(sample.copied, total), "of the candidates were copies")
    faulty = bound_share(sample.faulty, total)
    yield from _judge(sample, gate, "faults", faulty, "of the candidates were refused by the checks")
    word, rows = sample.opening
    openings = bound_share(rows, sample.accepted)
    yield from _judge(sample, gate, "opening", openings, f'of the rows begin with "{word}"')
    phrase, rows = sample.topic
    yield from _judge(sample, gate, "topic", bound_share(rows, sample.accepted), f'of the rows hold "{phrase}"')


def _judge(
    sample: Sample, gate: GateConfig, name: str, measured: Bounds, said: str, *, at_least: bool = False
) -> Iterator[Criterion]:
    limit: float = getattr(gate, name)
    # Rows that are all there are no sample of others: only what tells of candidates to come has an interval.
    is_sample = gate.require == "lower_bound" and name not in {"opening", "topic"}
    bound = (measured.low if at_least else measured.high) if is_sample else measured.share
    met = bound >= limit if at_least else bound <= limit
    wanted = f"at {'least' if at_least else 'most'} {limit:.1%}"
    sure = f"; with 95% certainty at {'least' if at_least else 'most'} {bound:.1%}" if is_sample else ""
    line = f"{sample.name}: {measured.share:.2%} {said} ({wanted} is asked for{sure})"
    yield Criterion(sample.name, name, round(measured.share, 4), round(bound, 4), limit, met, line)
