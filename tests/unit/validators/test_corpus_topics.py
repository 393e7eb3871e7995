"""Topics: phrases that tell what a text is about, and how they are written."""

import pytest

from validators.corpus.spelling import spell_opening, spell_topic, spell_whole
from validators.corpus.topic import find_topics
from validators.text import normalize

STEM = "ما العامل الأساسي الذي أدى إلى قيام الثورة الصناعية في أوروبا؟"


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        (STEM, ["قيام الثوره", "الثوره الصناعيه", "قيام الثوره الصناعيه"]),
        ("أيّ مما يلي هو السبب الرئيسي؟", []),
        ("كيف بدأت ثورة 1919 في مصر؟", ["بدات ثوره", "ثوره 1919", "بدات ثوره 1919"]),
        ("ما ناتج 5 + 3 × 2؟", []),
        ("القاهرة", []),
        ("", []),
    ],
)
def test_topics_are_content_words_in_a_row(text: str, topics: list[str]) -> None:
    """Function words and the stock words of exams are no topic and part the words beside them."""
    assert topics == find_topics(normalize(text).split())


@pytest.mark.parametrize("written", ["والثورة الصناعية", "بالثورة الصناعية", "للثورة الصناعية", "وللثورة الصناعية"])
def test_clitics_make_no_other_topic(written: str) -> None:
    """A conjunction or preposition written together with the article is no part of the topic."""
    assert ["الثوره الصناعيه"] == find_topics(normalize(written).split())


def test_a_topic_is_counted_once_in_a_row() -> None:
    """A phrase that stands twice is found once."""
    assert 1 == find_topics(normalize("الثورة الصناعية في الثورة الصناعية").split()).count("الثوره الصناعيه")


def test_a_topic_is_written_as_people_write_it() -> None:
    """A phrase is shown with its hamzas and ta marbutas and without clitics."""
    assert "الثورة الصناعية" == spell_topic("الثوره الصناعيه", ["ما عاصمة مصر؟", "ما أثر ذلك في الثورة الصناعية؟"])
    assert "الثورة الصناعية" == spell_topic("الثوره الصناعيه", ["كيف مهّد القطن للثورة الصناعية؟"])


def test_an_opening_is_written_as_people_write_it() -> None:
    """Opening words are shown as a text that begins with them writes them."""
    assert "أيّ الدول" == spell_opening("اي الدول", [STEM, "«أيّ الدول أكبر؟»"])


def test_an_option_is_written_as_people_write_it() -> None:
    """A whole text is shown as it stands."""
    assert "كل ما سبق." == spell_whole("كل ما سبق", ["النيل", "كل ما سبق."])


def test_what_no_recent_text_holds_is_shown_in_matching_form() -> None:
    """Without a text that holds it, a phrase is shown as it is counted."""
    found = [spell("الثوره", ["ما عاصمة مصر؟"]) for spell in (spell_opening, spell_topic, spell_whole)]
    assert ["الثوره"] * 3 == found
