"""The checks of exam questions: what is refused, and what a teacher may well write."""

from typing import Any

import pytest

from prompts.base import Strictness
from prompts.discover import find_task
from prompts.tasks.exams.checks.arithmetic import evaluate, find_wrong_equation, work_out
from prompts.tasks.exams.checks.values import read_number
from validators.base import Item
from validators.chain import Chain
from validators.text import normalize

EXAMS = find_task("exams")
ROW = {
    "question": "ما وحدة قياس القوة في النظام الدولي؟",
    "options": ["A. الجول", "B. النيوتن", "C. الواط", "D. الباسكال"],
    "answer": "B",
    "explanation": "القوة حاصل ضرب الكتلة في التسارع، ووحدتها النيوتن.",
    "subject": "physics",
}


def judge(*, foreign: bool = False, options: str = "", **changes: Any) -> str | None:
    """Return the code that a row is refused with after changes, or None; options are given in one text."""
    if options:
        changes["options"] = [f"{letter}. {text}" for letter, text in zip("ABCD", options.split("|"), strict=True)]
    item = Item("exams", {**ROW, **changes})
    refusal = Chain(EXAMS.checks(Strictness(foreign=foreign))).judge(EXAMS.read(item)).refusal
    return refusal.code if refusal else None


@pytest.mark.parametrize(
    "question",
    [
        "عبّر عن العدد بالشكل التالي مقربا إلى أقرب عشرة؟",
        "ما الصورة الصحيحة للجملة التي فيها خطأ؟",
        "يصنف احتلال الأرض ضمن الشكل الاستعماري الآتي",
        "ضع عنوانا للنص الآتي: «خرج الطفل إلى الحديقة مع أبيه ليلعب بالكرة».",
        "أي الأشكال الآتية رباعي الأضلاع؟",
        "كم عمودًا في الجدول الدوري للعناصر؟",
        "يوضح الشكل الظاهري للبكتيريا نوعها، فما اسم الشكل الكروي؟",
        "بم يُرمز إلى الأنهار في الخريطة؟",
        "من الصورة الذهنية تتكون قيمة العلامة، فما أهم عناصرها؟",
        "في أي عام وقع الحدث الذي جاء قبل 1919 بثلاث سنوات؟",
    ],
)
def test_stems_that_stand_alone_pass(question: str) -> None:
    """A stem that only sounds like one with a figure, a text or a number passes."""
    assert judge(question=question) is None


@pytest.mark.parametrize(
    "question",
    [
        "كما في الشكل أدناه، ما وحدة القوة؟",
        "من خلال الخريطة التي أمامك حدد الوحدة",
        "صنف في الجدول التالي أهم الوحدات",
        "كما يظهر في الشكل، ما وحدة القوة؟",
        "من الرسم البياني، ما وحدة القوة؟",
        "وفقًا للمخطط المرفق، ما وحدة القوة؟",
        "يوضح الشكل جسمًا يتحرك، فما وحدة القوة المؤثرة فيه؟",
        "ما وحدة القوة المشار إليها بالسهم؟",
        "بعد مشاهدة الفيديو، ما وحدة القوة؟",
        "بناءً على القيم الواردة في الجدول، ما وحدة القوة؟",
    ],
)
def test_missing_figures_are_refused_in_generated_rows_alone(question: str) -> None:
    """A figure that is not there makes a generated row worthless; a paper that people wrote had it."""
    assert judge(question=question) == "missing_context"
    assert judge(question=question, foreign=True) is None


@pytest.mark.parametrize(
    ("explanation", "code"),
    [
        ("الإجابة الصحيحة هي النيوتن لأن القوة كتلة في تسارع.", None),
        ("ليست الإجابة الصحيحة هي الجول لأنه وحدة طاقة.", None),
        ("قد يظن الطالب أن الإجابة هي الجول، وهو وحدة الشغل.", None),
        ("الجواب: الواط، فهو وحدة القدرة.", "explanation_contradicts"),
        ("الإجابة الصحيحة هي (ج).", "explanation_letter"),
    ],
)
def test_explanation_names_the_right_text(explanation: str, code: str | None) -> None:
    """Another option's text called the answer is refused; one that is denied is not."""
    assert code == judge(explanation=explanation)


@pytest.mark.parametrize(
    ("question", "result"),
    [
        ("ما ناتج 7 × 8؟", 56),
        ("احسب قيمة: (2 + 3) × 4", 20),
        ("كم يساوي ٥ - ٣ × ٢؟", -1),
        ("ما حاصل قسمة 12 على 4؟", 3),
        ("ما ناتج طرح 5 من 12؟", 7),
        ("كم 20% من 150؟", 30),
        ("مع أحمد 7 × 8 تفاحات أكل نصفها، فكم بقي؟", None),
        ("ما ناتج 1/0؟", None),
    ],
)
def test_plain_sums_are_worked_out(question: str, result: int | None) -> None:
    """A stem that is one sum has its result; any other has none."""
    assert result == work_out(question, normalize(question))


def test_wrong_equations_are_found() -> None:
    """A plain equation is checked, one inside a longer expression, with units or rounded is left alone."""
    assert find_wrong_equation("المسافة 60 × 3 = 190 كم") == "60 * 3 = 190"
    for text in ("60 × 3 = 180", "10 ÷ 3 = 3.33", "2 × 1 + 16 = 18", "1 + 1 = 10²", "5 سم × 3 = 20"):
        assert find_wrong_equation(text) is None


