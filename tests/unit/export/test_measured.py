"""What is read is what lay there, or it is an error."""

from pathlib import Path

import pytest

from engine.dataset.lines import decode_lines
from engine.errors import InputError
from engine.export.measured import open_part
from engine.export.origin import Part


def test_a_file_that_changes_while_it_is_read_is_refused(tmp_path: Path) -> None:
    """Lines that another process adds meanwhile may be half of something."""
    path = tmp_path / "rows.jsonl"
    path.write_bytes(b"a\n" * 1000)

    def read() -> None:
        with open_part(Part(path)) as (file, _):
            for number, _line in enumerate(decode_lines(file)):
                if number == 0:
                    with path.open("ab") as other:
                        other.write(b"b\n")

    with pytest.raises(InputError, match="was changed while it was read"):
        read()


def test_a_file_that_stays_is_read_to_its_end(tmp_path: Path) -> None:
    """Every line comes, with the length of all."""
    path = tmp_path / "rows.jsonl"
    path.write_bytes(b"a\n" * 1000)
    with open_part(Part(path)) as (file, raw):
        assert 1000 == len(list(decode_lines(file)))
    assert 2000 == raw.done
