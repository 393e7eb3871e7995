"""What an explanation says of the options: read by letter and by text, and held against the key."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prompts.base import Strictness
from prompts.discover import find_task
from prompts.tasks.exams.checks.claims import read_claims
from prompts.tasks.exams.checks.undecided import find_stranger, find_undecided
from validators.base import Item
from validators.chain import Chain
from validators.text import normalize

EXAMS = find_task("exams")
OPTIONS = ("الجول", "النيوتن", "الواط", "الباسكال")
STEM = "ما وحدة قياس القوة في النظام الدولي؟"


def judge(
    explanation: str, *, question: str = STEM, options: tuple[str, ...] = OPTIONS, answer: str = "B"
) -> str | None:
    """Return the code that a row with this explanation is refused with, or None."""
    fields: dict[str, Any] = {
        "question": question,
        "options": [f"{letter}. {text}" for letter, text in zip("ABCD", options, strict=True)],
        "answer": answer,
        "explanation": explanation,
        "subject": "physics",
    }
    refusal = Chain(EXAMS.checks(Strictness())).judge(EXAMS.read(Item("exams", fields))).refusal
    return refusal.code if refusal else None


def called(text: str, *, right: bool = True) -> set[int]:
    """Return the places of the options that a text calls right, or wrong."""
    keys = [normalize(option) for option in OPTIONS]
    return {claim.place for claim in read_claims(normalize(text).split(), keys, text) if claim.right == right}


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("الإجابة الصحيحة هي (ب).", {1}),
        ("فالإجابة ج.", {2}),
        ("الجواب: D", {3}),
        ("The correct answer is C.", {2}),
        ("الخيار أ هو الصحيح، والخيار ب خاطئ.", {0}),
        ("البديل الثالث صحيح.", {2}),
        ("الجواب الصحيح هو الخيار (د) أما سواه فلا يناسب.", {3}),
        ("الصواب هو (ج) بحسب المراجع.", {2}),
        ("ب هي الإجابة الصحيحة.", {1}),
        ("الصواب «الواط» لأنه يتفق مع ما تقرره المراجع.", {2}),
        ("ولهذا فإن الواط هو الجواب الصحيح.", {2}),
        ("الخياران أ وب صحيحان.", {0, 1}),
        ("الإجابة الصحيحة هي أ أو ج.", {0, 2}),
        ("الخيار (ب) غير صحيح.", set()),
        ("قد يظن بعضهم أن الإجابة هي ج.", set()),
        ("ليست الإجابة الصحيحة هي (ج).", set()),
        ("الإجابة بـ«نعم» لا تكفي.", set()),
        ("الجواب عند د. أحمد زويل.", set()),
        ("العدد الصحيح 3 أولي.", set()),
        ("تتبخر المياه بفعل الحرارة.", set()),
    ],
)
def test_reads_which_options_are_called_right(text: str, places: set[int]) -> None:
    """Only an option that the text calls right counts, not one that it discusses, doubts or denies."""
    assert places == called(text)


@pytest.mark.parametrize(
    "text",
    [
        "الخيار B غير صحيح لأنه لا يتفق مع المعطيات.",
        "أما الخيار ب فهو إجابة خاطئة.",
        "الإجابة (ب) ليست صحيحة.",
        "البديل الثاني خاطئ.",
    ],
)
def test_reads_which_option_is_called_wrong(text: str) -> None:
    """The key called wrong is read, and refused."""
    assert called(text, right=False) == {1}
    assert judge(text) == "explanation_denies"


@given(st.text(alphabet="أبجدABCD ()«»،.وهيالخيارإجابةصحيح12\u064b\u0640\n", max_size=80))
def test_any_text_can_be_read(text: str) -> None:
    """No text raises, and every claim is about one of four places."""
    assert called(text) | called(text, right=False) <= {0, 1, 2, 3}


def test_wrong_statements_are_right_where_they_are_asked_for() -> None:
    """In a question for what is not so, a false option is the key and a true one is not."""
    stem = "أي العبارات الآتية غير صحيحة؟"
    assert judge("الخيار (ب) غير صحيح علميًا، فالضوء أسرع منه.", question=stem) is None
    assert judge("الخيار (أ) صحيح علميًا، فهو معروف منذ قرون.", question=stem) is None
    assert judge("الإجابة الصحيحة هي (أ) لأنها مخالفة.", question=stem) == "explanation_letter"


@pytest.mark.parametrize(
    "explanation",
    [
        "كلا الخيارين ب وج صحيح في هذه الحالة.",
        "يمكن قبول الإجابتين ب ود لأن كلتيهما صحيحة.",
        "جميع الخيارات صحيحة من حيث المبدأ.",
        "هناك أكثر من إجابة صحيحة لهذا السؤال.",
    ],
)
def test_two_right_options_are_refused(explanation: str) -> None:
    """An explanation that accepts several options spoils the question."""
    assert judge(explanation) == "two_right_options"


def test_options_that_join_others_may_be_explained_by_them() -> None:
    """Where the key joins two options, or sums all up, these may be called right."""
    pair = ("القوة", "السرعة", "الكتلة", "أ وب معًا")
    assert judge("الخياران أ وب صحيحان لأن لكل منهما اتجاهًا.", options=pair, answer="D") is None
    everything = ("القوة", "السرعة", "الإزاحة", "كل ما سبق")
    assert judge("جميع الخيارات صحيحة لأن لكل منها اتجاهًا.", options=everything, answer="D") is None
    nothing = ("الكتلة", "الزمن", "الحجم", "لا شيء مما سبق")
    assert judge("جميع الخيارات خاطئة لأنها بلا اتجاه.", options=nothing, answer="D") is None
    assert judge("جميع الخيارات خاطئة لأنها بلا اتجاه.", options=nothing, answer="A") == "no_right_option"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("لا توجد إجابة صحيحة بين الخيارات المذكورة.", "no_right_option"),
        ("كل الخيارات الأربعة غير صحيحة.", "no_right_option"),
        ("ليس بين هذه البدائل جواب صحيح.", "no_right_option"),
        ("الجواب الصحيح غير مذكور.", "no_right_option"),
        ("لا توجد إجابة صحيحة سوى النيوتن.", None),
        ("جميع الخيارات الأخرى خاطئة.", None),
        ("بقية البدائل غير صحيحة.", None),
        ("جميع الخيارات خاطئة ما عدا الثاني.", None),
        ("لا توجد علاقة بين القوة والزمن.", None),
    ],
)
def test_undecided_explanations_are_found(text: str, code: str | None) -> None:
    """What finds no option right is found; what sets one apart from the rest is not."""
    key = normalize(text)
    found = find_undecided(key, key.split())
    assert code == (found[0] if found else None)


@pytest.mark.parametrize(
    ("text", "options", "strange"),
    [
        ("الإجابة الصحيحة هي 15.", ("12", "14", "16", "18"), True),
        ("الإجابة الصحيحة هي 0.5.", ("1/2", "1/3", "1/4", "1/5"), False),
        ("الجواب هو 12 مترًا.", ("12 م", "14 م", "16 م", "18 م"), False),
        ("الإجابة الصحيحة هي «الداين» لا غير.", OPTIONS, True),
        ("الإجابة الصحيحة هي «نيوتن واحد».", OPTIONS, False),
        ("الإجابة الصحيحة هي الداين.", OPTIONS, False),
    ],
)
def test_answers_of_no_option_are_found(text: str, options: tuple[str, ...], *, strange: bool) -> None:
    """A number or a quotation stated as the answer is strange where no option has anything of it."""
    key, keys = normalize(text), [normalize(option) for option in options]
    assert strange == (find_stranger(text, key, key.split(), keys) is not None)
