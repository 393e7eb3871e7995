"""Options that amount to the same number in two ways of writing."""

from fractions import Fraction

import pytest

from prompts.tasks.exams.checks.amounts import Amount, read_amount
from prompts.tasks.exams.checks.values import DistinctValues
from prompts.tasks.exams.task import TASK
from validators.base import Item
from validators.text import normalize


def judge(
    options: str, question: str = "كم يبلغ المقدار المطلوب هنا؟", answer: str = "D", subject: str = "science"
) -> str | None:
    """Return the code that a question with these options (parted by `|`) is refused with, or None."""
    texts = [f"{letter}. {text}" for letter, text in zip("ABCD", options.split("|"), strict=True)]
    fields = {"question": question, "options": texts, "answer": answer, "explanation": "", "subject": subject}
    refusal = DistinctValues().judge(TASK.read(Item("exams", fields)), {})
    return refusal.code if refusal else None


@pytest.mark.parametrize(
    ("option", "amount"),
    [
        ("ثلاثة", (Fraction(3), "")),
        ("٢٥", (Fraction(25), "")),
        ("خمسة وعشرون يومًا", (Fraction(25), "يوما")),
        ("خمس عشرة سنة", (Fraction(15), "سنه")),
        ("ثلاثمئة", (Fraction(300), "")),
        ("أربعة آلاف سنة", (Fraction(4000), "سنه")),
        ("خمسون بالمئة", (Fraction(1, 2), "")),
        ("½", (Fraction(1, 2), "")),
        ("1.5 كم", (Fraction(1500), "متر")),
        ("نصف ساعة", (Fraction(1800), "ثانيه")),
        ("القاهرة", None),
        ("3 - 5", None),
        ("1/0", None),
    ],
)
def test_amounts_are_read(option: str, amount: Amount | None) -> None:
    """Digits, words, shares and common units are read; anything with more in it is no amount."""
    assert amount == read_amount(normalize(option))


@pytest.mark.parametrize(
    "options",
    [
        "3|ثلاثة|4|5",
        "4 أمتار|أربعة أمتار|5 أمتار|6 أمتار",
        "0.25|ربع|1/8|1",
        "50%|½|1|2",
        "1 كم|1000 م|2 كم|3 كم",
        "نصف ساعة|30 دقيقة|45 دقيقة|ساعة",
        "اثنا عشر|12|13|14",
    ],
)
def test_one_amount_in_two_ways_is_refused(options: str) -> None:
    """Two options that say the same cannot be told apart, whether one of them is right or both are wrong."""
    assert ["equal_options"] * 2 == [judge(options, answer="A"), judge(options, answer="D")]


@pytest.mark.parametrize(
    "options",
    ["1516 م|1517 م|1518 م|1519 م", "نصف|ثلث|ربع|سدس", "3/4|2/6|1/3|1/2", "10|10%|100|100%", "الأول|1|الثاني|2"],
)
def test_different_amounts_pass(options: str) -> None:
    """Different numbers pass, and so do wrong fractions that a learner is to reduce."""
    assert judge(options) is None


def test_questions_about_writing_pass() -> None:
    """Where the way of writing is asked for, or the one that is unlike the others, equal amounts are the point."""
    assert judge("ثلاثة|3|أربعة|خمسة", question="كيف يُكتب العدد الذي يلي اثنين بالحروف؟") is None
    assert judge("0.5|50%|½|ربع", question="أيّ المقادير الآتية لا يساوي غيره؟") is None
    assert judge("خمسة عشر|15|خمس عشرة|خمسة عشرة", subject="arabic_language") is None
