"""What stands on the page is what was measured, and nothing that a row says can act on it."""

import json
import re
import zlib
from base64 import b64decode
from pathlib import Path
from typing import Any

import pytest

from engine.report.balance import balance_cells, cross_cells, list_short
from engine.report.bilingual import Language, Speaker, Text
from engine.report.pack import pack_samples
from engine.report.reasons import name_reason
from engine.report.samples import Draw, describe_row, draw_samples
from engine.report.writing import show_signs, spell_percent, write_option, write_text
from prompts.discover import find_task

CELLS: list[dict[str, Any]] = [
    {"cell": {"answer": answer, "subject": subject}, "target": 4, "accepted": accepted}
    for answer, subject, accepted in (
        ("A", "physics", 4),
        ("A", "history", 1),
        ("B", "physics", 3),
        ("B", "history", 4),
    )
]


def unpack(packed: str) -> list[list[object]]:
    """Do what the page's script does."""
    rows: list[list[object]] = json.loads(zlib.decompress(b64decode(packed), -15).decode("cp1256"))
    return rows


def write_opinions(path: Path, count: int) -> Path:
    """Write a file of opinions, four fifths of them positive."""
    rows = (
        {"id": f"s{n}", "text": f"رأي رقم {n} في مطعم قديم", "sentiment": "negative" if n % 5 == 0 else "positive"}
        for n in range(count)
    )
    path.write_text("".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows), encoding="utf-8")
    return path


def test_samples_survive_packing() -> None:
    """What the script unpacks is what was packed: letters beyond Windows-1256, emoji and lone surrogates too."""
    said = "نصٌّ فيه ۱۲ و😀 و\u2028 و\ud800 و</script>"
    sample = describe_row(find_task("sentiment"), {"text": said, "sentiment": "positive"}, {"id": "س1"})
    packed = pack_samples([sample])
    assert [["س1", "sentiment", {"sentiment": "positive"}, [["text", said, []]], {}]] == unpack(packed)
    assert re.fullmatch(r"[A-Za-z0-9+/=]+", packed)


def test_samples_are_spread_over_cells(tmp_path: Path) -> None:
    """Each cell gives as many samples as its share of the rows, the same ones for the same seed."""
    path, spec = write_opinions(tmp_path / "rows.jsonl", 100), find_task("sentiment")
    drawn, again, other = (draw_samples(path, Draw(spec, ["sentiment"], 20, seed), spec).list(20) for seed in (7, 7, 8))
    labels = [sample.values["sentiment"] for sample in drawn]
    assert (16, 4) == (labels.count("positive"), labels.count("negative"))
    assert drawn == again
    assert drawn != other


def test_right_option_is_marked() -> None:
    """Of the options, the one that the answer names stands out."""
    fields = {"question": "ما عاصمة مصر؟", "options": ["A. دمشق", "B. القاهرة", "C. تونس", "D. عمّان"], "answer": "B"}
    question, options = describe_row(find_task("exams"), fields, {}).passages
    assert ((), (1,)) == (question.marks, options.marks)


def test_corrected_words_are_marked() -> None:
    """Of a sentence and its correction, the words that differ stand out."""
    fields = {"input": "ذهب الولد الى المدرسه مبكرا", "correction": "ذهب الولد إلى المدرسة مبكرا"}
    wrong, right = describe_row(find_task("grammar"), fields, {}).passages
    assert ((2, 3), (2, 3)) == (wrong.marks, right.marks)


def test_cells_add_up_to_values() -> None:
    """A value's rows and target are those of all its cells."""
    answer, subject = balance_cells(CELLS)
    assert [("A", 5, 8), ("B", 7, 8)] == [(row.value, row.count, row.target) for row in answer.rows]
    assert [("physics", 7, 8), ("history", 5, 8)] == [(row.value, row.count, row.target) for row in subject.rows]


def test_cells_cross() -> None:
    """Two planned fields make a table with every cell in its place."""
    crossing = cross_cells(CELLS)
    assert crossing is not None
    places = {
        (row, column): cell
        for row, cells in crossing.rows
        for column, cell in zip(crossing.columns, cells, strict=True)
    }
    expected = {(each["cell"][crossing.down], each["cell"][crossing.across]): (each["accepted"], 4) for each in CELLS}
    assert expected == places
    assert cross_cells([{"cell": {"answer": "A"}, "target": 1, "accepted": 1}]) is None


def test_short_cells_come_worst_first() -> None:
    """Cells that hold their target are not listed, and the one that lacks most comes first."""
    assert [1, 3] == [each["accepted"] for each in list_short(CELLS)]


@pytest.mark.parametrize(
    ("share", "written"), [(1.0, "100.0%"), (0.9995, "99.95%"), (0.99996, "99.996%"), (0.25, "25.0%"), (0.0, "0.0%")]
)
def test_less_than_all_is_not_written_as_all(share: float, written: str) -> None:
    """A share below one is never shown as 100%."""
    assert written == spell_percent(share)


def test_signs_that_turn_text_are_written_out() -> None:
    """A control sign in a row is shown by its number, and turns nothing on the page."""
    assert "أ[U+202E]ب[U+0000]ج" == show_signs("أ\u202eب\x00ج")


def test_sums_read_from_left_to_right() -> None:
    """A sum within Arabic is isolated; the Arabic around it and what a row says of HTML stay text."""
    assert 'ناتج <bdi dir="ltr">5 - 3 × 2</bdi> هو &lt;b&gt;' == str(write_text("ناتج 5 - 3 × 2 هو <b>"))


@pytest.mark.parametrize(("said", "side"), [("130", "ltr"), ("الطفرة", "rtl"), ("H₂O مركّب", "rtl")])
def test_option_has_its_letter_first(said: str, side: str) -> None:
    """An option's letter is apart from it, and it reads as its script does."""
    assert f'<bdi dir="ltr">A.</bdi> <bdi dir="{side}">{said}</bdi>' == str(write_option(f"A. {said}"))


def test_texts_are_escaped_in_each_language() -> None:
    """A text that looks like HTML is text, whichever language the page has."""
    text = Text("أ<ب", "a<b")
    assert "أ&lt;ب" == str(Speaker(Language.ar).tell(text))
    assert "a&lt;b" == str(Speaker(Language.en).tell(text))
    assert '<span lang="ar">أ&lt;ب</span><span lang="en">a&lt;b</span>' == str(Speaker(Language.both).tell(text))


def test_every_documented_code_has_an_arabic_name() -> None:
    """Each reason code in the page on checks is told in Arabic."""
    page = (Path(__file__).parents[3] / "docs" / "checks.md").read_text("utf-8")
    rows = [line.split("|")[1] for line in page.splitlines() if line.startswith("| `")]
    codes = {code for row in rows for code in re.findall(r"`([a-z_0-9]+)`", row)}
    assert set() == {code for code in codes if name_reason(code).ar == name_reason(code).en}
