"""Explanations that deny the keyed option, state another answer in other words, or say nothing."""

from typing import Any

import pytest

from prompts.base import Strictness
from prompts.discover import find_task
from validators.base import Item
from validators.chain import Chain

EXAMS = find_task("exams")
STEM = "ما وحدة قياس القوة في النظام الدولي؟"
OPTIONS = ("الجول", "النيوتن", "الواط", "الباسكال")


def judge(
    explanation: str, strictness: Strictness | None = None, stem: str = STEM, options: tuple[str, ...] = OPTIONS
) -> str | None:
    """Return the code that a row with the key B and this explanation is refused with, or None."""
    fields: dict[str, Any] = {
        "question": stem,
        "options": [f"{letter}. {text}" for letter, text in zip("ABCD", options, strict=True)],
        "answer": "B",
        "explanation": explanation,
        "subject": "physics",
    }
    refusal = Chain(EXAMS.checks(strictness or Strictness())).judge(EXAMS.read(Item("exams", fields))).refusal
    return refusal.code if refusal else None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("الخيار «النيوتن» خاطئ، فهو لا يقيس ما طُلب.", "explanation_denies"),
        ("البديل (النيوتن) غير صحيح لأن القوة لا تُقاس به.", "explanation_denies"),
        ("«النيوتن» إجابة خاطئة لأن المطلوب غيرها.", "explanation_denies"),
        ("النيوتن ليس الجواب الصحيح هنا.", "explanation_denies"),
        ("الإجابة ليست النيوتن كما كتبت.", "explanation_denies"),
        ("الإجابة الصحيحة ليست ب.", "explanation_denies"),
        ("لا نختار النيوتن في هذا الموضع.", "explanation_denies"),
        ("المفتاح خاطئ، وتجب مراجعته مع المعلم.", "explanation_denies"),
        ("عذرًا، لقد أخطأت في هذا السؤال.", "explanation_denies"),
        ("إذن نختار ج لأنه الأنسب للقوة.", "explanation_letter"),
        ("فنختار «الواط» لأنه الأنسب.", "explanation_contradicts"),
        ("الخيار الأمثل هو ج.", "explanation_letter"),
        ("السؤال غير دقيق، إذ إن أكثر من خيار صحيح هنا.", "two_right_options"),
        ("الإجابة الصحيحة هي البرازيل لأنها أكبر بلاد القارة.", "no_right_option"),
        ("الصواب هو جميع ما سبق، كما يظهر من التعريف.", "no_right_option"),
    ],
)
def test_denied_keys_are_refused(text: str, code: str) -> None:
    """An explanation that calls its key wrong, takes it back, chooses another option or states a stranger fails."""
    assert judge(text) == code


@pytest.mark.parametrize(
    "text",
    [
        "الخيار «الواط» خاطئ لأنه وحدة القدرة.",
        "الجواب ليس الواط لأنه وحدة القدرة، بل النيوتن.",
        "لا نختار الواط لأنه وحدة القدرة.",
        "إذن نختار ب لأنه يوافق قانون نيوتن الثاني.",
        "لو اخترنا الواط لكنا نقيس القدرة.",
        "لا يوجد خيار صحيح غير النيوتن.",
        "قد يظن بعضهم أن الإجابة ليست النيوتن، لكنه وحدة القوة.",
        "ليس النيوتن وحدة الطاقة بل وحدة القوة.",
        "الإجابة الصحيحة ليست النيوتن فقط لأنها مألوفة، بل لأن القوة كتلة في تسارع.",
        "الصواب هو وحدة القوة، وهي حاصل ضرب الكتلة في التسارع.",
        "الإجابة الصحيحة هي المنسوبة إلى عالم إنجليزي، أي النيوتن.",
        "أخطأت النظريات القديمة في تفسير القوة، وصحح نيوتن ذلك.",
    ],
)
def test_sound_reasons_pass(text: str) -> None:
    """What is said of the other options, supposed or told of somebody, denies nothing."""
    assert judge(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "لا يوجد شرح.",
        "انظر الكتاب المدرسي صفحة 45.",
        "يُكتب الشرح لاحقًا.",
        "التفسير غير متاح حاليًا.",
        "الإجابة واضحة جدًا.",
    ],
)
def test_silent_explanations_are_refused(text: str) -> None:
    """Words that say no more than that there is no explanation are none; so too in a model's row that lacks fields."""
    bare = Strictness(foreign=True, bare=True)
    assert ["empty_explanation", "empty_explanation", None] == [judge(text), judge(text, bare), judge("", bare)]


@pytest.mark.parametrize(
    "text",
    [
        "الإجابة واضحة من قانون نيوتن الثاني.",
        "ورد في الكتاب أن القوة كتلة في تسارع.",
        "انظر إلى تعريف القوة: كتلة في تسارع.",
    ],
)
def test_short_reasons_pass(text: str) -> None:
    """An explanation that points to a book and says what stands there explains."""
    assert judge(text) is None


def test_answers_by_their_root_pass() -> None:
    """An answer may be stated by another form of the right option."""
    stem, options = "ما إعراب كلمة «القلم» في قولنا: كتبت بالقلم؟", ("اسم مرفوع", "اسم مجرور", "اسم منصوب", "اسم مجزوم")
    assert judge("الإجابة هي الجر، بسبب الباء.", stem=stem, options=options) is None


def test_numbers_of_the_right_option_say_something() -> None:
    """An explanation that names the right number and where it stands is not silent."""
    assert (
        judge("الجواب 45 كما ورد في الكتاب.", stem="كم درجة في نصف الزاوية القائمة؟", options=("30", "45", "60", "90"))
        is None
    )


def test_options_may_begin_with_a_denial() -> None:
    """An option that says there is none is called the answer and not denied."""
    options = ("ليس هناك قوى مؤثرة", "القوى كلها متوازنة", "قوة الشد أكبر", "قوة الدفع أكبر")
    text = "الإجابة الصحيحة هي «ليس هناك قوى مؤثرة» بحسب القانون."
    assert (
        judge(text, stem="أي مما يأتي ينطبق على سيارة تسير بسرعة ثابتة؟", options=options) == "explanation_contradicts"
    )
