"""What a gate asks of rows."""

import pytest

from engine.config.sections import GateConfig
from engine.evaluate.interval import bound_share
from engine.gates.gate import Sample, judge_sample

WIDE = GateConfig(accept_rate=0, copies=1, faults=1, opening=1, topic=1)


@pytest.mark.parametrize(("total", "wrong"), [(100, 1), (150, 3), (200, 4), (300, 8), (500, 16), (1000, 38)])
def test_bounds_prove_what_they_should(total: int, wrong: int) -> None:
    """So many faults among so many rows still prove 95%, within one fault; three more do not."""
    assert bound_share(total - wrong + 1, total).low >= 0.95
    assert bound_share(total - wrong - 2, total).low < 0.95


def test_of_nothing_nothing_is_known() -> None:
    """Without a candidate a share may be anything."""
    assert (0.0, 0.0, 1.0) == bound_share(0, 0)


def test_more_hits_than_there_is_is_an_error() -> None:
    """A share is at most all."""
    with pytest.raises(ValueError, match="5 of 4"):
        bound_share(5, 4)


def test_the_widest_gate_is_open() -> None:
    """Shares of nothing and all shut no gate, whatever the rows."""
    assert all(each.met for each in judge_sample(Sample("all rows", 0, 9, 9, ("ما", 0), ("", 0)), WIDE))


@pytest.mark.parametrize(
    ("name", "sample"),
    [
        ("accept_rate", Sample("all rows", 45, 15, 40)),
        ("copies", Sample("all rows", 79, 21, 0)),
        ("faults", Sample("all rows", 59, 0, 41)),
        ("opening", Sample("all rows", 100, 0, 0, opening=("ما", 26))),
        ("topic", Sample("all rows", 100, 0, 0, topic=("الثورة الصناعية", 11))),
    ],
)
def test_a_limit_that_is_passed_shuts_the_gate(name: str, sample: Sample) -> None:
    """Each criterion is the only one that its sample misses, and says so in words."""
    gate = GateConfig(require="point")
    missed = [each for each in judge_sample(sample, gate) if not each.met]
    assert [name] == [each.name for each in missed]
    assert all(each.line.startswith("all rows: ") and "is asked for" in each.line for each in missed)


def test_certainty_asks_for_more_than_the_value() -> None:
    """Where the bound is what counts, a share that just reaches its limit does not prove it."""
    sample = Sample("all rows", 55, 0, 45)
    point = {each.name: each.met for each in judge_sample(sample, GateConfig(require="point"))}
    bound = {each.name: each.met for each in judge_sample(sample, GateConfig())}
    assert (True, False) == (point["accept_rate"], bound["accept_rate"])
