"""From a reply to an exam row: options read, the key found, the right option moved, the row checked."""

from collections.abc import Mapping
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from prompts.base import Strictness
from prompts.discover import find_task
from prompts.tasks.exams.arrange import arrange_options
from prompts.tasks.exams.checks import make_checks
from prompts.tasks.exams.options import LETTERS, Options, bare_texts
from prompts.tasks.exams.schema import ExamReply, build_item, find_answer
from validators.base import Item, Refusal
from validators.chain import Chain

EXAMS = find_task("exams")
UNITS = ("الجول", "النيوتن", "الواط", "الباسكال")
WANTED = {"answer": "B", "subject": "physics"}
CHAIN = Chain(make_checks(Strictness()))
FOREIGN = Chain(make_checks(Strictness(foreign=True)))


def make_reply(**changes: Any) -> ExamReply:
    """Return a good reply, but for the changes."""
    fields = {
        "question": "ما وحدة قياس القوة في النظام الدولي؟",
        "options": list(UNITS),
        "answer": "B",
        "explanation": "القوة حاصل ضرب الكتلة في التسارع، ووحدتها النيوتن.",
        "subject": "physics",
    }
    return ExamReply.model_validate(fields | changes)


def build(wanted: Mapping[str, str] = WANTED, **changes: Any) -> Item:
    """Return the item of a reply that has the right shape."""
    item = build_item(make_reply(**changes), wanted)
    assert isinstance(item, Item)
    return item


def judge(**changes: Any) -> str | None:
    """Return the code that a finished row is refused with, after changes to its fields, or None."""
    refusal = CHAIN.judge(EXAMS.read(Item("exams", {**build().fields, **changes}))).refusal
    return refusal.code if refusal else None


def test_row_has_its_fields_in_order() -> None:
    """The row holds the task's five fields first, then further wanted ones as they are wanted."""
    item = build({**WANTED, "region": "الشام", "difficulty": "hard"})
    assert list(item.fields) == ["question", "options", "answer", "explanation", "subject", "region", "difficulty"]


@pytest.mark.parametrize(
    "answer", ["B", "b", "B.", "(B)", "ب", "(ب)", "ب-", "الخيار ب", "النيوتن", "B. النيوتن", "ب) النيوتن"]
)
def test_finds_the_answer(answer: str) -> None:
    """An answer is read as a letter in either script, as a letter with its text, or as the whole text."""
    assert find_answer(answer, Options(UNITS)) == 1


@pytest.mark.parametrize("answer", ["", "E", "هـ", "2", "B. الواط", "السرعة", "A وB", "؟"])
def test_finds_no_answer(answer: str) -> None:
    """An answer that names no option, or two different ones, or a bare place, is unclear."""
    assert find_answer(answer, Options(UNITS)) is None


def test_number_is_a_text_before_all() -> None:
    """A number names the option with this text; as a label only where the options came with numbers."""
    assert find_answer("4", Options(("1", "2", "3", "4"))) == 3
    assert find_answer("2", Options(UNITS, tuple("1234"))) == 1


def test_letter_that_is_another_option_is_unclear() -> None:
    """A letter that points to one option and is the text of another is not guessed at."""
    assert find_answer("A", Options(("B", "A", "AB", "O"))) is None
    assert find_answer("A", Options(("A", "B", "AB", "O"))) == 0


def test_label_of_the_item_decides() -> None:
    """Where the item calls its third option ت, the letter ث is the fourth."""
    assert find_answer("ث", Options(UNITS, tuple("أبتث"))) == 3


def test_numbers_become_texts() -> None:
    """Numbers among the options are read as they would be written."""
    assert build(options=[5, 2.5, 10, 0]).fields["options"] == ["A. 5", "B. 2.5", "C. 10", "D. 0"]


