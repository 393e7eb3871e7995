"""What keys may ask of the mock server, and how it tells them."""

import pytest

from engine.providers.mock.allowance import MOST_KEYS, Allowances, Limit, RetryAfter, format_duration, set_limits
from engine.providers.mock.api_error import ApiError


def _make(rpm: int | None = None, tpm: int | None = None, burst: int | None = None, **how: bool) -> Allowances:
    return Allowances(set_limits(rpm, tpm, burst), shown=how.get("shown", True), retry_after=RetryAfter.ms)


def _refusal(allowances: Allowances, tokens: int, now: float, key: str = "k") -> ApiError:
    with pytest.raises(ApiError) as caught:
        allowances.admit(key, tokens, now)
    return caught.value


def test_tokens_have_the_burst_of_requests_in_proportion() -> None:
    """Ten of 1,200 requests a minute are half a second's worth, and so many tokens are held."""
    assert (Limit("requests", 1200, 10), Limit("tokens", 60_000, 500)) == set_limits(1200, 60_000, 10)


def test_a_burst_that_nobody_states_is_one_second() -> None:
    """Each limit alone holds a sixtieth of it, and one at least."""
    assert (Limit("requests", 1200, 20),) == set_limits(1200, None, None)
    assert (Limit("requests", 6, 1),) == set_limits(6, None, None)
    assert (Limit("tokens", 60_000, 1000),) == set_limits(None, 60_000, None)


def test_every_answer_tells_what_is_left() -> None:
    """Limit, remainder and reset of both, as OpenAI names and writes them."""
    assert {
        b"x-ratelimit-limit-requests": b"60",
        b"x-ratelimit-remaining-requests": b"9",
        b"x-ratelimit-reset-requests": b"1s",
        b"x-ratelimit-limit-tokens": b"6000",
        b"x-ratelimit-remaining-tokens": b"750",
        b"x-ratelimit-reset-tokens": b"2.5s",
    } == dict(_make(60, 6000, 10).admit("k", 250, 0.0))


def test_headers_can_be_left_out() -> None:
    """Then a refusal still says when to come back."""
    silent = _make(60, None, 1, shown=False)
    assert () == silent.admit("k", 1, 0.0)
    assert ((b"retry-after", b"1"), (b"retry-after-ms", b"1000")) == _refusal(silent, 1, 0.0).headers


def test_a_refusal_takes_nothing() -> None:
    """Those who ask too early do not put off the moment."""
    allowances = _make(60, None, 1)
    allowances.admit("k", 1, 0.0)
    for tenth in range(1, 10):
        assert 429 == _refusal(allowances, 1, tenth / 10).status
    allowances.admit("k", 1, 1.0)


def test_a_refusal_for_tokens_leaves_the_requests() -> None:
    """Both are taken or neither; the refusal names what lacked."""
    allowances = _make(60, 600, 10)
    allowances.admit("k", 100, 0.0)
    error = _refusal(allowances, 50, 0.0)
    assert ("tokens", "rate_limit_exceeded") == (error.type, error.code)
    assert b"9" == dict(error.headers)[b"x-ratelimit-remaining-requests"]
    assert b"5000" == dict(error.headers)[b"retry-after-ms"]


def test_each_key_has_its_own() -> None:
    """One that is used up takes nothing from another."""
    allowances = _make(60, None, 1)
    allowances.admit("a", 1, 0.0)
    allowances.admit("b", 1, 0.0)
    assert 429 == _refusal(allowances, 1, 0.0, "a").status


def test_invented_keys_do_not_pile_up() -> None:
    """The oldest are forgotten, and with them what they used."""
    allowances = _make(60, None, 1)
    for number in range(MOST_KEYS + 1):
        allowances.admit(str(number), 1, 0.0)
    allowances.admit("0", 1, 0.0)
    assert 429 == _refusal(allowances, 1, 0.0, str(MOST_KEYS)).status


@pytest.mark.parametrize(
    ("way", "expected"),
    [
        (RetryAfter.ms, ((b"retry-after", b"2"), (b"retry-after-ms", b"1201"))),
        (RetryAfter.seconds, ((b"retry-after", b"2"),)),
        (RetryAfter.none, ()),
    ],
)
def test_a_wait_is_told_rounded_up(way: RetryAfter, expected: object) -> None:
    """Nobody who comes back at the told moment is too early."""
    assert expected == way.tell(1.2001)


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [(0, "0ms"), (0.12, "120ms"), (8.64, "8.64s"), (60, "1m0s"), (360, "6m0s"), (3723.5, "1h2m3.5s"), (3600, "1h0m0s")],
)
def test_durations_are_written_as_openai_does(seconds: float, expected: str) -> None:
    """Milliseconds below one second; then hours, minutes and seconds."""
    assert expected == format_duration(seconds)
