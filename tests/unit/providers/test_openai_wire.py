"""Chat completions as bytes."""

import orjson
import pytest

from engine.providers.openai import ChatWire, Generation
from engine.records import HttpResponse, Usage
from engine.schedule.retry import ErrorKind
from prompts.base import Prompt


def _make_wire() -> ChatWire:
    return ChatWire("http://host.invalid/v1/", "m", Generation(0.9, 0.95, 800), {"exams": {"type": "object"}})


def _answer(status: int, body: bytes = b"{}") -> HttpResponse:
    return HttpResponse(status, {}, body)


def _complete(**choice: object) -> HttpResponse:
    return _answer(200, orjson.dumps({"choices": [choice], "usage": {"prompt_tokens": 3, "completion_tokens": 5}}))


def test_a_request_holds_prompt_seed_and_schema() -> None:
    """Everything that a model needs to answer stands in the body."""
    request = _make_wire().encode(Prompt("نظام", "سؤال", "h"), "exams", 7)
    body = orjson.loads(request.body)
    assert request.url == "http://host.invalid/v1/chat/completions"
    assert [message["content"] for message in body["messages"]] == ["نظام", "سؤال"]
    assert (body["seed"], body["response_format"]["json_schema"]["name"]) == (7, "exams")


def test_a_completion_is_read_with_its_usage() -> None:
    """Text, finish reason and tokens come out of a response."""
    reply = _make_wire().decode(_complete(message={"content": "نص"}, finish_reason="stop"))
    assert reply is not None
    assert ("نص", "stop", Usage(3, 5)) == (reply.text, reply.finish_reason, reply.usage)


def test_a_stated_refusal_is_a_finish_reason_of_its_own() -> None:
    """A message with a refusal in place of content ends for that reason."""
    reply = _make_wire().decode(_complete(message={"content": None, "refusal": "no"}, finish_reason="stop"))
    assert reply is not None
    assert (reply.text, reply.finish_reason) == ("no", "refusal")


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>",
        b"[]",
        b"null",
        b'{"choices": []}',
        b'{"choices": [1]}',
        b'{"choices": [{"message": {"content": 5}}]}',
    ],
)
def test_a_body_that_is_no_completion_gives_no_reply(body: bytes) -> None:
    """Whatever else a server sends is none."""
    assert None is _make_wire().decode(_answer(200, body))


@pytest.mark.parametrize("usage", [None, 5, {"prompt_tokens": -1}, {"prompt_tokens": 1e9}, {"completion_tokens": True}])
def test_hostile_usage_counts_as_nothing(usage: object) -> None:
    """Usage that is no sound count is zero."""
    body = {"choices": [{"message": {"content": "x"}, "finish_reason": "stop"}], "usage": usage}
    reply = _make_wire().decode(_answer(200, orjson.dumps(body)))
    assert reply is not None
    assert Usage(0, 0) == reply.usage


@pytest.mark.parametrize(
    ("status", "body", "kind"),
    [
        (200, b"", None),
        (400, b"", ErrorKind.BAD_REQUEST),
        (401, b"", ErrorKind.FATAL),
        (402, b"", ErrorKind.FATAL),
        (403, b"", ErrorKind.FATAL),
        (404, b"", ErrorKind.FATAL),
        (408, b"", ErrorKind.SERVER_ERROR),
        (429, b"", ErrorKind.RATE_LIMITED),
        (429, b'{"error": {"code": "insufficient_quota"}}', ErrorKind.FATAL),
        (500, b"", ErrorKind.SERVER_ERROR),
        (503, b"", ErrorKind.SERVER_ERROR),
    ],
)
def test_a_status_has_its_error_kind(status: int, body: bytes, kind: ErrorKind | None) -> None:
    """Status and body say whether trying again can help."""
    assert kind == _make_wire().classify(_answer(status, body))


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("2", 2.0),
        ("0.5", 0.5),
        ("-3", 0.0),
        ("1e9", 3600.0),
        ("inf", 3600.0),
        ("nan", None),
        ("soon", None),
        ("", None),
        ("Tue, 14 Nov 2023 22:13:30 GMT", 10.0),
        ("Tue, 14 Nov 2023 22:13:10 GMT", 0.0),
    ],
)
def test_retry_after_is_read_as_seconds_or_as_a_date(header: str, seconds: float | None) -> None:
    """Numbers and HTTP dates give seconds from zero to an hour; anything else says nothing."""
    answer = HttpResponse(429, {"retry-after": header}, b"")
    assert seconds == _make_wire().read_retry_after(answer, now=1_700_000_000.0)
