"""Each task says which of its texts the corpus figures look at."""

from collections.abc import Callable
from typing import Any

import pytest

from prompts.discover import find_task
from prompts.tasks.exams.traits import read_traits as read_question
from prompts.tasks.grammar.traits import read_traits as read_triplet
from prompts.tasks.sentiment.traits import read_traits as read_opinion
from validators.base import Item, Reading
from validators.corpus.traits import Traits

QUESTION = {"question": "ما عاصمة مصر؟", "options": ["A. القاهرة", "B. طنطا", "C. أسوان", "D. قنا"], "answer": "A"}
OPINION = {"text": "خدمة سريعة وطعام لذيذ.", "sentiment": "positive"}
TRIPLET = {"input": "ذهبت الى البيت", "correction": "ذهبت إلى البيت", "explanation": "همزة", "error_type": "hamza"}


@pytest.mark.parametrize(
    ("task", "fields", "read", "traits"),
    [
        ("exams", QUESTION, read_question, Traits("question", ("A", "B", "C", "D"), "A", "", "questions")),
        ("sentiment", OPINION, read_opinion, Traits("text", (), "", "positive", "texts")),
        ("grammar", TRIPLET, read_triplet, Traits("input", (), "", "hamza", "sentences")),
    ],
)
def test_traits_name_texts(
    task: str, fields: dict[str, Any], read: Callable[[Reading], Traits], traits: Traits
) -> None:
    """A task's traits name texts that its rows have."""
    reading = find_task(task).read(Item(task, fields))
    found = read(reading)
    assert (traits, True) == (found, {found.main, *found.options} <= reading.texts.keys())
