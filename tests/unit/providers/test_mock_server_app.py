"""The mock server's application, without a socket."""

from collections.abc import Mapping
from typing import Any

import httpx
import orjson
import pytest

from engine.clock import SystemClock
from engine.providers.mock.allowance import set_limits
from engine.providers.mock.app import MockApp, Offer
from engine.providers.mock.asgi import MOST_BYTES
from engine.providers.mock.counters import Count, Counters, count_cells
from engine.providers.mock.profile import BUILT_IN, MockProfile
from prompts.discover import discover_tasks

CHAT = "/v1/chat/completions"
QUESTION: dict[str, Any] = {
    "model": "any",
    "messages": [{"role": "user", "content": '{"text", "sentiment"}\n- (sentiment): negative\n'}],
    "seed": 7,
}
SCHEMA = {"type": "json_schema", "json_schema": {"name": "sentiment", "schema": {}}}


def _open(own: MockProfile | None = None, **offered: Any) -> httpx.AsyncClient:
    """Return a client of an application; `own` answers for every model that is no built-in profile."""
    offer = Offer({**BUILT_IN, "own": own or MockProfile()}, "own", **offered)
    app: Any = MockApp(offer, discover_tasks(), Counters([0] * count_cells(1)), SystemClock())
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://mock")


async def _ask(client: httpx.AsyncClient, headers: Mapping[str, str] | None = None, **more: Any) -> httpx.Response:
    return await client.post(CHAT, json={**QUESTION, **more}, headers=headers)


async def test_a_completion_has_openais_shape() -> None:
    """Every field that clients of OpenAI read is there."""
    body = (await _ask(_open())).json()
    (choice,) = body["choices"]
    assert {"id", "object", "created", "model", "choices", "usage"} == set(body)
    assert ("chat.completion", "any", 0, "stop") == (
        body["object"],
        body["model"],
        choice["index"],
        choice["finish_reason"],
    )
    assert "negative" == orjson.loads(choice["message"]["content"])["sentiment"]
    usage = body["usage"]
    assert 0 < usage["prompt_tokens"] < usage["total_tokens"] == usage["prompt_tokens"] + usage["completion_tokens"]


async def test_addresses_need_no_version() -> None:
    """Each is there with and without `/v1`."""
    client = _open()
    for path in ("/models", "/health", "/stats"):
        assert [200, 200] == [(await client.get(prefix + path)).status_code for prefix in ("", "/v1")]
    assert 200 == (await client.post("/chat/completions", json=QUESTION)).status_code


async def test_models_are_the_profiles() -> None:
    """All in a list, each by its name, and no other."""
    client = _open()
    listed = (await client.get("/v1/models")).json()
    assert ["clean", "collapse", "hostile", "own"] == [model["id"] for model in listed["data"]]
    assert listed["data"][2] == (await client.get("/v1/models/hostile")).json()
    assert 404 == (await client.get("/v1/models/gpt")).status_code


async def test_a_model_that_is_a_profile_is_answered_with_it() -> None:
    """Any other name means the server's own profile."""
    client = _open(MockProfile(http_500=1))
    assert [200, 500] == [(await _ask(client, model=model)).status_code for model in ("clean", "gpt-4o")]


async def test_a_stream_adds_up_to_the_answer() -> None:
    """Server-sent events hold the same text, the same reason and the same usage, and end with DONE."""
    client = _open()
    whole, streamed = (await _ask(client)).json(), await _ask(client, stream=True)
    *lines, end = [line.removeprefix("data: ") for line in streamed.text.split("\n\n") if line]
    *chunks, last = map(orjson.loads, lines)
    assert ("text/event-stream", "[DONE]") == (streamed.headers["content-type"].split(";")[0], end)
    assert whole["choices"][0]["message"]["content"] == "".join(
        chunk["choices"][0]["delta"].get("content", "") for chunk in chunks
    )
    assert "stop" == chunks[-1]["choices"][0]["finish_reason"]
    assert ([], whole["usage"]) == (last["choices"], last["usage"])


