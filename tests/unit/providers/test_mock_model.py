"""What the mock model makes of a request, seen from the request alone."""

from collections import Counter
from dataclasses import replace
from functools import cache
from typing import Any

import orjson
import pytest

from engine.clock import draw
from engine.providers.mock.profile import MockProfile
from engine.providers.mock.transport import MockTransport
from engine.records import ErrorKind, HttpRequest
from engine.testing import VirtualClock
from engine.transport import TransportError
from prompts.base import Prompt
from prompts.discover import discover_tasks, find_task
from prompts.render import Renderer

EXAMS = {"answer": "C", "subject": "physics", "difficulty": "easy"}
ASKED = {"exams": EXAMS, "sentiment": {"sentiment": "negative", "domain": "hotels"}, "grammar": {"error_type": "hamza"}}


@cache
def _renderer(task: str) -> Renderer:
    return Renderer(find_task(task))


def _request(task: str, seed: int, **wanted: str) -> HttpRequest:
    spec = find_task(task)
    brief = {name: (*facet.list_phrases(), "")[0] for name, facet in spec.facets.items()}
    return _send(_renderer(task).render({**ASKED[task], **wanted}, brief), seed, task)


def _request_many(task: str, seed: int, count: int = 4, schema: bool = True, **wanted: str) -> HttpRequest:
    prompt = _renderer(task).render_many([{**ASKED[task], **wanted}] * count, [{}] * count)
    return _send(prompt, seed, f"{task}_items" if schema else "")


def _send(prompt: Prompt, seed: int, schema: str) -> HttpRequest:
    messages = [{"role": "system", "content": prompt.system}, {"role": "user", "content": prompt.user}]
    body: dict[str, Any] = {"model": "m", "seed": seed, "messages": messages}
    if schema:
        body["response_format"] = {"type": "json_schema", "json_schema": {"name": schema}}
    return HttpRequest("http://m", {}, orjson.dumps(body))


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


@pytest.mark.parametrize("schema", [True, False])
@pytest.mark.parametrize("task", ASKED)
def test_several_items_come_in_one_object(task: str, schema: bool) -> None:
    """As many as are asked for, known by the schema's name or by the prompt alone, each as its section asks."""
    spec = find_task(task)
    wanted = [{each.name: list(each.weights)[place] for each in spec.dimensions} for place in range(3)]
    prompt = Renderer(spec).render_many(wanted, [{}] * 3)
    reply = _item(_mock(), _send(prompt, 12, f"{task}_items" if schema else ""))
    assert ["items"] == list(reply)
    assert wanted == [{name: item[name] for name in each} for item, each in zip(reply["items"], wanted, strict=True)]


def test_items_of_one_reply_differ() -> None:
    """The same wishes are met by another item each, and the same request by the same items."""
    first, second = (_text(_mock(), _request_many("exams", 13, schema=schema)) for schema in (True, False))
    assert first == second
    assert 4 == len({item["question"] for item in orjson.loads(first)["items"]})


def test_faults_of_content_strike_items_by_themselves() -> None:
    """Of the items of one reply some are spoilt and others are not."""
    items = _item(_mock(MockProfile(english=0.5)), _request_many("sentiment", 14, count=20))["items"]
    assert 0 < sum(item["text"].isascii() for item in items) < 20


@pytest.mark.parametrize(("fault", "count"), [({"missing_items": 1.0}, 3), ({"surplus_items": 1.0}, 5)])
def test_a_model_may_miscount(fault: dict[str, float], count: int) -> None:
    """One item is left out, or one too many is written, of four."""
    assert count == len(_item(_mock(MockProfile(**fault)), _request_many("exams", 15))["items"])


def test_faults_of_the_text_strike_the_whole_reply() -> None:
    """A cut reply of several items is a beginning of the whole one."""
    clean, cutting = _mock(), _mock(MockProfile(truncated=1.0))
    for seed in range(10):
        request = _request_many("exams", draw(seed))
        cut, whole = _text(cutting, request), _text(clean, request)
        assert (True, True) == (whole.startswith(cut), len(cut) < len(whole))


def test_a_task_may_be_called_like_several_of_another() -> None:
    """A schema that has a task's whole name asks for one item of that task."""
    tasks = {"exams": find_task("exams"), "exams_items": replace(find_task("sentiment"), name="exams_items")}
    request = _send(Renderer(find_task("sentiment")).render(ASKED["sentiment"], {}), 16, "exams_items")
    assert "text" in _item(MockTransport(tasks, MockProfile(), VirtualClock(), total_s=30), request)
