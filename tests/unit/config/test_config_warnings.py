"""What a config states without effect in this version is said, with its place; what it does not state is not."""

from collections.abc import Callable

import pytest

from engine.config.load import LoadedConfig

Load = Callable[..., LoadedConfig]
BASE = "task: exams\ntarget: 20\n"


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("", []),
        ("limits: {rpm: 5, tpm: 9, concurrency: 3}", []),
        ("timeouts: {total_s: 5}", []),
        ("timeouts: {connect_s: 5, first_byte_s: 6}", ["3:12: timeouts.connect_s", "3:26: timeouts.first_byte_s"]),
        ("gate: {review_score: 0.5}", ["3:8: gate.review_score"]),
        ("personas: {file: pilot.yaml}", ["3:1: personas"]),
        ("budget: {usd: 5}", ["3:1: budget"]),
        ("model: local:m\nproviders: {local: {base_url: 'http://a'}}\nbudget: {usd: 5}\ntimeouts: {connect_s: 5}", []),
        ("providers: {mock: {rpm: 5, profiles: {}}}", ["3:20: providers.mock.rpm"]),
    ],
)
def test_what_has_no_effect_is_said(load: Load, text: str, places: list[str]) -> None:
    """Each section or field that changes nothing is named once, by line and column."""
    warnings = load(BASE + text).warnings
    assert [f"pilot.yaml:{place}: has no effect" for place in places] == [
        ": ".join(warning.split(": ")[:3]) for warning in warnings
    ]


def test_a_flag_without_effect_is_named_as_the_flag(load: Load) -> None:
    """A value without effect that came from `--set` is named so."""
    [warning] = load(BASE, ["budget.usd=5"]).warnings
    assert warning == "--set budget: has no effect: calls to the mock cost nothing"


def test_a_misspelt_subject_is_planned_with_a_warning(load: Load) -> None:
    """A value of an open dimension that looks like a known one is told; one that looks like none is the user's own."""
    warnings = load(BASE + "quotas: {subject: {phisics: 1, cooking: 1}}\n").warnings
    assert ["planned as it stands; did you mean 'physics'?"] == [line.split(": ")[2] for line in warnings]
