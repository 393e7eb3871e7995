"""Asks a plain sum with other numbers: result, wrong options and explanation are worked out anew."""

import re
from fractions import Fraction
from random import Random

from prompts.tasks.exams.checks.arithmetic import read_bare, work_out
from prompts.tasks.exams.options import LETTERS, bare_texts, write_options
from prompts.variants.base import Fields
from validators.text import normalize

_NUMBER = re.compile(r"\d+")
_DIGITS = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
_EASTERN = re.compile("[٠-٩]")
_TRIES = 20
_ASKED = re.compile(
    r"(?:(?P<act>ضرب|قسمة|جمع(?: العددين)?|طرح)|(?P<whole>مجموع(?: العددين)?))? ?(?P<sum>[(]*\d(?:.*[\d)])?)"
)
_WAYS = {
    "act": ("عند {} نحصل على {}.", "ناتج {} هو {}.", "نجد من {} أن الناتج هو {}."),
    "whole": ("نجد أن {} هو {}.", "إن {} يساوي {}."),
    "sum": ("قيمة {} هي {}.", "بحساب {} نحصل على {}.", "نحسب {} فنجد أن الناتج هو {}."),
}
"""How the result of an operation, a total and an expression are told."""


def swap_numbers(fields: Fields, wanted: str, rng: Random) -> Fields | None:  # noqa: ARG001
    """Return the question with other whole numbers; wrong options keep their distance from the right one.

    None where it is not a sum that can be worked out beyond doubt, or its options are not whole numbers above zero.
    """
    question = fields["question"]
    stated = [read_bare(text) for text in bare_texts(fields["options"])]
    right = stated[LETTERS.index(fields["answer"])]
    old = work_out(question, normalize(question))
    if fields.get("subject") == "computer_science" or old is None or old != right:
        return None
    for _ in range(_TRIES):
        asked = _NUMBER.sub(lambda match: _draw(match[0], rng), question)
        result = work_out(asked, normalize(asked))
        options = _move(stated, result - old) if result is not None and result != old else None
        if result is not None and options is not None:
            texts = [_write(each, question) for each in options]
            reason = {"explanation": _explain(asked, _write(int(result), question), rng)}
            return {
                **fields,
                "question": asked,
                "options": write_options(texts),
                **(reason if fields.get("explanation") else {}),
            }
    return None


def _explain(question: str, result: str, rng: Random) -> str:
    """Return a sentence that says what was worked out, as the question has it, and what came of it."""
    asked = _ASKED.search(question)
    assert asked is not None  # noqa: S101 - a sum has digits
    kind = "act" if asked["act"] else "whole" if asked["whole"] else "sum"
    return rng.choice(_WAYS[kind]).format(asked[0].strip(), result)


def _draw(number: str, rng: Random) -> str:
    """Return another number of as many digits and in the same script; 0, 1 and powers of ten stay what they are."""
    value = int(number)
    if value < 2 or number.strip("0٠") in {"1", "١"} or number[0] in "0٠":
        return number
    low = max(2, 10 ** (len(number) - 1))
    return _write(rng.randint(low, 10 ** len(number) - 1), number)


def _write(value: int, like: str) -> str:
    return str(value).translate(_DIGITS) if _EASTERN.search(like) else str(value)


def _move(stated: list[Fraction | None], distance: Fraction) -> list[int] | None:
    moved = [each + distance for each in stated if each is not None]
    whole = all(each.denominator == 1 and each > 0 for each in moved)
    return [int(each) for each in moved] if whole and len({*moved}) == len(stated) else None
