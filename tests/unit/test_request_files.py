"""Files of requests: what is read, and what is refused with file, line and field."""

from pathlib import Path
from typing import Any

import orjson
import pytest

from engine.errors import InputError, UsageError
from engine.requests.request import Request, list_requests, write_request
from engine.requests.sending import prepare
from prompts.discover import find_task

SOURCE = {
    "id": "own-1",
    "question": "ما وحدة قياس القوة في النظام الدولي؟",
    "options": ["A. النيوتن", "B. الجول", "C. الواط", "D. الباسكال"],
    "answer": "A",
    "subject": "physics",
    "meta": {"benchmark": "exams"},
}
LINE: dict[str, Any] = {
    "source_id": "own-1",
    "persona": "معلمة في مدرسة ريفية",
    "persona_id": "p-1",
    "prompt": "اكتب سؤالًا",
    "gen_config": {"temperature": 0.9, "top_p": 0.95},
    "source": SOURCE,
}


def write(folder: Path, *lines: dict[str, Any]) -> Path:
    """Write a file of requests."""
    path = folder / "requests.jsonl"
    path.write_bytes(b"".join(orjson.dumps(line) + b"\n" for line in lines))
    return path


def test_a_request_comes_back_as_it_was_written(tmp_path: Path) -> None:
    """Every field that was written is read."""
    made = Request("own-1", "معلم", "p-1", "اكتب", {"top_p": 0.5}, SOURCE, line=1)
    path = tmp_path / "requests.jsonl"
    path.write_bytes(write_request(made))
    assert [made] == list_requests(path, "exams")


def test_what_a_line_leaves_out_is_filled(tmp_path: Path) -> None:
    """A persona without an id is named after its text; a prompt that is missing is left to the templates."""
    line = {key: value for key, value in LINE.items() if key not in {"persona_id", "prompt", "gen_config"}}
    [request] = list_requests(write(tmp_path, line), "exams")
    assert ("persona-", "", {}) == (request.persona_id[:8], request.prompt, request.gen_config)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"source": None}, "field 'source': missing"),
        ({"persona": ""}, "field 'persona': empty"),
        ({"source_id": None}, "field 'source_id': not a text"),
        ({"prompt": ["x"]}, "field 'prompt': not a text"),
        ({"gen_config": {"top_k": 3}}, "field 'gen_config': not an object of temperature and top_p"),
        ({"source": {**SOURCE, "options": 3}}, "field 'options"),
        ({"source": {"text": "مطعم نظيف", "sentiment": "positive"}}, "an item of sentiment, not of exams"),
    ],
)
def test_a_wrong_line_is_named(tmp_path: Path, change: dict[str, Any], reason: str) -> None:
    """The message names file, line and field."""
    path = write(tmp_path, LINE, {**LINE, "persona_id": "p-2", **change})
    with pytest.raises(InputError) as caught:
        list_requests(path, "exams")
    assert (True, True) == (f"{path}:2: " in str(caught.value), reason in str(caught.value)), str(caught.value)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({}, "asks the same as line 1"),
        ({"persona_id": "p-2", "source": {**SOURCE, "answer": "B"}}, "field 'source': another one of 'own-1'"),
        ({"source_id": "own-2", "persona": "طبيب"}, "field 'persona': another one of 'p-1'"),
        ({"persona_id": "p-2", "gen_config": {"temperature": 0.1}}, "field 'gen_config': another one than in line 1"),
    ],
)
def test_lines_that_contradict_each_other_are_named(tmp_path: Path, change: dict[str, Any], reason: str) -> None:
    """One pair, one item behind an id, one persona behind an id, and one way to ask for all."""
    with pytest.raises(InputError, match=reason):
        list_requests(write(tmp_path, LINE, {**LINE, **change}), "exams")


def test_an_empty_file_is_an_error(tmp_path: Path) -> None:
    """Blank lines are no request."""
    path = tmp_path / "requests.jsonl"
    path.write_text("\n \n")
    with pytest.raises(InputError, match="holds no request"):
        list_requests(path, "exams")


def test_the_run_of_requests_has_each_item_once(tmp_path: Path) -> None:
    """Two requests for one item are one row with both personas, whose text is in a file of its own."""
    requests = list_requests(write(tmp_path, LINE, {**LINE, "persona_id": "p-2", "persona": "طبيب"}), "exams")
    made = prepare(requests, find_task("exams"), tmp_path)
    rows = [orjson.loads(line) for line in made.sources[1].split(b"\n") if line]
    asked = {"p-1": "اكتب سؤالًا", "p-2": "اكتب سؤالًا"}
    assert [{**SOURCE, "meta": {"benchmark": "exams", "requests": asked}}] == rows
    people = [orjson.loads(line)["id"] for line in made.personas[1].split(b"\n") if line]
    assert (["p-1", "p-2"], 2) == (people, next(flag.value for flag in made.flags if flag.field == "target"))


def test_labels_of_rewrites_are_those_of_their_items(tmp_path: Path) -> None:
    """A rewrite has the opinion of its item: the plan counts them."""
    texts = {"positive": "خدمة سريعة وطعام لذيذ", "negative": "تأخر الطلب ساعة كاملة"}
    lines = [
        {**LINE, "source_id": label, "source": {"text": text, "sentiment": label}} for label, text in texts.items()
    ]
    made = prepare(list_requests(write(tmp_path, *lines), "sentiment"), find_task("sentiment"), tmp_path)
    quotas = {flag.field: flag.value for flag in made.flags if flag.field.startswith("quotas")}
    assert {"quotas.sentiment": {"counts": {"positive": 1, "negative": 1}}} == quotas


def test_an_item_with_more_requests_than_a_line_holds_is_refused(tmp_path: Path) -> None:
    """The message names the item, before anything is written."""
    request = Request("own-1", "معلم", "p-1", "س" * 1_000_001, {}, SOURCE)
    with pytest.raises(UsageError, match="item 'own-1' has too many requests"):
        prepare([request], find_task("exams"), tmp_path)
