"""Stems that ask nothing, and stems that ask in few words."""

import pytest

from prompts.tasks.exams.checks.asking import AsksSomething
from prompts.tasks.exams.task import TASK
from validators.base import Item

PLANETS = ("المشتري", "زحل", "عطارد", "المريخ")
STATEMENTS = (
    "يغلي الماء عند مئة درجة",
    "يتجمد الماء عند خمسين درجة",
    "لا يتبخر الماء في الظل أبدا",
    "الماء عنصر لا مركب كيميائي",
)
SHORT = ("حضر المهندسون", "حضر المهندسين", "حضروا المهندسون", "حضرن المهندسون")


def judge(question: str, options: tuple[str, ...]) -> str | None:
    """Return the code that a question with these options is refused with, or None."""
    fields = {"question": question, "options": [f"{a}. {b}" for a, b in zip("ABCD", options, strict=True)]}
    refusal = AsksSomething().judge(TASK.read(Item("exams", {**fields, "answer": "A", "explanation": "بيان."})), {})
    return refusal.code if refusal else None


@pytest.mark.parametrize(
    "question",
    [
        "اختر الإجابة الصحيحة من بين الخيارات التالية:",
        "ضع دائرةً حول رمز الإجابة الصحيحة.",
        "من فضلك اقرأ السؤال ثم اختر الجواب الأنسب",
        "أكمل الفراغ بالكلمة المناسبة:",
        "أجب عن السؤال الآتي",
        "ما الإجابة الصحيحة؟",
        "اختر مما بين القوسين",
        "ضع علامة (صح) أمام العبارة الصحيحة",
    ],
)
def test_instructions_ask_nothing(question: str) -> None:
    """A stem that only tells to choose leaves nothing that an option could be the answer to."""
    assert "missing_context" == judge(question, PLANETS)


@pytest.mark.parametrize(
    ("question", "options"),
    [
        ("اختر الجملة الصحيحة مما يلي:", STATEMENTS),
        ("اختر الجملة الصحيحة مما يلي:", SHORT),
        ("أيّ العبارات الآتية صحيحة؟", STATEMENTS),
        ("ضع علامة (صح) أمام العبارة الصحيحة", STATEMENTS),
        ("اختر الصحيح مما يأتي:", STATEMENTS),
        ("أيّ مما يلي صحيح؟", PLANETS),
        ("اختر الكلمة الصحيحة إملائيًّا", PLANETS),
        ("اختر الكلمة الصحيحة", PLANETS),
        ("حدّد العنصر المختلف عن البقية", PLANETS),
        ("ما أكبر الكواكب؟", PLANETS),
        ("أكمل: أكبر الكواكب حجمًا هو .....", PLANETS),
    ],
)
def test_short_questions_ask_something(question: str, options: tuple[str, ...]) -> None:
    """Statements of which one is right need no more than that to be chosen from; the odd one out does not either."""
    assert judge(question, options) is None
