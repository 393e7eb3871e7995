"""Replies that came as server-sent events."""

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.providers.chat.reply import read_reply
from engine.records import Reply, Usage

USAGE = {"choices": [], "usage": {"prompt_tokens": 3, "completion_tokens": 5}}


def _chunk(reason: str | None = None, **delta: object) -> dict[str, object]:
    return {"choices": [{"index": 0, "delta": delta, "finish_reason": reason}]}


def _stream(*chunks: object, end: bytes = b"data: [DONE]\n\n") -> bytes:
    return b"".join([b"data: " + orjson.dumps(chunk) + b"\n\n" for chunk in chunks]) + end


WHOLE = _stream(_chunk(role="assistant", content=""), _chunk(content="ن"), _chunk("stop", content="ص"), USAGE)
EXPECTED = Reply("نص", "stop", Usage(3, 5))


@pytest.mark.parametrize(
    "body",
    [
        WHOLE,
        WHOLE.replace(b"\n", b"\r\n"),
        WHOLE.replace(b"\n", b"\r"),
        WHOLE.replace(b"\n\n", b"\n"),
        WHOLE.replace(b"data: ", b"data:"),
        WHOLE.replace(b'{"choices":[{', b'{"choices":\ndata: [{'),
        b"\xef\xbb\xbf" + WHOLE,
        b": waiting\n\n" + WHOLE.replace(b"\n\n", b"\n\n: waiting\n\n"),
        b"event: message\nid: 1\n" + WHOLE,
        b"retry: 100\n\ndata:\n\n" + WHOLE,
        WHOLE + b"data: {not read}\n\n",
        WHOLE.removesuffix(b"data: [DONE]\n\n"),
        WHOLE.removesuffix(b"\n\n"),
    ],
)
def test_events_are_joined_into_one_reply(body: bytes) -> None:
    """Line ends, comments, other fields and events of several lines change nothing."""
    assert EXPECTED == read_reply(body)


@pytest.mark.parametrize(
    ("chunks", "expected"),
    [
        ([_chunk(content="x")], Reply("x", "")),
        ([_chunk(content="x"), _chunk("length")], Reply("x", "length")),
        ([_chunk(refusal="n"), _chunk("stop", refusal="o")], Reply("no", "refusal")),
        ([_chunk(content=[{"type": "text", "text": "x"}])], Reply("x", "")),
        ([{"choices": [{"message": {"content": "x"}, "finish_reason": "stop"}]}], Reply("x", "stop")),
        (
            [_chunk(content="x"), {"choices": [{"index": 1, "delta": {"content": "y"}, "finish_reason": "stop"}]}],
            Reply("x", ""),
        ),
        (
            [
                _chunk(tool_calls=[{"index": 0, "function": {"name": "f", "arguments": '{"a"'}}]),
                _chunk("tool_calls", tool_calls=[{"index": 0, "function": {"arguments": ": 1}"}}]),
            ],
            Reply('{"a": 1}', "tool_calls"),
        ),
        ([_chunk(reasoning_content="because"), _chunk("stop", content="x")], Reply("x", "stop")),
    ],
)
def test_pieces_of_every_kind_are_joined(chunks: list[object], expected: Reply) -> None:
    """Refusals, parts, calls and other choices are read as they are in a whole reply."""
    assert expected == read_reply(_stream(*chunks))


@pytest.mark.parametrize(
    "body",
    [
        b"data: [DONE]\n\n",
        _stream(_chunk(content="x"), end=b""),
        _stream(_chunk(content="x"), {"error": {"message": "overloaded"}}),
        _stream(_chunk(content="x"), [1]),
        _stream(_chunk(content="x"), end=b"data: {cut\n\ndata: [DONE]\n\n"),
        _stream(USAGE),
        b"data: \n" * 50_000,
        b"data: [\n" * 50_000,
    ],
)
def test_a_stream_that_is_no_whole_reply_gives_none(body: bytes) -> None:
    """Neither an error nor half a stream is a reply."""
    assert None is read_reply(body)


@given(st.binary(max_size=60))
def test_no_stream_is_a_crash(body: bytes) -> None:
    """Any bytes after the name of a field are read or refused."""
    assert read_reply(b"data: " + body) is None or b"choices" in body
