"""Questions that people wrote know nothing of a persona: none is refused."""

from pathlib import Path

import pytest

from engine.dataset.lines import BadLine
from engine.dataset.reader import read_items
from prompts.discover import find_task
from prompts.personas.bank import load_bank
from validators.base import Item
from validators.persona import judge_persona

pytestmark = pytest.mark.real_data


@pytest.mark.parametrize("name", ["exams_ar/exams_ar_test.jsonl", "arabicmmlu_egypt/ArabicMMLUs.csv"])
def test_no_real_question_is_refused(real_data: Path, name: str) -> None:
    """Each question passes beside every tenth persona of the bank, and echoes at most a fifth of one's words."""
    items = [item for item in read_items(real_data / name) if not isinstance(item, BadLine)]
    assert len(items) > 500
    for item in items:
        reading = find_task(item.task).read(Item(item.task, item.fields))
        for persona in load_bank()[::10]:
            measures: dict[str, float] = {}
            assert judge_persona(reading, persona.text, measures) is None
            assert measures["persona_overlap"] <= 0.2
