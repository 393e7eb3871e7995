"""A chain asks its checks in order and stops at the first refusal."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validators.base import Item, Measures, Reading, Refusal, Verdict
from validators.chain import Chain

READING = Reading(Item("exams", {"question": "ما عاصمة مصر؟"}), lambda fields: fields)


@dataclass(frozen=True, slots=True)
class Passes:
    """A check that measures and lets everything pass."""

    codes = ("never",)

    def judge(self, reading: Reading, measures: Measures) -> Refusal | None:
        """Measure the number of fields."""
        measures["fields"] = float(len(reading.fields))
        return None


@dataclass(frozen=True, slots=True)
class Refuses:
    """A check that refuses everything."""

    code: str
    codes = ("one", "two")

    def judge(self, reading: Reading, measures: Measures) -> Refusal | None:
        """Measure that it was asked, and refuse."""
        measures[self.code] = 1.0
        return Refusal(self.code, reading.item.task)


@dataclass(frozen=True, slots=True)
class Breaks:
    """A defective check."""

    codes = ("never",)

    def judge(self, reading: Reading, measures: Measures) -> Refusal | None:
        """Raise what no check may raise."""
        raise ZeroDivisionError(reading.item.task, measures)


@dataclass(frozen=True, slots=True)
class RefusesMultiples:
    """A check that refuses items by their number, and must not see those that another one refused."""

    of: int
    but: int
    codes = ("multiple",)

    def judge(self, reading: Reading, measures: Measures) -> Refusal | None:
        """Refuse multiples of one number; multiples of the other were refused before."""
        number = reading.fields["number"]
        assert number % self.but
        measures[f"by_{self.of}"] = number
        return None if number % self.of else Refusal("multiple", f"{number} of {self.of}")


def test_accepts_with_measures() -> None:
    """An item that no check refuses is accepted, with what was measured."""
    assert Verdict(None, {"fields": 1.0}) == Chain((Passes(),)).judge(READING)


def test_stops_at_the_first_refusal() -> None:
    """Checks behind the first refusal are not asked; measures of those before it are kept."""
    verdict = Chain((Passes(), Refuses("one"), Refuses("two"), Breaks())).judge(READING)
    assert Verdict(Refusal("one", "exams"), {"fields": 1.0, "one": 1.0}) == verdict


def test_a_defect_goes_through() -> None:
    """A check that raises ends the judging with its own error."""
    with pytest.raises(ZeroDivisionError):
        Chain((Breaks(),)).judge(READING)


def test_an_empty_chain_accepts() -> None:
    """A chain without checks accepts."""
    assert Chain(()).judge(READING).accepted


def test_codes_are_listed_once() -> None:
    """A chain names the codes of all its checks in order, each once."""
    assert ("never", "one", "two") == Chain((Passes(), Refuses("one"), Refuses("two"), Breaks())).codes


@given(st.lists(st.integers(1, 30), max_size=12))
def test_items_together_are_judged_as_one_by_one(numbers: list[int]) -> None:
    """Each item has its own verdict and measures; what one check refuses, the next is not asked about."""
    chain = Chain((RefusesMultiples(2, 31), RefusesMultiples(3, 2), RefusesMultiples(5, 3)))
    readings = [Reading(Item("any", {"number": number}), lambda _: {}) for number in numbers]
    assert [chain.judge(reading) for reading in readings] == chain.judge_all(readings)
