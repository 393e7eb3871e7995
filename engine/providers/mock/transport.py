"""The mock model as a transport: it sees only the HTTP request, and answers with bytes, errors, silence or nothing."""

from collections.abc import Mapping
from zlib import crc32

import orjson

from engine.clock import Clock
from engine.providers.mock.completion import complete
from engine.providers.mock.content import MockModel
from engine.providers.mock.fault import Fault, draw_fault, seed_chance
from engine.providers.mock.profile import MockProfile
from engine.records import ErrorKind, HttpRequest, HttpResponse
from engine.transport import TransportError
from prompts.base import TaskSpec

BASE_URL = "http://mock.invalid/v1"
"""Where requests to the mock are addressed; it answers before any socket is opened."""

_JSON = {"content-type": "application/json"}


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
        rng = seed_chance(self._sent, request.body)
        await self._wait(self._profile.draw_latency(rng))
        struck = await self._suffer(draw_fault(self._profile, rng))
        return struck or self.answer(request)

    def answer(self, request: HttpRequest) -> HttpResponse:
        """Return the chat completion for a request, without latency and without faults of the transport."""
        completion = complete(self._model, orjson.loads(request.body))
        return HttpResponse(200, _JSON, completion.encode(f"chatcmpl-{crc32(request.body):08x}", 0))

    async def _suffer(self, fault: Fault | None) -> HttpResponse | None:
        match fault:
            case Fault.RATE_LIMITED:
                headers = {**_JSON, "retry-after": f"{self._profile.retry_after_s:g}"}
                return HttpResponse(429, headers, b'{"error":{"message":"rate limit reached","type":"requests"}}')
            case Fault.SERVER_ERROR:
                return HttpResponse(500, _JSON, b'{"error":{"message":"internal error","type":"server_error"}}')
            case Fault.DROPPED:
                raise TransportError(ErrorKind.CONNECTION, "the server closed the connection")
            case Fault.HANG:
                await self._wait(self._profile.hang_s)
        return None

    async def _wait(self, seconds: float) -> None:
        await self._clock.sleep(min(seconds, self._total_s))
        if seconds >= self._total_s:
            raise TransportError(ErrorKind.TIMEOUT, f"no whole response within {self._total_s:g} s")
