"""The form of one question as wishes for another: how long stem and options are, and whether the stem asks."""

from collections.abc import Mapping, Sequence
from typing import Any

from prompts.figures import Figure, StyleForm
from prompts.style import VOWELS, rank_vowels, say_length, say_vowels
from prompts.tasks.exams.options import bare_texts
from validators.text import words

_ASKS = "صُغ نص السؤال بصيغة استفهام تنتهي بعلامة استفهام."
_COMPLETES = "صُغ نص السؤال طلبًا أو عبارة تكملها البدائل، دون علامة استفهام."


def measure_style(fields: Mapping[str, Any]) -> tuple[int, ...]:
    """Return the stem's words, the options' mean words (rounded up), 1 for a question mark or 0, and vowel marks."""
    stem = fields["question"]
    options = [len(words(text)) for text in bare_texts(fields["options"])]
    asks = stem.rstrip(" .\"'»”").endswith(("؟", "?"))
    return len(words(stem)), -(-sum(options) // len(options)), int(asks), rank_vowels(stem)


def word_style(figures: Sequence[int]) -> tuple[str, ...]:
    """Return wishes for the stem's length, the options' length, question or not, and vowel marks."""
    stem, option, asks, vowels = figures
    return (
        say_length("نص السؤال", stem, least=3),
        say_length("كل بديل", option, least=1),
        _ASKS if asks else _COMPLETES,
        say_vowels(vowels),
    )


STYLE = StyleForm(
    (Figure("stem_words", 3, 40), Figure("option_words", 1, 12), Figure("question_mark", 0, 1), VOWELS),
    measure_style,
    word_style,
)
"""Bounds of words hold 98 of 100 questions of school papers."""
