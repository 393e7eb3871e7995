"""Small files of items, as other people write them."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Write = Callable[[str, str | bytes], Path]
Record = Callable[..., dict[str, Any]]

CAPITALS = ("الرياض", "القاهرة", "بغداد", "تونس")


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a file by name; text becomes UTF-8 without any translation of line ends."""

    def write_file(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write_file


@pytest.fixture
def record() -> Record:
    """Make an EXAMS record with other choices, or other top-level fields."""

    def make_record(choices: object = None, **changes: object) -> dict[str, Any]:
        usual = [{"text": text, "label": label} for text, label in zip(CAPITALS, "ABCD", strict=True)]
        question = {"stem": "ما عاصمة مصر؟", "choices": usual if choices is None else choices}
        info = {"grade": 4, "subject": "Islamic Studies", "language": "Arabic"}
        return {"id": "e-1", "question": question, "answerKey": "B", "info": info, **changes}

    return make_record
