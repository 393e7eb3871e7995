"""Texts that are no opinion at all, or several in one."""

import re
from dataclasses import dataclass

from validators.base import Measures, Reading, Refusal
from validators.late import compile_late

_TAG = compile_late(r"https?://\S+|www\.\S+|[#@][\w.]+|\bRT\b")
_LETTER = compile_late(r"[^\W\d_]")
_ITEM = compile_late(
    r"(?:^|\n)[ \t]*[(\[]?(?:[0-9٠-٩]{1,2}\s{0,3}[-.)\]:]|[أابجدهـ]{1,2}\s{0,3}[-.)\]]|[-•*▪●◦–—])[ \t]+\S"
)
_FIRST, _SECOND, _THIRD = (compile_late(rf"(?:^|\s)[(\[]?[{digits}]\s?[-.)\]]\s") for digits in ("1١", "2٢", "3٣"))
_ONE = compile_late(r"[1١]\s?[-.)\]]\s")  # what every first number holds, found in a fraction of the time
_ENDED = compile_late(r"[.!?؟…\n]\s{0,3}[(\[]?[2٢]\s?[-.)\]]\s")
_SENTENCE = 6  # words from where a numbered thing is a sentence
_RULE = compile_late(r"\S[ \t]*\n\s*(?:[-–—=*_~#.+•]{2,}|[*#|/])[ \t]*\n\s*\S")
_ORDINAL = compile_late(
    r"(?:^|\n)[^\w\n]{0,4}(?:(?:أول|ثاني|ثالث|رابع)(?:[ًا]{1,2}|ة)?|ال(?:أول|أولى|ثاني|ثانية|ثالث|ثالثة|رابع|رابعة))"
    r"\s*[:：.،)\]–—-]"
)
_NAMED = compile_late(
    r"(?:ال)?(?:رأي|تعليق|نص|تقييم|مراجعة|تغريدة|مثال|تجربة|منشور|عميل|زبون|مستخدم|زائر|شخص|كاتب|review|text|opinion)\s{0,3}"
    r"(?:رقم\s{0,3}|#)?[(\[]?\s{0,3}"
    r"(?:[0-9٠-٩]{1,2}(?!\w)|ال(?:أول|أولى|ثاني|ثانية|ثالث|ثالثة)(?!\w)|آخر(?!\w)|أخرى(?!\w))\s{0,3}[)\]]?\s{0,3}[:：\n–—-]",
    re.IGNORECASE,
)
_SEVERAL = compile_late(
    r"(?<!\w)[وفبلك]?(?:ال)?(?:آراء|رأي(?:ان|ين)|مراجع(?:ات|تان|تين)|تعليق(?:ات|ان|ين)|تقييم(?:ات|ان|ين)"
    r"|نصوص|نص(?:ان|ين)|تغريد(?:ات|تان|تين)|أمثلة|مثال(?:ان|ين)|شهادات|تجارب|منشورات"
    r"|عملاء|زبائن|مستخدمين|زوار|[إا]ليكم?|فيما يلي|التالية?|الآتية?|أدناه|كالتالي)(?!\w)"
)
"""What a line says that hands on several opinions, rather than the points of one."""
_ASKED = compile_late(
    r"(?:^|\n)[ \t]*[-–—•*][ \t]*و?(?:هل|ما|ماذا|كيف|لماذا|لم|كم|أين|متى|من|أي|وش|شو|ليش|ليه|إيه|أ\w+)(?!\w)"
    r"[^\n]{0,100}[؟?]\W*\n\s*[-–—•*]"
)
"""A question that the next line answers, in a talk with dashes."""
_DASHES = frozenset("：–—")
_TWO = frozenset("2٢")


@dataclass(frozen=True, slots=True)
class Prose:
    """Refuses a text of nothing but hashtags, mentions and links."""

    codes = ("no_prose",)

    def judge(self, reading: Reading, measures: Measures) -> Refusal | None:  # noqa: ARG002
        """Return a refusal with the beginning of the text."""
        if not reading.signs:  # where the signs of a tag stand, and Latin letters
            return None
        text = reading.texts["text"]
        if "#" not in text and "@" not in text and "http" not in text and "www" not in text:
            return None
        return None if _LETTER.search(_TAG.sub(" ", text)) else Refusal("no_prose", text[:100])


@dataclass(frozen=True, slots=True)
class OneOpinion:
    """Refuses a text that is a list of several opinions; a talk with dashes and points under a heading are one."""

    codes = ("several_opinions",)

    def judge(self, reading: Reading, measures: Measures) -> Refusal | None:  # noqa: ARG002
        """Return a refusal with the beginning of the text."""
        text, rare = reading.texts["text"], reading.rare
        listed = (
            ("\n" in text and _is_list(text))
            or (_may_name(text, rare) and len(_NAMED.findall(text)) > 1)
            or (not _TWO.isdisjoint(rare) and _ONE.search(text) is not None and _is_numbered(text))
        )
        return Refusal("several_opinions", text[:200]) if listed else None


def _may_name(text: str, rare: frozenset[str]) -> bool:
    """Return whether a text holds what stands behind the name of an opinion, and what names another one."""
    if ":" not in text and "-" not in text and "\n" not in text and _DASHES.isdisjoint(rare):
        return False
    return not _TWO.isdisjoint(rare) or "ثاني" in text or "آخر" in text or "أخرى" in text


def _is_list(text: str) -> bool:
    """Return whether two lines begin like the items of a list, or a line of signs parts a text."""
    if _RULE.search(text) is not None:
        return True
    for pattern in (_ITEM, _ORDINAL):
        starts = [found.start() for found in pattern.finditer(text)]
        if len(starts) > 1 and not (_is_headed(text[: starts[0]]) or _ASKED.search(text)):
            return True
    return False


def _is_headed(before: str) -> bool:
    """Return whether the words before a list bind its points into one opinion (`what I liked:`)."""
    return before.rstrip().endswith((":", "：")) and _SEVERAL.search(before) is None


def _is_numbered(text: str) -> bool:
    """Return whether a line numbers sentences, or three things: two dishes of one meal are one opinion."""
    first = _FIRST.search(text)
    if first is None or _is_headed(text[: first.start()]):
        return False
    second = _SECOND.search(text, first.end() - 1)
    third = _THIRD.search(text, second.end() - 1) if second else None
    if second is None or third is not None:
        return second is not None
    item = text[first.end() : second.start() + 1]
    return len(item.split()) >= _SENTENCE or _ENDED.search(text, first.end()) is not None
