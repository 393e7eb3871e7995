"""Targets: a figure that says nothing is held against no bound."""

import pytest

from engine.evaluate.targets import check_targets


@pytest.mark.parametrize(("low", "wanted"), [(0.24, []), (0.26, [("utility_gap", False)])])
def test_the_gap_is_a_target_only_where_real_training_beats_chance(low: float, wanted: list[tuple[str, bool]]) -> None:
    """A gap of 0.3 is a fault where the interval of real training lies above chance, and left out where it does not."""
    utility = {"metric": "macro_f1", "gap": 0.3, "trtr": 0.5, "trtr_ci": [low, 0.7], "chance": 0.25}
    assert wanted == [(each["name"], each["met"]) for each in check_targets({"utility": utility})]
