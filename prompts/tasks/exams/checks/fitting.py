"""Options that cannot be chosen: a phrase in another language, the stem once more, or the name of an option."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from prompts.tasks.exams.checks.shape import list_option_keys, list_option_texts
from validators.base import Measures, Reading, Refusal
from validators.hints import watch
from validators.late import compile_late

_SHARE = 0.9
"""Share of the words that an option and the stem have in common, of the longer one, from where they are the same."""
_LEAST_WORDS = 4
"""Words of a stem from where an option repeats it by more than chance."""

_ARABIC = compile_late("[ء-ي]")
_LATIN = compile_late("[A-Za-z]{2}")
_PROSE = compile_late(r"[A-Z]?[a-z'’]*(?: (?:[A-Za-z][a-z'’-]*|[A-Z]{1,5}|[0-9]{1,4}),?)+[.!?]?")
_SMALL = frozenset(
    re.findall(
        r"\w+",
        "the of and a an in is are was were to by with for on from it its that this these those all none not no at as"
        " be or which when because than more most both each their his her has have had does do can will between into"
        " through during after before only any some such there they we you he she who what how if but every other",
    )
)
_PLAIN_WORDS = 4
"""Lower-case words of a phrase from where it is prose without any of the small words."""
_ASKS_FOREIGN = ("بالانجليزي", "اللغه الانجليزي", "ترجم", "بالفرنسي", "اللغه الفرنسي", "لاتيني", "اختصار")

_STARTS = watch(
    {
        *("خيار", "الخيار", "بديل", "البديل", "اختيار", "الاختيار", "اجابه", "الاجابه", "جواب", "الجواب", "نص"),
        *("مشتت", "محتوي", "option", "choice", "answer", "wrong", "correct", "incorrect", "distractor"),
    }
)
"""First words of options that name an option."""
_NAME = r"(?:ال)?(?:خيار|بديل|اختيار|اجابه|جواب)|option|choice|answer|distractor"
_PLACE = r"[0-9]|[a-f]|[ابجده]|(?:ال)?(?:اول|اولي|ثانيه?|ثالثه?|رابعه?|خامسه?)"
_KIND = r"(?:ال)?(?:صحيح|خاطئ|خطا|مشتت|بديل|اخر|اخري|غير صحيح)ه?|هنا|رقم|wrong|incorrect|correct|text|here"
_EMPTY = compile_late(
    rf"(?:(?:نص|محتوي|wrong|correct|incorrect) )?(?:{_NAME})(?: (?:{_PLACE}|{_KIND}))+"
    rf"|(?:نص|محتوي|wrong|incorrect) (?:{_NAME})|مشتت(?: (?:{_PLACE}|{_KIND}))*|distractor"
)


@dataclass(frozen=True, slots=True)
class FittingOptions:
    """Refuses options that nobody can weigh against the others.

    One that names an option and says nothing, a whole English phrase among Arabic options, and the stem itself. Latin
    terms, formulas and names pass, as do options that are all in Latin letters.
    """

    codes = ("option_placeholder", "option_in_english", "option_repeats_stem")

    def judge(self, reading: Reading, measures: Measures) -> Refusal | None:  # noqa: ARG002
        """Return the first fault with the option."""
        keys, stem = list_option_keys(reading), reading.keys["question"]
        if not _STARTS.isdisjoint(reading.hints):
            for key in keys:
                if key.partition(" ")[0] in _STARTS and _EMPTY.fullmatch(key):
                    return Refusal("option_placeholder", key)
        english = _find_english(list_option_texts(reading), stem) if reading.signs else None  # Latin letters are signs
        if english:
            return Refusal("option_in_english", english[:100])
        least = len(stem) * _SHARE * 0.9
        if max(map(len, keys)) < least:
            return None
        found = next((key for key in keys if len(key) >= least and _repeats(key, stem)), None)
        return Refusal("option_repeats_stem", found[:100]) if found else None


def _find_english(texts: Sequence[str], stem: str) -> str | None:
    """Return the first option that is an English phrase where at least two others have no Latin letters."""
    latin = [text for text in texts if text[:1] < "ء" and " " in text and not _ARABIC.search(text)]
    found = next((text for text in latin if _is_prose(text)), None)
    if found is None or sum(_LATIN.search(text) is None for text in texts) < 2:
        return None
    return None if any(map(stem.__contains__, _ASKS_FOREIGN)) else found


def _is_prose(text: str) -> bool:
    text = text.strip(" .\"'“”")
    if not _PROSE.fullmatch(text):
        return False
    words = text.rstrip(".!?").replace(",", "").split()
    small = [word for word in words if word.lower() in _SMALL and not word.isupper()]
    plain = [word for word in words if word.islower() and len(word) > 2]
    if len(words) < 3 or not small:
        return len(plain) >= _PLAIN_WORDS
    return len(small) > 1 or small[0] == words[0] or any(word not in _SMALL for word in plain)


def _repeats(key: str, stem: str) -> bool:
    said, asked = set(key.split()), set(stem.split())
    return len(asked) >= _LEAST_WORDS and len(said & asked) >= _SHARE * max(len(said), len(asked))
