"""Texts of foreign records."""

from collections.abc import Mapping

import pytest

from engine.dataset.field import read_text
from prompts.base import FieldError


@pytest.mark.parametrize(
    ("record", "reason"),
    [({}, "missing"), ({"stem": None}, "not a text"), ({"stem": True}, "not a text"), ({"stem": " \n"}, "empty")],
)
def test_a_text_that_is_not_there_is_refused(record: Mapping[str, object], reason: str) -> None:
    """Missing, of another type and empty are told apart."""
    with pytest.raises(FieldError, match=f"^field 'question.stem': {reason}$"):
        read_text(record, "stem", "question.")


def test_a_number_is_a_text() -> None:
    """An option that is a number in its file is read as it is written there."""
    assert "1932" == read_text({"stem": 1932}, "stem")
