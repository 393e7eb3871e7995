"""Places where an explanation names options: read, renamed, and left alone where they are something else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prompts.tasks.exams.references import follow_moves

SWAP = {1: 3, 3: 1}
"""The second and the fourth option change places."""


@pytest.mark.parametrize(
    ("text", "moved"),
    [
        ("الإجابة الصحيحة هي (ب) لأن الماء يغلي.", "الإجابة الصحيحة هي (د) لأن الماء يغلي."),
        ("الإجابةُ الصّحيحةُ هيَ «ب» لأنّ الماءَ يغلي.", "الإجابةُ الصّحيحةُ هيَ «د» لأنّ الماءَ يغلي."),
        ("الخيار B صحيح.", "الخيار D صحيح."),
        ("Option B is correct.", "Option D is correct."),
        ("the correct answer is b", "the correct answer is d"),
        ("**B** is the correct answer", "**D** is the correct answer"),
        ("البديل الثاني هو الصحيح، والبديل الرابع خاطئ.", "البديل الرابع هو الصحيح، والبديل الثاني خاطئ."),
        ("الإجابة الأخيرة صحيحة.", "الإجابة الثانية صحيحة."),
        ("the second option is right", "the fourth option is right"),
        ("الخياران الأول والثاني خاطئان.", "الخياران الأول والرابع خاطئان."),
        ("الخيارات أ وب وج خاطئة.", "الخيارات أ ود وج خاطئة."),
        ("الخيار رقم 2 صحيح.", "الخيار رقم 4 صحيح."),
        ("الخيار رقم ٢ صحيح.", "الخيار رقم ٤ صحيح."),
        ("ب هي الإجابة الصحيحة.", "د هي الإجابة الصحيحة."),
        ("الإجابة الصحيحة: ب، أي بغداد", "الإجابة الصحيحة: د، أي بغداد"),
        ("أما الخيار (أ) فغير صحيح.", "أما الخيار (أ) فغير صحيح."),
        ("الاختيار الصحيح هو الحرف B", "الاختيار الصحيح هو الحرف D"),
    ],
)
def test_renames_in_the_manner_of_the_text(text: str, moved: str) -> None:
    """A named option gets its new name in the same script, case, gender and article."""
    assert moved == follow_moves(text, SWAP)


def test_keeps_the_arabic_order_in_use() -> None:
    """Where the third option is called ت, the order is أ ب ت ث and goes on as such."""
    assert follow_moves("الخيار ت صحيح، والخيار ث خاطئ.", {2: 3, 3: 2}) == "الخيار ث صحيح، والخيار ت خاطئ."


@pytest.mark.parametrize(
    "text",
    [
        "يحتوي البرتقال على فيتامين C بكثرة.",
        "درجة الغليان 100 °C عند الضغط الجوي المعتاد.",
        "القوة المغناطيسية F = B × I × L حين يتعامد السلك مع المجال.",
        "قال د. أحمد زويل ذلك، وهو جواب الشرط.",
        "وقعت الحرب العالمية الثانية بعد الأولى.",
        "الخيارات الأخرى غير صحيحة.",
        "وكان ذلك جوابًا عن السؤال.",
        "كتبَ بِيَدِهِ وصفًا، وحُبُّ العلم دأبُه.",
        "",
    ],
)
def test_leaves_what_names_no_option(text: str) -> None:
    """Vitamins, units, formulas, titles and ordinals of other things are no options."""
    assert text == follow_moves(text, SWAP)


@pytest.mark.parametrize(
    "text",
    ["(ب) لأن الماء يغلي.", "نختار ب دون تردد.", "الخيار 2 صحيح.", "الجواب ليس ب.", "الإجابة الصحيحة: د. الرياض"],
)
def test_gives_up_where_unsure(text: str) -> None:
    """A letter or number that may be an option, in no known turn of phrase, is not guessed at."""
    assert follow_moves(text, SWAP) is None


@given(st.text(alphabet="أبجدABCD ()«»،.وهيالخيارإجابة12°=\u064b\u0640\n", max_size=80))
def test_moving_there_and_back_names_the_same(text: str) -> None:
    """A swap done once more after going back names the same options as the first, and no text raises."""
    once = follow_moves(text, SWAP)
    if once is not None:
        back = follow_moves(once, SWAP)
        assert back is not None
        assert once == follow_moves(back, SWAP)
