"""Options that a reader cannot tell apart, or that are no options at all."""

import re
from dataclasses import dataclass

from prompts.tasks.exams.checks.shape import list_option_keys, list_option_texts
from prompts.tasks.exams.options import has_double_prefix
from validators.base import Measures, Reading, Refusal
from validators.text import fold_light, normalize

_PLACEHOLDERS = ("ABCD", "أبجد", "ابجد", "أبتث", "ابتث")
_GLUED = ("أبجد", "ابجد")
_OPTION_WORD = re.compile(r"^\W*(?:option|choice|answer|(?:ال)?(?:خيار|بديل|إجابة))?\W*(\w)\W*$", re.IGNORECASE)
_LONG_LATIN = re.compile("[A-Za-z]{4}")
_JOINED = " و"
_AROUND = " .,،؛;:!?؟\"'“”«»()[]-–…"
_PUNCTUATION = ("ترقيم", "الترقيم", "علامه", "علامات", "الفاصله", "النقط", "تنصيص")
_DIGIT = re.compile("[0-9]")
_ORDERED = ("ترتيب", "توالي", "تسلسل", "تتابع", "مرتبه")


@dataclass(frozen=True, slots=True)
class DistinctOptions:
    """Refuses options that are the same to a reader or nearly so, mere letters, or carry their letters twice."""

    codes = ("option_letters_only", "double_prefix", "duplicate_options", "near_options")

    def judge(self, reading: Reading, measures: Measures) -> Refusal | None:  # noqa: ARG002
        """Return the first fault; in Arabic-language questions hamzas and vowels tell options apart."""
        texts, keys = list_option_texts(reading), list_option_keys(reading)
        if _are_letters(texts):
            return Refusal("option_letters_only", " ".join(texts))
        if has_double_prefix(texts) or (texts[1][:1] == "ب" and "".join([text[:1] for text in texts]) in _GLUED):
            return Refusal("double_prefix", " | ".join(texts)[:80])
        code = ""
        if len(set(keys)) < len(texts):
            code = "" if _differ_in_kind(reading, texts) else "duplicate_options"
        elif _are_near(keys, reading):
            code = "near_options"
        return Refusal(code, " | ".join(texts)[:200]) if code else None


def _differ_in_kind(reading: Reading, texts: tuple[str, ...]) -> bool:
    """Return whether options with one key differ in what is asked: spelling, or the case of symbols (Aa, mW)."""
    if reading.fields.get("subject") == "arabic_language":
        marks = "" if any(map(reading.keys["question"].__contains__, _PUNCTUATION)) else _AROUND
        return len({fold_light(text).strip(marks) for text in texts}) == len(texts)
    symbols = all(_LONG_LATIN.search(text) is None for text in texts)
    cased = {normalize(re.sub("([A-Z])", r"^\1", text)) for text in texts}
    return symbols and len(cased) == len(texts)


def _are_near(keys: tuple[str, ...], reading: Reading) -> bool:
    """Return whether two options differ in nothing but articles, or in the order of what `and` joins."""
    if reading.fields.get("subject") == "arabic_language":
        return False
    whole = " " + "\n ".join(keys)
    if " ال" in whole or " وال" in whole:
        whole = whole.replace(" وال", " و").replace(" ال", " ")
        if len(set(whole.split("\n"))) < len(keys):
            return True
    if whole.count(_JOINED) < 2:
        return False
    bare = whole.split("\n")
    joined = [key for key in bare if _JOINED in key and not (reading.numbered and _DIGIT.search(key))]
    if len(joined) < 2 or len({tuple(sorted(key.strip().split(_JOINED))) for key in joined}) == len(joined):
        return False
    return not any(map(reading.keys["question"].__contains__, _ORDERED))


def _are_letters(texts: tuple[str, ...]) -> bool:
    if max(map(len, texts)) > 16 or not _OPTION_WORD.match(texts[0]):
        return False
    found = [match[1].upper() for text in texts if (match := _OPTION_WORD.match(text))]
    return len(found) == len(texts) and any(sorted(found) == sorted(series) for series in _PLACEHOLDERS)
