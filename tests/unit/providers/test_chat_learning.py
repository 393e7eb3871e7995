"""What refusals teach about an endpoint."""

from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.providers.chat.dialect import Dialect
from engine.providers.chat.request import Generation
from engine.providers.chat.wire import ChatWire
from engine.records import Ask, ErrorKind, HttpResponse
from prompts.base import Prompt

ASK = Ask(Prompt("system", "user", "h"), "exams", 7)
FULL = Dialect()
LOOSE = Dialect(format="json_object")
RENAMED = Dialect(refused=frozenset({"max_tokens"}))


def _make_wire() -> ChatWire:
    return ChatWire("http://host.invalid", "m", Generation(0.9, 0.95, 800), {"exams": {"type": "object"}}, {})


def _refuse(body: object, status: int = 400) -> HttpResponse:
    return HttpResponse(status, {}, body if isinstance(body, bytes) else orjson.dumps(body))


def _say(message: str, **more: object) -> dict[str, Any]:
    return {"error": {"message": message, "type": "invalid_request_error", **more}}


def _extra(name: str) -> dict[str, Any]:
    return {"type": "extra_forbidden", "loc": ["body", name], "msg": "Extra inputs are not permitted", "input": 7}


def _drop(*names: str) -> Dialect:
    return Dialect(refused=frozenset(names))


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        # A stated parameter.
        (_say("Unsupported value.", param="temperature", code="unsupported_value"), _drop("temperature")),
        (_say("Not with max_tokens at 0.5.", param="top_p"), _drop("top_p")),
        (_say("'max_tokens' is not supported, use 'max_completion_tokens'.", param="max_tokens"), _drop("max_tokens")),
        (_say("Not here.", param="response_format.json_schema.strict"), LOOSE),
        (_say("Not here.", param="messages[0].role", code="unsupported_value"), Dialect(merged=True)),
        # A name in the message.
        (
            _say("Value: 'temperature' does not support 0.9 with this model, only the default (1)."),
            _drop("temperature"),
        ),
        (_say("This response_format type is unavailable now", param=None), LOOSE),
        (_say("Invalid schema for response_format 'exams': 'required' is missing."), LOOSE),
        (_say("Unknown field: `seed`"), _drop("seed")),
        (_say("temperature and top_p cannot both be specified for this model. Use only one."), _drop("top_p")),
        (_say("Model doubao-seed-2 takes no top_p"), _drop("top_p")),
        # vLLM, in both of its shapes, and FastAPI.
        ({"object": "error", "message": "seed must be less than 2147483647", "code": 400}, _drop("seed")),
        ({"object": "error", "message": "[{'type': 'extra_forbidden', 'loc': ('body', 'top_p')}]"}, _drop("top_p")),
        ({"object": "error", "message": {"detail": [_extra("seed")]}}, _drop("seed")),
        ({"detail": [_extra("seed"), _extra("top_p")]}, _drop("seed")),
        ({"detail": [{"loc": ["body", "messages", 0, "role"], "msg": "must be user"}]}, Dialect(merged=True)),
        ({"detail": "Unsupported parameter: max_tokens"}, _drop("max_tokens")),
        ({"error": "structured outputs are not supported by this model"}, LOOSE),
        # llama.cpp, Gemini's list, routers that quote the provider.
        (_say("Failed to parse grammar", code=400), LOOSE),
        ([{"error": {"code": 400, "message": "Unknown name 'seed'", "status": "INVALID_ARGUMENT"}}], _drop("seed")),
        (
            _say(
                "Provider returned error", code=400, metadata={"raw": orjson.dumps(_say("no", param="seed")).decode()}
            ),
            _drop("seed"),
        ),
        (_say("Provider returned error", metadata={"raw": "JSON mode is not enabled for this model"}), LOOSE),
        # Plain text, a byte order mark, a stream.
        (b"Bad Request: unexpected property top_p", _drop("top_p")),
        (b"\xef\xbb\xbf" + orjson.dumps(_say("no", param="seed")), _drop("seed")),
        (b"data: " + orjson.dumps(_say("no", param="seed")) + b"\n\n", _drop("seed")),
        # Streams and system messages.
        (_say("This model only support stream mode, please enable the stream parameter."), Dialect(stream=True)),
        (_say("parameter 'stream' must be set to true"), Dialect(stream=True)),
        (_say("Non-streaming requests are not supported for this model"), Dialect(stream=True)),
        (_say("System role not supported"), Dialect(merged=True)),
        (_say("Developer instruction is not enabled for models/gemma"), Dialect(merged=True)),
        (_say("Conversation roles must alternate user/assistant/user/assistant"), Dialect(merged=True)),
        # A limit that the endpoint names.
        (_say("max_tokens is too large: 99999. It supports at most 16384 tokens.", param="max_tokens"), 16384),
        (_say("Invalid max_tokens value, the valid range of max_tokens is [1, 8192]"), 8192),
        (_say("`max_tokens` must be less than or equal to `4096`"), 4096),
        (_say("max_tokens: at most 16,384."), 16384),
    ],
)
def test_a_refusal_changes_what_it_names(body: object, expected: Dialect | int) -> None:
    """Whatever the shape of the body, the next request leaves out what was refused, and nothing else."""
    wire = _make_wire()
    line = wire.learn(FULL, _refuse(body))
    assert (True, True) == (bool(line), str(line).startswith("the endpoint "))
    assert (expected if isinstance(expected, Dialect) else Dialect(most_tokens=expected)) == wire.dialect


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>400 Bad Request</html>",
        _say("This model's maximum context length is 8192 tokens; you asked for 9000 (max_tokens 800)."),
        _say("Too long", code="context_length_exceeded", param="max_tokens"),
        _say("Filtered due to the content management policy", code="content_filter", param="prompt"),
        _say("The model `response_format-1` does not exist", code="model_not_found"),
        _say("Invalid value", param="messages"),
        _say("Something is wrong with n", param="n"),
        _say("The max_completion_tokens was never sent"),
        {"detail": [{"loc": ["body", "messages", 1, "content"], "msg": "empty", "input": {"temperature": 1}}]},
        {"error": None},
        {"error": {"message": ["a", {"b": 1}], "param": 5, "code": [1], "loc": 1}},
        b'{"error":' * 500 + b"1" + b"}" * 500,
    ],
)
def test_nothing_is_learned_where_asking_otherwise_makes_no_sense(body: object) -> None:
    """Long prompts, refused content, unknown models and other parameters leave the dialect as it is."""
    wire = _make_wire()
    assert (None, FULL) == (wire.learn(wire.dialect, _refuse(body)), wire.dialect)


