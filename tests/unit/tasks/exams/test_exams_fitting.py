"""Options that cannot be chosen, and stems that ask for what is not there or for two things."""

from typing import Any

import pytest

from prompts.base import Strictness
from prompts.discover import find_task
from prompts.tasks.exams.options import has_double_prefix
from validators.base import Item
from validators.chain import Chain

EXAMS = find_task("exams")
PASSAGE = "خرج الطفل مع أبيه إلى الحديقة صباحًا ليلعب بالكرة ثم عاد إلى بيته مسرورًا."


def judge(options: str = "الجول|النيوتن|الواط|الباسكال", **changes: Any) -> str | None:
    """Return the code that a row with these options is refused with, or None."""
    fields: dict[str, Any] = {
        "question": "ما وحدة قياس القوة في النظام الدولي؟",
        "options": [f"{letter}. {text}" for letter, text in zip("ABCD", options.split("|"), strict=True)],
        "answer": "B",
        "explanation": "تقاس حاصل ضرب الكتلة في التسارع بهذه الوحدة.",
        "subject": "physics",
        **changes,
    }
    refusal = Chain(EXAMS.checks(Strictness())).judge(EXAMS.read(Item("exams", fields))).refusal
    return refusal.code if refusal else None


@pytest.mark.parametrize(
    ("option", "code"),
    [
        ("None of the energy is lost", "option_in_english"),
        ("It changes slowly over time.", "option_in_english"),
        ("large green leaf surface", "option_in_english"),
        ("Homo sapiens", None),
        ("Microsoft Visual Studio Code", None),
        ("DNA", None),
        ("F = m × a", None),
        ("RNA polymerase II", None),
        ("Internet of Things", None),
    ],
)
def test_english_phrases_among_arabic_options_are_refused(option: str, code: str | None) -> None:
    """A phrase of English prose is refused; terms, formulas and names of programs pass."""
    assert code == judge(f"الجول|النيوتن|{option}|الباسكال")


def test_options_all_in_latin_pass() -> None:
    """Options that are all English are a question about English."""
    assert judge("the cat is here|the dog is here|the bird is here|the fish is here") is None


@pytest.mark.parametrize(
    ("option", "code"),
    [
        ("إجابة خاطئة", "option_placeholder"),
        ("بديل خاطئ 2", "option_placeholder"),
        ("نص البديل", "option_placeholder"),
        ("مشتت", "option_placeholder"),
        ("wrong answer", "option_placeholder"),
        ("اختيار الأصدقاء", None),
        ("جواب الشرط", None),
        ("الخيار", None),
    ],
)
def test_names_of_options_are_no_options(option: str, code: str | None) -> None:
    """An option that only says what kind of option it is, is refused; the same nouns in a phrase pass."""
    assert code == judge(f"الجول|النيوتن|{option}|الباسكال")


def test_stem_as_option_is_refused() -> None:
    """An option that has the words of the stem and hardly others is refused."""
    assert judge("الجول|النيوتن|ما وحدة قياس القوة في النظام الدولي|الباسكال") == "option_repeats_stem"
    assert judge("الجول|النيوتن|وحدة قياس الطاقة في النظام الدولي|الباسكال") is None


def test_absurdly_long_wrong_options_are_refused() -> None:
    """A wrong option is too long by its letters and beside the others at once."""
    longer = "الواط الذي يقاس به " + "ما ينجزه المحرك من شغل منتظم في الثانية الواحدة " * 3
    assert judge(f"الجول|النيوتن|{longer}|الباسكال", question="اختر الوحدة الصحيحة هنا") == "lopsided_options"
    assert judge(f"{longer} أولا|{longer} هنا|{longer}|{longer} أيضا", question="اختر الوحدة الصحيحة هنا") is None


@pytest.mark.parametrize("mark", ["{} ← الجواب الصحيح", "{} (الجواب)", "{} - إجابة صحيحة", "{} => correct", "★ {}"])
def test_marks_of_the_right_option_are_refused(mark: str) -> None:
    """An arrow, a bracket, a dash or a star that says which option is right is a mark."""
    assert judge(f"الجول|{mark.format('النيوتن')}|الواط|الباسكال") == "marked_option"


