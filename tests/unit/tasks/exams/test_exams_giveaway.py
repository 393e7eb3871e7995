"""Options that give the answer away, are numbered twice or are two in one, and stems that list their options."""

from typing import Any

import pytest

from prompts.base import Strictness
from prompts.tasks.exams.checks import make_checks
from prompts.tasks.exams.task import TASK
from validators.base import Item
from validators.chain import Chain

FOREIGN = Chain(make_checks(Strictness(foreign=True)))
STRICT = Chain(make_checks(Strictness()))


def judge(options: str, question: str = "ما العملية التي تتحوّل بها المياه إلى بخار؟", **changes: Any) -> str | None:
    """Return the code that a question with these options (parted by `|`, the first one right) is refused with."""
    texts = [f"{letter}. {text}" for letter, text in zip("ABCD", options.split("|"), strict=True)]
    fields = {"question": question, "options": texts, "answer": "A", "explanation": "", "subject": "science"}
    refusal = FOREIGN.judge(TASK.read(Item("exams", {**fields, **changes}))).refusal
    return refusal.code if refusal else None


@pytest.mark.parametrize(
    "options",
    [
        "1- التبخر|2- التركيز|3- التجمد|4- الذوبان",
        "(١) التبخر|(٢) التركيز|(٣) التجمد|(٤) الذوبان",
        "1/ التبخر|2/ التركيز|3/ التجمد|4/ الذوبان",
    ],
)
def test_options_numbered_in_turn_have_a_second_prefix(options: str) -> None:
    """Numbers from 1 to 4 before all options are labels that were left beside the letters."""
    assert "double_prefix" == judge(options)


@pytest.mark.parametrize("options", ["1 كم|2 كم|3 كم|4 كم", "1.5|2.5|3.5|4.5", "1 - س|2 - س|3 - س|4 - س", "1|2|3|4"])
def test_numbers_that_are_answers_are_no_prefix(options: str) -> None:
    """Quantities and differences begin with a number and are options."""
    assert judge(options, question="كم يبلغ طول الطريق بين القريتين؟") is None


@pytest.mark.parametrize(
    "right",
    [
        "التبخر *",
        "* التبخر",
        "التبخر لأنه الجواب الصحيح",
        "التبخر (وهو الصحيح كما ورد في الدرس)",
        "التبخر، وهي الإجابة الصحيحة",
        "التبخر <-- صحيح",
        "التبخر √",
        "التبخر (صح)",
    ],
)
def test_marks_tell_the_right_option(right: str) -> None:
    """A sign or a remark that stands at one option alone tells which is right, and so do those at all wrong ones."""
    assert "marked_option" == judge(f"{right}|التركيز|التجمد|الذوبان")
    assert "marked_option" == judge("التبخر|التركيز (خطأ)|التجمد (خطأ)|الذوبان (خطأ)")


@pytest.mark.parametrize(
    "options",
    [
        "الأولى (صح) والثانية (خطأ)|الأولى (خطأ) والثانية (صح)|كلتاهما (صح)|كلتاهما (خطأ)",
        "لأنه صحيح البدن|لأنه مريض|لأنه مسافر|لأنه مقيم",
        "س × ص|س + ص|س* ص|ص*",
    ],
)
def test_remarks_of_the_matter_are_no_marks(options: str) -> None:
    """What is said of all options, of a person or in a formula marks none."""
    assert judge(options, question="ما حكم العبارتين؟") is None


@pytest.mark.parametrize(
    ("question", "options", "code"),
    [
        ("ما عاصمة مصر؟ س2: ما عاصمة العراق؟", "القاهرة|بغداد|دمشق|تونس", "two_questions"),
        ("ما عاصمة مصر؟ والسؤال الثاني: عاصمة العراق هي", "القاهرة|بغداد|دمشق|تونس", "two_questions"),
        ("متى فُتحت المدينة القديمة؟ ومن فتحها؟", "في الربيع|في الصيف|في الخريف|في الشتاء", "two_questions"),
        ("ما عاصمة مصر؟\nما عاصمة العراق؟", "القاهرة|بغداد|دمشق|تونس", "two_questions"),
        ("ما عاصمة مصر؟ وما نهرها؟", "القاهرة - النيل|بغداد - دجلة|دمشق - بردى|تونس - مجردة", None),
        ("قال: «من فتح المدينة؟ ومن بناها؟» ما نوع الأسلوب؟", "إنشائي|خبري|تقريري|سردي", None),
        ("هل تعلم أن هذه المدينة قديمة؟ فما اسمها؟", "القاهرة|بغداد|دمشق|تونس", None),
    ],
)
def test_a_second_question_is_refused(question: str, options: str, code: str | None) -> None:
    """Two questions have no one answer, unless each option answers both; a quoted question is no second one."""
    texts = [f"{letter}. {text}" for letter, text in zip("ABCD", options.split("|"), strict=True)]
    fields = {"question": question, "options": texts, "answer": "A", "explanation": "بيان موجز.", "subject": "history"}
    refusal = STRICT.judge(TASK.read(Item("exams", fields))).refusal
    assert code == (refusal.code if refusal else None)


@pytest.mark.parametrize(
    ("question", "code"),
    [
        ("أيّ العمليات الآتية تنتج الأكسجين؟ التبخر / التركيز / التجمد / الذوبان", "options_in_stem"),
        ("أيّ العمليات الآتية تبرّد الجسم؟\n1. التجمد\n2. الذوبان\n3. التبخر\n4. التركيز", "options_in_stem"),
        ("أيّ العمليات الآتية أسرع: التبخر أم التركيز أم التجمد أم الذوبان؟", None),
        ("أيّ العمليات الآتية تبرّد الجسم؟", None),
        ("ما العملية التي يحتاج العرق إليها، علمًا بأن الحرارة لازمة للتبخر؟", "answer_in_stem"),
        ("ما العملية التي تحدث مثل التجمد للتبخر؟", None),
    ],
)
def test_stems_that_list_or_name_their_options(question: str, code: str | None) -> None:
    """Options that are listed behind a question, or the right one named with a joined preposition, are refused."""
    assert code == judge("التبخر|التركيز|التجمد|الذوبان", question=question)


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ("التبخر ب) التركيز|التركيز|التجمد|الذوبان", "double_prefix"),
        ("التبخر / B. التركيز|التركيز|التجمد|الذوبان", "double_prefix"),
        ("التبخر|التركيز ج) التسامي|التجمد|الذوبان", "double_prefix"),
        ("فيتامين (د) والكالسيوم|فيتامين (ب)|فيتامين (أ)|الحديد", None),
        ("العالم د. أحمد زويل|نجيب محفوظ|أ. د. سمير فرج|طه حسين", None),
        ("المسافة أ. ب|المسافة أ. ج|المسافة ب. ج|لا مسافة", None),
    ],
)
def test_two_options_in_one_are_refused(options: str, code: str | None) -> None:
    """The letter and text of another option within one are refused; vitamins, titles and points have letters too."""
    assert code == judge(options, question="ما الذي تتناوله هذه الفقرة من الدرس؟")
