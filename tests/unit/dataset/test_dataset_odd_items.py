"""Questions with two, three or five options: protected like any other, and never a seed or a row."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from engine.dataset.lines import BadLine
from engine.dataset.reader import read_items, read_protected, read_whole
from engine.dataset.source import OddItem
from engine.errors import InputError
from engine.inputs import Rewriting, list_protected, read_inputs
from prompts.discover import find_task

Write = Callable[[str, str | bytes], Path]
HEADER = "ID,Question,Answer Key,Option 1,Option 2,Option 3,Option 4,Option 5\n"
TWO = "1,الماء سائل عند حرارة الغرفة,A,العبارة صحيحة,العبارة خاطئة,,,\n"
FOUR = "2,ما عاصمة مصر؟,B,الرياض,القاهرة,بغداد,تونس,\n"
FIVE = "3,ما أكبر الكواكب؟,E,عطارد,الزهرة,الأرض,المريخ,المشتري\n"
SPECS = {"exams": find_task("exams")}


def test_an_odd_item_is_a_bad_line_that_can_be_read(write: Write) -> None:
    """It is told like any other record that is no row, and what it says is there."""
    first, second, third = read_items(write("a.csv", HEADER + TWO + FOUR + FIVE))
    assert isinstance(first, OddItem)
    assert isinstance(third, OddItem)
    assert not isinstance(second, BadLine)
    assert (2, "field 'Option 1 …': 2 options, 4 are expected") == (first.line, first.reason)
    assert third.item is not None
    assert ["A. عطارد", "B. الزهرة", "C. الأرض", "D. المريخ", "E. المشتري"] == third.item.fields["options"]


def test_every_stem_is_protected(write: Write) -> None:
    """With its options beside it, however many there are."""
    found = list(list_protected(write("a.csv", HEADER + TWO + FOUR + FIVE)))
    assert [2, 3, 4] == [item.line for item in found]
    assert [2, 4, 5] == [len(item.companions) for item in found]
    assert ("ما أكبر الكواكب؟",) == found[2].texts


@pytest.mark.parametrize("line", ["4,,A,أ,ب,ج,د,\n", "4,سؤال آخر؟,A,أ,,,,\n", "4,سؤال آخر؟,F,أ,ب,ج,د,\n", "4\n"])
def test_a_protected_file_that_is_broken_is_refused(write: Write, line: str) -> None:
    """No stem, a single option, a key that is none of them, or half a record are no other shape but damage."""
    with pytest.raises(InputError, match=r"a\.csv:3: "):
        list(read_protected(write("a.csv", HEADER + TWO + line)))


def test_seeds_are_those_of_our_shape(write: Write) -> None:
    """The others are passed over; where there are none but those, the first reason is told."""
    path = write("a.csv", HEADER + TWO + FOUR + FIVE)
    assert ["2"] == [item.id for item in read_whole(path)]
    assert ["2"] == [item.id for item in read_inputs(path, 10, [path], SPECS, 1).seeds["exams"]]
    with pytest.raises(InputError, match=r"b\.csv: holds no item; .*b\.csv:2: field 'Option 1 …': 2 options, 4 are"):
        list(read_whole(write("b.csv", HEADER + TWO)))


def test_items_that_are_not_rewritten_are_told(write: Write) -> None:
    """A run that rewrites a file says how many of its items it cannot."""
    path = write("a.csv", HEADER + TWO + FOUR + FIVE)
    inputs = read_inputs(path, 10, [], SPECS, 1, rewriting=Rewriting(None, seeds=True, allow_protected=False))
    assert 1 == len(inputs.parents["exams"])
    assert "seeds: 2 items of another shape than rows of ours are not rewritten" in inputs.warnings


@pytest.mark.real_data
def test_every_question_of_arabic_mmlu_is_protected(real_data: Path) -> None:
    """All 2,506, with two to five options each."""
    found = list(list_protected(real_data / "arabicmmlu_egypt" / "ArabicMMLUs.csv"))
    assert Counter({4: 1719, 2: 533, 3: 253, 5: 1}) == Counter(len(item.companions) for item in found)
