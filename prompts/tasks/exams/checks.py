"""Structural checks of one exam question, for rows of our own and of foreign files alike."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from prompts.tasks.exams.bound import is_settled
from prompts.tasks.exams.options import LETTERS, bare_texts, has_double_prefix
from prompts.tasks.exams.references import named_answers
from validators.base import Check, Measures, Reading, Refusal
from validators.length import Length
from validators.text import fold_light, normalize

STEM_WORDS = (3, 80)
"""Least and largest number of words of a question."""

_PLACEHOLDERS = ("ABCD", "أبجد", "ابجد", "أبتث", "ابتث")
_OPTION_WORD = re.compile(r"^\W*(?:option|choice|answer|(?:ال)?(?:خيار|بديل|إجابة))?\W*(\w)\W*$", re.IGNORECASE)
_LONG_LATIN = re.compile("[A-Za-z]{4}")


def select_texts(fields: Mapping[str, Any]) -> dict[str, str]:
    """Return the free texts of a row, which has passed `ExamShape`: question, four option texts, explanation."""
    options = dict(zip(LETTERS, bare_texts(fields["options"]), strict=True))
    return {"question": fields["question"], **options, "explanation": fields.get("explanation") or ""}


def _option_texts(reading: Reading) -> tuple[str, ...]:
    return tuple(reading.texts.values())[1:-1]


def _option_keys(reading: Reading) -> tuple[str, ...]:
    return tuple(reading.keys.values())[1:-1]


@dataclass(frozen=True, slots=True)
class ExamShape:
    """Refuses a row that is no question with four options `A. …` to `D. …` and an answer A to D; stands first."""

    codes = ("wrong_shape", "option_count", "answer_unclear", "empty_option")

    def judge(self, reading: Reading, measures: Measures) -> Refusal | None:  # noqa: ARG002
        """Return the first fault of shape; a missing explanation is none, because real exams have none."""
        fields = reading.fields
        options = fields.get("options")
        if not isinstance(fields.get("question"), str) or not isinstance(fields.get("explanation") or "", str):
            return Refusal("wrong_shape", "question and explanation must be texts")
        if not isinstance(options, list | tuple) or not all(isinstance(option, str) for option in options):
            return Refusal("wrong_shape", "options must be a list of texts")
        if len(options) != len(LETTERS):
            return Refusal("option_count", f"{len(options)} options")
        if fields.get("answer") not in LETTERS:
            return Refusal("answer_unclear", str(fields.get("answer"))[:40])
        return _find_bad_option(options)


def _find_bad_option(options: list[str] | tuple[str, ...]) -> Refusal | None:
    for letter, option in zip(LETTERS, options, strict=True):
        if option[:3] != f"{letter}. " and option.strip() != f"{letter}.":
            return Refusal("wrong_shape", f"option {letter} has no prefix: {option[:40]}")
        if not (option[3:4].isalnum() or normalize(option[3:])):
            return Refusal("empty_option", f"option {letter}")
    return None


@dataclass(frozen=True, slots=True)
class DistinctOptions:
    """Refuses options that are the same to a reader, mere letters, or carry their letters twice."""

    codes = ("option_letters_only", "double_prefix", "duplicate_options")

    def judge(self, reading: Reading, measures: Measures) -> Refusal | None:  # noqa: ARG002
        """Return the first fault; in Arabic-language questions hamzas and vowels tell options apart."""
        texts = _option_texts(reading)
        if _are_letters(texts):
            return Refusal("option_letters_only", " ".join(texts))
        if has_double_prefix(texts):
            return Refusal("double_prefix", texts[0][:40])
        if len(set(_option_keys(reading))) < len(texts) and not self._differ_in_kind(reading, texts):
            return Refusal("duplicate_options", " | ".join(texts)[:200])
        return None

    @staticmethod
    def _differ_in_kind(reading: Reading, texts: tuple[str, ...]) -> bool:
        """Return whether options with one key differ in what is asked: spelling, or the case of symbols (Aa, mW)."""
        spelled = {fold_light(text) for text in texts}
        if reading.fields.get("subject") == "arabic_language":
            return len(spelled) == len(texts)
        symbols = all(_LONG_LATIN.search(text) is None for text in texts)
        cased = {normalize(re.sub("([A-Z])", r"^\1", text)) for text in texts}
        return symbols and len(cased) == len(texts)


def _are_letters(texts: tuple[str, ...]) -> bool:
    if max(map(len, texts)) > 16:
        return False
    found = [match[1].upper() for text in texts if (match := _OPTION_WORD.match(text))]
    return len(found) == len(texts) and any(sorted(found) == sorted(series) for series in _PLACEHOLDERS)


@dataclass(frozen=True, slots=True)
class AnswerInStem:
    """Refuses a question that holds its own answer."""

    codes = ("answer_in_stem",)

    def judge(self, reading: Reading, measures: Measures) -> Refusal | None:  # noqa: ARG002
        """Return a refusal where the right option, of two words or more, stands in the stem and no other does."""
        keys = _option_keys(reading)
        right = keys[LETTERS.index(reading.fields["answer"])]
        if " " not in right:
            return None
        stem = f" {reading.keys['question']} "
        if f" {right} " not in stem:
            return None
        others = sum(f" {key} " in stem for key in keys)
        return Refusal("answer_in_stem", right[:100]) if others == 1 else None


@dataclass(frozen=True, slots=True)
class SettledOptions:
    """Refuses options that speak of others (all of the above, both A and B) anywhere but in the last place."""

    codes = ("unmovable_options",)

    def judge(self, reading: Reading, measures: Measures) -> Refusal | None:  # noqa: ARG002
        """Return a refusal with the options."""
        texts = _option_texts(reading)
        return None if is_settled(texts) else Refusal("unmovable_options", " | ".join(texts)[:200])


@dataclass(frozen=True, slots=True)
class ExplanationAgrees:
    """Refuses a row whose explanation calls another letter the right one than its key."""

    codes = ("explanation_letter",)

    def judge(self, reading: Reading, measures: Measures) -> Refusal | None:  # noqa: ARG002
        """Return a refusal where the explanation names an answer and not only the key."""
        explanation = reading.fields.get("explanation") or ""
        named = named_answers(explanation)
        if not named or named == {LETTERS.index(reading.fields["answer"])}:
            return None
        return Refusal("explanation_letter", explanation[:200])


CHECKS: tuple[Check, ...] = (
    ExamShape(),
    Length({"question": STEM_WORDS}),
    DistinctOptions(),
    SettledOptions(),
    AnswerInStem(),
    ExplanationAgrees(),
)
