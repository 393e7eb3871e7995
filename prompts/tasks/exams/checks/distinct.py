"""Options that a reader cannot tell apart, or that are no options at all."""

import re
from dataclasses import dataclass

from prompts.tasks.exams.checks.shape import list_option_keys, list_option_texts
from prompts.tasks.exams.options import has_double_prefix, letter_place
from validators.base import Measures, Reading, Refusal
from validators.hints import watch
from validators.text import TASHKEEL, fold_light, normalize

_PLACEHOLDERS = ("ABCD", "أبجد", "ابجد", "أبتث", "ابتث")
_GLUED = ("أبجد", "ابجد")
_OPTION_WORD = re.compile(r"^\W*(?:option|choice|answer|(?:ال)?(?:خيار|بديل|إجابة))?\W*(\w)\W*$", re.IGNORECASE)
_LONG_LATIN = re.compile("[A-Za-z]{4}")
_WORD = re.compile("[ء-ي]{3}")
_VOWELS = re.compile(f"[{TASHKEEL}]")
_DIGITS = {ord("٠") + digit: str(digit) for digit in range(10)}
_LETTERS = dict(zip(map(ord, "أإآٱىة"), "اااايه", strict=True))
_SIGNS = {**_DIGITS, **_LETTERS, **dict(zip(map(ord, "′’`٫٬٪−⁄"), "'''.,%-/", strict=True))}
_ENDS = ".,،؛;:؟?…"
_WRAPPED = re.compile(r"[(\[]([^,،;؛()\[\]]*)[)\]]|[«“\"](.*)[»”\"]|'(.*)'")
_INNER = re.compile(r"(?<=[^\s/|،؛])[\s/|،؛]++[(\[]?([A-Da-dأابجد])\s?([)\].:ـ–-]+)\s*(?=\S)")
"""The letter of an option within another one."""
_LONE = watch("abcdابجد")
_JOINED = " و"
_AROUND = " .,،؛;:!?؟\"'“”«»()[]-–…"
_PUNCTUATION = ("ترقيم", "الترقيم", "علامه", "علامات", "الفاصله", "النقط", "تنصيص")
_DIGIT = re.compile("[0-9]")
_ORDERED = ("ترتيب", "توالي", "تسلسل", "تتابع", "مرتبه", "كل من", "كلا من")
"""What a stem says that asks for several things in their order, or for one thing of each of several."""


@dataclass(frozen=True, slots=True)
class DistinctOptions:
    """Refuses options that are the same to a reader or nearly so, that are mere letters, or that hold one too many.

    Such a letter is their own for the second time, or that of another option which was left in them.
    """

    codes = ("option_letters_only", "double_prefix", "duplicate_options", "near_options")

    def judge(self, reading: Reading, measures: Measures) -> Refusal | None:  # noqa: ARG002
        """Return the first fault; in Arabic-language questions hamzas and vowels tell options apart."""
        texts, keys = list_option_texts(reading), list_option_keys(reading)
        if _are_letters(texts):
            return Refusal("option_letters_only", " ".join(texts))
        if has_double_prefix(texts) or (texts[1][:1] == "ب" and "".join([text[:1] for text in texts]) in _GLUED):
            return Refusal("double_prefix", " | ".join(texts)[:80])
        if not _LONE.isdisjoint(reading.hints) and (joined := _find_joined(texts, keys)):
            return Refusal("double_prefix", joined[:80])
        code = ""
        if len(set(keys)) < len(texts):
            code = "" if _differ_in_kind(reading, texts) else "duplicate_options"
        elif _are_near(keys, reading):
            code = "near_options"
        return Refusal(code, " | ".join(texts)[:200]) if code else None


def _differ_in_kind(reading: Reading, texts: tuple[str, ...]) -> bool:
    """Return whether options with one key differ in what is asked: spelling, or the case and signs of symbols."""
    if reading.fields.get("subject") == "arabic_language":
        marks = "" if any(map(reading.keys["question"].__contains__, _PUNCTUATION)) else _AROUND
        return len({fold_light(text).translate(_DIGITS).strip(marks) for text in texts}) == len(texts)
    code = reading.fields.get("subject") == "computer_science"
    symbols = code or all(_LONG_LATIN.search(text) is None for text in texts)
    return symbols and len({_tell_symbols(text, code=code) for text in texts}) == len(texts)


def _tell_symbols(text: str, *, code: bool) -> str:
    """Return what tells an option of symbols from another: their case, and in formulas (Aa, f'(x), [1, 3)) each sign.

    Args:
        text: The option.
        code: Whether it may be of a program, where quotes and brackets around it count too.
    """
    if _WORD.search(_VOWELS.sub("", text)):
        return normalize(re.sub("([A-Z])", r"^\1", text))
    bare = "".join(_VOWELS.sub("", fold_light(text)).translate(_SIGNS).split()).rstrip(_ENDS)
    wrapped = None if code else _WRAPPED.fullmatch(bare)
    return bare if wrapped is None else wrapped[wrapped.lastindex or 0]


def _find_joined(texts: tuple[str, ...], keys: tuple[str, ...]) -> str | None:
    """Return the option that goes on with the letter of another one, and with its text or a bracket never opened."""
    for place, text in enumerate(texts):
        for match in _INNER.finditer(text):
            rest, letter = normalize(text[match.end() :]), match[1]
            others = [key for other, key in enumerate(keys) if other != place]
            open_bracket = match[2].startswith(")") and "(" not in text and letter_place(letter) not in {place, None}
            if rest and (open_bracket or any(rest.startswith(key) for key in others)):
                return text
    return None


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
