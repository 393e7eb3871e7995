"""Fault profiles: the built-in ones, those of a config, and how latency is drawn."""

from collections.abc import Callable
from random import Random
from statistics import median, quantiles

import pytest
from pydantic import ValidationError

from engine.config.load import LoadedConfig
from engine.providers.mock.profile import BUILT_IN, Latency, MockProfile, find_profile


def test_the_clean_profile_has_no_fault() -> None:
    """Every rate of `clean` is 0, and it answers at once."""
    rates = {name: rate for name, rate in BUILT_IN["clean"].model_dump().items() if isinstance(rate, int | float)}
    assert {name: rate for name, rate in rates.items() if rate} == {"retry_after_s": 1, "hang_s": 600}
    assert BUILT_IN["clean"].draw_latency(Random(1)) == 0


def test_the_hostile_profile_is_the_published_one() -> None:
    """`hostile` has the rates that its documentation promises, and never hangs."""
    found = BUILT_IN["hostile"].model_dump()
    promised = {"malformed": 0.05, "duplicates": 0.1, "wrong_letter": 1.0, "seed_copies": 0.02, "hangs": 0}
    promised |= dict.fromkeys(("http_429", "http_500", "dropped_connections"), 0.03)
    assert promised == {name: found[name] for name in promised}
    assert found["letter_bias"]["B"] == 0.615
    assert sum(found["letter_bias"].values()) == pytest.approx(1)


@pytest.mark.parametrize(("given", "expected"), [(40, (40, 0)), ({"median_ms": 40, "sigma": 0.5}, (40, 0.5))])
def test_latency_is_a_number_or_a_distribution(given: object, expected: tuple[float, float]) -> None:
    """A number is a fixed latency in milliseconds; a mapping is a log-normal one."""
    latency = MockProfile.model_validate({"latency_ms": given}).latency_ms
    assert expected == (latency.median_ms, latency.sigma)


def test_drawn_latency_has_the_median_and_spread_that_were_asked_for() -> None:
    """Of log-normal draws half exceed the median, and the 84th percentile lies one sigma above it."""
    profile, rng = MockProfile(latency_ms=Latency(median_ms=200, sigma=0.5)), Random(7)
    draws = [profile.draw_latency(rng) for _ in range(4000)]
    assert median(draws) == pytest.approx(0.2, rel=0.05)
    assert quantiles(draws, n=100)[83] / median(draws) == pytest.approx(1.649, rel=0.1)


@pytest.mark.parametrize(
    "fields",
    [
        {"http_429": 1.5},
        {"http_429": -0.1},
        {"http_500": float("nan")},
        {"http_429": True},
        {"http_429": 0.5, "http_500": 0.6},
        {"letter_bias": {"A": 0}},
        {"latency_ms": -1},
        {"unknown": 0.1},
    ],
)
def test_a_profile_that_cannot_be_played_is_refused(fields: dict[str, object]) -> None:
    """Rates lie between 0 and 1, the connection's together too, and every key is known."""
    with pytest.raises(ValidationError):
        MockProfile.model_validate(fields)


def test_a_config_brings_profiles_of_its_own(load: Callable[..., LoadedConfig]) -> None:
    """A profile of the config is found by its name beside the built-in ones."""
    text = "task: exams\ntarget: 5\nmodel: mock:slow\nproviders: {mock: {profiles: {slow: {latency_ms: 50}}}}\n"
    own = load(text).config.providers["mock"].profiles
    assert (0.05, BUILT_IN["hostile"]) == (
        find_profile("slow", own).draw_latency(Random(1)),
        find_profile("hostile", own),
    )
