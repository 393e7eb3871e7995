"""Foreign questions: options read, key found."""

from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prompts.base import FieldError
from prompts.tasks.exams.foreign import read_question
from prompts.tasks.exams.options import read_options, write_options

OPTIONS = ["A. الرياض", "B. القاهرة", "C. بغداد", "D. تونس"]
PLAIN = ["الرياض", "القاهرة", "بغداد", "تونس"]
LATIN = dict(zip("ABCD", PLAIN, strict=True))


def make(stated: Sequence[str] | Mapping[str, str], answer: str = "B") -> dict[str, object]:
    """Return the question that these options make."""
    return read_question({"question": "ما عاصمة مصر؟", "options": stated, "answer": answer})


@pytest.mark.parametrize(
    "stated",
    [
        PLAIN,
        OPTIONS,
        ["أ- الرياض", "ب- القاهرة", "ج- بغداد", "د- تونس"],
        ["1) الرياض", "2) القاهرة", "3) بغداد", "4) تونس"],
        LATIN,
        {"a": "الرياض", "b": "القاهرة", "c": "بغداد", "d": "تونس"},
        {"D": "تونس", "B": "القاهرة", "A": "الرياض", "C": "بغداد"},
        {"أ": "الرياض", "ب": "القاهرة", "ج": "بغداد", "د": "تونس"},
        {"A": "A. الرياض", "B": "B. القاهرة", "C": "C. بغداد", "D": "D. تونس"},
        {"A": "أ- الرياض", "B": "ب- القاهرة", "C": "ج- بغداد", "D": "د- تونس"},
        {"A": "د- الرياض", "B": "ج- القاهرة", "C": "أ- بغداد", "D": "ب- تونس"},
        {"A": " الرياض ", "B": "القاهرة\n", "C": "\tبغداد", "D": "تونس"},
    ],
)
def test_options_are_read_however_they_are_labelled(stated: Sequence[str] | Mapping[str, str]) -> None:
    """Labels order the options, letters before the texts go, and the right one stays right."""
    assert {"question": "ما عاصمة مصر؟", "options": OPTIONS, "answer": "B"} == make(stated)


@pytest.mark.parametrize("answer", ["B", "b", "ب", "القاهرة", "(B)", "B. القاهرة"])
def test_the_answer_is_a_letter_or_a_text(answer: str) -> None:
    """A letter in either script and case, and the option itself, name the same option."""
    assert "B" == make(LATIN, answer)["answer"]


def test_a_label_is_the_key_where_options_are_letters() -> None:
    """Among blood groups the key B is the option labelled B, not the option that reads B."""
    stated = dict(zip("ABCD", ("B", "O", "AB", "A"), strict=True))
    assert {"options": ["A. B", "B. O", "C. AB", "D. A"], "answer": "B"}.items() <= make(stated).items()


def test_an_option_that_opens_like_a_prefix_keeps_its_beginning() -> None:
    """One title or initial among plain options is no letter."""
    options = ["د. أحمد زويل", "نجيب محفوظ", "طه حسين", "مجدي يعقوب"]
    assert ["A. د. أحمد زويل", "B. نجيب محفوظ", "C. طه حسين", "D. مجدي يعقوب"] == make(options)["options"]


@pytest.mark.parametrize(
    ("stated", "reason"),
    [
        (PLAIN[:3], "field 'options': 3 options, 4 are expected"),
        ([*PLAIN, "دمشق"], "field 'options': 5 options, 4 are expected"),
        ({}, "field 'options': 0 options, 4 are expected"),
        (dict(zip("ABCE", PLAIN, strict=True)), "field 'options': the labels A, B, C, E are no sequence"),
        (dict(zip("ABCX", PLAIN, strict=True)), "field 'options': the labels A, B, C, X are no sequence"),
        (["الرياض", "القاهرة", " ", "تونس"], "field 'options': option C is empty"),
        (["A. الرياض", "B. ", "C. بغداد", "D. تونس"], "field 'options': option B is empty"),
    ],
)
def test_what_is_no_four_options_is_refused(stated: Sequence[str] | Mapping[str, str], reason: str) -> None:
    """The field and what is wrong with it are told."""
    with pytest.raises(FieldError, match=f"^{reason}"):
        make(stated)


@pytest.mark.parametrize("answer", ["E", "", "دمشق", "A. القاهرة"])
def test_an_answer_that_is_no_option_is_refused(answer: str) -> None:
    """A letter beyond the options, another text and a letter that contradicts its text are none of the options."""
    with pytest.raises(FieldError, match=rf"^field 'answer': '{answer}' is none of the options$"):
        make(LATIN, answer)


def test_what_else_a_question_says_stays() -> None:
    """Further fields stand where they stood."""
    fields = {"grade": 4, "options": PLAIN, "answer": "ب", "question": "ما عاصمة مصر؟"}
    assert {**fields, "options": OPTIONS, "answer": "B"} == read_question(fields)
    assert list(fields) == list(read_question(fields))


@given(st.lists(st.text("abC.)-ـأء١2 ", min_size=1, max_size=4).filter(str.strip), min_size=4, max_size=4))
def test_options_of_a_finished_row_are_read_like_all_others(texts: list[str]) -> None:
    """That they are not taken apart where they stand as ours do makes no difference."""
    stated = [f"{letter}. {text.strip()}" for letter, text in zip("ABCD", texts, strict=True)]
    read = read_options(stated)
    if read and all(read.texts):
        assert write_options(read.texts) == make(stated)["options"]