async def test_usage_can_be_left_out() -> None:
    """By the server in every answer; by the client in a stream."""
    silent, telling = _open(usage=False), _open()
    assert "usage" not in (await _ask(silent)).json()
    assert "usage" not in (await _ask(silent, stream=True)).text
    assert "usage" not in (await _ask(telling, stream=True, stream_options={"include_usage": False})).text


async def test_content_in_parts_is_one_text() -> None:
    """A message in parts is answered like the same text in one."""
    text = QUESTION["messages"][0]["content"]
    parts = [{"type": "text", "text": text[:9]}, {"type": "text", "text": text[9:]}]
    client = _open()
    answers = [
        (await _ask(client, messages=[{"role": "user", "content": content}])).json()["choices"]
        for content in (text, parts)
    ]
    assert answers[0] == answers[1]


@pytest.mark.parametrize(
    ("param", "more"),
    [
        ("model", {"model": None}),
        ("model", {"model": 3}),
        ("messages", {"messages": []}),
        ("messages", {"messages": "hello"}),
        ("messages[0]", {"messages": ["hello"]}),
        ("messages[0]", {"messages": [{"role": ["user"], "content": "x"}]}),
        ("messages[0].content", {"messages": [{"role": "user", "content": {"text": "x"}}]}),
        ("messages[0].content", {"messages": [{"role": "user", "content": [{"type": "image_url"}]}]}),
        ("temperature", {"temperature": "hot"}),
        ("temperature", {"temperature": 3}),
        ("max_tokens", {"max_tokens": 0}),
        ("max_tokens", {"max_tokens": True}),
        ("n", {"n": 2}),
        ("seed", {"seed": 1.5}),
        ("stream", {"stream": "yes"}),
        ("stream_options", {"stream_options": [1]}),
        ("response_format", {"response_format": {"type": ["json_object"]}}),
        ("response_format", {"response_format": {"type": "json_schema"}}),
        ("response_format", {"response_format": {"type": "json_schema", "json_schema": {"name": ["x"]}}}),
        ("response_format", {"response_format": {"type": "text", "json_schema": None}}),
    ],
)
async def test_a_wrong_parameter_is_named(param: str, more: dict[str, Any]) -> None:
    """The request is refused with 400, and the error says which it was."""
    response = await _ask(_open(), **more)
    assert (400, "invalid_request_error", param) == (
        response.status_code,
        response.json()["error"]["type"],
        response.json()["error"]["param"],
    )


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"\xff\xfe{}",
        b'{"model": "\xd9"}',
        b'{"model": "\\ud800", "messages": []}',
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b'{"model": NaN}',
    ],
)
async def test_what_is_no_json_object_is_refused(body: bytes) -> None:
    """Broken, deep, or in no known encoding: 400 in the usual shape."""
    response = await _open().post(CHAT, content=body)
    assert (400, {"message", "type", "param", "code"}) == (response.status_code, set(response.json()["error"]))


async def test_a_body_above_the_limit_is_refused() -> None:
    """Whether its length is told in advance or not."""
    client = _open()
    data = b" " * (MOST_BYTES + 1)

    async def pieces() -> Any:
        yield data

    assert [413, 413] == [(await client.post(CHAT, content=content)).status_code for content in (data, pieces())]


@pytest.mark.parametrize(
    ("method", "path", "status", "allowed"),
    [
        ("GET", "/nothing", 404, None),
        ("GET", "/modelsx", 404, None),
        ("GET", CHAT, 405, "POST"),
        ("POST", "/v1/models", 405, "GET"),
        ("POST", "/stats", 405, "GET, DELETE"),
        ("DELETE", "/health", 405, "GET"),
    ],
)
async def test_other_addresses_and_methods_are_errors(method: str, path: str, status: int, allowed: str | None) -> None:
    """Both in the usual shape; a wrong method is told the right one."""
    response = await _open().request(method, path)
    assert (status, allowed, True) == (response.status_code, response.headers.get("allow"), "error" in response.json())