@pytest.mark.parametrize(
    "changes",
    [
        {"question": None},
        {"question": 5},
        {"question": "س" * 4001},
        {"options": "A. س B. ص"},
        {"options": [["س"], "ص", "ع", "ل"]},
        {"options": list("سصعلمنه")},
        {"options": [True, "ص", "ع", "ل"]},
        {"answer": ["B"]},
        {"answer": None},
        {"subject": {"name": "physics"}},
    ],
)
def test_other_types_are_no_reply(changes: dict[str, Any]) -> None:
    """Fields of another type or beyond any size are refused by the reply model."""
    with pytest.raises(ValidationError):
        make_reply(**changes)


def test_subject_comes_from_the_plan_only_where_left_out() -> None:
    """A stated subject wins; a missing one is the planned one; with neither there is no row."""
    assert build(subject="الكيمياء").fields["subject"] == "chemistry"
    assert build(subject="علم الفلك").fields["subject"] == "علم الفلك"
    assert build(subject=None).fields["subject"] == "physics"
    assert Refusal("wrong_shape", "no subject") == build_item(make_reply(subject=None), {"answer": "B"})


def test_moves_the_right_option() -> None:
    """The right option changes places with the one at the wanted letter, and no other moves."""
    moved = arrange_options(build(), {"answer": "D"})
    assert isinstance(moved, Item)
    assert moved.fields["options"] == ["A. الجول", "B. الباسكال", "C. الواط", "D. النيوتن"]
    assert moved.fields["answer"] == "D"
    assert list(build().fields) == list(moved.fields)


def test_explanation_follows_both_moved_options() -> None:
    """An explanation that names both options that change places is right about both afterwards."""
    item = build(explanation="الخيار (ب) هو الصحيح، أما الخيار (د) فوحدة ضغط.")
    moved = arrange_options(item, {"answer": "D"})
    assert isinstance(moved, Item)
    assert moved.fields["explanation"] == "الخيار (د) هو الصحيح، أما الخيار (ب) فوحدة ضغط."


def test_text_of_two_options_is_no_answer() -> None:
    """A text that two options share does not say which of them is right."""
    assert find_answer("الجول", Options(("الجول", "النيوتن", "الجول", "الواط"))) is None


@pytest.mark.parametrize("wanted", [{}, {"answer": "B"}, {"answer": "Z"}, {"subject": "history"}])
def test_nothing_to_move(wanted: dict[str, str]) -> None:
    """An item is returned as it is where its answer is the wanted one or none that could be had is wanted."""
    item = build()
    assert item is arrange_options(item, wanted)


@given(st.integers(0, 400), st.sampled_from(LETTERS), st.sampled_from(LETTERS))
def test_moving_keeps_the_question(seed: int, first: str, second: str) -> None:
    """After a move the right text is right, the options are the same four, and the row still passes every check."""
    item = EXAMS.build(EXAMS.reply_model.model_validate(EXAMS.compose({"answer": first}, Random(seed))), {})
    assert isinstance(item, Item)
    moved = EXAMS.arrange(item, {"answer": second})
    assert isinstance(moved, Item)
    before, after = bare_texts(item.fields["options"]), bare_texts(moved.fields["options"])
    assert before[LETTERS.index(first)] == after[LETTERS.index(second)]
    assert sorted(before) == sorted(after)
    assert EXAMS.identity(EXAMS.read(item)) == EXAMS.identity(EXAMS.read(moved))
    assert CHAIN.judge(EXAMS.read(moved)).refusal is None


def test_good_row_passes() -> None:
    """A finished row passes every check."""
    assert judge() is None


@pytest.mark.parametrize("value", [None, 5, "A. س", {}, [1, 2, 3, 4], [None] * 4])
@pytest.mark.parametrize("field", ["question", "options", "explanation", "answer"])
def test_rows_of_foreign_files_never_crash(field: str, value: object) -> None:
    """A row with any kind of value in any field is judged, not crashed on."""
    shapeless = {"wrong_shape", "answer_unclear", "option_count", "too_short", "empty_explanation"}
    assert judge(**{field: value}) in {None, *shapeless}


def test_explanation_may_be_missing_in_foreign_rows() -> None:
    """Real exams have no explanations, so a row without one passes the checks."""
    assert judge(explanation="") == "empty_explanation"
    item = Item("exams", {**build().fields, "explanation": None})
    assert FOREIGN.judge(EXAMS.read(item)).refusal is None


