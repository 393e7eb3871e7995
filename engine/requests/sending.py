"""Requests to the input files of the run that sends them: items that say whom they are rewritten for, and personas."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from engine.config.overlay import Flag
from engine.dataset.lines import MAX_LINE
from engine.errors import UsageError
from engine.journal.disk import Disk
from engine.requests.build import count_labels
from engine.requests.kept import name_personas, name_sources
from engine.requests.request import Request
from prompts.base import TaskSpec

_DIGITS = 12


@dataclass(frozen=True, slots=True)
class Sending:
    """What a run is given that answers each request once.

    Attributes:
        sources: Path and content of the file of items.
        personas: Path and content of the file of personas.
        flags: What its config says.
    """

    sources: tuple[Path, bytes]
    personas: tuple[Path, bytes]
    flags: tuple[Flag, ...]

    def write(self, disk: Disk) -> None:
        """Write both files; they are named by their content, so that none is ever replaced by another."""
        for path, content in (self.sources, self.personas):
            disk.make_folder(path.parent, "inputs")
            disk.replace(path, content, "inputs")


def prepare(requests: Sequence[Request], spec: TaskSpec, folder: Path) -> Sending:
    """Return the run of some requests, its input files being in `folder`.

    Raises:
        UsageError: If an item has more requests than a line of a file can hold.
    """
    sources = b"".join(map(_write_source, _state_sources(requests)))
    people = {request.persona_id: request.persona for request in requests}
    personas = b"".join(
        orjson.dumps({"id": name, "persona": text}, option=orjson.OPT_APPEND_NEWLINE) for name, text in people.items()
    )
    paths = name_sources(folder, digest(sources)), name_personas(folder, digest(personas))
    told = requests[0].gen_config
    flags = [
        Flag("--task", "task", spec.name),
        Flag("--input-file", "workflow", "persona"),
        Flag("--input-file", "target", len(requests)),
        Flag("--input-file", "seeds.file", str(paths[0])),
        Flag("--input-file", "personas.file", str(paths[1])),
        *(Flag("--input-file", f"quotas.{name}", {"counts": counts}) for name, counts in _count(spec, requests)),
        *(Flag("--input-file", f"generation.{name}", told[name]) for name in ("temperature", "top_p") if name in told),
    ]
    return Sending((paths[0], sources), (paths[1], personas), tuple(flags))


def digest(*parts: bytes) -> str:
    """Return a short name of some content."""
    return hashlib.sha256(b"\0".join(parts)).hexdigest()[:_DIGITS]


def _write_source(row: Mapping[str, Any]) -> bytes:
    line = orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE)
    if len(line.decode()) > MAX_LINE:
        raise UsageError(f"item {row['id']!r} has too many requests; send them in files of fewer")
    return line


def _count(spec: TaskSpec, requests: Sequence[Request]) -> list[tuple[str, Mapping[str, int]]]:
    return list(count_labels(spec, [request.source for request in requests]).items())


def _state_sources(requests: Sequence[Request]) -> list[dict[str, Any]]:
    """Return the items, each with all its requests in `meta.requests`."""
    rows: dict[str, dict[str, Any]] = {}
    for request in requests:
        row = rows.get(request.source_id)
        if row is None:
            meta = request.source.get("meta")
            about = {**(meta if isinstance(meta, dict) else {}), "requests": {}}
            row = rows[request.source_id] = {**request.source, "id": request.source_id, "meta": about}
        row["meta"]["requests"][request.persona_id] = request.prompt
    return list(rows.values())