@pytest.mark.parametrize(
    ("refused", "more", "param"),
    [
        ("response_format.json_schema", {"response_format": SCHEMA}, "response_format"),
        ("response_format", {"response_format": {"type": "json_object"}}, "response_format"),
        ("max_tokens", {"max_tokens": 5}, "max_tokens"),
        ("temperature", {"temperature": 0.5}, "temperature"),
        ("seed", {}, "seed"),
    ],
)
async def test_refused_parameters_are_named(refused: str, more: dict[str, Any], param: str) -> None:
    """An endpoint that does not take a parameter says so; one that does answers."""
    picky, plain = await _ask(_open(refused=frozenset({refused})), **more), await _ask(_open(), **more)
    assert (400, param, 200) == (picky.status_code, picky.json()["error"]["param"], plain.status_code)


@pytest.mark.parametrize(
    ("refused", "more"),
    [
        ("response_format.json_schema", {"response_format": {"type": "json_object"}}),
        ("max_tokens", {"max_completion_tokens": 5}),
        ("temperature", {"temperature": 1}),
        ("top_p", {"temperature": 0.5}),
    ],
)
async def test_what_is_near_to_a_refused_parameter_is_taken(refused: str, more: dict[str, Any]) -> None:
    """Another type of format, the other name, and the default value are no offence."""
    assert 200 == (await _ask(_open(refused=frozenset({refused})), **more)).status_code


async def test_a_stream_only_model_refuses_other_requests() -> None:
    """The refusal names `stream`; a stream is answered."""
    client = _open(stream_only=True)
    refused = await _ask(client)
    assert (400, "stream") == (refused.status_code, refused.json()["error"]["param"])
    assert 200 == (await _ask(client, stream=True)).status_code


async def test_a_required_key_must_be_right() -> None:
    """None or a wrong one is 401, for models too, and the answer holds no key."""
    client = _open(key="sk-right")
    for key in ("", "Bearer sk-wrong", "Bearer sk-right-and-more", "Bearer \u0642".encode()):
        headers: Any = {"authorization": key} if key else {}
        response = await _ask(client, headers)
        assert (401, "invalid_api_key") == (response.status_code, response.json()["error"]["code"])
        assert "sk-" not in response.text
    assert 401 == (await client.get("/v1/models")).status_code
    assert 200 == (await _ask(client, {"authorization": "Bearer sk-right"})).status_code


def test_an_offer_does_not_show_its_key() -> None:
    """Its repr can go into any log."""
    assert "sk-right" not in repr(Offer(BUILT_IN, key="sk-right"))


async def test_an_empty_bucket_is_told_with_a_wait() -> None:
    """429 says when to come back, and what is left."""
    client = _open(limits=set_limits(1, None, 1))
    assert "0" == (await _ask(client)).headers["x-ratelimit-remaining-requests"]
    refused = await _ask(client)
    assert (429, "rate_limit_exceeded") == (refused.status_code, refused.json()["error"]["code"])
    assert 59 <= int(refused.headers["retry-after"]) <= 60
    assert 59_000 <= int(refused.headers["retry-after-ms"]) <= 60_000


async def test_a_profiles_429_has_its_own_wait() -> None:
    """The profile's retry_after_s stands in the headers."""
    response = await _ask(_open(MockProfile(http_429=1, retry_after_s=0.25)))
    assert (429, "1", "250") == (
        response.status_code,
        response.headers["retry-after"],
        response.headers["retry-after-ms"],
    )


async def test_statistics_count_every_end() -> None:
    """Answers, limits, errors and tokens are told apart, and begin anew when they are deleted."""
    client = _open(limits=set_limits(1, None, 1))
    usage = (await _ask(client)).json()["usage"]
    await _ask(client)
    await _ask(client, messages=[])
    expected = {"requests": 3, "ok": 1, "refused_429": 1, "errors": 1, "tokens": usage["total_tokens"]}
    assert expected == (await client.get("/stats")).json()
    assert expected == (await client.delete("/stats")).json()
    assert {0} == set((await client.get("/stats")).json().values())


def test_counts_of_several_processes_add_up() -> None:
    """Each writes its own row; a reset by one holds for all."""
    rows = [0] * count_cells(2)
    first, second = Counters(rows, 0), Counters(rows, 1)
    first.add(Count.ok, 2)
    second.add(Count.ok, 3)
    assert [5, 5] == [first.read()["ok"], second.read()["ok"]]
    second.reset()
    first.add(Count.ok)
    assert [1, 1] == [first.read()["ok"], second.read()["ok"]]
