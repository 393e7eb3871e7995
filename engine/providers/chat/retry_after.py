"""How long a server asks to wait, wherever it says so: headers, dates, resets, or the words of its message."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from math import isnan

from engine.providers.chat.complaint import find_error, read_complaint
from engine.providers.chat.duration import MOST_SECONDS, SPAN, read_number, read_span
from engine.providers.chat.kind import classify_response
from engine.providers.chat.reply import load_json
from engine.records import ErrorKind, HttpResponse
from engine.schedule.pause import MAX_PAUSE_S

_SAID = re.compile(rf"(?:try again|retry|retrydelay|wait|available)\s(?:in|after|for|at least)\s(?P<span>{SPAN})")
_DELAY = re.compile(rb'"retryDelay"\s*:\s*"([\d.]{1,16})s"')
_RESETS = (
    ("x-ratelimit-reset-requests", "x-ratelimit-remaining-requests"),
    ("x-ratelimit-reset-tokens", "x-ratelimit-remaining-tokens"),
    ("anthropic-ratelimit-requests-reset", "anthropic-ratelimit-requests-remaining"),
    ("anthropic-ratelimit-tokens-reset", "anthropic-ratelimit-tokens-remaining"),
    ("x-ratelimit-reset", "x-ratelimit-remaining"),
    ("ratelimit-reset", "ratelimit-remaining"),
)


def read_retry_after(response: HttpResponse, now: float) -> float | None:
    """Return the seconds that a response asks to wait, from 0 to an hour, or None where it asks for nothing.

    `retry-after-ms` goes before `retry-after`, seconds or a date; where there is neither, a refusal for its rate may
    say so in its message, or name the time at which its limit is whole again.
    """
    seconds = _read_headers(response.headers, now)
    if seconds is None and classify_response(response) is ErrorKind.RATE_LIMITED:
        seconds = _read_message(response)
        if seconds is None:
            seconds = _read_resets({**_find_told_headers(response.body), **response.headers}, now)
    return None if seconds is None else min(max(seconds, 0.0), MAX_PAUSE_S)


def _read_headers(headers: Mapping[str, str], now: float) -> float | None:
    milliseconds = read_number(headers.get("retry-after-ms"))
    if milliseconds is not None:
        return milliseconds / 1000
    said = headers.get("retry-after")
    if not said:
        return None
    try:
        seconds = float(said)
    except ValueError:
        spanned = read_span(said)
        return _read_date(said, now) if spanned is None else spanned
    return None if isnan(seconds) else seconds


def _read_date(text: str, now: float) -> float | None:
    for read in (parsedate_to_datetime, datetime.fromisoformat):
        try:
            date = read(text)
            return (date if date.tzinfo else date.replace(tzinfo=UTC)).timestamp() - now
        except (ValueError, OverflowError, TypeError, IndexError):
            continue
    return None


def _read_message(response: HttpResponse) -> float | None:
    delay = _DELAY.search(response.body)
    if delay:
        return read_number(delay[1].decode())
    said = _SAID.search(read_complaint(response).text)
    return read_span(said["span"]) if said else None


def _read_resets(headers: Mapping[str, str], now: float) -> float | None:
    """Return when the limit that is used up is whole again; where none is at zero, the first of them that is."""
    waits = [(_read_reset(headers.get(reset), now), headers.get(left)) for reset, left in _RESETS]
    used_up = [wait for wait, left in waits if wait is not None and left == "0"]
    others = [wait for wait, _ in waits if wait is not None and wait > 0]
    return max(used_up) if used_up else min(others, default=None)


def _read_reset(text: str | None, now: float) -> float | None:
    number = read_number(text)
    if number is not None and number >= MOST_SECONDS:
        # Some say when instead of how long, in seconds or milliseconds since 1970.
        return (number / 1000 if number > 1e11 else number) - now
    span = read_span(text)
    return _read_date(text, now) if span is None and text else span


def _find_told_headers(body: bytes) -> dict[str, str]:
    """Return the headers that a router's error quotes from the provider behind it."""
    error = find_error(load_json(body))
    metadata = error.get("metadata") if isinstance(error, dict) else None
    headers = metadata.get("headers") if isinstance(metadata, dict) else None
    return {name.lower(): str(value) for name, value in headers.items()} if isinstance(headers, dict) else {}
