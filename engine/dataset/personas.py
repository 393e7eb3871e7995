"""Files of personas that other people made, read persona by persona, telling the line of what cannot be read."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from engine.dataset.array import split_array
from engine.dataset.field import read_text
from engine.dataset.lines import BadLine, open_bytes, read_lines
from engine.errors import InputError
from prompts.base import FieldError
from prompts.personas.persona import Persona
from validators.text import fingerprint

TEXT_FIELDS = ("persona", "input persona", "input_persona")
"""Names under which a record may hold who the persona is, the first that it has; the second is PersonaHub's."""

MOST_BYTES = 1 << 28
"""Longest file with one JSON array: it is held as a whole."""


@dataclass(frozen=True, slots=True)
class _Element:
    """One persona's JSON, or what cannot be read, and the line at which it starts."""

    line: int
    text: str
    fault: str = ""


def read_personas(path: Path) -> Iterator[Persona | BadLine]:
    """Yield the personas of a file and, between them, the places that could not be read.

    JSONL, one record held at a time, or one JSON array; a `.txt` holds one persona a line. A record is a text, or an
    object with one of `TEXT_FIELDS`; its other fields are kept as attributes. Blanks and line breaks in who it is are
    squeezed. A persona without an id is named after a hash of its text.

    Raises:
        InputError: If the file cannot be opened or read.
    """
    yield from map(_read, _read_elements(path))


def list_personas(path: Path) -> tuple[Persona, ...]:
    """Return the personas of a file that must be read whole.

    Raises:
        InputError: At the first place that cannot be read, for an id that stands twice, or where there is no persona.
    """
    found: dict[str, Persona] = {}
    for element in _read_elements(path):
        persona = _read(element)
        if isinstance(persona, BadLine):
            raise InputError(path, persona.reason, persona.line)
        other = found.setdefault(persona.id, persona)
        if other is not persona and other.text != persona.text:
            raise InputError(path, f"{persona.id!r} names another persona above", element.line, "id")
    if not found:
        raise InputError(path, "holds no persona")
    return tuple(found.values())


def name_persona(text: str) -> str:
    """Return the id of a persona that has none of its own."""
    return f"persona-{fingerprint(text):016x}"


def _read_elements(path: Path) -> Iterator[_Element]:
    if path.suffix.lower() == ".txt":
        return _read_texts(path)
    return _read_array(path) if _is_array(path) else _read_jsonl(path)


def _read(element: _Element) -> Persona | BadLine:
    if element.fault:
        return BadLine(element.line, element.fault, element.text)
    try:
        value = orjson.loads(element.text)
    except orjson.JSONDecodeError as error:
        return BadLine(element.line, f"not JSON: {error.msg}, character {error.colno}", element.text)
    record = {TEXT_FIELDS[0]: value} if isinstance(value, str) else value
    if not isinstance(record, dict):
        return BadLine(element.line, "neither a JSON object nor a text", element.text)
    try:
        return _convert(record)
    except FieldError as error:
        return BadLine(element.line, str(error), element.text, error.name)


def _convert(record: Mapping[str, Any]) -> Persona:
    name = next((name for name in TEXT_FIELDS if name in record), TEXT_FIELDS[0])
    if isinstance(record.get(name), int | float):
        raise FieldError(name, "not a text")
    text = " ".join(read_text(record, name).split())
    attributes = {key: value for key, value in record.items() if key not in ("id", name)}
    return Persona(_read_id(record) or name_persona(text), text, attributes)


def _read_id(record: Mapping[str, Any]) -> str:
    value = record.get("id")
    if value is not None and (isinstance(value, bool) or not isinstance(value, str | int)):
        raise FieldError("id", "neither a text nor a whole number")
    return "" if value is None else str(value).strip()


def _read_texts(path: Path) -> Iterator[_Element]:
    for line in read_lines(path):
        if line.fault or not line.text.isspace():
            yield _Element(line.number, line.text if line.fault else orjson.dumps(line.text).decode(), line.fault)


def _read_jsonl(path: Path) -> Iterator[_Element]:
    for line in read_lines(path):
        if line.fault or not line.text.isspace():
            yield _Element(line.number, line.text, line.fault)


def _is_array(path: Path) -> bool:
    """Return whether the first line with anything in it opens a bracket."""
    first = next((line for line in read_lines(path) if line.fault or not line.text.isspace()), None)
    if first is None or not first.fault:
        return first is not None and first.text.lstrip().startswith("[")
    # A line that is too long is read as nothing; it may well be a whole array.
    with open_bytes(path) as file:
        head = file.peek(64)[:64]
    return head.lstrip(b"\xff\xfe\xef\xbb\xbf\0 \t\r\n").startswith(b"[")


def _read_array(path: Path) -> Iterator[_Element]:
    with open_bytes(path) as file:
        data = file.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        yield _Element(1, "", f"an array longer than {MOST_BYTES:,} bytes; one object a line can be of any length")
        return
    try:
        text = data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError as error:
        yield _Element(1 + data.count(b"\n", 0, error.start), "", f"byte {error.start + 1} is not {error.encoding}")
        return
    yield from (_Element(*each) for each in split_array(text))