@pytest.mark.parametrize("hostile", ["(" * 60 + "1", "9**9**9", "1" * 5000, "__import__('os')", "1//0", ""])
def test_hostile_expressions_have_no_value(hostile: str) -> None:
    """What is no plain sum has no value, and costs nothing."""
    assert hostile.isdigit() or evaluate(hostile) is None


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ("11|أقل من 15|7|9", "overlapping_options"),
        ("10|أقل من 10|20|40", None),
        ("5 سم|5 م|6 سم|7 سم", None),
        ("0.5|1/2|1|2", "equal_options"),
        ("من 5 إلى 10|من 10 إلى 15|من 15 إلى 20|أكثر من 20", None),
    ],
)
def test_one_number_is_right(options: str, code: str | None) -> None:
    """Another option that holds the right number too is refused; neighbours that share an end are not."""
    assert code == judge(question="كم يبلغ المقدار المطلوب هنا؟", options=options, answer="A")


def test_forms_of_numbers_may_be_asked() -> None:
    """A question about the form of a number may offer one number in two forms."""
    assert judge(question="اكتب الناتج في صورة كسر عشري", options="0.5|1/2|1|2", answer="A") is None


def test_order_makes_options_where_order_is_asked() -> None:
    """The same things in another order are one option, unless the stem asks for an order or of each of several."""
    options = "الماء والهواء|الهواء والماء|النار والتراب|الملح والزيت"
    assert judge(question="مم يتكون هذا الخليط البسيط؟", options=options, answer="C") == "near_options"
    assert judge(question="ما الترتيب الصحيح لهذه المواد؟", options=options, answer="C") is None
    charges = "موجبة وسالبة|سالبة وموجبة|متعادلة وسالبة|موجبة ومتعادلة"
    assert judge(question="ما شحنة كل من البروتون والإلكترون؟", options=charges, explanation="بيان.") is None


def test_article_alone_makes_no_option_but_in_grammar() -> None:
    """Options that differ in an article alone are near, save in Arabic lessons, which teach it."""
    options = "الجول|النيوتن|نيوتن|الباسكال"
    assert judge(options=options) == "near_options"
    assert judge(options=options, subject="arabic_language") is None


def test_lengths_are_measured() -> None:
    """The right option's length by the others' mean, and whether it is the longest, are kept."""
    measures: dict[str, float] = {}
    for check in EXAMS.checks(Strictness()):
        check.judge(EXAMS.read(Item("exams", ROW)), measures)
    assert measures["longest_right"] == 0.0
    assert measures["length_ratio"] == round(3 * 7 / 18, 2)
    assert 0 < measures["explanation_overlap"] < 1


def test_word_limits_come_from_outside() -> None:
    """Limits that the run sets take the place of the task's own."""
    checks = Chain(EXAMS.checks(Strictness(words={"question": (10, 20)})))
    refusal = checks.judge(EXAMS.read(Item("exams", ROW))).refusal
    assert refusal is not None
    assert refusal.code == "too_short"


def test_numbers_are_read_whole() -> None:
    """A key that is a number has a value, one with more in it has none."""
    assert read_number("1,000") == 1000
    assert read_number("3/4") == 3 / 4
    assert read_number("5 سم") is None
    assert read_number("1/0") is None


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ("(1, 3)|[1, 3]|(1, 3]|[1, 3)", None),
        ("ق(س)|قَ(س)|ق′(س)|ك(س)", "duplicate_options"),
        ("ق(س)|ق′(س)|ق″(س)|ك(س)", None),
        ("د س|د́ س|د̈ س|ح س", None),
        ("ن|ن!|2ن|ن²", None),
        ("5|٥|6|7", "duplicate_options"),
        ("5|(5)|6|7", "duplicate_options"),
        ("5|«5»|6|7", "duplicate_options"),
        ("س.|س|ص|ع", "duplicate_options"),
        ("العدل|العدل!|الظلم|الجور", "duplicate_options"),
        ("العدل|الْعَدْلُ|الظلم|الجور", "duplicate_options"),
    ],
)
def test_signs_of_formulas_tell_options_apart(options: str, code: str | None) -> None:
    """Primes, accents and the brackets of intervals are part of a formula; marks around it and digits are not."""
    found = judge(
        question="أيّ المقادير الآتية هو المطلوب؟", options=options, subject="mathematics", explanation="بيان."
    )
    assert code == found


def test_programs_are_told_apart_by_every_sign() -> None:
    """In computer science quotes and brackets make another program; a year in other digits is the same year."""
    options = "print(x)|print('x')|print[x]|echo x"
    question = "أيّ الأوامر الآتية يطبع قيمة المتغير؟"
    assert judge(question=question, options=options, subject="computer_science", explanation="بيان.") is None
    lesson: dict[str, Any] = {"question": "متى نُشرت الرواية؟", "subject": "arabic_language", "explanation": "بيان."}
    assert "duplicate_options" == judge(options="عام 1919|عام ١٩١٩|عام 1920|عام 1921", **lesson)