@pytest.mark.parametrize("option", ["عدد صحيح", "قوة - كتلة", "جمع المذكر (السالم)", "س > ص"])
def test_words_and_signs_alone_are_no_marks(option: str) -> None:
    """A right word or a sign inside an option marks nothing."""
    assert judge(f"الجول|{option}|الواط|الباسكال") is None


@pytest.mark.parametrize(
    ("options", "double"),
    [
        (("الرياض", "(ب) جدة", "مكة", "الدمام"), True),
        (("الرياض", "ب) جدة", "مكة", "الدمام"), True),
        (("A. DNA", "جدة", "مكة", "الدمام"), True),
        (("الرياض", "B. 25", "مكة", "الدمام"), True),
        (("أ. د. سمير", "جدة", "مكة", "أحمد"), False),
        (("الرياض", "جدة", "C. Darwin", "الدمام"), False),
        (("الرياض", "(ج) جدة", "مكة", "الدمام"), False),
    ],
)
def test_one_sure_prefix_is_enough(options: tuple[str, ...], *, double: bool) -> None:
    """A letter of its own place is a prefix even alone, where it can be no title, species or initial."""
    assert double == has_double_prefix(options)


def test_punctuation_around_makes_no_option_in_arabic_lessons() -> None:
    """A full stop or quotation marks tell options apart in questions about punctuation alone."""
    lesson = {"subject": "arabic_language"}
    assert judge("حال|نعت|«نعت»|بدل", question="ما إعراب الكلمة التي تحتها خط؟", **lesson) == "duplicate_options"
    assert judge("حال.|نعت|نعت.|بدل", question="ضع علامة الترقيم المناسبة آخر الجملة", **lesson) is None


@pytest.mark.parametrize(
    "question",
    [
        "استنادًا إلى النص السابق، ما وحدة قياس القوة؟",
        "اقرأ النص التالي ثم أجب: ما وحدة قياس القوة في النظام الدولي؟",
        "ما وحدة قياس القوة في النظام الدولي؟ (بحسب النص المرفق)",
        "ما وحدة القوة؟ (انظر الشكل)",
        "بالاعتماد على الشكل رقم 3 حدد الوحدة",
    ],
)
def test_missing_texts_and_figures_are_refused(question: str) -> None:
    """A text must stand on the side where the stem says that it does."""
    assert judge(question=question) == "missing_context"


@pytest.mark.parametrize(
    "question",
    [
        f"{PASSAGE} ما الفكرة الرئيسة في النص السابق؟",
        f"اقرأ النص التالي ثم أجب: {PASSAGE} ما الفكرة الرئيسة؟",
        "اختر ما يلائم النص الآتي «فرع يبحث في واجب الإنسان نحو سائر الكائنات».",
        "تأمل الصورة البيانية في قول الشاعر عن الليل، فما نوعها؟",
    ],
)
def test_texts_that_are_there_pass(question: str) -> None:
    """A stem with the text that it speaks of stands alone."""
    assert judge(question=question) is None


@pytest.mark.parametrize(
    ("question", "code"),
    [
        ("أولًا: ما وحدة القوة؟ ثانيًا: من أول من وضعها؟", "two_questions"),
        ("1) ما وحدة القوة؟ 2) من أول من وضعها؟", "two_questions"),
        ("ما وحدة القوة؟ اذكر ثلاث فوائد لذلك.", "two_questions"),
        ("ما وحدة القوة، وما وحدة الشغل على الترتيب؟", None),
        ("«هل جاء الرجل؟» ما نوع هذا الأسلوب؟", None),
        ("رتب ما يأتي: 1) البذرة 2) الساق 3) الثمرة", None),
    ],
)
def test_second_questions_are_refused(question: str, code: str | None) -> None:
    """Two numbered tasks, or a task behind the question, are too many; one question about two things is not."""
    assert code == judge(question=question)
