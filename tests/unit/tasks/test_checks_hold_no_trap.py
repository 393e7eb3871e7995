"""No check of any task takes more than a moment for a long text of one sign, whatever the sign."""

from collections.abc import Iterator
from time import process_time
from typing import Any

import pytest

from engine.config.sections import ValidatorsConfig
from engine.judges import list_kinds, make_checks
from prompts.base import TaskSpec
from prompts.discover import discover_tasks
from validators.base import Check, Item
from validators.personal.check import PersonalData

MOST = 2.0
LENGTH = 16_000
SIGNS = [
    *("\n", " ", "\t", "\u0640", "\u064e", "(", ")", "[", "]", "«", "»", "5", "٥", "-", "–", ".", "،", "'", '"', "*"),
    *("ا", "a", "<", "{", "}", "&", "%", "#", "@", "/", ":", "=", "⭐", "\u200b"),
    *("ا ", "a ", "1 ", "1- ", "1/5 ", "\n-", "\n ", "a.", "تقييم", "نص ", "#ا "),
]
STARTS = {"نص": " ", "نص رقم": "\n", "1": " ", "التقييم ": "ا ", "الإجابة هي": " "}
TEXTS = [(sign * LENGTH)[:LENGTH] for sign in SIGNS]
TEXTS += [f"الرأي الثاني: {start}{(sign * LENGTH)[:LENGTH]}" for start, sign in STARTS.items()]


def build_items(name: str, text: str) -> Iterator[Item]:
    """Yield items of a task with a text in the place of each of theirs."""
    rows: dict[str, dict[str, Any]] = {
        "exams": {
            "question": "ما وحدة قياس القوة؟",
            "options": ["A. الجول", "B. النيوتن", "C. الواط", "D. الباسكال"],
            "answer": "B",
            "explanation": "القوة حاصل ضرب الكتلة في التسارع.",
            "subject": "physics",
        },
        "grammar": {
            "input": "ذهب الولد الى المدرسة",
            "correction": "ذهب الولد إلى المدرسة",
            "explanation": "تكتب «إلى» بهمزة قطع.",
            "error_type": "hamza",
        },
        "sentiment": {"text": "الطعام بارد", "sentiment": "negative"},
    }
    row = rows[name]
    for field, value in row.items():
        if field not in {"answer", "subject", "error_type", "sentiment"}:
            yield Item(
                name, {**row, field: text if isinstance(value, str) else [f"A. {text}", *value[1:-1], f"D. {text}ا"]}
            )


def list_checks(spec: TaskSpec) -> list[Check]:
    """Return every check that needs nothing but the row, in the order of a run."""
    limits = ValidatorsConfig()
    return [*make_checks(limits, spec, foreign=False), PersonalData(list_kinds(limits))]


@pytest.mark.parametrize("name", ["exams", "grammar", "sentiment"])
def test_no_check_is_trapped(name: str) -> None:
    """Every check of a task ends in moments on a text of one sign, in whichever field it stands."""
    spec = discover_tasks()[name]
    checks, slow = list_checks(spec), []
    for text in TEXTS:
        for item in build_items(name, text):
            reading = spec.read(item)
            for check in checks:
                began = process_time()
                check.judge(reading, {})
                took = process_time() - began
                if took > MOST:
                    slow.append(f"{type(check).__name__}: {text[:20]!r}, {took:.1f} s")
    assert [] == slow
