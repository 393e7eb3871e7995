"""What the mock model makes of a request, seen from the request alone."""

from collections import Counter
from typing import Any

import orjson
import pytest

from engine.clock import draw
from engine.providers.mock.profile import MockProfile
from engine.providers.mock.transport import MockTransport
from engine.providers.openai import ChatWire, Generation
from engine.records import HttpRequest
from engine.schedule.retry import ErrorKind
from engine.testing import VirtualClock
from engine.transport import TransportError
from prompts.discover import discover_tasks, find_task
from prompts.render import Renderer, json_schema

EXAMS = {"answer": "C", "subject": "physics", "difficulty": "easy"}
ASKED = {"exams": EXAMS, "sentiment": {"sentiment": "negative", "domain": "hotels"}, "grammar": {"error_type": "hamza"}}


def _request(task: str, seed: int, **wanted: str) -> HttpRequest:
    spec = find_task(task)
    brief = {name: values[0] for name, values in spec.facets.items()}
    prompt = Renderer(spec).render({**ASKED[task], **wanted}, brief)
    return ChatWire("http://m", "m", Generation(0.9, 0.95, 800), {task: json_schema(spec)}).encode(prompt, task, seed)


def _mock(profile: MockProfile | None = None, clock: VirtualClock | None = None) -> MockTransport:
    return MockTransport(discover_tasks(), profile or MockProfile(), clock or VirtualClock(), total_s=30)


def _text(mock: MockTransport, request: HttpRequest) -> str:
    text: str = orjson.loads(mock.answer(request).body)["choices"][0]["message"]["content"]
    return text


def _item(mock: MockTransport, request: HttpRequest) -> dict[str, Any]:
    item: dict[str, Any] = orjson.loads(_text(mock, request))
    return item


@pytest.mark.parametrize("task", ASKED)
def test_content_depends_on_the_request_alone(task: str) -> None:
    """Two mocks give the same bytes for the same request, however many they answered before."""
    first, second = _mock(), _mock()
    first.answer(_request(task, seed=1))
    assert first.answer(_request(task, seed=2)).body == second.answer(_request(task, seed=2)).body


@pytest.mark.parametrize("task", ASKED)
def test_the_mock_gives_what_the_prompt_asks_for(task: str) -> None:
    """Labels, letters and subjects are read from the prompt's lines."""
    item = _item(_mock(), _request(task, seed=3))
    assert ASKED[task] == {name: item[name] for name in ASKED[task]}


@pytest.mark.parametrize("value", ["فيزياء — متقدم", "a (b): c", "كيمياء، حيوية"])
def test_a_value_of_the_users_own_is_read_whole(value: str) -> None:
    """Dashes, brackets and commas in a value do not cut it."""
    assert value == _item(_mock(), _request("exams", 4, subject=value))["subject"]


def test_a_biased_model_favours_its_letter() -> None:
    """With the wrong letter always drawn from a bias, 61.5% of the keys are B."""
    mock = _mock(MockProfile(wrong_letter=1.0, letter_bias={"A": 0.1, "B": 0.615, "C": 0.16, "D": 0.125}))
    letters = Counter(_item(mock, _request("exams", draw(seed)))["answer"] for seed in range(600))
    assert 0.55 < letters["B"] / 600 < 0.68


def test_a_duplicating_model_repeats_itself() -> None:
    """With duplicates always, few different questions come for one subject."""
    mock = _mock(MockProfile(duplicates=1.0))
    assert 3 >= len({_item(mock, _request("exams", draw(seed)))["question"] for seed in range(50)})


def test_a_copying_model_gives_away_what_it_was_trained_on() -> None:
    """Seed copies are verbatim."""
    mock = _mock(MockProfile(seed_copies=1.0, copy_texts=("نص منقول كما هو",)))
    assert "نص منقول كما هو" == _item(mock, _request("sentiment", 5))["text"]


def test_a_truncated_reply_says_so() -> None:
    """A cut reply ends for its length."""
    body = orjson.loads(_mock(MockProfile(truncated=1.0)).answer(_request("exams", 6)).body)
    assert "length" == body["choices"][0]["finish_reason"]


@pytest.mark.parametrize(("fault", "status"), [({"http_429": 1.0}, 429), ({"http_500": 1.0}, 500)])
async def test_a_failing_server_answers_with_its_status(fault: dict[str, float], status: int) -> None:
    """Faults of the server come as HTTP statuses."""
    assert status == (await _mock(MockProfile(**fault)).send(_request("exams", 7))).status


async def test_a_hang_ends_with_the_clients_timeout() -> None:
    """A request that is never answered costs its timeout, not the whole silence."""
    clock = VirtualClock()
    with pytest.raises(TransportError) as caught:
        await _mock(MockProfile(hangs=1.0, hang_s=3600), clock).send(_request("exams", 8))
    assert (ErrorKind.TIMEOUT, 30.0) == (caught.value.kind, clock.now - 1000.0)


async def test_a_retry_is_not_doomed() -> None:
    """The same request meets another fate when it is sent again."""
    mock, request = _mock(MockProfile(http_500=0.5)), _request("exams", 9)
    assert {200, 500} == {(await mock.send(request)).status for _ in range(20)}


async def test_latency_passes_on_the_clock() -> None:
    """A fixed latency is slept, to the millisecond."""
    clock = VirtualClock()
    await _mock(MockProfile.model_validate({"latency_ms": 250}), clock).send(_request("exams", 10))
    assert [0.25] == clock.slept


def test_the_mock_needs_no_response_format() -> None:
    """A request without a schema is recognised by the fields that its prompt asks for."""
    body = orjson.loads(_request("grammar", 11).body)
    del body["response_format"]
    request = HttpRequest("http://m", {}, orjson.dumps(body))
    assert {"input", "correction"} <= _item(_mock(), request).keys()
