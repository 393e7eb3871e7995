"""Marks beside dates, with decimals, words and emoji; and dishes that are counted in one opinion."""

import pytest

from prompts.discover import find_task
from prompts.tasks.sentiment.checks.prose import OneOpinion
from prompts.tasks.sentiment.checks.rating import RatingAgrees, read_ratings
from validators.base import Check, Item

SENTIMENT = find_task("sentiment")


def judge(check: Check, text: str, label: str) -> str | None:
    """Return the code that one check refuses a text with, or None."""
    refusal = check.judge(SENTIMENT.read(Item("sentiment", {"text": text, "sentiment": label})), {})
    return refusal.code if refusal else None


@pytest.mark.parametrize(
    "text",
    [
        *("زرت المطعم يوم 1/10 وكان رائعا", "حجزت غرفة بتاريخ ٣/١٠", "زرناهم الخميس 1/5", "وصلنا الفندق 1/10"),
        *("افتتح المقهى في 1/10", "1/5 الماضي كانت أول زيارة", "1/10 من الطلبات تأخرت", "عدت إليهم 2/10-2023"),
    ],
)
def test_dates_are_no_marks(text: str) -> None:
    """A day and a month, or a part of something, contradicts no label."""
    assert judge(RatingAgrees(), text, "positive") is None


@pytest.mark.parametrize(
    ("text", "shares"),
    [
        ("1,5/5", [0.3]),
        ("التقييم ٣٫٥/٥", [0.7]),
        ("1،5/5", [0.3]),
        ("4.25/5", [0.85]),
        ("تقييمي 3,5 من 5", [0.7]),
        ("⭐️⭐️⭐️⭐️⭐️", [1.0]),
        ("⭐️⭐️⭐️⭐️", [0.8]),
        ("تقييمي ستة من عشرة", [0.6]),
        ("تقييمي سبعة من عشرة", [0.7]),
        ("أعطيه ثمانية من عشرة", [0.8]),
        ("أعطيه ثماني من عشر", [0.8]),
        ("تقييمي اثنين من خمسة", [0.4]),
        ("زرتهم يوم 1/10 وتقييمي 9/10", [0.9]),
        ("الطعام 1/10", [0.1]),
        ("", []),
    ],
)
def test_marks_are_read_whole(text: str, shares: list[float]) -> None:
    """Decimal commas, variation selectors and number words are read; a rating word outweighs a date before it."""
    assert shares == read_ratings(text)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("- كيف وجدت الفندق؟\n- هادئًا ونظيفًا.\n- وهل تعود إليه؟\n- نعم، في الصيف القادم.", None),
        ("ما أعجبني في الحقيبة:\n- قماشها متين\n- جيوبها كثيرة", None),
        ("مكنسة جيدة لثلاثة أسباب: 1) صوتها خافت. 2) وزنها خفيف. 3) سعرها مقبول.", None),
        ("سألت البائع عنها:\n- أهي أصلية؟\n- نعم، وعليها ضمان.", None),
        ("- المكنسة خفيفة الوزن.\n- الفندق بعيد عن البحر.", "several_opinions"),
        ("آراء الزبائن:\n- المكنسة خفيفة الوزن.\n- صوتها مزعج.", "several_opinions"),
        ("إليكم تعليقين: 1) المكنسة خفيفة. 2) صوتها مزعج.", "several_opinions"),
        ("ما أعجبني: قماشها\n- الحقيبة متينة\n- الفندق بعيد", "several_opinions"),
    ],
)
def test_talks_and_points_are_one_opinion(text: str, code: str | None) -> None:
    """A talk with dashes, or points under a heading of one writer, is one opinion; a list without one is several."""
    assert judge(OneOpinion(), text, "positive") == code


@pytest.mark.parametrize("text", ["طلبنا طبقين: 1- كبسة 2- مندي وكلاهما لذيذ", "الطابق 1 - المطعم والطابق 2 - المقهى"])
def test_two_counted_things_are_one_opinion(text: str) -> None:
    """Two things that are counted within a sentence are one opinion."""
    assert judge(OneOpinion(), text, "positive") is None


@pytest.mark.parametrize(
    "text",
    [
        *("1- الطعام لذيذ جدا. 2- الخدمة سيئة", "1) الطعام لذيذ 2) الخدمة سيئة 3) المكان بعيد", "١. رائع! ٢. فظيع"),
        "1- الطعام لذيذ جدا والنادل بشوش ومهذب 2- الخدمة سيئة",
    ],
)
def test_numbered_sentences_are_several_opinions(text: str) -> None:
    """Numbered sentences, or three numbers in a line, are several opinions."""
    assert judge(OneOpinion(), text, "positive") == "several_opinions"
