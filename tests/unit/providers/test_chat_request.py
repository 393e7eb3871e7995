"""Chat-completion requests as bytes."""

from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.providers.chat.dialect import Dialect
from engine.providers.chat.request import MOST_TOKENS, Generation, RequestWriter, Target
from engine.providers.chat.wire import ChatWire
from engine.records import Ask
from prompts.base import Prompt

SCHEMA = {"type": "object", "properties": {"question": {"type": "string"}}}
KEY = "sk-never-shown"


def _make_wire(base_url: str = "http://host.invalid/v1/") -> ChatWire:
    schemas = {"exams": SCHEMA}
    return ChatWire(base_url, "m", Generation(0.9, 0.95, 800), schemas, {"Authorization": f"Bearer {KEY}"})


def _ask(items: int = 1, system: str = "نظام", user: str = "سؤال", seed: int = 7) -> Ask:
    return Ask(Prompt(system, user, "h"), "exams", seed, items)


def _write(dialect: Dialect, ask: Ask | None = None) -> Any:
    target = Target("http://host.invalid", {}, "m", Generation(0.9, 0.95, 800), {"exams": SCHEMA})
    return orjson.loads(RequestWriter(target, dialect).write(ask or _ask()).body)


def test_a_request_holds_prompt_seed_sampling_and_schema() -> None:
    """Everything that a model needs to answer stands in the body, and nothing else."""
    expected = {
        "model": "m",
        "temperature": 0.9,
        "top_p": 0.95,
        "max_tokens": 800,
        "messages": [{"role": "system", "content": "نظام"}, {"role": "user", "content": "سؤال"}],
        "response_format": {"type": "json_schema", "json_schema": {"name": "exams", "strict": True, "schema": SCHEMA}},
        "seed": 2**63 - 1,
    }
    assert expected == orjson.loads(_make_wire().encode(_ask(seed=2**63 - 1)).body)


def test_several_objects_are_asked_for_as_a_list_within_one() -> None:
    """The schema of k objects is an object that holds them, and the reply may be k times as long."""
    body = orjson.loads(_make_wire().encode(_ask(items=3)).body)
    named = body["response_format"]["json_schema"]
    items = {"type": "array", "items": SCHEMA}
    schema = {"type": "object", "properties": {"items": items}, "required": ["items"], "additionalProperties": False}
    assert (2400, {"name": "exams_items", "strict": True, "schema": schema}) == (body["max_tokens"], named)


def test_the_longest_reply_is_bounded() -> None:
    """No number of objects asks for more tokens than the bound."""
    assert MOST_TOKENS == orjson.loads(_make_wire().encode(_ask(items=1000)).body)["max_tokens"]


@pytest.mark.parametrize(
    ("dialect", "name", "value"),
    [
        (Dialect(format="json_object"), "response_format", {"type": "json_object"}),
        (Dialect(format="text"), "response_format", None),
        (Dialect(refused=frozenset({"max_tokens"})), "max_completion_tokens", 800),
        (Dialect(refused=frozenset({"max_tokens"})), "max_tokens", None),
        (Dialect(refused=frozenset({"max_tokens", "max_completion_tokens"})), "max_completion_tokens", None),
        (Dialect(most_tokens=500), "max_tokens", 500),
        (Dialect(refused=frozenset({"temperature"})), "temperature", None),
        (Dialect(refused=frozenset({"top_p"})), "top_p", None),
        (Dialect(refused=frozenset({"seed"})), "seed", None),
        (Dialect(stream=True), "stream", True),
        (Dialect(stream=True), "stream_options", {"include_usage": True}),
        (Dialect(stream=True, refused=frozenset({"stream_options"})), "stream_options", None),
        (Dialect(merged=True), "messages", [{"role": "user", "content": "نظام\n\nسؤال"}]),
    ],
)
def test_a_dialect_says_what_a_request_holds(dialect: Dialect, name: str, value: object) -> None:
    """Each habit of an endpoint changes its own parameter of the body."""
    assert value == _write(dialect).get(name)


@pytest.mark.parametrize("dialect", [Dialect(), Dialect(merged=True)])
def test_an_empty_system_message_is_left_out(dialect: Dialect) -> None:
    """Where there is only a user's message, only that is sent."""
    assert [{"role": "user", "content": "سؤال"}] == _write(dialect, _ask(system=""))["messages"]


@given(st.text(), st.text(), st.booleans())
def test_any_text_reaches_the_body_as_it_is(system: str, user: str, merged: bool) -> None:
    """Quotation marks, controls and separators of lines come back out of the body unchanged."""
    contents = [message["content"] for message in _write(Dialect(merged=merged), _ask(1, system, user))["messages"]]
    expected = [f"{system}\n\n{user}" if system else user] if merged else [system, user] if system else [user]
    assert expected == contents


def test_half_a_surrogate_pair_is_replaced() -> None:
    """A text that is no Unicode still makes a request."""
    assert "a?b" == _write(Dialect(), _ask(user="a\ud800b"))["messages"][1]["content"]


def test_two_tasks_and_two_systems_do_not_mix() -> None:
    """What is kept between requests belongs to its own task, number of objects and system message."""
    wire = _make_wire()
    for number in (*range(200), *range(200)):
        body = orjson.loads(wire.encode(_ask(items=number % 100 + 1, system=str(number), seed=number)).body)
        seen = (body["messages"][0]["content"], body["max_tokens"], body["seed"])
        assert (str(number), min(800 * (number % 100 + 1), MOST_TOKENS), number) == seen


@pytest.mark.parametrize(
    ("base_url", "url"),
    [
        ("http://host.invalid/v1", "http://host.invalid/v1/chat/completions"),
        ("http://host.invalid/v1/", "http://host.invalid/v1/chat/completions"),
        ("http://host.invalid/v1/chat/completions", "http://host.invalid/v1/chat/completions"),
        ("https://h.invalid/d/x?api-version=2", "https://h.invalid/d/x/chat/completions?api-version=2"),
        ("http://[::1]:8000", "http://[::1]:8000/chat/completions"),
        ("http://user:p%40ss@host.invalid:1/v1", "http://host.invalid:1/v1/chat/completions"),
    ],
)
def test_the_address_of_completions_lies_below_the_base_url(base_url: str, url: str) -> None:
    """A query stays behind the path, and secrets are no part of the address."""
    assert url == _make_wire(base_url).encode(_ask()).url


def test_a_password_in_the_address_becomes_a_header() -> None:
    """User and password are sent as basic authorization where no other is given."""
    wire = ChatWire("http://user:p%40ss@host.invalid/v1", "m", Generation(1, 1, 1), {"exams": SCHEMA}, {})
    assert "Basic dXNlcjpwQHNz" == wire.encode(_ask()).headers["authorization"]


def test_a_request_carries_its_key_and_never_shows_it() -> None:
    """The key is among the headers, and in no text made of the request or the wire."""
    wire = _make_wire("http://user:hidden@host.invalid")
    request = wire.encode(_ask())
    shown = f"{request!r} {request} {request.headers} {wire!r} {wire.__dict__}"
    assert f"Bearer {KEY}" == request.headers["authorization"]
    assert (False, False) == (KEY in shown, "hidden" in shown)
