"""A glance that spares a search in an opinion never hides what the search would find."""

from itertools import product

import pytest

from prompts.discover import find_task
from prompts.tasks.sentiment.checks import instruction
from validators.base import Item

SENTIMENT = find_task("sentiment")
BEFORE = (*("", "و", "ف", "وَ", "فَ", "ي", "يُ", "ل", "لَ"), *("(", "«", "- ", "+", "=", "%", "1) ", "*", "👍"))
ORDERS = (
    *("صنف", "صنّف", "صنفي", "حددوا", "حلل", "استخرج", "استنتج", "بيِّن", "اذكر", "عيّن", "قيّم"),
    *("وضّح", "اختر", "ضع", "اكتب", "اقرأ", "تعرّف", "قم", "أعط", "احكم", "قرر"),
)
ASKED = ("ما هي", "ماهو", "أي", "كيف تصنف", "ما")
FRAMES = ("{} مشاعر هذا النص", "{} تصنيف التغريدة")


def judge(text: str) -> bool:
    """Return whether a text is refused as one that holds an annotator's work."""
    return instruction.TaskInText().judge(SENTIMENT.read(Item("sentiment", {"text": text})), {}) is not None


@pytest.mark.parametrize("frame", FRAMES)
def test_orders_and_questions_pass_the_glance(frame: str) -> None:
    """Every text in which an order or a question is found is refused, whatever stands before its first word."""
    texts = [frame.format("".join(head)) for head in product(BEFORE, (*ORDERS, *ASKED))]
    found = [text for text in texts if instruction._ASKED.search(text)]
    assert len(found) > 50
    assert found == [text for text in texts if judge(text)]


@pytest.mark.parametrize("text", ["الفيلم يُحدد مشاعر التغريدة", "الفيلم يُحدد مشاعر التغريدة، وهذا ما أعجبني"])
def test_a_vowelled_verb_is_no_order(text: str) -> None:
    """A verb about somebody else is none, whatever other words the text holds."""
    assert not judge(text)