@pytest.mark.parametrize(
    ("message", "lines"),
    [
        (
            "response_format is not supported",
            [
                "the endpoint takes no response_format json_schema; asking in JSON mode from now on",
                "the endpoint takes no response_format json_object; asking for plain text from now on",
            ],
        ),
        (
            "neither max_tokens nor max_completion_tokens",
            [
                "the endpoint takes no max_tokens; sending max_completion_tokens from now on",
                "the endpoint takes no max_completion_tokens; sending no limit of tokens from now on",
            ],
        ),
        ("no seed", ["the endpoint takes no seed; leaving it out from now on"]),
        ("streaming only", ["the endpoint answers in streams only; asking for a stream from now on"]),
        (
            "system messages are not supported",
            ["the endpoint takes no system message; putting it before the user's from now on"],
        ),
        (
            "max_tokens up to 4096",
            [
                "the endpoint takes no max_tokens above 4096; asking for no more from now on",
                "the endpoint takes no max_tokens; sending max_completion_tokens from now on",
            ],
        ),
    ],
)
def test_each_step_is_told_once_and_then_there_is_no_more(message: str, lines: list[str]) -> None:
    """The same refusal takes one step after the other, and then teaches nothing."""
    wire = _make_wire()
    refusal = _refuse(_say(message))
    assert [*lines, None] == [wire.learn(wire.dialect, refusal) for _ in range(len(lines) + 1)]


def test_a_lesson_learned_meanwhile_is_empty() -> None:
    """The second of two requests that were refused for the same reason is only sent again."""
    wire = _make_wire()
    refusal = _refuse(_say("no", param="seed"))
    assert [True, ""] == [bool(wire.learn(FULL, refusal)), wire.learn(FULL, refusal)]
    assert _drop("seed") == wire.dialect


def test_what_no_lesson_can_mend_is_not_sent_again() -> None:
    """A refusal for its length is none of another dialect's business."""
    wire = _make_wire()
    wire.learn(FULL, _refuse(_say("no", param="seed")))
    assert None is wire.learn(FULL, _refuse(_say("maximum context length is 10")))


def test_a_lesson_changes_the_next_request() -> None:
    """The request after a lesson is written in the new dialect."""
    wire = _make_wire()
    before = set(orjson.loads(wire.encode(ASK).body))
    wire.learn(FULL, _refuse(_say("no", param="temperature")))
    assert {"temperature"} == before - set(orjson.loads(wire.encode(ASK).body))


def test_a_refused_option_of_streams_is_left_out() -> None:
    """An endpoint that streams and does not know the option still gets asked for a stream."""
    wire = _make_wire()
    wire.learn(FULL, _refuse(_say("streaming only")))
    wire.learn(wire.dialect, _refuse(_say("Unknown parameter: 'stream_options'", param="stream_options")))
    body = orjson.loads(wire.encode(ASK).body)
    assert (True, False) == (body["stream"], "stream_options" in body)


def test_a_server_that_refuses_everything_is_asked_a_dozen_times_at_most() -> None:
    """Learning ends, whatever a server says, and leaves a request that holds nothing but the messages."""
    wire = _make_wire()
    names = "temperature top_p seed max_tokens max_completion_tokens stream_options response_format"
    refusal = _refuse(_say(f"no {names}; streaming only; system role not supported; at most 99"))
    lines = [wire.learn(wire.dialect, refusal) for _ in range(20)]
    told = [line for line in lines if line]
    assert (len(told), len(told)) == (len(set(told)), lines.index(None))
    assert {"model", "stream", "messages"} == set(orjson.loads(wire.encode(ASK).body))


def test_a_dialect_of_another_wire_teaches_nothing() -> None:
    """What is no dialect of chat completions is no ground to ask again."""
    assert None is _make_wire().learn("other", _refuse(_say("no", param="seed")))


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_no_body_is_a_crash(body: bytes) -> None:
    """Any bytes are a complaint that is understood or not."""
    wire = _make_wire()
    response = _refuse(body)
    assert (True, True) == (isinstance(wire.classify(response), ErrorKind), wire.learn(FULL, response) != "")
