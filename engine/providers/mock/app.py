"""The mock server's application: requests in, completions, refusals, errors and silence out, as its offer says."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from hmac import compare_digest
from random import Random
from typing import Any
from zlib import crc32

import orjson

from engine.clock import Clock
from engine.providers.mock.allowance import Allowances, Limit, RetryAfter
from engine.providers.mock.api_error import ApiError, Header
from engine.providers.mock.asgi import (
    ClientGoneError,
    Receive,
    Scope,
    Send,
    answer,
    answer_stream,
    drop,
    read_whole,
    wait,
)
from engine.providers.mock.completion import Completion, complete
from engine.providers.mock.content import MockModel
from engine.providers.mock.counters import Count, Counters
from engine.providers.mock.fault import Fault, draw_fault, is_steady, seed_chance
from engine.providers.mock.profile import MockProfile
from engine.providers.mock.question import need_stream, read_question, refuse_parameters
from engine.providers.mock.stream import stream_events
from prompts.base import TaskSpec


@dataclass(frozen=True, slots=True)
class Offer:
    """What a mock server plays.

    Attributes:
        profiles: Fault profiles by name: the models that it lists.
        profile: Name of the profile that answers for every other model.
        limits: What each key may use.
        show_limits: Whether answers carry `x-ratelimit-*` headers.
        retry_after: How a 429 says when to come back.
        key: The API key that must be given; None: any or none.
        refused: Parameters that are refused, such as `max_tokens` or `response_format.json_schema`.
        stream_only: Whether requests that do not ask for a stream are refused.
        usage: Whether answers tell their tokens.
    """

    profiles: Mapping[str, MockProfile]
    profile: str = "clean"
    limits: tuple[Limit, ...] = ()
    show_limits: bool = True
    retry_after: RetryAfter = RetryAfter.ms
    key: str | None = field(default=None, repr=False)
    refused: frozenset[str] = frozenset()
    stream_only: bool = False
    usage: bool = True


class MockApp:
    """An ASGI application: chat completions, models, health and statistics, with or without `/v1` before them."""

    def __init__(self, offer: Offer, tasks: Mapping[str, TaskSpec], counters: Counters, clock: Clock) -> None:
        self._offer, self._counters, self._clock = offer, counters, clock
        self._models = {name: MockModel(tasks, profile) for name, profile in offer.profiles.items()}
        self._steady = {name: is_steady(profile) for name, profile in offer.profiles.items()}
        self._allowances = Allowances(offer.limits, shown=offer.show_limits, retry_after=offer.retry_after)
        self._sent = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        path = scope["path"].removeprefix("/v1")
        if path == "/chat/completions":
            await self._chat(scope, receive, send)
            return
        try:
            await answer(send, 200, orjson.dumps(self._find_page(path, scope)))
        except ApiError as error:
            await answer(send, error.status, error.encode(), error.headers)

    async def _chat(self, scope: Scope, receive: Receive, send: Send) -> None:
        self._counters.add(Count.requests)
        try:
            await self._complete(scope, receive, send)
        except ApiError as error:
            self._counters.add(Count.refused_429 if error.status == 429 else Count.errors)
            await answer(send, error.status, error.encode(), error.headers)
        except ClientGoneError:
            self._counters.add(Count.errors)

    async def _complete(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["method"] != "POST":
            raise _refuse_method("POST")
        key, length = _read_headers(scope)
        self._check_key(key)
        data = await read_whole(receive, length)
        body = read_question(data)
        if self._offer.refused:
            refuse_parameters(body, self._offer.refused)
        if self._offer.stream_only:
            need_stream(body)
        name = body["model"] if body["model"] in self._models else self._offer.profile
        completion = complete(self._models[name], body)
        headers = self._allowances.admit(key, completion.tokens, self._clock.monotonic())
        if await self._suffer(self._offer.profiles[name], self._draw(name, data), headers, receive) is Fault.DROPPED:
            self._counters.add(Count.errors)
            await drop(scope, receive)
            return
        self._counters.add(Count.ok)
        self._counters.add(Count.tokens, completion.tokens)
        await self._tell(completion, body, f"chatcmpl-{crc32(data):08x}", headers, send)

    async def _tell(
        self, completion: Completion, body: Mapping[str, Any], id_: str, headers: tuple[Header, ...], send: Send
    ) -> None:
        created, usage = int(self._clock.wall()), self._offer.usage
        if body.get("stream"):
            wanted = (body.get("stream_options") or {}).get("include_usage") is not False
            await answer_stream(send, stream_events(completion, id_, created, usage=usage and wanted), headers)
        else:
            await answer(send, 200, completion.encode(id_, created, usage=usage), headers)

    def _draw(self, name: str, data: bytes) -> Random | None:
        """Return the chance of this request; None where nothing is left to chance."""
        self._sent += 1
        return None if self._steady[name] else seed_chance(self._sent, data)

    async def _suffer(
        self, profile: MockProfile, rng: Random | None, headers: tuple[Header, ...], receive: Receive
    ) -> Fault | None:
        """Wait as long as an answer takes, and strike with what the profile draws."""
        if rng is None:
            if profile.latency_ms.median_ms:
                await wait(profile.latency_ms.median_ms / 1000, receive, self._clock)
            return None
        await wait(profile.draw_latency(rng), receive, self._clock)
        fault = draw_fault(profile, rng)
        if fault is Fault.RATE_LIMITED:
            headers = (*self._offer.retry_after.tell(profile.retry_after_s), *headers)
            message = "Rate limit reached; come back later."
            raise ApiError(429, message, type_="requests", code="rate_limit_exceeded", headers=headers)
        if fault is Fault.SERVER_ERROR:
            raise ApiError(500, "The server had an error while it worked on this request.", headers=headers)
        if fault is Fault.HANG:
            await wait(profile.hang_s, receive, self._clock)
        return fault

    def _check_key(self, key: str) -> None:
        expected = self._offer.key
        if expected is not None and not compare_digest(key.encode(), expected.encode()):
            message = "Incorrect API key provided." if key else "You did not provide an API key."
            raise ApiError(401, message, code="invalid_api_key", headers=((b"www-authenticate", b"Bearer"),))

    def _find_page(self, path: str, scope: Scope) -> object:
        method = scope["method"]
        if path == "/stats" and method == "DELETE":
            found = self._counters.read()
            self._counters.reset()
            return found
        pages: dict[str, Callable[[], object]] = {"/health": lambda: {"status": "ok"}, "/stats": self._counters.read}
        if path not in pages and path != "/models" and not path.startswith("/models/"):
            raise ApiError(404, f"Unknown address: {method} {scope['path']}", code="unknown_url")
        if method != "GET":
            raise _refuse_method("GET, DELETE" if path == "/stats" else "GET")
        if path in pages:
            return pages[path]()
        self._check_key(_read_headers(scope)[0])
        return self._find_models(path.removeprefix("/models"))

    def _find_models(self, rest: str) -> object:
        listed = [{"id": name, "object": "model", "created": 0, "owned_by": "arabic-synth"} for name in self._models]
        if not rest:
            return {"object": "list", "data": listed}
        for model in listed:
            if rest == f"/{model['id']}":
                return model
        raise ApiError(404, f"The model '{rest[1:]}' does not exist.", param="model", code="model_not_found")


def _read_headers(scope: Scope) -> tuple[str, int]:
    """Return the bearer key, empty where there is none, and the content-length."""
    key, length = "", 0
    for name, value in scope["headers"]:
        if name == b"authorization":
            key = value.decode("latin-1").removeprefix("Bearer ").strip()
        elif name == b"content-length":
            length = int(value)
    return key, length


def _refuse_method(allowed: str) -> ApiError:
    return ApiError(405, f"Only {allowed} here.", code="method_not_allowed", headers=((b"allow", allowed.encode()),))
