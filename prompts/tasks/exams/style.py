"""The form of one question as wishes for another: how long stem and options are, and whether the stem asks."""

from collections.abc import Mapping
from typing import Any

from prompts.style import say_length, say_vowels
from prompts.tasks.exams.options import bare_texts
from validators.text import words

_ASKS = "صُغ نص السؤال بصيغة استفهام تنتهي بعلامة استفهام."
_COMPLETES = "صُغ نص السؤال طلبًا أو عبارة تكملها البدائل، دون علامة استفهام."


def guide_style(fields: Mapping[str, Any]) -> tuple[str, ...]:
    """Return wishes for the stem's length, the options' mean length (rounded up), question or not, and vowel marks."""
    stem = fields["question"]
    options = [len(words(text)) for text in bare_texts(fields["options"])]
    asks = stem.rstrip(" .\"'»”").endswith(("؟", "?"))
    return (
        say_length("نص السؤال", len(words(stem)), least=3),
        say_length("كل بديل", -(-sum(options) // len(options)), least=1),
        _ASKS if asks else _COMPLETES,
        say_vowels(stem),
    )
