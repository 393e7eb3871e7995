"""Style guidance: figures of seeds come through, words of seeds never do."""

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prompts.discover import find_task
from prompts.style import StyleGuide
from validators.text import normalize, words

EXAMS = find_task("exams")
WORD = st.text(alphabet="بتثجحخدذرزسشصضطظعغفقكلمنهويةأإى", min_size=2, max_size=9)


def make_row(
    question: str, options: tuple[str, ...] = ("واحد", "اثنان", "ثلاثة", "أربعة"), **more: str
) -> dict[str, Any]:
    """Return a question's fields."""
    lettered = [f"{letter}. {text}" for letter, text in zip("ABCD", options, strict=True)]
    return {"question": question, "options": lettered, "answer": "A", "explanation": "", "subject": "physics", **more}


def describe(question: str, **more: Any) -> str:
    """Return the guidance of one seed."""
    return StyleGuide.of(EXAMS, [make_row(question, **more)]).describe(0)


def test_measures_a_seed() -> None:
    """A seed becomes its lengths, its form and its vowel marks; options count with their mean, rounded up."""
    guidance = describe("ما أصغر عدد أولي؟", options=("واحد", "اثنان فقط", "ثلاثة", "أربعة"))
    assert guidance.split("\n") == [
        "- اجعل نص السؤال بين 3 كلمات و6 كلمات.",
        "- اجعل كل بديل بين كلمة واحدة و4 كلمات.",
        "- صُغ نص السؤال بصيغة استفهام تنتهي بعلامة استفهام.",
        "- اكتب دون تشكيل إلا ما لا بد منه.",
    ]


def test_says_nothing_of_the_subject() -> None:
    """What a seed is about does not come through, whatever it says."""
    assert describe("ما هذا؟", subject="نص سري") == describe("ما هذا؟")


def test_refuses_more_than_ten_seeds() -> None:
    """Eleven rows are no style."""
    with pytest.raises(ValueError, match="at most 10 seeds, not 11"):
        StyleGuide.of(EXAMS, [make_row("ما هذا؟")] * 11)


def test_asks_for_a_length_around_the_seed() -> None:
    """The guidance holds the seed's length in a range, with the right form of the noun."""
    assert "اجعل نص السؤال بين 8 كلمات و12 كلمة." in describe("كلمة " * 10)


def test_tells_question_from_completion() -> None:
    """A stem with a question mark and one without give different guidance."""
    assert "علامة استفهام تنتهي" not in describe("عاصمة الأردن هي")
    assert "بصيغة استفهام" in describe("ما عاصمة الأردن؟")
    assert "تكملها البدائل" in describe("عاصمة الأردن هي")


def test_tells_vowelled_text() -> None:
    """A fully vowelled seed asks for vowelled text, a plain one for plain text."""
    assert "ضبطًا تامًا" in describe("كَتَبَ الطَّالِبُ الدَّرْسَ فِي الدَّفْتَرِ")
    assert "دون تشكيل" in describe("كتب الطالب الدرس في الدفتر")


def test_describes_texts_without_options() -> None:
    """A seed of another task says nothing of questions and options."""
    text = StyleGuide.of(find_task("sentiment"), [{"text": "وصل الطلب سريعًا " * 8, "sentiment": "positive"}]).describe(
        0
    )
    assert "اجعل النص بين" in text
    assert "السؤال" not in text
    assert "بديل" not in text


@given(st.lists(WORD, min_size=1, max_size=60), st.booleans(), st.lists(WORD, min_size=4, max_size=4, unique=True))
def test_guidance_depends_on_figures_alone(stem: list[str], asks: bool, options: list[str]) -> None:
    """Another seed with the same figures gives the same guidance: no word can have come through."""
    mark = "؟" if asks else ""
    first = describe(" ".join(stem) + mark, options=tuple(options))
    other = describe(" ".join(["زززز"] * len(stem)) + mark, options=("ززز",) * 4)
    assert first == other


@given(st.lists(WORD, min_size=4, max_size=40), st.booleans())
def test_no_words_of_a_seed_in_the_guidance(stem: list[str], asks: bool) -> None:
    """No four words in a row of a seed stand in the guidance made of it."""
    text = " ".join(stem)
    guidance = normalize(describe(text + ("؟" if asks else "")))
    keys = [normalize(word) for word in words(text)]
    grams = [" ".join(keys[at : at + 4]) for at in range(len(keys) - 3)]
    assert [gram for gram in grams if gram in guidance] == []


@given(st.integers(1, 4000))
def test_ranges_are_never_empty(count: int) -> None:
    """The wished range holds the seed's own length where a question may have it, and its end lies above its start."""
    low, high = (int(number) for number in re.findall(r"\d+", describe("كلمة " * count).split("\n")[0]))
    assert 3 <= low < high
    assert low <= max(count, 3) <= high
