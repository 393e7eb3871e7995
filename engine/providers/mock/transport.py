"""The mock model as a transport: it sees only the HTTP request, and answers with bytes, errors, silence or nothing."""

from collections.abc import Mapping
from random import Random
from zlib import crc32

import orjson

from engine.clock import Clock, draw
from engine.providers.mock.content import MockModel
from engine.providers.mock.profile import MockProfile
from engine.records import HttpRequest, HttpResponse
from engine.schedule.retry import ErrorKind
from engine.transport import TransportError
from prompts.base import TaskSpec

BASE_URL = "http://mock.invalid/v1"
"""Where requests to the mock are addressed; it answers before any socket is opened."""

_JSON = {"content-type": "application/json"}
_CHARACTERS_PER_TOKEN = 2.83


class MockTransport:
    """Answers chat-completions requests.

    Content depends on the request alone. Faults of the transport also depend on how many requests were sent, so that
    a retry of the same request is not doomed.

    Args:
        tasks: Task name to task.
        profile: How often what goes wrong.
        clock: Time.
        total_s: Seconds after which a request is given up, as a client's timeout would.
    """

    def __init__(self, tasks: Mapping[str, TaskSpec], profile: MockProfile, clock: Clock, total_s: float) -> None:
        self._model = MockModel(tasks, profile)
        self._profile, self._clock, self._total_s = profile, clock, total_s
        self._sent = 0

    async def send(self, request: HttpRequest) -> HttpResponse:
        """Return a chat completion, or the fault that the profile draws for this request."""
        self._sent += 1
        rng = Random(draw("transport", self._sent, crc32(request.body)))
        await self._wait(self._profile.draw_latency(rng))
        fault = await self._draw_fault(rng)
        return fault or self.answer(request)

    def answer(self, request: HttpRequest) -> HttpResponse:
        """Return the chat completion for a request, without latency and without faults of the transport."""
        body = orjson.loads(request.body)
        text, reason = self._model.reply(body)
        asked = sum(len(message["content"]) for message in body["messages"])
        completion = {
            "object": "chat.completion",
            "model": body["model"],
            "choices": [
                {"index": 0, "message": {"role": "assistant", "content": text}, "finish_reason": reason},
            ],
            "usage": {
                "prompt_tokens": int(asked / _CHARACTERS_PER_TOKEN),
                "completion_tokens": int(len(text) / _CHARACTERS_PER_TOKEN),
            },
        }
        return HttpResponse(200, _JSON, orjson.dumps(completion))

    async def _draw_fault(self, rng: Random) -> HttpResponse | None:
        profile = self._profile
        point = rng.random()
        if point < profile.http_429:
            headers = {**_JSON, "retry-after": f"{profile.retry_after_s:g}"}
            return HttpResponse(429, headers, b'{"error":{"message":"rate limit reached","type":"requests"}}')
        point -= profile.http_429
        if point < profile.http_500:
            return HttpResponse(500, _JSON, b'{"error":{"message":"internal error","type":"server_error"}}')
        point -= profile.http_500
        if point < profile.dropped_connections:
            raise TransportError(ErrorKind.CONNECTION, "the server closed the connection")
        if point - profile.dropped_connections < profile.hangs:
            await self._wait(profile.hang_s)
        return None

    async def _wait(self, seconds: float) -> None:
        await self._clock.sleep(min(seconds, self._total_s))
        if seconds >= self._total_s:
            raise TransportError(ErrorKind.TIMEOUT, f"no whole response within {self._total_s:g} s")
