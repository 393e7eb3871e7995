"""Bodies of successful responses as replies."""

from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.providers.chat.reply import read_reply
from engine.records import Reply, Usage

USAGE = {"prompt_tokens": 3, "completion_tokens": 5}


def _complete(message: object, finish_reason: object = "stop", usage: object = USAGE) -> bytes:
    return orjson.dumps({"choices": [{"message": message, "finish_reason": finish_reason}], "usage": usage})


def _call(*arguments: object) -> list[dict[str, Any]]:
    return [{"type": "function", "function": {"name": "f", "arguments": each}} for each in arguments]


def test_a_completion_is_read_with_its_usage() -> None:
    """Text, finish reason and tokens come out of a response."""
    assert Reply("نص", "stop", Usage(3, 5)) == read_reply(_complete({"content": "نص"}))


@pytest.mark.parametrize(
    ("message", "text", "reason"),
    [
        ({"content": None, "refusal": "no"}, "no", "refusal"),
        ({"content": "{}", "refusal": "no"}, "{}", "refusal"),
        ({"content": "x", "refusal": None}, "x", "stop"),
        ({"content": [{"type": "refusal", "refusal": "no"}]}, "no", "refusal"),
        ({"content": None}, "", "stop"),
        ({}, "", "stop"),
        ({"content": [{"type": "text", "text": "ن"}, 5, {"type": "text", "text": "ص"}]}, "نص", "stop"),
        ({"content": "<think>a {b}</think>\n\n{}"}, "{}", "stop"),
        ({"content": "\n<think>\n</think>{}"}, "{}", "stop"),
        ({"content": "<think>cut off"}, "<think>cut off", "stop"),
        ({"content": 'x <think>a</think> {"b": 1}'}, 'x <think>a</think> {"b": 1}', "stop"),
        ({"content": "{}", "reasoning_content": "because"}, "{}", "stop"),
        ({"content": "", "reasoning_content": "because"}, "", "stop"),
        ({"content": "x", "tool_calls": _call("{}")}, "x", "stop"),
        ({"content": None, "tool_calls": _call('{"a": 1}')}, '{"a": 1}', "stop"),
        ({"content": "", "tool_calls": _call({"a": 1})}, '{"a":1}', "stop"),
        ({"content": "", "tool_calls": _call("{}", "{}")}, "", "stop"),
        ({"content": None, "function_call": {"name": "f", "arguments": "{}"}}, "{}", "stop"),
        ({"content": None, "tool_calls": None, "function_call": None}, "", "stop"),
    ],
)
def test_a_message_has_a_text_and_a_reason(message: object, text: str, reason: str) -> None:
    """Refusals, parts, thoughts and calls of functions all end as one text."""
    reply = read_reply(_complete(message))
    assert reply is not None
    assert (text, reason) == reply[:2]


@pytest.mark.parametrize(
    ("said", "reason"), [("length", "length"), ("content_filter", "content_filter"), (None, ""), (5, "")]
)
def test_a_finish_reason_is_passed_on(said: object, reason: str) -> None:
    """What is no text is no reason."""
    reply = read_reply(_complete({"content": "x"}, said))
    assert reply is not None
    assert reason == reply.finish_reason


@pytest.mark.parametrize("lead", [b"\xef\xbb\xbf", b"\r\n\r\n  "])
def test_what_stands_before_the_json_is_passed_over(lead: bytes) -> None:
    """A byte order mark and keep-alive lines change nothing."""
    assert Reply("x", "stop", Usage(3, 5)) == read_reply(lead + _complete({"content": "x"}))


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\xff\xfe",
        b"<!DOCTYPE html><html>",
        b"[]",
        b"null",
        b'{"choices": null}',
        b'{"choices": []}',
        b'{"choices": [1]}',
        b'{"choices": [{"message": null}]}',
        b'{"choices": [{"message": {"content": 5}}]}',
        b'{"choices": [{"message": {"content": {"a": 1}}}]}',
        b'{"choices": [{"message": {"content": "\\ud800"}}]}',
        b'{"choices": ' + b"[" * 5000 + b"]" * 5000 + b"}",
        b'{"choices": [{"message": {"content": "x"}',
    ],
)
def test_a_body_that_is_no_completion_gives_no_reply(body: bytes) -> None:
    """Whatever else a server sends is none."""
    assert None is read_reply(body)


@pytest.mark.parametrize(
    ("usage", "expected"),
    [
        ({"input_tokens": 3, "output_tokens": 5}, Usage(3, 5)),
        ({"prompt_tokens": 3, "completion_tokens": 5, "total_tokens": 8}, Usage(3, 5)),
        (None, None),
        (5, None),
        ({}, None),
        ({"prompt_tokens": 3}, None),
        ({"prompt_tokens": -1, "completion_tokens": 5}, None),
        ({"prompt_tokens": 1e9, "completion_tokens": 5}, None),
        ({"prompt_tokens": 2**40, "completion_tokens": 5}, None),
        ({"prompt_tokens": 3, "completion_tokens": True}, None),
        ({"prompt_tokens": "3", "completion_tokens": "5"}, None),
        ({"prompt_tokens": 0, "completion_tokens": 0}, None),
        ({"prompt_tokens": 3, "completion_tokens": 0}, None),
    ],
)
def test_usage_is_taken_where_it_can_be_true(usage: object, expected: Usage | None) -> None:
    """Counts that are missing or absurd are none, so that the caller estimates."""
    reply = read_reply(_complete({"content": "x"}, usage=usage))
    assert reply is not None
    assert expected == reply.usage


def test_an_empty_reply_may_have_taken_no_tokens() -> None:
    """A count of zero is believed where there is no text."""
    reply = read_reply(_complete({"content": ""}, usage={"prompt_tokens": 3, "completion_tokens": 0}))
    assert reply is not None
    assert Usage(3, 0) == reply.usage


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**63) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["content", "refusal", "tool_calls", "function_call", "function", "arguments", "text", "prompt_tokens"]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(_JSON, _JSON, _JSON)
def test_no_message_is_a_crash(message: object, reason: object, usage: object) -> None:
    """Any JSON in the place of a message gives a reply of text, or none."""
    reply = read_reply(_complete(message, reason, usage))
    assert reply is None or (str, str) == (type(reply.text), type(reply.finish_reason))
