"""Sums beyond doubt are judged; what a sign makes another sum is left alone."""

import pytest

from prompts.discover import find_task
from prompts.tasks.exams.checks.arithmetic import Arithmetic, find_wrong_equation, read_bare, work_out
from validators.base import Item
from validators.text import normalize

EXAMS = find_task("exams")


def judge(question: str, right: str, explanation: str = "نجري العملية خطوة خطوة.") -> str | None:
    """Return the code that a question with a keyed option is refused with, or None."""
    options = [f"A. {right}", "B. 901", "C. 902", "D. 903"]
    fields = {"question": question, "options": options, "answer": "A", "explanation": explanation, "subject": "math"}
    refusal = Arithmetic().judge(EXAMS.read(Item("exams", fields)), {})
    return refusal.code if refusal else None


@pytest.mark.parametrize(
    ("question", "right"),
    [
        ("ما ناتج -3 + 5؟", "2"),
        ("ما ناتج −٣ + ٥؟", "٢"),
        ("ما ناتج √16 + 3؟", "7"),
        ("ما ناتج 1,000 + 5؟", "1005"),
        ("ما ناتج ١٬٠٠٠ + ٥؟", "١٠٠٥"),
        ("ما ناتج |-3 + 1|؟", "2"),
        ("ما ناتج 15 + 20%؟", "18"),
        ("ما مجموع 5 و 3%؟", "5.15"),
        ("ما ناتج 12 + 3!؟", "18"),
        ("ما ناتج ½ + 12 + 3؟", "15.5"),
        ("ما ناتج 12 + 3²؟", "21"),
        ("ما ناتج 6 : 2 + 12؟", "15"),
        ("ما ناتج .5 + 3؟", "3.5"),
        ("ما حاصل ضرب 3 في 5²؟", "75"),
        ("ما ناتج 8 + 8؟", "4²"),
        ("ما ناتج 100 + 20؟", "5!"),
        ("ما ناتج 1 + 1؟", "|-2|"),
    ],
)
def test_right_keys_with_signs_pass(question: str, right: str) -> None:
    """A minus, a root, bars, thousands, percents, powers and factorials make another sum, which passes."""
    assert judge(question, right) is None


@pytest.mark.parametrize(
    ("question", "wrong"),
    [
        ("ما ناتج 7 × 8؟", "54"),
        ("احسب قيمة: (2 + 3) × 4", "14"),
        ("ما قيمةُ ٣٫٥ + ٢؟", "٦٫٥"),
        ("ما مجموع 5 و3؟", "9"),
        ("كم 20% من 150؟", "20"),
        ("ما ناتج 5 - 8؟", "−2"),
        ("ما ناتج 999 + 6؟", "1,006"),
    ],
)
def test_wrong_keys_of_plain_sums_are_refused(question: str, wrong: str) -> None:
    """A plain sum with another result keyed is refused."""
    assert judge(question, wrong) == "wrong_arithmetic"


@pytest.mark.parametrize(
    "explanation",
    [
        *("نعلم أن √9+1=4", "نعلم أن √ 9 + 1 = 4", "نعلم أن ∛8 + 1 = 3", "نعلم أن جذر 9 + 1 = 4"),
        *("1٬000 + 5 = 1005", "1 000 + 5 = 1005", "500 + 500 = 1 000", "12 : 3 + 1 = 5", "12:3 + 1 = 5"),
    ],
)
def test_equations_with_signs_pass(explanation: str) -> None:
    """An equation of which only a part is read is left alone."""
    assert judge("ما وحدة القوة؟", "1", explanation) is None


def test_equations_behind_words_are_judged() -> None:
    """A word and a colon before an equation hide nothing."""
    assert find_wrong_equation("إذن: 3 + 1 = 5") == "3 + 1 = 5"


@pytest.mark.parametrize("option", ["4²", "5!", "|3|", "12%", "5 سم", "1,5", "√9", ""])
def test_options_with_signs_are_no_numbers(option: str) -> None:
    """An option with a sign or a unit beside its number is no bare number."""
    assert read_bare(option) is None


def test_two_sums_have_no_result() -> None:
    """A question with two sums asks for neither alone."""
    question = "ما ناتج 12 + 3 و 14 + 5؟"
    assert work_out(question, normalize(question)) is None
