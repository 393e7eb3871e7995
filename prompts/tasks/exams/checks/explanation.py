"""Explanations that point to another answer than the key, or that explain nothing."""

import re
from dataclasses import dataclass

from prompts.tasks.exams.checks.shape import find_right, list_option_keys
from prompts.tasks.exams.options import LETTERS
from prompts.tasks.exams.references import named_answers
from validators.base import Measures, Reading, Refusal

_LETTER_HINTS = ("جاب", "جواب", "خيار", "بديل", "بدائل", "ختيار", "ption", "nswer", "hoice", "lternative")
_TEXT_HINTS = ("جاب", "جواب", "صحيح", "صواب")
_RIGHT = r"(?:الصحيح|الصائب|السليم|الادق|المناسب)ه?"
_LINK = r"(?: (?:هو|هي|اذن|هنا|ان|انه|انها|تكون|يكون))*"
_SAYS = re.compile(
    rf"(?<!\w)[وف]?(?:(?:ال)?(?:اجابه|جواب)(?: {_RIGHT})?|(?:الخيار|البديل|الاختيار|الحل) {_RIGHT}|الصحيح|الصواب)"
    rf"{_LINK} "
    r"(?:[a-d] |[ابجد] )?"
)
_SAID_BEFORE = re.compile(rf" (?:هو|هي) (?:الاجابه|الجواب|الخيار|البديل|الاختيار) {_RIGHT}(?!\w)")
_DENIAL = re.compile(r"(?<!\w)[وف]?(?:ليس|ليست|غير|لا|ما|لم|لن|يظن|يعتقد|يحسب|يختار|خطا|خاطئ|خاطئه|توهم)(?!\w)")
_FILLER = frozenset(
    {
        *("الاجابه", "الجواب", "الصحيح", "الصحيحه", "الخيار", "البديل", "هي", "هو", "لانها", "لانه", "لان"),
        *("هذه", "هذا", "ذلك", "صحيح", "صحيحه", "انها", "انه", "الحل", "و", "في", "اذن", "الاختيار", "وهي"),
        *("وهو", "فهي", "فهو", "لكونها", "لكونه"),
    }
)


@dataclass(frozen=True, slots=True)
class ExplanationAgrees:
    """Refuses a row whose explanation calls another option right than its key, by its letter or by its text."""

    codes = ("explanation_letter", "explanation_contradicts")

    def judge(self, reading: Reading, measures: Measures) -> Refusal | None:  # noqa: ARG002
        """Return a refusal where the explanation names an answer and not only the key."""
        key = reading.keys["explanation"]
        right, explanation = find_right(reading), reading.texts["explanation"]
        if any(map(key.__contains__, _LETTER_HINTS)):
            named = named_answers(explanation)
            if named and named != {right}:
                return Refusal("explanation_letter", explanation[:200])
        said = _find_said(key, list_option_keys(reading)) if any(map(key.__contains__, _TEXT_HINTS)) else None
        if said is None or said == right:
            return None
        return Refusal("explanation_contradicts", f"{LETTERS[said]}: {explanation[:200]}")


def _find_said(key: str, options: tuple[str, ...]) -> int | None:
    """Return the place of the first option whose text is said to be the answer; the longest where several fit."""
    for match in _SAYS.finditer(key):
        rest = f"{key[match.end() :]} "
        fits = [place for place, option in enumerate(options) if rest.startswith(f"{option} ")]
        if fits:
            place = max(fits, key=lambda fit: len(options[fit]))
            around = (
                key[max(0, match.start() - 20) : match.start()] + rest[len(options[place]) : len(options[place]) + 16]
            )
            return None if _DENIAL.search(around) else place
    for match in _SAID_BEFORE.finditer(key):
        before = f" {key[: match.start()]}"
        fits = [place for place, option in enumerate(options) if before.endswith(f" {option}")]
        if fits and not _DENIAL.search(before[-60:]):
            return max(fits, key=lambda fit: len(options[fit]))
    return None


@dataclass(frozen=True, slots=True)
class ExplanationSays:
    """Refuses an explanation that says no more than question or option; measures `explanation_overlap`.

    `explanation_overlap` is the share (0 to 1) of the words of stem and right option that it takes up: one near 0 may
    explain another question, but a good one may say all in its own words.
    """

    codes = ("explanation_copies",)

    def judge(self, reading: Reading, measures: Measures) -> Refusal | None:
        """Return a refusal with the explanation."""
        explanation, stem = reading.keys["explanation"], reading.keys["question"]
        right = list_option_keys(reading)[find_right(reading)]
        said, stem_words, right_words = set(explanation.split()), set(stem.split()), set(right.split())
        asked = stem_words | right_words
        measures["explanation_overlap"] = round(len(asked & said) / (len(asked) or 1), 2)
        own = said - _FILLER
        if own <= right_words or (own <= stem_words and len(own) * 2 > len(stem_words)):
            return Refusal("explanation_copies", reading.texts["explanation"][:200])
        return None
