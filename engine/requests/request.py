"""One request for a rewrite: which item, for whom, in what words; as a line of a file, and read back from it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from engine.dataset.field import read_text
from engine.dataset.lines import Line, read_lines
from engine.dataset.own import OwnShapes
from engine.dataset.personas import name_persona
from engine.errors import InputError
from prompts.base import FieldError


@dataclass(frozen=True, slots=True)
class Request:
    """A pair of an item and a persona.

    Attributes:
        source_id: Id of the item that is rewritten.
        persona: Who the persona is.
        persona_id: Id of the persona.
        prompt: What the model is asked, word for word; empty where the task's templates are to write it.
        gen_config: `temperature` and `top_p`, as far as they are told.
        source: The item as a row, with `meta.benchmark` where it is one of a benchmark's.
        line: Line of the file, from 1; 0 where it comes from none.
    """

    source_id: str
    persona: str
    persona_id: str
    prompt: str
    gen_config: Mapping[str, Any]
    source: Mapping[str, Any]
    line: int = 0

    @property
    def pair(self) -> tuple[str, str]:
        """What no two requests of a file share."""
        return self.source_id, self.persona_id

    @property
    def benchmark(self) -> str:
        """Benchmark that the item belongs to, or an empty text."""
        meta = self.source.get("meta")
        named = meta.get("benchmark") if isinstance(meta, dict) else None
        return named if isinstance(named, str) else ""


def write_request(request: Request) -> bytes:
    """Return a request as a line of its file."""
    content = {
        "source_id": request.source_id,
        "persona": request.persona,
        "persona_id": request.persona_id,
        "prompt": request.prompt,
        "gen_config": request.gen_config,
        "source": request.source,
    }
    return orjson.dumps(content, option=orjson.OPT_APPEND_NEWLINE)


def list_requests(path: Path, task: str) -> list[Request]:
    """Return the requests of a file that must be read whole, in its order.

    Raises:
        InputError: At the first line that is none for `task`, asks the same once more, or says of an item, a persona or
            the generation something else than a line before it.
    """
    found: dict[tuple[str, str], Request] = {}
    before: dict[tuple[str, str], Request] = {}
    for request in _read_requests(path, task):
        twin = found.setdefault(request.pair, request)
        if twin is not request:
            raise InputError(path, f"asks the same as line {twin.line}: one item, one persona", request.line)
        for kind, name in (("source", request.source_id), ("persona", request.persona_id), ("gen_config", "")):
            first = before.setdefault((kind, name), request)
            if getattr(first, kind) != getattr(request, kind):
                of = f" of {name!r}" if name else ""
                reason = f"another one{of} than in line {first.line}"
                raise InputError(path, reason, request.line, kind)
    if not found:
        raise InputError(path, "holds no request")
    return list(found.values())


def _read_requests(path: Path, task: str) -> Iterator[Request]:
    shapes = OwnShapes((task,))
    for line in read_lines(path):
        if line.fault:
            raise InputError(path, line.fault, line.number)
        if not line.text.isspace():
            yield _read(path, line, task, shapes)


def _read(path: Path, line: Line, task: str, shapes: OwnShapes) -> Request:
    try:
        record = orjson.loads(line.text)
    except orjson.JSONDecodeError as error:
        raise InputError(path, f"not JSON: {error.msg}, character {error.colno}", line.number) from None
    if not isinstance(record, dict):
        raise InputError(path, "not a JSON object", line.number)
    try:
        request = _convert(record, line.number)
        item = shapes.convert(request.source, path, line.number)
    except ValueError as error:
        raise InputError(path, str(error), line.number) from None
    if item.task != task:
        raise InputError(path, f"an item of {item.task}, not of {task}", line.number, "source")
    return request


def _convert(record: Mapping[str, Any], line: int) -> Request:
    persona = " ".join(read_text(record, "persona").split())
    source = record.get("source")
    if not isinstance(source, dict):
        raise FieldError("source", "missing: the item that is to be rewritten, as build-persona-requests writes it")
    gen_config = record.get("gen_config") or {}
    if not isinstance(gen_config, dict) or not gen_config.keys() <= {"temperature", "top_p"}:
        raise FieldError("gen_config", "not an object of temperature and top_p")
    named = record.get("persona_id")
    return Request(
        source_id=str(read_text(record, "source_id")),
        persona=persona,
        persona_id=str(read_text(record, "persona_id")) if named is not None else name_persona(persona),
        prompt=read_text(record, "prompt") if record.get("prompt") else "",
        gen_config=gen_config,
        source=source,
        line=line,
    )
