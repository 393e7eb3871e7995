"""Personal data in a file that is cleaned: the rows that hold some go, or it is replaced in them."""

import json
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.cleaning.clean import Cleaned, Order, clean
from prompts.discover import find_task
from validators.personal.replace import Replacer

EXAMS = find_task("exams")


def make_row(number: int) -> dict[str, Any]:
    """Return a good question, another one for each number."""
    row = EXAMS.compose({"answer": "A", "subject": "physics", "difficulty": "easy"}, Random(number))
    return {"id": f"row-{number}", **row, "meta": {"model": "mock", "slot": number}}


def run(folder: Path, rows: list[dict[str, Any]], replacer: Replacer | None = None) -> tuple[Cleaned, list[Any]]:
    """Clean exams; return the result and the kept rows."""
    source, output = folder / "in.jsonl", folder / "out.jsonl"
    source.write_text("".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows), "utf-8")
    found = clean(Order(EXAMS, source, output, replacer=replacer))
    return found, [json.loads(line) for line in output.read_bytes().split(b"\n")[:-1]]


def test_contact_data_is_masked_where_that_is_asked_for(tmp_path: Path) -> None:
    """Only the row that holds some is changed, only in its texts, and the key and `meta` stay."""
    rows = [make_row(1), make_row(2)]
    rows[1]["explanation"] += " للتواصل 0501234567."
    rows[1] |= {"z": 123456789012345678901234567890, "more": {"mail": "sami@mail-server.sa"}}
    rows[1]["meta"]["mail"] = "b@mail-server.sa"
    found, kept = run(tmp_path, rows, replacer=Replacer("mask"))
    wanted = rows[1]["explanation"].replace("0501234567", "⟦هاتف⟧")
    masked = rows[1] | {"explanation": wanted, "more": {"mail": "⟦بريد إلكتروني⟧"}}
    assert (1, [rows[0], masked]) == (found.replaced, kept)


def test_pseudonyms_are_the_same_for_the_same_key(tmp_path: Path) -> None:
    """Two calls with one key write the same, another key writes something else, and none the number itself."""
    row = make_row(1)
    row["explanation"] += " للتواصل 0501234567."
    first, again, other = (
        run(tmp_path, [row], replacer=Replacer("pseudonymise", key))[1][0]["explanation"] for key in ("a", "a", "b")
    )
    assert first == again
    assert 3 == len({first, other, row["explanation"]})


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"author_phone": "+966501234567"}, "personal_phone"),
        ({"e": "sami@mail-server.sa"}, "personal_email"),
        ({"deep": [1, {"in": [None, "0501234567"]}]}, "personal_phone"),
    ],
)
def test_contact_data_beside_the_texts_of_the_task_is_dropped(
    tmp_path: Path, more: dict[str, Any], reason: str
) -> None:
    """What `mask` would change is no clean row, whatever the field is called and however deep it stands."""
    assert {reason: 1} == run(tmp_path, [make_row(1) | more])[0].dropped
    assert 1 == run(tmp_path, [make_row(1) | more], replacer=Replacer("mask"))[0].replaced


def test_meta_id_and_labels_are_left_alone(tmp_path: Path) -> None:
    """What looks like contact data there drops no row and is not masked."""
    row = make_row(1) | {"id": "0501234567", "subject": "sami@mail-server.sa", "meta": {"mail": "sami@mail-server.sa"}}
    assert [row] == run(tmp_path, [row])[1]
    assert [row] == run(tmp_path, [row], replacer=Replacer("mask"))[1]


@settings(max_examples=40)
@given(
    st.recursive(
        st.sampled_from(["0501234567", "a@b.com", "نص", "12", 7, None]),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abc"), inner, max_size=3),
    )
)
def test_dropped_is_what_would_be_masked(more: Any) -> None:
    """Of any fields beside those of the task, the same rows are dropped in one mode as are changed in the other."""
    with TemporaryDirectory() as name:
        dropped = run(Path(name), [make_row(1) | {"more": more}])[0].dropped
        masked = run(Path(name), [make_row(1) | {"more": more}], replacer=Replacer("mask"))[0].replaced
    assert masked == sum(dropped.values())
