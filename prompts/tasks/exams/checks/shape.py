"""The shape of one exam question: what every later check may count on, and the texts that it reads."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from prompts.tasks.exams.options import LETTERS, bare_texts
from validators.base import Measures, Reading, Refusal
from validators.text import normalize


def select_texts(fields: Mapping[str, Any]) -> dict[str, str]:
    """Return the free texts of a row, which has passed `ExamShape`: question, four option texts, explanation."""
    options = dict(zip(LETTERS, bare_texts(fields["options"]), strict=True))
    return {"question": fields["question"], **options, "explanation": fields.get("explanation") or ""}


_PICK_OPTIONS: Callable[[Mapping[str, Any]], tuple[Any, ...]] = itemgetter(*LETTERS)


def list_option_texts(reading: Reading) -> tuple[str, ...]:
    """Return the four options without their letters, as they stand."""
    return _PICK_OPTIONS(reading.texts)


def list_option_keys(reading: Reading) -> tuple[str, ...]:
    """Return the matching keys of the four options."""
    return _PICK_OPTIONS(reading.keys)


def list_option_words(reading: Reading) -> tuple[list[str], ...]:
    """Return the words of these keys, option by option."""
    return _PICK_OPTIONS(reading.words)


def find_right(reading: Reading) -> int:
    """Return the place (from 0) of the right option."""
    return LETTERS.index(reading.fields["answer"])


def find_right_key(reading: Reading) -> str:
    """Return the matching key of the right option."""
    return reading.keys[reading.fields["answer"]]


_PREFIXES = tuple([f"{letter}. " for letter in LETTERS])


def _is_text(value: object) -> bool:
    return isinstance(value, str)


@dataclass(frozen=True, slots=True)
class ExamShape:
    """Refuses a row that is no question with four options `A. …` to `D. …` and an answer A to D; stands first.

    Attributes:
        foreign: Lets a row without an explanation pass, because real exams have none.
    """

    foreign: bool = False
    codes = ("wrong_shape", "option_count", "answer_unclear", "empty_option", "empty_explanation")

    def judge(self, reading: Reading, measures: Measures) -> Refusal | None:  # noqa: ARG002
        """Return the first fault of shape."""
        fields = reading.fields
        options, explanation = fields.get("options"), fields.get("explanation") or ""
        if not isinstance(fields.get("question"), str) or not isinstance(explanation, str):
            return Refusal("wrong_shape", "question and explanation must be texts")
        if not isinstance(options, (list, tuple)) or not all(map(_is_text, options)):
            return Refusal("wrong_shape", "options must be a list of texts")
        if len(options) != len(LETTERS):
            return Refusal("option_count", f"{len(options)} options")
        if fields.get("answer") not in LETTERS:
            return Refusal("answer_unclear", str(fields.get("answer"))[:40])
        return _find_bad_option(options) or self._miss_explanation(explanation)

    def _miss_explanation(self, explanation: str) -> Refusal | None:
        if self.foreign or explanation[:1].isalpha() or any(map(str.isalpha, explanation)):
            return None
        return Refusal("empty_explanation", explanation[:40])


def _find_bad_option(options: list[str] | tuple[str, ...]) -> Refusal | None:
    for prefix, letter, option in zip(_PREFIXES, LETTERS, options, strict=True):
        if option[:3] != prefix and option.strip() != f"{letter}.":
            return Refusal("wrong_shape", f"option {letter} has no prefix: {option[:40]}")
        if not (option[3:4].isalnum() or normalize(option[3:])):
            return Refusal("empty_option", f"option {letter}")
    return None
