"""Rows of exams, and what becomes of them in a file that is cleaned."""

import json
from pathlib import Path
from random import Random
from typing import Any

import orjson

from engine.cleaning.clean import Cleaned, Order, clean
from prompts.discover import find_task

EXAMS = find_task("exams")


def make_row(number: int, answer: str = "A") -> dict[str, Any]:
    """Return a good question, another one for each number."""
    wanted = {"answer": answer, "subject": "physics", "difficulty": "easy"}
    row = EXAMS.compose(wanted, Random(number))
    return {"id": f"row-{number}", **row, "meta": {"model": "mock", "slot": number}}


def run(folder: Path, data: bytes | str | list[dict[str, Any]], **more: Any) -> tuple[Cleaned, list[Any], list[Any]]:
    """Clean exams; return the result, the kept rows and the dropped ones."""
    if isinstance(data, list):
        data = "".join(orjson.dumps(row).decode() + "\n" for row in data)
    source, output, dropped = folder / "in.jsonl", folder / "out.jsonl", folder / "dropped.jsonl"
    source.write_bytes(data.encode() if isinstance(data, str) else data)
    order = Order(more.pop("spec", EXAMS), source, output, dropped, **more)
    found = clean(order)
    kept, gone = ([json.loads(line) for line in path.read_bytes().split(b"\n")[:-1]] for path in (output, dropped))
    return found, kept, gone