def test_options_need_their_prefixes() -> None:
    """A row whose options are not written `A. …` to `D. …` has the wrong shape."""
    assert judge(options=list(UNITS)) == "wrong_shape"


@pytest.mark.parametrize("fourth", ["الجول", "الجُول", "الجـول", " الجول."])
def test_same_options_to_a_reader_are_duplicates(fourth: str) -> None:
    """Vowel marks, tatweel, blanks and full stops make no other option."""
    assert judge(options=["A. الجول", "B. النيوتن", "C. الواط", f"D. {fourth}"]) == "duplicate_options"


@pytest.mark.parametrize("texts", [("كتابٌ", "كتابٍ", "كتابًا", "كتابُ"), ("إن", "أن", "آن", "ان")])
def test_spelling_tells_options_of_arabic_apart(texts: tuple[str, ...]) -> None:
    """In Arabic-language questions options may differ by a mark or a hamza alone, and nowhere else."""
    options = [f"{letter}. {text}" for letter, text in zip(LETTERS, texts, strict=True)]
    assert judge(options=options, subject="arabic_language") is None
    assert judge(options=options) == "duplicate_options"


@pytest.mark.parametrize(
    "texts", [("AA", "Aa", "aa", "BB"), ("mW", "MW", "kW", "GW"), ("5", "-5", "5%", "0.5"), ("<", ">", "=", "≤")]
)
def test_symbols_are_told_apart(texts: tuple[str, ...]) -> None:
    """The case of short symbols, signs of numbers and operators make different options."""
    assert judge(options=[f"{letter}. {text}" for letter, text in zip(LETTERS, texts, strict=True)]) is None


def test_blood_groups_are_options() -> None:
    """The groups A, B, AB and O are real options; the sequence A to D is none."""
    assert judge(options=["A. A", "B. B", "C. AB", "D. O"]) is None
    assert judge(options=["A. B", "B. A", "C. C", "D. D"]) == "option_letters_only"
    assert judge(options=["A. الخيار أ", "B. الخيار ب", "C. الخيار ج", "D. الخيار د"]) == "option_letters_only"


def test_stem_may_name_all_that_it_compares() -> None:
    """An answer in the stem is a fault only where no other option stands there too."""
    pair = ["A. ماء البحر", "B. ماء النهر", "C. ماء المطر", "D. ماء البئر"]
    assert judge(question="يشرب الناس من ماء النهر العذب، فأي ماء يشربون؟", options=pair) == "answer_in_stem"
    assert judge(question="أيهما أعذب للشرب: ماء البحر أم ماء النهر؟", options=pair) is None
    assert judge(question="يقاس النيوتن بالميزان النابضي، فما وحدة القوة؟") == "answer_in_stem"


@pytest.mark.parametrize(("count", "code"), [(2, "too_short"), (3, None), (80, None), (81, "too_long")])
def test_stem_has_three_to_eighty_words(count: int, code: str | None) -> None:
    """A stem of 3 to 80 words passes."""
    assert code == judge(question=" ".join(["كلمة"] * count))


def test_explanation_agrees_with_the_key() -> None:
    """An explanation that calls another option right than the key is refused; the key's own letter is fine."""
    assert judge(explanation="الإجابة الصحيحة هي (ب).") is None
    assert judge(explanation="الإجابة الصحيحة هي (ج).") == "explanation_letter"


def test_order_of_options_makes_no_other_row() -> None:
    """A row with its options in another order is the same row; with another option it is another."""
    fields = build().fields
    turned = {**fields, "options": ["A. الباسكال", "B. الواط", "C. النيوتن", "D. الجول"]}
    other = {**fields, "options": ["A. الباسكال", "B. الواط", "C. النيوتن", "D. الكلفن"]}
    assert EXAMS.identity(EXAMS.read(Item("exams", fields))) == EXAMS.identity(EXAMS.read(Item("exams", turned)))
    assert EXAMS.identity(EXAMS.read(Item("exams", fields))) != EXAMS.identity(EXAMS.read(Item("exams", other)))
