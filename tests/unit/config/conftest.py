"""A config file in a folder of its own, loaded against two small tasks."""

from collections.abc import Callable, Mapping
from pathlib import Path
from random import Random
from typing import Any

import pytest
from pydantic import BaseModel

from engine.config.load import LoadedConfig, load_config
from prompts.base import Dimension, Facet, TaskSpec, Wanted
from validators.base import Item, Refusal


class ExamReply(BaseModel):
    """What a model returns for one question."""

    question: str
    options: list[str]
    answer: str
    subject: str


class SentimentReply(BaseModel):
    """What a model returns for one opinion."""

    text: str
    sentiment: str


def _make_task(name: str, dimensions: tuple[Dimension, ...], reply: type[BaseModel]) -> TaskSpec:
    def build(reply: BaseModel, wanted: Wanted) -> Item | Refusal:  # noqa: ARG001
        return Item(name, reply.model_dump())

    def arrange(item: Item, wanted: Wanted) -> Item | Refusal:  # noqa: ARG001
        return item

    def compose(wanted: Wanted, rng: Random) -> dict[str, Any]:  # noqa: ARG001
        return dict(wanted)

    return TaskSpec(
        name=name,
        folder=Path(),
        dimensions=dimensions,
        facets={"form": Facet({"": ("سؤال مباشر",)})},
        reply_model=reply,
        build=build,
        arrange=arrange,
        checks=lambda strictness: (),  # noqa: ARG005
        texts=lambda fields: {"text": str(fields)},
        identity=lambda reading: reading.key,
        sketch=lambda reading: (reading.key,),
        protected=lambda fields: (str(fields),),
        compose=compose,
    )


@pytest.fixture(scope="session")
def tasks() -> Mapping[str, TaskSpec]:
    """Return an exam task with a letter quota and open subjects, and a sentiment task with a 4:4:2 quota."""
    letters = Dimension("answer", {"A": 1, "B": 1, "C": 1, "D": 1})
    subjects = Dimension("subject", {"physics": 1, "history": 1}, quota=False, closed=False)
    labels = Dimension("sentiment", {"positive": 4, "negative": 4, "neutral": 2})
    return {
        "exams": _make_task("exams", (letters, subjects), ExamReply),
        "sentiment": _make_task("sentiment", (labels,), SentimentReply),
    }


@pytest.fixture
def load(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tasks: Mapping[str, TaskSpec]) -> Callable[..., LoadedConfig]:
    """Return a function that loads a text (or bytes) as `pilot.yaml` in the working directory."""
    monkeypatch.chdir(tmp_path)

    def load_text(text: str | bytes, *args: Any, **options: Any) -> LoadedConfig:
        Path("pilot.yaml").write_bytes(text if isinstance(text, bytes) else text.encode())
        return load_config(Path("pilot.yaml"), *args, tasks=tasks, **options)

    return load_text
