"""How long a server asks to wait."""

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.providers.chat.duration import read_span
from engine.providers.chat.retry_after import read_retry_after
from engine.records import HttpResponse

NOW = 1_700_000_000.0


def _read(headers: dict[str, str], body: bytes = b"", status: int = 429) -> float | None:
    return read_retry_after(HttpResponse(status, headers, body), NOW)


def _say(message: str, **more: object) -> bytes:
    return orjson.dumps({"error": {"message": message, **more}})


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("2", 2.0),
        ("0", 0.0),
        ("0.5", 0.5),
        ("-3", 0.0),
        ("1e9", 3600.0),
        ("inf", 3600.0),
        ("nan", None),
        ("soon", None),
        ("", None),
        ("20s", 20.0),
        ("Tue, 14 Nov 2023 22:13:30 GMT", 10.0),
        ("Tue, 14 Nov 2023 22:13:30 -0000", 10.0),
        ("Tue, 14 Nov 2023 22:13:10 GMT", 0.0),
        ("2023-11-14T22:13:30Z", 10.0),
        ("Tue, 99 Nov 99999999 22:13:10 GMT", None),
    ],
)
def test_retry_after_is_read_as_seconds_or_as_a_date(header: str, seconds: float | None) -> None:
    """Numbers and dates give seconds from zero to an hour; anything else says nothing."""
    assert seconds == _read({"retry-after": header})


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"retry-after-ms": "1500", "retry-after": "9"}, 1.5),
        ({"retry-after-ms": "soon", "retry-after": "9"}, 9.0),
        ({"retry-after": "9", "x-ratelimit-reset": "3"}, 9.0),
        ({"x-ratelimit-reset": "3"}, 3.0),
        ({"x-ratelimit-reset": "1700000004"}, 4.0),
        ({"x-ratelimit-reset": "1700000004500"}, 4.5),
        ({"x-ratelimit-reset": "1600000000"}, None),
        ({"ratelimit-reset": "7"}, 7.0),
        ({"anthropic-ratelimit-tokens-reset": "2023-11-14T22:13:30Z"}, 10.0),
        ({"x-ratelimit-reset-requests": "20ms", "x-ratelimit-reset-tokens": "6m0s"}, 0.02),
        (
            {
                "x-ratelimit-reset-requests": "1s",
                "x-ratelimit-reset-tokens": "6m0s",
                "x-ratelimit-remaining-tokens": "0",
            },
            360.0,
        ),
        ({"x-ratelimit-reset": "soon"}, None),
        ({}, None),
    ],
)
def test_headers_are_read_in_their_order(headers: dict[str, str], seconds: float | None) -> None:
    """Milliseconds go before seconds, and a limit's reset counts only where nothing else is said."""
    assert seconds == _read(headers)


@pytest.mark.parametrize(
    ("body", "seconds"),
    [
        (_say("Rate limit reached (TPM): Limit 15000. Please try again in 1.5s. Visit our site."), 1.5),
        (_say("Please try again in 20ms."), 0.02),
        (_say("Please try again in 6m0s."), 360.0),
        (_say("Please try again in 1h2m3s"), 3600.0),
        (_say("Please retry after 20 seconds."), 20.0),
        (_say("Wait for 2 minutes"), 120.0),
        (_say("Please try again in 5 moons."), None),
        (_say("Try again later"), None),
        (_say("x", details=[{"@type": "RetryInfo", "retryDelay": "34.5s"}]), 34.5),
        (_say("x", code=429, metadata={"headers": {"X-RateLimit-Reset": "1700000004000"}}), 4.0),
        (b"slow down, retry in 3s", 3.0),
    ],
)
def test_a_message_can_say_when_to_come_back(body: bytes, seconds: float | None) -> None:
    """The words of a refusal are read where no header says it."""
    assert seconds == _read({}, body)


def test_a_header_goes_before_the_message_and_the_message_before_a_reset() -> None:
    """What is meant for programs is believed first, and a bucket's reset last."""
    body = _say("try again in 3s")
    assert (1.0, 3.0) == (_read({"retry-after": "1"}, body), _read({"x-ratelimit-reset": "9"}, body))


def test_a_reset_asks_for_no_rest_where_the_rate_was_not_the_reason() -> None:
    """A server error that carries headers of limits does not ask to wait, and one with `Retry-After` does."""
    assert (None, 2.0) == (_read({"x-ratelimit-reset": "9"}, status=500), _read({"retry-after": "2"}, status=503))


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("1s", 1.0),
        ("20ms", 0.02),
        ("6m0s", 360.0),
        ("1h2m3s", 3723.0),
        ("1m30.5s", 90.5),
        ("1d", 86400.0),
        ("2 minutes 3 seconds", 123.0),
        ("250 milliseconds", 0.25),
        ("12", 12.0),
        ("0.25", 0.25),
        ("1700000000", None),
        ("2023-11-14T22:13:30Z", None),
        ("1x", None),
        ("s", None),
        ("", None),
        ("1s" * 100, None),
        (None, None),
    ],
)
def test_a_span_is_read_with_or_without_units(text: str | None, seconds: float | None) -> None:
    """Every way in which servers write spans gives seconds; points in time are no spans."""
    assert seconds == pytest.approx(read_span(text)) if seconds is not None else read_span(text) is None


@given(st.text(max_size=30), st.text(max_size=60), st.sampled_from([429, 500, 200]))
def test_no_header_and_no_message_is_a_crash(header: str, message: str, status: int) -> None:
    """Whatever is said, the rest is from zero to an hour, or none."""
    names = ("retry-after", "retry-after-ms", "x-ratelimit-reset", "ratelimit-reset")
    asked = _read(dict.fromkeys(names, header), message.encode(), status)
    assert asked is None or 0 <= asked <= 3600
